/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-tokens.h"

#include <gnutls/crypto.h>
#include <string.h>

#include "luthier-practice-account-key.h"
#include "luthier-practice-jwt.h"
#include "luthier-practice-refusals.h"
#include "luthier-practice-sql.h"

#define LIFETIME_S    3600
#define SKEW_S        300
#define TOKEN_SIZE    32
#define GRANT_JWT     "urn:ietf:params:oauth:grant-type:jwt-bearer"
#define SCOPE         "https://www.googleapis.com/auth/cloud-platform"
#define REAL_AUDIENCE "https://oauth2.googleapis.com/token"

struct _LuthierPracticeTokens
{
  GObject parent_instance;

  LuthierPracticeState *state;           /* (owned) */
  LuthierPracticeSituations *situations; /* (owned) */
  sqlite3 *database;                     /* of the state */
  char *fixed_token;                     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeTokens, luthier_practice_tokens, G_TYPE_OBJECT)

/* Only what secrets hash to is written down. */
static void
make_tables (LuthierPracticeTokens *self)
{
  luthier_practice_state_execute (
      self->state, "CREATE TABLE IF NOT EXISTS service_accounts ("
                   "  email TEXT PRIMARY KEY, public_key TEXT NOT NULL"
                   ") WITHOUT ROWID;"
                   "CREATE TABLE IF NOT EXISTS refresh_tokens ("
                   "  key TEXT PRIMARY KEY, client_id TEXT NOT NULL, client_secret TEXT NOT NULL"
                   ") WITHOUT ROWID;"
                   "CREATE TABLE IF NOT EXISTS access_tokens ("
                   "  key TEXT PRIMARY KEY, expires INTEGER NOT NULL"
                   ") WITHOUT ROWID;");
}

static char *
hash (const char *secret)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
}

static char *
make_token (const char *prefix)
{
  guint8 random[TOKEN_SIZE];
  g_autofree char *text = NULL;

  gnutls_rnd (GNUTLS_RND_KEY, random, sizeof random);
  text = g_base64_encode (random, sizeof random);
  g_strdelimit (text, "+/", '_');
  return g_strconcat (prefix, g_strdelimit (text, "=", '\0'), NULL);
}

static gint64
now_s (LuthierPracticeTokens *self)
{
  return luthier_practice_state_now (self->state) / G_USEC_PER_SEC;
}

static gboolean
has_accounts (LuthierPracticeTokens *self)
{
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database,
      "SELECT 1 FROM service_accounts UNION ALL SELECT 1 FROM refresh_tokens LIMIT 1", "");

  return luthier_practice_sql_next (rows);
}

static char *
find_public_key (LuthierPracticeTokens *self, const char *email)
{
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT public_key FROM service_accounts WHERE email = ?", "s", email);

  return luthier_practice_sql_next (rows) ? luthier_practice_sql_dup_text (rows, 0) : NULL;
}

