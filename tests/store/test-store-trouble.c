/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* A disk that is full, may not be written or is gone, and another program that has the files. That
 * one is this program, started as test-store-trouble --hold PATH; --read-only PATH and --full FOLDER
 * are tests of who may do less, or has a disk of his own. */

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "store-bench.h"

#define NOBODY 65534

static void
assert_intent_refused (LuthierStore *store, const char *reason)
{
  g_autoptr (LuthierIntentRecord) intent = make_intent ("refused", "p");
  g_autoptr (GError) error = NULL;

  g_assert_false (try_intent (store, intent, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_STORE);
  if (reason != NULL)
    g_assert_cmpstr (luthier_error_get_reason (error), ==, reason);
}

static void
assert_draft (LuthierStore *store, const char *profile, const char *expected)
{
  g_autofree char *text = load_draft (store, profile);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_intent_state (LuthierStore *store, const char *id, int state)
{
  g_autoptr (GPtrArray) intents = load_intents (store, "p");

  for (guint i = 0; i < intents->len; i++)
    {
      const LuthierIntentRecord *intent = intents->pdata[i];

      if (g_str_equal (intent->id, id))
        {
          g_assert_cmpint (intent->state, ==, state);
          return;
        }
    }
  g_assert_cmpint (state, ==, -1);
}

static void
fill (LuthierStore *store)
{
  g_autoptr (LuthierProfile) p = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, "p");
  g_autoptr (LuthierIntentRecord) intent = make_intent ("a", "p");

  save_profile (store, p);
  intent->state = LUTHIER_INTENT_QUEUED;
  save_intent (store, intent);
  save_draft (store, "p", "words");
  save_page (store, "p", "{\"tuningJobs\": [{\"name\": \"" NAME ("1") "\"}]}");
}

/* All that fill() has written, whether from the disk or not. */
static void
assert_filled (LuthierStore *store, const char *draft)
{
  g_autoptr (GPtrArray) profiles = load_profiles (store);
  g_autoptr (GPtrArray) jobs = load_jobs (store, "p");

  g_assert_cmpuint (profiles->len, ==, 1);
  g_assert_cmpuint (jobs->len, ==, 1);
  assert_intent_state (store, "a", LUTHIER_INTENT_QUEUED);
  assert_draft (store, "p", draft);
}

/* A file is where the folder should be: nobody can make it, whoever he is. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (LuthierProfile) p = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, "p");
  g_autoptr (LuthierIntentRecord) intent = make_intent ("a", "p");
  g_autoptr (GPtrArray) profiles = NULL;

  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  open_store (fixture->store);
  assert_trouble (fixture->store, LUTHIER_REASON_STORE_DENIED);
  g_assert_nonnull (strstr (luthier_store_get_trouble (fixture->store)->message, folder));
  save_profile (fixture->store, p);
  save_draft (fixture->store, "p", "in memory");
  assert_draft (fixture->store, "p", "in memory");
  assert_intent_refused (fixture->store, LUTHIER_REASON_STORE_DENIED);
  open_store (fixture->store);
  assert_trouble (fixture->store, LUTHIER_REASON_STORE_DENIED);

  g_assert_cmpint (g_remove (folder), ==, 0);
  open_store (fixture->store);
  g_assert_no_error (luthier_store_get_trouble (fixture->store));
  /* What was read there before might be another one's by now. */
  g_assert_true (luthier_store_is_stale (fixture->store));
  assert_intent_refused (fixture->store, NULL);
  profiles = load_profiles (fixture->store);
  g_assert_cmpuint (profiles->len, ==, 1);
  save_intent (fixture->store, intent);
  close_store (fixture->store);

  open_store (fixture->store);
  assert_draft (fixture->store, "p", "in memory");
  assert_intent_state (fixture->store, "a", LUTHIER_INTENT_SENDING);
}

static void
remove_all (Fixture *fixture, gboolean folder_too)
{
  static const char *const names[] = { "", "-wal", "-shm", ".journal", ".lock" };
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, names[i], NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  if (folder_too)
    g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* The files are still open: they are made again, with all that was in them. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierIntentRecord) intent = make_intent ("b", "p");

  open_store (fixture->store);
  fill (fixture->store);
  remove_all (fixture, GPOINTER_TO_INT (data));
  save_intent (fixture->store, intent);
  g_assert_no_error (luthier_store_get_trouble (fixture->store));
  close_store (fixture->store);

  open_store (fixture->store);
  assert_filled (fixture->store, "words");
  assert_intent_state (fixture->store, "b", LUTHIER_INTENT_SENDING);
}

