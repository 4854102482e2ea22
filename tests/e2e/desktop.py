# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Luthier developers
"""A private desktop with one app in it: Xvfb, openbox, D-Bus, AT-SPI and a keyring.

    with Desktop(home) as desktop:
        desktop.launch(["_build/src/luthier"])
        desktop.click(desktop.find("push button", "New Job"))
        desktop.screenshot("new-job.png")

Nothing waits for a fixed time: find() waits until the thing is there and the pointer can hit it.
Pointer and keys are real X events (xdotool).
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

from accessible import ATSPI, LAYER_POPUP, PROPERTIES, ROLES, Accessible, Gone
from accessible import is_nameless, unpack_states, without_mnemonic
from gi.repository import Gio, GLib

SECRETS = "/org/freedesktop/secrets"
LOGIN = SECRETS + "/collection/login"
SERVICES = (
    "org.a11y.Bus",
    "org.freedesktop.secrets",
    "org.gnome.keyring",
    "org.gnome.keyring.SystemPrompter",
)
FOCUSABLE_ROLES = (
    "push button", "toggle button", "entry", "text", "password text", "check box", "combo box",
    "slider", "spin button", "page tab", "radio button", "switch",
)
BUS_POLICY = (
    '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
    '<allow eavesdrop="true"/><allow own="*"/></policy>'
)


BORDER = 5


class Desktop:
    """home is a folder to keep, so that an app can be started again with what it left there.
    scheme: "default" or "prefer-dark"; direction: "ltr" or "rtl"; services: what D-Bus may start,
    by name or as paths of folders; sandboxed: the app runs in a Flatpak's sandbox, where what it is
    known by to D-Bus and X is not its process."""

    def __init__(self, home=None, size=(1280, 900), environment=None, scheme="default",
                 high_contrast=False, direction="ltr", services=SERVICES, sandboxed=False):
        self.folder = tempfile.mkdtemp(prefix="luthier-ui.")
        # The document portal's files have the same path inside and outside only there.
        self.runtime = os.environ["XDG_RUNTIME_DIR"] if sandboxed else self.folder + "/run"
        self.home = home or os.path.join(self.folder, "home")
        self.size, self.services, self.sandboxed = size, services, sandboxed
        Accessible.places_hold = not sandboxed  # there GTK is new
        self.processes = []
        self.context = GLib.MainContext.new()
        self.app = self.root = self.log = None
        self.environment = self._environment() | (environment or {})
        if scheme != "default":
            self.environment["ADW_DEBUG_COLOR_SCHEME"] = scheme
        if high_contrast:
            self.environment["ADW_DEBUG_HIGH_CONTRAST"] = "1"
        if direction == "rtl":
            self.environment["GTK_DEBUG"] = "invert-text-dir"

    def __enter__(self):
        try:
            self._start_session()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *error):
        self.stop()

    # The session

    def _environment(self):
        home = self.home
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "HOME": home,
            "XDG_RUNTIME_DIR": self.runtime,
            "XDG_DATA_HOME": home + "/.local/share",
            "XDG_CONFIG_HOME": home + "/.config",
            "XDG_CACHE_HOME": home + "/.cache",
            "XDG_STATE_HOME": home + "/.local/state",
            "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo",
            "GTK_A11Y": "atspi",
            "GTK_USE_PORTAL": "0",
            "ADW_DISABLE_PORTAL": "1",
            "GSETTINGS_BACKEND": "keyfile",
            "GIO_USE_VFS": "local",
            "GIO_USE_VOLUME_MONITOR": "unix",
        }

    def _start_session(self):
        for key in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.makedirs(self.environment[key], exist_ok=True)
        os.makedirs(self.runtime, 0o700, exist_ok=True)
        self._write_look()
        screen = "%dx%dx24" % self.size
        number = self._spawn_announcing(
            "Xvfb", "-displayfd", "%d", "-screen", "0", screen, "-nolisten", "tcp", "-noreset"
        )
        self.environment["DISPLAY"] = ":" + number
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._spawn_announcing(
            "dbus-daemon", "--config-file=" + self._write_bus_config(), "--nofork",
            "--print-address=%d",
        )
        self._spawn("openbox", "--sm-disable")
        self.bus = connect(self.environment["DBUS_SESSION_BUS_ADDRESS"])
        self._make_keyring()
        address = self._ask(self.bus, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        self.a11y = connect(address[0])

    def _write_look(self):
        """What a GNOME desktop's settings daemon would tell: its font; and no animations."""
        folder = self.environment["XDG_CONFIG_HOME"] + "/gtk-4.0"
        os.makedirs(folder, exist_ok=True)
        with open(folder + "/settings.ini", "w", encoding="utf-8") as file:
            file.write("[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n"
                       "gtk-decoration-layout=:close\n")

    def _write_bus_config(self):
        services = self.folder + "/services"
        os.mkdir(services)
        folders = [services] + [name for name in self.services if os.path.isdir(name)]
        for name in self.services:
            source = f"/usr/share/dbus-1/services/{name}.service"
            if os.path.exists(source):
                shutil.copy(source, services)
        places = "".join(f"<servicedir>{folder}</servicedir>" for folder in folders)
        path = self.folder + "/bus.conf"
        with open(path, "w", encoding="utf-8") as file:
            file.write(
                f"<busconfig><type>session</type><listen>unix:path={self.folder}/bus</listen>"
                f"<auth>EXTERNAL</auth>{places}{BUS_POLICY}</busconfig>"
            )
        return path

    def _make_keyring(self):
        """An unlocked login keyring, made without a prompt."""
        service = "org.freedesktop.Secret.Service"
        name = "org.freedesktop.secrets"
        opened = self._ask(
            self.bus, name, SECRETS, service, "OpenSession", "(sv)", "plain", GLib.Variant("s", "")
        )
        password = (opened[1], b"", b"test", "text/plain")
        internal = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
        known = self._ask(self.bus, name, SECRETS, PROPERTIES, "Get", "(ss)", service, "Collections")
        if LOGIN in known[0]:
            self._ask(self.bus, name, SECRETS, internal, "UnlockWithMasterPassword",
                      "(o(oayays))", LOGIN, password)
            return
        label = {"org.freedesktop.Secret.Collection.Label": GLib.Variant("s", "login")}
        made = self._ask(self.bus, name, SECRETS, internal, "CreateWithMasterPassword",
                         "(a{sv}(oayays))", label, password)
        self._ask(self.bus, name, SECRETS, service, "SetAlias", "(so)", "default", made[0])

    def _spawn(self, *command, descriptors=()):
        with open(self._log_path(command[0]), "ab") as log:
            process = subprocess.Popen(
                command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                pass_fds=descriptors, start_new_session=True,
            )
        self.processes.append(process)
        return process

    def _spawn_announcing(self, *command):
        """Starts what says on file descriptor %d when it is ready; returns that line."""
        reader, writer = os.pipe()
        self._spawn(*[word.replace("%d", str(writer)) for word in command], descriptors=(writer,))
        os.close(writer)
        with os.fdopen(reader) as file:
            return file.readline().strip()

    def _log_path(self, program):
        return f"{self.folder}/{os.path.basename(program)}.log"

    @staticmethod
    def _ask(bus, name, path, interface, method, signature=None, *arguments):
        packed = GLib.Variant(signature, arguments) if signature else None
        return bus.call_sync(name, path, interface, method, packed, None, 0, 15000, None).unpack()

    def ask(self, name, path, interface, method, signature=None, *arguments):
        """Calls a method on the session's bus, and returns the answer."""
        return self._ask(self.bus, name, path, interface, method, signature, *arguments)

    def list_names(self):
        return self.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                        "ListNames")[0]

    def run(self, *command, **options):
        options.setdefault("timeout", 30)
        return subprocess.run(command, env=self.environment, text=True, capture_output=True,
                              **options)

    def stop(self):
        for process in reversed(self.processes):
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes = []
        shutil.rmtree(self.folder, ignore_errors=True)

    # The app

    def launch(self, command, timeout=60):
        """Starts the app and waits for its window to be in the accessibility tree."""
        self.app, self.log = self._spawn(*command), self._log_path(command[0])
        self.root = self.wait(self._find_app, timeout, "the app's window")
        return self.root

    def _find_app(self):
        # What has started a sandboxed app may have done its part.
        if self.app.poll() not in ((None, 0) if self.sandboxed else (None,)):
            raise RuntimeError(f"ended with {self.app.returncode}:\n{self.read_log()[-3000:]}")
        registry = Accessible(self.a11y, ATSPI + "Registry", "/org/a11y/atspi/accessible/root")
        for node in registry.children:
            pid = self._ask(
                self.a11y, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                "GetConnectionUnixProcessID", "(s)", node.owner,
            )
            if (self.sandboxed or pid[0] == self.app.pid) and node.children:
                return node
        return None

    def read_log(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def quit(self, timeout=20):
        """Closes every window as its user would; returns the app's exit status."""
        for window in reversed(self.root.children):
            try:
                window.do("window.close")
            except Gone:
                pass  # closed with its parent, or gone before it answered
        return self.app.wait(timeout)

    def kill(self):
        """kill -9, as a machine that goes down would."""
        self.app.kill()
        self.app.wait()

    def wait(self, condition, timeout=15, what="it"):
        """Asks until condition() is true, and returns its value."""
        end = time.monotonic() + timeout
        while True:
            try:
                value = condition()
            except Gone:
                value = None
            if value:
                return value
            if time.monotonic() > end:
                raise TimeoutError(f"waited {timeout} s for {what}")
            time.sleep(0.03)

    # Looking

    def _batch(self, calls):
        """Many calls at once, (owner, path, interface, method) each: much faster than in turn."""
        replies, left = [None] * len(calls), [len(calls)]

        def finished_cb(bus, result, index):
            left[0] -= 1
            try:
                replies[index] = bus.call_finish(result).unpack()[0]
            except GLib.Error:
                pass

        self.context.push_thread_default()
        for index, call in enumerate(calls):
            self.a11y.call(*call, None, None, 0, 10000, None, finished_cb, index)
        while left[0]:
            self.context.iteration(True)
        self.context.pop_thread_default()
        return replies

    def tree(self, top=None):
        """top and all below it, depth first, each with what was seen of it."""
        top = top or self.root
        children, level = {}, [top]
        while level:
            calls = [(n.owner, n.path, ATSPI + "Accessible", "GetChildren") for n in level]
            for node, found in zip(level, self._batch(calls)):
                children[node] = [Accessible(self.a11y, *child) for child in found or ()]
            level = [child for node in level for child in children[node]]
        cache = self._batch([(top.owner, "/org/a11y/atspi/cache", ATSPI + "Cache", "GetItems")])[0]
        seen = {
            item[0]: (ROLES.get(item[7], "?"), item[6], unpack_states(item[9]), item[8])
            for item in cache or ()
        }
        nodes, stack = [], [top]
        while stack:
            node = stack.pop()
            try:
                node.seen = seen.get((node.owner, node.path)) or (
                    node.role, node.name, node.states, node.description
                )
                nodes.append(node)
            except Gone:
                pass
            stack += reversed(children[node])
        return nodes

    def all(self, role=None, name=None, within=None, state=None):
        """Every such node. name: a string is all of it, a pattern is searched for; where there is
        no name the tooltip counts."""
        def fits(text):
            if name is None:
                return True
            if isinstance(name, re.Pattern):
                return bool(name.search(text))
            return name in (text, without_mnemonic(text))

        return [
            node for node in self.tree(within)
            if role in (None, node.seen[0])
            and (state is None or state in node.seen[2])
            and (fits(node.seen[1]) or (is_nameless(node.seen[1]) and fits(node.seen[3])))
        ]

    def find(self, role=None, name=None, timeout=15, within=None, state=None, showing=True):
        """Waits for the first such node; with showing, one that the pointer can hit."""
        def search():
            for node in self.all(role, name, within, state):
                if not showing or node.is_showing():
                    return node
            return None

        return self.wait(search, timeout, f"{role or 'any'} {name!r}")

    def gone(self, role=None, name=None, timeout=15, within=None):
        """Waits until no such node shows."""
        self.wait(lambda: not any(n.is_showing() for n in self.all(role, name, within)),
                  timeout, f"{role} {name!r} to go")

    def unlabelled(self):
        """What a screen reader's user could not tell: focusable, showing, without a name."""
        return [
            node for node in self.all(state="focusable")
            if is_nameless(node.seen[1]) and node.seen[0] in FOCUSABLE_ROLES and node.is_showing()
        ]

    # Acting

    def xdo(self, *arguments):
        result = self.run("xdotool", *map(str, arguments))
        if result.returncode:
            raise RuntimeError(f"xdotool {arguments}: {result.stderr}")
        return result.stdout.split()

    def windows(self):
        """The app's X windows on the screen, as dictionaries."""
        found = []
        whose = [] if self.sandboxed else ["--pid", str(self.app.pid)]
        ids = self.run("xdotool", "search", "--all", "--onlyvisible", *whose, "--name",
                       "").stdout.split()
        for number in ids:
            info = self.run("xwininfo", "-id", number).stdout
            if not info or "(the root window)" in info:
                continue
            title = re.search(r'Window id: \S+ (?:"(.*)"|\()', info)

            def figure(label):
                match = re.search(label + r":\s*(-?\d+)", info)
                return int(match[1]) if match else 0

            window = {
                "id": number,
                "title": title[1] if title else None,
                "x": figure("Absolute upper-left X"),
                "y": figure("Absolute upper-left Y"),
                "width": figure("Width"),
                "height": figure("Height"),
                "popup": "Override Redirect State: yes" in info,
            }
            if window["width"] > 1:
                found.append(window)
        return found

    def on_screen(self, node):
        """A node's box on the screen, by way of the X window that it is in."""
        top = node.toplevels()[-1]
        (top_x, top_y, top_width, top_height), (x, y, width, height) = top.box, node.box
        popup = top.layer == LAYER_POPUP

        def difference(window):
            return abs(window["width"] - top_width) + abs(window["height"] - top_height)

        near = [w for w in self.windows() if w["popup"] == popup and difference(w) <= 128]
        if not popup:
            near = [w for w in near if w["title"] == top.name] or near
        if not near:
            raise Gone(f"no X window for {top}")
        window = min(near, key=difference)  # larger than its content by an even border
        left = window["x"] + (window["width"] - top_width) // 2 + x - top_x
        upper = window["y"] + (window["height"] - top_height) // 2 + y - top_y
        return left, upper, width, height

    def click(self, node, button=1, count=1):
        if not node.is_showing():
            raise RuntimeError(f"{node} is covered, scrolled away or on a hidden page")
        if not node.places_hold:
            node.do()
            return
        x, y, width, height = self.on_screen(node)
        self.xdo("mousemove", x + width // 2, y + height // 2)
        self.xdo("click", "--repeat", count, "--delay", 60, button)

    def scroll(self, node, count=5):
        """Turns the wheel, down, where a node is."""
        x, y, width, height = self.on_screen(node)
        self.xdo("mousemove", x + width // 2, y + height // 2)
        self.xdo("click", "--repeat", count, "--delay", 60, 5)

    def act(self, action):
        """Activates an action of the main window, such as "win.refresh"."""
        self.root.children[0].do(action)

    def key(self, *keys):
        self.xdo("key", "--delay", 30, *keys)

    def type(self, text):
        """ASCII as keys, the rest as Ctrl+Shift+U and its code."""
        for part in re.findall(r"[ -~\n\t]+|[^ -~\n\t]", text):
            if part[0] < "\x7f":
                self.xdo("type", "--delay", 10, "--", part)
            else:
                self.xdo("key", "--delay", 5, "ctrl+shift+u", *"%x" % ord(part), "space")

    def fill(self, node, text):
        """Clicks an entry and types in place of what it holds; returns what it holds then."""
        self.click(node)
        self.key("ctrl+a", "Delete")
        if text:
            self.type(text)
        try:
            self.wait(lambda: node.text == text, 5)
        except TimeoutError:
            pass
        return node.text

    def choose_file(self, path):
        """In an open file chooser: types the path, as one can."""
        if self.sandboxed:  # then it is another program's, which is still reading folders
            self.wait(lambda: len(self.titles()) > 1, 30, "the portal's file chooser")
            time.sleep(2)
        else:
            self.find("push button", "Cancel")
        self.key("ctrl+l")
        time.sleep(0.5)  # the location entry shows nothing that could be waited for
        self.key("ctrl+a")
        if self.sandboxed:  # its completion takes its time, too
            self.type("/")
            time.sleep(1)
            self.type(str(path)[1:])
            time.sleep(1)
        else:
            self.type(str(path))
        before = len(self._own_windows())
        for _ in range(4):  # a Return may choose no more than what the entry had completed
            self.key("Return")
            try:
                self.wait(lambda: len(self._own_windows()) < before, 3)
                return
            except TimeoutError:
                pass

    def _own_windows(self):
        return [window for window in self.windows() if not window["popup"]]

    def titles(self):
        return {window["title"] for window in self.windows() if window["title"]}

    def main_window(self):
        """The largest window of the app, once it is on the screen."""
        def largest():
            return max((w for w in self.windows() if not w["popup"]),
                       key=lambda w: w["width"] * w["height"], default=None)

        return self.wait(largest, 15, "a window on the screen")

    def place_window(self, width, height):
        """The main window at the screen's corner with a content of this size, for pictures."""
        main = self.main_window()
        self.xdo("windowsize", "--sync", main["id"], width + 2 * BORDER, height + 2 * BORDER)
        self.xdo("windowmove", "--sync", main["id"], 0, 0)

    def raise_window(self, title):
        """The window of this title, once it is on the screen, above the others and with the keys."""
        number = self.wait(lambda: next((w["id"] for w in self.windows() if w["title"] == title), None),
                           15, f"{title} on the screen")
        self.xdo("windowactivate", "--sync", number)

    def park_pointer(self):
        """Where it hovers over nothing."""
        self.xdo("mousemove", self.size[0] - 1, self.size[1] - 1)

    def screenshot(self, path, title=None):
        """The app's main window, or the one of this title, without the border that it has where
        nothing composes."""
        main = next((w for w in self.windows() if title and w["title"] == title), None) or self.main_window()
        crop = "%dx%d+%d+%d" % (main["width"] - 2 * BORDER, main["height"] - 2 * BORDER,
                                main["x"] + BORDER, main["y"] + BORDER)
        self.run("import", "-window", "root", "-crop", crop, "+repage", path)
        return path


def connect(address):
    flags = Gio.DBusConnectionFlags
    connection = Gio.DBusConnection.new_for_address_sync(
        address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
    )
    connection.set_exit_on_close(False)
    return connection
