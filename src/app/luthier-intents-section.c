/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intents-section.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-intent-card.h"
#include "luthier-intent-order.h"
#include "luthier-intent-row.h"
#include "luthier-intent-words.h"

/* So many rows are shown of more than one more. */
#define N_FOLDED 3

struct _LuthierIntentsSection
{
  GtkWidget parent_instance;

  GListModel *intents; /* (owned) (nullable) */
  LuthierClock *clock; /* (owned) */
  gboolean narrow;
  char *region; /* (owned) (nullable) */
  gboolean unfolded;
  LuthierIntent *focused; /* (owned) (nullable): its row has the focus, or had it when it went */
  guint focused_index;    /* where that row is, or was */
  LuthierIntent
      *awaited; /* (owned) (nullable): moved or removed; it has the focus when it is back */

  LuthierIntentOrder *order; /* (owned) */
  GtkSliceListModel *shown;  /* (owned): of those that rest */

  GtkWidget *scroller;
  GtkWidget *content;
  GtkListBox *cards;
  GtkWidget *waiting;
  GtkLabel *count;
  GtkLabel *summary;
  GtkListBox *list;
  GtkButton *more;
};

G_DEFINE_FINAL_TYPE (LuthierIntentsSection, luthier_intents_section, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_INTENTS = 1,
  PROP_CLOCK,
  PROP_NARROW,
  PROP_REGION,
  PROP_UNFOLDED,
} LuthierIntentsSectionProperty;

enum
{
  SIGNAL_ACT,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_UNFOLDED + 1];
static guint signals[N_SIGNALS];

/* (transfer none) (nullable) */
static LuthierIntentRow *
get_row (LuthierIntentsSection *self, guint index)
{
  return (LuthierIntentRow *) gtk_list_box_get_row_at_index (self->list, (int) index);
}

static LuthierIntentRow *
find_row (LuthierIntentsSection *self, LuthierIntent *intent)
{
  LuthierIntentRow *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    if (luthier_intent_row_get_intent (row) == intent)
      return row;
  return NULL;
}

static void
update_places (LuthierIntentsSection *self)
{
  g_autoptr (GHashTable) places = luthier_intent_order_list_places (self->order);
  LuthierIntentRow *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      const LuthierIntentPlace *place = g_hash_table_lookup (places,
                                                             luthier_intent_row_get_intent (row));

      if (place != NULL)
        luthier_intent_row_set_place (row, *place);
    }
}

static void
update_fold (LuthierIntentsSection *self)
{
  guint n_rows = g_list_model_get_n_items (luthier_intent_order_get_resting (self->order));
  gboolean folds = n_rows > N_FOLDED + 1;
  guint n_shown = folds && !self->unfolded ? N_FOLDED : n_rows;
  g_autofree char *number = luthier_format_count (n_rows - n_shown);
  /* Translators: %s is how many more jobs there are than those that are shown */
  g_autofree char *more = g_strdup_printf (ngettext ("%s More", "%s More", n_rows - n_shown),
                                           number);

  gtk_slice_list_model_set_size (self->shown, folds && !self->unfolded ? N_FOLDED : G_MAXUINT);
  gtk_widget_set_visible (GTK_WIDGET (self->more), folds);
  gtk_button_set_label (self->more, self->unfolded ? _ ("Show Fewer") : more);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_STATE_EXPANDED,
                               self->unfolded, -1);
}

static void
update_summary (LuthierIntentsSection *self)
{
  g_autofree char *summary = luthier_intent_words_summary (
      luthier_intent_order_get_resting (self->order));

  gtk_label_set_text (self->summary, summary);
}

static void
update (LuthierIntentsSection *self)
{
  guint n_cards = g_list_model_get_n_items (luthier_intent_order_get_asking (self->order));
  guint n_rows = g_list_model_get_n_items (luthier_intent_order_get_resting (self->order));
  g_autofree char *count = luthier_format_count (n_rows);

  gtk_widget_set_visible (GTK_WIDGET (self), n_cards + n_rows > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), n_cards > 0);
  gtk_widget_set_visible (self->waiting, n_rows > 0);
  gtk_label_set_text (self->count, count);
  update_summary (self);
  update_fold (self);
  update_places (self);
}

/* (transfer none) (nullable): the window names a widget that it has lost until the next frame. */
static GtkWidget *
get_focus (LuthierIntentsSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_root (focus) == root ? focus : NULL;
}

static void
remember_index (LuthierIntentsSection *self)
{
  LuthierIntentRow *row = self->focused != NULL ? find_row (self, self->focused) : NULL;

  if (row != NULL)
    self->focused_index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

/* Rows are made anew when their order changes. No focus at all is what is left then of one that had
 * it. */
static void
focus_changed_cb (LuthierIntentsSection *self)
{
  GtkWidget *focus = get_focus (self);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, LUTHIER_TYPE_INTENT_ROW) : NULL;
  LuthierIntent *intent = NULL;

  if (focus == NULL)
    return;
  if (row != NULL)
    intent = luthier_intent_row_get_intent (LUTHIER_INTENT_ROW (row));
  g_set_object (&self->focused, intent);
  remember_index (self);
}

