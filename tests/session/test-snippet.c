/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json.h"
#include "luthier-snippet.h"
#include "luthier-test.h"

#define URI "https://us-central1-aiplatform.googleapis.com/v1/projects/it's/locations/x/tuningJobs"

/* A name that wants out of every kind of quotes. */
#define HOSTILE "'\"$(touch pwned)`touch pwned`\\\n'@\nEND\n''' \"\"\" {x} %s é 😀 true null"

static LuthierJobSpec *
make_spec (void)
{
  LuthierJobSpec *spec = luthier_job_spec_new ();

  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (spec, "gs://bucket/it's \"here\"/$HOME.jsonl");
  luthier_job_spec_set_display_name (spec, HOSTILE);
  luthier_job_spec_set_description (spec, HOSTILE);
  luthier_job_spec_set_epoch_count (spec, 3);
  luthier_job_spec_set_export_last_checkpoint_only (spec, TRUE);

  return spec;
}

/* Runs a program on the text as a file in a folder of its own; returns its output. */
static char *
run (const char *text, const char *file_name, const char *const *command)
{
  g_autofree char *folder = g_dir_make_tmp ("luthier-snippet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  g_autofree char *pwned = g_build_filename (folder, "pwned", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_setenv (launcher, "PYTHONPYCACHEPREFIX", cache, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, command, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("%s: %s", file_name, output);

  g_assert_false (g_file_test (pwned, G_FILE_TEST_EXISTS));
  return output;
}

static void
assert_same_json (const char *text, LuthierJobSpec *spec)
{
  g_autofree char *request = luthier_job_spec_to_request (spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) sent = luthier_json_parse_text (text, -1, &error);
  g_autoptr (LuthierJson) asked = luthier_json_parse_text (request, -1, NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      const char *name = i == 0 ? "tunedModelDisplayName" : "description";

      g_assert_cmpstr (
          luthier_json_value_get_string (
              luthier_json_value_get_member (luthier_json_get_root (sent), name), ""),
          ==,
          luthier_json_value_get_string (
              luthier_json_value_get_member (luthier_json_get_root (asked), name), NULL));
    }
  g_assert_true (luthier_json_value_get_boolean (
      luthier_json_value_get_path (luthier_json_get_root (sent), "supervisedTuningSpec",
                                   "exportLastCheckpointOnly", NULL),
      FALSE));
}

static void
test_json (void)
{
  g_autoptr (LuthierJobSpec) spec = make_spec ();
  g_autofree char *snippet = luthier_snippet_new (LUTHIER_SNIPPET_JSON, URI, spec);
  g_autofree char *request = luthier_job_spec_to_request (spec);

  g_assert_cmpstr (snippet, ==, request);
}

/* The shell reads it, and hands curl the address and the body as they are. */
static void
test_curl (void)
{
  const char *const syntax[] = { "sh", "-n", "snippet.sh", NULL };
  const char *const fake[] = { "sh", "snippet.sh", NULL };
  g_autoptr (LuthierJobSpec) spec = make_spec ();
  g_autofree char *snippet = luthier_snippet_new (LUTHIER_SNIPPET_CURL, URI, spec);
  g_autofree char *script = g_strconcat (
      "gcloud() { echo token; }\n"
      "curl() { for a; do last=$a; done; echo \"$last\"; cat; }\n",
      snippet, NULL);
  g_autofree char *checked = run (snippet, "snippet.sh", syntax);
  g_autofree char *output = run (script, "snippet.sh", fake);

  g_assert_true (g_str_has_prefix (output, URI "\n"));
  assert_same_json (output + strlen (URI "\n"), spec);
}

/* It compiles, and the dictionary in it is the body. */
static void
test_python (void)
{
  const char *const syntax[] = { "python3", "-m", "py_compile", "snippet.py", NULL };
  const char *const fake[] = { "python3", "snippet.py", NULL };
  g_autoptr (LuthierJobSpec) spec = make_spec ();
  g_autofree char *snippet = luthier_snippet_new (LUTHIER_SNIPPET_PYTHON, URI, spec);
  const char *begin = strstr (snippet, "job = ");
  const char *end = strstr (snippet, "\n\nresponse");
  g_autofree char *assignment = g_strndup (begin, (gsize) (end - begin));
  g_autofree char *script = g_strconcat (assignment, "\nimport json\nprint(json.dumps(job))\n",
                                         NULL);
  g_autofree char *checked = run (snippet, "snippet.py", syntax);
  g_autofree char *output = run (script, "snippet.py", fake);

  assert_same_json (output, spec);
  g_assert_nonnull (strstr (snippet, "\"" URI "\""));
}

static void
test_powershell (void)
{
  g_autoptr (LuthierJobSpec) spec = make_spec ();
  g_autofree char *snippet = luthier_snippet_new (LUTHIER_SNIPPET_POWERSHELL, URI, spec);
  const char *begin = strstr (snippet, "@'\n") + strlen ("@'\n");
  const char *end = strstr (begin, "\n'@\n");
  g_autofree char *body = g_strndup (begin, (gsize) (end - begin));

  /* The first line that could end the here-string is its end. */
  assert_same_json (body, spec);
  g_assert_nonnull (strstr (snippet, "projects/it''s/"));
}

static void
test_no_token (void)
{
  g_autoptr (LuthierJobSpec) spec = make_spec ();

  for (guint kind = LUTHIER_SNIPPET_JSON; kind <= LUTHIER_SNIPPET_POWERSHELL; kind++)
    {
      g_autofree char *snippet = luthier_snippet_new (kind, URI, spec);

      g_assert_null (strstr (snippet, "ya29"));
      g_assert_true (g_utf8_validate (snippet, -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/snippet/json", test_json);
  g_test_add_func ("/snippet/curl", test_curl);
  g_test_add_func ("/snippet/python", test_python);
  g_test_add_func ("/snippet/powershell", test_powershell);
  g_test_add_func ("/snippet/no-token", test_no_token);

  return g_test_run ();
}
