/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-conversation-turn.h"

G_BEGIN_DECLS

/* What is wrong with a line that is no JSON. */
typedef struct
{
  const char *message; /* translated, static; NULL: it is JSON */
  gsize byte;          /* where in the line */
} LuthierConversationError;

#define LUTHIER_TYPE_DATASET_CONVERSATION (luthier_dataset_conversation_get_type ())
G_DECLARE_FINAL_TYPE (LuthierDatasetConversation,
                      luthier_dataset_conversation,
                      LUTHIER,
                      DATASET_CONVERSATION,
                      GObject)

/* One line of a dataset, in any of the formats, as who says what; immutable, and any thread may make
 * one. A line that is no JSON has no turns. */
LuthierDatasetConversation *luthier_dataset_conversation_new (GBytes *line);
const LuthierConversationError *luthier_dataset_conversation_get_error (
    LuthierDatasetConversation *self);
/* (transfer none): of LuthierConversationTurn: the system's, the conversation, the answers,
 * references, and then the fields that are none of these. */
GListModel *luthier_dataset_conversation_get_turns (LuthierDatasetConversation *self);
/* The index of the turn that a place of the line is in, or -1. */
int luthier_dataset_conversation_find (LuthierDatasetConversation *self, gsize byte);

G_END_DECLS
