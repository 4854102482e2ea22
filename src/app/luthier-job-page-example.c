/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-page-private.h"

#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-compat.h"
#include "luthier-dataset-window.h"
#include "luthier-error.h"

/* One search for the file of a job. */
typedef struct
{
  LuthierJobPage *page;    /* (owned) */
  LuthierBaseModel *model; /* (owned) (nullable) */
  guint64 line;
} Search;

static void
search_free (Search *search)
{
  g_object_unref (search->page);
  g_clear_object (&search->model);
  g_free (search);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *answer = luthier_compat_ask_finish (result);

  if (g_str_equal (answer, "open"))
    gtk_widget_activate_action (GTK_WIDGET (source), "app.choose-dataset", NULL);
}

static char *
describe (const GError *error)
{
  g_autoptr (LuthierAdvice) advice = NULL;

  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND))
    return g_strdup (_ ("The data of this job was not uploaded from this computer, or in another "
                        "profile. The lines are those of the file in the bucket."));
  /* That is about the file, and written for the user. */
  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET))
    return g_strdup (error->message);

  advice = luthier_advice_new_for_error (error);
  return g_strdup (advice != NULL ? advice->title : error->message);
}

static void
explain (LuthierJobPage *self, const GError *error)
{
  const LuthierResponse responses[] = {
    { "close", _ ("_Close"), LUTHIER_RESPONSE_PLAIN },
    /* The user may know where it is. */
    { "open", _ ("_Open Dataset…"), LUTHIER_RESPONSE_PLAIN },
    { NULL },
  };
  g_autofree char *body = describe (error);

  luthier_compat_ask_async (GTK_WIDGET (self), _ ("Cannot Be Shown"), body, responses, explained_cb,
                            NULL);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Search) search = user_data;
  LuthierSession *session = LUTHIER_SESSION (source);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (search->page));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = luthier_session_find_dataset_finish (session, result, &error);

  /* The page may be gone by now. */
  if (!GTK_IS_WINDOW (root) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (file == NULL)
    explain (search->page, error);
  else
    luthier_dataset_window_open (gtk_window_get_application (GTK_WINDOW (root)), session, file,
                                 search->model, search->line);
}

/**
 * luthier_job_page_show_example:
 * @line: of the training data, from 1
 *
 * Opens the file that was uploaded for the job, if it is still that file; else says why not.
 */
void
luthier_job_page_show_example (LuthierJobPage *self, guint64 line)
{
  LuthierSession *session = luthier_job_page_get_session (self);
  LuthierJob *job = luthier_job_page_get_job (self);
  const char *uri = job != NULL ? luthier_job_get_training_uri (job) : NULL;
  const char *model = job != NULL ? luthier_job_get_base_model (job) : NULL;
  LuthierCatalogue *catalogue = luthier_session_get_catalogue (session);
  LuthierBaseModel *known = NULL;
  Search *search;

  if (uri == NULL)
    return;
  if (model != NULL && catalogue != NULL)
    known = luthier_catalogue_lookup (catalogue, model);
  search = g_new0 (Search, 1);
  search->page = g_object_ref (self);
  search->model = known != NULL ? g_object_ref (known) : NULL;
  search->line = line;
  luthier_session_find_dataset_async (session, uri, luthier_job_page_get_cancellable (self),
                                      found_cb, search);
}
