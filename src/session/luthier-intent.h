/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-intent-state.h"
#include "luthier-job-spec.h"
#include "luthier-job.h"
#include "luthier-transfer.h"

G_BEGIN_DECLS

/* Why an intent that is queued or uncertain does not go on at this moment. */
typedef enum
{
  LUTHIER_INTENT_WAIT_NONE,    /* it does */
  LUTHIER_INTENT_WAIT_HELD,    /* the user has said so */
  LUTHIER_INTENT_WAIT_UPLOAD,  /* its data are on their way: see transfer */
  LUTHIER_INTENT_WAIT_TURN,    /* others are before it */
  LUTHIER_INTENT_WAIT_SLOT,    /* as many jobs run as may: see n-active, quota */
  LUTHIER_INTENT_WAIT_COUNT,   /* it is not known how many run: a region does not answer */
  LUTHIER_INTENT_WAIT_RATE,    /* the service has asked for patience, until next-at */
  LUTHIER_INTENT_WAIT_NETWORK, /* no network, or the service is not reached */
  LUTHIER_INTENT_WAIT_SIGN_IN, /* only the user can help: see error */
  LUTHIER_INTENT_WAIT_STORE,   /* what is to be done cannot be written down: see error */
  LUTHIER_INTENT_WAIT_LOOK,    /* the next look is at next-at */
} LuthierIntentWait;

#define LUTHIER_TYPE_INTENT_WAIT (luthier_intent_wait_get_type ())
GType luthier_intent_wait_get_type (void);

#define LUTHIER_TYPE_INTENT (luthier_intent_get_type ())
G_DECLARE_FINAL_TYPE (LuthierIntent, luthier_intent, LUTHIER, INTENT, GObject)

/* A job that the user has confirmed, on its way to be exactly one of the service's. The session
 * makes and changes it. Properties, all read-only and notified:
 *   id (string: the value of the label), spec (LuthierJobSpec: never changed in place),
 *   state (LuthierIntentState), wait (LuthierIntentWait), held (boolean),
 *   region (string: where it is sent to), sent-at, looked-at, next-at (int64: microseconds
 *   since the epoch; 0 = never, or not known), n-looks (uint: since the answer was lost),
 *   n-active, quota (uint: what was counted last), error (GError boxed, nullable: why it was
 *   refused, is uncertain or waits), transfer (LuthierTransfer, nullable), job (LuthierJob,
 *   nullable: what it became). */
const char *luthier_intent_get_id (LuthierIntent *self);
LuthierJobSpec *luthier_intent_get_spec (LuthierIntent *self);
LuthierIntentState luthier_intent_get_state (LuthierIntent *self);
LuthierIntentWait luthier_intent_get_wait (LuthierIntent *self);
gboolean luthier_intent_get_held (LuthierIntent *self);
const char *luthier_intent_get_region (LuthierIntent *self);
gint64 luthier_intent_get_sent_at (LuthierIntent *self);
gint64 luthier_intent_get_looked_at (LuthierIntent *self);
gint64 luthier_intent_get_next_at (LuthierIntent *self);
guint luthier_intent_get_n_looks (LuthierIntent *self);
guint luthier_intent_get_n_active (LuthierIntent *self);
guint luthier_intent_get_quota (LuthierIntent *self);
const GError *luthier_intent_get_error (LuthierIntent *self);
LuthierTransfer *luthier_intent_get_transfer (LuthierIntent *self);
LuthierJob *luthier_intent_get_job (LuthierIntent *self);

G_END_DECLS
