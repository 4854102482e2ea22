/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-keyring.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "luthier-error.h"
#include "luthier-keyring-schema.h"

struct _LuthierKeyring
{
  GObject parent_instance;

  GHashTable *held; /* (owned): string to GBytes, for this run only */
};

G_DEFINE_FINAL_TYPE (LuthierKeyring, luthier_keyring, G_TYPE_OBJECT)

enum
{
  REPLACED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The file backend of libsecret 0.20 reads an error that was never set when it is cancelled on its
 * way, so it is not told: the task answers by itself that it was cancelled. */
#define NOT_CANCELLABLE NULL

/* What a task is about. */
typedef struct
{
  char *id;           /* (owned) */
  char *label;        /* (owned) (nullable) */
  SecretValue *value; /* (owned) (nullable): to be stored; NULL: to be cleared or looked up */
} Item;

static void
item_free (Item *item)
{
  g_free (item->id);
  g_free (item->label);
  g_clear_pointer (&item->value, secret_value_unref);
  g_free (item);
}

static Item *
set_item (GTask *task, const char *id)
{
  Item *item = g_new0 (Item, 1);

  item->id = g_strdup (id);
  g_task_set_task_data (task, item, (GDestroyNotify) item_free);
  return item;
}

static const char *
get_id (GTask *task)
{
  Item *item = g_task_get_task_data (task);

  return item->id;
}

static gboolean
is_no_keyring (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED);
}

static GError *
make_locked_error (void)
{
  return luthier_error_new (LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_LOCKED,
                            _ ("The keyring is locked: unlock it and try again"));
}

/* (transfer full) */
static GError *
translate (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return make_locked_error ();
  if (is_no_keyring (error))
    return luthier_error_new (LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_ABSENT,
                              _ ("There is no keyring: keys are kept nowhere else, so install "
                                 "one that speaks the Secret Service, such as GNOME Keyring"));
  return luthier_error_new (LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_FAILING,
                            _ ("The keyring does not work: %s"), error->message);
}

/* (owned) (element-type GTask): the first is under way. One after the other, whatever they are: the
 * file backend of libsecret, which a sandbox has, refuses a write that another one overtakes, and
 * the newest locks itself up if it is asked for two things at a time. There is one for a process. */
static GQueue operations = G_QUEUE_INIT;

static void begin_operation (void);

static void
enqueue (GTask *task)
{
  g_queue_push_tail (&operations, g_object_ref (task));
  if (operations.length == 1)
    begin_operation ();
}

static void
end_operation (void)
{
  g_object_unref (g_queue_pop_head (&operations));
  if (operations.length > 0)
    begin_operation ();
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierKeyring *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  gboolean stored = secret_password_store_finish (result, &error);

  end_operation ();
  if (stored)
    {
      g_hash_table_remove (self->held, get_id (task));
      g_task_return_boolean (task, TRUE);
    }
  else if (error != NULL)
    g_task_return_error (task, translate (error));
  else
    g_task_return_error (task, make_locked_error ());
}

/* What is only held goes with what is stored, and stays with it. */
static void
return_cleared (GTask *task)
{
  LuthierKeyring *self = g_task_get_source_object (task);

  g_hash_table_remove (self->held, get_id (task));
  g_task_return_boolean (task, TRUE);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (SecretRetrievable) items = secret_password_search_finish (result, &error);

  end_operation ();
  if (error != NULL)
    g_task_return_error (task, translate (error));
  else if (items != NULL)
    g_task_return_error (task, make_locked_error ());
  else if (g_task_get_source_tag (task) == luthier_keyring_clear_async)
    return_cleared (task);
  else
    g_task_return_pointer (task, NULL, NULL);
}

