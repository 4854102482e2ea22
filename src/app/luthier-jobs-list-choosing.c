/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-comparison.h"
#include "luthier-jobs-list-private.h"
#include "luthier-state-label.h"

/* (transfer none) (nullable): every row has one of these, and only rows do. */
static LuthierStateLabel *
find_label (GtkWidget *widget)
{
  if (LUTHIER_IS_STATE_LABEL (widget))
    return LUTHIER_STATE_LABEL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      LuthierStateLabel *label = find_label (child);

      if (label != NULL)
        return label;
    }

  return NULL;
}

/* (transfer none) (nullable): the row that a widget is in. There is no other way from a widget to its
 * row that older and newer GTKs have in common. */
static GtkWidget *
find_row (GtkWidget *widget, GtkWidget *view)
{
  GtkWidget *row = NULL;

  for (; widget != NULL && widget != view && !GTK_IS_LIST_VIEW (widget);
       widget = gtk_widget_get_parent (widget))
    row = widget;

  return widget != NULL && GTK_IS_LIST_VIEW (widget) ? row : NULL;
}

/* (transfer none) (nullable) */
static LuthierJob *
get_job (GtkWidget *row)
{
  LuthierStateLabel *label = row != NULL ? find_label (row) : NULL;

  return label != NULL ? luthier_state_label_get_job (label) : NULL;
}

static GtkWidget *
find_row_at (GtkWidget *view, double x, double y)
{
  return find_row (gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT), view);
}

static GtkWidget *
find_focused_row (GtkWidget *view)
{
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, view) ? find_row (focus, view) : NULL;
}

static LuthierJobsList *
get_list (GtkWidget *view)
{
  return LUTHIER_JOBS_LIST (gtk_widget_get_ancestor (view, LUTHIER_TYPE_JOBS_LIST));
}

static gboolean
can_compare (LuthierJobChoice *choice)
{
  const guint n_chosen = luthier_job_choice_get_n_chosen (choice);

  return n_chosen >= LUTHIER_COMPARISON_MIN_JOBS && n_chosen <= LUTHIER_COMPARISON_MAX_JOBS;
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  if (target != NULL)
    g_menu_item_set_action_and_target (item, action, "s", target);
  else
    g_menu_item_set_detailed_action (item, action);
  g_menu_append_item (menu, item);
}

static GMenuModel *
menu_new (LuthierJobChoice *choice, LuthierJob *job)
{
  const char *name = luthier_job_get_name (job);
  const guint n_chosen = luthier_job_choice_get_n_chosen (choice);
  GMenu *menu = g_menu_new ();

  append_item (menu, _ ("_Open"), "win.open-job", name);
  append_item (menu,
               luthier_job_choice_contains (choice, job) ? _ ("_Deselect")
                                                         : C_ ("a job of the list", "_Select"),
               "jobs.toggle", name);
  if (can_compare (choice))
    {
      g_autofree char *label = g_strdup_printf (
          ngettext ("_Compare %u Job", "_Compare %u Jobs", n_chosen), n_chosen);

      append_item (menu, label, "jobs.compare", NULL);
    }
  else
    append_item (menu, _ ("_Compare With…"), "jobs.compare-with", name);

  return G_MENU_MODEL (menu);
}

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* What is chosen in it acts after it has closed, and needs it until then. */
static void
menu_closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static void
show_menu (GtkWidget *view, LuthierJob *job, const GdkRectangle *place)
{
  LuthierJobsList *self = get_list (view);
  g_autoptr (GMenuModel) menu = menu_new (luthier_jobs_list_get_choice (self), job);
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  const graphene_point_t from = GRAPHENE_POINT_INIT ((float) place->x, (float) place->y);
  graphene_point_t to = from;

  if (!gtk_widget_compute_point (view, GTK_WIDGET (self), &from, &to))
    to = from;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (
      GTK_POPOVER (popover),
      &(GdkRectangle){ (int) to.x, (int) to.y, place->width, place->height });
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkWidget *view)
{
  LuthierJobChoice *choice = luthier_jobs_list_get_choice (get_list (view));
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  const GdkModifierType keys = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *row = find_row_at (view, x, y);
  LuthierJob *job = get_job (row);

  if (job == NULL)
    return;
  if (button == GDK_BUTTON_SECONDARY)
    {
      /* Before the menu opens, which has it then. */
      gtk_widget_grab_focus (row);
      show_menu (view, job, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      return;
    }
  if (button == GDK_BUTTON_PRIMARY && (keys & GDK_SHIFT_MASK) != 0)
    luthier_job_choice_extend (choice, job);
  else if (button == GDK_BUTTON_PRIMARY && (keys & GDK_CONTROL_MASK) != 0)
    luthier_job_choice_toggle (choice, job);
  else
    return;

  gtk_widget_grab_focus (row);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* A finger has no second button and no keys. */
static void
long_pressed_cb (GtkGestureLongPress *gesture, double x, double y, GtkWidget *view)
{
  LuthierJob *job = get_job (find_row_at (view, x, y));

  if (job == NULL)
    return;

  luthier_job_choice_toggle (luthier_jobs_list_get_choice (get_list (view)), job);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
show_menu_of_row (GtkWidget *view, GtkWidget *row)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, view, &bounds))
    show_menu (view, get_job (row),
               &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                (int) bounds.size.width, (int) bounds.size.height });
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkWidget *view)
{
  const GdkModifierType keys = state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget *row = find_focused_row (view);
  LuthierJob *job = get_job (row);

  if (job == NULL)
    return FALSE;
  if ((keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space) &&
      (keys == 0 || keys == GDK_CONTROL_MASK))
    {
      luthier_job_choice_toggle (luthier_jobs_list_get_choice (get_list (view)), job);
      return TRUE;
    }
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && keys == GDK_SHIFT_MASK))
    {
      show_menu_of_row (view, row);
      return TRUE;
    }

  return FALSE;
}

