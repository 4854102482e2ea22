/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-grants.h"

#include <gnutls/crypto.h>

#include "luthier-practice-sql.h"

#define SECRET_SIZE 32
/* How long it is remembered that a token was once good. */
#define MEMORY_S 3600

struct _LuthierPracticeGrants
{
  GObject parent_instance;

  LuthierPracticeState *state; /* (owned) */
  sqlite3 *database;           /* of the state */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeGrants, luthier_practice_grants, G_TYPE_OBJECT)

/* Tables of earlier versions say too little of a token. */
static void
make_tables (LuthierPracticeGrants *self)
{
  luthier_practice_state_execute (
      self->state,
      "DROP TABLE IF EXISTS access_tokens; DROP TABLE IF EXISTS refresh_tokens;"
      "CREATE TABLE IF NOT EXISTS service_accounts ("
      "  email TEXT PRIMARY KEY, public_key TEXT NOT NULL"
      ") WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS oauth_clients ("
      "  id TEXT PRIMARY KEY, secret TEXT NOT NULL"
      ") WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS subject_tokens (key TEXT PRIMARY KEY) WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS refresh_grants ("
      "  key TEXT PRIMARY KEY, client_id TEXT NOT NULL, client_secret TEXT NOT NULL, email TEXT,"
      "  scope TEXT NOT NULL, family TEXT NOT NULL, revoked INTEGER NOT NULL DEFAULT 0"
      ") WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS access_grants ("
      "  key TEXT PRIMARY KEY, client_id TEXT, email TEXT, scope TEXT NOT NULL, family TEXT,"
      "  expires INTEGER NOT NULL"
      ") WITHOUT ROWID;");
}

static gint64
now_s (LuthierPracticeGrants *self)
{
  return luthier_practice_state_now (self->state) / G_USEC_PER_SEC;
}

LuthierPracticeGrant *
luthier_practice_grant_new (const char *client_id, const char *email, const char *scope)
{
  LuthierPracticeGrant *self = g_new0 (LuthierPracticeGrant, 1);

  self->client_id = g_strdup (client_id);
  self->email = g_strdup (email);
  self->scope = g_strdup (scope);
  return self;
}

void
luthier_practice_grant_free (LuthierPracticeGrant *self)
{
  g_free (self->client_id);
  g_free (self->email);
  g_free (self->scope);
  g_free (self->family);
  g_free (self);
}

gboolean
luthier_practice_scope_has (const char *scope, const char *word)
{
  g_auto (GStrv) words = g_strsplit (scope, " ", -1);

  return g_strv_contains ((const char *const *) words, word);
}

static void
luthier_practice_grants_finalize (GObject *object)
{
  LuthierPracticeGrants *self = LUTHIER_PRACTICE_GRANTS (object);

  g_clear_object (&self->state);

  G_OBJECT_CLASS (luthier_practice_grants_parent_class)->finalize (object);
}

static void
luthier_practice_grants_class_init (LuthierPracticeGrantsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_grants_finalize;
}

static void
luthier_practice_grants_init (LuthierPracticeGrants *self)
{
}

LuthierPracticeGrants *
luthier_practice_grants_new (LuthierPracticeState *state)
{
  LuthierPracticeGrants *self = g_object_new (LUTHIER_TYPE_PRACTICE_GRANTS, NULL);

  self->state = g_object_ref (state);
  self->database = luthier_practice_state_get_database (state);
  make_tables (self);
  return self;
}

char *
luthier_practice_grants_make_secret (const char *prefix)
{
  guint8 random[SECRET_SIZE];
  g_autofree char *text = NULL;

  gnutls_rnd (GNUTLS_RND_KEY, random, sizeof random);
  text = g_base64_encode (random, sizeof random);
  g_strdelimit (text, "+/", '_');
  return g_strconcat (prefix, g_strdelimit (text, "=", '\0'), NULL);
}

char *
luthier_practice_grants_hash (const char *secret)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret != NULL ? secret : "", -1);
}

/**
 * luthier_practice_grants_judge:
 * @self: the book
 *
 * What the service has given out itself while it knew nobody does not count.
 *
 * Returns: whether there is anybody whose tokens are better than others'
 */
gboolean
luthier_practice_grants_judge (LuthierPracticeGrants *self)
{
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database,
      "SELECT 1 FROM service_accounts UNION ALL SELECT 1 FROM refresh_grants "
      "UNION ALL SELECT 1 FROM oauth_clients UNION ALL SELECT 1 FROM subject_tokens "
      "UNION ALL SELECT 1 FROM access_grants WHERE family IS NULL LIMIT 1",
      "");

  return luthier_practice_sql_next (rows);
}

void
luthier_practice_grants_add_account (LuthierPracticeGrants *self,
                                     const char *email,
                                     const char *public_key)
{
  luthier_practice_sql_run (self->database,
                            "REPLACE INTO service_accounts (email, public_key) VALUES (?, ?)", "ss",
                            email, public_key);
}

