/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-oauth.h"

#include <string.h>

#include "luthier-practice-consent.h"
#include "luthier-practice-granting.h"
#include "luthier-practice-jwt.h"
#include "luthier-practice-refusals.h"
#include "luthier-practice-sql.h"

/* How long a code can be used. */
#define CODE_LIFETIME_S 600

/* RFC 7636, section 4.1. */
#define VERIFIER_MIN      43
#define VERIFIER_MAX      128
#define VERIFIER_ALPHABET "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

struct _LuthierPracticeOauth
{
  GObject parent_instance;

  LuthierPracticeState *state;           /* (owned) */
  LuthierPracticeGrants *grants;         /* (owned) */
  LuthierPracticeSituations *situations; /* (owned) */
  sqlite3 *database;                     /* of the state */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeOauth, luthier_practice_oauth, G_TYPE_OBJECT)

/* What a code was given out for. */
typedef struct
{
  char *client_id;    /* (owned) */
  char *redirect_uri; /* (owned) */
  char *challenge;    /* (owned) */
  char *scope;        /* (owned) */
  char *email;        /* (owned) */
  gint64 expires;     /* seconds since the epoch */
} Code;

static void
code_free (Code *code)
{
  g_free (code->client_id);
  g_free (code->redirect_uri);
  g_free (code->challenge);
  g_free (code->scope);
  g_free (code->email);
  g_free (code);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Code, code_free)

static void
make_table (LuthierPracticeOauth *self)
{
  luthier_practice_state_execute (
      self->state, "CREATE TABLE IF NOT EXISTS authorization_codes ("
                   "  key TEXT PRIMARY KEY, client_id TEXT NOT NULL, redirect_uri TEXT NOT NULL,"
                   "  challenge TEXT NOT NULL, scope TEXT NOT NULL, email TEXT NOT NULL,"
                   "  expires INTEGER NOT NULL"
                   ") WITHOUT ROWID;");
}

static gint64
now_s (LuthierPracticeOauth *self)
{
  return luthier_practice_state_now (self->state) / G_USEC_PER_SEC;
}

static const char *
get_person (LuthierPracticeExchange *exchange)
{
  const char *hint = luthier_practice_exchange_get_query (exchange, "login_hint");

  return hint != NULL && *hint != '\0' ? hint : LUTHIER_PRACTICE_PERSON;
}

/* Returns: (transfer full): a code for what the request asks for, with this scope. */
static char *
issue_code (LuthierPracticeOauth *self, LuthierPracticeExchange *exchange, const char *scope)
{
  char *code = luthier_practice_grants_make_secret ("4/0practice-");
  g_autofree char *key = luthier_practice_grants_hash (code);

  luthier_practice_sql_run (self->database,
                            "INSERT INTO authorization_codes (key, client_id, redirect_uri, "
                            "challenge, scope, email, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
                            "ssssssi", key,
                            luthier_practice_exchange_get_query (exchange, "client_id"),
                            luthier_practice_exchange_get_query (exchange, "redirect_uri"),
                            luthier_practice_exchange_get_query (exchange, "code_challenge"), scope,
                            get_person (exchange), now_s (self) + CODE_LIFETIME_S);
  return code;
}

/* A code works once, whether it is then granted or not. */
static Code *
take_code (LuthierPracticeOauth *self, const char *text)
{
  g_autofree char *key = luthier_practice_grants_hash (text);
  g_autoptr (Code) code = g_new0 (Code, 1);
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database,
      "SELECT client_id, redirect_uri, challenge, scope, email, expires FROM authorization_codes "
      "WHERE key = ?",
      "s", key);

  if (!luthier_practice_sql_next (rows))
    return NULL;
  code->client_id = luthier_practice_sql_dup_text (rows, 0);
  code->redirect_uri = luthier_practice_sql_dup_text (rows, 1);
  code->challenge = luthier_practice_sql_dup_text (rows, 2);
  code->scope = luthier_practice_sql_dup_text (rows, 3);
  code->email = luthier_practice_sql_dup_text (rows, 4);
  code->expires = sqlite3_column_int64 (rows, 5);
  g_clear_pointer (&rows, sqlite3_finalize);
  luthier_practice_sql_run (self->database, "DELETE FROM authorization_codes WHERE key = ?", "s",
                            key);
  return g_steal_pointer (&code);
}

