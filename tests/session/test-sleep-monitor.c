/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-manual-clock.h"
#include "luthier-sleep-monitor.h"
#include "luthier-test.h"

/* The test's own bus is the system's here. A signal that is sent before anybody listens is lost,
 * so that it is sent again and again. */
#define AGAIN_MS 20

typedef struct
{
  LuthierManualClock *clock;
  LuthierSleepMonitor *monitor;
  GDBusConnection *logind;
  gboolean asleep; /* what logind tells */
  guint n_notified;
  gboolean last; /* what was notified of last */
} Fixture;

static void
notify_cb (LuthierSleepMonitor *monitor, GParamSpec *pspec, Fixture *fixture)
{
  fixture->n_notified++;
  fixture->last = luthier_sleep_monitor_get_asleep (monitor);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  LuthierClock *clock = luthier_manual_clock_new (0);

  fixture->clock = LUTHIER_MANUAL_CLOCK (clock);
  fixture->monitor = luthier_sleep_monitor_new (clock);
  g_signal_connect (fixture->monitor, "notify::asleep", G_CALLBACK (notify_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->monitor);
  g_assert_finalize_object (fixture->clock);
}

static void
set_up_logind (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  set_up (fixture, unused);
  fixture->logind = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (
      fixture->logind, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", "org.freedesktop.login1", 0), NULL,
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down_logind (Fixture *fixture, gconstpointer unused)
{
  tear_down (fixture, unused);
  g_dbus_connection_close_sync (fixture->logind, NULL, NULL);
  g_clear_object (&fixture->logind);
}

static gboolean
tell_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  g_dbus_connection_emit_signal (fixture->logind, NULL, "/org/freedesktop/login1",
                                 "org.freedesktop.login1.Manager", "PrepareForSleep",
                                 g_variant_new ("(b)", fixture->asleep), NULL);
  return G_SOURCE_CONTINUE;
}

static void
tell (Fixture *fixture, gboolean asleep)
{
  const guint before = fixture->n_notified;
  guint source = 0;

  fixture->asleep = asleep;
  source = g_timeout_add (AGAIN_MS, tell_cb, fixture);
  luthier_test_wait_until (fixture->n_notified > before && fixture->last == asleep);
  g_source_remove (source);
}

static void
test_logind (Fixture *fixture, gconstpointer unused)
{
  tell (fixture, TRUE);
  g_assert_true (luthier_sleep_monitor_get_asleep (fixture->monitor));
  luthier_manual_clock_sleep (fixture->clock, 8 * 3600 * 1000);
  tell (fixture, FALSE);
  g_assert_false (luthier_sleep_monitor_get_asleep (fixture->monitor));
}

/* After logind has told, there is nothing left to find out. */
static void
test_told_once (Fixture *fixture, gconstpointer unused)
{
  guint before;

  tell (fixture, TRUE);
  luthier_manual_clock_sleep (fixture->clock, 8 * 3600 * 1000);
  tell (fixture, FALSE);
  before = fixture->n_notified;
  luthier_sleep_monitor_check (fixture->monitor);
  g_assert_cmpuint (fixture->n_notified, ==, before);
}

static void
test_found_out (Fixture *fixture, gconstpointer unused)
{
  luthier_sleep_monitor_check (fixture->monitor);
  luthier_manual_clock_advance (fixture->clock, 3600 * 1000);
  luthier_sleep_monitor_check (fixture->monitor);
  g_assert_cmpuint (fixture->n_notified, ==, 0);

  luthier_manual_clock_sleep (fixture->clock, 60 * 1000);
  luthier_sleep_monitor_check (fixture->monitor);
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  g_assert_false (fixture->last);
  luthier_sleep_monitor_check (fixture->monitor);
  g_assert_cmpuint (fixture->n_notified, ==, 1);
}

/* Somebody who sets the clock has not slept. */
static void
test_clock_is_set (Fixture *fixture, gconstpointer unused)
{
  luthier_manual_clock_set_real_time (fixture->clock, 86400 * (gint64) G_USEC_PER_SEC);
  luthier_sleep_monitor_check (fixture->monitor);
  luthier_manual_clock_set_real_time (fixture->clock, 0);
  luthier_sleep_monitor_check (fixture->monitor);
  g_assert_cmpuint (fixture->n_notified, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);

  g_test_add ("/sleep-monitor/logind", Fixture, NULL, set_up_logind, test_logind, tear_down_logind);
  g_test_add ("/sleep-monitor/told-once", Fixture, NULL, set_up_logind, test_told_once,
              tear_down_logind);
  g_test_add ("/sleep-monitor/found-out", Fixture, NULL, set_up, test_found_out, tear_down);
  g_test_add ("/sleep-monitor/clock-is-set", Fixture, NULL, set_up, test_clock_is_set, tear_down);

  return g_test_run ();
}
