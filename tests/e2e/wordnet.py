# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Luthier developers
"""Real training data out of Debian's wordnet-base: every meaning that WordNet knows becomes a
question and its definition, in the Gemini format. Same package, same bytes."""

import hashlib
import json
import pathlib
import re

WORDNET = pathlib.Path("/usr/share/wordnet")
PARTS = ("noun", "verb", "adj", "adv")
SYSTEM = "You are a lexicographer. Define the word as it is used in the example, in one sentence."


def examples():
    """All (question, definition) pairs, in an order that is random and always the same."""
    pairs = set()
    for part in PARTS:
        for line in (WORDNET / f"data.{part}").read_text("latin-1").splitlines():
            if not line.startswith(" "):
                pairs.add(read_synset(line, part))
    return sorted(pairs, key=lambda pair: hashlib.sha256("\0".join(pair).encode()).digest())


def read_synset(line, part):
    fields, _, gloss = line.partition(" | ")
    words = fields.split(" ")
    count = int(words[3], 16)
    names = [re.sub(r"\(.*\)", "", word).replace("_", " ") for word in words[4:4 + 2 * count:2]]
    definition, _, usage = gloss.strip().partition('; "')
    question = f"Define “{names[0]}” ({part})."
    if names[1:]:
        question += " Also: " + ", ".join(names[1:]) + "."
    if usage:
        question += ' Example: "' + usage
    return question, definition


def turn(role, text):
    return {"role": role, "parts": [{"text": text}]}


def write(path, pairs):
    """Writes the pairs as JSON lines; returns how many."""
    system = {"role": "system", "parts": [{"text": SYSTEM}]}
    with open(path, "w", encoding="utf-8") as file:
        for question, definition in pairs:
            example = {
                "systemInstruction": system,
                "contents": [turn("user", question), turn("model", definition)],
            }
            file.write(json.dumps(example, ensure_ascii=False, separators=(",", ":")) + "\n")
    return len(pairs)
