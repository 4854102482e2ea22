/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

/* What the store has to tell of its files. While it is in memory only the disk is tried again now
 * and then, so that nobody has to see to it. */

#define TRY_AGAIN_MS 10000

static void
notify (LuthierSession *self, LuthierSessionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), luthier_session_properties[property]);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_open_finish (LUTHIER_STORE (source), result, &error))
    g_info ("The store is not open: %s", error->message);
}

static gboolean
try_again_cb (gpointer user_data)
{
  LuthierSession *self = user_data;

  luthier_store_open_async (self->store, NULL, tried_cb, NULL);
  return G_SOURCE_CONTINUE;
}

/* A newer version's file stays one. */
static gboolean
may_pass (const GError *trouble)
{
  return trouble != NULL &&
         g_strcmp0 (luthier_error_get_reason (trouble), LUTHIER_REASON_STORE_NEWER) != 0;
}

/* (transfer full): what the user has asked for here meanwhile: id of a profile to a GPtrArray of
 * LuthierJobSpec. */
static GHashTable *
list_unwritten (LuthierSession *self)
{
  GHashTable *unwritten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                 (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer queue = NULL;

  g_hash_table_iter_init (&iter, self->queues);
  while (g_hash_table_iter_next (&iter, &id, &queue))
    g_hash_table_insert (unwritten, g_strdup (id), luthier_queue_list_unwritten (queue));

  return unwritten;
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierSession *self = LUTHIER_SESSION (source);
  g_autoptr (GHashTable) unwritten = user_data;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer specs = NULL;

  if (!luthier_session_start_finish (self, result, &error))
    {
      g_info ("What is remembered is not read again: %s", error->message);
      return;
    }

  g_hash_table_iter_init (&iter, unwritten);
  while (g_hash_table_iter_next (&iter, &id, &specs))
    {
      LuthierQueue *queue = g_hash_table_lookup (self->queues, id);
      g_autoptr (GPtrArray) intents = queue != NULL ? luthier_queue_submit (queue, specs) : NULL;
    }
}

/* What was shown so far was a copy, which others may have gone on from. */
static void
reload (LuthierSession *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self);
  g_autofree char *id = profile != NULL ? g_strdup (luthier_profile_get_id (profile)) : NULL;
  GHashTable *unwritten = list_unwritten (self);

  luthier_session_set_connection (self, NULL);
  luthier_session_end_queues (self);
  luthier_session_start_async (self, id, NULL, reloaded_cb, unwritten);
}

static void
trouble_changed_cb (LuthierSession *self)
{
  const GError *trouble = luthier_store_get_trouble (self->store);

  if (may_pass (trouble) && self->store_timer == 0)
    self->store_timer = luthier_clock_add_timeout (self->clock, TRY_AGAIN_MS, try_again_cb, self,
                                                   NULL);
  else if (!may_pass (trouble))
    luthier_session_unwatch_store (self);

  notify (self, LUTHIER_SESSION_PROP_STORE_TROUBLE);
  if (trouble == NULL && luthier_store_is_stale (self->store) && !self->stopping)
    reload (self);
}

static void
damage_changed_cb (LuthierSession *self)
{
  notify (self, LUTHIER_SESSION_PROP_DAMAGED_PATH);
}

void
luthier_session_watch_store (LuthierSession *self)
{
  g_signal_connect_object (self->store, "notify::trouble", G_CALLBACK (trouble_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::damage", G_CALLBACK (damage_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
luthier_session_unwatch_store (LuthierSession *self)
{
  if (self->store_timer != 0)
    luthier_clock_remove (self->clock, self->store_timer);
  self->store_timer = 0;
}

/**
 * luthier_session_get_store_trouble:
 *
 * Returns: (transfer none) (nullable): why nothing is remembered and no job is created for now, with
 *   a reason; everything else works
 */
const GError *
luthier_session_get_store_trouble (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return luthier_store_get_trouble (self->store);
}

/**
 * luthier_session_get_damaged_path:
 *
 * Returns: (transfer none) (nullable): where a file is kept that could not be read any more, until
 *   luthier_session_dismiss_damage()
 */
const char *
luthier_session_get_damaged_path (LuthierSession *self)
{
  const LuthierDamage *damage = NULL;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  damage = luthier_store_get_damage (self->store);
  return damage != NULL ? damage->path : NULL;
}

static void
add (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
}

static void
add_requests (GString *text, const LuthierDamage *damage)
{
  g_autofree char *steps = NULL;
  g_autofree char *unsure = NULL;

  if (damage->parts & LUTHIER_DAMAGE_STEPS)
    add (text, _ ("Profiles and jobs that were waiting to be sent may be missing."));
  else if (damage->n_steps == 0)
    add (text, _ ("Profiles and all that you asked for are there again."));
  else
    {
      steps = g_strdup_printf (
          ngettext ("%u change of profiles or of jobs waiting to be sent could not be read.",
                    "%u changes of profiles or of jobs waiting to be sent could not be read.",
                    damage->n_steps),
          damage->n_steps);
      add (text, steps);
    }

  if (damage->n_unsure == 0)
    return;
  unsure = g_strdup_printf (ngettext ("%u job may have been sent. It is looked for, and not sent "
                                      "again without your word.",
                                      "%u jobs may have been sent. They are looked for, and not "
                                      "sent again without your word.",
                                      damage->n_unsure),
                            damage->n_unsure);
  add (text, unsure);
}

/**
 * luthier_session_describe_damage:
 *
 * Returns: (transfer full) (nullable): what is there again after a damage, what is not, and where
 *   the file is kept, in sentences for the user
 */
char *
luthier_session_describe_damage (LuthierSession *self)
{
  const LuthierDamage *damage = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *kept = NULL;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  damage = luthier_store_get_damage (self->store);
  if (damage == NULL)
    return NULL;

  add_requests (text, damage);
  if (damage->parts & LUTHIER_DAMAGE_DRAFTS)
    add (text, _ ("Drafts of jobs may be missing."));
  if (damage->parts & LUTHIER_DAMAGE_UPLOADS)
    add (text, _ ("Unfinished uploads may begin again."));
  if (damage->parts & LUTHIER_DAMAGE_RECORDS)
    add (text, _ ("What was seen of jobs over time may be missing."));
  add (text, _ ("The list of jobs is read from the service."));
  /* Translators: %s is the path of a file */
  kept = g_strdup_printf (_ ("The damaged file is kept:\n%s"), damage->path);
  g_string_append_printf (text, "\n\n%s", kept);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Then it is told once more at the next start. */
  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("That a damage was told of is not remembered: %s", error->message);
}

/**
 * luthier_session_dismiss_damage:
 *
 * The user knows of it. The file stays where it is.
 */
void
luthier_session_dismiss_damage (LuthierSession *self)
{
  const LuthierDamage *damage = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));

  damage = luthier_store_get_damage (self->store);
  if (damage != NULL)
    luthier_store_dismiss_damage_async (self->store, damage->path, NULL, dismissed_cb, NULL);
}
