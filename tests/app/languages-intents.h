/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "intent-fixture.h"
#include "languages-stage.h"
#include "luthier-intent-perform.h"
#include "luthier-intents-section.h"

/* What is not created yet, in every state and with everything that it can wait for. */

static const struct
{
  const char *name;
  LuthierIntentState state;
  LuthierIntentWait wait;
  LuthierError error; /* 0 = LUTHIER_ERROR_FAILED: none */
} intent_sorts[] = {
  { "labels-first", LUTHIER_INTENT_SENDING, LUTHIER_INTENT_WAIT_NONE, 0 },
  { "labels-refused", LUTHIER_INTENT_REFUSED, LUTHIER_INTENT_WAIT_NONE, LUTHIER_ERROR_FORBIDDEN },
  { "labels-unsure", LUTHIER_INTENT_UNCERTAIN, LUTHIER_INTENT_WAIT_LOOK, LUTHIER_ERROR_UNCERTAIN },
  { "labels-offline", LUTHIER_INTENT_UNCERTAIN, LUTHIER_INTENT_WAIT_NETWORK, 0 },
  { "labels-stranger", LUTHIER_INTENT_UNCERTAIN, LUTHIER_INTENT_WAIT_SIGN_IN, 0 },
  { "labels-silent", LUTHIER_INTENT_UNCERTAIN, LUTHIER_INTENT_WAIT_COUNT, 0 },
  { "labels-sought", LUTHIER_INTENT_LOOKING, LUTHIER_INTENT_WAIT_NONE, 0 },
  { "labels-next", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_SLOT, 0 },
  { "labels-upload", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_UPLOAD, 0 },
  { "labels-later", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_TURN, 0 },
  { "labels-counted", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_COUNT, 0 },
  { "labels-patient", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_RATE, 0 },
  { "labels-plug", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_NETWORK, LUTHIER_ERROR_NOT_SENT },
  { "labels-keys", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_SIGN_IN, 0 },
  { "labels-full", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_STORE, LUTHIER_ERROR_STORE },
  { "labels-held", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_HELD, 0 },
};

/* The one that most can be done with. */
#define INTENT_SORT_NEXT 7

static inline void
intents_append (GListStore *intents, guint sort)
{
  g_autoptr (LuthierIntent) intent = intent_new (intent_sorts[sort].name, intent_sorts[sort].state,
                                                 intent_sorts[sort].wait);

  luthier_intent_set_count (intent, 3, 1);
  luthier_intent_set_next_at (intent, get_noon () + 10 * G_USEC_PER_SEC);
  luthier_intent_add_look (intent, get_noon ());
  luthier_intent_add_look (intent, get_noon ());
  if (intent_sorts[sort].wait == LUTHIER_INTENT_WAIT_UPLOAD)
    intent_set_transfer (intent, LUTHIER_TRANSFER_RUNNING, 3100000, 12000000);
  if (intent_sorts[sort].error != 0)
    intent_set_error (intent, intent_sorts[sort].error, "no");
  g_list_store_append (intents, intent);
}

/* (transfer full) */
static inline LuthierIntent *
intents_append_asking (GListStore *intents)
{
  LuthierIntent *intent = intent_new ("labels-of-a-grid-of-settings-with-a-long-name",
                                      LUTHIER_INTENT_ASKS, LUTHIER_INTENT_WAIT_NONE);

  luthier_intent_set_sent_at (intent, get_noon () - 180 * G_USEC_PER_SEC);
  luthier_intent_add_look (intent, get_noon () - 60 * G_USEC_PER_SEC);
  luthier_intent_add_look (intent, get_noon ());
  intent_set_error (intent, LUTHIER_ERROR_UNCERTAIN, "reset");
  g_list_store_append (intents, intent);
  return intent;
}

static inline void
intents_look (Stage *stage, GListStore *intents, const char *name, int width, int height)
{
  g_autofree char *screen = g_strdup_printf (width > 600 ? "%s" : "%s-narrow", name);
  GtkWidget *section = g_object_new (LUTHIER_TYPE_INTENTS_SECTION, "clock", stage->fixture.clock,
                                     "intents", intents, "narrow", width <= 600, "region",
                                     "europe-west4", "unfolded", TRUE, NULL);
  GtkWidget *window = luthier_ui_test_show (section, width, height);
  guint count = 0;

  check (stage, window, screen, NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (intents)) == 1)
    look_at_popovers (stage, window, screen, &count);
  luthier_ui_test_destroy (window);
}

static inline void
play_intents (Stage *stage)
{
  g_autoptr (GListStore) intents = g_list_store_new (LUTHIER_TYPE_INTENT);
  g_autoptr (GListStore) next = g_list_store_new (LUTHIER_TYPE_INTENT);

  for (guint i = 0; i < G_N_ELEMENTS (intent_sorts); i++)
    intents_append (intents, i);
  intents_look (stage, intents, "intents", 1000, 1100);
  intents_look (stage, intents, "intents", 360, 1300);
  intents_append (next, INTENT_SORT_NEXT);
  intents_look (stage, next, "intent", 1000, 300);
}

static inline void
play_intent_asks (Stage *stage)
{
  g_autoptr (GListStore) intents = g_list_store_new (LUTHIER_TYPE_INTENT);
  g_autoptr (LuthierIntent) intent = intents_append_asking (intents);

  intents_look (stage, intents, "intent-asks", 1000, 400);
  intents_look (stage, intents, "intent-asks", 360, 700);
  luthier_intent_perform (gtk_window_get_child (GTK_WINDOW (stage->window)), stage->fixture.session,
                          intent, LUTHIER_INTENT_ACT_SEND_AGAIN, 0);
  look_at_question (stage, "send-again");
}
