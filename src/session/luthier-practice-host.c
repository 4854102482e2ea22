/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-host.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "luthier-endpoints.h"
#include "luthier-error.h"
#include "luthier-session-config.h"

#define PROGRAM     "luthier-practice"
#define PROJECT     "practice"
#define USUAL_SPEED "30"
#define TOKEN_BYTES 32
/* A program that keeps ending by itself is not started for ever. */
#define MAX_STARTS 5
#define STARTS_US  (60 * G_USEC_PER_SEC)
/* Both take a fraction of a second; a program that hangs must not keep anybody waiting. */
#define START_MS 30000
#define STOP_MS  5000

struct _LuthierPracticeHost
{
  GObject parent_instance;

  LuthierClock *clock;       /* (owned) */
  GSubprocess *process;      /* (owned) (nullable) */
  GDataInputStream *output;  /* (owned) (nullable) */
  GCancellable *watch;       /* (owned) (nullable): ends the wait for its end */
  GPtrArray *waiting;        /* (owned): GTasks of those who want it started */
  char *token;               /* (owned) (nullable) */
  char *base_url;            /* (owned) (nullable): set while it runs */
  gint64 starts[MAX_STARTS]; /* monotonic times of the latest, a ring */
  guint n_starts;
  guint deadline; /* of the start, 0 = none */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeHost, luthier_practice_host, G_TYPE_OBJECT)

enum
{
  GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Straight from the kernel, as hexadecimal digits. */
static char *
make_token (GError **error)
{
  guint8 bytes[TOKEN_BYTES];
  GString *token = NULL;

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_FAILED,
                   _ ("The system gives no random numbers: %s"), g_strerror (errno));
      return NULL;
    }

  token = g_string_sized_new (2 * TOKEN_BYTES);
  for (guint i = 0; i < TOKEN_BYTES; i++)
    g_string_append_printf (token, "%02x", bytes[i]);

  return g_string_free (token, FALSE);
}

/* In a build folder it is next to the running program. */
static char *
find_program (void)
{
  const char *given = g_getenv ("LUTHIER_PRACTICE_PROGRAM");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, PROGRAM, NULL) : NULL;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);

  return g_build_filename (LUTHIER_LIBEXECDIR, PROGRAM, NULL);
}

/* (nullable): where nothing can be written, it is for this time only. */
static char *
make_state_path (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "luthier", NULL);

  return g_mkdir_with_parents (folder, 0700) == 0 && g_access (folder, W_OK) == 0
             ? g_build_filename (folder, "practice.db", NULL)
             : NULL;
}

static GStrv
make_arguments (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *program = find_program ();
  g_autofree char *state = make_state_path ();
  const char *speed = g_getenv ("LUTHIER_PRACTICE_SPEED");
  const char *situations = g_getenv ("LUTHIER_PRACTICE_SITUATIONS");
  g_auto (GStrv) names = g_strsplit (situations != NULL ? situations : "", ",", -1);

  g_strv_builder_add_many (builder, program, "--port", "0", "--project", PROJECT, "--speed",
                           speed != NULL && *speed != '\0' ? speed : USUAL_SPEED, "--token", "-",
                           NULL);
  if (state != NULL)
    g_strv_builder_add_many (builder, "--state", state, NULL);
  for (guint i = 0; names[i]; i++)
    {
      if (*names[i] != '\0')
        g_strv_builder_add_many (builder, "--situation", names[i], NULL);
    }

  return g_strv_builder_end (builder);
}

static gboolean
may_start (LuthierPracticeHost *self)
{
  const gint64 now = luthier_clock_get_monotonic_time (self->clock);
  gint64 *slot = &self->starts[self->n_starts % MAX_STARTS];

  if (self->n_starts >= MAX_STARTS && now - *slot < STARTS_US)
    return FALSE;

  *slot = now;
  self->n_starts++;

  return TRUE;
}

