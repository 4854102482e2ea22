/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-book.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

struct _LuthierIntentBook
{
  GObject parent_instance;

  LuthierClock *clock; /* (owned) */
  LuthierStore *store; /* (owned) */
  char *profile_id;    /* (owned) */
  GHashTable *intents; /* (owned): id to LuthierIntentRecord */
  GHashTable *specs;   /* (owned): id to LuthierJobSpec, those that were asked for */
  GHashTable *told;    /* (owned): ids of which the user knows that they are uncertain */
  gboolean known;      /* what was asked for before has been read */
};

G_DEFINE_FINAL_TYPE (LuthierIntentBook, luthier_intent_book, G_TYPE_OBJECT)

static gboolean
is_open (const LuthierIntentRecord *intent)
{
  return intent->state == LUTHIER_INTENT_SENDING || intent->state == LUTHIER_INTENT_UNCERTAIN;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* It is looked for again at the next start. */
  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("An intent is not settled: %s", error->message);
}

static void
luthier_intent_book_finalize (GObject *object)
{
  LuthierIntentBook *self = LUTHIER_INTENT_BOOK (object);

  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->specs, g_hash_table_unref);
  g_clear_pointer (&self->intents, g_hash_table_unref);
  g_clear_pointer (&self->profile_id, g_free);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (luthier_intent_book_parent_class)->finalize (object);
}

static void
luthier_intent_book_class_init (LuthierIntentBookClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_intent_book_finalize;
}

static void
luthier_intent_book_init (LuthierIntentBook *self)
{
  self->intents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) luthier_intent_record_free);
  self->specs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

LuthierIntentBook *
luthier_intent_book_new (LuthierClock *clock, LuthierStore *store, const char *profile_id)
{
  LuthierIntentBook *self = g_object_new (LUTHIER_TYPE_INTENT_BOOK, NULL);

  self->clock = g_object_ref (clock);
  self->store = g_object_ref (store);
  self->profile_id = g_strdup (profile_id);

  return self;
}

void
luthier_intent_book_take (LuthierIntentBook *self, GPtrArray *stored)
{
  g_return_if_fail (LUTHIER_IS_INTENT_BOOK (self));

  g_ptr_array_set_free_func (stored, NULL);
  for (guint i = 0; i < stored->len; i++)
    {
      LuthierIntentRecord *intent = g_ptr_array_index (stored, i);

      g_hash_table_replace (self->intents, intent->id, intent);
    }
  g_ptr_array_unref (stored);
  self->known = TRUE;
}

const LuthierIntentRecord *
luthier_intent_book_lookup (LuthierIntentBook *self, const char *intent_id)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT_BOOK (self), NULL);

  return intent_id != NULL ? g_hash_table_lookup (self->intents, intent_id) : NULL;
}

LuthierJobSpec *
luthier_intent_book_get_spec (LuthierIntentBook *self, const char *intent_id)
{
  const LuthierIntentRecord *intent = luthier_intent_book_lookup (self, intent_id);
  LuthierJobSpec *spec = intent != NULL ? g_hash_table_lookup (self->specs, intent_id) : NULL;

  if (intent != NULL && spec == NULL)
    {
      spec = luthier_job_spec_deserialize (intent->spec, NULL);
      if (spec != NULL)
        g_hash_table_insert (self->specs, g_strdup (intent_id), spec);
    }

  return spec;
}

gboolean
luthier_intent_book_is_told (LuthierIntentBook *self, const char *intent_id)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT_BOOK (self), FALSE);

  return g_hash_table_contains (self->told, intent_id);
}

void
luthier_intent_book_tell (LuthierIntentBook *self, const char *intent_id)
{
  g_return_if_fail (LUTHIER_IS_INTENT_BOOK (self));

  g_hash_table_add (self->told, g_strdup (intent_id));
}

/**
 * luthier_intent_book_write_async:
 * @spec: what was confirmed, with its intent id
 * @job_name: (nullable): the job it became
 *
 * Writes down the step that is about to be taken, or was.
 *
 * Error: %LUTHIER_ERROR_STORE, also as long as what was asked for before is not known: it could be
 * the same.
 */
void
luthier_intent_book_write_async (LuthierIntentBook *self,
                                 LuthierJobSpec *spec,
                                 LuthierIntentState state,
                                 const char *job_name,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  LuthierIntentRecord *intent = NULL;

  g_return_if_fail (LUTHIER_IS_INTENT_BOOK (self));

  g_task_set_source_tag (task, luthier_intent_book_write_async);

  if (!self->known)
    {
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_STORE,
                               _ ("What was sent before cannot be read on this computer, so "
                                  "nothing is sent."));
      return;
    }

  intent = g_new0 (LuthierIntentRecord, 1);
  intent->id = g_strdup (luthier_job_spec_get_intent_id (spec));
  intent->profile = g_strdup (self->profile_id);
  intent->state = state;
  intent->spec = luthier_job_spec_serialize (spec);
  intent->job_name = g_strdup (job_name);
  intent->time_us = luthier_clock_get_real_time (self->clock);
  g_hash_table_remove (self->specs, intent->id);
  g_hash_table_replace (self->intents, intent->id, intent);

  luthier_store_save_intent_async (self->store, intent, NULL, written_cb, g_steal_pointer (&task));
}

gboolean
luthier_intent_book_write_finish (LuthierIntentBook *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
luthier_intent_book_settle (LuthierIntentBook *self, LuthierJobList *jobs)
{
  GHashTableIter iter;
  gpointer value = NULL;

  g_return_if_fail (LUTHIER_IS_INTENT_BOOK (self));

  g_hash_table_iter_init (&iter, self->intents);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LuthierIntentRecord *intent = value;
      LuthierJob *job = is_open (intent) ? luthier_job_list_lookup_intent (jobs, intent->id) : NULL;

      if (job == NULL)
        continue;

      intent->state = LUTHIER_INTENT_SETTLED;
      g_free (intent->job_name);
      intent->job_name = g_strdup (luthier_job_get_name (job));
      intent->time_us = luthier_clock_get_real_time (self->clock);
      luthier_store_save_intent_async (self->store, intent, NULL, settled_cb, NULL);
    }
}
