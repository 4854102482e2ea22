/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-missed-card.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-job-words.h"
#include "luthier-missed-row.h"
#include "luthier-word-list.h"

/* More are counted, and listed only when somebody wants to see them. */
#define MOST_LINES 3

struct _LuthierMissedCard
{
  GtkWidget parent_instance;

  GListModel *jobs;    /* (owned) (nullable) */
  LuthierClock *clock; /* (owned) (nullable) */
  gboolean narrow;

  GtkWidget *card;
  GtkLabel *counts;
  GtkToggleButton *all;
  GtkWidget *scroller;
  GtkListBox *list;
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

static guint
count (LuthierMissedCard *self, gboolean (*is_one) (LuthierJobState state))
{
  guint n = 0;

  for (guint i = 0; i < get_n_jobs (self); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (self->jobs, i);

      n += is_one (luthier_job_get_state (job));
    }

  return n;
}

static gboolean
is_cancelled (LuthierJobState state)
{
  return state == LUTHIER_JOB_STATE_CANCELLED;
}

static gboolean
is_failed (LuthierJobState state)
{
  return luthier_job_words_group (state) == LUTHIER_JOB_GROUP_FAILED;
}

static gboolean
is_succeeded (LuthierJobState state)
{
  return !is_failed (state) && !is_cancelled (state);
}

/* "12 succeeded, 1 failed, 2 cancelled" */
static char *
count_words (LuthierMissedCard *self)
{
  const guint n_succeeded = count (self, is_succeeded);
  const guint n_failed = count (self, is_failed);
  const guint n_cancelled = count (self, is_cancelled);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autofree char *succeeded = g_strdup_printf (
      ngettext ("%u succeeded", "%u succeeded", n_succeeded), n_succeeded);
  g_autofree char *failed = g_strdup_printf (ngettext ("%u failed", "%u failed", n_failed),
                                             n_failed);
  g_autofree char *cancelled = g_strdup_printf (
      ngettext ("%u cancelled", "%u cancelled", n_cancelled), n_cancelled);

  if (n_succeeded > 0)
    g_strv_builder_add (builder, succeeded);
  if (n_failed > 0)
    g_strv_builder_add (builder, failed);
  if (n_cancelled > 0)
    g_strv_builder_add (builder, cancelled);
  words = g_strv_builder_end (builder);

  return luthier_word_list_join ((const char *const *) words);
}

static void
update (LuthierMissedCard *self)
{
  const guint n_jobs = get_n_jobs (self);
  const gboolean many = n_jobs > MOST_LINES;
  g_autofree char *words = many ? count_words (self) : NULL;

  if (many)
    gtk_label_set_text (self->counts, words);
  gtk_widget_set_visible (GTK_WIDGET (self->counts), many);
  gtk_widget_set_visible (GTK_WIDGET (self->all), many);
  gtk_widget_set_visible (self->scroller, !many || gtk_toggle_button_get_active (self->all));
  gtk_widget_set_visible (GTK_WIDGET (self), n_jobs > 0);
}

static GtkWidget *
make_row (gpointer job, gpointer user_data)
{
  LuthierMissedCard *self = user_data;
  GtkWidget *row = luthier_missed_row_new (
      job, self->clock != NULL ? luthier_clock_get_real_time (self->clock) : 0);

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  return row;
}

static void
show_jobs (LuthierMissedCard *self)
{
  gtk_list_box_bind_model (self->list, self->jobs, make_row, self, NULL);
  update (self);
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
  show_jobs (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOBS]);
}

static void
activated_cb (LuthierMissedCard *self, LuthierMissedRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-job", "s",
                              luthier_job_get_name (luthier_missed_row_get_job (row)));
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
      if (!g_set_object (&self->clock, g_value_get_object (value)))
        break;
      show_jobs (self);
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-missed-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedCard, card);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedCard, counts);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedCard, all);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedCard, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
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
