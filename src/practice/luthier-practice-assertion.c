/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-assertion.h"

#include "luthier-practice-granting.h"
#include "luthier-practice-jwt.h"

#define SKEW_S        300
#define REAL_AUDIENCE "https://oauth2.googleapis.com/token"

static gboolean
has_good_times (LuthierPracticeJwt *jwt, gint64 now_s)
{
  gint64 issued = luthier_practice_jwt_get_time (jwt, "iat");
  gint64 expires = luthier_practice_jwt_get_time (jwt, "exp");

  return issued > 0 && expires > issued && expires - issued <= LUTHIER_PRACTICE_LIFETIME_S &&
         issued <= now_s + SKEW_S && expires >= now_s - SKEW_S;
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

const char *
luthier_practice_assertion_find_fault (LuthierPracticeGrants *grants,
                                       LuthierPracticeExchange *exchange,
                                       const char *assertion,
                                       gint64 now_s)
{
  g_autoptr (LuthierPracticeJwt) jwt = luthier_practice_jwt_parse (assertion);
  const char *email = jwt != NULL ? luthier_practice_jwt_get_claim (jwt, "iss") : NULL;
  g_autofree char *public_key = email != NULL
                                    ? luthier_practice_grants_dup_public_key (grants, email)
                                    : NULL;

  if (jwt == NULL)
    return "Bad Request";
  if (public_key == NULL)
    return "Invalid grant: account not found";
  if (!luthier_practice_jwt_verify (jwt, public_key))
    return "Invalid JWT Signature.";
  if (!has_good_audience (jwt, exchange))
    return "Invalid JWT: Failed audience check.";
  if (!has_good_times (jwt, now_s))
    return "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
           "timeframe. Check your iat and exp values in the JWT claim.";
  return NULL;
}

LuthierPracticeGrant *
luthier_practice_assertion_read (const char *assertion)
{
  g_autoptr (LuthierPracticeJwt) jwt = luthier_practice_jwt_parse (assertion);
  const char *scope = luthier_practice_jwt_get_claim (jwt, "scope");

  if (scope == NULL)
    return NULL;
  return luthier_practice_grant_new (NULL, luthier_practice_jwt_get_claim (jwt, "iss"), scope);
}

gboolean
luthier_practice_assertion_is_access_token (LuthierPracticeGrants *grants,
                                            const char *token,
                                            gint64 now_s)
{
  g_autoptr (LuthierPracticeJwt) jwt = luthier_practice_jwt_parse (token);
  const char *email = jwt != NULL ? luthier_practice_jwt_get_claim (jwt, "iss") : NULL;
  g_autofree char *public_key = email != NULL
                                    ? luthier_practice_grants_dup_public_key (grants, email)
                                    : NULL;

  return public_key != NULL && luthier_practice_jwt_verify (jwt, public_key) &&
         g_strcmp0 (email, luthier_practice_jwt_get_claim (jwt, "sub")) == 0 &&
         has_good_times (jwt, now_s);
}
