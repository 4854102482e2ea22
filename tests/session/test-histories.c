/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "history-play.h"

/* Thousands of random histories, each of which a seed tells from the others:
 * test-histories [--first N] [--count N] plays so many, --seed N plays one and tells it. */

static int first = 10001;
static int count = 500;
static int seed = -1;

/* Libraries have much to say about every connection. */
static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer unused)
{
  if ((level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO)) != 0)
    {
      if (seed >= 0 && g_strcmp0 (domain, "luthier-http") == 0)
        g_printerr ("            %s\n", message);
      return;
    }
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) != 0)
    history_tell ();
  g_log_default_handler (domain, level, message, NULL);
}

static void
test_random (void)
{
  const gint64 began = g_get_monotonic_time ();

  if (seed >= 0)
    {
      history_play ((guint32) seed, TRUE);
      return;
    }
  for (int i = 0; i < count; i++)
    history_play ((guint32) (first + i), FALSE);
  g_test_message ("%d histories in %.1f s", count,
                  (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  const GOptionEntry entries[] = {
    { "first", 0, 0, G_OPTION_ARG_INT, &first, "The first seed", "N" },
    { "count", 0, 0, G_OPTION_ARG_INT, &count, "How many", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Play this one, and tell it", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_parse (context, &argc, &argv, NULL);
  g_test_init (&argc, &argv, NULL);
  g_log_set_default_handler (log_cb, NULL);

  /* One thread runs the main loop, and need not be woken up by itself. */
  g_main_context_acquire (NULL);

  g_test_add_func ("/histories/random", test_random);

  return g_test_run ();
}
