# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Luthier developers
"""A desktop that shows notifications, beside one that only has windows."""

import threading

from gi.repository import Gio, GLib

NAME = "org.gtk.Notifications"
INTERFACE = """<node><interface name='org.gtk.Notifications'>
<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>
<arg type='a{sv}' direction='in'/></method>
<method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>
</method></interface></node>"""
RULES = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION


class Notices:
    """log: every message that came, as (id, title), or (id, None) where it was taken back;
    shown: what is to be seen now, by id. To be made before the app tells something first."""

    def __init__(self, desktop):
        self.log, self.shown = [], {}
        self.address, self.ready = desktop.environment["DBUS_SESSION_BUS_ADDRESS"], threading.Event()
        threading.Thread(target=self._run, daemon=True).start()
        if not self.ready.wait(15):
            raise TimeoutError("there is no place for notifications")

    def _run(self):
        context = GLib.MainContext.new()
        context.push_thread_default()
        bus = Gio.DBusConnection.new_for_address_sync(self.address, RULES, None, None)
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        bus.register_object("/org/gtk/Notifications", interface, self._call_cb, None, None)
        bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                      "RequestName", GLib.Variant("(su)", (NAME, 4)), None, 0, 15000, None)
        self.ready.set()
        GLib.MainLoop.new(context, False).run()

    def _call_cb(self, bus, sender, path, interface, method, parameters, invocation):
        _, name, *rest = parameters.unpack()
        if rest:
            self.shown[name] = rest[0]
        else:
            self.shown.pop(name, None)
        self.log.append((name, rest[0]["title"] if rest else None))
        invocation.return_value(None)