/* The scopes without that of Google Cloud, as if its box was not ticked. */
static char *
narrow (const char *scope)
{
  g_auto (GStrv) words = g_strsplit (scope, " ", -1);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && strcmp (words[i], LUTHIER_PRACTICE_SCOPE) != 0)
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", words[i]);
  return g_strdup (kept->len > 0 ? kept->str : "openid");
}

static void
append_parameter (GString *location, const char *name, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (location, "%c%s=%s", strchr (location->str, '?') != NULL ? '&' : '?',
                          name, escaped);
}

static const char *
get_state (LuthierPracticeOauth *self, LuthierPracticeExchange *exchange)
{
  if (luthier_practice_situations_use (self->situations, "wrong-state", NULL, NULL))
    return "practice-wrong-state";
  return luthier_practice_exchange_get_query (exchange, "state");
}

/* A query is of a path, be it the shortest. */
static GString *
begin_location (const char *redirect_uri)
{
  g_autoptr (GUri) uri = g_uri_parse (redirect_uri, G_URI_FLAGS_NONE, NULL);
  GString *location = g_string_new (redirect_uri);

  if (uri != NULL && *g_uri_get_path (uri) == '\0' && g_uri_get_query (uri) == NULL)
    g_string_append_c (location, '/');
  return location;
}

/* Sends the browser back to the application. scope NULL: denied. */
static void
redirect (LuthierPracticeOauth *self, LuthierPracticeExchange *exchange, const char *scope)
{
  g_autoptr (GString)
      location = begin_location (luthier_practice_exchange_get_query (exchange, "redirect_uri"));
  const char *state = get_state (self, exchange);

  if (scope == NULL)
    append_parameter (location, "error", "access_denied");
  if (state != NULL)
    append_parameter (location, "state", state);
  if (scope != NULL)
    {
      g_autofree char *code = issue_code (self, exchange, scope);

      append_parameter (location, "code", code);
      append_parameter (location, "scope", scope);
    }
  luthier_practice_exchange_set_header (exchange, "Location", location->str);
  luthier_practice_exchange_set_header (exchange, "Cache-Control", "no-store");
  luthier_practice_exchange_reply_bytes (exchange, 302, NULL, NULL);
}

/* What the situations decide in place of a person; NULL: nothing. */
static const char *
decide (LuthierPracticeOauth *self)
{
  if (luthier_practice_situations_use (self->situations, "access-denied", NULL, NULL))
    return "deny";
  if (luthier_practice_situations_use (self->situations, "narrow-scope", NULL, NULL))
    return "narrow";
  if (luthier_practice_situations_use (self->situations, "consents", NULL, NULL) ||
      luthier_practice_situations_get (self->situations, "wrong-state", NULL, NULL))
    return "allow";
  return NULL;
}

static void
handle_good_request (LuthierPracticeOauth *self, LuthierPracticeExchange *exchange)
{
  const char *decision = luthier_practice_exchange_get_query (exchange, "decision");
  const char *scope = luthier_practice_exchange_get_query (exchange, "scope");

  if (decision == NULL)
    decision = decide (self);
  if (g_strcmp0 (decision, "allow") == 0)
    redirect (self, exchange, scope);
  else if (g_strcmp0 (decision, "narrow") == 0)
    {
      g_autofree char *narrower = narrow (scope);

      redirect (self, exchange, narrower);
    }
  else if (g_strcmp0 (decision, "deny") == 0)
    redirect (self, exchange, NULL);
  else
    luthier_practice_consent_reply_choices (exchange, get_person (exchange));
}

static gboolean
is_verifier (const char *text)
{
  gsize length = strlen (text);

  return length >= VERIFIER_MIN && length <= VERIFIER_MAX &&
         strspn (text, VERIFIER_ALPHABET) == length;
}

static gboolean
answers_challenge (const char *verifier, const char *challenge)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *answer = NULL;

  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  g_checksum_free (checksum);
  answer = luthier_practice_jwt_encode (digest, length);
  return strcmp (answer, challenge) == 0;
}

/* What is wrong with the use of a code; NULL: nothing. */
static const char *
find_fault (LuthierPracticeOauth *self, const Code *code, GHashTable *form)
{
  const char *verifier = g_hash_table_lookup (form, "code_verifier");

  if (code == NULL || code->expires <= now_s (self) ||
      g_strcmp0 (g_hash_table_lookup (form, "client_id"), code->client_id) != 0)
    return "Malformed auth code.";
  if (g_strcmp0 (g_hash_table_lookup (form, "redirect_uri"), code->redirect_uri) != 0)
    return "The redirect_uri is not the one that the code was given out for.";
  if (verifier == NULL)
    return "Missing code verifier.";
  if (!is_verifier (verifier) || !answers_challenge (verifier, code->challenge))
    return "Invalid code verifier.";
  return NULL;
}

