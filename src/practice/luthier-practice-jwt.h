/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <json-glib/json-glib.h>

#include "luthier-json.h"

G_BEGIN_DECLS

/* A signed JSON web token (RS256) that somebody has handed in. */
typedef struct _LuthierPracticeJwt LuthierPracticeJwt;

/* NULL: it is none. Nothing in it is to be believed before it is verified. */
LuthierPracticeJwt *luthier_practice_jwt_parse (const char *text);
void luthier_practice_jwt_free (LuthierPracticeJwt *self);
const char *luthier_practice_jwt_get_claim (LuthierPracticeJwt *self, const char *name);
/* Seconds since the epoch; 0: it has none. */
gint64 luthier_practice_jwt_get_time (LuthierPracticeJwt *self, const char *name);
/* public_key: PEM. */
gboolean luthier_practice_jwt_verify (LuthierPracticeJwt *self, const char *public_key);
/* (transfer full): base64url without padding. */
char *luthier_practice_jwt_encode (gconstpointer data, gsize length);
/* (transfer full): an ID token that says this; see there about its signature. */
char *luthier_practice_jwt_make (JsonNode *claims);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeJwt, luthier_practice_jwt_free)

G_END_DECLS
