/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-database.h"
#include "luthier-store.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_STORE_RUN,
  LUTHIER_STORE_OPEN,
  LUTHIER_STORE_CLOSE,
} LuthierStoreAction;

/* One call of the store on its way to the thread and back. */
typedef struct _LuthierStoreCall LuthierStoreCall;

struct _LuthierStoreCall
{
  /* What to do on the thread. */
  LuthierStoreAction action;
  gboolean (*run) (LuthierDatabase *database, LuthierStoreCall *call, GError **error);
  gboolean durable;

  /* Input data */
  char *profile_id;            /* (owned) (nullable) */
  char *name;                  /* (owned) (nullable): of a job; or an upload's id, an address */
  char *text;                  /* (owned) (nullable) */
  gboolean complete;           /* text is a whole job */
  LuthierJson *reply;          /* (owned) (nullable) */
  LuthierIntentRecord *intent; /* (owned) (nullable) */
  gpointer record;             /* (owned) (nullable) */
  GDestroyNotify record_free;  /* of the record */
  GCancellable *cancellable;   /* (unowned) (nullable): of the task */

  /* Output data */
  GError *error;              /* (owned) (nullable) */
  gpointer result;            /* (owned) (nullable) */
  GDestroyNotify result_free; /* NULL: the result is TRUE */
};

LuthierStoreCall *luthier_store_call_new (LuthierStoreAction action);
void luthier_store_call_free (LuthierStoreCall *self);

G_END_DECLS
