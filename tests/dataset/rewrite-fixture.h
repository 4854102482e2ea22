/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib/gstdio.h>

#include "luthier-dataset-check.h"
#include "luthier-dataset-rewrite.h"
#include "luthier-error.h"
#include "luthier-json.h"
#include "luthier-test.h"

/* Files that are rewritten, in a folder of the test's own. */

#define TEXT(text)    "{\"text\":\"" text "\"}"
#define TURN(role, t) "{\"role\":\"" role "\",\"parts\":[" TEXT (t) "]}"
#define USER          TURN ("user", "Hi")
#define MODEL         TURN ("model", "Hello")
#define LINE(turns)   "{\"contents\":[" turns "]}\n"
#define GOOD          LINE (USER "," MODEL)

static inline GFile *
rewrite_file (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  return g_file_new_for_path (path);
}

static inline GFile *
rewrite_write (const char *name, const char *text, gssize length)
{
  GFile *file = rewrite_file (name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (g_file_peek_path (file), text, length, &error);
  g_assert_no_error (error);
  return file;
}

static inline char *
rewrite_read (GFile *file, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (g_file_peek_path (file), &text, length, &error);
  g_assert_no_error (error);
  return text;
}

/* How many files there are. */
static inline guint
rewrite_count_files (void)
{
  GDir *dir = g_dir_open (g_get_user_data_dir (), 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_dir_close (dir);
  return n_files;
}

static inline LuthierDatasetOutcome *
rewrite_finish (LuthierDatasetRewrite *rewrite, GAsyncResult **result, GError **error)
{
  LuthierDatasetOutcome *outcome;

  luthier_test_wait_for (*result);
  outcome = luthier_dataset_rewrite_finish (rewrite, *result, error);
  g_assert_true ((outcome == NULL) == (*error != NULL));
  if (outcome != NULL)
    g_assert_cmpfloat (luthier_dataset_rewrite_get_progress (rewrite), ==, 1);
  g_clear_object (result);
  return outcome;
}

static inline LuthierDatasetOutcome *
rewrite_mend (GFile *source, GFile *target, LuthierDatasetRepairs repairs, GError **error)
{
  g_autoptr (LuthierDatasetRewrite) rewrite = luthier_dataset_rewrite_new ();
  g_autoptr (GAsyncResult) result = NULL;

  luthier_dataset_rewrite_mend_async (rewrite, source, target, repairs, NULL,
                                      luthier_test_result_cb, &result);
  return rewrite_finish (rewrite, &result, error);
}

static inline LuthierDatasetOutcome *
rewrite_convert (GFile *source, GFile *target, LuthierDatasetFormat from, GError **error)
{
  g_autoptr (LuthierDatasetRewrite) rewrite = luthier_dataset_rewrite_new ();
  g_autoptr (GAsyncResult) result = NULL;

  luthier_dataset_rewrite_convert_async (rewrite, source, target, from, NULL,
                                         luthier_test_result_cb, &result);
  return rewrite_finish (rewrite, &result, error);
}

/* "copies 2@3": ids, counts and first lines, by id. */
static inline char *
rewrite_describe_losses (LuthierDatasetOutcome *outcome)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < outcome->losses->len; i++)
    {
      const LuthierDatasetLoss *loss = g_ptr_array_index (outcome->losses, i);
      g_assert_null (strchr (loss->message, '%'));
      g_ptr_array_add (words, g_strdup_printf ("%s %" G_GUINT64_FORMAT "@%" G_GUINT64_FORMAT,
                                               loss->id, loss->count, loss->line));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

/* The findings of our own check that are errors, or all, but for too few examples. */
static inline char *
rewrite_check (GFile *file, LuthierFindingSeverity from)
{
  LuthierDatasetRules rules = { .format = LUTHIER_FORMAT_SUPERVISED };
  g_autoptr (LuthierDatasetCheck) check = luthier_dataset_check_new (&rules);
  g_autoptr (LuthierDatasetReport) report = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  luthier_dataset_check_run_async (check, file, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  report = luthier_dataset_check_run_finish (check, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);
      if (finding->severity >= from && strcmp (finding->rule, "F07") != 0)
        g_string_append_printf (text, "%s@%" G_GUINT64_FORMAT " ", finding->id, finding->line);
    }
  return g_string_free (text, FALSE);
}

static inline void
rewrite_assert_no_findings (GFile *file, LuthierFindingSeverity from)
{
  g_autofree char *findings = rewrite_check (file, from);

  g_assert_cmpstr (findings, ==, "");
}