/* Nothing there, or a prompt that was closed: both look alike, but what is locked is listed. */
static void
search (GTask *task)
{
  const char *id = get_id (task);
  g_autoptr (GHashTable) attributes = luthier_keyring_schema_get_attributes (id);

  secret_password_searchv (luthier_keyring_schema_get (id), attributes, SECRET_SEARCH_NONE,
                           NOT_CANCELLABLE, searched_cb, g_object_ref (task));
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SecretValue *value = secret_password_lookup_binary_finish (result, &error);
  const char *secret;
  gsize length;

  if (error == NULL && value == NULL)
    {
      search (task);
      return;
    }

  end_operation ();
  if (error != NULL)
    g_task_return_error (task, translate (error));
  else
    {
      secret = secret_value_get (value, &length);
      g_task_return_pointer (task,
                             g_bytes_new_with_free_func (secret, length, secret_value_unref, value),
                             (GDestroyNotify) g_bytes_unref);
    }
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierKeyring *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  gboolean cleared = secret_password_clear_finish (result, &error);
  gboolean held = g_hash_table_contains (self->held, get_id (task));

  if (!cleared && error == NULL)
    {
      search (task);
      return;
    }

  end_operation ();
  /* What is only held while there is no keyring is gone now. */
  if (cleared || (held && is_no_keyring (error)))
    return_cleared (task);
  else
    g_task_return_error (task, translate (error));
}

static void
begin_operation (void)
{
  GTask *task = g_queue_peek_head (&operations);
  gpointer what = g_task_get_source_tag (task);
  Item *item = g_task_get_task_data (task);
  const SecretSchema *schema = item != NULL ? luthier_keyring_schema_get (item->id) : NULL;
  g_autoptr (GHashTable)
      attributes = item != NULL ? luthier_keyring_schema_get_attributes (item->id) : NULL;

  if (what == luthier_keyring_store_async)
    secret_password_storev_binary (schema, attributes, SECRET_COLLECTION_DEFAULT, item->label,
                                   item->value, NOT_CANCELLABLE, stored_cb, g_object_ref (task));
  else if (what == luthier_keyring_clear_async)
    secret_password_clearv (schema, attributes, NOT_CANCELLABLE, cleared_cb, g_object_ref (task));
  else if (what == luthier_keyring_lookup_async)
    secret_password_lookupv (schema, attributes, NOT_CANCELLABLE, looked_up_cb,
                             g_object_ref (task));
  else
    {
      g_task_return_boolean (task, TRUE);
      end_operation ();
    }
}

static void
luthier_keyring_finalize (GObject *object)
{
  LuthierKeyring *self = LUTHIER_KEYRING (object);

  g_clear_pointer (&self->held, g_hash_table_unref);

  G_OBJECT_CLASS (luthier_keyring_parent_class)->finalize (object);
}

static void
luthier_keyring_class_init (LuthierKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_keyring_finalize;

  signals[REPLACED] = g_signal_new ("replaced", LUTHIER_TYPE_KEYRING, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BYTES);
}

static void
luthier_keyring_init (LuthierKeyring *self)
{
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) g_bytes_unref);
}

/**
 * luthier_keyring_new:
 *
 * Returns: (transfer full): the user's keyring; nothing is opened before it is used
 */
LuthierKeyring *
luthier_keyring_new (void)
{
  return g_object_new (LUTHIER_TYPE_KEYRING, NULL);
}

/**
 * luthier_keyring_store_async:
 * @self: a keyring
 * @id: whose secret it is: that of a profile, or see luthier_keyring_make_upload_id()
 * @label: how the keyring's own program lists it; not secret
 * @secret: the secret
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is stored
 * @user_data: data for @callback
 *
 * Stores @secret in the default collection, in place of an older one of the same id.
 */
void
luthier_keyring_store_async (LuthierKeyring *self,
                             const char *id,
                             const char *label,
                             GBytes *secret,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Item *item;
  const char *data;
  gsize length;

  g_return_if_fail (LUTHIER_IS_KEYRING (self));
  g_return_if_fail (id != NULL && label != NULL && secret != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_keyring_store_async);
  data = g_bytes_get_data (secret, &length);
  item = set_item (task, id);
  item->label = g_strdup (label);
  item->value = secret_value_new (data, (gssize) length, "text/plain");
  enqueue (task);
  /* Whoever looks for it from now on looks after it is stored. */
  g_signal_emit (self, signals[REPLACED], 0, id, secret);
}

