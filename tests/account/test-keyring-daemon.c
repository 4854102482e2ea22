/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-keyring.h"

#include <libsecret/secret.h>

#include "luthier-error.h"
#include "luthier-test.h"

#define SERVICE  "org.freedesktop.secrets"
#define PASSWORD "test"
#define SECRET   "a secret ✓"

/* GNOME Keyring on the bus of this test, with the folders of this test. Nobody can be asked
 * there: the bus has no prompter, so that every prompt ends at once. */
typedef struct
{
  GDBusConnection *bus;
  GSubprocess *daemon;
  LuthierKeyring *keyring;
  GError *error;
} Fixture;

static gboolean
has_owner (Fixture *fixture)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      fixture->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "NameHasOwner", g_variant_new ("(s)", SERVICE), NULL, G_DBUS_CALL_FLAGS_NONE, 5000, NULL,
      NULL);
  gboolean has = FALSE;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(b)", &has);
  return has;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for_owner (Fixture *fixture, gboolean expected)
{
  guint id = g_timeout_add (10, wake_cb, NULL);

  luthier_test_wait_until (has_owner (fixture) == expected);
  g_source_remove (id);
}

/* unlocked: with the password of its keyring, which the first start makes. */
static void
start_daemon (Fixture *fixture, gboolean unlocked)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
      G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  GOutputStream *input;

  /* Its warning that there is no prompter must not end it. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_clear_error (&fixture->error);
  fixture->daemon = g_subprocess_launcher_spawn (launcher, &fixture->error, "gnome-keyring-daemon",
                                                 "--foreground", "--components=secrets",
                                                 unlocked ? "--unlock" : NULL, NULL);
  g_assert_no_error (fixture->error);
  input = g_subprocess_get_stdin_pipe (fixture->daemon);
  if (unlocked)
    g_output_stream_write_all (input, PASSWORD, strlen (PASSWORD), NULL, NULL, NULL);
  g_output_stream_close (input, NULL, NULL);
  wait_for_owner (fixture, TRUE);
}

static void
stop_daemon (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (fixture->daemon == NULL)
    return;
  g_subprocess_send_signal (fixture->daemon, SIGTERM);
  g_subprocess_wait_async (fixture->daemon, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_subprocess_wait_finish (fixture->daemon, result, NULL);
  g_clear_object (&fixture->daemon);
  wait_for_owner (fixture, FALSE);
  secret_service_disconnect ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->keyring = luthier_keyring_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop_daemon (fixture);
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->keyring);
  g_clear_object (&fixture->bus);
}

static gboolean
store (Fixture *fixture, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) secret = g_bytes_new_static (SECRET, strlen (SECRET));

  g_clear_error (&fixture->error);
  luthier_keyring_store_async (fixture->keyring, profile, "Luthier: Test", secret, NULL,
                               luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_keyring_store_finish (fixture->keyring, result, &fixture->error);
}

static GBytes *
look_up (Fixture *fixture, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_error (&fixture->error);
  luthier_keyring_lookup_async (fixture->keyring, profile, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_keyring_lookup_finish (fixture->keyring, result, &fixture->error);
}

static gboolean
clear (Fixture *fixture, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_error (&fixture->error);
  luthier_keyring_clear_async (fixture->keyring, profile, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_keyring_clear_finish (fixture->keyring, result, &fixture->error);
}

static void
assert_reason (Fixture *fixture, const char *reason)
{
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_KEYRING);
  g_assert_cmpstr (luthier_error_get_reason (fixture->error), ==, reason);
  g_assert_null (strstr (fixture->error->message, SECRET));
}

static void
assert_all_fail (Fixture *fixture, const char *reason)
{
  g_assert_null (look_up (fixture, "one"));
  assert_reason (fixture, reason);
  g_assert_false (store (fixture, "one"));
  assert_reason (fixture, reason);
  g_assert_false (clear (fixture, "one"));
  assert_reason (fixture, reason);
}

static void
assert_secret (Fixture *fixture)
{
  g_autoptr (GBytes) secret = look_up (fixture, "one");

  g_assert_no_error (fixture->error);
  g_assert_nonnull (secret);
  g_assert_cmpmem (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret), SECRET,
                   strlen (SECRET));
}

/* (transfer full) (nullable): what a program that is not ours finds. */
static char *
ask_secret_tool (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tool = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "secret-tool",
      "lookup", "application", "io.github.luthierapp.Luthier", "profile", "one", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  char *text = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (tool, NULL, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_subprocess_communicate_utf8_finish (tool, result, &text, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (tool))
    g_clear_pointer (&text, g_free);
  return text;
}

static void
lock (Fixture *fixture)
{
  const char *const paths[] = { "/org/freedesktop/secrets/collection/login" };
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      fixture->bus, SERVICE, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock",
      g_variant_new ("(@ao)", g_variant_new_objv (paths, 1)), NULL, G_DBUS_CALL_FLAGS_NONE, 5000,
      NULL, &fixture->error);

  g_assert_no_error (fixture->error);
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;
  g_autofree char *gone = NULL;

  start_daemon (fixture, TRUE);
  g_assert_null (look_up (fixture, "one"));
  g_assert_no_error (fixture->error);
  g_assert_true (store (fixture, "one"));
  assert_secret (fixture);
  found = ask_secret_tool ();
  g_assert_cmpstr (found, ==, SECRET);

  g_assert_true (clear (fixture, "one"));
  gone = ask_secret_tool ();
  g_assert_null (gone);
  g_assert_true (clear (fixture, "one"));
}