/* (transfer none) (nullable) */
static LuthierJob *
look_up (LuthierJobsList *self, GVariant *name)
{
  g_autoptr (GListModel) jobs = NULL;

  g_object_get (self, "jobs", &jobs, NULL);
  for (guint i = 0; jobs != NULL && i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      if (g_strcmp0 (luthier_job_get_name (job), g_variant_get_string (name, NULL)) == 0)
        return job;
    }

  return NULL;
}

static void
toggle_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobsList *self = LUTHIER_JOBS_LIST (widget);
  LuthierJob *job = look_up (self, parameter);

  if (job != NULL)
    luthier_job_choice_toggle (luthier_jobs_list_get_choice (self), job);
}

/* The others are to be chosen yet. */
static void
compare_with_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobsList *self = LUTHIER_JOBS_LIST (widget);
  LuthierJobChoice *choice = luthier_jobs_list_get_choice (self);
  LuthierJob *job = look_up (self, parameter);

  if (job != NULL && !luthier_job_choice_contains (choice, job))
    luthier_job_choice_toggle (choice, job);
  luthier_job_choice_set_choosing (choice, TRUE);
}

static void
compare_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobChoice *choice = luthier_jobs_list_get_choice (LUTHIER_JOBS_LIST (widget));
  GPtrArray *chosen = luthier_job_choice_get_chosen (choice);
  GVariantBuilder names;

  g_variant_builder_init (&names, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < chosen->len; i++)
    g_variant_builder_add (&names, "s", luthier_job_get_name (g_ptr_array_index (chosen, i)));
  gtk_widget_activate_action_variant (widget, "win.compare", g_variant_builder_end (&names));
}

static void
end_choosing_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  luthier_job_choice_set_choosing (luthier_jobs_list_get_choice (LUTHIER_JOBS_LIST (widget)),
                                   FALSE);
}

/**
 * luthier_jobs_list_add_choosing:
 * @view: a view of the jobs
 *
 * Has jobs chosen in it: with the pointer and Ctrl or Shift, a finger that stays, the space bar, and
 * the menu of a job.
 */
void
luthier_jobs_list_add_choosing (LuthierJobsList *self, GtkWidget *view)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), view);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), view);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (press));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), view);
  gtk_widget_add_controller (view, keys);
}

/**
 * luthier_jobs_list_install_choosing:
 * @widget_class: the list's
 *
 * Gives lists the actions of choosing.
 */
void
luthier_jobs_list_install_choosing (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "jobs.toggle", "s", toggle_action);
  gtk_widget_class_install_action (widget_class, "jobs.compare-with", "s", compare_with_action);
  gtk_widget_class_install_action (widget_class, "jobs.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "jobs.end-choosing", NULL, end_choosing_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "jobs.compare", NULL);
}

/**
 * luthier_jobs_list_update_choosing:
 *
 * Enables what can be done with the jobs that are chosen.
 */
void
luthier_jobs_list_update_choosing (LuthierJobsList *self)
{
  LuthierJobChoice *choice = luthier_jobs_list_get_choice (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "jobs.compare", can_compare (choice));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "jobs.end-choosing",
                                 luthier_job_choice_get_choosing (choice));
}

/**
 * luthier_jobs_list_describe_choice:
 * @n_chosen: how many jobs are chosen
 *
 * Returns: (transfer full): how many that are, and what stands against comparing them
 */
char *
luthier_jobs_list_describe_choice (guint n_chosen)
{
  if (n_chosen == 0)
    return g_strdup (_ ("Select two to six jobs"));
  if (n_chosen == 1)
    return g_strdup (_ ("1 job, select one more"));
  if (n_chosen > LUTHIER_COMPARISON_MAX_JOBS)
    return g_strdup_printf (ngettext ("%u job, six at most can be compared",
                                      "%u jobs, six at most can be compared", n_chosen),
                            n_chosen);

  return g_strdup_printf (ngettext ("%u job selected", "%u jobs selected", n_chosen), n_chosen);
}
