/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-keyring.h"

#include "luthier-error.h"
#include "luthier-test.h"

static gboolean
store (LuthierKeyring *keyring, const char *profile, GBytes *secret, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_keyring_store_async (keyring, profile, "Luthier: Test", secret, NULL,
                               luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_keyring_store_finish (keyring, result, error);
}

static GBytes *
look_up (LuthierKeyring *keyring, const char *profile, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_keyring_lookup_async (keyring, profile, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_keyring_lookup_finish (keyring, result, error);
}

static gboolean
clear (LuthierKeyring *keyring, const char *profile, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_keyring_clear_async (keyring, profile, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_keyring_clear_finish (keyring, result, error);
}

static void
assert_secret (LuthierKeyring *keyring, const char *profile, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = look_up (keyring, profile, &error);

  g_assert_no_error (error);
  g_assert_true ((secret == NULL) == (expected == NULL));
  if (expected != NULL)
    g_assert_true (g_bytes_equal (secret, expected));
}

static void
test_life (void)
{
  g_autoptr (LuthierKeyring) keyring = luthier_keyring_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = g_bytes_new_static ("first ✓", strlen ("first ✓"));
  g_autoptr (GBytes) second = g_bytes_new_static ("second", 6);

  assert_secret (keyring, "one", NULL);
  g_assert_true (store (keyring, "one", first, &error));
  g_assert_no_error (error);
  assert_secret (keyring, "one", first);
  assert_secret (keyring, "two", NULL);

  g_assert_true (store (keyring, "two", first, &error));
  g_assert_true (store (keyring, "one", second, &error));
  assert_secret (keyring, "one", second);
  assert_secret (keyring, "two", first);

  g_assert_true (clear (keyring, "one", &error));
  assert_secret (keyring, "one", NULL);
  assert_secret (keyring, "two", first);
  g_assert_true (clear (keyring, "one", &error));
  g_assert_no_error (error);
}

/* The sessions of uploads are kept beside the secret of their profile, and never found in its place;
 * they can be cleared all at once. */
static void
test_uploads (void)
{
  g_autoptr (LuthierKeyring) keyring = luthier_keyring_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = g_bytes_new_static ("of the profile", 14);
  g_autoptr (GBytes) first = g_bytes_new_static ("first session", 13);
  g_autoptr (GBytes) second = g_bytes_new_static ("second session", 14);
  g_autofree char *first_id = luthier_keyring_make_upload_id ("p1", "a");
  g_autofree char *second_id = luthier_keyring_make_upload_id ("p1", "b");
  g_autofree char *other_id = luthier_keyring_make_upload_id ("p2", "a");
  g_autofree char *all_id = luthier_keyring_make_upload_id ("p1", NULL);

  g_assert_true (store (keyring, first_id, first, &error));
  assert_secret (keyring, "p1", NULL);
  g_assert_true (store (keyring, "p1", secret, &error));
  g_assert_true (store (keyring, second_id, second, &error));
  g_assert_true (store (keyring, other_id, second, &error));
  g_assert_no_error (error);
  assert_secret (keyring, "p1", secret);
  assert_secret (keyring, first_id, first);
  assert_secret (keyring, second_id, second);

  g_assert_true (clear (keyring, first_id, &error));
  assert_secret (keyring, first_id, NULL);
  assert_secret (keyring, second_id, second);
  g_assert_true (store (keyring, first_id, first, &error));
  g_assert_true (clear (keyring, all_id, &error));
  g_assert_no_error (error);
  assert_secret (keyring, first_id, NULL);
  assert_secret (keyring, second_id, NULL);
  assert_secret (keyring, other_id, second);
  assert_secret (keyring, "p1", secret);
}

/* Larger than any key file. */
static void
test_large (void)
{
  g_autoptr (LuthierKeyring) keyring = luthier_keyring_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = g_bytes_new_take (g_strnfill (32 * 1024, 'x'), 32 * 1024);

  g_assert_true (store (keyring, "large", secret, &error));
  g_assert_no_error (error);
  assert_secret (keyring, "large", secret);
}

/* For this run only, in front of what is stored. */
static void
test_held (void)
{
  g_autoptr (LuthierKeyring) keyring = luthier_keyring_new ();
  g_autoptr (LuthierKeyring) next_run = luthier_keyring_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stored = g_bytes_new_static ("stored", 6);
  g_autoptr (GBytes) held = g_bytes_new_static ("held", 4);

  g_assert_true (store (keyring, "held", stored, &error));
  luthier_keyring_hold (keyring, "held", held);
  g_assert_true (luthier_keyring_holds (keyring, "held"));
  g_assert_false (luthier_keyring_holds (keyring, "other"));
  assert_secret (keyring, "held", held);
  assert_secret (next_run, "held", stored);

  g_assert_true (store (keyring, "held", stored, &error));
  g_assert_false (luthier_keyring_holds (keyring, "held"));
  assert_secret (keyring, "held", stored);

  luthier_keyring_hold (keyring, "held", held);
  g_assert_true (clear (keyring, "held", &error));
  g_assert_false (luthier_keyring_holds (keyring, "held"));
  assert_secret (keyring, "held", NULL);
}

/* None overtakes another, and each has its own answer. */
static void
test_at_once (void)
{
  g_autoptr (LuthierKeyring) keyring = luthier_keyring_new ();
  g_autoptr (GBytes) secret = g_bytes_new_static ("at once", 7);
  GAsyncResult *results[16] = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *id = g_strdup_printf ("at-once-%u", i / 2);

      if (i % 4 < 3)
        luthier_keyring_store_async (keyring, id, "Luthier: Test", secret, NULL,
                                     luthier_test_result_cb, &results[i]);
      else
        luthier_keyring_clear_async (keyring, id, NULL, luthier_test_result_cb, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      luthier_test_wait_for (results[i]);
      g_assert_true (i % 4 < 3 ? luthier_keyring_store_finish (keyring, results[i], &error)
                               : luthier_keyring_clear_finish (keyring, results[i], &error));
      g_assert_no_error (error);
      g_clear_object (&results[i]);
    }
  assert_secret (keyring, "at-once-0", secret);
  assert_secret (keyring, "at-once-1", NULL);
}

static void
test_cancelled (void)
{
  g_autoptr (LuthierKeyring) keyring = luthier_keyring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  luthier_keyring_lookup_async (keyring, "one", cancellable, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_assert_null (luthier_keyring_lookup_finish (keyring, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* This test, run again with the bus instead of a file: on the bus of a test there
 * is no keyring. */
static void
test_there_is_none (void)
{
  g_autoptr (LuthierKeyring) keyring = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_setenv ("SECRET_BACKEND", "service", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_setenv ("SECRET_BACKEND", "file", TRUE);
      g_test_trap_assert_passed ();
      return;
    }

  keyring = luthier_keyring_new ();
  g_assert_null (look_up (keyring, "one", &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_KEYRING);
  g_assert_cmpstr (luthier_error_get_reason (error), ==, LUTHIER_REASON_KEYRING_ABSENT);
  g_assert_nonnull (strstr (error->message, "There is no keyring"));
  g_clear_error (&error);

  secret = g_bytes_new_static ("x", 1);
  g_assert_false (store (keyring, "one", secret, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_KEYRING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/life", test_life);
  g_test_add_func ("/keyring/uploads", test_uploads);
  g_test_add_func ("/keyring/large", test_large);
  g_test_add_func ("/keyring/held", test_held);
  g_test_add_func ("/keyring/at-once", test_at_once);
  g_test_add_func ("/keyring/cancelled", test_cancelled);
  g_test_add_func ("/keyring/there-is-none", test_there_is_none);
  return g_test_run ();
}
