/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "luthier-json.h"

G_BEGIN_DECLS

/* One request and its answer, as the parts of the practice service see it. Parts answer now or
 * later: until then they hold a reference. A request whose client went away answers into nothing. */
#define LUTHIER_TYPE_PRACTICE_EXCHANGE (luthier_practice_exchange_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeExchange, luthier_practice_exchange, LUTHIER, PRACTICE_EXCHANGE, GObject)

LuthierPracticeExchange *luthier_practice_exchange_new (SoupServerMessage *message,
                                                        GHashTable *query);
SoupServerMessage *luthier_practice_exchange_get_message (LuthierPracticeExchange *self);
const char *luthier_practice_exchange_get_method (LuthierPracticeExchange *self);
/* Decoded; raw_path keeps %2F apart from '/'. */
const char *luthier_practice_exchange_get_path (LuthierPracticeExchange *self);
const char *luthier_practice_exchange_get_raw_path (LuthierPracticeExchange *self);
const char *luthier_practice_exchange_get_query (LuthierPracticeExchange *self, const char *name);
const char *luthier_practice_exchange_get_header (LuthierPracticeExchange *self, const char *name);
GBytes *luthier_practice_exchange_get_body (LuthierPracticeExchange *self);
/* NULL and a 400 already answered if the body is no JSON object. */
LuthierJson *luthier_practice_exchange_get_json (LuthierPracticeExchange *self);

void luthier_practice_exchange_set_header (LuthierPracticeExchange *self,
                                           const char *name,
                                           const char *value);
void luthier_practice_exchange_reply_json (LuthierPracticeExchange *self,
                                           guint status,
                                           JsonNode *node);
void luthier_practice_exchange_reply_bytes (LuthierPracticeExchange *self,
                                            guint status,
                                            const char *content_type,
                                            GBytes *bytes);
/* The envelope of google.rpc: code is the HTTP status, status its name. details: (nullable)
 * (transfer none), an array of details with "@type". */
void luthier_practice_exchange_reply_error (LuthierPracticeExchange *self,
                                            guint status,
                                            const char *status_name,
                                            const char *message,
                                            JsonArray *details);

G_END_DECLS
