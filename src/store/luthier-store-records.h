/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-store-call.h"

G_BEGIN_DECLS

/* Each is one transaction. */
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
gboolean luthier_store_records_remove_job (LuthierDatabase *database,
                                           LuthierStoreCall *call,
                                           GError **error);
gboolean luthier_store_records_save_draft (LuthierDatabase *database,
                                           LuthierStoreCall *call,
                                           GError **error);
gboolean luthier_store_records_load_draft (LuthierDatabase *database,
                                           LuthierStoreCall *call,
                                           GError **error);
gboolean luthier_store_records_save_intent (LuthierDatabase *database,
                                            LuthierStoreCall *call,
                                            GError **error);
gboolean luthier_store_records_load_intents (LuthierDatabase *database,
                                             LuthierStoreCall *call,
                                             GError **error);

G_END_DECLS
