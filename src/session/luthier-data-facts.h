/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-data-comparison.h"
#include "luthier-storage-object.h"
#include "luthier-upload-record.h"

G_BEGIN_DECLS

/* What is known of the data that one job was given. Plain memory. */
typedef struct
{
  char *gs_uri;                 /* (owned) (nullable): its address */
  gint64 create_time;           /* of the job, microseconds since the epoch */
  LuthierStoredDataset *stored; /* (owned) (nullable): what was uploaded from here */
  LuthierStorageObject *object; /* (owned) (nullable): what is there now */
} LuthierDataFacts;

void luthier_data_facts_clear (LuthierDataFacts *self);
/* (transfer full): nothing counted yet. */
LuthierDataComparison *luthier_data_facts_compare (const LuthierDataFacts *one,
                                                   const LuthierDataFacts *two);

G_END_DECLS
