/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store.h"

#include "luthier-store-error.h"
#include "luthier-store-private.h"
#include "luthier-store-records.h"
#include "luthier-store-thread.h"

struct _LuthierStore
{
  GObject parent_instance;

  LuthierStoreThread *thread; /* (owned) */
  GError *trouble;            /* (owned) (nullable) */
  LuthierDamage *damage;      /* (owned) (nullable) */
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (LuthierStore, luthier_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_TROUBLE = 1,
  PROP_DAMAGE,
  N_PROPERTIES,
} LuthierStoreProperty;

static GParamSpec *properties[N_PROPERTIES];

static void
luthier_store_finalize (GObject *object)
{
  LuthierStore *self = LUTHIER_STORE (object);

  /* Nobody waits for it: whoever wants to be sure that all is written closes the store. */
  luthier_store_thread_end (self->thread);
  g_clear_error (&self->trouble);
  g_clear_pointer (&self->damage, luthier_damage_free);

  G_OBJECT_CLASS (luthier_store_parent_class)->finalize (object);
}

static void
luthier_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierStore *self = LUTHIER_STORE (object);

  switch ((LuthierStoreProperty) id)
    {
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    case PROP_DAMAGE:
      g_value_set_boxed (value, self->damage);
      break;
    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_store_class_init (LuthierStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = luthier_store_finalize;
  object_class->get_property = luthier_store_get_property;

  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_DAMAGE] = g_param_spec_boxed ("damage", NULL, NULL, LUTHIER_TYPE_DAMAGE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
luthier_store_init (LuthierStore *self)
{
}

/**
 * luthier_store_new:
 * @path: the file; its folder is made if need be
 *
 * Makes a store that is not open yet.
 *
 * Returns: (transfer full): the store
 */
LuthierStore *
luthier_store_new (const char *path)
{
  LuthierStore *self = g_object_new (LUTHIER_TYPE_STORE, NULL);

  self->thread = luthier_store_thread_start (path);
  return self;
}

LuthierStoreCall *
luthier_store_make_call (gboolean (*run) (LuthierDatabase *, LuthierStoreCall *, GError **),
                         const char *profile_id)
{
  LuthierStoreCall *call = luthier_store_call_new (LUTHIER_STORE_RUN);

  call->run = run;
  call->profile_id = g_strdup (profile_id);

  return call;
}

void
luthier_store_enqueue (LuthierStore *self,
                       LuthierStoreCall *call,
                       gpointer source_tag,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, call, (GDestroyNotify) luthier_store_call_unref);
  luthier_store_thread_push (self->thread, g_steal_pointer (&task));
}

void
luthier_store_take_news (LuthierStore *self, LuthierStoreCall *call)
{
  const gboolean same_trouble = luthier_store_error_equal (self->trouble, call->trouble);
  const gboolean same_damage = self->damage == NULL && call->damage == NULL;

  self->is_stale = call->is_stale;
  g_clear_error (&self->trouble);
  self->trouble = g_steal_pointer (&call->trouble);
  g_clear_pointer (&self->damage, luthier_damage_free);
  self->damage = g_steal_pointer (&call->damage);

  if (!same_trouble)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
  if (!same_damage)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGE]);
}

gpointer
luthier_store_finish_pointer (LuthierStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_store_open_async:
 * @self: a store
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is open
 * @user_data: passed to @callback
 *
 * Opens the file, and makes it or brings it up to date if need be. A file that is damaged is kept
 * aside, see luthier_store_get_damage(). If it cannot be opened, is one of a newer version, or
 * another program has it, all is kept in memory, see luthier_store_get_trouble(). One that is in
 * memory tries the disk again.
 */
void
luthier_store_open_async (LuthierStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (LUTHIER_IS_STORE (self));

  luthier_store_enqueue (self, luthier_store_call_new (LUTHIER_STORE_OPEN),
                         luthier_store_open_async, cancellable, callback, user_data);
}

gboolean
luthier_store_open_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_write_finish (self, result, error);
}

/**
 * luthier_store_get_trouble:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): why it is only in memory, with its reason; %NULL if what is
 *   asked now is written
 */
const GError *
luthier_store_get_trouble (LuthierStore *self)
{
  g_return_val_if_fail (LUTHIER_IS_STORE (self), NULL);

  return self->trouble;
}

gboolean
luthier_store_is_stale (LuthierStore *self)
{
  g_return_val_if_fail (LUTHIER_IS_STORE (self), FALSE);

  return self->is_stale;
}

/**
 * luthier_store_get_damage:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): what happened to a file that could not be read any more, and
 *   where it is kept; %NULL if all is well, or it was dismissed
 */
const LuthierDamage *
luthier_store_get_damage (LuthierStore *self)
{
  g_return_val_if_fail (LUTHIER_IS_STORE (self), NULL);

  return self->damage;
}