static void
test_journal_removed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, ".journal", NULL);
  g_autoptr (LuthierIntentRecord) intent = make_intent ("b", "p");

  open_store (fixture->store);
  fill (fixture->store);
  g_assert_cmpint (g_remove (path), ==, 0);
  save_intent (fixture->store, intent);
  g_assert_no_error (luthier_store_get_trouble (fixture->store));
  close_store (fixture->store);

  g_assert_true (g_file_set_contents (fixture->path, "no database", -1, NULL));
  open_store (fixture->store);
  assert_intent_state (fixture->store, "a", LUTHIER_INTENT_QUEUED);
  assert_intent_state (fixture->store, "b", LUTHIER_INTENT_SENDING);
}

/* How far files may grow: for every user, and for root, too. */
static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = size;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
count_cb (LuthierStore *store, GParamSpec *pspec, guint *n_times)
{
  (*n_times)++;
}

/* Between the two no file can grow. make_room, take_room: how. */
static void
run_full (Fixture *fixture,
          void (*take_room) (gpointer),
          void (*make_room) (gpointer),
          gpointer how)
{
  g_autoptr (LuthierIntentRecord) intent = make_intent ("b", "p");
  g_autofree char *long_words = g_strnfill (200000, 'w');
  guint n_times = 0;

  open_store (fixture->store);
  g_signal_connect (fixture->store, "notify::trouble", G_CALLBACK (count_cb), &n_times);
  fill (fixture->store);

  take_room (how);
  assert_intent_refused (fixture->store, LUTHIER_REASON_STORE_FULL);
  assert_trouble (fixture->store, LUTHIER_REASON_STORE_FULL);
  for (guint i = 0; i < 5; i++)
    {
      save_draft (fixture->store, "p", long_words);
      assert_draft (fixture->store, "p", long_words);
      assert_intent_refused (fixture->store, LUTHIER_REASON_STORE_FULL);
      open_store (fixture->store);
    }
  save_draft (fixture->store, "q", "others");
  g_assert_cmpuint (n_times, ==, 1);
  assert_filled (fixture->store, long_words);

  make_room (how);
  /* An intent is worth another try at once. */
  save_intent (fixture->store, intent);
  g_assert_no_error (luthier_store_get_trouble (fixture->store));
  g_assert_false (luthier_store_is_stale (fixture->store));
  g_assert_cmpuint (n_times, ==, 2);
  g_signal_handlers_disconnect_by_func (fixture->store, count_cb, &n_times);
  close_store (fixture->store);

  open_store (fixture->store);
  assert_filled (fixture->store, long_words);
  assert_draft (fixture->store, "q", "others");
  assert_intent_state (fixture->store, "b", LUTHIER_INTENT_SENDING);
  assert_intent_state (fixture->store, "refused", -1);
  close_store (fixture->store);
  assert_sound (fixture->path);
}

static void
forbid_growth (gpointer how)
{
  limit_files (1);
}

static void
allow_growth (gpointer how)
{
  limit_files (RLIM_INFINITY);
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  if (limit.rlim_max != RLIM_INFINITY)
    {
      g_test_skip ("The size of files is limited already");
      return;
    }
  signal (SIGXFSZ, SIG_IGN);
  run_full (fixture, forbid_growth, allow_growth, NULL);
}

static void
fill_disk (gpointer how)
{
  g_autofree char *block = g_malloc0 (4096);
  FILE *file = g_fopen (how, "w");

  setvbuf (file, NULL, _IONBF, 0);
  while (fwrite (block, 4096, 1, file) == 1)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  fclose (file);
}

static void
free_disk (gpointer how)
{
  g_assert_cmpint (g_remove (how), ==, 0);
}

/* In a program of its own, whose disk that is. */
static int
be_full (const char *folder)
{
  Fixture fixture = { 0 };
  g_autofree char *filler = g_build_filename (folder, "filler", NULL);

  fixture.path = g_build_filename (folder, "luthier.db", NULL);
  fixture.store = luthier_store_new (fixture.path);
  run_full (&fixture, fill_disk, free_disk, filler);
  /* And from the start. */
  open_store (fixture.store);
  save_draft (fixture.store, "p", "words");
  close_store (fixture.store);
  fill_disk (filler);
  open_store (fixture.store);
  assert_filled (fixture.store, "words");
  assert_intent_refused (fixture.store, LUTHIER_REASON_STORE_FULL);
  free_disk (filler);
  open_store (fixture.store);
  g_assert_no_error (luthier_store_get_trouble (fixture.store));
  assert_filled (fixture.store, "words");
  tear_down (&fixture, NULL);
  return 0;
}

/* (transfer full) */
static char *
get_self (void)
{
  return g_file_read_link ("/proc/self/exe", NULL);
}

