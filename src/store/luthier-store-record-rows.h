/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-store-call.h"

G_BEGIN_DECLS

/* What is written of records, and taken away; each is a LuthierStoreRun. */

/* The call's record: a GPtrArray of LuthierSighting. */
gboolean luthier_store_record_rows_add_sightings (LuthierDatabase *database,
                                                  LuthierStoreCall *call,
                                                  GError **error);
/* The call's record: LuthierCurves; complete: these are the last. */
gboolean luthier_store_record_rows_add_points (LuthierDatabase *database,
                                               LuthierStoreCall *call,
                                               GError **error);
/* Those of a profile go with it. Not a run of its own. */
gboolean luthier_store_record_rows_remove_profile (LuthierDatabase *database,
                                                   const char *profile_id,
                                                   GError **error);
/* The call's name: of the job as it was saved; text: what its names have in common. */
gboolean luthier_store_record_rows_forget_job (LuthierDatabase *database,
                                               LuthierStoreCall *call,
                                               GError **error);

G_END_DECLS
