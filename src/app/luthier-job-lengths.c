/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-lengths.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-histogram.h"
#include "luthier-section.h"

struct _LuthierJobLengths
{
  GtkWidget parent_instance;

  LuthierDataStats *stats; /* (owned) (nullable) */

  GtkWidget *section;
  GtkToggleButton *asked;
  GtkToggleButton *answered;
  GtkToggleButton *messages;
  LuthierHistogram *histogram;
};

G_DEFINE_FINAL_TYPE (LuthierJobLengths, luthier_job_lengths, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATS = 1,
} LuthierJobLengthsProperty;

static GParamSpec *props[PROP_STATS + 1];

static void
show (LuthierJobLengths *self)
{
  const LuthierDataStats *stats = self->stats;

  if (stats == NULL)
    return;

  if (gtk_toggle_button_get_active (self->asked))
    luthier_histogram_set_distribution (self->histogram, &stats->input_tokens,
                                        LUTHIER_HISTOGRAM_TOKENS, _ ("Tokens asked"));
  else if (gtk_toggle_button_get_active (self->answered))
    luthier_histogram_set_distribution (self->histogram, &stats->output_tokens,
                                        LUTHIER_HISTOGRAM_TOKENS, _ ("Tokens answered"));
  else
    luthier_histogram_set_distribution (self->histogram, &stats->messages,
                                        LUTHIER_HISTOGRAM_MESSAGES, _ ("Messages"));
}

/* What was not counted, or is all alike, is not worth a picture. */
static void
offer (GtkToggleButton *button, const LuthierDistribution *distribution)
{
  gtk_widget_set_visible (GTK_WIDGET (button), distribution->n_buckets > 1);
}

static void
choose (LuthierJobLengths *self)
{
  GtkToggleButton *const buttons[] = { self->asked, self->answered, self->messages };
  GtkToggleButton *first = NULL;
  gboolean chosen = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      if (!gtk_widget_get_visible (GTK_WIDGET (buttons[i])))
        continue;

      first = first != NULL ? first : buttons[i];
      chosen |= gtk_toggle_button_get_active (buttons[i]);
    }
  if (first != NULL && !chosen)
    gtk_toggle_button_set_active (first, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), first != NULL);
}

static void
set_stats (LuthierJobLengths *self, const LuthierDataStats *stats)
{
  if (luthier_data_stats_equal (self->stats, stats))
    return;

  g_clear_pointer (&self->stats, luthier_data_stats_free);
  self->stats = stats != NULL ? luthier_data_stats_copy (stats) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (stats != NULL)
    {
      offer (self->asked, &stats->input_tokens);
      offer (self->answered, &stats->output_tokens);
      offer (self->messages, &stats->messages);
      choose (self);
    }
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATS]);
}

static void
luthier_job_lengths_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobLengths *self = LUTHIER_JOB_LENGTHS (object);

  switch ((LuthierJobLengthsProperty) prop_id)
    {
    case PROP_STATS:
      g_value_set_boxed (value, self->stats);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_lengths_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch ((LuthierJobLengthsProperty) prop_id)
    {
    case PROP_STATS:
      set_stats (LUTHIER_JOB_LENGTHS (object), g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_lengths_dispose (GObject *object)
{
  LuthierJobLengths *self = LUTHIER_JOB_LENGTHS (object);

  g_clear_pointer (&self->section, gtk_widget_unparent);
  g_clear_pointer (&self->stats, luthier_data_stats_free);

  G_OBJECT_CLASS (luthier_job_lengths_parent_class)->dispose (object);
}

static void
luthier_job_lengths_class_init (LuthierJobLengthsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_job_lengths_get_property;
  object_class->set_property = luthier_job_lengths_set_property;
  object_class->dispose = luthier_job_lengths_dispose;

  props[PROP_STATS] = g_param_spec_boxed ("stats", NULL, NULL, LUTHIER_TYPE_DATA_STATS,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                              G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (LUTHIER_TYPE_HISTOGRAM);
  g_type_ensure (LUTHIER_TYPE_SECTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-lengths.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobLengths, section);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobLengths, asked);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobLengths, answered);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobLengths, messages);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobLengths, histogram);
  gtk_widget_class_bind_template_callback (widget_class, show);
}

static void
luthier_job_lengths_init (LuthierJobLengths *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_job_lengths_new:
 *
 * Returns: (transfer floating): a section without figures, hidden
 */
GtkWidget *
luthier_job_lengths_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_LENGTHS, NULL);
}
