/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-test.h"

/* What a desktop does with a program that asks to stay in the background. */
typedef enum
{
  LUTHIER_PORTAL_GRANTS,
  LUTHIER_PORTAL_REFUSES,
  LUTHIER_PORTAL_IS_SILENT, /* the user has not answered yet */
  LUTHIER_PORTAL_IS_OLD,    /* grants, and does not know of a status */
} LuthierPortalSituation;

/* org.freedesktop.portal.Desktop on the test's own bus. */
typedef struct
{
  LuthierPortalSituation situation;
  GDBusConnection *connection; /* (owned) */
  GDBusNodeInfo *info;         /* (owned) */
  guint object;
  guint n_requests;
  char *reason; /* (owned) (nullable): the last one */
  char *status; /* (owned) (nullable): the last one */
} LuthierPortalPlay;

static inline void
luthier_portal_play_answer (LuthierPortalPlay *self, const char *sender, const char *token)
{
  g_autofree char *who = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *path = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", who,
                                           token);
  const gboolean granted = self->situation != LUTHIER_PORTAL_REFUSES;
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (granted));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  g_dbus_connection_emit_signal (self->connection, sender, path, "org.freedesktop.portal.Request",
                                 "Response",
                                 g_variant_new ("(ua{sv})", granted ? 0u : 1u, &results), NULL);
}

static inline void
luthier_portal_play_call_cb (GDBusConnection *connection,
                             const char *sender,
                             const char *path,
                             const char *interface,
                             const char *method,
                             GVariant *parameters,
                             GDBusMethodInvocation *invocation,
                             gpointer user_data)
{
  LuthierPortalPlay *self = user_data;
  g_autoptr (GVariant) options = NULL;
  const char *token = "";

  if (g_str_equal (method, "SetStatus"))
    {
      g_variant_get (parameters, "(@a{sv})", &options);
      g_clear_pointer (&self->status, g_free);
      g_variant_lookup (options, "message", "s", &self->status);
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }
  g_variant_get (parameters, "(s@a{sv})", NULL, &options);
  g_variant_lookup (options, "handle_token", "&s", &token);
  g_clear_pointer (&self->reason, g_free);
  g_variant_lookup (options, "reason", "s", &self->reason);
  self->n_requests++;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/request"));
  if (self->situation != LUTHIER_PORTAL_IS_SILENT)
    luthier_portal_play_answer (self, sender, token);
}

static inline LuthierPortalPlay *
luthier_portal_play_new (LuthierPortalSituation situation)
{
  static const char request[] = "<method name='RequestBackground'><arg type='s' direction='in'/>"
                                "<arg type='a{sv}' direction='in'/>"
                                "<arg type='o' direction='out'/></method>";
  static const char status[] = "<method name='SetStatus'><arg type='a{sv}' direction='in'/>"
                               "</method>";
  static const GDBusInterfaceVTable vtable = { .method_call = luthier_portal_play_call_cb };
  LuthierPortalPlay *self = g_new0 (LuthierPortalPlay, 1);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *xml = g_strdup_printf (
      "<node><interface name='org.freedesktop.portal.Background'>%s%s</interface></node>", request,
      situation == LUTHIER_PORTAL_IS_OLD ? "" : status);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  self->situation = situation;
  self->info = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  self->connection = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (
      self->connection, "/org/freedesktop/portal/desktop", self->info->interfaces[0], &vtable, self,
      NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 4), NULL,
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  return self;
}

static inline void
luthier_portal_play_free (LuthierPortalPlay *self)
{
  g_dbus_connection_unregister_object (self->connection, self->object);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_dbus_node_info_unref (self->info);
  g_free (self->reason);
  g_free (self->status);
  g_free (self);
}
