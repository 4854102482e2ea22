/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-dataset-words.h"

#include <glib/gi18n.h>

#include "luthier-format.h"
#include "luthier-transfer-words.h"

typedef LuthierNewJobDatasetWords Words;

static Words
words_of_check (gboolean anew)
{
  return (Words){ "edit-find-symbolic", "accent",
                  anew ? _ ("Checking again: the file was changed") : _ ("Checking"), NULL };
}

static Words
words_of_file (LuthierNewJobDatasetState state, gboolean anew)
{
  switch ((guint) state)
    {
    case LUTHIER_NEW_JOB_DATASET_CHECKING:
      return words_of_check (anew);

    case LUTHIER_NEW_JOB_DATASET_UNREADABLE:
      return (Words){ "dialog-error-symbolic", "error", _ ("The file cannot be read"),
                      _ ("Try Again") };

    case LUTHIER_NEW_JOB_DATASET_FAULTY:
      return (Words){ "dialog-error-symbolic", "error",
                      _ ("Not uploaded: the job would fail with this file"), _ ("Check Again") };

    case LUTHIER_NEW_JOB_DATASET_NO_BUCKET:
      return (Words){ "dialog-warning-symbolic", "warning",
                      _ ("Not uploaded yet: say below where to"), NULL };

    case LUTHIER_NEW_JOB_DATASET_UPLOADING:
      return (Words){ "send-to-symbolic", "accent", _ ("Uploading"), NULL };

    case LUTHIER_NEW_JOB_DATASET_NOT_UPLOADED:
      return (Words){ "dialog-error-symbolic", "error", _ ("Not uploaded"), _ ("Try Again") };

    case LUTHIER_NEW_JOB_DATASET_TAKEN:
      return (Words){ "dialog-error-symbolic", "error",
                      _ ("Not uploaded: something else is stored under this name"), NULL };

    case LUTHIER_NEW_JOB_DATASET_PROBING:
      return (Words){ "content-loading-symbolic", NULL, _ ("Looking for the upload"), NULL };

    default:
      return (Words){ "emblem-ok-symbolic", "success",
                      anew ? _ ("The file was changed: checked and uploaded anew")
                           : _ ("Checked and uploaded"),
                      NULL };
    }
}

/* The name that the service wants; it may take another one. */
static Words
words_of_found (LuthierNewJobDataset *dataset)
{
  const char *address = luthier_new_job_dataset_get_address (dataset);

  if (address != NULL && !g_str_has_suffix (address, ".jsonl"))
    return (Words){ "dialog-warning-symbolic", "warning",
                    _ ("The file is there, but its name does not end in .jsonl: the service may "
                       "refuse it"),
                    NULL };

  return (Words){ "emblem-ok-symbolic", "success", _ ("The file is there"), NULL };
}

static Words
words_of_address (LuthierNewJobDataset *dataset, LuthierNewJobDatasetState state)
{
  switch ((guint) state)
    {
    case LUTHIER_NEW_JOB_DATASET_MALFORMED:
      return (Words){ "dialog-error-symbolic", "error",
                      _ ("An address looks like gs://bucket/folder/file.jsonl"), NULL };

    case LUTHIER_NEW_JOB_DATASET_PROBING:
      return (Words){ "content-loading-symbolic", NULL, _ ("Looking it up"), NULL };

    case LUTHIER_NEW_JOB_DATASET_MISSING:
      return (Words){ "dialog-error-symbolic", "error", _ ("There is no such file"),
                      _ ("Look Again") };

    case LUTHIER_NEW_JOB_DATASET_HOLLOW:
      return (Words){ "dialog-error-symbolic", "error", _ ("The file is there, but it is empty"),
                      _ ("Look Again") };

    case LUTHIER_NEW_JOB_DATASET_DENIED:
      return (Words){ "dialog-warning-symbolic", "warning",
                      _ ("This account may not read it; the service may be allowed to"),
                      _ ("Look Again") };

    case LUTHIER_NEW_JOB_DATASET_UNPROVEN:
      return (Words){ "dialog-warning-symbolic", "warning", _ ("It could not be looked up"),
                      _ ("Look Again") };

    case LUTHIER_NEW_JOB_DATASET_READING:
      return words_of_check (FALSE);

    case LUTHIER_NEW_JOB_DATASET_FAULTY:
      return (Words){ "dialog-error-symbolic", "error", _ ("The job would fail with this file"),
                      _ ("Check Again") };

    default:
      return words_of_found (dataset);
    }
}

/**
 * luthier_new_job_dataset_words:
 * @dataset: data that is not empty
 *
 * Returns: how its state reads
 */
