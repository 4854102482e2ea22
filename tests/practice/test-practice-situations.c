/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-situations.h"

#include "practice-client.h"

#define BUCKET "/storage/v1/b/acme-tuning"
#define JOBS   "/v1/projects/acme-ml/locations/us-central1/tuningJobs"

static void
assert_next (Client *self, const char *path, guint status)
{
  g_autoptr (Reply) reply = client_get (self, path);

  assert_status (reply, status);
}

static void
assert_broken (Client *self, const char *path)
{
  g_autoptr (Reply) reply = client_get (self, path);

  g_assert_nonnull (reply->error);
}

static void
test_names (Client *self, gconstpointer data)
{
  const char *const *names = luthier_practice_list_situations ();
  static const char *const bad[] = { "", "nonsense", "Unavailable", "unavailable-2", "=3", "@x" };

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (luthier_practice_situations_describe (names[i]));
      luthier_practice_add_situation (self->practice, names[i], &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (luthier_practice_add_situation (self->practice, bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  luthier_practice_clear_situations (self->practice);
  assert_next (self, BUCKET, 200);
}

static void
test_times (Client *self, gconstpointer data)
{
  client_situation (self, "unavailable*2");
  assert_next (self, BUCKET, 503);
  assert_next (self, BUCKET, 503);
  assert_next (self, BUCKET, 200);

  client_situation (self, "unavailable@*/o/**1");
  assert_next (self, BUCKET, 200);
  assert_next (self, BUCKET "/o/a", 503);
  assert_next (self, BUCKET "/o/a", 404);

  client_situation (self, "unavailable@POST *");
  assert_next (self, BUCKET, 200);
  luthier_practice_clear_situations (self->practice);

  /* One after the other, each with its own count. */
  client_situation (self, "html-404*1");
  client_situation (self, "unavailable*1");
  assert_next (self, BUCKET, 404);
  assert_next (self, BUCKET, 503);
  assert_next (self, BUCKET, 200);
}

static void
test_get (Client *self, gconstpointer data)
{
  g_autoptr (LuthierPracticeSituations)
      situations = luthier_practice_situations_new (luthier_practice_get_state (self->practice));
  const char *value = "none";

  g_assert_false (luthier_practice_situations_get (situations, "list-lags", NULL, &value));
  g_assert_null (value);
  luthier_practice_situations_add (situations, "list-lags=30@*/us-central1/**1", NULL);
  g_assert_true (luthier_practice_situations_get (situations, "list-lags", NULL, &value));
  g_assert_cmpstr (value, ==, "30");
  g_assert_true (luthier_practice_situations_get (situations, "list-lags", JOBS, NULL));
  g_assert_false (luthier_practice_situations_get (situations, "list-lags", BUCKET, NULL));
  g_assert_true (luthier_practice_situations_use (situations, "list-lags", JOBS, NULL));
  g_assert_false (luthier_practice_situations_use (situations, "list-lags", JOBS, NULL));
}

static void
test_unavailable (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = NULL;

  client_situation (self, "unavailable=7");
  reply = client_get (self, BUCKET);
  assert_status (reply, 503);
  g_assert_cmpstr (reply_header (reply, "Retry-After"), ==, "7");
  g_assert_cmpstr (reply_text (reply, "error.status"), ==, "UNAVAILABLE");
}

static void
test_rate_limited (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = NULL;

  client_situation (self, "rate-limited=12");
  reply = client_get (self, JOBS);
  assert_status (reply, 429);
  g_assert_cmpstr (reply_text (reply, "error.status"), ==, "RESOURCE_EXHAUSTED");
  g_assert_cmpstr (reply_text (reply, "error.details.0.violations.0.quotaMetric"), ==,
                   "aiplatform.googleapis.com/global_concurrent_tuning_jobs");
  g_assert_cmpstr (reply_text (reply, "error.details.1.reason"), ==, "RATE_LIMIT_EXCEEDED");
  g_assert_cmpstr (reply_text (reply, "error.details.2.retryDelay"), ==, "12s");
}

static void
test_refusals (Client *self, gconstpointer data)
{
  g_autoptr (Reply) denied = NULL;
  g_autoptr (Reply) disabled = NULL;

  client_situation (self, "no-permission=aiplatform.tuningJobs.list");
  assert_next (self, BUCKET, 200);
  denied = client_get (self, JOBS);
  assert_status (denied, 403);
  g_assert_cmpstr (reply_text (denied, "error.details.0.reason"), ==, "IAM_PERMISSION_DENIED");
  g_assert_cmpstr (reply_text (denied, "error.details.0.metadata.permission"), ==,
                   "aiplatform.tuningJobs.list");
  luthier_practice_clear_situations (self->practice);

  client_situation (self, "disabled@/v1/*");
  assert_next (self, BUCKET, 200);
  disabled = client_get (self, JOBS);
  assert_status (disabled, 403);
  g_assert_cmpstr (reply_text (disabled, "error.details.0.reason"), ==, "SERVICE_DISABLED");
  g_assert_true (
      g_str_has_prefix (reply_text (disabled, "error.details.0.metadata.consumer"), "projects/"));
  g_assert_nonnull (reply_text (disabled, "error.details.1.links.0.url"));
}

static void
test_region_down (Client *self, gconstpointer data)
{
  client_situation (self, "region-down=us-central1");
  assert_next (self, JOBS, 503);
  assert_next (self, "/v1/projects/acme-ml/locations/europe-west4/tuningJobs", 200);
  assert_next (self, BUCKET, 200);
}

static void
test_html_404 (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = NULL;

  client_situation (self, "html-404");
  reply = client_get (self, JOBS);
  assert_status (reply, 404);
  g_assert_null (reply->json);
  g_assert_true (g_str_has_prefix (reply_header (reply, "Content-Type"), "text/html"));
}

static gboolean
has_bucket (Client *self, const char *name)
{
  return luthier_practice_objects_has_bucket (luthier_practice_get_objects (self->practice), name);
}

static Reply *
make_bucket (Client *self, const char *name)
{
  g_autofree char *json = g_strdup_printf ("{\"name\": \"%s\"}", name);

  return client_post (self, "/storage/v1/b?project=acme-ml", json);
}

static void
test_resets (Client *self, gconstpointer data)
{
  g_autoptr (Reply) before = NULL;
  g_autoptr (Reply) after = NULL;

  client_situation (self, "reset-before*1");
  before = make_bucket (self, "acme-before");
  g_assert_nonnull (before->error);
  g_assert_false (has_bucket (self, "acme-before"));

  client_situation (self, "reset-after*1");
  client_situation (self, "reset-after*1");
  after = make_bucket (self, "acme-after");
  g_assert_nonnull (after->error);
  g_assert_true (has_bucket (self, "acme-after"));
  assert_next (self, BUCKET, 200);
}

static void
test_errors (Client *self, gconstpointer data)
{
  g_autoptr (Reply) before = NULL;
  g_autoptr (Reply) after = NULL;

  client_situation (self, "error=408*1");
  before = make_bucket (self, "acme-before");
  assert_status (before, 408);
  g_assert_cmpstr (reply_text (before, "error.status"), ==, "DEADLINE_EXCEEDED");
  g_assert_false (has_bucket (self, "acme-before"));

  client_situation (self, "error-after*1");
  after = make_bucket (self, "acme-after");
  assert_status (after, 503);
  g_assert_cmpstr (reply_text (after, "error.status"), ==, "UNAVAILABLE");
  g_assert_true (has_bucket (self, "acme-after"));
}

static void
test_unreadable (Client *self, gconstpointer data)
{
  g_autoptr (Reply) garbage = NULL;
  g_autoptr (Reply) truncated = NULL;
  g_autoptr (Reply) packed = NULL;

  client_situation (self, "garbage*1");
  garbage = make_bucket (self, "acme-garbage");
  assert_status (garbage, 200);
  g_assert_null (garbage->json);
  g_assert_true (has_bucket (self, "acme-garbage"));

  client_situation (self, "truncated*2");
  truncated = client_get (self, BUCKET);
  assert_status (truncated, 200);
  g_assert_null (truncated->json);
  g_assert_cmpint (*(const char *) g_bytes_get_data (truncated->body, NULL), ==, '{');
  packed = client_call (self, "GET", BUCKET, NULL, "Accept-Encoding", "gzip", NULL);
  assert_status (packed, 200);
  g_assert_null (packed->json);
}

static void
test_huge (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = NULL;

  client_situation (self, "huge=5");
  reply = client_get (self, BUCKET);
  assert_status (reply, 200);
  g_assert_cmpuint (g_bytes_get_size (reply->body), >, 5 * 1024 * 1024);
  g_assert_nonnull (reply_text (reply, "padding"));
}

/* Nothing comes until somebody gives up. */
static void
assert_stalls (Client *self, const char *path)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SoupMessage) message = client_new_message (self, "GET", path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  gboolean late = FALSE;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                "Bearer practice");
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, cancellable,
                                    luthier_test_result_cb, &result);
  g_timeout_add (300, luthier_test_wake_cb, &late);
  luthier_test_wait_until (late || result != NULL);
  g_assert_null (result);
  g_assert_cmpuint ((guint) soup_message_get_status (message), ==, 200);
  g_cancellable_cancel (cancellable);
  luthier_test_wait_for (result);
  body = soup_session_send_and_read_finish (self->session, result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_stalls (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = client_make_bytes (3 * 1024 * 1024, 1);

  luthier_practice_objects_put (luthier_practice_get_objects (self->practice), "acme-tuning", "big",
                                NULL, bytes);
  client_situation (self, "stalls*2");
  assert_stalls (self, BUCKET);
  assert_stalls (self, BUCKET "/o/big?alt=media");
  assert_next (self, BUCKET, 200);
}

static void
test_slow (Client *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SoupMessage) message = client_new_message (self, "GET", BUCKET);
  g_autoptr (GBytes) body = NULL;
  gboolean late = FALSE;

  client_situation (self, "slow=5000");
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                "Bearer practice");
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL,
                                    luthier_test_result_cb, &result);
  g_timeout_add (200, luthier_test_wake_cb, &late);
  luthier_test_wait_until (late || result != NULL);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (self->clock), 4990);
  late = FALSE;
  g_timeout_add (50, luthier_test_wake_cb, &late);
  luthier_test_wait_until (late || result != NULL);
  g_assert_null (result);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (self->clock), 20);
  luthier_test_wait_for (result);
  body = soup_session_send_and_read_finish (self->session, result, NULL);
  g_assert_nonnull (body);
}

