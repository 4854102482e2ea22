/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-snippet.h"

/* A shell's here-document in quotes takes everything literally, and no line of a JSON text can be
 * its end: a line break inside a string is escaped. */
static char *
make_curl (const char *uri, const char *body)
{
  g_autofree char *quoted_uri = g_shell_quote (uri);

  return g_strdup_printf (
      "curl --fail-with-body --request POST \\\n"
      "  --header \"Authorization: Bearer $(gcloud auth print-access-token)\" \\\n"
      "  --header 'Content-Type: application/json; charset=utf-8' \\\n"
      "  --data-binary @- \\\n"
      "  %s <<'END'\n"
      "%s\n"
      "END\n",
      quoted_uri, body);
}

/* JSON is a Python expression but for three words. */
static char *
to_python (const char *json)
{
  static const struct
  {
    const char *json;
    const char *python;
  } words[] = { { "true", "True" }, { "false", "False" }, { "null", "None" } };
  GString *python = g_string_new (NULL);
  gboolean in_string = FALSE;

  for (const char *c = json; *c; c++)
    {
      guint word = 0;

      if (*c == '"')
        in_string = !in_string;
      while (word < G_N_ELEMENTS (words) && (in_string || !g_str_has_prefix (c, words[word].json)))
        word++;

      if (word < G_N_ELEMENTS (words))
        {
          g_string_append (python, words[word].python);
          c += strlen (words[word].json) - 1;
          continue;
        }
      g_string_append_c (python, *c);
      if (in_string && *c == '\\' && c[1] != '\0')
        g_string_append_c (python, *++c);
    }

  return g_string_free (python, FALSE);
}

static char *
make_python (const char *uri, const char *body)
{
  g_autofree char *expression = to_python (body);
  g_autofree char *escaped_uri = g_strescape (uri, NULL);

  return g_strdup_printf ("# pip install google-auth requests\n"
                          "import google.auth\n"
                          "from google.auth.transport.requests import AuthorizedSession\n"
                          "\n"
                          "credentials, _ = google.auth.default(\n"
                          "    scopes=[\"https://www.googleapis.com/auth/cloud-platform\"]\n"
                          ")\n"
                          "job = %s\n"
                          "\n"
                          "response = AuthorizedSession(credentials).post(\n"
                          "    \"%s\",\n"
                          "    json=job,\n"
                          ")\n"
                          "response.raise_for_status()\n"
                          "print(response.json()[\"name\"])\n",
                          expression, escaped_uri);
}

static char *
make_powershell (const char *uri, const char *body)
{
  g_auto (GStrv) parts = g_strsplit (uri, "'", -1);
  g_autofree char *quoted_uri = g_strjoinv ("''", parts);

  return g_strdup_printf (
      "$body = @'\n"
      "%s\n"
      "'@\n"
      "\n"
      "Invoke-RestMethod `\n"
      "  -Method Post `\n"
      "  -Uri '%s' `\n"
      "  -Headers @{ Authorization = \"Bearer $(gcloud auth print-access-token)\" } `\n"
      "  -ContentType 'application/json; charset=utf-8' `\n"
      "  -Body ([System.Text.Encoding]::UTF8.GetBytes($body))\n",
      body, quoted_uri);
}

/**
 * luthier_snippet_new:
 * @uri: where the job would be posted to
 *
 * Returns: (transfer full): text that asks for the same job elsewhere; the token is fetched when
 *   it runs
 */
char *
luthier_snippet_new (LuthierSnippetKind kind, const char *uri, LuthierJobSpec *spec)
{
  g_autofree char *body = NULL;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (spec), NULL);

  body = luthier_job_spec_to_request (spec);
  switch (kind)
    {
    case LUTHIER_SNIPPET_CURL:
      return make_curl (uri, body);
    case LUTHIER_SNIPPET_PYTHON:
      return make_python (uri, body);
    case LUTHIER_SNIPPET_POWERSHELL:
      return make_powershell (uri, body);
    case LUTHIER_SNIPPET_JSON:
    default:
      return g_steal_pointer (&body);
    }
}
