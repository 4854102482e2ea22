/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-intent.h"

G_BEGIN_DECLS

/* How an intent reads: the same words, icons and colours in the list, on cards and in
 * notifications. All words are translated. */

/* What the words have to know besides the intent. */
typedef struct
{
  gint64 now_us;
  guint n_before;     /* of the queue, that go before it */
  const char *region; /* (nullable): one that does not answer */
} LuthierIntentAround;

/* "train-22-nov, place 2 of 3": for who cannot see the list. position: from 0. */
char *luthier_intent_words_place (LuthierIntent *intent, guint position, guint n_places);
/* Its name; (transfer none). */
const char *luthier_intent_words_title (LuthierIntent *intent);
const char *luthier_intent_words_icon (LuthierIntent *intent);
/* Style classes: see luthier_job_words_style(). */
const char *luthier_intent_words_style (LuthierIntent *intent);
const char *luthier_intent_words_model (LuthierIntent *intent);
/* (nullable) */
const char *luthier_intent_words_region (LuthierIntent *intent);
/* "gemini-3.5-flash · us-central1" */
char *luthier_intent_words_what (LuthierIntent *intent);

/* What is being done, or what it waits for, in a sentence: for every state and wait. */
char *luthier_intent_words_now (LuthierIntent *intent, const LuthierIntentAround *around);
/* (nullable): what went wrong with it, in a few words. */
char *luthier_intent_words_cause (LuthierIntent *intent);
/* When luthier_intent_words_now() reads differently by itself, in microseconds; 0 = never. */
gint64 luthier_intent_words_next_change (LuthierIntent *intent, gint64 now_us);

/* Of one that asks: the question, and what is known. */
char *luthier_intent_words_question (LuthierIntent *intent);
char *luthier_intent_words_story (LuthierIntent *intent, gint64 now_us);

/* What keeps most of them, in a few words; "" if there is nothing to add to the rows. */
char *luthier_intent_words_summary (GListModel *intents);

G_END_DECLS
