# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Luthier developers
"""Looks for secrets wherever a program could have left them."""

import base64
import os
import pathlib
import re

# What is a secret by its looks, whoever has made it. Our own words for them are shorter.
SHAPES = re.compile(
    rb"4/0[\w-]{12}|ya29\.[\w-]{12}|1//[\w-]{12}|GOCSPX-[\w-]{8}|eyJ[\w-]{20,}\.[\w-]{10}"
    rb"|Bearer [\w.-]{12}|upload_id=[\w-]{8}|code_verifier=\w|assertion=\w|PRIVATE KEY"
)


def disguises(secret):
    """The secret as it is, in UTF-16, and as Base64 would hold it at each of three places."""
    raw = secret.encode()
    yield raw
    yield secret.encode("utf-16-le")
    for lead in range(3):
        yield base64.b64encode(b"\0" * lead + raw)[4 if lead else 0:-4]


def search(places, canaries, known=()):
    """What is found, as "place: name". places: name to bytes; canaries: name to secret."""
    found = []
    for place, content in places.items():
        for name, secret in canaries.items():
            if any(disguise in content for disguise in disguises(secret)):
                found.append(f"{place}: {name}")
        for match in SHAPES.findall(content):
            if match not in known:
                found.append(f"{place}: {match!r}")
    return found


def files_below(folder, without=()):
    """Every file: path to content. "without": paths that are secrets of the test's own."""
    contents = {}
    for path in pathlib.Path(folder).rglob("*"):
        if path.is_file() and not path.is_symlink() and path not in without:
            try:
                contents[str(path)] = path.read_bytes()
            except OSError:
                pass  # a socket, or gone meanwhile
    return contents


def process_and_children(pid):
    """The command line and the environment of a process and all below it."""
    contents, queue = {}, [pid]
    while queue:
        current = queue.pop()
        for what in ("cmdline", "environ"):
            contents[f"/proc/{current}/{what}"] = pathlib.Path(f"/proc/{current}/{what}").read_bytes()
        for task in os.listdir(f"/proc/{current}/task"):
            children = pathlib.Path(f"/proc/{current}/task/{task}/children").read_text()
            queue += [int(child) for child in children.split()]
    return contents
