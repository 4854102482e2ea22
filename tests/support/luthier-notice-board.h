/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-test.h"

/* A desktop that shows notifications: it has the name org.gtk.Notifications on the test's own bus,
 * and writes down every message that comes. */
typedef struct
{
  GDBusConnection *connection; /* (owned): not that of the application */
  GDBusNodeInfo *info;         /* (owned) */
  guint object;
  GPtrArray *log;    /* (owned) of strings: "show ID: TITLE: BODY", "withdraw ID" */
  GHashTable *shown; /* (owned): id to the notification, as a{sv} */
} LuthierNoticeBoard;

static inline void
luthier_notice_board_call_cb (GDBusConnection *connection,
                              const char *sender,
                              const char *path,
                              const char *interface,
                              const char *method,
                              GVariant *parameters,
                              GDBusMethodInvocation *invocation,
                              gpointer user_data)
{
  LuthierNoticeBoard *self = user_data;
  const char *application;
  const char *id;

  if (g_str_equal (method, "AddNotification"))
    {
      g_autoptr (GVariant) notification = NULL;
      const char *title = "";
      const char *body = "";

      g_variant_get (parameters, "(&s&s@a{sv})", &application, &id, &notification);
      g_variant_lookup (notification, "title", "&s", &title);
      g_variant_lookup (notification, "body", "&s", &body);
      g_ptr_array_add (self->log, g_strdup_printf ("show %s: %s: %s", id, title, body));
      g_hash_table_replace (self->shown, g_strdup (id), g_variant_ref (notification));
    }
  else
    {
      g_variant_get (parameters, "(&s&s)", &application, &id);
      g_ptr_array_add (self->log, g_strdup_printf ("withdraw %s", id));
      g_hash_table_remove (self->shown, id);
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static inline LuthierNoticeBoard *
luthier_notice_board_new (void)
{
  static const char xml[] = "<node><interface name='org.gtk.Notifications'>"
                            "<method name='AddNotification'><arg type='s' direction='in'/>"
                            "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
                            "</method><method name='RemoveNotification'>"
                            "<arg type='s' direction='in'/><arg type='s' direction='in'/></method>"
                            "</interface></node>";
  static const GDBusInterfaceVTable vtable = { .method_call = luthier_notice_board_call_cb };
  LuthierNoticeBoard *self = g_new0 (LuthierNoticeBoard, 1);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  self->log = g_ptr_array_new_with_free_func (g_free);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_variant_unref);
  self->info = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  self->connection = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (self->connection, "/org/gtk/Notifications",
                                                    self->info->interfaces[0], &vtable, self, NULL,
                                                    &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", "org.gtk.Notifications", 4), NULL,
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  return self;
}

static inline void
luthier_notice_board_free (LuthierNoticeBoard *self)
{
  g_dbus_connection_unregister_object (self->connection, self->object);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_dbus_node_info_unref (self->info);
  g_ptr_array_unref (self->log);
  g_hash_table_unref (self->shown);
  g_free (self);
}

/* All that was sent before has come: messages keep their order, and this one comes last. */
static inline void
luthier_notice_board_settle (LuthierNoticeBoard *self, GApplication *application)
{
  g_autoptr (GNotification) last = g_notification_new ("the last one");

  g_application_send_notification (application, "last", last);
  luthier_test_wait_until (
      self->log->len > 0 &&
      g_str_equal (g_ptr_array_index (self->log, self->log->len - 1), "show last: the last one: "));
  g_ptr_array_remove_index (self->log, self->log->len - 1);
  g_hash_table_remove (self->shown, "last");
}

/* The messages since the last call, one a line. (transfer full) */
static inline char *
luthier_notice_board_take_log (LuthierNoticeBoard *self, GApplication *application)
{
  char *text;

  luthier_notice_board_settle (self, application);
  g_ptr_array_add (self->log, NULL);
  text = g_strjoinv ("\n", (char **) self->log->pdata);
  g_ptr_array_set_size (self->log, 0);
  return text;
}

#define luthier_notice_board_assert_log(self, application, expected)                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *log_ = luthier_notice_board_take_log (self, application);                     \
    g_assert_cmpstr (log_, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END
