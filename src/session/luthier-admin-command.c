/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-admin-command.h"

/* What no shell changes in any place of a word. */
#define PLAIN G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "@%+=:,./_-"

#define KEY_SEGMENTS 8

/* Appends " " and the word that the format makes. */
static void append (GString *command, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
append (GString *command, const char *format, ...)
{
  g_autofree char *word = NULL;
  g_autofree char *quoted = NULL;
  va_list arguments;

  va_start (arguments, format);
  word = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (*word == '\0' || word[strspn (word, PLAIN)] != '\0')
    quoted = g_shell_quote (word);
  g_string_append_c (command, ' ');
  g_string_append (command, quoted != NULL ? quoted : word);
}

static char *
finish_grant (GString *command, const char *member, const char *role)
{
  append (command, "--member=%s", member);
  append (command, "--role=%s", role);
  return g_string_free (command, FALSE);
}

char *
luthier_admin_command_get_member (const char *email)
{
  return g_strdup_printf (
      "%s:%s", g_str_has_suffix (email, ".gserviceaccount.com") ? "serviceAccount" : "user", email);
}

char *
luthier_admin_command_enable (const char *service, const char *project)
{
  GString *command = g_string_new ("gcloud services enable");

  append (command, "%s", service);
  append (command, "--project=%s", project);
  return g_string_free (command, FALSE);
}

char *
luthier_admin_command_make_agent (const char *project)
{
  GString *command = g_string_new (
      "gcloud beta services identity create --service=aiplatform.googleapis.com");

  append (command, "--project=%s", project);
  return g_string_free (command, FALSE);
}

char *
luthier_admin_command_grant_on_project (const char *project, const char *member, const char *role)
{
  GString *command = g_string_new ("gcloud projects add-iam-policy-binding");

  append (command, "%s", project);
  return finish_grant (command, member, role);
}

char *
luthier_admin_command_grant_on_bucket (const char *bucket, const char *member, const char *role)
{
  GString *command = g_string_new ("gcloud storage buckets add-iam-policy-binding");

  append (command, "gs://%s", bucket);
  return finish_grant (command, member, role);
}

char *
luthier_admin_command_grant_on_key (const char *key, const char *member, const char *role)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", -1);
  GString *command;

  if (g_strv_length (parts) != KEY_SEGMENTS)
    return NULL;

  command = g_string_new ("gcloud kms keys add-iam-policy-binding");
  append (command, "%s", parts[7]);
  append (command, "--keyring=%s", parts[5]);
  append (command, "--location=%s", parts[3]);
  append (command, "--project=%s", parts[1]);
  return finish_grant (command, member, role);
}

char *
luthier_admin_command_grant_on_account (const char *email, const char *member, const char *role)
{
  GString *command = g_string_new ("gcloud iam service-accounts add-iam-policy-binding");

  append (command, "%s", email);
  return finish_grant (command, member, role);
}
