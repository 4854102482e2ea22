# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Luthier developers
"""How a person goes from the first start to a tuned model, in steps that plays are made of."""

import re
import time

MODEL = "gemini-3.1-flash-lite"
# How many times faster than the real service: a job of half an hour takes half a minute.
SPEED = "60"
LONG = 120


class Play:
    """One run. Steps are printed as TAP, so that a test harness can read them too."""

    def __init__(self, desktop, command, pictures=None):
        self.desktop, self.command, self.pictures = desktop, command, pictures
        self.count, self.begin = 0, time.monotonic()

    def step(self, text):
        self.count += 1
        print(f"ok {self.count} - {text} ({time.monotonic() - self.begin:.1f} s)", flush=True)

    def picture(self, name, window=None):
        if self.pictures:
            self.desktop.park_pointer()
            time.sleep(0.3)  # the last frame arrives
            self.desktop.screenshot(str(self.pictures / (name + ".png")), window)

    def press(self, name, role="push button", **options):
        self.desktop.click(self.desktop.find(role, name, **options))

    def launch(self):
        self.desktop.launch(self.command)
        self.desktop.place_window(1000, 700)

    def fact(self, label, value, timeout=30):
        """Waits until a line of a card says this."""
        def says():
            nodes = [node for node in self.desktop.tree() if node.seen[0] == "label"]
            return any(a.seen[1] == label and b.text == value for a, b in zip(nodes, nodes[1:])
                       if a.seen[1] == label)

        self.desktop.wait(says, timeout, f"{label}: {value}")


def have_no_complaints(play):
    """That nobody here shows notifications is no fault."""
    complaints = [line for line in play.desktop.read_log().splitlines()
                  if re.search("CRITICAL|WARNING", line) and "org.freedesktop.Notifications" not in line]
    if complaints:
        raise AssertionError("\n".join(complaints))


def end(play):
    if play.desktop.quit() != 0:
        raise AssertionError("the app did not end well")
    have_no_complaints(play)
    play.step("Luthier ends without a complaint")


def open_practice(play):
    desktop = play.desktop
    play.launch()
    desktop.find("label", "Welcome to Luthier")
    play.picture("first-run")
    play.step("Luthier starts and welcomes")
    use_practice(play)


def use_practice(play):
    desktop = play.desktop
    play.press("Use the Practice Service")
    desktop.find("label", re.compile("^No Jobs Yet$"), timeout=30)
    play.picture("jobs-empty")
    play.step("the practice profile is open and has no jobs")


def choose_model(play):
    desktop = play.desktop
    desktop.key("ctrl+n")
    play.press(MODEL, "radio button")
    play.picture("new-model")
    play.press("Next")
    play.step("the base model is chosen")


def choose_data(play, path, count):
    desktop = play.desktop
    play.press("Choose File…")
    desktop.choose_file(path)
    desktop.find("label", f"{count:,}", timeout=LONG)
    play.step(f"the file is checked: {count:,} examples")
    desktop.find("label", "Checked and uploaded", timeout=LONG)
    play.picture("new-data")
    play.step("the file is uploaded")
    play.press("Next")


def create(play):
    desktop = play.desktop
    desktop.find("label", "Epochs")
    play.picture("new-settings")
    play.press("Next")
    play.step("the settings are left to the service")
    desktop.find("label", "Exactly this is sent")
    play.picture("new-review")
    play.press("Create Job")
    play.step("the request is reviewed and sent")


def watch(play, count):
    desktop = play.desktop
    desktop.find("push button", "Tune Again", timeout=60)
    desktop.find("label", "Running", timeout=LONG)
    play.step("the job runs")
    desktop.find("label", re.compile("^Step "), timeout=LONG)
    play.picture("job-running")
    desktop.find("label", "Succeeded", timeout=LONG)
    play.fact("Examples", f"{count:,}")
    play.picture("job")
    play.step(f"the job has succeeded; the service counted {count:,} examples")
    hear_curves(play)


def hear_curves(play):
    """What a screen reader says of them."""
    desktop = play.desktop
    curves = desktop.find("image", "Loss", showing=False)

    course = re.compile(r"Training: from \S+ at step \S+ to \S+ at step \S+, lowest [\d.]+")
    desktop.wait(lambda: course.match(curves.description), what="curves that are described")
    play.step("the curves say in words what they show")