char *
luthier_practice_grants_dup_public_key (LuthierPracticeGrants *self, const char *email)
{
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT public_key FROM service_accounts WHERE email = ?", "s", email);

  return luthier_practice_sql_next (rows) ? luthier_practice_sql_dup_text (rows, 0) : NULL;
}

GPtrArray *
luthier_practice_grants_list_accounts (LuthierPracticeGrants *self)
{
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT email FROM service_accounts ORDER BY email", "");
  GPtrArray *emails = g_ptr_array_new_with_free_func (g_free);

  while (luthier_practice_sql_next (rows))
    g_ptr_array_add (emails, luthier_practice_sql_dup_text (rows, 0));
  return emails;
}

void
luthier_practice_grants_add_client (LuthierPracticeGrants *self, const char *id, const char *secret)
{
  g_autofree char *secret_hash = luthier_practice_grants_hash (secret);

  luthier_practice_sql_run (self->database, "REPLACE INTO oauth_clients (id, secret) VALUES (?, ?)",
                            "ss", id, secret_hash);
}

static gboolean
has_clients (LuthierPracticeGrants *self)
{
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT 1 FROM oauth_clients LIMIT 1", "");

  return luthier_practice_sql_next (rows);
}

/**
 * luthier_practice_grants_check_client:
 * @self: the book
 * @id: what an application calls itself
 * @secret: (nullable): what it says that its secret is
 *
 * Returns: whether it is a registered client
 */
LuthierPracticeClientVerdict
luthier_practice_grants_check_client (LuthierPracticeGrants *self,
                                      const char *id,
                                      const char *secret)
{
  g_autofree char *secret_hash = luthier_practice_grants_hash (secret);
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT secret FROM oauth_clients WHERE id = ?", "s", id);

  if (!has_clients (self))
    return LUTHIER_PRACTICE_CLIENT_GOOD;
  if (!luthier_practice_sql_next (rows))
    return LUTHIER_PRACTICE_CLIENT_UNKNOWN;
  if (secret != NULL && g_strcmp0 ((const char *) sqlite3_column_text (rows, 0), secret_hash) != 0)
    return LUTHIER_PRACTICE_CLIENT_WRONG_SECRET;
  return LUTHIER_PRACTICE_CLIENT_GOOD;
}

void
luthier_practice_grants_add_subject_token (LuthierPracticeGrants *self, const char *token)
{
  g_autofree char *key = luthier_practice_grants_hash (token);

  luthier_practice_sql_run (self->database, "REPLACE INTO subject_tokens (key) VALUES (?)", "s",
                            key);
}

gboolean
luthier_practice_grants_is_subject_token (LuthierPracticeGrants *self, const char *token)
{
  g_autofree char *key = luthier_practice_grants_hash (token);
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT 1 FROM subject_tokens WHERE key = ?", "s", key);

  return luthier_practice_sql_next (rows);
}

void
luthier_practice_grants_add_refresh (LuthierPracticeGrants *self,
                                     const char *token,
                                     const char *client_secret,
                                     const LuthierPracticeGrant *grant)
{
  g_autofree char *key = luthier_practice_grants_hash (token);
  g_autofree char *secret_hash = luthier_practice_grants_hash (client_secret);
  g_autofree char *family = grant->family != NULL ? g_strdup (grant->family)
                                                  : g_uuid_string_random ();

  luthier_practice_sql_run (self->database,
                            "REPLACE INTO refresh_grants (key, client_id, client_secret, email, "
                            "scope, family) VALUES (?, ?, ?, ?, ?, ?)",
                            "ssssss", key, grant->client_id, secret_hash, grant->email,
                            grant->scope, family);
}

LuthierPracticeGrant *
luthier_practice_grants_find_refresh (LuthierPracticeGrants *self,
                                      const char *token,
                                      const char *client_id,
                                      const char *client_secret,
                                      gboolean *wrong_client)
{
  g_autofree char *key = luthier_practice_grants_hash (token);
  g_autofree char *secret_hash = luthier_practice_grants_hash (client_secret);
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database,
      "SELECT client_id, email, scope, family, client_secret FROM refresh_grants "
      "WHERE key = ? AND NOT revoked",
      "s", key);
  LuthierPracticeGrant *grant;

  *wrong_client = FALSE;
  if (!luthier_practice_sql_next (rows))
    return NULL;
  *wrong_client = g_strcmp0 ((const char *) sqlite3_column_text (rows, 0), client_id) != 0 ||
                  g_strcmp0 ((const char *) sqlite3_column_text (rows, 4), secret_hash) != 0;
  if (*wrong_client)
    return NULL;
  grant = g_new0 (LuthierPracticeGrant, 1);
  grant->client_id = luthier_practice_sql_dup_text (rows, 0);
  grant->email = luthier_practice_sql_dup_text (rows, 1);
  grant->scope = luthier_practice_sql_dup_text (rows, 2);
  grant->family = luthier_practice_sql_dup_text (rows, 3);
  return grant;
}

