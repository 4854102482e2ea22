/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-findings-list.h"

#include "luthier-config.h"
#include "luthier-finding-groups.h"
#include "luthier-finding-row.h"

/* About as many as a frame has time for; findings are texts that are to be wrapped. */
#define ROWS_A_FRAME     8
#define FINDINGS_A_FRAME 1
/* What a GtkListView keeps ready around what is seen: what comes after it costs nothing. */
#define ENOUGH 240

#define NO_PLACE LUTHIER_FINDING_GROUPS_NO_PLACE

struct _LuthierFindingsList
{
  GtkWidget parent_instance;

  LuthierFindingGroups *groups; /* (owned) */
  GtkSliceListModel *listed;    /* (owned): those of them that are listed by now */
  GtkTreeListModel *tree;       /* (owned) */
  LuthierFindingGroup *group;   /* (owned) (nullable): what is chosen */
  LuthierDatasetPlace place;    /* what was there when it was chosen */
  guint index;                  /* of the chosen place in the group, or NO_PLACE */
  gboolean quiet;               /* the selection changes by itself */
  guint tick;                   /* 0 or the callback that lists more places */

  GtkWidget *scroller;
  GtkListView *list;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (LuthierFindingsList, luthier_findings_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GListModel *
create_model_cb (gpointer item, gpointer user_data)
{
  if (!LUTHIER_IS_FINDING_GROUP (item) || luthier_finding_group_get_n_places (item) == 0)
    return NULL;
  return g_object_ref (G_LIST_MODEL (item));
}

static guint
count_groups (LuthierFindingsList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->groups));
}

/* (transfer full) (nullable): it is not listed yet */
static GtkTreeListRow *
get_group_row (LuthierFindingsList *self, guint position)
{
  return gtk_tree_list_model_get_child_row (self->tree, position);
}

static gboolean
show_more_of (LuthierFindingsList *self, guint position)
{
  LuthierFindingGroup *group = luthier_finding_groups_get (self->groups, position);
  g_autoptr (GtkTreeListRow) row = get_group_row (self, position);
  const guint n_listed = g_list_model_get_n_items (G_LIST_MODEL (group));

  return row != NULL && gtk_tree_list_row_get_expanded (row) &&
         luthier_finding_group_show_more (group, n_listed < ENOUGH ? ROWS_A_FRAME
                                                                   : LUTHIER_DATASET_MAX_PLACES);
}

