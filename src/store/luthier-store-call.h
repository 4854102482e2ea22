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

/* What a call changes for good: it is in the journal too, and synced before it counts. */
typedef enum
{
  LUTHIER_STEP_NONE,
  LUTHIER_STEP_PROFILE,
  LUTHIER_STEP_PROFILE_REMOVED,
  LUTHIER_STEP_INTENT,
} LuthierStep;

/* One call of the store on its way to the thread and back. */
typedef struct _LuthierStoreCall LuthierStoreCall;

typedef gboolean (*LuthierStoreRun) (LuthierDatabase *database,
                                     LuthierStoreCall *call,
                                     GError **error);

struct _LuthierStoreCall
{
  /* What to do on the thread. */
  LuthierStoreAction action;
  LuthierStoreRun run;
  LuthierStep step;
  gboolean lasting; /* done in memory it is done again on the disk, once that can be written */
  gboolean afresh;  /* whoever asks begins anew, and holds nothing that was read before */

  /* Input data */
  char *profile_id;           /* (owned) (nullable) */
  char *name;                 /* (owned) (nullable): of a job; or an upload's id, an address */
  char *text;                 /* (owned) (nullable) */
  gboolean complete;          /* text is a whole job */
  LuthierJson *reply;         /* (owned) (nullable) */
  GPtrArray *intents;         /* (owned) (nullable) of LuthierIntentRecord: one step of all */
  gpointer record;            /* (owned) (nullable) */
  GDestroyNotify record_free; /* of the record */
  GCancellable *cancellable;  /* (unowned) (nullable): of the task */
  gint64 number;              /* of the step */

  /* Output data */
  GError *error;              /* (owned) (nullable) */
  gpointer result;            /* (owned) (nullable) */
  GDestroyNotify result_free; /* NULL: the result is TRUE */
  gboolean has_news;          /* of the store itself: */
  GError *trouble;            /* (owned) (nullable): why it is in memory */
  LuthierDamage *damage;      /* (owned) (nullable): that was not dismissed */
  gboolean is_stale;          /* what was read before has to be read again */
};

LuthierStoreCall *luthier_store_call_new (LuthierStoreAction action);
LuthierStoreCall *luthier_store_call_ref (LuthierStoreCall *self);
void luthier_store_call_unref (LuthierStoreCall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierStoreCall, luthier_store_call_unref)

G_END_DECLS
