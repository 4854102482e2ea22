/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* Lists 50,000 objects of a practice service, which is another process, into a picker and into
 * nothing, in turn. Prints how long both take and how long the main loop is away at most: a list
 * that grows by thousands must not be felt. */

#include <glib-unix.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../session/session-bench.h"
#include "luthier-picker-window.h"
#include "luthier-ui-test.h"

#define N_OBJECTS 50000u
#define N_ROUNDS  5u
#define WHERE     "acme-data/many/"
/* What is typed into the search, and finds one. */
#define WORDS "049999"

static gint64 left_poll_us;
static gint64 longest_gap_us;

static int
probing_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready;

  if (left_poll_us != 0)
    longest_gap_us = MAX (longest_gap_us, g_get_monotonic_time () - left_poll_us);
  n_ready = g_poll (fds, n_fds, timeout);
  left_poll_us = g_get_monotonic_time ();
  return n_ready;
}

/* All have the bytes of one: a file each would be more than a process may open. */
static void
put_many (LuthierPractice *practice)
{
  LuthierPracticeObjects *objects = luthier_practice_get_objects (practice);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (LuthierPracticeObject) some = NULL;
  g_autoptr (LuthierPracticeDigest) digest = luthier_practice_digest_resume (2, 0);

  luthier_practice_objects_make_bucket (objects, "acme-data", "US");
  luthier_practice_objects_put (objects, "acme-data", "one.jsonl", "application/jsonl", bytes);
  some = luthier_practice_objects_stat (objects, "acme-data", "one.jsonl");
  for (guint i = 0; i < N_OBJECTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("many/%06u.jsonl", i);
      g_autoptr (LuthierPracticeObject) object = luthier_practice_object_new ("acme-data", name);

      object->blob = g_strdup (some->blob);
      luthier_practice_objects_commit (objects, object, digest);
    }
}

static gboolean
hung_up_cb (int fd, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* The other process: says where it is, and ends when nobody holds the other end any more. */
static int
serve (int until, int out, const char *key_path)
{
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierPractice)
      practice = luthier_practice_new (clock, "acme", NULL, NULL, 1, &error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *token_uri = NULL;
  g_autofree char *key = NULL;
  FILE *answer = fdopen (out, "w");

  g_assert_no_error (error);
  luthier_practice_listen (practice, 0, &error);
  g_assert_no_error (error);
  put_many (practice);
  token_uri = g_strconcat (luthier_practice_get_base_url (practice), "/token", NULL);
  key = luthier_practice_tokens_add_service_account (luthier_practice_get_tokens (practice),
                                                     BENCH_EMAIL, token_uri, &error);
  g_assert_no_error (error);
  g_file_set_contents (key_path, key, -1, &error);
  g_assert_no_error (error);
  fprintf (answer, "%s\n", luthier_practice_get_base_url (practice));
  fclose (answer);

  g_unix_fd_add (until, G_IO_HUP | G_IO_IN, hung_up_cb, loop);
  g_main_loop_run (loop);
  luthier_practice_close (practice);
  return 0;
}

static void
sign_in (LuthierSession *session, const char *key_path, const char *base)
{
  static const char *const regions[] = { "us-central1", NULL };
  g_autoptr (GFile) file = g_file_new_for_path (key_path);
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  profile = luthier_enrol_test_file (session, file, "acme", regions, base, &error);
  g_assert_no_error (error);
  luthier_test_wait_until (!luthier_session_get_refreshing (session));
}

/* What a user would feel. */
typedef struct
{
  double time_ms; /* the best of all rounds */
  double gap_ms;  /* the worst of them */
} Feel;

static void
begin (gint64 *start)
{
  longest_gap_us = 0;
  left_poll_us = *start = g_get_monotonic_time ();
}

static void
end (gint64 start, Feel *feel)
{
  double time_ms = (double) (g_get_monotonic_time () - start) / 1000;

  feel->time_ms = feel->time_ms == 0 ? time_ms : MIN (feel->time_ms, time_ms);
  feel->gap_ms = MAX (feel->gap_ms, (double) longest_gap_us / 1000);
}


static void
measure_floor (LuthierSession *session, Feel *fetched)
{
  g_autoptr (LuthierListing) listing = NULL;
  gint64 start;

  begin (&start);
  listing = luthier_session_list (session, LUTHIER_CHOICES_OBJECTS, WHERE);
  luthier_test_wait_until (!luthier_listing_get_loading (listing));
  end (start, fetched);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (listing)), ==, N_OBJECTS);
}

