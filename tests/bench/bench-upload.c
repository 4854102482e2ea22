/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* bench-upload URL FILE GS-URI: uploads a file by the resumable protocol, as the app does, and
 * prints its size. The token is read from standard input. LUTHIER_BENCH_CA names a file of certificates
 * to trust in place of the system's. */

#include <stdio.h>

#include "luthier-fixed-token.h"
#include "luthier-upload.h"

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierStorageObject) object = NULL;

  object = luthier_upload_run_finish (LUTHIER_UPLOAD (source), result, &error);
  if (object == NULL)
    g_error ("%s", error->message);

  g_print ("%" G_GUINT64_FORMAT "\n", object->size);
  g_main_loop_quit (user_data);
}

static void
trust (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

int
main (int argc, char **argv)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  char token[256] = "";
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (LuthierTokenSource) tokens = NULL;
  g_autoptr (LuthierHttpClient) http = NULL;
  g_autoptr (LuthierStorage) storage = NULL;
  g_autoptr (LuthierUpload) upload = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  if (argc != 4 || fgets (token, sizeof token, stdin) == NULL)
    g_error ("usage: bench-upload URL FILE GS-URI <token");

  if (g_getenv ("LUTHIER_BENCH_CA") != NULL)
    trust (g_getenv ("LUTHIER_BENCH_CA"));
  endpoints = luthier_endpoints_new (argv[1], &error);
  g_assert_no_error (error);
  tokens = luthier_fixed_token_new (g_strstrip (token));
  http = luthier_http_client_new (clock, random, endpoints, tokens, NULL);
  storage = luthier_storage_new (http, "practice");
  file = g_file_new_for_commandline_arg (argv[2]);
  upload = luthier_upload_new (storage, file, argv[3]);
  luthier_upload_run_async (upload, NULL, uploaded_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