/* The child ends when its standard input does. */
static void
hang_up (GSubprocess *process)
{
  if (!g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL))
    g_subprocess_force_exit (process);
}

static gboolean
too_late_cb (gpointer user_data)
{
  LuthierPracticeHost *self = user_data;

  self->deadline = 0;
  g_subprocess_force_exit (self->process);

  return G_SOURCE_REMOVE;
}

static void
clear_deadline (LuthierPracticeHost *self)
{
  if (self->deadline != 0)
    luthier_clock_remove (self->clock, self->deadline);
  self->deadline = 0;
}

static void
forget_process (LuthierPracticeHost *self)
{
  clear_deadline (self);
  g_cancellable_cancel (self->watch);
  g_clear_object (&self->watch);
  g_clear_object (&self->process);
  g_clear_object (&self->output);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->token, g_free);
}

/* Tells all who wait how it went. */
static void
answer (LuthierPracticeHost *self, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      if (error != NULL)
        g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (error));
      else
        g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
    }
}

static void
fail (LuthierPracticeHost *self, const char *reason)
{
  g_autoptr (GError)
      error = luthier_error_new (LUTHIER_ERROR_UNAVAILABLE, LUTHIER_REASON_NOT_STARTED,
                                 /* Translators: a reason that goes on in small letters, such as "it
                                  * was stopped", or one of the system's */
                                 _ ("The practice service did not start: %s"), reason);

  forget_process (self);
  answer (self, error);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierPracticeHost *self = user_data;

  /* Cancelled: it was ended from here, and self may be gone. */
  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    return;

  g_info ("The practice service has ended by itself.");
  forget_process (self);
  g_signal_emit (self, signals[GONE], 0);
}

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierPracticeHost) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                    &error);
  if (self->output != G_DATA_INPUT_STREAM (source))
    return;

  if (line == NULL)
    {
      /* Translators: goes on after "The practice service did not start:" */
      fail (self, error != NULL ? error->message : _ ("it ended before it could tell its address"));
      return;
    }

  /* Without an address, the real service would be asked. */
  if (!g_str_has_prefix (line, "http://") || !luthier_endpoints_check_uri (line, NULL))
    {
      g_subprocess_force_exit (self->process);
      /* Translators: goes on after "The practice service did not start:" */
      fail (self, _ ("it did not tell its address"));
      return;
    }

  clear_deadline (self);
  self->base_url = g_steal_pointer (&line);
  self->watch = g_cancellable_new ();
  g_subprocess_wait_async (self->process, self->watch, ended_cb, self);
  answer (self, NULL);
}

static void
token_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) text = user_data;

  /* A child that does not take it says so by ending. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
}

static void
start (LuthierPracticeHost *self)
{
  g_auto (GStrv) arguments = make_arguments ();
  g_autoptr (GError) error = NULL;
  GBytes *text = NULL;

  if (!may_start (self))
    {
      /* Translators: goes on after "The practice service did not start:" */
      fail (self, _ ("it has ended by itself several times"));
      return;
    }

  self->token = make_token (&error);
  if (self->token != NULL)
    self->process = g_subprocess_newv (
        (const char *const *) arguments,
        G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  if (self->process == NULL)
    {
      fail (self, error->message);
      return;
    }

  text = g_bytes_new_take (g_strconcat (self->token, "\n", NULL), 2 * TOKEN_BYTES + 1);
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->process),
                                   g_bytes_get_data (text, NULL), g_bytes_get_size (text),
                                   G_PRIORITY_DEFAULT, NULL, token_written_cb, text);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, NULL, line_read_cb,
                                       g_object_ref (self));
  self->deadline = luthier_clock_add_timeout (self->clock, START_MS, too_late_cb, self, NULL);
}

/* A program on its way to its end. */
typedef struct
{
  LuthierClock *clock;  /* (owned) */
  GSubprocess *process; /* (owned) */
  guint deadline;       /* 0 = none */
} Ending;

