/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-admin-command.h"

#define KEY "projects/p/locations/eu/keyRings/r/cryptoKeys/k"

static void
assert_command (char *command, const char *expected)
{
  g_autofree char *taken = command;

  g_assert_cmpstr (taken, ==, expected);
}

static void
test_commands (void)
{
  assert_command (luthier_admin_command_get_member ("ann@example.com"), "user:ann@example.com");
  assert_command (luthier_admin_command_get_member ("a@p.iam.gserviceaccount.com"),
                  "serviceAccount:a@p.iam.gserviceaccount.com");
  assert_command (luthier_admin_command_enable ("storage.googleapis.com", "example.com:p"),
                  "gcloud services enable storage.googleapis.com --project=example.com:p");
  assert_command (luthier_admin_command_make_agent ("p"),
                  "gcloud beta services identity create --service=aiplatform.googleapis.com "
                  "--project=p");
  assert_command (luthier_admin_command_grant_on_project ("p", "user:a@b", "roles/r"),
                  "gcloud projects add-iam-policy-binding p --member=user:a@b --role=roles/r");
  assert_command (luthier_admin_command_grant_on_bucket ("b", "user:a@b", "roles/r"),
                  "gcloud storage buckets add-iam-policy-binding gs://b --member=user:a@b "
                  "--role=roles/r");
  assert_command (luthier_admin_command_grant_on_key (KEY, "user:a@b", "roles/r"),
                  "gcloud kms keys add-iam-policy-binding k --keyring=r --location=eu --project=p "
                  "--member=user:a@b --role=roles/r");
  assert_command (luthier_admin_command_grant_on_account ("x@y", "user:a@b", "roles/r"),
                  "gcloud iam service-accounts add-iam-policy-binding x@y --member=user:a@b "
                  "--role=roles/r");
  g_assert_null (luthier_admin_command_grant_on_key ("k", "user:a@b", "roles/r"));
}

/* A shell takes every name literally. */
static void
test_quoting (void)
{
  static const char *const names[] = { "a b", "$(reboot)", "`x`",  "a'b",  "a\"b", ";x",
                                       "*",   "ü",         "a\\b", "a\nb", "~x",   "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *command = luthier_admin_command_grant_on_project (names[i], names[i], "r");
      g_autofree char *member = g_strconcat ("--member=", names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) words = NULL;
      int n_words;

      g_shell_parse_argv (command, &n_words, &words, &error);
      g_assert_no_error (error);
      g_assert_cmpint (n_words, ==, 6);
      g_assert_cmpstr (words[3], ==, names[i]);
      g_assert_cmpstr (words[4], ==, member);
      g_assert_true (strpbrk (names[i], "$`;*") == NULL || strchr (command, '\'') != NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/admin-command/commands", test_commands);
  g_test_add_func ("/admin-command/quoting", test_quoting);
  return g_test_run ();
}
