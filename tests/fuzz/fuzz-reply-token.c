/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz-text.h"

#include "luthier-code-grant.h"
#include "luthier-credential.h"
#include "luthier-error.h"
#include "luthier-exchange-grant.h"
#include "luthier-fixed-token.h"
#include "luthier-fuzz-http.h"
#include "luthier-impersonation-grant.h"
#include "luthier-manual-clock.h"
#include "luthier-refresh-grant.h"
#include "luthier-token-info.h"

/* Files of credentials and clients, and what token endpoints answer: a letter says what it is. A
 * token can be sent as a header, an account can be shown, what was read from a file is the same
 * when it comes back from the keyring. */

#define NOW       (G_GINT64_CONSTANT (1795996800) * G_USEC_PER_SEC)
#define IAM       "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/"
#define TOKEN_URI "https://oauth2.googleapis.com/token"

typedef struct
{
  LuthierClock *clock;
  LuthierRandom *random;
  LuthierOauthClient *client;
  LuthierExternalAccount *text_source;
  LuthierExternalAccount *json_source;
} World;

static World world;

static void
look_at_failure (GError *error)
{
  fuzz_assert (error != NULL);
  fuzz_look_at_line (error->message);
  fuzz_assert (*error->message != '\0');
  g_error_free (error);
}

static void
look_at_email (const char *email)
{
  fuzz_look_at_line (email);
  fuzz_assert (email == NULL || strchr (email, '@') != NULL);
}

static void
look_at_token (const char *token)
{
  fuzz_assert (token != NULL && *token != '\0');
  for (; *token != '\0'; token++)
    fuzz_assert (g_ascii_isgraph (*token));
}

static void
look_at_credential (LuthierCredential *self)
{
  look_at_email (luthier_credential_get_account (self));
  fuzz_look_at_line (luthier_credential_get_project (self));
  fuzz_look_at_line (luthier_credential_get_quota_project (self));
  luthier_credential_is_user (self);
  luthier_credential_can_revoke (self);
  fuzz_assert (luthier_credential_get_expires_at (self) >= 0);
}

static void
read_credential (GBytes *text)
{
  GError *error = NULL;
  g_autoptr (LuthierCredential) credential = luthier_credential_new (text, &error);
  g_autoptr (LuthierCredential) again = NULL;
  g_autoptr (LuthierCredential) acting = NULL;
  g_autoptr (LuthierTokenSource) tokens = NULL;

  if (credential == NULL)
    {
      look_at_failure (error);
      return;
    }
  look_at_credential (credential);
  again = luthier_credential_new (luthier_credential_get_text (credential), NULL);
  fuzz_assert (again != NULL);
  fuzz_assert (luthier_credential_get_kind (again) == luthier_credential_get_kind (credential));
  fuzz_assert (g_strcmp0 (luthier_credential_get_account (again),
                          luthier_credential_get_account (credential)) == 0);
  acting = luthier_credential_impersonate (credential, "a@b.c",
                                           "https://iamcredentials.googleapis.com", "p", NULL);
  fuzz_assert (acting != NULL ||
               luthier_credential_get_kind (credential) == LUTHIER_CREDENTIAL_IMPERSONATED);
  tokens = luthier_credential_open (acting != NULL ? acting : credential, world.clock,
                                    world.random);
  fuzz_assert (tokens != NULL);
}

static void
read_client (GBytes *text)
{
  GError *error = NULL;
  g_autoptr (LuthierOauthClient) client = luthier_oauth_client_new (text, &error);
  g_autoptr (LuthierOauthClient) again = NULL;
  g_autoptr (LuthierCredential) person = NULL;

  if (client == NULL)
    {
      look_at_failure (error);
      return;
    }
  fuzz_assert (luthier_oauth_client_is_file (text));
  fuzz_look_at_line (luthier_oauth_client_get_id (client));
  fuzz_look_at_line (luthier_oauth_client_get_project (client));
  again = luthier_oauth_client_new (luthier_oauth_client_get_text (client), NULL);
  fuzz_assert (again != NULL);
  person = luthier_credential_new_for_user (luthier_oauth_client_get_id (client),
                                            luthier_oauth_client_get_secret (client), "1//r",
                                            "a@b.c", luthier_oauth_client_get_token_uri (client));
  fuzz_assert (person != NULL);
}

