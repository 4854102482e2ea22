# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Luthier developers
"""One thing on the screen, as assistive technology sees it: AT-SPI spoken over plain D-Bus.

GTK 4.8 has its ways, and this module knows them: a button with a mnemonic is named "_Open Open",
what has no name bears its type's, everything claims to be visible, hidden pages stay in the tree,
and coordinates are relative to the window that a thing is in.
"""

import re

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (Atspi only names roles and states)

ATSPI = "org.a11y.atspi."
PROPERTIES = "org.freedesktop.DBus.Properties"
RELATIVE_TO_WINDOW = 1
LAYER_POPUP, LAYER_WINDOW = 5, 7
ROLES = {i: Atspi.role_get_name(Atspi.Role(i)) for i in range(int(Atspi.Role.LAST_DEFINED))}
STATES = {
    i: Atspi.StateType(i).value_nick for i in range(int(Atspi.StateType.LAST_DEFINED))
}


class Gone(Exception):
    """The thing is no longer there, or cannot do what was asked."""


def unpack_states(words):
    bits = words[0] | words[1] << 32
    return {name for i, name in STATES.items() if bits >> i & 1}


def without_mnemonic(name):
    half = len(name) // 2
    doubled = name[half : half + 1] == " " and name[:half].replace("_", "") == name[half + 1 :]
    return name[half + 1 :] if doubled else name


def is_nameless(name):
    return not name or bool(re.match("(Gtk|Adw|Luthier)[A-Z]", name))


class Accessible:
    """Every property is asked for anew; `seen` is what the last walk of the tree found:
    (role, name, states, description)."""

    seen = None
    # Newer GTKs tell places without the padding of what is around them, and truly what is showing.
    places_hold = True

    def __init__(self, bus, owner, path):
        self.bus, self.owner, self.path = bus, owner, path

    def __eq__(self, other):
        return (
            isinstance(other, Accessible) and (self.owner, self.path) == (other.owner, other.path)
        )

    def __hash__(self):
        return hash((self.owner, self.path))

    def __repr__(self):
        try:
            return f"<{self.role} {self.name!r}>"
        except Gone:
            return f"<gone {self.path}>"

    def call(self, interface, method, signature=None, *arguments):
        interface = interface if "." in interface else ATSPI + interface
        packed = GLib.Variant(signature, arguments) if signature else None
        try:
            reply = self.bus.call_sync(
                self.owner, self.path, interface, method, packed, None, 0, 5000, None
            ).unpack()
        except GLib.Error as error:
            raise Gone(f"{method}: {error.message}") from None
        return reply[0] if len(reply) == 1 else reply

    def get(self, interface, name):
        return self.call(PROPERTIES, "Get", "(ss)", ATSPI + interface, name)

    @property
    def role(self):
        return ROLES.get(self.call("Accessible", "GetRole"), "?")

    @property
    def name(self):
        return self.get("Accessible", "Name")

    @property
    def description(self):
        return self.get("Accessible", "Description")

    @property
    def states(self):
        return unpack_states(self.call("Accessible", "GetState"))

    @property
    def children(self):
        return [Accessible(self.bus, *child) for child in self.call("Accessible", "GetChildren")]

    @property
    def parent(self):
        return Accessible(self.bus, *self.get("Accessible", "Parent"))

    @property
    def text(self):
        """What a label, an entry or a text view holds; of anything else the name."""
        try:
            return self.call("Text", "GetText", "(ii)", 0, self.get("Text", "CharacterCount"))
        except Gone:
            return self.name

    @property
    def value(self):
        return self.get("Value", "CurrentValue")

    @value.setter
    def value(self, value):
        packed = GLib.Variant("d", value)
        self.call(PROPERTIES, "Set", "(ssv)", ATSPI + "Value", "CurrentValue", packed)

    @property
    def box(self):
        """x, y, width, height, relative to the window or popover that it is in."""
        return self.call("Component", "GetExtents", "(u)", RELATIVE_TO_WINDOW)

    @property
    def layer(self):
        try:
            return self.call("Component", "GetLayer")
        except Gone:
            self.call("Accessible", "GetRole")  # raises if it is gone altogether
            return 0

    @property
    def actions(self):
        return [action[0] for action in self.call("Action", "GetActions")]

    def do(self, name=None):
        """Acts without the pointer: "Click" of buttons, "win.refresh" and the like of windows."""
        index = self.actions.index(name) if name else 0
        if not self.call("Action", "DoAction", "(i)", index):
            raise Gone(f"{name} was refused")

    def toplevels(self):
        """This and those above it, as far as what has an X window: a window or a popover."""
        chain = [self]
        while chain[-1].layer not in (LAYER_POPUP, LAYER_WINDOW):
            chain.append(chain[-1].parent)
        return chain

    def is_showing(self):
        """Can the pointer hit it?"""
        if not self.places_hold:
            return "showing" in self.states and min(self.box[2:]) > 0
        try:
            chain = self.toplevels()
            x, y, width, height = self.box
            if len(chain) == 1:
                return True
            if width <= 0 or height <= 0:
                return False
            points = (
                (x + width // 2, y + height // 2),
                (x - 3, y + height // 2),
                (x + width + 2, y + height // 2),
                (x + width // 2, y - 3),
                (x + 1, y + 1),
                (x + width - 2, y + height - 2),
            )
            return self._is_hit(chain, points)
        except Gone:
            return False

    def _is_hit(self, chain, points):
        blind = False
        for px, py in points:
            found = chain[-1].call(
                "Component", "GetAccessibleAtPoint", "(iiu)", px, py, RELATIVE_TO_WINDOW
            )
            hit = Accessible(self.bus, *found)
            blind |= not hit.owner  # an inner part that is not in the tree, such as an icon
            if blind and hit in chain:
                return True
            while hit.owner and hit not in chain:
                hit = hit.parent
            if hit == self:
                return True
        return False
