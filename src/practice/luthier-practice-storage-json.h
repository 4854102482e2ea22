/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-objects.h"

G_BEGIN_DECLS

/* Answers in the shapes of the Cloud Storage JSON API. base: (transfer full), "http://HOST". */
char *luthier_practice_storage_get_base (LuthierPracticeExchange *exchange);
void luthier_practice_storage_add_object (JsonBuilder *builder,
                                          LuthierPracticeObject *object,
                                          const char *base);
void luthier_practice_storage_add_bucket (JsonBuilder *builder,
                                          LuthierPracticeBucket *bucket,
                                          const char *project_number,
                                          const char *base);
void luthier_practice_storage_reply_object (LuthierPracticeExchange *exchange,
                                            guint status,
                                            LuthierPracticeObject *object);
/* reason: such as "notFound". */
void luthier_practice_storage_reply_error (LuthierPracticeExchange *exchange,
                                           guint status,
                                           const char *reason,
                                           const char *message);

G_END_DECLS
