/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* Preloaded into an unmodified program, this writes to the file LUTHIER_PROBE what a user would
 * feel, a line each:
 *
 *   frame MS    the first frame is painted, milliseconds after LUTHIER_PROBE_START (CLOCK_MONOTONIC
 *               nanoseconds)
 *   gap MS AT   the main loop was away for MS before it looked for events again, AT milliseconds
 *               after the start; only the longest so far
 *
 * The time between leaving poll() and entering it again is what the default main context is
 * blocked for. */

#include <glib-object.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static FILE *out;
static gint64 start_ns;
static gint64 left_poll_ns;
static double longest_ms;
static gboolean painted;

static gint64
now_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (gint64) time.tv_sec * 1000000000 + time.tv_nsec;
}

static double
since_start (gint64 ns)
{
  return (double) (ns - start_ns) / 1e6;
}

static gboolean
painted_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  painted = TRUE;
  fprintf (out, "frame %.2f\n", since_start (now_ns ()));
  fflush (out);
  return FALSE;
}

/* The class exists once GTK is up; there is no earlier moment to hook it. */
static void
hook_frames (void)
{
  static gboolean hooked;
  GType type = hooked ? G_TYPE_INVALID : g_type_from_name ("GdkFrameClock");

  if (type == G_TYPE_INVALID || g_type_class_peek (type) == NULL)
    return;

  hooked = TRUE;
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", type), 0, painted_cb, NULL, NULL);
}

static int
probing_poll (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 entered = now_ns ();
  double gap = (double) (entered - left_poll_ns) / 1e6;
  int n_ready;

  hook_frames ();
  /* What comes before the first frame is told by the frame itself. */
  if (left_poll_ns != 0 && painted && gap > longest_ms)
    {
      longest_ms = gap;
      fprintf (out, "gap %.2f %.2f\n", gap, since_start (entered));
      fflush (out);
    }

  n_ready = g_poll (fds, n_fds, timeout);
  left_poll_ns = now_ns ();
  return n_ready;
}

__attribute__ ((constructor)) static void
start_probe (void)
{
  const char *path = getenv ("LUTHIER_PROBE");
  const char *start = getenv ("LUTHIER_PROBE_START");

  if (path == NULL || start == NULL || (out = fopen (path, "w")) == NULL)
    return;

  start_ns = g_ascii_strtoll (start, NULL, 10);
  painted = getenv ("LUTHIER_PROBE_HEADLESS") != NULL;
  unsetenv ("LD_PRELOAD");
  unsetenv ("LUTHIER_PROBE");
  g_main_context_set_poll_func (NULL, probing_poll);
}
