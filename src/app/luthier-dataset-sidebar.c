/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-sidebar.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-dataset-summary.h"
#include "luthier-drop-down.h"
#include "luthier-finding-words.h"
#include "luthier-format.h"
#include "luthier-paragraph.h"

struct _LuthierDatasetSidebar
{
  GtkWidget parent_instance;

  LuthierDatasetDocument *document; /* (owned) */
  GPtrArray *models;                /* (owned) (element-type LuthierBaseModel): what is offered */
  gboolean syncing;

  GtkWidget *box;
  GtkWidget *model_label;
  GtkDropDown *model_drop_down;
  GtkWidget *checking;
  GtkLabel *checking_label;
  GtkProgressBar *progress_bar;
  GtkStack *stack;
  GtkWidget *verdict_box;
  GtkImage *verdict_icon;
  GtkLabel *verdict;
  GtkLabel *totals;
  AdwStatusPage *clean_page;
  LuthierFindingsList *list;
  LuthierDatasetSummary *summary;
};

G_DEFINE_FINAL_TYPE (LuthierDatasetSidebar, luthier_dataset_sidebar, GTK_TYPE_WIDGET)

static gboolean
is_offered (LuthierBaseModel *model, LuthierBaseModel *chosen)
{
  const LuthierModelStatus status = luthier_base_model_get_status (model);

  return model == chosen ||
         (status != LUTHIER_MODEL_RETIRED && status != LUTHIER_MODEL_NOT_TUNABLE);
}

static void
collect_models (LuthierDatasetSidebar *self)
{
  GListModel *catalogue = G_LIST_MODEL (
      luthier_session_get_catalogue (luthier_dataset_document_get_session (self->document)));
  LuthierBaseModel *chosen = luthier_dataset_document_get_model (self->document);

  g_ptr_array_set_size (self->models, 0);
  for (guint i = 0; i < g_list_model_get_n_items (catalogue); i++)
    {
      g_autoptr (LuthierBaseModel) model = g_list_model_get_item (catalogue, i);

      if (is_offered (model, chosen))
        g_ptr_array_add (self->models, g_steal_pointer (&model));
    }
}

static void
show_models (LuthierDatasetSidebar *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint selected = 0;

  collect_models (self);
  g_ptr_array_add (names, (gpointer) _ ("Any model"));
  for (guint i = 0; i < self->models->len; i++)
    {
      LuthierBaseModel *model = g_ptr_array_index (self->models, i);

      g_ptr_array_add (names, (gpointer) luthier_base_model_get_id (model));
      if (model == luthier_dataset_document_get_model (self->document))
        selected = i + 1;
    }
  g_ptr_array_add (names, NULL);
  self->syncing = TRUE;
  luthier_drop_down_show (self->model_drop_down, (const char *const *) names->pdata, selected);
  self->syncing = FALSE;
}

static void
model_cb (LuthierDatasetSidebar *self)
{
  const guint selected = gtk_drop_down_get_selected (self->model_drop_down);
  LuthierBaseModel *model = NULL;

  if (self->syncing || self->document == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected > 0 && selected <= self->models->len)
    model = g_ptr_array_index (self->models, selected - 1);
  luthier_dataset_document_set_model (self->document, model);
}

static void
show_progress (LuthierDatasetSidebar *self)
{
  const double progress = luthier_dataset_document_get_progress (self->document);
  LuthierDatasetReport *report = luthier_dataset_document_get_report (self->document);
  const guint64 size = report != NULL && !report->is_preview ? report->size : 0;
  g_autofree char *all = luthier_format_size (size);
  g_autofree char *done = luthier_format_size ((guint64) (progress * (double) size));
  /* Translators: the beginning of a file, such as 12 MB of 230 MB */
  g_autofree char *text = size > 0 ? g_strdup_printf (_ ("Checking: %s of %s"), done, all)
                                   : g_strdup (_ ("Checking"));

  gtk_label_set_text (self->checking_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, progress);
}

static void
set_verdict_style (LuthierDatasetSidebar *self, const char *style)
{
  static const char *const styles[] = { "error", "warning", "dim-label" };

  if (style != NULL && gtk_widget_has_css_class (GTK_WIDGET (self->verdict_icon), style))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_icon), styles[i]);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->verdict_icon), style);
}

