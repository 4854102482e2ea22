/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* account-probe sign-in CLIENT_FILE: signs in with a browser that somebody else drives, then fetches
 * a token with what came of it. account-probe token CREDENTIAL_FILE: fetches a token. Prints a line
 * of JSON for each thing that happens; of a token only what it hashes to. */

#include <locale.h>
#include <stdio.h>

#include "luthier-credential.h"
#include "luthier-error.h"
#include "luthier-sign-in.h"

typedef struct
{
  GMainLoop *loop;
  LuthierClock *clock;
  int status;
} Probe;

/* What the values are never needs more than quotes around it: addresses, hashes, reasons. */
static void
say (const char *what, const char *value)
{
  g_autofree char *escaped = g_strescape (value != NULL ? value : "", NULL);

  g_print ("{\"%s\": \"%s\"}\n", what, escaped);
  fflush (stdout);
}

static void
fail (Probe *probe, const GError *error)
{
  const char *reason = luthier_error_get_reason (error);

  say ("message", error->message);
  say ("failed", reason != NULL ? reason : "");
  probe->status = 1;
  g_main_loop_quit (probe->loop);
}

static void
token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *probe = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = luthier_token_source_get_token_finish (LUTHIER_TOKEN_SOURCE (source),
                                                                  result, &error);
  g_autofree char *hash = NULL;

  if (token == NULL)
    {
      fail (probe, error);
      return;
    }
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  say ("token", hash);
  g_main_loop_quit (probe->loop);
}

static void
fetch_token (Probe *probe, LuthierCredential *credential)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierTokenSource)
      tokens = luthier_credential_open (credential, probe->clock, random);

  luthier_token_source_get_token_async (tokens, NULL, token_cb, probe);
}

static void
open_uri_cb (LuthierSignIn *sign_in, const char *uri, gpointer user_data)
{
  say ("open", uri);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *probe = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierCredential)
      credential = luthier_sign_in_run_finish (LUTHIER_SIGN_IN (source), result, &error);

  if (credential == NULL)
    {
      fail (probe, error);
      return;
    }
  say ("account", luthier_credential_get_account (credential));
  fetch_token (probe, credential);
}

static gboolean
start (Probe *probe, const char *what, GBytes *text, GError **error)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierOauthClient) client = NULL;
  g_autoptr (LuthierCredential) credential = NULL;
  g_autoptr (LuthierSignIn) sign_in = NULL;

  if (g_str_equal (what, "token"))
    {
      credential = luthier_credential_new (text, error);
      if (credential != NULL)
        fetch_token (probe, credential);
      return credential != NULL;
    }

  client = luthier_oauth_client_new (text, error);
  if (client == NULL)
    return FALSE;
  sign_in = luthier_sign_in_new (client, probe->clock, random);
  g_signal_connect (sign_in, "open-uri", G_CALLBACK (open_uri_cb), probe);
  luthier_sign_in_run_async (sign_in, NULL, NULL, signed_in_cb, probe);
  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  Probe probe = { .loop = loop, .clock = clock };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = NULL;
  char *contents = NULL;
  gsize length = 0;

  setlocale (LC_ALL, "");
  if (argc != 3 || !g_file_get_contents (argv[2], &contents, &length, &error))
    {
      g_printerr ("%s: sign-in CLIENT_FILE, or token CREDENTIAL_FILE\n", argv[0]);
      return 2;
    }
  text = g_bytes_new_take (contents, length);
  if (start (&probe, argv[1], text, &error))
    g_main_loop_run (loop);
  else
    fail (&probe, error);
  return probe.status;
}
