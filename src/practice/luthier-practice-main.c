/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <gio/gio.h>
#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "luthier-practice.h"
#include "luthier-practice-situations.h"
#include "luthier-practice-troubles.h"

/* Of a wrong command line, as in most programs. */
#define EXIT_USAGE 2

#define DEFAULT_PROJECT "practice"

typedef struct
{
  int port;
  char *project; /* (owned) (nullable) */
  double speed;
  char *state;        /* (owned) (nullable) */
  char *token;        /* (owned) (nullable) */
  char **situations;  /* (owned) (nullable) */
  char **write_keys;  /* (owned) (nullable): EMAIL=FILE */
  char *write_client; /* (owned) (nullable) */
  gboolean list_situations;
  gboolean list_troubles;
  int seed_jobs;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->project);
  g_free (self->state);
  g_free (self->token);
  g_strfreev (self->situations);
  g_strfreev (self->write_keys);
  g_free (self->write_client);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port, "Listen on this port; 0 takes any", "N" },
    { "project", 0, 0, G_OPTION_ARG_STRING, &options->project, "The id of the project", "ID" },
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, &options->speed,
      "So many times faster than the real service", "X" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &options->state, "Remember everything in this file",
      "FILE" },
    { "token", 0, 0, G_OPTION_ARG_STRING, &options->token,
      "Accept this bearer token only; - reads it from the first line of the standard input, and "
      "the program ends when that is closed",
      "TOKEN" },
    { "situation", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->situations,
      "Misbehave in this way; can be repeated", "NAME[=VALUE][@PATH][*TIMES]" },
    { "list-situations", 0, 0, G_OPTION_ARG_NONE, &options->list_situations,
      "List the ways to misbehave", NULL },
    { "list-troubles", 0, 0, G_OPTION_ARG_NONE, &options->list_troubles,
      "List the errors of refuses= and job-fails=", NULL },
    { "write-key", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->write_keys,
      "Write a key of this service account to a file; can be repeated", "EMAIL=FILE" },
    { "write-client", 0, 0, G_OPTION_ARG_FILENAME, &options->write_client,
      "Write an OAuth client for signing in to a file", "FILE" },
    { "seed-jobs", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &options->seed_jobs, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, "A stand-in for the tuning service on this computer: nothing leaves it, nothing "
               "costs, no model learns. Prints its address once it listens.");
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
check_keys (const Options *options)
{
  for (char **text = options->write_keys; text != NULL && *text != NULL; text++)
    {
      const char *at = strchr (*text, '@');
      const char *equals = strchr (*text, '=');

      if (at == NULL || at == *text || equals == NULL || equals < at + 2 || equals[1] == '\0')
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_options (const Options *options, int argc, char **argv, GError **error)
{
  if (argc > 1)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "Unexpected argument %s", argv[1]);
  else if (options->port < 0 || options->port > G_MAXUINT16)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--port must be 0 to 65535");
  else if (!(options->speed > 0 && options->speed <= 1e6))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "--speed must be more than 0 and at most 1000000");
  else if (!check_keys (options))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "--write-key must be an e-mail address, = and a file");
  else if (options->seed_jobs < 0)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "--seed-jobs must not be less "
                 "than 0");
  else
    return TRUE;
  return FALSE;
}

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* Whoever started this program is gone. What it still writes does not matter. */
static gboolean
input_cb (GIOChannel *input, GIOCondition condition, gpointer loop)
{
  char bytes[256];
  gsize length = 0;
  GIOStatus status = g_io_channel_read_chars (input, bytes, sizeof bytes, &length, NULL);

  if (status == G_IO_STATUS_NORMAL || status == G_IO_STATUS_AGAIN)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* A token on the command line could be seen by every user of the computer; here it is not. */
static GIOChannel *
read_token (Options *options, GError **error)
{
  GIOChannel *input = g_io_channel_unix_new (0);

  g_io_channel_set_encoding (input, NULL, NULL);
  g_clear_pointer (&options->token, g_free);
  if (g_io_channel_read_line (input, &options->token, NULL, NULL, error) == G_IO_STATUS_NORMAL)
    g_strstrip (options->token);
  else if (error != NULL && *error == NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "No token came");
  g_io_channel_set_flags (input, G_IO_FLAG_NONBLOCK, NULL);
  return input;
}

static void
print_situations (void)
{
  for (const char *const *name = luthier_practice_list_situations (); *name != NULL; name++)
    g_print ("%-16s %s\n", *name, luthier_practice_situations_describe (*name));
}

static void
print_troubles (void)
{
  const LuthierPracticeTrouble *trouble;

  for (guint i = 0; (trouble = luthier_practice_troubles_get (i)) != NULL; i++)
    g_print ("%-9s %-22s %s\n",
             trouble->time == LUTHIER_PRACTICE_ON_REQUEST ? "refuses" : "job-fails", trouble->name,
             trouble->message);
}

static gboolean
add_situation (LuthierPractice *practice, const char *text, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (luthier_practice_add_situation (practice, text, &problem))
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, problem->message);
  return FALSE;
}

