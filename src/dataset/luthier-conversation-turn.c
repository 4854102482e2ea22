/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-conversation-turn.h"

struct _LuthierConversationTurn
{
  GObject parent_instance;

  LuthierSpeaker speaker;
  char *word; /* (owned) (nullable) */
  guint number;
  gsize byte;
  gsize length;
  GListStore *parts; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierConversationTurn, luthier_conversation_turn, G_TYPE_OBJECT)

static void
luthier_conversation_turn_finalize (GObject *object)
{
  LuthierConversationTurn *self = LUTHIER_CONVERSATION_TURN (object);

  g_free (self->word);
  g_object_unref (self->parts);
  G_OBJECT_CLASS (luthier_conversation_turn_parent_class)->finalize (object);
}

static void
luthier_conversation_turn_class_init (LuthierConversationTurnClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_conversation_turn_finalize;
}

static void
luthier_conversation_turn_init (LuthierConversationTurn *self)
{
  self->parts = g_list_store_new (LUTHIER_TYPE_CONVERSATION_PART);
}

/**
 * luthier_conversation_turn_new:
 *
 * Returns: (transfer full): a turn without parts
 */
LuthierConversationTurn *
luthier_conversation_turn_new (LuthierSpeaker speaker)
{
  LuthierConversationTurn *self = g_object_new (LUTHIER_TYPE_CONVERSATION_TURN, NULL);

  self->speaker = speaker;
  return self;
}

/**
 * luthier_conversation_turn_set_speaker:
 * @word: (nullable): as the file calls it
 */
void
luthier_conversation_turn_set_speaker (LuthierConversationTurn *self,
                                       LuthierSpeaker speaker,
                                       const char *word)
{
  self->speaker = speaker;
  g_free (self->word);
  self->word = g_strdup (word);
}

/**
 * luthier_conversation_turn_set_number:
 * @number: of the turn in its conversation, from 1
 */
void
luthier_conversation_turn_set_number (LuthierConversationTurn *self, guint number)
{
  self->number = number;
}

/**
 * luthier_conversation_turn_set_place:
 * @byte: where in the line it begins
 * @length: in bytes
 */
void
luthier_conversation_turn_set_place (LuthierConversationTurn *self, gsize byte, gsize length)
{
  self->byte = byte;
  self->length = length;
}

/**
 * luthier_conversation_turn_add_part:
 * @part: (transfer full): comes last
 */
void
luthier_conversation_turn_add_part (LuthierConversationTurn *self, LuthierConversationPart *part)
{
  g_list_store_append (self->parts, part);
  g_object_unref (part);
}

LuthierSpeaker
luthier_conversation_turn_get_speaker (LuthierConversationTurn *self)
{
  return self->speaker;
}

const char *
luthier_conversation_turn_get_word (LuthierConversationTurn *self)
{
  return self->word;
}

guint
luthier_conversation_turn_get_number (LuthierConversationTurn *self)
{
  return self->number;
}

GListModel *
luthier_conversation_turn_get_parts (LuthierConversationTurn *self)
{
  return G_LIST_MODEL (self->parts);
}

/**
 * luthier_conversation_turn_contains:
 * @byte: a place in the line
 *
 * Returns: whether it is within the turn, or within a part of it that stands elsewhere
 */
gboolean
luthier_conversation_turn_contains (LuthierConversationTurn *self, gsize byte)
{
  guint n_parts = g_list_model_get_n_items (G_LIST_MODEL (self->parts));

  if (byte >= self->byte && byte < self->byte + self->length)
    return TRUE;
  for (guint i = 0; i < n_parts; i++)
    {
      g_autoptr (LuthierConversationPart)
          part = g_list_model_get_item (G_LIST_MODEL (self->parts), i);
      gsize begin = luthier_conversation_part_get_byte (part);

      if (byte >= begin && byte < begin + luthier_conversation_part_get_length (part))
        return TRUE;
    }
  return FALSE;
}
