/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-rewrite.h"

/* Waits for the check of a document. */
typedef struct
{
  LuthierDatasetDocument *document; /* (owned) */
  GtkWindow *window;                /* (weak) (nullable) */
  LuthierRewriteKind kind;
} Rewrite;

static void
rewrite_free (gpointer data, GClosure *closure)
{
  Rewrite *rewrite = data;

  g_clear_weak_pointer (&rewrite->window);
  g_object_unref (rewrite->document);
  g_free (rewrite);
}

static void
checked_cb (LuthierDatasetDocument *document, gpointer user_data)
{
  Rewrite *rewrite = user_data;
  g_autoptr (LuthierDatasetDocument) kept = g_object_ref (document);
  GtkWindow *window = rewrite->window;
  LuthierRewriteKind kind = rewrite->kind;

  if (luthier_dataset_document_get_state (document) == LUTHIER_DOCUMENT_CHECKING)
    return;

  g_signal_handlers_disconnect_by_func (document, checked_cb, user_data);
  /* What cannot be read is told by the card. */
  if (window != NULL && luthier_dataset_document_get_state (document) == LUTHIER_DOCUMENT_CHECKED)
    luthier_rewrite_window_present (window, document, kind);
}

/**
 * luthier_new_job_rewrite_begin:
 * @dataset: whose file it is about
 * @window: what the dialog belongs to
 * @kind: %LUTHIER_REWRITE_MEND or %LUTHIER_REWRITE_SPLIT
 *
 * The file is read once more for it: it may have been changed since.
 */
void
luthier_new_job_rewrite_begin (LuthierNewJobForm *form,
                               LuthierNewJobDataset *dataset,
                               GtkWindow *window,
                               LuthierRewriteKind kind)
{
  GFile *file = luthier_new_job_dataset_get_file (dataset);
  Rewrite *rewrite;

  if (file == NULL)
    return;

  rewrite = g_new0 (Rewrite, 1);
  rewrite->document = luthier_dataset_document_new (luthier_new_job_form_get_session (form), file);
  rewrite->kind = kind;
  g_set_weak_pointer (&rewrite->window, window);
  g_signal_connect_data (rewrite->document, "changed", G_CALLBACK (checked_cb), rewrite,
                         rewrite_free, 0);
  luthier_dataset_document_set_purpose (rewrite->document, luthier_new_job_form_get_model (form),
                                        LUTHIER_METHOD_SUPERVISED,
                                        luthier_new_job_dataset_is_validation (dataset));
}
