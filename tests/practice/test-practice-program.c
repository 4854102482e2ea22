/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>

#include "luthier-json.h"
#include "luthier-test.h"

#define JOBS "/v1/projects/acme-ml/locations/us-central1/tuningJobs"
#define DATA                                                                                       \
  "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"a\"}]},{\"role\":\"model\","           \
  "\"parts\":[{\"text\":\"b\"}]}]}\n"

typedef struct
{
  char *path;           /* (owned) */
  GSubprocess *process; /* (owned) (nullable) */
  char *url;            /* (owned) (nullable): what it has printed */
  SoupSession *session; /* (owned) */
  char *folder;         /* (owned) */
  char *state;          /* (owned) */
} Program;

static void
set_up (Program *self, gconstpointer data)
{
  const char *root = g_getenv ("LUTHIER_TEST_BUILD_ROOT");

  g_assert_nonnull (root);
  self->path = g_build_filename (root, "src", "luthier-practice", NULL);
  self->session = soup_session_new ();
  self->folder = g_dir_make_tmp ("program-XXXXXX", NULL);
  self->state = g_build_filename (self->folder, "state", NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

static void
tear_down (Program *self, gconstpointer data)
{
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->state);
  g_free (self->path);
  g_free (self->url);
}

/* Starts it and waits for its first line. input: (nullable): the token. */
static void
start (Program *self, const char *token, const char *option, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, self->path, "--project", "acme-ml", "--speed", "1000",
                                    "--token", token != NULL ? "-" : "open-sesame", option, value,
                                    NULL);
  g_assert_no_error (error);
  if (token != NULL)
    {
      g_autofree char *line = g_strdup_printf ("%s\n", token);

      g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), line, strlen (line),
                                 NULL, NULL, &error);
      g_assert_no_error (error);
    }
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, luthier_test_result_cb,
                                       &result);
  luthier_test_wait_for (result);
  g_free (self->url);
  self->url = g_data_input_stream_read_line_finish (lines, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (self->url, "http://127.0.0.1:"));
}

static int
wait_for_end (Program *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_async (self->process, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_subprocess_wait_finish (self->process, result, &error);
  g_assert_no_error (error);
  return g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process)
                                                    : -g_subprocess_get_term_sig (self->process);
}

static guint
call (Program *self, const char *token, const char *path, const char *body, LuthierJson **json)
{
  g_autofree char *uri = g_strconcat (self->url, path, NULL);
  g_autofree char *header = g_strdup_printf ("Bearer %s", token);
  g_autoptr (SoupMessage) message = soup_message_new (body != NULL ? "POST" : "GET", uri);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                header);
  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL,
                                    luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  reply = soup_session_send_and_read_finish (self->session, result, &error);
  g_assert_no_error (error);
  if (json != NULL)
    *json = luthier_json_parse (reply, NULL);
  return (guint) soup_message_get_status (message);
}

/* The token comes by the standard input, and its end is the end of the program. */
static void
test_token_from_input (Program *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  start (self, "hidden", "--port", "0");
  g_assert_cmpuint (call (self, "hidden", JOBS, NULL, NULL), ==, 200);
  g_assert_cmpuint (call (self, "guessed", JOBS, NULL, NULL), ==, 401);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_end (self), ==, 0);
}

static void
test_terminated (Program *self, gconstpointer data)
{
  start (self, NULL, "--port", "0");
  g_assert_cmpuint (call (self, "open-sesame", JOBS, NULL, NULL), ==, 200);
  g_subprocess_send_signal (self->process, SIGTERM);
  g_assert_cmpint (wait_for_end (self), ==, 0);
}

/* Killed the moment after it has answered: nothing of what it said is lost. */
static void
test_killed (Program *self, gconstpointer data)
{
  g_autoptr (LuthierJson) created = NULL;
  g_autoptr (LuthierJson) found = NULL;
  g_autofree char *path = NULL;
  const LuthierJsonValue *root;

  start (self, NULL, "--state", self->state);
  g_assert_cmpuint (call (self, "open-sesame", "/storage/v1/b?project=acme-ml",
                          "{\"name\":\"acme-tuning\"}", NULL),
                    ==, 200);
  g_assert_cmpuint (call (self, "open-sesame",
                          "/upload/storage/v1/b/acme-tuning/o?uploadType=media&name=train.jsonl",
                          DATA, NULL),
                    ==, 200);
  g_assert_cmpuint (call (self, "open-sesame", JOBS,
                          "{\"baseModel\":\"gemini-2.5-flash\",\"supervisedTuningSpec\":{"
                          "\"trainingDatasetUri\":\"gs://acme-tuning/train.jsonl\"}}",
                          &created),
                    ==, 200);
  g_subprocess_send_signal (self->process, SIGKILL);
  g_assert_cmpint (wait_for_end (self), ==, -SIGKILL);
  g_clear_object (&self->process);

  start (self, NULL, "--state", self->state);
  root = luthier_json_get_root (created);
  path = g_strdup_printf (
      "/v1/%s", luthier_json_value_get_string (luthier_json_value_get_member (root, "name"), ""));
  g_assert_cmpuint (call (self, "open-sesame", path, NULL, &found), ==, 200);
  g_assert_cmpstr (
      luthier_json_value_get_string (
          luthier_json_value_get_member (luthier_json_get_root (found), "createTime"), NULL),
      ==, luthier_json_value_get_string (luthier_json_value_get_member (root, "createTime"), NULL));
}