static gboolean
list_more (LuthierFindingsList *self)
{
  const guint size = gtk_slice_list_model_get_size (self->listed);

  if (size >= count_groups (self))
    return FALSE;
  gtk_slice_list_model_set_size (self->listed, size + FINDINGS_A_FRAME);
  return TRUE;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LuthierFindingsList *self = LUTHIER_FINDINGS_LIST (widget);

  if (list_more (self))
    return G_SOURCE_CONTINUE;
  for (guint i = 0; i < count_groups (self); i++)
    if (show_more_of (self, i))
      return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start_showing_more (LuthierFindingsList *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
set_expanded (LuthierFindingsList *self, GtkTreeListRow *row, gboolean expanded)
{
  gtk_tree_list_row_set_expanded (row, expanded);
  if (expanded)
    start_showing_more (self);
}

static void
remember (LuthierFindingsList *self, LuthierFindingGroup *group, guint index)
{
  g_set_object (&self->group, group);
  self->index = index;
  if (group != NULL && index != NO_PLACE)
    self->place = *luthier_finding_group_get_place (group, index);
}

static void
selected_cb (LuthierFindingsList *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GtkTreeListRow) parent = NULL;
  g_autoptr (GObject) item = NULL;
  g_autoptr (GObject) group = NULL;

  /* What is chosen remains so when its finding is closed. */
  if (self->quiet || row == NULL)
    return;
  item = gtk_tree_list_row_get_item (row);
  parent = gtk_tree_list_row_get_parent (row);
  group = parent != NULL ? gtk_tree_list_row_get_item (parent) : NULL;
  if (LUTHIER_IS_FINDING_PLACE (item) && group != NULL)
    remember (self, LUTHIER_FINDING_GROUP (group),
              luthier_finding_place_get_index (LUTHIER_FINDING_PLACE (item)));
  else if (LUTHIER_IS_FINDING_GROUP (item))
    remember (self, LUTHIER_FINDING_GROUP (item), NO_PLACE);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

/* Selects the row of what is chosen, without telling of it. */
static void
show_chosen (LuthierFindingsList *self, gboolean open)
{
  const guint position = luthier_finding_groups_find (self->groups, self->group);
  g_autoptr (GtkTreeListRow) row = NULL;
  guint selected = GTK_INVALID_LIST_POSITION;

  self->quiet = TRUE;
  if (open && position != G_MAXUINT && position >= gtk_slice_list_model_get_size (self->listed))
    gtk_slice_list_model_set_size (self->listed, position + 1);
  row = position != G_MAXUINT ? get_group_row (self, position) : NULL;
  if (row != NULL && self->index == NO_PLACE)
    selected = gtk_tree_list_row_get_position (row);
  else if (row != NULL && (open || gtk_tree_list_row_get_expanded (row)))
    {
      set_expanded (self, row, TRUE);
      if (self->index >= g_list_model_get_n_items (G_LIST_MODEL (self->group)))
        luthier_finding_group_show_more (self->group, LUTHIER_DATASET_MAX_PLACES);
      selected = gtk_tree_list_row_get_position (row) + 1 + self->index;
    }
  gtk_single_selection_set_selected (self->selection, selected);
  self->quiet = FALSE;
  if (!open || selected == GTK_INVALID_LIST_POSITION)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", selected);
  /* What is wrong there is to be read with the first of the places. */
  if (self->index == 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", selected - 1);
}

static void
choose (LuthierFindingsList *self, LuthierFindingGroup *group, guint index)
{
  remember (self, group, index);
  show_chosen (self, TRUE);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
activate_cb (LuthierFindingsList *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, position);

  if (row != NULL && gtk_tree_list_row_is_expandable (row))
    set_expanded (self, row, !gtk_tree_list_row_get_expanded (row));
  else
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
press_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  activate_cb (LUTHIER_FINDINGS_LIST (widget), g_variant_get_uint32 (parameter));
}

/* As in trees everywhere: out opens, in closes, or goes to what it is in. */
static gboolean
turn (LuthierFindingsList *self, gboolean opens)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GtkTreeListRow) parent = row != NULL ? gtk_tree_list_row_get_parent (row) : NULL;

  if (row == NULL)
    return FALSE;
  if (parent == NULL)
    set_expanded (self, row, opens);
  else if (!opens)
    {
      guint position = gtk_tree_list_row_get_position (parent);

      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
      gtk_single_selection_set_selected (self->selection, position);
    }
  return TRUE;
}

static gboolean
key_cb (LuthierFindingsList *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    return turn (self, !mirrored);
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    return turn (self, mirrored);
  return FALSE;
}

static gboolean
luthier_findings_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LUTHIER_FINDINGS_LIST (widget)->list));
}

static void
luthier_findings_list_dispose (GObject *object)
{
  LuthierFindingsList *self = LUTHIER_FINDINGS_LIST (object);

  self->quiet = TRUE;
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->group);
  g_clear_object (&self->tree);
  g_clear_object (&self->listed);
  g_clear_object (&self->groups);
  G_OBJECT_CLASS (luthier_findings_list_parent_class)->dispose (object);
}

static void
luthier_findings_list_class_init (LuthierFindingsListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_findings_list_dispose;
  widget_class->grab_focus = luthier_findings_list_grab_focus;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (LUTHIER_TYPE_FINDING_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-findings-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingsList, scroller);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingsList, list);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingsList, selection);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_install_action (widget_class, "findings.press", "u", press_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_findings_list_init (LuthierFindingsList *self)
{
  self->index = NO_PLACE;
  self->groups = luthier_finding_groups_new ();
  self->listed = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->groups)), 0,
                                           FINDINGS_A_FRAME);
  self->tree = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (self->listed)), FALSE, FALSE,
                                        create_model_cb, NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->quiet = TRUE;
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->tree));
  self->quiet = FALSE;
}

/**
 * luthier_findings_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
luthier_findings_list_new (void)
{
  return g_object_new (LUTHIER_TYPE_FINDINGS_LIST, NULL);
}

/* (transfer full) (element-type LuthierFindingGroup): the ones that are open */
static GPtrArray *
collect_open (LuthierFindingsList *self)
{
  GPtrArray *open = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count_groups (self); i++)
    {
      g_autoptr (GtkTreeListRow) row = get_group_row (self, i);

      if (row != NULL && gtk_tree_list_row_get_expanded (row))
        g_ptr_array_add (open, g_object_ref (luthier_finding_groups_get (self->groups, i)));
    }
  return open;
}