char *
luthier_practice_grants_rotate_refresh (LuthierPracticeGrants *self, const char *token)
{
  char *new_token = luthier_practice_grants_make_secret ("1//practice-");
  g_autofree char *new_key = luthier_practice_grants_hash (new_token);
  g_autofree char *key = luthier_practice_grants_hash (token);

  luthier_practice_sql_run (self->database, "UPDATE refresh_grants SET key = ? WHERE key = ?", "ss",
                            new_key, key);
  return new_token;
}

static void
write_access (LuthierPracticeGrants *self,
              const char *token,
              const LuthierPracticeGrant *grant,
              const char *family,
              gint64 lifetime_s)
{
  g_autofree char *key = luthier_practice_grants_hash (token);

  luthier_practice_sql_run (self->database, "DELETE FROM access_grants WHERE expires < ?", "i",
                            now_s (self) - MEMORY_S);
  luthier_practice_sql_run (self->database,
                            "REPLACE INTO access_grants (key, client_id, email, scope, family, "
                            "expires) VALUES (?, ?, ?, ?, ?, ?)",
                            "sssssi", key, grant->client_id, grant->email, grant->scope, family,
                            now_s (self) + lifetime_s);
}

char *
luthier_practice_grants_issue (LuthierPracticeGrants *self,
                               const LuthierPracticeGrant *grant,
                               gint64 lifetime_s)
{
  char *token = luthier_practice_grants_make_secret ("ya29.practice-");
  g_autofree char *family = grant->family != NULL ? g_strdup (grant->family)
                                                  : g_uuid_string_random ();

  write_access (self, token, grant, family, lifetime_s);
  return token;
}

/**
 * luthier_practice_grants_add_access:
 * @self: the book
 * @token: an access token that somebody is to have
 * @grant: what it gives the right to
 * @lifetime_s: for how many seconds
 *
 * From now on there are good tokens and bad ones.
 */
void
luthier_practice_grants_add_access (LuthierPracticeGrants *self,
                                    const char *token,
                                    const LuthierPracticeGrant *grant,
                                    gint64 lifetime_s)
{
  write_access (self, token, grant, NULL, lifetime_s);
}

LuthierPracticeGrant *
luthier_practice_grants_find_access (LuthierPracticeGrants *self, const char *token)
{
  g_autofree char *key = luthier_practice_grants_hash (token);
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database,
      "SELECT client_id, email, scope, family, expires FROM access_grants WHERE key = ?", "s", key);
  LuthierPracticeGrant *grant;

  if (!luthier_practice_sql_next (rows))
    return NULL;
  grant = g_new0 (LuthierPracticeGrant, 1);
  grant->client_id = luthier_practice_sql_dup_text (rows, 0);
  grant->email = luthier_practice_sql_dup_text (rows, 1);
  grant->scope = luthier_practice_sql_dup_text (rows, 2);
  grant->family = luthier_practice_sql_dup_text (rows, 3);
  grant->expires = sqlite3_column_int64 (rows, 4);
  return grant;
}

gboolean
luthier_practice_grants_is_fresh (LuthierPracticeGrants *self, const LuthierPracticeGrant *grant)
{
  return grant->expires > now_s (self);
}

/* The family of a token that is good; NULL: it is not. */
static char *
find_family (LuthierPracticeGrants *self, const char *token)
{
  g_autofree char *key = luthier_practice_grants_hash (token);
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database,
      "SELECT family FROM refresh_grants WHERE key = ? AND NOT revoked UNION ALL "
      "SELECT coalesce (family, '') FROM access_grants WHERE key = ? AND expires > ?",
      "ssi", key, key, now_s (self));

  return luthier_practice_sql_next (rows) ? luthier_practice_sql_dup_text (rows, 0) : NULL;
}

gboolean
luthier_practice_grants_revoke (LuthierPracticeGrants *self, const char *token)
{
  g_autofree char *key = luthier_practice_grants_hash (token);
  g_autofree char *family = find_family (self, token);

  if (family == NULL)
    return FALSE;
  luthier_practice_sql_run (self->database,
                            "UPDATE refresh_grants SET revoked = 1 WHERE family = ?", "s", family);
  luthier_practice_sql_run (self->database,
                            "UPDATE access_grants SET expires = min (expires, ?) "
                            "WHERE key = ? OR family = ?",
                            "iss", now_s (self), key, family);
  return TRUE;
}

/**
 * luthier_practice_grants_expire_all:
 * @self: the book
 *
 * The time of every access token is over; refresh tokens give new ones.
 */
void
luthier_practice_grants_expire_all (LuthierPracticeGrants *self)
{
  luthier_practice_sql_run (self->database, "UPDATE access_grants SET expires = min (expires, ?)",
                            "i", now_s (self));
}

void
luthier_practice_grants_revoke_all (LuthierPracticeGrants *self)
{
  luthier_practice_sql_run (self->database, "UPDATE refresh_grants SET revoked = 1", "");
  luthier_practice_grants_expire_all (self);
}
