/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

/* Contestants take turns, and the best round of each counts: on a machine that does other things
 * too, noise only ever adds time. */
#define LUTHIER_BENCH_ROUNDS 5

typedef struct
{
  const char *name;
  void (*run) (gpointer data);
  double best; /* seconds */
} LuthierBench;

/* The first contestant is ours: the others are told as multiples of its time. */
static inline void
luthier_bench_run (LuthierBench *benches, guint n_benches, gpointer data, gsize size)
{
  for (guint round = 0; round < LUTHIER_BENCH_ROUNDS; round++)
    for (guint i = 0; i < n_benches; i++)
      {
        gint64 start = g_get_monotonic_time ();
        double seconds;

        benches[i].run (data);
        seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
        if (round == 0 || seconds < benches[i].best)
          benches[i].best = seconds;
      }
  for (guint i = 0; i < n_benches; i++)
    g_print ("%-28s %7.3f s  %7.0f MB/s  %6.2f x\n", benches[i].name, benches[i].best,
             (double) size / 1e6 / benches[i].best, benches[i].best / benches[0].best);
}