/* A finding that has moved in the list is another row of it. */
static void
open_again (LuthierFindingsList *self, GPtrArray *open)
{
  for (guint i = 0; i < open->len; i++)
    {
      const guint position = luthier_finding_groups_find (self->groups,
                                                          g_ptr_array_index (open, i));
      g_autoptr (GtkTreeListRow) row = position != G_MAXUINT ? get_group_row (self, position)
                                                             : NULL;

      if (row != NULL)
        set_expanded (self, row, TRUE);
    }
}

/* The same line, or else the one that is next to where it was. */
static void
find_chosen (LuthierFindingsList *self)
{
  const guint n_places = self->group != NULL ? luthier_finding_group_get_n_places (self->group) : 0;
  guint index;

  if (luthier_finding_groups_find (self->groups, self->group) == G_MAXUINT)
    remember (self, NULL, NO_PLACE);
  if (self->group == NULL || self->index == NO_PLACE)
    return;
  if (self->index < n_places &&
      luthier_finding_group_get_place (self->group, self->index)->line == self->place.line)
    index = self->index;
  else
    index = luthier_finding_group_find_line (self->group, self->place.line);
  if (index == G_MAXUINT)
    index = n_places > 0 ? MIN (self->index, n_places - 1) : NO_PLACE;
  remember (self, self->group, index);
}

static gboolean
is_same_place (const LuthierDatasetPlace *a, const LuthierDatasetPlace *b)
{
  return a->line == b->line && a->column == b->column && a->byte == b->byte &&
         a->length == b->length;
}

/**
 * luthier_findings_list_set_report:
 * @report: (nullable): what was found
 *
 * Shows the report. What was chosen and what was open stays so, as far as it is still there.
 */
void
luthier_findings_list_set_report (LuthierFindingsList *self, LuthierDatasetReport *report)
{
  g_autoptr (GPtrArray) open = collect_open (self);
  g_autoptr (LuthierFindingGroup) group = self->group != NULL ? g_object_ref (self->group) : NULL;
  const LuthierDatasetPlace place = self->place;
  const guint index = self->index;

  self->quiet = TRUE;
  luthier_finding_groups_set_report (self->groups, report);
  open_again (self, open);
  start_showing_more (self);
  self->quiet = FALSE;
  find_chosen (self);
  show_chosen (self, FALSE);
  if (self->group != group || (self->index == NO_PLACE) != (index == NO_PLACE) ||
      (index != NO_PLACE && !is_same_place (&place, &self->place)))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

/**
 * luthier_findings_list_get_chosen:
 * @place: (out) (nullable): one place of it; %NULL if the finding has none, or none is chosen
 *
 * The first place stands for a finding that is chosen itself.
 *
 * Returns: (transfer none) (nullable): what is chosen
 */
const LuthierDatasetFinding *
luthier_findings_list_get_chosen (LuthierFindingsList *self, const LuthierDatasetPlace **place)
{
  *place = NULL;
  if (self->group == NULL)
    return NULL;
  if (luthier_finding_group_get_n_places (self->group) > 0)
    *place = luthier_finding_group_get_place (self->group,
                                              self->index != NO_PLACE ? self->index : 0);
  return luthier_finding_group_get_finding (self->group);
}

/**
 * luthier_findings_list_step:
 * @backwards: to the one before
 *
 * Chooses the next place of the finding, or the first one of the next finding.
 *
 * Returns: whether there is one
 */
gboolean
luthier_findings_list_step (LuthierFindingsList *self, gboolean backwards)
{
  guint index = self->index;
  LuthierFindingGroup *group = luthier_finding_groups_step (self->groups, self->group, &index,
                                                            backwards);

  if (group != NULL)
    choose (self, group, index);
  return group != NULL;
}

gboolean
luthier_findings_list_can_step (LuthierFindingsList *self, gboolean backwards)
{
  guint index = self->index;

  return luthier_finding_groups_step (self->groups, self->group, &index, backwards) != NULL;
}

/**
 * luthier_findings_list_choose_line:
 *
 * Returns: whether something is known to be wrong in this line
 */
gboolean
luthier_findings_list_choose_line (LuthierFindingsList *self, guint64 line)
{
  for (guint i = 0; i < count_groups (self); i++)
    {
      LuthierFindingGroup *group = luthier_finding_groups_get (self->groups, i);
      const guint index = luthier_finding_group_find_line (group, line);

      if (index != G_MAXUINT)
        {
          choose (self, group, index);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * luthier_findings_list_choose_none:
 *
 * Nothing is chosen then, and nothing is told of it.
 */
void
luthier_findings_list_choose_none (LuthierFindingsList *self)
{
  remember (self, NULL, NO_PLACE);
  show_chosen (self, FALSE);
}
