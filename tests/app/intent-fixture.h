/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-error.h"
#include "luthier-intent-private.h"
#include "luthier-manual-clock.h"
#include "luthier-transfer-private.h"
#include "luthier-ui-test.h"

/* Intents in any state, as the queue would make them. */

/* (transfer full) */
static inline LuthierIntent *
intent_new (const char *name, LuthierIntentState state, LuthierIntentWait wait)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_new ();
  LuthierIntent *intent;

  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_base_model (spec, "gemini-3.5-flash");
  luthier_job_spec_set_region (spec, "us-central1");
  intent = luthier_intent_new (name, spec);
  luthier_intent_set_region (intent, "us-central1");
  luthier_intent_set_state (intent, state);
  luthier_intent_set_wait (intent, wait);
  return intent;
}

static inline void
intent_set_error (LuthierIntent *intent, LuthierError code, const char *message)
{
  g_autoptr (GError) error = luthier_error_new (code, NULL, "%s", message);

  luthier_intent_set_error (intent, error);
}

/* (transfer full): one that nothing is sent through. */
static inline LuthierConnection *
intent_connection_new (void)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (0);
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierKeyring) keyring = luthier_keyring_new ();
  g_autoptr (LuthierPracticeHost) host = luthier_practice_host_new (clock);
  g_autoptr (LuthierProfile) profile = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, "practice");

  return luthier_connection_new (profile, clock, random, keyring, host);
}

/* An upload that nobody drives. (transfer none) */
static inline LuthierTransfer *
intent_set_transfer (LuthierIntent *intent, LuthierTransferState state, guint64 sent, guint64 size)
{
  g_autoptr (LuthierTransfer) transfer = g_object_new (LUTHIER_TYPE_TRANSFER, NULL);

  transfer->connection = intent_connection_new ();
  luthier_transfer_set_progress (transfer, sent, size, 0);
  luthier_transfer_set_state (transfer, state);
  luthier_intent_set_transfer (intent, transfer);
  return transfer;
}

static inline void
intent_append (GListStore *store,
               const char *name,
               LuthierIntentState state,
               LuthierIntentWait wait)
{
  g_autoptr (LuthierIntent) intent = intent_new (name, state, wait);

  luthier_intent_set_count (intent, 1, 1);
  g_list_store_append (store, intent);
}