static void
assert_runs (const char *const *command)
{
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors,
                &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s%s", output, errors);
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  static const char script[] =
      "mount -t tmpfs -o size=2m,mode=700 none \"$1\" && exec \"$0\" --full \"$1\"";
  g_autofree char *self = get_self ();
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  const char *const command[] = { "unshare", "-r", "-m", "sh", "-c", script, self, folder, NULL };
  const char *const trial[] = { "unshare", "-r", "-m", "sh", "-c", "mount -t tmpfs none \"$0\"",
                                folder,    NULL };
  int status = 0;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  if (!g_spawn_sync (NULL, (char **) trial, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, NULL, NULL, &status, NULL) ||
      status != 0)
    {
      g_test_skip ("No disk can be mounted here");
      return;
    }
  assert_runs (command);
}

/* In a program of its own, which may read and not write. */
static int
be_read_only (const char *path)
{
  Fixture fixture = { 0 };

  if (getuid () == 0)
    g_assert_cmpint (setgid (NOBODY) | setuid (NOBODY), ==, 0);
  fixture.path = g_strdup (path);
  fixture.store = luthier_store_new (path);
  open_store (fixture.store);
  assert_trouble (fixture.store, LUTHIER_REASON_STORE_DENIED);
  assert_filled (fixture.store, "words");
  save_draft (fixture.store, "p", "only here");
  assert_filled (fixture.store, "only here");
  assert_intent_refused (fixture.store, LUTHIER_REASON_STORE_DENIED);
  close_store (fixture.store);
  tear_down (&fixture, NULL);
  return 0;
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "", ".journal", ".lock" };
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *self = get_self ();
  const char *const command[] = { self, "--read-only", fixture->path, NULL };

  open_store (fixture->store);
  fill (fixture->store);
  close_store (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, names[i], NULL);

      g_assert_cmpint (g_chmod (path, 0444), ==, 0);
    }
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  g_assert_cmpint (g_chmod (above, 0755), ==, 0);

  assert_runs (command);

  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, names[i], NULL);

      g_assert_cmpint (g_chmod (path, 0600), ==, 0);
    }
  open_store (fixture->store);
  g_assert_no_error (luthier_store_get_trouble (fixture->store));
  assert_filled (fixture->store, "words");
}

/* Another program that has the files until it is killed. */
static int
hold (const char *path)
{
  g_autoptr (LuthierStore) store = luthier_store_new (path);

  open_store (store);
  g_assert_no_error (luthier_store_get_trouble (store));
  fill (store);
  g_print ("ready\n");
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

static void
test_two (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self = get_self ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self,
                                                    "--hold", fixture->path, NULL);
  g_autoptr (GDataInputStream)
      output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other));
  g_autoptr (GAsyncResult) line = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  g_autofree char *text = NULL;
  g_autoptr (LuthierIntentRecord) intent = make_intent ("b", "p");
  g_autoptr (GPtrArray) profiles = NULL;

  g_assert_no_error (error);
  g_data_input_stream_read_line_async (output, G_PRIORITY_DEFAULT, NULL, luthier_test_result_cb,
                                       &line);
  luthier_test_wait_for (line);
  text = g_data_input_stream_read_line_finish (output, line, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "ready");

  open_store (fixture->store);
  assert_trouble (fixture->store, LUTHIER_REASON_STORE_IN_USE);
  assert_filled (fixture->store, "words");
  assert_intent_refused (fixture->store, LUTHIER_REASON_STORE_IN_USE);
  open_store (fixture->store);
  assert_trouble (fixture->store, LUTHIER_REASON_STORE_IN_USE);

  g_subprocess_send_signal (other, SIGKILL);
  g_subprocess_wait_async (other, NULL, luthier_test_result_cb, &ended);
  luthier_test_wait_for (ended);
  /* Not even when it is free: the other may have sent what is queued here. */
  assert_intent_refused (fixture->store, LUTHIER_REASON_STORE_IN_USE);
  open_store (fixture->store);
  g_assert_no_error (luthier_store_get_trouble (fixture->store));
  g_assert_true (luthier_store_is_stale (fixture->store));
  assert_intent_refused (fixture->store, NULL);
  assert_filled (fixture->store, "words");
  save_intent (fixture->store, intent);
  assert_intent_state (fixture->store, "b", LUTHIER_INTENT_SENDING);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--full"))
    return be_full (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--read-only"))
    return be_read_only (argv[2]);

  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/store-trouble/no-folder", NULL, test_no_folder);
  ADD ("/store-trouble/files-removed", GINT_TO_POINTER (FALSE), test_removed);
  ADD ("/store-trouble/folder-removed", GINT_TO_POINTER (TRUE), test_removed);
  ADD ("/store-trouble/journal-removed", NULL, test_journal_removed);
  ADD ("/store-trouble/limited", NULL, test_limit);
  ADD ("/store-trouble/full-disk", NULL, test_full_disk);
  ADD ("/store-trouble/read-only", NULL, test_read_only);
  ADD ("/store-trouble/two-programs", NULL, test_two);

  return g_test_run ();
}
