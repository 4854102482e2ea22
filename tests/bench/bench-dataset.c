/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dataset-writer.h"
#include "luthier-crc32c.h"
#include "luthier-dataset-check.h"
#include "luthier-dataset-diff.h"
#include "luthier-dataset-fingerprints.h"
#ifdef HAVE_SIMDJSON
#include "walk-simdjson.h"
#endif

#define ROUNDS    5
#define READ_SIZE (256 * 1024)
/* What is slow gets the beginning of the file. */
#define PART (100 * 1000 * 1000)

/* One contestant, in a process of its own: nobody finds what another one has left behind. */
typedef struct
{
  const char *name;
  gboolean (*run) (const char *path, guint64 size);
  gboolean is_cold; /* the file is out of the page cache */
  gboolean is_part;
  double wall; /* seconds of the best round */
  double cpu;
  guint64 peak; /* bytes of memory over what the process began with */
} Contestant;

static char *small_path; /* a file of one line */

typedef struct
{
  double wall, cpu;
  guint64 peak;
} Measure;

static gboolean
check (const char *path, guint n_threads, gboolean identifies)
{
  const LuthierDatasetRules rules = { .max_example_tokens = 131072,
                                      .max_examples = 10000000,
                                      .max_size = G_GUINT64_CONSTANT (100000000000) };
  g_autoptr (LuthierDatasetCheck) one = luthier_dataset_check_new (&rules);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LuthierDatasetReport) report = NULL;

  luthier_dataset_check_set_n_threads (one, n_threads);
  luthier_dataset_check_set_identifies (one, identifies);
  report = luthier_dataset_check_run (one, file, NULL, NULL);
  return report != NULL && report->lines == report->examples;
}

static gboolean
run_one (const char *path, guint64 size)
{
  return check (path, 1, FALSE);
}

static gboolean
run_two (const char *path, guint64 size)
{
  return check (path, 2, FALSE);
}

static gboolean
run_all (const char *path, guint64 size)
{
  return check (path, 0, TRUE);
}

/* Calls a function for every line; padding: of readable bytes behind it. */
static gboolean
walk (const char *path,
      guint64 size,
      gsize padding,
      gboolean (*take_line) (const char *line, gsize length, gpointer data),
      gpointer data)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gsize capacity = 1 << 20, kept = 0;
  char *buffer = g_malloc (capacity + padding);
  guint64 done = 0;
  gssize n_read;
  gboolean is_right = fd >= 0;

  while (is_right && done < size && (n_read = read (fd, buffer + kept, READ_SIZE)) > 0)
    {
      char *at = buffer, *end = buffer + kept + n_read, *newline;

      done += (guint64) n_read;
      for (; (newline = memchr (at, '\n', (gsize) (end - at))) != NULL; at = newline + 1)
        is_right &= take_line == NULL || take_line (at, (gsize) (newline - at), data);
      kept = (gsize) (end - at);
      memmove (buffer, at, kept);
    }
  close (fd);
  g_free (buffer);
  return is_right;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Each byte is read twice: as the one file and as the other. */
