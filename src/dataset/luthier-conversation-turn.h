/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-conversation-part.h"

G_BEGIN_DECLS

/* Whose words they are, or what else they are. */
typedef enum
{
  LUTHIER_SPEAKER_SYSTEM,
  LUTHIER_SPEAKER_USER,
  LUTHIER_SPEAKER_MODEL,
  LUTHIER_SPEAKER_TOOL,
  LUTHIER_SPEAKER_OTHER,     /* a role that is not known, or none */
  LUTHIER_SPEAKER_PREFERRED, /* the answer that is to be learnt */
  LUTHIER_SPEAKER_REJECTED,  /* the answer that is not */
  LUTHIER_SPEAKER_REFERENCE, /* what answers are held against */
  LUTHIER_SPEAKER_FIELD,     /* nobody's: a field of the example */
} LuthierSpeaker;

#define LUTHIER_TYPE_CONVERSATION_TURN (luthier_conversation_turn_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierConversationTurn, luthier_conversation_turn, LUTHIER, CONVERSATION_TURN, GObject)

LuthierConversationTurn *luthier_conversation_turn_new (LuthierSpeaker speaker);
void luthier_conversation_turn_set_speaker (LuthierConversationTurn *self,
                                            LuthierSpeaker speaker,
                                            const char *word);
void luthier_conversation_turn_set_number (LuthierConversationTurn *self, guint number);
void luthier_conversation_turn_set_place (LuthierConversationTurn *self, gsize byte, gsize length);
/* part: (transfer full) */
void luthier_conversation_turn_add_part (LuthierConversationTurn *self,
                                         LuthierConversationPart *part);

LuthierSpeaker luthier_conversation_turn_get_speaker (LuthierConversationTurn *self);
/* (nullable): as the file calls it: a role, or the name of a field. */
const char *luthier_conversation_turn_get_word (LuthierConversationTurn *self);
/* From 1; 0: it is none of the conversation's turns. */
guint luthier_conversation_turn_get_number (LuthierConversationTurn *self);
/* (transfer none): of LuthierConversationPart. */
GListModel *luthier_conversation_turn_get_parts (LuthierConversationTurn *self);
gboolean luthier_conversation_turn_contains (LuthierConversationTurn *self, gsize byte);

G_END_DECLS