/* Nobody waits any more when it is done. */
static void
test_late (Client *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SoupMessage)
      message = client_new_message (self, "POST", "/storage/v1/b?project=acme-ml");
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"name\": \"acme-late\"}", 21);
  g_autoptr (GBytes) answer = NULL;

  client_situation (self, "acts-late=5000");
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                "Bearer practice");
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, cancellable,
                                    luthier_test_result_cb, &result);
  luthier_test_wait_until (luthier_practice_count_requests (self->practice, "POST", "*") == 1);
  g_cancellable_cancel (cancellable);
  luthier_test_wait_for (result);
  answer = soup_session_send_and_read_finish (self->session, result, NULL);
  g_assert_null (answer);
  g_assert_false (has_bucket (self, "acme-late"));

  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (self->clock), 5000);
  g_assert_true (has_bucket (self, "acme-late"));
}

static void
test_session_gone (Client *self, gconstpointer data)
{
  static const char path[] = "/upload/storage/v1/b/acme-tuning/o?uploadType=resumable&name=x";
  g_autoptr (Reply) started = client_post (self, path, "");
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  g_autoptr (Reply) gone = NULL;

  assert_status (started, 200);
  client_situation (self, "session-gone*1");
  gone = client_call (self, "PUT", reply_header (started, "Location"), body, NULL);
  assert_status (gone, 410);
}

