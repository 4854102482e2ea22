/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-state.h"

G_BEGIN_DECLS

/* The person who consents in the practice service's consent page, if the request names nobody. */
#define LUTHIER_PRACTICE_PERSON "practice@example.com"
/* The scope without which no API answers. */
#define LUTHIER_PRACTICE_SCOPE "https://www.googleapis.com/auth/cloud-platform"

/* What a token gives the right to. */
typedef struct
{
  char *client_id; /* (owned) (nullable): the OAuth client that it was given to */
  char *email;     /* (owned) (nullable): whose it is */
  char *scope;     /* (owned): scopes with blanks between */
  char *family;    /* (owned) (nullable): what is revoked together */
  gint64 expires;  /* of an access token: seconds since the epoch */
} LuthierPracticeGrant;

LuthierPracticeGrant *luthier_practice_grant_new (const char *client_id,
                                                  const char *email,
                                                  const char *scope);
void luthier_practice_grant_free (LuthierPracticeGrant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeGrant, luthier_practice_grant_free)
/* Is this word among the scopes? */
gboolean luthier_practice_scope_has (const char *scope, const char *word);

typedef enum
{
  LUTHIER_PRACTICE_CLIENT_GOOD,
  LUTHIER_PRACTICE_CLIENT_UNKNOWN,
  LUTHIER_PRACTICE_CLIENT_WRONG_SECRET,
} LuthierPracticeClientVerdict;

#define LUTHIER_TYPE_PRACTICE_GRANTS (luthier_practice_grants_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeGrants, luthier_practice_grants, LUTHIER, PRACTICE_GRANTS, GObject)

/* The book of who is known and what was given out. Of secrets it holds what they hash to. */
LuthierPracticeGrants *luthier_practice_grants_new (LuthierPracticeState *state);
/* (transfer full): a fresh secret that begins with this. */
char *luthier_practice_grants_make_secret (const char *prefix);
char *luthier_practice_grants_hash (const char *secret);
/* Is anybody known at all? If not, the service takes every token. */
gboolean luthier_practice_grants_judge (LuthierPracticeGrants *self);

void luthier_practice_grants_add_account (LuthierPracticeGrants *self,
                                          const char *email,
                                          const char *public_key);
/* NULL: no such account. */
char *luthier_practice_grants_dup_public_key (LuthierPracticeGrants *self, const char *email);
/* (transfer full) (element-type utf8): e-mail addresses. */
GPtrArray *luthier_practice_grants_list_accounts (LuthierPracticeGrants *self);

void luthier_practice_grants_add_client (LuthierPracticeGrants *self,
                                         const char *id,
                                         const char *secret);
/* secret NULL: it is not asked for. With no client registered every one is good. */
LuthierPracticeClientVerdict luthier_practice_grants_check_client (LuthierPracticeGrants *self,
                                                                   const char *id,
                                                                   const char *secret);
/* Tokens of somebody else's that are taken in exchange. */
void luthier_practice_grants_add_subject_token (LuthierPracticeGrants *self, const char *token);
gboolean luthier_practice_grants_is_subject_token (LuthierPracticeGrants *self, const char *token);

/* Enters a refresh token; its family is the grant's, or a new one. */
void luthier_practice_grants_add_refresh (LuthierPracticeGrants *self,
                                          const char *token,
                                          const char *client_secret,
                                          const LuthierPracticeGrant *grant);
/* NULL: unknown or revoked, or not this client's, which sets wrong_client. */
LuthierPracticeGrant *luthier_practice_grants_find_refresh (LuthierPracticeGrants *self,
                                                            const char *token,
                                                            const char *client_id,
                                                            const char *client_secret,
                                                            gboolean *wrong_client);
/* (transfer full): takes the place of the old one, which is void. */
char *luthier_practice_grants_rotate_refresh (LuthierPracticeGrants *self, const char *token);

/* (transfer full): a new access token. */
char *luthier_practice_grants_issue (LuthierPracticeGrants *self,
                                     const LuthierPracticeGrant *grant,
                                     gint64 lifetime_s);
void luthier_practice_grants_add_access (LuthierPracticeGrants *self,
                                         const char *token,
                                         const LuthierPracticeGrant *grant,
                                         gint64 lifetime_s);
/* NULL: not given out here. Its time may be over. */
LuthierPracticeGrant *luthier_practice_grants_find_access (LuthierPracticeGrants *self,
                                                           const char *token);
gboolean luthier_practice_grants_is_fresh (LuthierPracticeGrants *self,
                                           const LuthierPracticeGrant *grant);
/* An access or refresh token and its family. FALSE: it is none, or is void already. */
gboolean luthier_practice_grants_revoke (LuthierPracticeGrants *self, const char *token);
void luthier_practice_grants_expire_all (LuthierPracticeGrants *self);
void luthier_practice_grants_revoke_all (LuthierPracticeGrants *self);

G_END_DECLS