static void
luthier_practice_oauth_finalize (GObject *object)
{
  LuthierPracticeOauth *self = LUTHIER_PRACTICE_OAUTH (object);

  g_clear_object (&self->situations);
  g_clear_object (&self->grants);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (luthier_practice_oauth_parent_class)->finalize (object);
}

static void
luthier_practice_oauth_class_init (LuthierPracticeOauthClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_oauth_finalize;
}

static void
luthier_practice_oauth_init (LuthierPracticeOauth *self)
{
}

LuthierPracticeOauth *
luthier_practice_oauth_new (LuthierPracticeState *state,
                            LuthierPracticeGrants *grants,
                            LuthierPracticeSituations *situations)
{
  LuthierPracticeOauth *self = g_object_new (LUTHIER_TYPE_PRACTICE_OAUTH, NULL);

  self->state = g_object_ref (state);
  self->grants = g_object_ref (grants);
  self->situations = g_object_ref (situations);
  self->database = luthier_practice_state_get_database (state);
  make_table (self);
  return self;
}

/**
 * luthier_practice_oauth_handle_page:
 * @self: the sign-in
 * @exchange: a request for consent, as an application sends the browser with it
 *
 * The parameter "decision" is what the page's buttons add: "allow", "narrow" or "deny".
 */
void
luthier_practice_oauth_handle_page (LuthierPracticeOauth *self, LuthierPracticeExchange *exchange)
{
  const char *error;
  const char *fault;

  if (strcmp (luthier_practice_exchange_get_method (exchange), "GET") != 0)
    {
      luthier_practice_exchange_reply_page (exchange, 405);
      return;
    }
  fault = luthier_practice_consent_find_fault (exchange, &error);
  if (fault != NULL)
    luthier_practice_consent_reply_error (exchange, 400, error, fault);
  else if (luthier_practice_grants_check_client (
               self->grants, luthier_practice_exchange_get_query (exchange, "client_id"), NULL) !=
           LUTHIER_PRACTICE_CLIENT_GOOD)
    luthier_practice_consent_reply_error (exchange, 401, "invalid_client",
                                          "The OAuth client was not found.");
  else
    handle_good_request (self, exchange);
}

/**
 * luthier_practice_oauth_handle_code:
 * @self: the sign-in
 * @exchange: a request to the token endpoint
 * @form: what it says
 */
void
luthier_practice_oauth_handle_code (LuthierPracticeOauth *self,
                                    LuthierPracticeExchange *exchange,
                                    GHashTable *form)
{
  const char *text = g_hash_table_lookup (form, "code");
  const char *client_id = g_hash_table_lookup (form, "client_id");
  const char *secret = g_hash_table_lookup (form, "client_secret");
  g_autofree char *refresh_token = NULL;
  g_autoptr (LuthierPracticeGrant) grant = NULL;
  g_autoptr (Code) code = NULL;
  const char *fault;

  if (text == NULL || client_id == NULL)
    {
      luthier_practice_refuse_grant (exchange, 400, "invalid_request",
                                     text == NULL ? "Missing required parameter: code"
                                                  : "Could not determine client ID from request.",
                                     NULL);
      return;
    }
  if (luthier_practice_grants_check_client (
          self->grants, client_id, secret != NULL ? secret : "") != LUTHIER_PRACTICE_CLIENT_GOOD)
    {
      luthier_practice_refuse_grant (exchange, 401, "invalid_client",
                                     "The provided client secret is invalid.", NULL);
      return;
    }
  code = take_code (self, text);
  fault = find_fault (self, code, form);
  if (fault != NULL)
    {
      luthier_practice_refuse_grant (exchange, 400, "invalid_grant", fault, NULL);
      return;
    }
  refresh_token = luthier_practice_grants_make_secret ("1//practice-");
  grant = luthier_practice_grant_new (client_id, code->email, code->scope);
  grant->family = g_uuid_string_random ();
  luthier_practice_grants_add_refresh (self->grants, refresh_token, secret, grant);
  luthier_practice_granting_reply (self->grants, exchange, grant, refresh_token);
}

void
luthier_practice_oauth_forget_codes (LuthierPracticeOauth *self)
{
  luthier_practice_sql_run (self->database, "DELETE FROM authorization_codes", "");
}