/* All of a profile's uploads go at once, and nothing else. */
static void
test_uploads (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = luthier_keyring_make_upload_id ("one", "a");
  g_autofree char *second = luthier_keyring_make_upload_id ("one", "b");
  g_autofree char *all = luthier_keyring_make_upload_id ("one", NULL);
  g_autoptr (GBytes) secret = NULL;

  start_daemon (fixture, TRUE);
  g_assert_true (store (fixture, first));
  g_assert_true (store (fixture, second));
  g_assert_null (look_up (fixture, "one"));
  g_assert_no_error (fixture->error);
  g_assert_true (store (fixture, "one"));
  secret = look_up (fixture, second);
  g_assert_nonnull (secret);

  g_assert_true (clear (fixture, all));
  g_assert_null (look_up (fixture, first));
  g_assert_null (look_up (fixture, second));
  g_assert_no_error (fixture->error);
  assert_secret (fixture);
  g_assert_true (clear (fixture, "one"));
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  start_daemon (fixture, TRUE);
  g_assert_true (store (fixture, "one"));
  lock (fixture);
  assert_all_fail (fixture, LUTHIER_REASON_KEYRING_LOCKED);
}

/* A secret that stays is not half gone. */
static void
test_locked_and_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) secret = g_bytes_new_static (SECRET, strlen (SECRET));

  start_daemon (fixture, TRUE);
  g_assert_true (store (fixture, "one"));
  lock (fixture);
  luthier_keyring_hold (fixture->keyring, "one", secret);
  g_assert_false (clear (fixture, "one"));
  assert_reason (fixture, LUTHIER_REASON_KEYRING_LOCKED);
  g_assert_true (luthier_keyring_holds (fixture->keyring, "one"));
  assert_secret (fixture);
}

/* It does not even know the schemas of what it has. */
static void
test_never_unlocked (Fixture *fixture, gconstpointer data)
{
  start_daemon (fixture, TRUE);
  g_assert_true (store (fixture, "one"));
  stop_daemon (fixture);
  start_daemon (fixture, FALSE);
  assert_all_fail (fixture, LUTHIER_REASON_KEYRING_LOCKED);
  stop_daemon (fixture);
  start_daemon (fixture, TRUE);
  assert_secret (fixture);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  start_daemon (fixture, TRUE);
  g_assert_true (store (fixture, "one"));
  stop_daemon (fixture);
  assert_all_fail (fixture, LUTHIER_REASON_KEYRING_ABSENT);
}

/* What is held for this run works without any keyring. */
static void
test_held_instead (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) secret = g_bytes_new_static (SECRET, strlen (SECRET));

  luthier_keyring_hold (fixture->keyring, "one", secret);
  assert_secret (fixture);
  g_assert_false (store (fixture, "one"));
  g_assert_true (luthier_keyring_holds (fixture->keyring, "one"));
  g_assert_true (clear (fixture, "one"));
  g_assert_false (luthier_keyring_holds (fixture->keyring, "one"));
  g_assert_null (look_up (fixture, "one"));
  assert_reason (fixture, LUTHIER_REASON_KEYRING_ABSENT);
}

#define ADD(name, test) g_test_add ("/keyring-daemon/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");
  g_autofree char *tool = g_find_program_in_path ("secret-tool");

  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (daemon != NULL && tool != NULL)
    {
      ADD ("life", test_life);
      ADD ("uploads", test_uploads);
      ADD ("locked", test_locked);
      ADD ("locked-and-held", test_locked_and_held);
      ADD ("never-unlocked", test_never_unlocked);
      ADD ("gone", test_gone);
    }
  ADD ("held-instead", test_held_instead);
  return g_test_run ();
}
