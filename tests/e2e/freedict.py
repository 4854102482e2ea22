# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Luthier developers
"""Real pairs for translation out of Debian's dict-freedict-eng-fra: an English headword, and what it
is in French. Same package, same bytes."""

import gzip
import json
import pathlib
import re

DICTIONARY = pathlib.Path("/usr/share/dictd/freedict-eng-fra.dict.dz")
HEAD = re.compile(r"(\S.*?) /.*/")


def pairs():
    """All (English, French), in the dictionary's order: the first line after each headword."""
    english = None
    with gzip.open(DICTIONARY, "rt", encoding="utf-8") as file:
        for line in file:
            head = HEAD.match(line)
            if head:
                english = head[1]
            elif english and line.strip() and not line.startswith("<"):
                yield english, line.strip()
                english = None


def write(path):
    """Writes the pairs as the translation models want them; returns how many."""
    count = 0
    with open(path, "w", encoding="utf-8") as file:
        for english, french in pairs():
            turns = [{"role": "user", "parts": [{"text": f"English: {english} French:"}]},
                     {"role": "model", "parts": [{"text": french}]}]
            file.write(json.dumps({"contents": turns}, ensure_ascii=False) + "\n")
            count += 1
    return count
