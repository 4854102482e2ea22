/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-row.h"

#include <glib/gi18n.h>

#include "luthier-config.h"

struct _LuthierIntentRow
{
  GtkListBoxRow parent_instance;

  LuthierIntent *intent;          /* (owned) */
  GSignalGroup *transfer_signals; /* (owned) */
  LuthierClock *clock;            /* (owned) */
  guint timer;                    /* 0 or of the clock: the words change by themselves */
  LuthierIntentPlace place;
  char *region; /* (owned) (nullable) */
  gboolean narrow;
  const char *style; /* (nullable): the class of the state */

  GtkWidget *handle;
  GtkWidget *icon;
  GtkWidget *spinner;
  GtkLabel *name;
  GtkLabel *line;
  GtkProgressBar *bar;
  GtkLabel *what;
  GtkWidget *edit;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (LuthierIntentRow, luthier_intent_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_NARROW = 1,
  PROP_REGION,
} LuthierIntentRowProperty;

enum
{
  SIGNAL_ACT,
  SIGNAL_DROPPED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_REGION + 1];
static guint signals[N_SIGNALS];

/* The actions of the menu and of the keys. */
static const struct
{
  const char *name;
  LuthierIntentAct act;
  int steps;
} actions[] = {
  { "intent.hold", LUTHIER_INTENT_ACT_HOLD, 0 },
  { "intent.continue", LUTHIER_INTENT_ACT_CONTINUE, 0 },
  { "intent.send-now", LUTHIER_INTENT_ACT_SEND_NOW, 0 },
  { "intent.upload", LUTHIER_INTENT_ACT_UPLOAD, 0 },
  { "intent.try-again", LUTHIER_INTENT_ACT_TRY_AGAIN, 0 },
  { "intent.edit", LUTHIER_INTENT_ACT_EDIT, 0 },
  { "intent.move-up", LUTHIER_INTENT_ACT_MOVE, -1 },
  { "intent.move-down", LUTHIER_INTENT_ACT_MOVE, 1 },
  { "intent.remove", LUTHIER_INTENT_ACT_REMOVE, 0 },
};

static void update (LuthierIntentRow *self);

static gboolean
timer_cb (gpointer user_data)
{
  LuthierIntentRow *self = user_data;

  self->timer = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
stop_timer (LuthierIntentRow *self)
{
  if (self->timer != 0)
    luthier_clock_remove (self->clock, self->timer);
  self->timer = 0;
}

/* Nothing counts down where nobody looks. */
static void
start_timer (LuthierIntentRow *self, gint64 now)
{
  gint64 next = luthier_intent_words_next_change (self->intent, now);

  stop_timer (self);
  if (next != 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->timer = luthier_clock_add_timeout (self->clock, (guint64) (next - now + 999) / 1000,
                                             timer_cb, self, NULL);
}

static gboolean
may_move (LuthierIntentRow *self, int steps)
{
  if (self->place.n_places == 0)
    return FALSE;
  return steps < 0 ? self->place.position > 0 : self->place.position + 1 < self->place.n_places;
}

static void
update_actions (LuthierIntentRow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (
        GTK_WIDGET (self), actions[i].name,
        luthier_intent_act_applies (actions[i].act, self->intent) &&
            (actions[i].steps == 0 || may_move (self, actions[i].steps)));
}

static gboolean
is_movable (LuthierIntentRow *self)
{
  return self->place.n_places > 1 &&
         luthier_intent_act_applies (LUTHIER_INTENT_ACT_MOVE, self->intent);
}

static void
update_style (LuthierIntentRow *self)
{
  const char *style = luthier_intent_words_style (self->intent);
  /* Its opacity would spoil the contrast of small coloured text. */
  gboolean coloured = g_str_equal (style, "state-failed") || g_str_equal (style, "state-unsure");

  /* An upload tells of every bit of its way. */
  if (g_strcmp0 (self->style, style) == 0)
    return;

  if (self->style != NULL)
    {
      gtk_widget_remove_css_class (self->icon, self->style);
      gtk_widget_remove_css_class (GTK_WIDGET (self->line), self->style);
    }
  self->style = style;
  gtk_widget_add_css_class (self->icon, style);
  gtk_widget_remove_css_class (GTK_WIDGET (self->line), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->line), coloured ? style : "dim-label");
}

static void
update_look (LuthierIntentRow *self)
{
  LuthierIntentState state = luthier_intent_get_state (self->intent);
  gboolean sends = state == LUTHIER_INTENT_SENDING;

  update_style (self);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), luthier_intent_words_icon (self->intent));
  gtk_widget_set_visible (self->icon, !sends);
  gtk_widget_set_visible (self->spinner, sends);
  gtk_widget_set_opacity (self->handle, is_movable (self) ? 1 : 0);
  gtk_widget_set_visible (self->handle, self->place.n_places > 1 && !self->narrow);
  gtk_widget_set_visible (self->edit, state == LUTHIER_INTENT_REFUSED);
}

