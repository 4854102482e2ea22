/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-http-client.h"
#include "luthier-manual-clock.h"
#include "luthier-scripted-server.h"

/* The computer wakes up while requests are under way. */
typedef struct
{
  LuthierScriptedServer *server;
  LuthierClock *clock;
  LuthierHttpClient *client;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierRandom) random = luthier_random_new ();

  fixture->server = luthier_scripted_server_new ();
  luthier_scripted_server_say (fixture->server, "/list", 200, "{}");
  luthier_scripted_server_say (fixture->server, "/create", 200, "{}");
  fixture->clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);
  fixture->client = luthier_http_client_new (fixture->clock, random, NULL, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->clock);
  luthier_scripted_server_free (fixture->server);
}

static void
send (Fixture *fixture,
      const char *method,
      const char *path,
      GCancellable *cancellable,
      GAsyncResult **result)
{
  g_autofree char *uri = g_strconcat (fixture->server->base, path, NULL);
  const LuthierHttpRequest request = {
    .method = method,
    .uri = uri,
    .policy = g_str_equal (method, "POST") ? LUTHIER_HTTP_ONCE : LUTHIER_HTTP_IDEMPOTENT,
  };

  luthier_http_client_send_async (fixture->client, &request, cancellable, luthier_test_result_cb,
                                  result);
}

static guint
count (Fixture *fixture, const char *path)
{
  return luthier_scripted_server_count (fixture->server, path);
}

static void
assert_answered (Fixture *fixture, GAsyncResult **result)
{
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GError) error = NULL;

  luthier_test_wait_for (*result);
  reply = luthier_http_client_send_finish (fixture->client, *result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply);
}

/* What may be repeated is sent anew at once, and not counted; what is sent once is not. */
static void
test_under_way (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) created = NULL;

  fixture->server->hold = TRUE;
  send (fixture, "GET", "/list", NULL, &listed);
  send (fixture, "POST", "/create", NULL, &created);
  luthier_test_wait_until (count (fixture, "/list") == 1 && count (fixture, "/create") == 1);

  for (guint i = 2; i <= 8; i++)
    {
      luthier_http_client_reconnect (fixture->client);
      luthier_test_wait_until (count (fixture, "/list") == i);
    }
  luthier_scripted_server_let_go (fixture->server);
  assert_answered (fixture, &listed);
  assert_answered (fixture, &created);
  g_assert_cmpuint (count (fixture, "/list"), ==, 8);
  g_assert_cmpuint (count (fixture, "/create"), ==, 1);
}

static void
test_idle (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) before = NULL;
  g_autoptr (GAsyncResult) after = NULL;

  send (fixture, "GET", "/list", NULL, &before);
  assert_answered (fixture, &before);
  luthier_http_client_reconnect (fixture->client);
  send (fixture, "GET", "/list", NULL, &after);
  assert_answered (fixture, &after);
  g_assert_cmpuint (count (fixture, "/list"), ==, 2);
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server->hold = TRUE;
  send (fixture, "GET", "/list", cancellable, &result);
  luthier_test_wait_until (count (fixture, "/list") == 1);
  luthier_http_client_reconnect (fixture->client);
  g_cancellable_cancel (cancellable);
  luthier_test_wait_for (result);
  g_assert_null (luthier_http_client_send_finish (fixture->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  luthier_scripted_server_let_go (fixture->server);
}

/* While it waits for its next attempt it has no connection to lose. */
static void
test_waiting (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_scripted_server_say (fixture->server, "/list", 503, "{}");
  send (fixture, "GET", "/list", NULL, &result);
  luthier_test_wait_until (count (fixture, "/list") == 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  luthier_scripted_server_say (fixture->server, "/list", 200, "{}");
  luthier_http_client_reconnect (fixture->client);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 2000);
  assert_answered (fixture, &result);
  g_assert_cmpuint (count (fixture, "/list"), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/http-reconnect/under-way", test_under_way);
  ADD ("/http-reconnect/idle", test_idle);
  ADD ("/http-reconnect/cancelled", test_cancelled);
  ADD ("/http-reconnect/waiting", test_waiting);
#undef ADD

  return g_test_run ();
}