static gboolean
run_diff (const char *path, guint64 size)
{
  g_autoptr (LuthierDatasetDiff) diff = luthier_dataset_diff_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  LuthierDatasetChanges changes = { 0 };

  luthier_dataset_diff_run_async (diff, file, file, NULL, compared_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return luthier_dataset_diff_run_finish (diff, result, &changes, NULL) &&
         changes.same == changes.before && changes.before == changes.after;
}

static gboolean
run_newlines (const char *path, guint64 size)
{
  return walk (path, size, 0, NULL, NULL);
}

#ifdef HAVE_SIMDJSON

typedef struct
{
  LuthierWalker *walker;
  LuthierWalk counts;
  LuthierDatasetFingerprints *fingerprints;
  LuthierFingerprint batch[1024];
  guint32 crc32c;
} Walk;

static gboolean
walk_line (const char *line, gsize length, gpointer data)
{
  Walk *self = data;

  luthier_walker_take_line (self->walker, line, length, &self->counts);
  return TRUE;
}

/* The same, and what else a check does for each line: its hash, its checksum, its characters. */
static gboolean
walk_line_too (const char *line, gsize length, gpointer data)
{
  Walk *self = data;
  guint n = self->counts.n_lines % G_N_ELEMENTS (self->batch);

  self->crc32c = luthier_crc32c_update (self->crc32c, line, length + 1);
  self->batch[n].hash = luthier_dataset_fingerprints_hash (line, length);
  self->batch[n].place = self->counts.n_lines;
  if (n + 1 == G_N_ELEMENTS (self->batch))
    luthier_dataset_fingerprints_add (self->fingerprints, self->batch, n + 1);
  return walk_line (line, length, data);
}

static gboolean
run_simdjson_too (const char *path, guint64 size)
{
  Walk self = { luthier_walker_new (), { .counts_characters = TRUE } };

  self.fingerprints = luthier_dataset_fingerprints_new ();
  walk (path, size, luthier_walker_get_padding (), walk_line_too, &self);
  luthier_walker_free (self.walker);
  luthier_dataset_fingerprints_unref (self.fingerprints);
  return self.counts.n_lines == self.counts.n_examples && self.counts.n_unknown == 0;
}

static gboolean
run_simdjson (const char *path, guint64 size)
{
  Walk self = { luthier_walker_new (), { 0 } };

  walk (path, size, luthier_walker_get_padding (), walk_line, &self);
  luthier_walker_free (self.walker);
  return self.counts.n_lines == self.counts.n_examples && self.counts.n_unknown == 0;
}

#endif

static gboolean
parse_line (const char *line, gsize length, gpointer parser)
{
  return json_parser_load_from_data (parser, line, (gssize) length, NULL);
}

static gboolean
run_json_glib (const char *path, guint64 size)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  return walk (path, size, 0, parse_line, parser);
}

static gboolean
run_python (const char *path, guint64 size)
{
  static const char script[] = "import json, sys\n"
                               "left = int(sys.argv[2])\n"
                               "for line in open(sys.argv[1], 'rb'):\n"
                               "    json.loads(line)\n"
                               "    left -= len(line)\n"
                               "    if left < 0: break\n";
  g_autofree char *limit = g_strdup_printf ("%" G_GUINT64_FORMAT, size);
  const char *argv[] = { "python3", "-c", script, path, limit, NULL };
  int status = 1;

  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                       &status, NULL) &&
         status == 0;
}

static guint64
read_status (const char *field)
{
  g_autofree char *text = NULL;
  const char *at;

  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  at = text != NULL ? strstr (text, field) : NULL;
  return at != NULL ? g_ascii_strtoull (at + strlen (field), NULL, 10) * 1024 : 0;
}

static double
get_cpu (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
forget_file (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  fsync (fd);
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  close (fd);
}

/* What is highest begins anew. */
static void
forget_peak (void)
{
  int fd = open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);

  if (fd < 0 || write (fd, "5", 1) != 1)
    g_printerr ("The peak of memory cannot be measured.\n");
  close (fd);
}

static Measure
measure_here (const Contestant *one, const char *path, guint64 size)
{
  Measure measure;
  guint64 idle;
  gint64 start;
  double cpu;

  /* Libraries and what they keep are there in a program that is idle, too. */
  if (!one->run (small_path, G_MAXUINT64))
    g_error ("%s: does not find a line sound", one->name);
  forget_peak ();
  idle = read_status ("VmRSS:");
  cpu = get_cpu (RUSAGE_SELF) + get_cpu (RUSAGE_CHILDREN);
  start = g_get_monotonic_time ();
  if (!one->run (path, size))
    g_error ("%s: does not find the file sound", one->name);
  measure.wall = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  measure.cpu = get_cpu (RUSAGE_SELF) + get_cpu (RUSAGE_CHILDREN) - cpu;
  measure.peak = read_status ("VmHWM:") - idle;
  return measure;
}

static Measure
measure (const Contestant *one, const char *path, guint64 size)
{
  Measure result = { 0 };
  int ends[2], status;
  pid_t child;

  if (one->is_cold)
    forget_file (path);
  if (pipe (ends) < 0 || (child = fork ()) < 0)
    g_error ("cannot start a process");
  if (child == 0)
    {
      result = measure_here (one, path, size);
      _exit (write (ends[1], &result, sizeof result) != sizeof result);
    }
  close (ends[1]);
  if (read (ends[0], &result, sizeof result) != sizeof result || waitpid (child, &status, 0) < 0 ||
      status != 0)
    g_error ("%s: ended too early", one->name);
  close (ends[0]);
  return result;
}

/* Contestants take turns, and the best round of each counts: on a machine that does other things
 * too, noise only ever adds time. */
