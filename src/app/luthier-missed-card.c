/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-missed-card.h"

#include "luthier-config.h"
#include "luthier-job-endings.h"
#include "luthier-missed-list.h"

/* More are counted, and listed on a page of their own. */
#define MOST_LINES 3

struct _LuthierMissedCard
{
  GtkWidget parent_instance;

  GListModel *jobs;    /* (owned) (nullable) */
  LuthierClock *clock; /* (owned) (nullable) */
  gboolean narrow;

  GtkWidget *card;
  GtkLabel *counts;
  GtkWidget *all;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (LuthierMissedCard, luthier_missed_card, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_JOBS = 1,
  PROP_CLOCK,
  PROP_NARROW,
} LuthierMissedCardProperty;

static GParamSpec *properties[PROP_NARROW + 1];

enum
{
  SIGNAL_DISMISSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
get_n_jobs (LuthierMissedCard *self)
{
  return self->jobs != NULL ? g_list_model_get_n_items (self->jobs) : 0;
}

static void
update (LuthierMissedCard *self)
{
  const guint n_jobs = get_n_jobs (self);
  const gboolean many = n_jobs > MOST_LINES;
  g_autofree char *words = luthier_job_endings_to_text (luthier_job_endings_count (self->jobs));

  if (many)
    gtk_label_set_text (self->counts, words);
  gtk_widget_set_visible (GTK_WIDGET (self->counts), many);
  gtk_widget_set_visible (self->all, many);
  gtk_widget_set_visible (self->list, !many);
  gtk_widget_set_visible (GTK_WIDGET (self), n_jobs > 0);
}

static void
set_jobs (LuthierMissedCard *self, GListModel *jobs)
{
  if (self->jobs == jobs)
    return;

  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_func (self->jobs, update, self);
  g_set_object (&self->jobs, jobs);
  if (jobs != NULL)
    g_signal_connect_object (jobs, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOBS]);
}

static void
dismiss_cb (LuthierMissedCard *self)
{
  g_signal_emit (self, signals[SIGNAL_DISMISSED], 0);
}

static void
luthier_missed_card_dispose (GObject *object)
{
  LuthierMissedCard *self = LUTHIER_MISSED_CARD (object);
  GtkWidget *child;

  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_func (self->jobs, update, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->jobs);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (luthier_missed_card_parent_class)->dispose (object);
}

static void
luthier_missed_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierMissedCard *self = LUTHIER_MISSED_CARD (object);

  switch ((LuthierMissedCardProperty) prop_id)
    {
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_missed_card_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LuthierMissedCard *self = LUTHIER_MISSED_CARD (object);

  switch ((LuthierMissedCardProperty) prop_id)
    {
    case PROP_JOBS:
      set_jobs (self, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      if (g_set_object (&self->clock, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      if (self->narrow)
        gtk_widget_add_css_class (self->card, "narrow");
      else
        gtk_widget_remove_css_class (self->card, "narrow");
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_missed_card_class_init (LuthierMissedCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = luthier_missed_card_dispose;
  object_class->get_property = luthier_missed_card_get_property;
  object_class->set_property = luthier_missed_card_set_property;

  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, LUTHIER_TYPE_CLOCK, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_DISMISSED] = g_signal_new ("dismissed", LUTHIER_TYPE_MISSED_CARD,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (LUTHIER_TYPE_MISSED_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-missed-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedCard, card);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedCard, counts);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedCard, all);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedCard, list);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
}

static void
luthier_missed_card_init (LuthierMissedCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * luthier_missed_card_new:
 *
 * Returns: (transfer floating): a card with nothing to tell
 */
GtkWidget *
luthier_missed_card_new (void)
{
  return g_object_new (LUTHIER_TYPE_MISSED_CARD, NULL);
}
