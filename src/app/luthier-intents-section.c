/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intents-section.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-intent-card.h"
#include "luthier-intent-row.h"
#include "luthier-intent-watch.h"
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
  LuthierIntent *focus; /* (owned) (nullable): was moved, and keeps the focus */
  int focus_index;      /* the row that had it was removed from there; -1: none */

  LuthierIntentWatch *watch;  /* (owned) */
  GtkFilter *asks;            /* (owned) */
  GtkFilter *rests;           /* (owned): the others */
  GtkSorter *order;           /* (owned): of the others */
  GtkFilterListModel *asking; /* (owned) */
  GtkSortListModel *resting;  /* (owned) */
  GtkSliceListModel *shown;   /* (owned): of those that rest */

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

static gboolean
asks_cb (gpointer item, gpointer user_data)
{
  return luthier_intent_get_state (item) == LUTHIER_INTENT_ASKS;
}

static gboolean
rests_cb (gpointer item, gpointer user_data)
{
  return !asks_cb (item, NULL);
}

/* What the user has to change comes before what is under way, and that before the queue. */
static int
get_rank (LuthierIntent *intent)
{
  switch (luthier_intent_get_state (intent))
    {
    case LUTHIER_INTENT_REFUSED:
      return 0;
    case LUTHIER_INTENT_QUEUED:
      return 2;
    case LUTHIER_INTENT_SENDING:
    case LUTHIER_INTENT_SETTLED:
    case LUTHIER_INTENT_UNCERTAIN:
    case LUTHIER_INTENT_LOOKING:
    case LUTHIER_INTENT_ASKS:
    case LUTHIER_INTENT_FORGOTTEN:
    default:
      return 1;
    }
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return get_rank ((LuthierIntent *) a) - get_rank ((LuthierIntent *) b);
}

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

/* The place of an intent, or how many there are if intent is NULL. */
static LuthierIntentPlace
find_place (LuthierIntentsSection *self, LuthierIntent *intent)
{
  guint n_items = self->intents != NULL ? g_list_model_get_n_items (self->intents) : 0;
  LuthierIntentPlace place = { 0 };
  gboolean before = TRUE;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (LuthierIntent) other = g_list_model_get_item (self->intents, i);

      before = before && other != intent;
      if (luthier_intent_get_state (other) != LUTHIER_INTENT_QUEUED)
        continue;
      place.n_places++;
      place.position += before;
      place.n_before += before && !luthier_intent_get_held (other);
    }
  return place;
}

static void
update_places (LuthierIntentsSection *self)
{
  LuthierIntentRow *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    luthier_intent_row_set_place (row, find_place (self, luthier_intent_row_get_intent (row)));
}

static void
update_fold (LuthierIntentsSection *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->resting));
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
update (LuthierIntentsSection *self)
{
  guint n_items = self->intents != NULL ? g_list_model_get_n_items (self->intents) : 0;
  guint n_cards = g_list_model_get_n_items (G_LIST_MODEL (self->asking));
  g_autofree char *count = luthier_format_count (n_items - n_cards);
  g_autofree char *summary = n_items > n_cards
                                 ? luthier_intent_words_summary (G_LIST_MODEL (self->resting))
                                 : g_strdup ("");

  gtk_widget_set_visible (GTK_WIDGET (self), n_items > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), n_cards > 0);
  gtk_widget_set_visible (self->waiting, n_items > n_cards);
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->summary, summary);
  update_fold (self);
  update_places (self);
}

