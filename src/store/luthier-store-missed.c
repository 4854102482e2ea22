/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-missed.h"

#include "luthier-store-private.h"

static gboolean
save_missed (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  GPtrArray *names = call->record;

  if (!luthier_database_run (database, error, "DELETE FROM missed WHERE profile = ?", "s",
                             call->profile_id))
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      if (!luthier_database_run (database, error,
                                 "INSERT OR IGNORE INTO missed (profile, name) VALUES (?, ?)", "ss",
                                 call->profile_id, g_ptr_array_index (names, i)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
load_missed (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error, "SELECT name FROM missed WHERE profile = ? ORDER BY rowid", "s",
      call->profile_id);
  gboolean row;

  if (statement == NULL)
    return FALSE;

  while (luthier_database_step (database, statement, &row, error))
    {
      if (!row)
        {
          call->result = g_steal_pointer (&names);
          return TRUE;
        }

      g_ptr_array_add (names, g_strdup (luthier_database_get_text (statement, 0)));
    }

  return FALSE;
}

static gpointer
copy_name (gconstpointer name, gpointer unused)
{
  return g_strdup (name);
}

void
luthier_store_save_missed_async (LuthierStore *self,
                                 const char *profile_id,
                                 GPtrArray *names,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (save_missed, profile_id);
  GPtrArray *copy = g_ptr_array_copy (names, copy_name, NULL);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  g_ptr_array_set_free_func (copy, g_free);
  call->record = copy;
  call->record_free = (GDestroyNotify) g_ptr_array_unref;
  call->lasting = TRUE;
  luthier_store_enqueue (self, call, luthier_store_save_missed_async, cancellable, callback,
                         user_data);
}

void
luthier_store_load_missed_async (LuthierStore *self,
                                 const char *profile_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (load_missed, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  luthier_store_enqueue (self, call, luthier_store_load_missed_async, cancellable, callback,
                         user_data);
}

GPtrArray *
luthier_store_load_missed_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_finish_pointer (self, result, error);
}
