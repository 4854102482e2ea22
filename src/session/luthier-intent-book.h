/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-list.h"
#include "luthier-store.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_INTENT_BOOK (luthier_intent_book_get_type ())
G_DECLARE_FINAL_TYPE (LuthierIntentBook, luthier_intent_book, LUTHIER, INTENT_BOOK, GObject)

/* Every job that was ever confirmed in one profile, and what became of it. */
LuthierIntentBook *luthier_intent_book_new (LuthierClock *clock,
                                            LuthierStore *store,
                                            const char *profile_id);
/* (transfer full) (element-type LuthierIntentRecord): what is remembered. */
void luthier_intent_book_take (LuthierIntentBook *self, GPtrArray *stored);
const LuthierIntentRecord *luthier_intent_book_lookup (LuthierIntentBook *self,
                                                       const char *intent_id);
/* What was asked for. (transfer none) (nullable) */
LuthierJobSpec *luthier_intent_book_get_spec (LuthierIntentBook *self, const char *intent_id);
/* Has the user been told that it is not known what became of it? Only then may it be sent again. */
gboolean luthier_intent_book_is_told (LuthierIntentBook *self, const char *intent_id);
void luthier_intent_book_tell (LuthierIntentBook *self, const char *intent_id);
/* Finishes when it is on disk. */
void luthier_intent_book_write_async (LuthierIntentBook *self,
                                      LuthierJobSpec *spec,
                                      LuthierIntentState state,
                                      const char *job_name,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean luthier_intent_book_write_finish (LuthierIntentBook *self,
                                           GAsyncResult *result,
                                           GError **error);
/* Settles what was uncertain and is in this list. */
void luthier_intent_book_settle (LuthierIntentBook *self, LuthierJobList *jobs);

G_END_DECLS