/* The row that stands where the one with the focus stood, if that is gone. (nullable) */
static LuthierIntentRow *
find_heir (LuthierIntentsSection *self)
{
  LuthierIntentRow *row = find_row (self, self->focused);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  return row != NULL || n_rows == 0 ? row : get_row (self, MIN (self->focused_index, n_rows - 1));
}

static void
keep_focus (LuthierIntentsSection *self)
{
  LuthierIntentRow *row = self->awaited != NULL ? find_row (self, self->awaited) : NULL;

  if (row != NULL)
    g_clear_object (&self->awaited);
  else if (self->focused != NULL && get_focus (self) == NULL)
    row = find_heir (self);
  if (row != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
shown_changed_cb (LuthierIntentsSection *self)
{
  update_places (self);
  keep_focus (self);
  remember_index (self);
}

static void
luthier_intents_section_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (luthier_intents_section_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (focus_changed_cb), widget, G_CONNECT_SWAPPED);
}

static void
luthier_intents_section_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_changed_cb, widget);
  GTK_WIDGET_CLASS (luthier_intents_section_parent_class)->unroot (widget);
}

static void
set_unfolded (LuthierIntentsSection *self, gboolean unfolded)
{
  if (self->unfolded == unfolded)
    return;

  self->unfolded = unfolded;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNFOLDED]);
}

static void
more_cb (LuthierIntentsSection *self)
{
  set_unfolded (self, !self->unfolded);
}

static void
move (LuthierIntentsSection *self, LuthierIntent *intent, guint position)
{
  LuthierIntentPlace place = luthier_intent_order_find_place (self->order, intent);
  g_autofree char *text = NULL;

  if (position == place.position || position >= place.n_places)
    return;
  g_set_object (&self->awaited, intent);
  g_signal_emit (self, signals[SIGNAL_ACT], 0, intent, LUTHIER_INTENT_ACT_MOVE, position);
  text = luthier_intent_words_place (intent, position, place.n_places);
  luthier_compat_announce (GTK_WIDGET (self), text);
}

static void
row_act_cb (LuthierIntentsSection *self, LuthierIntentAct act, int steps, LuthierIntentRow *row)
{
  g_autoptr (LuthierIntent) intent = g_object_ref (luthier_intent_row_get_intent (row));
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (act == LUTHIER_INTENT_ACT_MOVE)
    {
      /* Nothing is moved out of sight. */
      if (index + steps >= N_FOLDED)
        set_unfolded (self, TRUE);
      move (self, intent,
            (guint) ((int) luthier_intent_order_find_place (self->order, intent).position + steps));
      return;
    }
  g_signal_emit (self, signals[SIGNAL_ACT], 0, intent, act, 0);
  if (act == LUTHIER_INTENT_ACT_REMOVE)
    g_set_object (&self->awaited, intent);
}

static void
row_dropped_cb (LuthierIntentsSection *self,
                LuthierIntent *intent,
                gboolean after,
                LuthierIntentRow *row)
{
  guint from = luthier_intent_order_find_place (self->order, intent).position;
  guint to = luthier_intent_order_find_place (self->order, luthier_intent_row_get_intent (row))
                 .position +
             (after ? 1 : 0);

  move (self, intent, from < to ? to - 1 : to);
}

static void
card_act_cb (LuthierIntentsSection *self, LuthierIntentAct act, int steps, LuthierIntentCard *card)
{
  g_autoptr (LuthierIntent) intent = g_object_ref (luthier_intent_card_get_intent (card));

  g_signal_emit (self, signals[SIGNAL_ACT], 0, intent, act, 0);
}

static GtkWidget *
row_new_cb (gpointer item, gpointer user_data)
{
  LuthierIntentsSection *self = user_data;
  GtkWidget *row = luthier_intent_row_new (item, self->clock);

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "region", row, "region", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (row, "act", G_CALLBACK (row_act_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dropped", G_CALLBACK (row_dropped_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
card_new_cb (gpointer item, gpointer user_data)
{
  LuthierIntentsSection *self = user_data;
  GtkWidget *card = luthier_intent_card_new (item, self->clock);
  g_autofree char *question = luthier_intent_words_question (item);
  GtkWidget *row = NULL;

  g_object_bind_property (self, "narrow", card, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (card, "act", G_CALLBACK (card_act_cb), self, G_CONNECT_SWAPPED);
  /* Its buttons are what can be gone to. */
  row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "selectable", FALSE, "focusable",
                      FALSE, "child", card, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, question,
                                  -1);
  return row;
}

static void
set_intents (LuthierIntentsSection *self, GListModel *intents)
{
  if (self->intents == intents)
    return;

  g_set_object (&self->intents, intents);
  luthier_intent_order_set_model (self->order, intents);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INTENTS]);
}

static void
set_region (LuthierIntentsSection *self, const char *region)
{
  if (g_strcmp0 (self->region, region) == 0)
    return;

  g_free (self->region);
  self->region = g_strdup (region);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGION]);
}

