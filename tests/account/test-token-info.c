/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-token-info.h"

#include "luthier-error.h"
#include "luthier-manual-clock.h"
#include "luthier-scripted-server.h"

#define START G_GINT64_CONSTANT (1763629687000000)
#define SCOPE "\"scope\":\"openid https://www.googleapis.com/auth/cloud-platform\""

static LuthierTokenInfo *
ask (LuthierScriptedServer *server, guint status, const char *reply, GError **error)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (START);
  g_autoptr (GAsyncResult) result = NULL;

  luthier_scripted_server_say (server, "/tokeninfo", status, reply);
  luthier_token_info_ask_async ("ya29.pasted", server->base, clock, random, NULL,
                                luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_token_info_ask_finish (result, error);
}

static void
test_known (void)
{
  g_autoptr (LuthierScriptedServer) server = luthier_scripted_server_new ();
  static const char *const replies[] = {
    "{\"email\":\"me@example.com\"," SCOPE ",\"expires_in\":\"60\"}",
    "{\"email\":\"me@example.com\"," SCOPE ",\"expires_in\":60}",
    "{\"email\":\"me@example.com\"," SCOPE ",\"exp\":\"1763629747\"}",
    "{\"email\":\"me@example.com\"," SCOPE ",\"exp\":1763629747}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LuthierTokenInfo) info = ask (server, 200, replies[i], &error);
      g_autofree char *token = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (info->account, ==, "me@example.com");
      g_assert_cmpint (info->expires_at, ==, START + 60 * G_USEC_PER_SEC);
      g_assert_true (info->covers);
      token = luthier_scripted_server_field (server, "/tokeninfo", "access_token");
      g_assert_cmpstr (token, ==, "ya29.pasted");
      g_assert_cmpstr (luthier_scripted_server_header (server, "/tokeninfo", "authorization"), ==,
                       "Bearer ya29.pasted");
    }
}

static void
test_narrow (void)
{
  g_autoptr (LuthierScriptedServer) server = luthier_scripted_server_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierTokenInfo)
      info = ask (server, 200, "{\"scope\":\"email\",\"expires_in\":\"60\"}", &error);

  g_assert_no_error (error);
  g_assert_null (info->account);
  g_assert_false (info->covers);
}

static void
test_over (void)
{
  g_autoptr (LuthierScriptedServer) server = luthier_scripted_server_new ();
  static const struct
  {
    guint status;
    const char *reply;
  } cases[] = {
    { 400, "{\"error\":\"invalid_token\",\"error_description\":\"Invalid Value\"}" },
    { 401, "{\"error\":\"invalid_token\"}" },
    { 200, "{" SCOPE ",\"expires_in\":\"0\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (server, cases[i].status, cases[i].reply, &error));
      g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED);
      g_assert_cmpstr (luthier_error_get_reason (error), ==, LUTHIER_REASON_TOKEN_OVER);
    }
}

static void
test_no_end (void)
{
  g_autoptr (LuthierScriptedServer) server = luthier_scripted_server_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (server, 200, "{\"exp\":\"soon\"}", &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token-info/known", test_known);
  g_test_add_func ("/token-info/narrow", test_narrow);
  g_test_add_func ("/token-info/over", test_over);
  g_test_add_func ("/token-info/no-end", test_no_end);
  return g_test_run ();
}