static void
compete (Contestant *contestants, guint n_contestants, const char *path, guint64 size)
{
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < n_contestants; i++)
      {
        Contestant *one = &contestants[i];
        double scale = one->is_part && size > PART ? (double) size / PART : 1;
        Measure now = measure (one, path, one->is_part ? MIN (size, PART) : size);

        if (round == 0 || now.wall * scale < one->wall)
          one->wall = now.wall * scale;
        if (round == 0 || now.cpu * scale < one->cpu)
          one->cpu = now.cpu * scale;
        one->peak = MAX (one->peak, now.peak);
      }
}

static void
print_ratio (const char *what, double ratio)
{
  g_print ("%-60s %6.2f\n", what, ratio);
}

static Contestant *
find (Contestant *contestants, guint n_contestants, const char *name)
{
  for (guint i = 0; i < n_contestants; i++)
    if (strcmp (contestants[i].name, name) == 0)
      return &contestants[i];
  return NULL;
}

static void
print_results (Contestant *contestants, guint n_contestants, guint64 size)
{
  Contestant *one = find (contestants, n_contestants, "check, 1 thread");
  Contestant *two = find (contestants, n_contestants, "check, 2 threads");
  Contestant *rules = find (contestants, n_contestants, "simdjson, rules alone");
  Contestant *simdjson = find (contestants, n_contestants, "simdjson, all that is done");
  Contestant *json_glib = find (contestants, n_contestants, "json-glib");
  Contestant *python = find (contestants, n_contestants, "Python json");

  for (guint i = 0; i < n_contestants; i++)
    g_print ("%-28s %8.3f s  %8.3f s CPU  %6.0f MB/s  %6.1f MiB over idle\n", contestants[i].name,
             contestants[i].wall, contestants[i].cpu, (double) size / 1e6 / contestants[i].wall,
             (double) contestants[i].peak / 1048576.0);
  if (simdjson != NULL)
    {
      print_ratio ("1 thread / simdjson, wall (goal: at most 1.10)", one->wall / simdjson->wall);
      print_ratio ("1 thread / simdjson, CPU", one->cpu / simdjson->cpu);
      print_ratio ("1 thread / simdjson without hash, checksum, characters, wall",
                   one->wall / rules->wall);
      print_ratio ("1 thread / simdjson without these, CPU", one->cpu / rules->cpu);
    }
  print_ratio ("json-glib / 1 thread, wall (goal: at least 12)", json_glib->wall / one->wall);
  print_ratio ("json-glib / 1 thread, CPU", json_glib->cpu / one->cpu);
  print_ratio ("Python json / 1 thread, wall", python->wall / one->wall);
  print_ratio ("1 thread / 2 threads, wall (goal: at least 1.8)", one->wall / two->wall);
}

int
main (int argc, char *argv[])
{
  Contestant contestants[] = {
    { "check, 1 thread", run_one },
    { "check, 2 threads", run_two },
    { "check as it is, SHA-256 too", run_all },
    { "compared with itself", run_diff },
    { "newlines alone", run_newlines },
#ifdef HAVE_SIMDJSON
    { "simdjson, rules alone", run_simdjson },
    { "simdjson, all that is done", run_simdjson_too },
#endif
    { "json-glib", run_json_glib, FALSE, TRUE },
    { "Python json", run_python, FALSE, TRUE },
    { "newlines alone, cold", run_newlines, TRUE },
    { "check, 1 thread, cold", run_one, TRUE },
    { "check, 2 threads, cold", run_two, TRUE },
  };
  guint64 size = (argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 1000) * 1000 * 1000;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("luthier-bench-XXXXXX.jsonl", &path, &error);

  g_assert_no_error (error);
  luthier_dataset_writer_write (fd, size);
  close (fd);
  fd = g_file_open_tmp ("luthier-bench-XXXXXX.jsonl", &small_path, &error);
  g_assert_no_error (error);
  luthier_dataset_writer_write (fd, 1);
  close (fd);
  g_print ("A file of %" G_GUINT64_FORMAT " MB; the best of %d rounds:\n", size / 1000000, ROUNDS);
  compete (contestants, G_N_ELEMENTS (contestants), path, size);
  print_results (contestants, G_N_ELEMENTS (contestants), size);
  g_unlink (path);
  g_unlink (small_path);
  return 0;
}
