/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* A program that writes and is killed at any instant. The program is this one, started as
 * test-store-killed --write PATH ROUND: it prints each step of an intent when it is told that it is
 * written, and never ends. */

#include <signal.h>
#include <unistd.h>

#include "store-bench.h"

#define N_KILLS   120
#define N_INTENTS 5

/* Each step is the next number, so that one can tell which of two is the later one. */
static int
write_steps (const char *path, const char *round)
{
  g_autoptr (LuthierStore) store = luthier_store_new (path);
  gint64 number = g_ascii_strtoll (round, NULL, 10) * 1000000;

  open_store (store);
  while (TRUE)
    {
      g_autofree char *id = g_strdup_printf ("%d", (int) (number % N_INTENTS));
      g_autoptr (LuthierIntentRecord) intent = make_intent (id, "p");
      g_autofree char *line = g_strdup_printf ("%s %" G_GINT64_FORMAT "\n", id, ++number);

      intent->time_us = number;
      intent->state = (LuthierIntentState) (number % (LUTHIER_INTENT_FORGOTTEN + 1));
      save_intent (store, intent);
      /* In one piece, or not at all. */
      g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), ==, (gssize) strlen (line));
      if (number % 7 == 0)
        save_page (store, "p", "{\"tuningJobs\": [{\"name\": \"" NAME ("1") "\"}]}");
      if (number % 11 == 0)
        save_draft (store, "p", line);
    }
  return 0;
}

typedef struct
{
  gint64 acknowledged[N_INTENTS];
  guint n_steps;
} Ledger;

static void
enter (Ledger *ledger, const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      char *number = NULL;
      guint64 id = g_ascii_strtoull (lines[i], &number, 10);

      g_assert_cmpuint (id, <, N_INTENTS);
      ledger->acknowledged[id] = g_ascii_strtoll (number, NULL, 10);
      ledger->n_steps++;
    }
}

/* (transfer full): what it has printed. writing: not before it does. */
static char *
write_and_kill (const char *path, guint round, gboolean writing, guint after_us)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *number = g_strdup_printf ("%u", round);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self,
                                                      "--write", path, number, NULL);
  g_autofree char *rest = NULL;
  char first[4096] = "";

  g_assert_no_error (error);
  if (writing)
    g_input_stream_read (g_subprocess_get_stdout_pipe (process), first, sizeof first - 1, NULL,
                         &error);
  g_assert_no_error (error);
  g_usleep (after_us);
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &rest, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (process));
  return g_strconcat (first, rest, NULL);
}

/* What was acknowledged is there, or what came right after it. */
static void
check (Fixture *fixture, const Ledger *ledger)
{
  g_autoptr (GPtrArray) intents = NULL;
  guint n_seen = 0;

  open_store (fixture->store);
  g_assert_no_error (luthier_store_get_trouble (fixture->store));
  g_assert_null (luthier_store_get_damage (fixture->store));
  intents = load_intents (fixture->store, "p");
  for (guint i = 0; i < intents->len; i++)
    {
      const LuthierIntentRecord *intent = intents->pdata[i];
      gint64 told = ledger->acknowledged[g_ascii_strtoull (intent->id, NULL, 10)];

      g_assert_cmpint (intent->time_us, >=, told);
      g_assert_cmpint (intent->state, ==, intent->time_us % (LUTHIER_INTENT_FORGOTTEN + 1));
      n_seen += told > 0 ? 1 : 0;
    }
  for (guint i = 0; i < N_INTENTS; i++)
    n_seen -= ledger->acknowledged[i] > 0 ? 1 : 0;
  g_assert_cmpuint (n_seen, ==, 0);
  close_store (fixture->store);
  assert_sound (fixture->path);
}

static void
test_at_any_instant (Fixture *fixture, gconstpointer data)
{
  Ledger ledger = { 0 };

  for (guint round = 0; round < N_KILLS; round++)
    {
      /* Some while it starts, most while it writes. */
      g_autofree char *output = write_and_kill (fixture->path, round, round % 4 != 0,
                                                (guint) g_test_rand_int_range (1000, 40000));

      enter (&ledger, output);
      check (fixture, &ledger);
      /* Without the database the journal says the same. */
      if (round % 10 == 9)
        {
          g_assert_true (g_file_set_contents (fixture->path, "no database", -1, NULL));
          open_store (fixture->store);
          g_assert_cmpuint (luthier_store_get_damage (fixture->store)->n_steps, ==, 0);
          dismiss_damage (fixture->store);
          close_store (fixture->store);
          check (fixture, &ledger);
        }
    }
  g_test_message ("%d kills, %u steps acknowledged", N_KILLS, ledger.n_steps);
  g_assert_cmpuint (ledger.n_steps, >=, N_KILLS * 3 / 4);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    return write_steps (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store-killed/at-any-instant", Fixture, NULL, set_up, test_at_any_instant,
              tear_down);

  return g_test_run ();
}