static void
update_bar (LuthierIntentRow *self)
{
  LuthierTransfer *transfer = luthier_intent_get_transfer (self->intent);
  LuthierTransferState state = transfer != NULL ? luthier_transfer_get_state (transfer)
                                                : LUTHIER_TRANSFER_DONE;
  gboolean runs = state == LUTHIER_TRANSFER_RUNNING || state == LUTHIER_TRANSFER_WAITING;

  gtk_widget_set_visible (GTK_WIDGET (self->bar),
                          runs && luthier_intent_get_state (self->intent) == LUTHIER_INTENT_QUEUED);
  if (runs)
    gtk_progress_bar_set_fraction (self->bar, luthier_transfer_get_fraction (transfer));
}

/* What a screen reader says: the words, and the place, which changes with every move. */
static void
update_accessible (LuthierIntentRow *self, const char *now)
{
  const char *title = luthier_intent_words_title (self->intent);
  g_autofree char *label = NULL;
  g_autofree char *menu = g_strdup_printf (_ ("Actions: %s"), title);
  g_autofree char *edit = g_strdup_printf (_ ("Edit: %s"), title);

  if (is_movable (self))
    label = luthier_intent_words_place (self->intent, self->place.position, self->place.n_places);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, now, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL, edit,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

static void
update (LuthierIntentRow *self)
{
  LuthierIntentAround around = {
    .now_us = luthier_clock_get_real_time (self->clock),
    .n_before = self->place.n_before,
    .region = self->region,
  };
  g_autofree char *now = luthier_intent_words_now (self->intent, &around);
  g_autofree char *what = luthier_intent_words_what (self->intent);

  gtk_label_set_text (self->name, luthier_intent_words_title (self->intent));
  gtk_label_set_text (self->line, now);
  gtk_label_set_text (self->what, what);
  update_look (self);
  update_bar (self);
  update_actions (self);
  update_accessible (self, now);
  start_timer (self, around.now_us);
}

static void
transfer_changed_cb (LuthierIntentRow *self)
{
  g_signal_group_set_target (self->transfer_signals, luthier_intent_get_transfer (self->intent));
  update (self);
}

static void
act_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (action_name, actions[i].name))
      g_signal_emit (widget, signals[SIGNAL_ACT], 0, actions[i].act, actions[i].steps);
}

static void
menu_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_menu_button_popup (LUTHIER_INTENT_ROW (widget)->menu_button);
}

/* The menu of the button, where the pointer is. */
static void
pressed_cb (LuthierIntentRow *self, int n_press, double x, double y)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->menu_button);
  graphene_point_t at;

  if (!gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (self->menu_button),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    return;
  gtk_popover_set_pointing_to (popover, &(GdkRectangle){ (int) at.x, (int) at.y, 1, 1 });
  gtk_menu_button_popup (self->menu_button);
}

static void
menu_closed_cb (LuthierIntentRow *self)
{
  gtk_popover_set_pointing_to (gtk_menu_button_get_popover (self->menu_button), NULL);
}

static GdkContentProvider *
drag_prepare_cb (LuthierIntentRow *self)
{
  return is_movable (self) ? gdk_content_provider_new_typed (LUTHIER_TYPE_INTENT, self->intent)
                           : NULL;
}

/* What hangs at the pointer: a row has no ground of its own. */
static void
drag_begin_cb (LuthierIntentRow *self, GdkDrag *drag)
{
  GtkWidget *label = gtk_label_new (luthier_intent_words_title (self->intent));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_add_css_class (label, "intent-drag");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
  gdk_drag_set_hotspot (drag, 0, 0);
}

static gboolean
is_after (LuthierIntentRow *self, double y)
{
  return y > gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
}

static void
show_drop (LuthierIntentRow *self, const char *style)
{
  static const char *const styles[] = { "drop-before", "drop-after" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (style, styles[i]) == 0)
      gtk_widget_add_css_class (GTK_WIDGET (self), styles[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), styles[i]);
}

static GdkDragAction
drop_motion_cb (LuthierIntentRow *self, double x, double y)
{
  if (!is_movable (self))
    return 0;
  show_drop (self, is_after (self, y) ? "drop-after" : "drop-before");
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (LuthierIntentRow *self)
{
  show_drop (self, NULL);
}

static gboolean
drop_cb (LuthierIntentRow *self, const GValue *value, double x, double y)
{
  LuthierIntent *intent = g_value_get_object (value);

  show_drop (self, NULL);
  if (!is_movable (self) || intent == NULL || intent == self->intent)
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, intent, is_after (self, y));
  return TRUE;
}

