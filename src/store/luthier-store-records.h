/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-database.h"
#include "luthier-store.h"

G_BEGIN_DECLS

/* One call of the store on its way to the thread and back. */
typedef struct _LuthierStoreCall LuthierStoreCall;

struct _LuthierStoreCall
{
  /* What to do on the thread. */
  gboolean (*run) (LuthierDatabase *database, LuthierStoreCall *call, GError **error);
  gboolean durable;

  /* Input data */
  char *profile_id;          /* (owned) (nullable) */
  char *name;                /* (owned) (nullable): of a job */
  char *text;                /* (owned) (nullable) */
  gboolean complete;         /* text is a whole job */
  LuthierJson *reply;        /* (owned) (nullable) */
  LuthierIntent *intent;     /* (owned) (nullable) */
  GCancellable *cancellable; /* (unowned) (nullable): of the task */

  /* Output data */
  GError *error;              /* (owned) (nullable) */
  gpointer result;            /* (owned) (nullable) */
  GDestroyNotify result_free; /* NULL: the result is TRUE */
};

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