static void
set_narrow (LuthierIntentsSection *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/* A scrolled window does not ask how high its content is in the width that it has. */
static void
luthier_intents_section_measure (GtkWidget *widget,
                                 GtkOrientation orientation,
                                 int for_size,
                                 int *minimum,
                                 int *natural,
                                 int *minimum_baseline,
                                 int *natural_baseline)
{
  LuthierIntentsSection *self = LUTHIER_INTENTS_SECTION (widget);

  gtk_widget_measure (self->scroller, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (self->content, orientation, for_size, NULL, natural, NULL, NULL);
  *natural = MAX (*natural, *minimum);
}

static void
luthier_intents_section_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (LUTHIER_INTENTS_SECTION (widget)->scroller,
                            &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static GtkSizeRequestMode
luthier_intents_section_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
luthier_intents_section_dispose (GObject *object)
{
  LuthierIntentsSection *self = LUTHIER_INTENTS_SECTION (object);

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, shown_changed_cb, self);
  if (self->order != NULL)
    g_signal_handlers_disconnect_by_data (self->order, self);
  if (self->scroller != NULL)
    {
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->cards, NULL, NULL, NULL, NULL);
    }
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->shown);
  g_clear_object (&self->order);
  g_clear_object (&self->focused);
  g_clear_object (&self->awaited);
  g_clear_object (&self->intents);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->region, g_free);
  G_OBJECT_CLASS (luthier_intents_section_parent_class)->dispose (object);
}

static void
luthier_intents_section_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  LuthierIntentsSection *self = LUTHIER_INTENTS_SECTION (object);

  switch ((LuthierIntentsSectionProperty) prop_id)
    {
    case PROP_INTENTS:
      g_value_set_object (value, self->intents);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_REGION:
      g_value_set_string (value, self->region);
      break;
    case PROP_UNFOLDED:
      g_value_set_boolean (value, self->unfolded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_intents_section_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  LuthierIntentsSection *self = LUTHIER_INTENTS_SECTION (object);

  switch ((LuthierIntentsSectionProperty) prop_id)
    {
    case PROP_INTENTS:
      set_intents (self, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      if (g_set_object (&self->clock, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_REGION:
      set_region (self, g_value_get_string (value));
      break;
    case PROP_UNFOLDED:
      set_unfolded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_INTENTS] = g_param_spec_object ("intents", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, LUTHIER_TYPE_CLOCK, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_REGION] = g_param_spec_string ("region", NULL, NULL, NULL, flags);
  properties[PROP_UNFOLDED] = g_param_spec_boolean ("unfolded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_intents_section_class_init (LuthierIntentsSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_intents_section_dispose;
  object_class->get_property = luthier_intents_section_get_property;
  object_class->set_property = luthier_intents_section_set_property;
  widget_class->get_request_mode = luthier_intents_section_get_request_mode;
  widget_class->root = luthier_intents_section_root;
  widget_class->unroot = luthier_intents_section_unroot;
  widget_class->measure = luthier_intents_section_measure;
  widget_class->size_allocate = luthier_intents_section_size_allocate;
  install_properties (object_class);
  signals[SIGNAL_ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 3, LUTHIER_TYPE_INTENT,
                                      LUTHIER_TYPE_INTENT_ACT, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-intents-section.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentsSection, scroller);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentsSection, content);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentsSection, cards);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentsSection, waiting);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentsSection, count);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentsSection, summary);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentsSection, list);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentsSection, more);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_set_css_name (widget_class, "intents");
}

static void
luthier_intents_section_init (LuthierIntentsSection *self)
{
  self->clock = luthier_clock_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->order = luthier_intent_order_new ();
  self->shown = gtk_slice_list_model_new (
      g_object_ref (luthier_intent_order_get_resting (self->order)), 0, N_FOLDED);
  g_signal_connect_object (self->order, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->order, "told", G_CALLBACK (update_summary), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->cards, luthier_intent_order_get_asking (self->order), card_new_cb,
                           self, NULL);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), row_new_cb, self, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * luthier_intents_section_new:
 *
 * Returns: (transfer floating): a section that is hidden until there are intents
 */
GtkWidget *
luthier_intents_section_new (void)
{
  return g_object_new (LUTHIER_TYPE_INTENTS_SECTION, NULL);
}
