/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-check.h"
#include "luthier-random.h"

G_BEGIN_DECLS

/* Where a file is uploaded to. report: (nullable): what was found in it. now_us: since the epoch.
 * (transfer full) */
char *luthier_object_name_make (GFile *file,
                                const char *bucket,
                                const LuthierDatasetReport *report,
                                gint64 now_us,
                                LuthierRandom *random);
/* Only a check that has seen all of the file knows what it is. */
gboolean luthier_object_name_identifies (const LuthierDatasetReport *report);
/* Does the name tell what is in it? */
gboolean luthier_object_name_tells (const char *gs_uri);
/* By its name: whether it is of a file with this SHA-256. */
gboolean luthier_object_name_has_hash (const char *gs_uri, const char *sha256);
/* By their names, which both tell: whether the same is in two objects. */
gboolean luthier_object_name_is_alike (const char *gs_uri, const char *other);
/* By its name: whether an object was made from a file with the very bytes of the report. */
gboolean luthier_object_name_is_of (const char *gs_uri, const LuthierDatasetReport *report);

G_END_DECLS