/* refresh_token: (nullable), if it is a new one. */
static void
grant (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange, const char *refresh_token)
{
  g_autofree char *token = make_token ("ya29.practice-");
  g_autofree char *key = hash (token);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *answer = json_object_new ();

  luthier_practice_sql_run (self->database, "DELETE FROM access_tokens WHERE expires < ?", "i",
                            now_s (self) - LIFETIME_S);
  luthier_practice_sql_run (self->database,
                            "INSERT INTO access_tokens (key, expires) VALUES (?, ?)", "si", key,
                            now_s (self) + LIFETIME_S);
  json_object_set_string_member (answer, "access_token", token);
  json_object_set_int_member (answer, "expires_in", LIFETIME_S);
  json_object_set_string_member (answer, "token_type", "Bearer");
  if (refresh_token != NULL)
    json_object_set_string_member (answer, "refresh_token", refresh_token);
  json_node_take_object (root, answer);
  luthier_practice_exchange_set_header (exchange, "Cache-Control", "no-store");
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

static gboolean
has_good_times (LuthierPracticeTokens *self, LuthierPracticeJwt *jwt)
{
  gint64 issued = luthier_practice_jwt_get_time (jwt, "iat");
  gint64 expires = luthier_practice_jwt_get_time (jwt, "exp");
  gint64 now = now_s (self);

  return issued > 0 && expires > issued && expires - issued <= LIFETIME_S &&
         issued <= now + SKEW_S && expires >= now - SKEW_S;
}

static gboolean
has_good_audience (LuthierPracticeJwt *jwt, LuthierPracticeExchange *exchange)
{
  const char *audience = luthier_practice_jwt_get_claim (jwt, "aud");
  const char *host = luthier_practice_exchange_get_header (exchange, "Host");
  g_autofree char *here = g_strdup_printf ("http://%s%s", host,
                                           luthier_practice_exchange_get_path (exchange));

  return audience != NULL &&
         (g_str_equal (audience, here) || g_str_equal (audience, REAL_AUDIENCE));
}

/* What is wrong with an assertion; NULL: nothing. */
static const char *
find_fault (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange, const char *assertion)
{
  g_autoptr (LuthierPracticeJwt) jwt = luthier_practice_jwt_parse (assertion);
  const char *email = jwt != NULL ? luthier_practice_jwt_get_claim (jwt, "iss") : NULL;
  g_autofree char *public_key = email != NULL ? find_public_key (self, email) : NULL;

  if (jwt == NULL)
    return "Bad Request";
  if (public_key == NULL)
    return "Invalid grant: account not found";
  if (!luthier_practice_jwt_verify (jwt, public_key))
    return "Invalid JWT Signature.";
  if (!has_good_audience (jwt, exchange))
    return "Invalid JWT: Failed audience check.";
  if (!has_good_times (self, jwt))
    return "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
           "timeframe. Check your iat and exp values in the JWT claim.";
  return NULL;
}

static void
handle_assertion (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange, GHashTable *form)
{
  const char *assertion = g_hash_table_lookup (form, "assertion");
  g_autoptr (LuthierPracticeJwt) jwt = NULL;
  const char *fault;

  if (assertion == NULL)
    {
      luthier_practice_refuse_grant (exchange, 400, "invalid_request",
                                     "Missing required parameter: assertion", NULL);
      return;
    }
  fault = find_fault (self, exchange, assertion);
  if (fault != NULL)
    {
      luthier_practice_refuse_grant (exchange, 400, "invalid_grant", fault, NULL);
      return;
    }
  jwt = luthier_practice_jwt_parse (assertion);
  if (luthier_practice_jwt_get_claim (jwt, "scope") == NULL)
    luthier_practice_refuse_grant (exchange, 400, "invalid_scope",
                                   "Invalid OAuth scope or ID token audience provided.", NULL);
  else
    grant (self, exchange, NULL);
}

static char *
rotate (LuthierPracticeTokens *self, const char *key)
{
  char *token = make_token ("1//practice-");
  g_autofree char *new_key = hash (token);

  luthier_practice_sql_run (self->database, "UPDATE refresh_tokens SET key = ? WHERE key = ?", "ss",
                            new_key, key);
  return token;
}

static void
handle_refresh (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange, GHashTable *form)
{
  const char *token = g_hash_table_lookup (form, "refresh_token");
  const char *secret = g_hash_table_lookup (form, "client_secret");
  g_autofree char *key = hash (token != NULL ? token : "");
  g_autofree char *secret_hash = hash (secret != NULL ? secret : "");
  g_autofree char *new_token = NULL;
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT client_id, client_secret FROM refresh_tokens WHERE key = ?", "s",
      key);

  if (!luthier_practice_sql_next (rows))
    luthier_practice_refuse_grant (exchange, 400, "invalid_grant",
                                   "Token has been expired or revoked.", NULL);
  else if (g_strcmp0 ((const char *) sqlite3_column_text (rows, 0),
                      g_hash_table_lookup (form, "client_id")) != 0 ||
           g_strcmp0 ((const char *) sqlite3_column_text (rows, 1), secret_hash) != 0)
    luthier_practice_refuse_grant (exchange, 401, "invalid_client",
                                   "The OAuth client was not found.", NULL);
  else
    {
      if (luthier_practice_situations_use (self->situations, "rotates-refresh", NULL, NULL))
        new_token = rotate (self, key);
      grant (self, exchange, new_token);
    }
}

/* FALSE: it was given out here, but its time is over. Sets known if it was given out here. */
static gboolean
is_fresh (LuthierPracticeTokens *self, const char *token, gboolean *known)
{
  g_autofree char *key = hash (token);
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT expires FROM access_tokens WHERE key = ?", "s", key);

  *known = luthier_practice_sql_next (rows);
  return *known && sqlite3_column_int64 (rows, 0) > now_s (self);
}

/* A service account may sign its own access token: no token endpoint, one request less. */
static gboolean
is_self_signed (LuthierPracticeTokens *self, const char *token)
{
  g_autoptr (LuthierPracticeJwt) jwt = luthier_practice_jwt_parse (token);
  const char *email = jwt != NULL ? luthier_practice_jwt_get_claim (jwt, "iss") : NULL;
  g_autofree char *public_key = email != NULL ? find_public_key (self, email) : NULL;

  return public_key != NULL && luthier_practice_jwt_verify (jwt, public_key) &&
         g_strcmp0 (email, luthier_practice_jwt_get_claim (jwt, "sub")) == 0 &&
         has_good_times (self, jwt);
}

static void
luthier_practice_tokens_finalize (GObject *object)
{
  LuthierPracticeTokens *self = LUTHIER_PRACTICE_TOKENS (object);

  g_clear_object (&self->situations);
  g_clear_object (&self->state);
  g_free (self->fixed_token);

  G_OBJECT_CLASS (luthier_practice_tokens_parent_class)->finalize (object);
}

