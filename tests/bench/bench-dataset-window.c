/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* Opens datasets in a window and prints what a user would feel: how long the main loop is away at
 * most, by the clock and by the time that it computed (the difference are other threads and
 * programs), and how soon the first finding is seen. Painting is by software here, and most of a
 * gap: what is ours is printed beside it.
 *
 * LUTHIER_BENCH_MB is the size of the file, 300 unless told. */

#include <fcntl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "../app/dataset-fixture.h"
#include "dataset-writer.h"
#include "luthier-dataset-window-private.h"
#include "luthier-ui-test.h"

#define MEGABYTE   (1000 * 1000)
#define N_LINES    1000000u
#define WRONG_LINE 100u
/* What cannot be felt. */
#define LIMIT_MS 8.0

/* The longest time between leaving poll() and entering it again. */
typedef struct
{
  double wall_ms;
  double computed_ms;
  double own_ms; /* without painting */
  guint n_felt;  /* of those, longer than the limit */
} Gap;

static Gap gap;
static double left_wall_ms;
static double left_computed_ms;
static double painting_ms; /* since then */
static double began_painting_ms;

static double
now_ms (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
leave_poll (void)
{
  left_wall_ms = now_ms (CLOCK_MONOTONIC);
  left_computed_ms = now_ms (CLOCK_THREAD_CPUTIME_ID);
  painting_ms = began_painting_ms = 0;
}

/* After the window's own handlers: what comes next is painting. */
static void
laid_out_cb (void)
{
  began_painting_ms = now_ms (CLOCK_THREAD_CPUTIME_ID);
}

static void
painted_cb (void)
{
  if (began_painting_ms > 0)
    painting_ms += now_ms (CLOCK_THREAD_CPUTIME_ID) - began_painting_ms;
  began_painting_ms = 0;
}

static int
probing_poll (GPollFD *fds, guint n_fds, int timeout)
{
  const double wall_ms = now_ms (CLOCK_MONOTONIC) - left_wall_ms;
  const double computed_ms = now_ms (CLOCK_THREAD_CPUTIME_ID) - left_computed_ms;
  int n_ready;

  gap.wall_ms = MAX (gap.wall_ms, wall_ms);
  gap.computed_ms = MAX (gap.computed_ms, computed_ms);
  gap.own_ms = MAX (gap.own_ms, computed_ms - painting_ms);
  if (computed_ms - painting_ms > LIMIT_MS)
    gap.n_felt++;
  n_ready = g_poll (fds, n_fds, timeout);
  leave_poll ();
  return n_ready;
}

static void
begin (void)
{
  gap = (Gap){ 0 };
  leave_poll ();
}

static void
say (const char *what)
{
  g_print ("# %-28s longest gap %6.1f ms, computed %6.1f ms, without painting %5.1f ms; %u of "
           "these longer than %.0f ms\n",
           what, gap.wall_ms, gap.computed_ms, gap.own_ms, gap.n_felt, LIMIT_MS);
}

/* One of the ways in which lines go wrong, of the same length. */
static void
spoil (char *line, gsize length, guint way)
{
  static const char *const wrong[][2] = {
    { "\"contents\"", "\"content_\"" },
    { "\"user\"", "\"usor\"" },
    { "\"text\"", "\"tixt\"" },
    { "\"parts\"", "\"ports\"" },
  };
  char *place;

  way %= G_N_ELEMENTS (wrong) + 1;
  if (way == G_N_ELEMENTS (wrong))
    {
      *line = '[';
      return;
    }
  place = memmem (line, length, wrong[way][0], strlen (wrong[way][0]));
  if (place != NULL)
    memcpy (place, wrong[way][1], strlen (wrong[way][1]));
}

/* One line in a hundred. */
static void
spoil_lines (char *text, gsize size)
{
  guint number = 0;

  for (char *line = text; line < text + size;)
    {
      char *end = memchr (line, '\n', (gsize) (text + size - line));
      const gsize length = end != NULL ? (gsize) (end - line) : (gsize) (text + size - line);

      if (++number % WRONG_LINE == 0)
        spoil (line, length, number / WRONG_LINE);
      line += length + 1;
    }
}

static void
write_large (const char *path, guint64 size)
{
  int fd = open (path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  off_t written;
  char *text;

  g_assert_cmpint (fd, >=, 0);
  luthier_dataset_writer_write (fd, size);
  written = lseek (fd, 0, SEEK_END);
  text = mmap (NULL, (gsize) written, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (text != MAP_FAILED);
  spoil_lines (text, (gsize) written);
  munmap (text, (gsize) written);
  close (fd);
}

static void
write_broken (const char *path)
{
  static const char *const lines[] = {
    "{\"contents\": [}\n",
    "[]\n",
    "{\"contents\": [{\"role\": \"user\", \"parts\": [{\"text\": \"Question\"}]}]}\n",
    "{\"contents\": [{\"role\": \"user\", \"parts\": [{\"text\": \"Question\"}]}, {\"role\": "
    "\"model\", \"parts\": [{\"text\": \"\"}]}]}\n",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_LINES; i++)
    g_string_append (text, lines[i % G_N_ELEMENTS (lines)]);
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
}

static gboolean
is_checking (LuthierDatasetWindow *window)
{
  return luthier_dataset_document_get_state (luthier_dataset_window_get_document (window)) ==
         LUTHIER_DOCUMENT_CHECKING;
}

/* On the screen. */
static gboolean
has_finding (LuthierDatasetWindow *window)
{
  return luthier_ui_test_find (GTK_WIDGET (window), g_type_from_name ("LuthierFindingHeading"),
                               NULL) != NULL;
}

static void
show (DatasetFixture *fixture, const char *what)
{
  const double start_ms = now_ms (CLOCK_MONOTONIC);
  LuthierDatasetWindow *window;
  GdkFrameClock *clock;

  begin ();
  window = luthier_dataset_window_open (GTK_APPLICATION (luthier_ui_test_application),
                                        fixture->session, fixture->file, NULL, 0);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect (clock, "layout", G_CALLBACK (laid_out_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), NULL);
  luthier_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 1);
  g_print ("# %s\n", what);
  g_print ("# %-28s %6.1f ms\n", "the window is there after", now_ms (CLOCK_MONOTONIC) - start_ms);
  say ("opening");

  begin ();
  luthier_test_wait_until (has_finding (window) || !is_checking (window));
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 1);
  g_print ("# %-28s %6.1f ms\n", "first finding is seen after",
           now_ms (CLOCK_MONOTONIC) - start_ms);
  say ("until then");

  begin ();
  luthier_test_wait_until (!is_checking (window));
  g_print ("# %-28s %6.1f ms\n", "checked after", now_ms (CLOCK_MONOTONIC) - start_ms);
  say ("while the check runs");

  begin ();
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 60);
  say ("when all is known");

  begin ();
  for (guint i = 0; i < 20; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.next-finding", NULL);
      luthier_ui_test_wait_frames (GTK_WIDGET (window), 3);
    }
  say ("from finding to finding");
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

static void
bench_large (void)
{
  const char *megabytes = g_getenv ("LUTHIER_BENCH_MB");
  const guint64 size = megabytes != NULL ? g_ascii_strtoull (megabytes, NULL, 10) : 300;
  g_autofree char *what = g_strdup_printf ("%u MB, one line of %u is wrong", (guint) size,
                                           WRONG_LINE);
  DatasetFixture fixture = { 0 };

  dataset_set_up (&fixture, NULL);
  write_large (g_file_peek_path (fixture.file), size * MEGABYTE);
  /* What is made once in a process, fonts and styles, is not the window's. */
  for (guint i = 0; i < 2; i++)
    show (&fixture, what);
  dataset_tear_down (&fixture, NULL);
}

static void
bench_broken (void)
{
  g_autofree char *what = g_strdup_printf ("%u lines, all wrong", N_LINES);
  DatasetFixture fixture = { 0 };

  dataset_set_up (&fixture, NULL);
  write_broken (g_file_peek_path (fixture.file));
  show (&fixture, what);
  dataset_tear_down (&fixture, NULL);
}

int
main (int argc, char *argv[])
{
  g_main_context_set_poll_func (NULL, probing_poll);
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/bench/dataset-window/large", bench_large);
  g_test_add_func ("/bench/dataset-window/broken", bench_broken);
  return g_test_run ();
}
