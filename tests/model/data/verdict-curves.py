#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Luthier developers
"""Makes verdict-curves.txt: curves whose turning points are known, with what is to be said of them.

A line a curve: name, verdict, the step since when (- = none), how far off it may be, the step with
the lowest value, and the values; the steps are 10, 20, 30, ... The turning points come from the
formula of the curve, or, where it is made of two lines and noise, from the two lines that fit it
best: all places for the bend are tried with the normal equations, which share no code or idea with
what is tested."""

import math
import random

STRIDE = 10


def fit_bend(values):
    """The step at which two joined lines of least squares bend."""
    n = len(values)
    best = None
    for bend in range(2, n - 2):
        rows = [(1.0, float(i), max(0.0, float(i - bend))) for i in range(n)]
        a = [[sum(r[i] * r[k] for r in rows) for k in range(3)] for i in range(3)]
        b = [sum(r[i] * y for r, y in zip(rows, values)) for i in range(3)]
        for i in range(3):
            pivot = a[i][i]
            for k in range(3):
                if k != i:
                    factor = a[k][i] / pivot
                    a[k] = [x - factor * y for x, y in zip(a[k], a[i])]
                    b[k] -= factor * b[i]
        c = [b[i] / a[i][i] for i in range(3)]
        error = sum((y - sum(x * w for x, w in zip(r, c))) ** 2 for r, y in zip(rows, values))
        if best is None or error < best[0]:
            best = (error, bend)
    return (best[1] + 1) * STRIDE


def find_zero(function, low, high):
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return (low + high) / 2


def tell(name, verdict, since, slack, values):
    numbers = [(v, (i + 1) * STRIDE) for i, v in enumerate(values) if math.isfinite(v)]
    best = min(numbers)[1] if numbers else -1
    since = "-" if since is None else round(since)
    print(name, verdict, since, slack, best, *(f"{v:.5f}" for v in values))


def curve(function, n, noise, seed):
    chance = random.Random(seed)
    return [function((i + 1) / n) + chance.gauss(0, noise) for i in range(n)]


def main():
    # Falls to the end, evenly and ever more slowly.
    tell("falls-evenly", "bettering", None, 0, curve(lambda x: 1.4 - 0.8 * x, 60, 0.02, 1))
    tell("falls-slowly", "bettering", None, 0, curve(lambda x: 0.4 + math.exp(-x / 0.8), 80, 0.01, 2))
    tell("falls-a-little", "bettering", None, 0,
         curve(lambda x: 0.93 + 0.07 * (1 - x) + math.exp(-x / 0.15), 40, 0.002, 17))
    tell("falls-in-noise", "bettering", None, 0, curve(lambda x: 1.4 - 0.8 * x, 200, 0.1, 3))
    # Falls and stays: two lines, and an exponential that has less left to fall than half of 5
    # percent of its fall or of 3 percent of its level, whichever is less, after so many of its time
    # constants.
    bent = curve(lambda x: 1.4 - 2 * x if x < 0.5 else 0.4, 100, 0.015, 4)
    tell("stays-from-half", "flat", fit_bend(bent), 80, bent)
    early = curve(lambda x: 1.4 - 5 * x if x < 0.2 else 0.4, 50, 0.004, 5)
    tell("stays-from-a-fifth", "flat", fit_bend(early), 30, early)
    tell("stays-gently", "flat", 1200 * 0.1 * math.log(1 / 0.006), 80,
         curve(lambda x: 0.4 + math.exp(-x / 0.1), 120, 0.002, 6))
    tell("never-moves", "flat", 10, 0, curve(lambda x: 0.7, 60, 0.02, 7))
    # Falls and rises.
    vee = curve(lambda x: 1.4 - 2 * x if x < 0.5 else 0.4 + (x - 0.5), 60, 0.01, 8)
    tell("turns-sharply", "worsening", fit_bend(vee), 30, vee)
    low = find_zero(lambda x: 0.25 - math.exp(-x / 0.12) / 0.12, 0, 1)
    tell("turns-gently", "worsening", 1000 * low, 90,
         curve(lambda x: 0.35 + math.exp(-x / 0.12) + 0.25 * x, 100, 0.005, 9))
    tell("turns-in-noise", "worsening", 3660 * low, 370,
         curve(lambda x: 0.35 + math.exp(-x / 0.12) + 0.25 * x, 366, 0.03, 10))
    tell("turns-after-rest", "worsening", 700, 100,
         curve(lambda x: 1 - 2 * x if x < 0.3 else 0.4 if x < 0.7 else 0.4 + 0.6 * (x - 0.7),
               100, 0.002, 11))
    tell("turns-in-ten", "worsening", 50, 10,
         [1.1, 0.8, 0.62, 0.53, 0.5, 0.52, 0.56, 0.61, 0.66, 0.72])
    tell("only-rises", "worsening", 10, 40, curve(lambda x: 0.7 + 0.5 * x, 60, 0.01, 12))
    # One bad value is no turn, and none of what is no number counts.
    spiked = curve(lambda x: 1.4 - 0.8 * x, 60, 0.01, 13)
    spiked[30] = 9.0
    spiked[59] = 4.0
    tell("spikes", "bettering", None, 0, spiked)
    gap = curve(lambda x: 1.4 - 0.8 * x, 60, 0.01, 14)
    gap[20:24] = [math.nan] * 4
    tell("recovers", "bettering", None, 0, gap)
    broken = curve(lambda x: 1.4 - 0.8 * x, 60, 0.01, 15)
    broken[42:] = [math.nan, math.inf] * 9
    tell("breaks", "broken", 430, 0, broken)
    # Too little to tell.
    tell("five-points", "too-early", None, 0, [1.4, 1.2, 1.0, 0.9, 0.8])
    tell("all-noise", "too-early", None, 0, curve(lambda x: 1.0 - 0.1 * x, 15, 0.2, 16))
    tell("nothing", "none", None, 0, [])


if __name__ == "__main__":
    main()
