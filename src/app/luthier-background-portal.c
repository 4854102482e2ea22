/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-background-portal.h"

#include <glib/gi18n.h>

#define BUS_NAME    "org.freedesktop.portal.Desktop"
#define OBJECT_PATH "/org/freedesktop/portal/desktop"
#define INTERFACE   "org.freedesktop.portal.Background"
/* The portal takes no more. */
#define MOST_STATUS 96

struct _LuthierBackgroundPortal
{
  GObject parent_instance;

  GDBusConnection *connection; /* (owned) */
  guint n_requests;
};

G_DEFINE_FINAL_TYPE (LuthierBackgroundPortal, luthier_background_portal, G_TYPE_OBJECT)

static void
luthier_background_portal_finalize (GObject *object)
{
  g_clear_object (&LUTHIER_BACKGROUND_PORTAL (object)->connection);
  G_OBJECT_CLASS (luthier_background_portal_parent_class)->finalize (object);
}

static void
luthier_background_portal_class_init (LuthierBackgroundPortalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_background_portal_finalize;
}

static void
luthier_background_portal_init (LuthierBackgroundPortal *self)
{
}

LuthierBackgroundPortal *
luthier_background_portal_new (GDBusConnection *connection)
{
  LuthierBackgroundPortal *self = g_object_new (LUTHIER_TYPE_BACKGROUND_PORTAL, NULL);

  self->connection = g_object_ref (connection);
  return self;
}

gboolean
luthier_background_portal_is_needed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/* One question, until its answer has come. */
typedef struct
{
  GDBusConnection *connection; /* (owned) */
  guint subscription;
} Question;

static void
question_free (Question *question)
{
  if (question->subscription != 0)
    g_dbus_connection_signal_unsubscribe (question->connection, question->subscription);
  g_object_unref (question->connection);
  g_free (question);
}

static void
end_question (GTask *task)
{
  Question *question = g_task_get_task_data (task);
  guint subscription = question->subscription;

  /* The subscription holds the task. */
  question->subscription = 0;
  if (subscription != 0)
    g_dbus_connection_signal_unsubscribe (question->connection, subscription);
}

static void
response_cb (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  g_autoptr (GVariant) results = NULL;
  guint32 response = 2;
  gboolean allowed = FALSE;

  if (g_task_get_completed (task) ||
      !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &allowed);
  end_question (task);
  if (response == 0 && allowed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                             _ ("The desktop does not let Luthier run in the background."));
}

static gboolean
is_absent (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_INTERFACE) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
}

/* The answer itself comes in a signal. */
static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (error == NULL)
    return;

  end_question (task);
  if (g_task_get_completed (task))
    g_clear_error (&error);
  else if (is_absent (error))
    {
      g_clear_error (&error);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

/* Where the answer will come from, by the rules of portals. (transfer full) */
static char *
make_request_path (LuthierBackgroundPortal *self, const char *token)
{
  const char *name = g_dbus_connection_get_unique_name (self->connection);
  g_autofree char *sender = g_strdelimit (g_strdup (name + 1), ".", '_');

  return g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", sender, token);
}

void
luthier_background_portal_request_async (LuthierBackgroundPortal *self,
                                         const char *reason,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *token = g_strdup_printf ("luthier%u", ++self->n_requests);
  g_autofree char *path = make_request_path (self, token);
  Question *question = g_new0 (Question, 1);
  GVariantBuilder options;

  g_return_if_fail (LUTHIER_IS_BACKGROUND_PORTAL (self));

  g_task_set_source_tag (task, luthier_background_portal_request_async);
  question->connection = g_object_ref (self->connection);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  question->subscription = g_dbus_connection_signal_subscribe (
      self->connection, BUS_NAME, "org.freedesktop.portal.Request", "Response", path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, response_cb, g_object_ref (task), g_object_unref);

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  g_dbus_connection_call (self->connection, BUS_NAME, OBJECT_PATH, INTERFACE, "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, cancellable, requested_cb,
                          g_object_ref (task));
}

gboolean
luthier_background_portal_request_finish (LuthierBackgroundPortal *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
luthier_background_portal_set_status (LuthierBackgroundPortal *self, const char *message)
{
  g_autofree char *status = g_utf8_strlen (message, -1) > MOST_STATUS
                                ? g_utf8_substring (message, 0, MOST_STATUS)
                                : g_strdup (message);
  GVariantBuilder options;

  g_return_if_fail (LUTHIER_IS_BACKGROUND_PORTAL (self));

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "message", g_variant_new_string (status));
  g_dbus_connection_call (self->connection, BUS_NAME, OBJECT_PATH, INTERFACE, "SetStatus",
                          g_variant_new ("(a{sv})", &options), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, NULL, NULL);
}