static void
measure_picker (LuthierSession *session, GtkWidget *over, Feel *shown, Feel *found, Feel *closed)
{
  GtkWidget *window;
  GListModel *model;
  gint64 start;

  begin (&start);
  window = luthier_picker_window_new (over, session, LUTHIER_CHOICES_OBJECTS, WHERE, NULL);
  model = G_LIST_MODEL (
      gtk_widget_get_template_child (window, LUTHIER_TYPE_PICKER_WINDOW, "selection"));
  gtk_window_present (GTK_WINDOW (window));
  luthier_test_wait_until (g_list_model_get_n_items (model) == N_OBJECTS);
  luthier_ui_test_wait_frames (window, 1);
  end (start, shown);

  begin (&start);
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (
                             window, LUTHIER_TYPE_PICKER_WINDOW, "search_entry")),
                         WORDS);
  luthier_test_wait_until (g_list_model_get_n_items (model) == 1);
  luthier_ui_test_wait_frames (window, 1);
  end (start, found);

  begin (&start);
  luthier_ui_test_destroy (window);
  end (start, closed);
}

static void
say (const char *what, const Feel *feel)
{
  g_print ("# %-20s %8.1f ms, longest gap %6.1f ms\n", what, feel->time_ms, feel->gap_ms);
}

static void
compare (LuthierSession *session)
{
  GtkWidget *over = gtk_label_new (NULL);
  GtkWidget *top = luthier_ui_test_show (over, 400, 400);
  Feel fetched = { 0 }, shown = { 0 }, found = { 0 }, closed = { 0 };

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      measure_floor (session, &fetched);
      measure_picker (session, over, &shown, &found, &closed);
    }
  g_print ("# %u objects, %u rounds: the best time, the worst gap\n", N_OBJECTS, N_ROUNDS);
  say ("fetched, not shown", &fetched);
  say ("into the picker", &shown);
  say ("one of them found", &found);
  say ("closed", &closed);
  g_print ("# picker / floor: %.2f\n", shown.time_ms / fetched.time_ms);
  luthier_ui_test_destroy (top);
}

static void
bench_picker (gconstpointer base)
{
  Bench bench = { 0 };
  g_autofree char *folder = g_path_get_dirname (g_getenv ("LUTHIER_BENCH_KEY"));

  bench.clock = luthier_clock_new ();
  bench.store_path = g_build_filename (folder, "luthier.db", NULL);
  bench_start_session (&bench, NULL);
  sign_in (bench.session, g_getenv ("LUTHIER_BENCH_KEY"), base);
  compare (bench.session);
  bench_stop_session (&bench);
  g_clear_object (&bench.clock);
  g_free (bench.store_path);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("luthier-bench-XXXXXX", NULL);
  g_autofree char *key_path = g_build_filename (folder, "key.json", NULL);
  int until[2], answer[2];
  char base[256] = "";
  FILE *in;
  pid_t child;
  int status;

  if (pipe (until) != 0 || pipe (answer) != 0)
    return 1;
  child = fork ();
  if (child == 0)
    {
      close (until[1]);
      close (answer[0]);
      return serve (until[0], answer[1], key_path);
    }
  close (until[0]);
  close (answer[1]);
  in = fdopen (answer[0], "r");
  if (fgets (base, sizeof base, in) == NULL)
    return 1;
  fclose (in);

  g_setenv ("LUTHIER_BENCH_KEY", key_path, TRUE);
  g_main_context_set_poll_func (NULL, probing_poll);
  luthier_ui_test_init (&argc, &argv);
  g_test_add_data_func ("/bench/picker", g_strstrip (base), bench_picker);
  status = g_test_run ();
  close (until[1]);
  waitpid (child, NULL, 0);
  return status;
}