static void
ending_free (Ending *ending)
{
  if (ending->deadline != 0)
    luthier_clock_remove (ending->clock, ending->deadline);
  g_object_unref (ending->clock);
  g_object_unref (ending->process);
  g_free (ending);
}

static gboolean
still_running_cb (gpointer user_data)
{
  Ending *ending = user_data;

  ending->deadline = 0;
  g_subprocess_force_exit (ending->process);

  return G_SOURCE_REMOVE;
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
luthier_practice_host_finalize (GObject *object)
{
  LuthierPracticeHost *self = LUTHIER_PRACTICE_HOST (object);

  if (self->process != NULL)
    hang_up (self->process);
  forget_process (self);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (luthier_practice_host_parent_class)->finalize (object);
}

static void
luthier_practice_host_class_init (LuthierPracticeHostClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_practice_host_finalize;

  signals[GONE] = g_signal_new ("gone", LUTHIER_TYPE_PRACTICE_HOST, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_practice_host_init (LuthierPracticeHost *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

LuthierPracticeHost *
luthier_practice_host_new (LuthierClock *clock)
{
  LuthierPracticeHost *self = g_object_new (LUTHIER_TYPE_PRACTICE_HOST, NULL);

  self->clock = g_object_ref (clock);

  return self;
}

const char *
luthier_practice_host_get_base_url (LuthierPracticeHost *self)
{
  g_return_val_if_fail (LUTHIER_IS_PRACTICE_HOST (self), NULL);

  return self->base_url;
}

const char *
luthier_practice_host_get_token (LuthierPracticeHost *self)
{
  g_return_val_if_fail (LUTHIER_IS_PRACTICE_HOST (self), NULL);

  return self->token;
}

const char *
luthier_practice_host_get_project (LuthierPracticeHost *self)
{
  g_return_val_if_fail (LUTHIER_IS_PRACTICE_HOST (self), NULL);

  return PROJECT;
}

int
luthier_practice_host_get_pid (LuthierPracticeHost *self)
{
  const char *identifier = NULL;

  g_return_val_if_fail (LUTHIER_IS_PRACTICE_HOST (self), 0);

  identifier = self->process != NULL ? g_subprocess_get_identifier (self->process) : NULL;

  return identifier != NULL ? atoi (identifier) : 0;
}

/**
 * luthier_practice_host_start_async:
 *
 * Starts the child program and waits until it tells its address. The token goes through its
 * standard input, never through its arguments, and the child ends when that input closes.
 *
 * Error: %LUTHIER_ERROR_UNAVAILABLE
 */
void
luthier_practice_host_start_async (LuthierPracticeHost *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_PRACTICE_HOST (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, luthier_practice_host_start_async);

  if (self->base_url != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->process == NULL)
    start (self);
}

gboolean
luthier_practice_host_start_finish (LuthierPracticeHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
luthier_practice_host_stop_async (LuthierPracticeHost *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GSubprocess) process = NULL;
  Ending *ending = NULL;

  g_return_if_fail (LUTHIER_IS_PRACTICE_HOST (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, luthier_practice_host_stop_async);

  process = g_steal_pointer (&self->process);
  if (process == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  /* Translators: goes on after "The practice service did not start:" */
  fail (self, _ ("it was stopped"));
  hang_up (process);
  ending = g_new0 (Ending, 1);
  ending->clock = g_object_ref (self->clock);
  ending->process = g_object_ref (process);
  ending->deadline = luthier_clock_add_timeout (self->clock, STOP_MS, still_running_cb, ending,
                                                NULL);
  g_task_set_task_data (task, ending, (GDestroyNotify) ending_free);
  g_subprocess_wait_async (process, NULL, stopped_cb, g_steal_pointer (&task));
}

gboolean
luthier_practice_host_stop_finish (LuthierPracticeHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
