/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-endings.h"

#include <glib/gi18n.h>

#include "luthier-job-words.h"
#include "luthier-word-list.h"

LuthierJobEndings
luthier_job_endings_count (GListModel *jobs)
{
  const guint n_jobs = jobs != NULL ? g_list_model_get_n_items (jobs) : 0;
  LuthierJobEndings endings = { 0 };

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);
      const LuthierJobState state = luthier_job_get_state (job);

      if (luthier_job_words_group (state) == LUTHIER_JOB_GROUP_FAILED)
        endings.n_failed++;
      else if (state == LUTHIER_JOB_STATE_CANCELLED)
        endings.n_cancelled++;
      else
        endings.n_succeeded++;
    }

  return endings;
}

char *
luthier_job_endings_to_text (LuthierJobEndings endings)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autofree char *succeeded = g_strdup_printf (
      ngettext ("%u succeeded", "%u succeeded", endings.n_succeeded), endings.n_succeeded);
  g_autofree char *failed = g_strdup_printf (ngettext ("%u failed", "%u failed", endings.n_failed),
                                             endings.n_failed);
  g_autofree char *cancelled = g_strdup_printf (
      ngettext ("%u cancelled", "%u cancelled", endings.n_cancelled), endings.n_cancelled);

  if (endings.n_succeeded > 0)
    g_strv_builder_add (builder, succeeded);
  if (endings.n_failed > 0)
    g_strv_builder_add (builder, failed);
  if (endings.n_cancelled > 0)
    g_strv_builder_add (builder, cancelled);
  words = g_strv_builder_end (builder);

  return luthier_word_list_join ((const char *const *) words);
}