/* The service goes while an answer is held back and while one is on its way. */
static void
test_end (Client *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) held = NULL;
  g_autoptr (GAsyncResult) stalled = NULL;
  g_autoptr (SoupMessage) first = client_new_message (self, "GET", "/storage/v1/b");
  g_autoptr (SoupMessage) second = client_new_message (self, "GET", BUCKET);

  client_situation (self, "slow@/storage/v1/b");
  client_situation (self, "stalls");
  soup_message_headers_replace (soup_message_get_request_headers (first), "Authorization",
                                "Bearer practice");
  soup_message_headers_replace (soup_message_get_request_headers (second), "Authorization",
                                "Bearer practice");
  soup_session_send_and_read_async (self->session, first, G_PRIORITY_DEFAULT, NULL,
                                    luthier_test_result_cb, &held);
  soup_session_send_and_read_async (self->session, second, G_PRIORITY_DEFAULT, NULL,
                                    luthier_test_result_cb, &stalled);
  luthier_test_wait_until (luthier_practice_count_requests (self->practice, "GET", "*") == 2);
  client_restart (self);
  luthier_test_wait_until (held != NULL && stalled != NULL);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (self->clock), 2000);
  assert_next (self, BUCKET, 200);
}

static void
test_broken_download (Client *self, gconstpointer data)
{
  client_situation (self, "reset-before*1");
  assert_broken (self, BUCKET);
  assert_next (self, BUCKET, 200);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*function) (Client *, gconstpointer);
  } tests[] = {
    { "/practice-situations/names", test_names },
    { "/practice-situations/times", test_times },
    { "/practice-situations/get", test_get },
    { "/practice-situations/unavailable", test_unavailable },
    { "/practice-situations/rate-limited", test_rate_limited },
    { "/practice-situations/refusals", test_refusals },
    { "/practice-situations/region-down", test_region_down },
    { "/practice-situations/html-404", test_html_404 },
    { "/practice-situations/resets", test_resets },
    { "/practice-situations/errors", test_errors },
    { "/practice-situations/unreadable", test_unreadable },
    { "/practice-situations/huge", test_huge },
    { "/practice-situations/stalls", test_stalls },
    { "/practice-situations/slow", test_slow },
    { "/practice-situations/late", test_late },
    { "/practice-situations/session-gone", test_session_gone },
    { "/practice-situations/end", test_end },
    { "/practice-situations/broken-download", test_broken_download },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Client, NULL, client_set_up, tests[i].function, client_tear_down);
  return g_test_run ();
}