LuthierNewJobDatasetWords
luthier_new_job_dataset_words (LuthierNewJobDataset *dataset)
{
  LuthierNewJobDatasetState state = luthier_new_job_dataset_get_state (dataset);

  if (luthier_new_job_dataset_get_file (dataset) != NULL)
    return words_of_file (state, luthier_new_job_dataset_is_anew (dataset));

  return words_of_address (dataset, state);
}

/* How much of what an address names is checked. */
static char *
describe_content (LuthierNewJobDataset *dataset)
{
  LuthierDatasetReport *report = luthier_new_job_dataset_get_report (dataset);
  const GError *error = luthier_new_job_dataset_get_error (dataset);
  g_autofree char *size = luthier_format_size (
      (guint64) MAX (luthier_new_job_dataset_get_size (dataset), 0));
  g_autofree char *count = report != NULL ? luthier_format_count ((gint64) report->examples) : NULL;

  if (luthier_new_job_dataset_reads_all (dataset))
    return g_strdup_printf (_ ("reads all of %s"), size);
  if (report == NULL && error != NULL)
    return g_strdup_printf (_ ("%s, its content could not be checked"), size);
  if (report == NULL)
    return g_strdup (size);
  if (report->is_partial)
    return g_strdup_printf (_ ("first megabyte of %s checked"), size);

  return g_strdup_printf (ngettext ("%s, %s example, all of it checked",
                                    "%s, %s examples, all of it checked",
                                    (gulong) report->examples),
                          size, count);
}

/**
 * luthier_new_job_dataset_words_detail:
 *
 * Returns: (transfer full) (nullable): what there is to add to the words of the state
 */
char *
luthier_new_job_dataset_words_detail (LuthierNewJobDataset *dataset)
{
  LuthierNewJobDatasetState state = luthier_new_job_dataset_get_state (dataset);
  const GError *error = luthier_new_job_dataset_get_error (dataset);
  LuthierTransfer *transfer = luthier_new_job_dataset_get_transfer (dataset);
  LuthierDatasetReport *report = luthier_new_job_dataset_get_report (dataset);
  gboolean file = luthier_new_job_dataset_get_file (dataset) != NULL;

  if (state == LUTHIER_NEW_JOB_DATASET_UPLOADING && transfer != NULL)
    return luthier_transfer_words_progress (transfer, report != NULL ? report->size : 0);
  if (state == LUTHIER_NEW_JOB_DATASET_UPLOADED)
    return g_strdup (luthier_new_job_dataset_get_address (dataset));
  if (state == LUTHIER_NEW_JOB_DATASET_TAKEN && transfer != NULL)
    return g_strdup (luthier_transfer_get_uri (transfer));
  if (state == LUTHIER_NEW_JOB_DATASET_FOUND || state == LUTHIER_NEW_JOB_DATASET_READING ||
      (state == LUTHIER_NEW_JOB_DATASET_FAULTY && !file))
    return describe_content (dataset);
  /* Their words say all of it. */
  if (state == LUTHIER_NEW_JOB_DATASET_MISSING || state == LUTHIER_NEW_JOB_DATASET_DENIED ||
      error == NULL)
    return NULL;
  if (state == LUTHIER_NEW_JOB_DATASET_UNREADABLE)
    return g_strdup (error->message);

  return luthier_transfer_words_error (error);
}

/**
 * luthier_new_job_dataset_words_file:
 *
 * Returns: (transfer full) (nullable): what is known of a file of this computer after its check
 */
char *
luthier_new_job_dataset_words_file (LuthierNewJobDataset *dataset)
{
  LuthierDatasetReport *report = luthier_new_job_dataset_get_report (dataset);
  g_autofree char *size = NULL;
  g_autofree char *count = NULL;
  g_autofree char *seconds = NULL;

  if (report == NULL)
    return NULL;

  size = luthier_format_size (report->size);
  count = luthier_format_count ((gint64) report->examples);
  seconds = g_strdup_printf ("%.*f",
                             report->elapsed_us < G_USEC_PER_SEC / 100  ? 3
                             : report->elapsed_us < G_USEC_PER_SEC / 10 ? 2
                                                                        : 1,
                             (double) report->elapsed_us / G_USEC_PER_SEC);

  /* Translators: the size of a file, how many examples it has, how many seconds the check took */
  return g_strdup_printf (ngettext ("%s · %s example · checked in %s s",
                                    "%s · %s examples · checked in %s s",
                                    (gulong) report->examples),
                          size, count, seconds);
}
