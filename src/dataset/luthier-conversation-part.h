/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib-object.h>

#include "luthier-dataset-text.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_PART_TEXT,
  LUTHIER_PART_FILE,     /* named by its address, or within the line */
  LUTHIER_PART_CALL,     /* of a function */
  LUTHIER_PART_RESPONSE, /* of a function */
  LUTHIER_PART_OTHER,    /* JSON that is none of these */
} LuthierPartKind;

#define LUTHIER_TYPE_CONVERSATION_PART (luthier_conversation_part_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierConversationPart, luthier_conversation_part, LUTHIER, CONVERSATION_PART, GObject)

/* A part of a turn, and where it stands in the line. text: (transfer full) (nullable). */
LuthierConversationPart *luthier_conversation_part_new (LuthierPartKind kind,
                                                        LuthierDatasetText *text);
void luthier_conversation_part_set_place (LuthierConversationPart *self, gsize byte, gsize length);
/* name: (nullable): of the function, or of the field that was not known. */
void luthier_conversation_part_set_name (LuthierConversationPart *self, const char *name);
void luthier_conversation_part_set_text (LuthierConversationPart *self, LuthierDatasetText *text);
/* Of a file; an address that is not there: its bytes are in the line, inline_size of them. */
void luthier_conversation_part_set_file (LuthierConversationPart *self,
                                         const char *mime_type,
                                         const char *uri,
                                         gsize inline_size);

LuthierPartKind luthier_conversation_part_get_kind (LuthierConversationPart *self);
const char *luthier_conversation_part_get_name (LuthierConversationPart *self);
/* (nullable): of text what it says; of calls, responses and others JSON that is laid out. */
const LuthierDatasetText *luthier_conversation_part_get_text (LuthierConversationPart *self);
const char *luthier_conversation_part_get_mime_type (LuthierConversationPart *self);
const char *luthier_conversation_part_get_uri (LuthierConversationPart *self);
gsize luthier_conversation_part_get_inline_size (LuthierConversationPart *self);
gsize luthier_conversation_part_get_byte (LuthierConversationPart *self);
gsize luthier_conversation_part_get_length (LuthierConversationPart *self);

G_END_DECLS