static void
luthier_practice_tokens_class_init (LuthierPracticeTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_tokens_finalize;
}

static void
luthier_practice_tokens_init (LuthierPracticeTokens *self)
{
}

/**
 * luthier_practice_tokens_new:
 * @state: remembers accounts and what was given out
 * @situations: may hold "rotates-refresh"
 * @fixed_token: (nullable): a token that is always good
 *
 * Returns: (transfer full): the tokens
 */
LuthierPracticeTokens *
luthier_practice_tokens_new (LuthierPracticeState *state,
                             LuthierPracticeSituations *situations,
                             const char *fixed_token)
{
  LuthierPracticeTokens *self = g_object_new (LUTHIER_TYPE_PRACTICE_TOKENS, NULL);

  self->state = g_object_ref (state);
  self->situations = g_object_ref (situations);
  self->database = luthier_practice_state_get_database (state);
  self->fixed_token = g_strdup (fixed_token);
  make_tables (self);
  return self;
}

/**
 * luthier_practice_tokens_add_service_account:
 * @self: the tokens
 * @email: of the account; one that is there gets a new key, the old one is void
 * @token_uri: for the key file
 * @error: set if no key can be made
 *
 * Returns: (transfer full) (nullable): the text of the key file, of which nothing else is kept than
 *   the public half
 */
char *
luthier_practice_tokens_add_service_account (LuthierPracticeTokens *self,
                                             const char *email,
                                             const char *token_uri,
                                             GError **error)
{
  g_autofree char *public_key = NULL;
  char *key_file = NULL;

  if (!luthier_practice_account_key_make (email, luthier_practice_state_get_project (self->state),
                                          token_uri, &key_file, &public_key, error))
    return NULL;
  luthier_practice_sql_run (self->database,
                            "REPLACE INTO service_accounts (email, public_key) VALUES (?, ?)", "ss",
                            email, public_key);
  return key_file;
}

void
luthier_practice_tokens_add_refresh_token (LuthierPracticeTokens *self,
                                           const char *client_id,
                                           const char *client_secret,
                                           const char *refresh_token)
{
  g_autofree char *key = hash (refresh_token);
  g_autofree char *secret_hash = hash (client_secret);

  luthier_practice_sql_run (
      self->database,
      "REPLACE INTO refresh_tokens (key, client_id, client_secret) VALUES (?, ?, ?)", "sss", key,
      client_id, secret_hash);
}

void
luthier_practice_tokens_handle (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange)
{
  g_autofree char *text = NULL;
  g_autoptr (GHashTable) form = NULL;
  GBytes *body = luthier_practice_exchange_get_body (exchange);
  const char *type;

  if (!g_str_equal (luthier_practice_exchange_get_method (exchange), "POST"))
    {
      luthier_practice_refuse_grant (exchange, 405, "invalid_request", "Method not allowed", NULL);
      return;
    }
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  form = soup_form_decode (text);
  type = g_hash_table_lookup (form, "grant_type");
  if (g_strcmp0 (type, GRANT_JWT) == 0)
    handle_assertion (self, exchange, form);
  else if (g_strcmp0 (type, "refresh_token") == 0)
    handle_refresh (self, exchange, form);
  else
    luthier_practice_refuse_grant (exchange, 400, "unsupported_grant_type", "Invalid grant_type",
                                   NULL);
}

/* The URI of an upload session is a right of its own and needs no token. */
static gboolean
is_session_uri (LuthierPracticeExchange *exchange)
{
  return g_str_has_prefix (luthier_practice_exchange_get_path (exchange), "/upload/") &&
         luthier_practice_exchange_get_query (exchange, "upload_id") != NULL;
}

/**
 * luthier_practice_tokens_check:
 * @self: the tokens
 * @exchange: a request to anything but the token endpoint
 *
 * Returns: whether the request may go on; if not, it is answered
 */
gboolean
luthier_practice_tokens_check (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange)
{
  const char *header = luthier_practice_exchange_get_header (exchange, "Authorization");
  const char *token = NULL;
  gboolean known = FALSE;

  if (is_session_uri (exchange))
    return TRUE;
  if (header != NULL && g_ascii_strncasecmp (header, "Bearer ", strlen ("Bearer ")) == 0)
    token = header + strlen ("Bearer ");
  if (token == NULL || *token == '\0')
    {
      luthier_practice_refuse_token (exchange, NULL);
      return FALSE;
    }
  if (g_strcmp0 (token, self->fixed_token) == 0 || is_fresh (self, token, &known) ||
      is_self_signed (self, token))
    return TRUE;
  if (!known && self->fixed_token == NULL && !has_accounts (self))
    return TRUE;
  luthier_practice_refuse_token (exchange,
                                 known ? "ACCESS_TOKEN_EXPIRED" : "ACCESS_TOKEN_TYPE_UNSUPPORTED");
  return FALSE;
}
