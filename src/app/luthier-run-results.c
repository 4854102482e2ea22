/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-run-results.h"

struct _LuthierRunResults
{
  LuthierSession *session; /* (weak) (nullable) */
  GHashTable *table;       /* (owned): LuthierJob to LuthierResult */
  guint version;
};

LuthierRunResults *
luthier_run_results_new (void)
{
  LuthierRunResults *self = g_rc_box_new0 (LuthierRunResults);

  self->table = g_hash_table_new (NULL, NULL);
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

  g_clear_weak_pointer (&self->session);
  g_hash_table_unref (self->table);
}

void
luthier_run_results_unref (LuthierRunResults *self)
{
  g_rc_box_release_full (self, clear);
}

void
luthier_run_results_set_session (LuthierRunResults *self, LuthierSession *session)
{
  g_set_weak_pointer (&self->session, session);
}

LuthierSession *
luthier_run_results_get_session (LuthierRunResults *self)
{
  return self->session;
}

void
luthier_run_results_set_table (LuthierRunResults *self, GHashTable *table)
{
  g_hash_table_unref (self->table);
  self->table = table;
  self->version++;
}

const LuthierResult *
luthier_run_results_lookup (LuthierRunResults *self, LuthierJob *job)
{
  return g_hash_table_lookup (self->table, job);
}

guint
luthier_run_results_get_version (LuthierRunResults *self)
{
  return self->version;
}