static void
find_token (LuthierExternalAccount *account, GBytes *text)
{
  GError *error = NULL;
  char *token = luthier_external_account_find_token (account, text, &error);

  if (token == NULL)
    look_at_failure (error);
  else
    fuzz_take_text (token);
}

static void
granted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (LuthierGranted)
      granted = luthier_grant_fetch_finish (LUTHIER_GRANT (source), result, &error);
  g_autoptr (LuthierCredential) person = NULL;

  if (granted == NULL)
    {
      look_at_failure (error);
      return;
    }
  look_at_token (granted->token);
  look_at_email (granted->account);
  fuzz_look_at_text (granted->scope);
  luthier_granted_covers (granted, "https://www.googleapis.com/auth/cloud-platform");
  fuzz_assert (granted->expires_at >= NOW);
  if (granted->refresh_token == NULL)
    return;
  look_at_token (granted->refresh_token);
  person = luthier_credential_new_for_user ("i", "s", granted->refresh_token, granted->account,
                                            NULL);
  fuzz_assert (person != NULL);
}

/* grant: (transfer full) */
static void
fetch (LuthierGrant *grant)
{
  luthier_grant_fetch_async (grant, NULL, granted_cb, NULL);
  fuzz_http_run ();
  g_object_unref (grant);
}

static void
fetch_as_another (void)
{
  g_autoptr (LuthierTokenSource) source = luthier_fixed_token_new ("t");

  fetch (luthier_impersonation_grant_new (source, IAM "a@b.c:generateAccessToken", NULL, "p",
                                          world.clock, world.random));
}

static void
known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (LuthierTokenInfo) info = luthier_token_info_ask_finish (result, &error);
  g_autoptr (LuthierCredential) credential = NULL;

  if (info == NULL)
    {
      look_at_failure (error);
      return;
    }
  look_at_email (info->account);
  fuzz_assert (info->expires_at > NOW);
  credential = luthier_credential_new_for_token ("ya29.t", info->expires_at, info->account);
  fuzz_assert (credential != NULL);
  look_at_credential (credential);
}

static void
ask_about_token (void)
{
  luthier_token_info_ask_async ("t", "https://oauth2.googleapis.com", world.clock, world.random,
                                NULL, known_cb, NULL);
  fuzz_http_run ();
}

static LuthierExternalAccount *
new_source (const char *rest)
{
  g_autofree char *text = g_strdup_printf (
      "{\"audience\":\"a\",\"subject_token_type\":\"t\",\"token_url\":"
      "\"https://sts.googleapis.com/v1/token\",\"credential_source\":{\"url\":"
      "\"https://example.com/t\"%s}}",
      rest);
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, NULL);
  LuthierExternalAccount *account = luthier_external_account_new (luthier_json_get_root (json),
                                                                  NULL);

  fuzz_assert (account != NULL);
  return account;
}

static void
read_as (char what, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  fuzz_http_answer (data, size);
  switch (what)
    {
    case 'o':
      read_client (bytes);
      break;
    case 'x':
      find_token (world.text_source, bytes);
      find_token (world.json_source, bytes);
      break;
    case 'g':
      fetch (luthier_code_grant_new (world.client, "code", "http://127.0.0.1:1", "v", world.clock,
                                     world.random));
      break;
    case 'r':
      fetch (
          luthier_refresh_grant_new ("i", "s", "r", TOKEN_URI, "a@b.c", world.clock, world.random));
      break;
    case 'i':
      fetch_as_another ();
      break;
    case 's':
      fetch (luthier_exchange_grant_new (world.json_source, world.clock, world.random));
      break;
    case 't':
      ask_about_token ();
      break;
    default:
      read_credential (bytes);
    }
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  world.clock = luthier_manual_clock_new (NOW);
  world.random = luthier_random_new_with_seed (1);
  world.client = luthier_oauth_client_new_typed ("i.apps.googleusercontent.com", "GOCSPX-s", NULL,
                                                 NULL);
  fuzz_assert (world.client != NULL);
  world.text_source = new_source ("");
  world.json_source = new_source (
      ",\"format\":{\"type\":\"json\",\"subject_token_field_name\":\"token\"}");
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size > 0)
    read_as ((char) data[0], data + 1, size - 1);
  return 0;
}