/* A secret is for the eyes of this user. */
static gboolean
write_secret (const char *path, const char *text, GError **error)
{
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static gboolean
write_key (LuthierPractice *practice, const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *email = g_strndup (text, (gsize) (equals - text));
  g_autofree char *token_uri = g_strconcat (luthier_practice_get_base_url (practice), "/token",
                                            NULL);
  g_autofree char *key_file = luthier_practice_tokens_add_service_account (
      luthier_practice_get_tokens (practice), email, token_uri, error);

  return key_file != NULL && write_secret (equals + 1, key_file, error);
}

/* What is in the files says where the service listens. */
static gboolean
write_secrets (LuthierPractice *practice, const Options *options, GError **error)
{
  g_autofree char *client = NULL;

  for (char **text = options->write_keys; text != NULL && *text != NULL; text++)
    if (!write_key (practice, *text, error))
      return FALSE;
  if (options->write_client == NULL)
    return TRUE;
  client = luthier_practice_tokens_make_client_file (luthier_practice_get_tokens (practice),
                                                     luthier_practice_get_base_url (practice));
  return write_secret (options->write_client, client, error);
}

static LuthierPractice *
start (const Options *options, GError **error)
{
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  g_autoptr (LuthierPractice) practice = luthier_practice_new (
      clock, options->project != NULL ? options->project : DEFAULT_PROJECT, options->token,
      options->state, options->speed, error);

  if (practice == NULL)
    return NULL;
  for (char **text = options->situations; text != NULL && *text != NULL; text++)
    if (!add_situation (practice, *text, error))
      return NULL;
  if (options->seed_jobs > 0)
    luthier_practice_tuning_seed (luthier_practice_get_tuning (practice),
                                  (guint) options->seed_jobs);
  if (!luthier_practice_listen (practice, (guint) options->port, error) ||
      !write_secrets (practice, options, error))
    return NULL;
  return g_steal_pointer (&practice);
}

static int
fail (const GError *error, int status)
{
  g_printerr ("luthier-practice: %s\n", error->message);
  return status;
}

static void
run (LuthierPractice *practice, GIOChannel *input)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  if (input != NULL)
    g_io_add_watch (input, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, loop);
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  g_print ("%s\n", luthier_practice_get_base_url (practice));
  fflush (stdout);
  g_main_loop_run (loop);
  luthier_practice_close (practice);
}

int
main (int argc, char *argv[])
{
  g_auto (Options) options = { .speed = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOChannel) input = NULL;
  g_autoptr (LuthierPractice) practice = NULL;

  setlocale (LC_ALL, "");
  if (!parse_options (&options, &argc, &argv, &error) ||
      !check_options (&options, argc, argv, &error))
    return fail (error, EXIT_USAGE);
  if (options.list_situations)
    {
      print_situations ();
      return EXIT_SUCCESS;
    }
  if (options.list_troubles)
    {
      print_troubles ();
      return EXIT_SUCCESS;
    }
  if (g_strcmp0 (options.token, "-") == 0)
    input = read_token (&options, &error);
  if (error == NULL)
    practice = start (&options, &error);
  if (practice == NULL)
    return fail (error, error->domain == G_OPTION_ERROR ? EXIT_USAGE : EXIT_FAILURE);
  run (practice, input);
  return EXIT_SUCCESS;
}
