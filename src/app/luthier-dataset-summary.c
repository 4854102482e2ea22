/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-summary.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-fact.h"
#include "luthier-format.h"
#include "luthier-histogram.h"
#include "luthier-section.h"

/* Enough of a hash to tell files apart. */
#define HASH_SHOWN 12

struct _LuthierDatasetSummary
{
  GtkWidget parent_instance;

  LuthierDatasetDocument *document; /* (owned) (nullable): that is to be told of, once it is seen */

  GtkWidget *scroller;
  LuthierFact *name;
  LuthierFact *folder;
  LuthierFact *size;
  LuthierFact *format;
  LuthierFact *hash;
  LuthierFact *checked;
  GtkWidget *examples_section;
  LuthierFact *examples;
  LuthierFact *turns;
  LuthierFact *tokens;
  LuthierFact *systems;
  LuthierFact *copies;
  LuthierFact *media;
  GtkWidget *lengths_section;
  LuthierHistogram *histogram;
};

G_DEFINE_FINAL_TYPE (LuthierDatasetSummary, luthier_dataset_summary, GTK_TYPE_WIDGET)

static void
luthier_dataset_summary_dispose (GObject *object)
{
  LuthierDatasetSummary *self = LUTHIER_DATASET_SUMMARY (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (luthier_dataset_summary_parent_class)->dispose (object);
}

/* value: (transfer full) (nullable) */
static void
set_fact (LuthierFact *fact, char *value, const char *detail)
{
  g_object_set (fact, "value", value, "detail", detail, NULL);
  g_free (value);
}

/* Nothing is said of what there is none of. */
static void
set_count (LuthierFact *fact, guint64 count)
{
  set_fact (fact, count > 0 ? luthier_format_count ((gint64) count) : NULL, NULL);
}

static char *
describe_tokens (LuthierDatasetReport *report)
{
  const guint64 high = report->tokens_high;
  const double unit = high >= 1000000000 ? 1e9 : 1e6;
  const gboolean large = high >= 1000000;
  g_autofree char *from = large ? g_strdup_printf ("%.1f", (double) report->tokens_low / unit)
                                : luthier_format_count ((gint64) report->tokens_low);
  g_autofree char *to = large ? g_strdup_printf ("%.1f", (double) high / unit)
                              : luthier_format_count ((gint64) high);
  g_autofree char *sum = luthier_format_count ((gint64) report->tokens.sum);

  if (high == 0)
    return report->tokens.sum > 0 ? g_strdup_printf (_ ("About %s, estimated"), sum) : NULL;
  if (high >= 1000000000)
    /* Translators: numbers of tokens; a billion is a thousand million */
    return g_strdup_printf (_ ("About %s to %s billion, estimated"), from, to);
  if (large)
    /* Translators: numbers of tokens, such as 1.2 to 1.6 million */
    return g_strdup_printf (_ ("About %s to %s million, estimated"), from, to);
  return g_strdup_printf (_ ("About %s to %s, estimated"), from, to);
}

static char *
describe_turns (LuthierDatasetReport *report)
{
  g_autofree char *turns = luthier_format_count ((gint64) report->turns);
  g_autofree char *average = NULL;

  if (report->examples == 0)
    return NULL;
  average = g_strdup_printf ("%.1f", (double) report->turns / (double) report->examples);
  /* Translators: how many turns there are, and on average in an example */
  return g_strdup_printf (_ ("%s, %s an example"), turns, average);
}

static char *
describe_check (LuthierDatasetDocument *document, LuthierDatasetReport *report)
{
  LuthierBaseModel *model = luthier_dataset_document_get_model (document);
  const int digits = report->elapsed_us < G_USEC_PER_SEC / 10 ? 3 : 1;
  g_autofree char *seconds = g_strdup_printf ("%.*f", digits,
                                              (double) report->elapsed_us / G_USEC_PER_SEC);

  if (report->is_preview)
    return g_strdup (_ ("Not finished yet"));
  if (model == NULL)
    /* Translators: how long a check took, in seconds */
    return g_strdup_printf (_ ("In %s s, for any model"), seconds);
  /* Translators: how long a check took, in seconds, and the model whose limits hold */
  return g_strdup_printf (_ ("In %s s, for %s"), seconds, luthier_base_model_get_id (model));
}

static void
show_file (LuthierDatasetSummary *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  g_autofree char *path = g_file_get_parse_name (file);
  g_autoptr (GFile) parent = g_file_get_parent (file);

  set_fact (self->name, g_steal_pointer (&shown), path);
  set_fact (self->folder, parent != NULL ? g_file_get_parse_name (parent) : NULL, NULL);
}

static void
show_hash (LuthierDatasetSummary *self, const char *hash)
{
  if (hash == NULL)
    set_fact (self->hash, NULL, NULL);
  else
    set_fact (self->hash, g_strdup_printf ("%.*s…", HASH_SHOWN, hash), hash);
}

static void
show_report (LuthierDatasetSummary *self,
             LuthierDatasetDocument *document,
             LuthierDatasetReport *report)
{
  const char *format = luthier_dataset_format_get_name (report->format);

  set_fact (self->size, luthier_format_size (report->size), NULL);
  set_fact (self->format, g_strdup (format), NULL);
  show_hash (self, report->sha256);
  set_fact (self->checked, describe_check (document, report), NULL);
  set_fact (self->examples, luthier_format_count ((gint64) report->examples), NULL);
  set_fact (self->turns, describe_turns (report), NULL);
  set_fact (self->tokens, describe_tokens (report), NULL);
  set_count (self->systems, report->with_system);
  set_count (self->copies, report->copies);
  set_count (self->media, report->media);
  gtk_widget_set_visible (self->lengths_section, report->examples > 0);
  if (report->examples > 0)
    luthier_histogram_set_summary (self->histogram, &report->tokens);
}

static void
show_document (LuthierDatasetSummary *self, LuthierDatasetDocument *document)
{
  LuthierDatasetReport *report = luthier_dataset_document_get_report (document);

  show_file (self, luthier_dataset_document_get_file (document));
  gtk_widget_set_visible (self->examples_section, report != NULL);
  gtk_widget_set_visible (self->lengths_section, report != NULL);
  if (report != NULL)
    show_report (self, document, report);
}

static void
luthier_dataset_summary_map (GtkWidget *widget)
{
  LuthierDatasetSummary *self = LUTHIER_DATASET_SUMMARY (widget);

  if (self->document != NULL)
    show_document (self, self->document);
  g_clear_object (&self->document);
  GTK_WIDGET_CLASS (luthier_dataset_summary_parent_class)->map (widget);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, scroller);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, name);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, folder);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, size);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, format);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, hash);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, checked);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, examples_section);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, examples);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, turns);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, tokens);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, systems);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, copies);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, media);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, lengths_section);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSummary, histogram);
}

static void
luthier_dataset_summary_class_init (LuthierDatasetSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_dataset_summary_dispose;
  widget_class->map = luthier_dataset_summary_map;

  g_type_ensure (LUTHIER_TYPE_FACT);
  g_type_ensure (LUTHIER_TYPE_HISTOGRAM);
  g_type_ensure (LUTHIER_TYPE_SECTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-dataset-summary.ui");
  bind_children (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_dataset_summary_init (LuthierDatasetSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_dataset_summary_new:
 *
 * Returns: (transfer floating): an empty summary
 */
GtkWidget *
luthier_dataset_summary_new (void)
{
  return g_object_new (LUTHIER_TYPE_DATASET_SUMMARY, NULL);
}

/**
 * luthier_dataset_summary_show:
 * @document: what to tell of
 *
 * Tells of it as it is, when it is seen.
 */
void
luthier_dataset_summary_show (LuthierDatasetSummary *self, LuthierDatasetDocument *document)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_document (self, document);
  else
    g_set_object (&self->document, document);
}