static LuthierJson *
read_secret (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  return luthier_json_parse_text (text, -1, NULL);
}

static const char *
get_text (const LuthierJsonValue *object, const char *name)
{
  return luthier_json_value_get_string (luthier_json_value_get_member (object, name), "");
}

/* A key to try it with, for the eyes of this user. */
static void
test_write_key (Program *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "key=1.json", NULL);
  g_autofree char *option = g_strconcat ("tuner@acme-ml.iam.gserviceaccount.com=", path, NULL);
  g_autofree char *token_uri = NULL;
  g_autoptr (LuthierJson) key = NULL;
  g_autoptr (LuthierJson) account = NULL;

  start (self, NULL, "--write-key", option);
  key = read_secret (path);
  token_uri = g_strconcat (self->url, "/token", NULL);
  g_assert_cmpstr (get_text (luthier_json_get_root (key), "type"), ==, "service_account");
  g_assert_cmpstr (get_text (luthier_json_get_root (key), "token_uri"), ==, token_uri);
  g_assert_cmpuint (call (self, "open-sesame",
                          "/v1/projects/-/serviceAccounts/tuner@acme-ml.iam.gserviceaccount.com",
                          NULL, &account),
                    ==, 200);
}

static void
test_write_client (Program *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "client.json", NULL);
  g_autofree char *auth_uri = NULL;
  g_autoptr (LuthierJson) client = NULL;
  const LuthierJsonValue *installed;

  start (self, NULL, "--write-client", path);
  client = read_secret (path);
  installed = luthier_json_value_get_member (luthier_json_get_root (client), "installed");
  auth_uri = g_strconcat (self->url, "/o/oauth2/v2/auth", NULL);
  g_assert_cmpstr (get_text (installed, "auth_uri"), ==, auth_uri);
  g_assert_true (
      g_str_has_suffix (get_text (installed, "client_id"), ".apps.googleusercontent.com"));
  g_assert_cmpstr (get_text (installed, "client_secret"), !=, "");
  g_assert_true (g_str_has_prefix (get_text (installed, "token_uri"), self->url));
  g_assert_cmpuint (
      luthier_json_value_get_length (luthier_json_value_get_member (installed, "redirect_uris")),
      ==, 1);
}

/* What cannot be written is no reason to run without it. */
static void
test_cannot_write (Program *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "nowhere", "client.json", NULL);
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                                    &error, self->path, "--write-client", path, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_end (self), ==, 1);
}

static void
test_wrong_options (Program *self, gconstpointer data)
{
  static const char *const options[][2] = {
    { "--nonsense", NULL },     { "--port", "70000" },   { "--speed", "0" },
    { "--situation", "tired" }, { "surplus", NULL },     { "--port", "x" },
    { "--write-key", "a@b" },   { "--write-key", "=f" }, { "--write-key", "a@b=" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *message = NULL;
      g_autoptr (GAsyncResult) result = NULL;

      g_clear_object (&self->process);
      self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE |
                                            G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                                        &error, self->path, options[i][0], options[i][1], NULL);
      g_assert_no_error (error);
      g_subprocess_communicate_utf8_async (self->process, NULL, NULL, luthier_test_result_cb,
                                           &result);
      luthier_test_wait_for (result);
      g_subprocess_communicate_utf8_finish (self->process, result, NULL, &message, &error);
      g_assert_no_error (error);
      g_test_message ("%s", message);
      g_assert_true (g_str_has_prefix (message, "luthier-practice: "));
      g_assert_cmpint (wait_for_end (self), ==, 2);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice/program/" path, Program, NULL, set_up, function, tear_down)
  ADD ("token-from-input", test_token_from_input);
  ADD ("terminated", test_terminated);
  ADD ("killed", test_killed);
  ADD ("write-key", test_write_key);
  ADD ("write-client", test_write_client);
  ADD ("cannot-write", test_cannot_write);
  ADD ("wrong-options", test_wrong_options);
  return g_test_run ();
}
