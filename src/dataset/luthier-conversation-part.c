/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-conversation-part.h"

struct _LuthierConversationPart
{
  GObject parent_instance;

  LuthierPartKind kind;
  char *name;               /* (owned) (nullable) */
  LuthierDatasetText *text; /* (owned) (nullable) */
  char *mime_type;          /* (owned) (nullable) */
  char *uri;                /* (owned) (nullable) */
  gsize inline_size;
  gsize byte;
  gsize length;
};

G_DEFINE_FINAL_TYPE (LuthierConversationPart, luthier_conversation_part, G_TYPE_OBJECT)

static void
luthier_conversation_part_finalize (GObject *object)
{
  LuthierConversationPart *self = LUTHIER_CONVERSATION_PART (object);

  g_free (self->name);
  g_clear_pointer (&self->text, luthier_dataset_text_free);
  g_free (self->mime_type);
  g_free (self->uri);
  G_OBJECT_CLASS (luthier_conversation_part_parent_class)->finalize (object);
}

static void
luthier_conversation_part_class_init (LuthierConversationPartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_conversation_part_finalize;
}

static void
luthier_conversation_part_init (LuthierConversationPart *self)
{
}

/**
 * luthier_conversation_part_new:
 * @text: (transfer full) (nullable): what it says
 *
 * Returns: (transfer full): a part that has no place yet
 */
LuthierConversationPart *
luthier_conversation_part_new (LuthierPartKind kind, LuthierDatasetText *text)
{
  LuthierConversationPart *self = g_object_new (LUTHIER_TYPE_CONVERSATION_PART, NULL);

  self->kind = kind;
  self->text = text;
  return self;
}

/**
 * luthier_conversation_part_set_place:
 * @byte: where in the line it begins
 * @length: in bytes
 *
 * Everything that is found there concerns this part.
 */
void
luthier_conversation_part_set_place (LuthierConversationPart *self, gsize byte, gsize length)
{
  self->byte = byte;
  self->length = length;
}

/**
 * luthier_conversation_part_set_name:
 * @name: (nullable): of the function, or of a field that is not known
 */
void
luthier_conversation_part_set_name (LuthierConversationPart *self, const char *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
}

/**
 * luthier_conversation_part_set_text:
 * @text: (transfer full) (nullable): what it says
 */
void
luthier_conversation_part_set_text (LuthierConversationPart *self, LuthierDatasetText *text)
{
  g_clear_pointer (&self->text, luthier_dataset_text_free);
  self->text = text;
}

/**
 * luthier_conversation_part_set_file:
 * @mime_type: (nullable): what kind of file it is said to be
 * @uri: (nullable): where it is
 * @inline_size: how many bytes of it are in the line, about; 0 if it is elsewhere
 */
void
luthier_conversation_part_set_file (LuthierConversationPart *self,
                                    const char *mime_type,
                                    const char *uri,
                                    gsize inline_size)
{
  g_free (self->mime_type);
  self->mime_type = g_strdup (mime_type);
  g_free (self->uri);
  self->uri = g_strdup (uri);
  self->inline_size = inline_size;
}

LuthierPartKind
luthier_conversation_part_get_kind (LuthierConversationPart *self)
{
  return self->kind;
}

const char *
luthier_conversation_part_get_name (LuthierConversationPart *self)
{
  return self->name;
}

const LuthierDatasetText *
luthier_conversation_part_get_text (LuthierConversationPart *self)
{
  return self->text;
}

const char *
luthier_conversation_part_get_mime_type (LuthierConversationPart *self)
{
  return self->mime_type;
}

const char *
luthier_conversation_part_get_uri (LuthierConversationPart *self)
{
  return self->uri;
}

gsize
luthier_conversation_part_get_inline_size (LuthierConversationPart *self)
{
  return self->inline_size;
}

gsize
luthier_conversation_part_get_byte (LuthierConversationPart *self)
{
  return self->byte;
}

gsize
luthier_conversation_part_get_length (LuthierConversationPart *self)
{
  return self->length;
}
