/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-background-portal.h"

#include "luthier-portal-play.h"

static LuthierBackgroundPortal *
portal_new (void)
{
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  return luthier_background_portal_new (connection);
}

static gboolean
request (LuthierBackgroundPortal *portal, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_background_portal_request_async (portal, "To follow jobs", NULL, luthier_test_result_cb,
                                           &result);
  luthier_test_wait_for (result);
  return luthier_background_portal_request_finish (portal, result, error);
}

static void
test_grants (void)
{
  LuthierPortalPlay *play = luthier_portal_play_new (LUTHIER_PORTAL_GRANTS);
  g_autoptr (LuthierBackgroundPortal) portal = portal_new ();
  g_autofree char *long_text = g_strnfill (200, 'x');
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 2; i++)
    {
      g_assert_true (request (portal, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (play->n_requests, ==, i);
    }
  g_assert_cmpstr (play->reason, ==, "To follow jobs");

  luthier_background_portal_set_status (portal, "1 job is running");
  luthier_test_wait_until (play->status != NULL);
  g_assert_cmpstr (play->status, ==, "1 job is running");
  luthier_background_portal_set_status (portal, long_text);
  luthier_test_wait_until (play->status[0] == 'x');
  g_assert_cmpuint (strlen (play->status), ==, 96);
  g_assert_finalize_object (g_steal_pointer (&portal));
  luthier_portal_play_free (play);
}

static void
test_refuses (void)
{
  LuthierPortalPlay *play = luthier_portal_play_new (LUTHIER_PORTAL_REFUSES);
  g_autoptr (LuthierBackgroundPortal) portal = portal_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (request (portal, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  luthier_portal_play_free (play);
}

/* Nobody is there who would mind. */
static void
test_absent (void)
{
  g_autoptr (LuthierBackgroundPortal) portal = portal_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (request (portal, &error));
  g_assert_no_error (error);
  luthier_background_portal_set_status (portal, "nobody reads it");
}

static void
test_old (void)
{
  LuthierPortalPlay *play = luthier_portal_play_new (LUTHIER_PORTAL_IS_OLD);
  g_autoptr (LuthierBackgroundPortal) portal = portal_new ();
  g_autoptr (GError) error = NULL;

  luthier_background_portal_set_status (portal, "it has no place for this");
  g_assert_true (request (portal, &error));
  g_assert_no_error (error);
  g_assert_null (play->status);
  luthier_portal_play_free (play);
}

static void
test_silent (void)
{
  LuthierPortalPlay *play = luthier_portal_play_new (LUTHIER_PORTAL_IS_SILENT);
  g_autoptr (LuthierBackgroundPortal) portal = portal_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_background_portal_request_async (portal, "To follow jobs", cancellable,
                                           luthier_test_result_cb, &result);
  luthier_test_wait_until (play->n_requests == 1);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  luthier_test_wait_for (result);
  g_assert_false (luthier_background_portal_request_finish (portal, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  luthier_portal_play_free (play);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/background-portal/grants", test_grants);
  g_test_add_func ("/background-portal/refuses", test_refuses);
  g_test_add_func ("/background-portal/absent", test_absent);
  g_test_add_func ("/background-portal/old", test_old);
  g_test_add_func ("/background-portal/silent", test_silent);
  return g_test_run ();
}