static void
set_narrow (LuthierIntentRow *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->what), !narrow);
  if (narrow)
    gtk_button_set_icon_name (GTK_BUTTON (self->edit), "document-edit-symbolic");
  else
    gtk_button_set_label (GTK_BUTTON (self->edit), _ ("_Edit…"));
  gtk_widget_set_tooltip_text (self->edit, narrow ? _ ("Edit…") : NULL);
  if (self->intent != NULL)
    update_look (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
set_region (LuthierIntentRow *self, const char *region)
{
  if (g_strcmp0 (self->region, region) == 0)
    return;

  g_free (self->region);
  self->region = g_strdup (region);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGION]);
  if (self->intent != NULL)
    update (self);
}

static void
luthier_intent_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (luthier_intent_row_parent_class)->map (widget);
  update (LUTHIER_INTENT_ROW (widget));
}

static void
luthier_intent_row_unmap (GtkWidget *widget)
{
  stop_timer (LUTHIER_INTENT_ROW (widget));
  GTK_WIDGET_CLASS (luthier_intent_row_parent_class)->unmap (widget);
}

static void
luthier_intent_row_dispose (GObject *object)
{
  LuthierIntentRow *self = LUTHIER_INTENT_ROW (object);

  if (self->clock != NULL)
    stop_timer (self);
  g_clear_object (&self->transfer_signals);
  g_clear_object (&self->clock);
  g_clear_object (&self->intent);
  g_clear_pointer (&self->region, g_free);
  G_OBJECT_CLASS (luthier_intent_row_parent_class)->dispose (object);
}

static void
luthier_intent_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierIntentRow *self = LUTHIER_INTENT_ROW (object);

  switch ((LuthierIntentRowProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_REGION:
      g_value_set_string (value, self->region);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_intent_row_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  LuthierIntentRow *self = LUTHIER_INTENT_ROW (object);

  switch ((LuthierIntentRowProperty) prop_id)
    {
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_REGION:
      set_region (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-intent-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentRow, handle);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentRow, name);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentRow, line);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentRow, bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentRow, what);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentRow, edit);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, act_action);
  gtk_widget_class_install_action (widget_class, "intent.menu", NULL, menu_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "intent.move-up",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "intent.move-down",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "intent.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "intent.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "intent.menu",
                                       NULL);
}

static void
luthier_intent_row_class_init (LuthierIntentRowClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_intent_row_dispose;
  object_class->get_property = luthier_intent_row_get_property;
  object_class->set_property = luthier_intent_row_set_property;
  widget_class->map = luthier_intent_row_map;
  widget_class->unmap = luthier_intent_row_unmap;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_REGION] = g_param_spec_string ("region", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, LUTHIER_TYPE_INTENT_ACT,
                                      G_TYPE_INT);
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 2, LUTHIER_TYPE_INTENT,
                                          G_TYPE_BOOLEAN);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
luthier_intent_row_init (LuthierIntentRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (LUTHIER_TYPE_INTENT, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_swapped (gtk_menu_button_get_popover (self->menu_button), "closed",
                            G_CALLBACK (menu_closed_cb), self);

  self->transfer_signals = g_signal_group_new (LUTHIER_TYPE_TRANSFER);
  g_signal_group_connect_swapped (self->transfer_signals, "notify::state", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->transfer_signals, "notify::error", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->transfer_signals, "notify::fraction", G_CALLBACK (update),
                                  self);
}

/**
 * luthier_intent_row_new:
 * @intent: what to show
 * @clock: the time
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
luthier_intent_row_new (LuthierIntent *intent, LuthierClock *clock)
{
  LuthierIntentRow *self = g_object_new (LUTHIER_TYPE_INTENT_ROW, NULL);

  self->intent = g_object_ref (intent);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (intent, "notify::transfer", G_CALLBACK (transfer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (intent, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  transfer_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * luthier_intent_row_get_intent:
 *
 * Returns: (transfer none): what it shows
 */
LuthierIntent *
luthier_intent_row_get_intent (LuthierIntentRow *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT_ROW (self), NULL);

  return self->intent;
}

/**
 * luthier_intent_row_set_place:
 * @place: where it stands in the queue
 *
 * Tells the row what it may be moved to, and what goes before it.
 */
void
luthier_intent_row_set_place (LuthierIntentRow *self, LuthierIntentPlace place)
{
  g_return_if_fail (LUTHIER_IS_INTENT_ROW (self));

  if (self->place.position == place.position && self->place.n_places == place.n_places &&
      self->place.n_before == place.n_before)
    return;
  self->place = place;
  update (self);
}