static void
state_changed_cb (LuthierIntentsSection *self)
{
  gtk_filter_changed (self->asks, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (self->rests, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->order, GTK_SORTER_CHANGE_DIFFERENT);
  update (self);
}

static void
changed_cb (LuthierIntentsSection *self)
{
  update (self);
}

/* A row that is made anew elsewhere, or the one that takes the place of a row that went. */
static void
keep_focus (LuthierIntentsSection *self)
{
  LuthierIntentRow *row = NULL;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  if (self->focus != NULL)
    row = find_row (self, self->focus);
  else if (self->focus_index >= 0 && n_rows > 0)
    row = get_row (self, MIN ((guint) self->focus_index, n_rows - 1));
  if (row == NULL)
    return;
  g_clear_object (&self->focus);
  self->focus_index = -1;
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
shown_changed_cb (LuthierIntentsSection *self, guint position, guint removed, guint added)
{
  update_places (self);
  if (self->focus_index < 0 || removed > added)
    keep_focus (self);
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

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
move (LuthierIntentsSection *self, LuthierIntent *intent, guint position)
{
  LuthierIntentPlace place = find_place (self, intent);
  g_autofree char *text = NULL;

  if (position == place.position || position >= place.n_places)
    return;
  g_set_object (&self->focus, intent);
  self->focus_index = -1;
  g_signal_emit (self, signals[SIGNAL_ACT], 0, intent, LUTHIER_INTENT_ACT_MOVE, position);
  text = g_strdup_printf (_ ("%s, place %u of %u"), luthier_intent_words_title (intent),
                          position + 1, place.n_places);
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
      move (self, intent, (guint) ((int) find_place (self, intent).position + steps));
      return;
    }
  if (act == LUTHIER_INTENT_ACT_REMOVE && has_focus (GTK_WIDGET (row)))
    self->focus_index = index;
  g_signal_emit (self, signals[SIGNAL_ACT], 0, intent, act, 0);
}

static void
row_dropped_cb (LuthierIntentsSection *self,
                LuthierIntent *intent,
                gboolean after,
                LuthierIntentRow *row)
{
  guint from = find_place (self, intent).position;
  guint to = find_place (self, luthier_intent_row_get_intent (row)).position + (after ? 1 : 0);

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

  g_object_bind_property (self, "narrow", card, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (card, "act", G_CALLBACK (card_act_cb), self, G_CONNECT_SWAPPED);
  /* Its buttons are what can be gone to. */
  return g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "selectable", FALSE,
                       "focusable", FALSE, "child", card, NULL);
}

static void
set_intents (LuthierIntentsSection *self, GListModel *intents)
{
  if (self->intents == intents)
    return;

  if (self->intents != NULL)
    g_signal_handlers_disconnect_by_func (self->intents, changed_cb, self);
  g_set_object (&self->intents, intents);
  luthier_intent_watch_set_model (self->watch, intents);
  gtk_filter_list_model_set_model (self->asking, intents);
  gtk_filter_list_model_set_model (
      GTK_FILTER_LIST_MODEL (gtk_sort_list_model_get_model (self->resting)), intents);
  if (intents != NULL)
    g_signal_connect_object (intents, "items-changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  update (self);
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
  if (self->scroller != NULL)
    {
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->cards, NULL, NULL, NULL, NULL);
    }
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->watch);
  g_clear_object (&self->shown);
  g_clear_object (&self->resting);
  g_clear_object (&self->asking);
  g_clear_object (&self->order);
  g_clear_object (&self->rests);
  g_clear_object (&self->asks);
  g_clear_object (&self->focus);
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
make_models (LuthierIntentsSection *self)
{
  GtkFilterListModel *resting;

  self->asks = GTK_FILTER (gtk_custom_filter_new (asks_cb, NULL, NULL));
  self->rests = GTK_FILTER (gtk_custom_filter_new (rests_cb, NULL, NULL));
  self->order = GTK_SORTER (gtk_custom_sorter_new (compare_cb, NULL, NULL));
  self->asking = gtk_filter_list_model_new (NULL, g_object_ref (self->asks));
  resting = gtk_filter_list_model_new (NULL, g_object_ref (self->rests));
  self->resting = gtk_sort_list_model_new (G_LIST_MODEL (resting), g_object_ref (self->order));
  self->shown = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->resting)), 0, N_FOLDED);
}

static void
watch (LuthierIntentsSection *self)
{
  static const char *const causes[] = { "changed::wait", "changed::held", "changed::n-active" };

  self->watch = luthier_intent_watch_new ();
  g_signal_connect_object (self->watch, "changed::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    g_signal_connect_object (self->watch, causes[i], G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
luthier_intents_section_init (LuthierIntentsSection *self)
{
  self->clock = luthier_clock_new ();
  self->focus_index = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_models (self);
  watch (self);
  gtk_list_box_bind_model (self->cards, G_LIST_MODEL (self->asking), card_new_cb, self, NULL);
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
