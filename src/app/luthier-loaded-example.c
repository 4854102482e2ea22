/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-loaded-example.h"

#include <string.h>

/* One example that is being loaded. */
typedef struct
{
  LuthierDatasetRules rules;
  char *text;   /* (owned) (nullable) */
  GBytes *line; /* (owned) (nullable): once it is read */
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_free (loading->text);
  g_clear_pointer (&loading->line, g_bytes_unref);
  g_free (loading);
}

/**
 * luthier_loaded_example_free:
 * @self: (transfer full) (nullable):
 */
void
luthier_loaded_example_free (LuthierLoadedExample *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->line);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/* As it stands there: what is written with escapes is found in its line, but not marked. */
static void
find_text (LuthierLoadedExample *self, const char *text)
{
  gsize length = 0;
  const char *line = g_bytes_get_data (self->line, &length);
  const gsize n = text != NULL ? strlen (text) : 0;

  if (n == 0 || length > G_MAXUINT32)
    return;
  for (gsize i = 0; i + n <= length; i++)
    if (g_ascii_strncasecmp (line + i, text, n) == 0)
      {
        self->match_byte = (guint32) i;
        self->match_length = (guint32) n;
        return;
      }
}

static void
check_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Loading *loading = task_data;
  LuthierLoadedExample *self = g_new0 (LuthierLoadedExample, 1);
  gsize length = 0;
  const char *line = g_bytes_get_data (loading->line, &length);

  self->line = g_bytes_ref (loading->line);
  self->findings = luthier_dataset_check_line (&loading->rules, line != NULL ? line : "", length);
  find_text (self, loading->text);
  g_task_return_pointer (task, self, (GDestroyNotify) luthier_loaded_example_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;

  loading->line = luthier_dataset_index_read_finish (result, &error);
  if (loading->line == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, check_in_thread);
}

/**
 * luthier_loaded_example_async:
 * @line: from 1
 * @text: (nullable): what to look for in the line, case aside in ASCII
 * @cancellable: (nullable):
 */
void
luthier_loaded_example_async (LuthierDatasetDocument *document,
                              guint64 line,
                              const char *text,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  LuthierDatasetReport *report = luthier_dataset_document_get_report (document);
  Loading *loading;

  g_return_if_fail (report != NULL && report->index != NULL);

  loading = g_new0 (Loading, 1);
  loading->rules = *luthier_dataset_document_get_rules (document);
  loading->text = g_strdup (text);
  g_task_set_source_tag (task, luthier_loaded_example_async);
  g_task_set_task_data (task, loading, loading_free);
  luthier_dataset_index_read_async (report->index, luthier_dataset_document_get_file (document),
                                    line, cancellable, read_cb, g_steal_pointer (&task));
}

/**
 * luthier_loaded_example_finish:
 *
 * Returns: (transfer full) (nullable): the line and what is wrong with it
 */
LuthierLoadedExample *
luthier_loaded_example_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, luthier_loaded_example_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
