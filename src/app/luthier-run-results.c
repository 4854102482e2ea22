/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-run-results.h"

struct _LuthierRunResults
{
  GHashTable *table; /* (owned): name of a job to LuthierRunResult */
  guint version;
};

LuthierRunResults *
luthier_run_results_new (void)
{
  LuthierRunResults *self = g_rc_box_new0 (LuthierRunResults);

  self->table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

LuthierRunResults *
luthier_run_results_ref (LuthierRunResults *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LuthierRunResults *self = data;

  g_hash_table_unref (self->table);
}

void
luthier_run_results_unref (LuthierRunResults *self)
{
  g_rc_box_release_full (self, clear);
}

void
luthier_run_results_clear (LuthierRunResults *self)
{
  g_hash_table_remove_all (self->table);
  self->version++;
}

void
luthier_run_results_set (LuthierRunResults *self,
                         const char *job_name,
                         const LuthierRunResult *result)
{
  g_hash_table_replace (self->table, g_strdup (job_name), g_memdup2 (result, sizeof *result));
  self->version++;
}

const LuthierRunResult *
luthier_run_results_lookup (LuthierRunResults *self, const char *job_name)
{
  return g_hash_table_lookup (self->table, job_name);
}

guint
luthier_run_results_get_version (LuthierRunResults *self)
{
  return self->version;
}
