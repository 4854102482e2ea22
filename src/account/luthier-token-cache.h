/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-grant.h"
#include "luthier-token-source.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_TOKEN_CACHE (luthier_token_cache_get_type ())
G_DECLARE_FINAL_TYPE (LuthierTokenCache, luthier_token_cache, LUTHIER, TOKEN_CACHE, GObject)

/* Keeps what a grant gives: renewed 225 s before it expires, one request at a time. */
LuthierTokenSource *luthier_token_cache_new (LuthierGrant *grant);

G_END_DECLS
