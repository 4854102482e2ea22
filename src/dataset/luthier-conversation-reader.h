/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-conversation-turn.h"
#include "luthier-json-scanner.h"

G_BEGIN_DECLS

/* Reads turns and their parts, in whatever of the formats they are written. Plain memory. Each
 * function begins with a token that was just read, reads to the end of its value, and tells whether
 * that is valid JSON; what is not as any format has it is kept as it is. */
typedef struct
{
  const char *line;
  LuthierJsonScanner scanner;
} LuthierConversationReader;

gsize luthier_conversation_reader_get_place (const LuthierConversationReader *self,
                                             LuthierJsonToken token);
gsize luthier_conversation_reader_get_end (const LuthierConversationReader *self);
/* (transfer full): of the string or name that was just read. */
char *luthier_conversation_reader_take_string (const LuthierConversationReader *self);
gboolean luthier_conversation_reader_is_name (const LuthierConversationReader *self,
                                              const char *const *names);

/* An object with a role and parts or content; anything else becomes a part that is kept as it is. */
gboolean luthier_conversation_reader_read_turn (LuthierConversationReader *self,
                                                LuthierJsonToken token,
                                                LuthierConversationTurn *turn);
/* A text, or what a part is in one of the formats. place: what is found from there on concerns it,
 * too. */
gboolean luthier_conversation_reader_read_part (LuthierConversationReader *self,
                                                LuthierJsonToken token,
                                                LuthierConversationTurn *turn);
/* Any value, kept as it is. name: (nullable) */
gboolean luthier_conversation_reader_read_other (LuthierConversationReader *self,
                                                 LuthierJsonToken token,
                                                 const char *name,
                                                 gsize place,
                                                 LuthierConversationTurn *turn);

G_END_DECLS