/**
 * luthier_store_dismiss_damage_async:
 * @self: an open store
 * @path: of the damage
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is forgotten
 * @user_data: passed to @callback
 *
 * Takes note that the user knows. The file stays where it is.
 */
void
luthier_store_dismiss_damage_async (LuthierStore *self,
                                    const char *path,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_dismiss_damage, NULL);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->name = g_strdup (path);
  call->lasting = TRUE;
  luthier_store_enqueue (self, call, luthier_store_dismiss_damage_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_is_idle:
 * @self: a store
 *
 * Returns: whether all that was asked is done, and told as soon as the main loop comes to it
 */
gboolean
luthier_store_is_idle (LuthierStore *self)
{
  g_return_val_if_fail (LUTHIER_IS_STORE (self), TRUE);

  return luthier_store_thread_is_idle (self->thread);
}

/**
 * luthier_store_close_async:
 * @self: a store
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is closed
 * @user_data: passed to @callback
 *
 * Closes the file once all that was asked before is done.
 */
void
luthier_store_close_async (LuthierStore *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (LUTHIER_IS_STORE (self));

  luthier_store_enqueue (self, luthier_store_call_new (LUTHIER_STORE_CLOSE),
                         luthier_store_close_async, cancellable, callback, user_data);
}

gboolean
luthier_store_close_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_write_finish (self, result, error);
}

/**
 * luthier_store_load_profiles_async:
 * @self: an open store
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Loads all profiles, in the order in which they were first saved.
 */
void
luthier_store_load_profiles_async (LuthierStore *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_load_profiles, NULL);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  call->afresh = TRUE;
  luthier_store_enqueue (self, call, luthier_store_load_profiles_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_load_profiles_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LuthierProfile): the profiles, %NULL and an error
 */
GPtrArray *
luthier_store_load_profiles_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_finish_pointer (self, result, error);
}

/**
 * luthier_store_save_profile_async:
 * @self: an open store
 * @profile: a profile; it is saved as it is now
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is saved
 * @user_data: passed to @callback
 *
 * Saves a profile, in the place of the one with the same id.
 */
void
luthier_store_save_profile_async (LuthierStore *self,
                                  LuthierProfile *profile,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_save_profile,
                                                    luthier_profile_get_id (profile));

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->text = luthier_profile_serialize (profile);
  call->step = LUTHIER_STEP_PROFILE;
  luthier_store_enqueue (self, call, luthier_store_save_profile_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_remove_profile_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is gone
 * @user_data: passed to @callback
 *
 * Forgets a profile with its jobs and their records, its draft, its intents and its uploads.
 */
void
luthier_store_remove_profile_async (LuthierStore *self,
                                    const char *profile_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_remove_profile,
                                                    profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->step = LUTHIER_STEP_PROFILE_REMOVED;
  luthier_store_enqueue (self, call, luthier_store_remove_profile_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_save_intents_async:
 * @self: an open store
 * @intents: (element-type LuthierIntentRecord): at least one, all of one profile; they are saved as
 *   they are now
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are on the disk and synced
 * @user_data: passed to @callback
 *
 * Saves intents, each in the place of the one with the same id. It is one step: if it fails, or the
 * program ends in the middle of it, none of them is saved. Not even a power cut right after
 * @callback loses them.
 */
void
luthier_store_save_intents_async (LuthierStore *self,
                                  GPtrArray *intents,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  const LuthierIntentRecord *first = g_ptr_array_index (intents, 0);
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_save_intents,
                                                    first->profile);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->intents = luthier_intent_records_new ();
  for (guint i = 0; i < intents->len; i++)
    g_ptr_array_add (call->intents, luthier_intent_record_copy (g_ptr_array_index (intents, i)));
  call->step = LUTHIER_STEP_INTENT;
  luthier_store_enqueue (self, call, luthier_store_save_intents_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_save_intent_async:
 * @self: an open store
 * @intent: an intent; it is saved as it is now
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on the disk and synced
 * @user_data: passed to @callback
 *
 * Saves an intent, as luthier_store_save_intents_async() does.
 */
void
luthier_store_save_intent_async (LuthierStore *self,
                                 const LuthierIntentRecord *intent,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GPtrArray) intents = g_ptr_array_new ();

  g_ptr_array_add (intents, (gpointer) intent);
  luthier_store_save_intents_async (self, intents, cancellable, callback, user_data);
}

/**
 * luthier_store_load_intents_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Loads the intents of a profile, in the order of its queue.
 */
void
luthier_store_load_intents_async (LuthierStore *self,
                                  const char *profile_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_load_intents, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  luthier_store_enqueue (self, call, luthier_store_load_intents_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_load_intents_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LuthierIntentRecord): the intents, %NULL and an error
 */
GPtrArray *
luthier_store_load_intents_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_finish_pointer (self, result, error);
}

/**
 * luthier_store_write_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it was done
 */
gboolean
luthier_store_write_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
