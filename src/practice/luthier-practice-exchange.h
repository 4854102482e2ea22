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
/* (transfer none) */
GBytes *luthier_practice_exchange_get_body (LuthierPracticeExchange *self);
/* (transfer none); no body at all is {}. NULL and a 400 already answered if it is no object. */
LuthierJson *luthier_practice_exchange_get_json (LuthierPracticeExchange *self);

void luthier_practice_exchange_set_header (LuthierPracticeExchange *self,
                                           const char *name,
                                           const char *value);
/* What the next JSON answer is an instance of, such as "StorageObject": see
 * luthier-practice-record.h. Not called: the answer is not recorded. */
void luthier_practice_exchange_set_schema (LuthierPracticeExchange *self, const char *schema);
/* JSON answers obey the parameters "fields" and "prettyPrint" and are gzipped where allowed. */
void luthier_practice_exchange_reply_json (LuthierPracticeExchange *self,
                                           guint status,
                                           JsonNode *node);
/* The same, of compact JSON that was written before. */
void luthier_practice_exchange_reply_text (LuthierPracticeExchange *self,
                                           guint status,
                                           const char *json);
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
/* The page that the service's front end shows for a path or a method that leads to no service:
 * 404 or 405. */
void luthier_practice_exchange_reply_page (LuthierPracticeExchange *self, guint status);

/* Signal "answered" -> gboolean: the answer is ready; TRUE holds it back until _send(). */
gboolean luthier_practice_exchange_is_answered (LuthierPracticeExchange *self);
/* Signal "act": what was put off is to be done now, whether the client is there or not. */
void luthier_practice_exchange_act (LuthierPracticeExchange *self);
/* The client is no longer there. */
gboolean luthier_practice_exchange_is_gone (LuthierPracticeExchange *self);
void luthier_practice_exchange_send (LuthierPracticeExchange *self);
/* Called when the parts have returned: keeps the connection waiting if there is no answer yet. */
void luthier_practice_exchange_wait (LuthierPracticeExchange *self);

G_END_DECLS