/**
 * luthier_keyring_store_finish:
 * @self: a keyring
 * @result: the result
 * @error: return location for %LUTHIER_ERROR_KEYRING
 *
 * Returns: whether the secret is stored
 */
gboolean
luthier_keyring_store_finish (LuthierKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * luthier_keyring_lookup_async:
 * @self: a keyring
 * @id: whose secret, as it was stored
 * @cancellable: (nullable): a cancellable
 * @callback: called with the secret
 * @user_data: data for @callback
 *
 * Looks for a secret. A locked keyring asks the user to unlock it.
 */
void
luthier_keyring_lookup_async (LuthierKeyring *self,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GBytes *held;

  g_return_if_fail (LUTHIER_IS_KEYRING (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_keyring_lookup_async);
  held = g_hash_table_lookup (self->held, id);
  if (held != NULL)
    {
      g_task_return_pointer (task, g_bytes_ref (held), (GDestroyNotify) g_bytes_unref);
      return;
    }
  set_item (task, id);
  enqueue (task);
}

/**
 * luthier_keyring_lookup_finish:
 * @self: a keyring
 * @result: the result
 * @error: return location for %LUTHIER_ERROR_KEYRING, also if the user did not unlock it
 *
 * Returns: (transfer full) (nullable): the secret, wiped with its last reference; %NULL without
 *   an error if there is none
 */
GBytes *
luthier_keyring_lookup_finish (LuthierKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_keyring_clear_async:
 * @self: a keyring
 * @id: whose secret, as it was stored
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is gone
 * @user_data: data for @callback
 *
 * Removes the secret of this id, if there is one.
 */
void
luthier_keyring_clear_async (LuthierKeyring *self,
                             const char *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_KEYRING (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_keyring_clear_async);
  set_item (task, id);
  enqueue (task);
}

/**
 * luthier_keyring_clear_finish:
 * @self: a keyring
 * @result: the result
 * @error: return location for %LUTHIER_ERROR_KEYRING
 *
 * Returns: whether there is no such secret any more
 */
gboolean
luthier_keyring_clear_finish (LuthierKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * luthier_keyring_flush_async:
 * @self: a keyring
 * @callback: called when everything that was to be stored or cleared has been, or has failed
 * @user_data: data for @callback
 *
 * Waits for what is under way, such as a refresh token that has just replaced another.
 */
void
luthier_keyring_flush_async (LuthierKeyring *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_KEYRING (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, luthier_keyring_flush_async);
  enqueue (task);
}

void
luthier_keyring_flush_finish (LuthierKeyring *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * luthier_keyring_hold:
 * @self: a keyring
 * @id: whose secret it is: that of a profile, or see luthier_keyring_make_upload_id()
 * @secret: the secret
 *
 * Keeps @secret in memory and nowhere else, so that it is gone with this run.
 */
void
luthier_keyring_hold (LuthierKeyring *self, const char *id, GBytes *secret)
{
  g_return_if_fail (LUTHIER_IS_KEYRING (self));
  g_return_if_fail (id != NULL && secret != NULL);

  g_hash_table_insert (self->held, g_strdup (id), g_bytes_ref (secret));
  g_signal_emit (self, signals[REPLACED], 0, id, secret);
}

/**
 * luthier_keyring_holds:
 * @self: a keyring
 * @id: whose secret, as it was stored
 *
 * Returns: whether it is kept in memory only
 */
gboolean
luthier_keyring_holds (LuthierKeyring *self, const char *id)
{
  g_return_val_if_fail (LUTHIER_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return g_hash_table_contains (self->held, id);
}