static void
show_verdict (LuthierDatasetSidebar *self, LuthierDatasetReport *report)
{
  LuthierFindingSeverity worst;
  g_autofree char *totals = luthier_finding_words_totals (report);

  if (!luthier_finding_words_get_worst (report, &worst))
    return;
  if (g_strcmp0 (gtk_image_get_icon_name (self->verdict_icon),
                 luthier_finding_words_icon (worst)) != 0)
    gtk_image_set_from_icon_name (self->verdict_icon, luthier_finding_words_icon (worst));
  set_verdict_style (self, worst == LUTHIER_FINDING_ERROR     ? "error"
                           : worst == LUTHIER_FINDING_WARNING ? "warning"
                                                              : "dim-label");
  gtk_label_set_text (self->verdict, luthier_finding_words_verdict (report));
  gtk_label_set_text (self->totals, totals);
}

/* Calm, and no more than is known. */
static void
show_clean (LuthierDatasetSidebar *self, LuthierDatasetReport *report)
{
  LuthierBaseModel *model = luthier_dataset_document_get_model (self->document);
  g_autofree char *count = luthier_format_count ((gint64) report->examples);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (model == NULL)
    text = g_strdup_printf (
        ngettext ("%s example, and it can be used for tuning. Choose a model to "
                  "check its limits, too.",
                  "%s examples, and all of them can be used for tuning. Choose a "
                  "model to check its limits, too.",
                  (gulong) report->examples),
        count);
  else
    text = g_strdup_printf (ngettext ("%s example, and it can be used for tuning, also within the "
                                      "limits of %s.",
                                      "%s examples, and all of them can be used for tuning, also "
                                      "within the limits of %s.",
                                      (gulong) report->examples),
                            count, luthier_base_model_get_id (model));
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->clean_page, escaped);
}

static void
refresh (LuthierDatasetSidebar *self)
{
  LuthierDatasetReport *report = luthier_dataset_document_get_report (self->document);
  const gboolean checking = luthier_dataset_document_get_state (self->document) ==
                            LUTHIER_DOCUMENT_CHECKING;
  const gboolean found = report != NULL && report->findings->len > 0;

  show_models (self);
  show_progress (self);
  gtk_widget_set_visible (self->checking, checking);
  luthier_findings_list_set_report (self->list, report);
  luthier_dataset_summary_show (self->summary, self->document);
  gtk_widget_set_visible (self->verdict_box, found);
  if (found)
    {
      show_verdict (self, report);
      gtk_stack_set_visible_child_name (self->stack, "list");
    }
  else if (report != NULL && !report->is_preview)
    {
      show_clean (self, report);
      gtk_stack_set_visible_child_name (self->stack, "clean");
    }
  else
    gtk_stack_set_visible_child_name (self->stack, "waiting");
}

static void
luthier_dataset_sidebar_dispose (GObject *object)
{
  LuthierDatasetSidebar *self = LUTHIER_DATASET_SIDEBAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (luthier_dataset_sidebar_parent_class)->dispose (object);
}

static void
luthier_dataset_sidebar_class_init (LuthierDatasetSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_dataset_sidebar_dispose;

  g_type_ensure (LUTHIER_TYPE_DATASET_SUMMARY);
  g_type_ensure (LUTHIER_TYPE_FINDINGS_LIST);
  g_type_ensure (LUTHIER_TYPE_PARAGRAPH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-dataset-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, model_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, model_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, checking);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, checking_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, verdict);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, totals);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, clean_page);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetSidebar, summary);
  gtk_widget_class_bind_template_callback (widget_class, model_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_dataset_sidebar_init (LuthierDatasetSidebar *self)
{
  self->models = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  luthier_drop_down_set_label (self->model_drop_down, self->model_label);
}

/**
 * luthier_dataset_sidebar_new:
 *
 * Returns: (transfer floating): a sidebar that is to be attached to a document
 */
GtkWidget *
luthier_dataset_sidebar_new (void)
{
  return g_object_new (LUTHIER_TYPE_DATASET_SIDEBAR, NULL);
}

/**
 * luthier_dataset_sidebar_attach:
 * @document: what is shown
 */
void
luthier_dataset_sidebar_attach (LuthierDatasetSidebar *self, LuthierDatasetDocument *document)
{
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "progress", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * luthier_dataset_sidebar_get_list:
 *
 * Returns: (transfer none): the list of what was found
 */
LuthierFindingsList *
luthier_dataset_sidebar_get_list (LuthierDatasetSidebar *self)
{
  return self->list;
}
