/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-store-call.h"

G_BEGIN_DECLS

/* Each is one transaction, a LuthierStoreRun. */
gboolean luthier_store_records_load_profiles (LuthierDatabase *database,
                                              LuthierStoreCall *call,
                                              GError **error);
gboolean luthier_store_records_save_profile (LuthierDatabase *database,
                                             LuthierStoreCall *call,
                                             GError **error);
gboolean luthier_store_records_remove_profile (LuthierDatabase *database,
                                               LuthierStoreCall *call,
                                               GError **error);
gboolean luthier_store_records_load_jobs (LuthierDatabase *database,
                                          LuthierStoreCall *call,
                                          GError **error);
gboolean luthier_store_records_save_job (LuthierDatabase *database,
                                         LuthierStoreCall *call,
                                         GError **error);
gboolean luthier_store_records_save_page (LuthierDatabase *database,
                                          LuthierStoreCall *call,
                                          GError **error);
gboolean luthier_store_records_save_draft (LuthierDatabase *database,
                                           LuthierStoreCall *call,
                                           GError **error);
gboolean luthier_store_records_load_draft (LuthierDatabase *database,
                                           LuthierStoreCall *call,
                                           GError **error);
gboolean luthier_store_records_save_intents (LuthierDatabase *database,
                                             LuthierStoreCall *call,
                                             GError **error);
gboolean luthier_store_records_load_intents (LuthierDatabase *database,
                                             LuthierStoreCall *call,
                                             GError **error);
gboolean luthier_store_records_dismiss_damage (LuthierDatabase *database,
                                               LuthierStoreCall *call,
                                               GError **error);

/* (transfer full): of a row of these columns. */
#define LUTHIER_INTENT_COLUMNS                                                                     \
  "id, profile, state, spec, job_name, error, time_us, asked_us, sent_us, place, held"
LuthierIntentRecord *luthier_store_records_read_intent (sqlite3_stmt *statement);

/* (transfer full) (element-type LuthierStoreCall) (nullable): how all is that the journal knows of,
 * as the steps that would make it so; of the intents at their end only the last, a number. */
GPtrArray *luthier_store_records_list_states (LuthierDatabase *database,
                                              const char *n_ended,
                                              GError **error);
/* What may have been sent since is what may have been sent. n_intents: how many there are. */
gboolean luthier_store_records_doubt_intents (LuthierDatabase *database,
                                              guint *n_intents,
                                              GError **error);
gboolean luthier_store_records_save_damage (LuthierDatabase *database,
                                            const LuthierDamage *damage,
                                            GError **error);
/* (transfer full) (nullable): the first that was not dismissed. */
LuthierDamage *luthier_store_records_load_damage (LuthierDatabase *database);

G_END_DECLS
