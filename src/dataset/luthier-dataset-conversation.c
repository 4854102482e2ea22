/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-conversation.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-conversation-reader.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* In the order in which they are shown. */
typedef enum
{
  GROUP_SYSTEM,
  GROUP_TURNS,
  GROUP_ANSWERS,
  GROUP_REFERENCES,
  GROUP_FIELDS,
  N_GROUPS,
} Group;

struct _LuthierDatasetConversation
{
  GObject parent_instance;

  GListStore *turns; /* (owned) */
  LuthierConversationError error;
};

G_DEFINE_FINAL_TYPE (LuthierDatasetConversation, luthier_dataset_conversation, G_TYPE_OBJECT)

typedef struct
{
  LuthierConversationReader base;
  GPtrArray *groups[N_GROUPS]; /* (owned) (element-type LuthierConversationTurn) */
  gboolean has_turns;          /* it has contents or messages: nothing else is a turn */
} Reading;

#define is_name(self, ...)                                                                         \
  luthier_conversation_reader_is_name (&(self)->base, (const char *const[]){ __VA_ARGS__, NULL })

static LuthierJsonToken
next (Reading *self)
{
  return luthier_json_scanner_next (&self->base.scanner);
}

static gboolean
next_name (Reading *self, LuthierJsonToken *token)
{
  *token = next (self);
  return *token == LUTHIER_JSON_TOKEN_NAME;
}

static gboolean
next_element (Reading *self, LuthierJsonToken *token)
{
  *token = next (self);
  return *token > LUTHIER_JSON_TOKEN_END && *token != LUTHIER_JSON_TOKEN_ARRAY_END;
}

/* (transfer none) */
static LuthierConversationTurn *
add_turn (Reading *self, Group group, LuthierSpeaker speaker)
{
  LuthierConversationTurn *turn = luthier_conversation_turn_new (speaker);

  g_ptr_array_add (self->groups[group], turn);
  return turn;
}

static void
place_turn (Reading *self, LuthierConversationTurn *turn, gsize place)
{
  luthier_conversation_turn_set_place (turn, place,
                                       luthier_conversation_reader_get_end (&self->base) - place);
}

/* Where a system instruction among the messages belongs, too. */
static gboolean
read_turn (Reading *self, LuthierJsonToken token)
{
  return luthier_conversation_reader_read_turn (
      &self->base, token, add_turn (self, GROUP_TURNS, LUTHIER_SPEAKER_OTHER));
}

static gboolean
read_turns (Reading *self, LuthierJsonToken token)
{
  if (token != LUTHIER_JSON_TOKEN_ARRAY)
    return read_turn (self, token);
  while (next_element (self, &token))
    if (!read_turn (self, token))
      return FALSE;
  return token == LUTHIER_JSON_TOKEN_ARRAY_END;
}

static gboolean
read_system (Reading *self, LuthierJsonToken token, gsize place)
{
  LuthierConversationTurn *turn = add_turn (self, GROUP_SYSTEM, LUTHIER_SPEAKER_SYSTEM);

  if (!luthier_conversation_reader_read_turn (&self->base, token, turn))
    return FALSE;
  place_turn (self, turn, place);
  return TRUE;
}

/* A score of 1 is the better answer's. */
static void
set_score (Reading *self, LuthierConversationTurn *turn)
{
  double score = g_ascii_strtod (self->base.scanner.start, NULL);

  luthier_conversation_turn_set_speaker (
      turn, score > 0 ? LUTHIER_SPEAKER_PREFERRED : LUTHIER_SPEAKER_REJECTED, NULL);
}

static gboolean
read_answer_members (Reading *self, LuthierConversationTurn *turn)
{
  LuthierJsonToken token;

  while (next_name (self, &token))
    {
      gsize place = luthier_conversation_reader_get_place (&self->base, token);
      gboolean is_score = is_name (self, "score");
      gboolean is_answer = is_name (self, "completion");
      g_autofree char *name = luthier_conversation_reader_take_string (&self->base);

      token = next (self);
      if (is_score && token == LUTHIER_JSON_TOKEN_NUMBER)
        set_score (self, turn);
      else if (is_answer ? !luthier_conversation_reader_read_turn (&self->base, token, turn)
                         : !luthier_conversation_reader_read_other (&self->base, token, name, place,
                                                                    turn))
        return FALSE;
    }
  return token == LUTHIER_JSON_TOKEN_OBJECT_END;
}

static gboolean
read_answer (Reading *self, LuthierJsonToken token)
{
  LuthierConversationTurn *turn = add_turn (self, GROUP_ANSWERS, LUTHIER_SPEAKER_OTHER);
  gsize place = luthier_conversation_reader_get_place (&self->base, token);

  if (token != LUTHIER_JSON_TOKEN_OBJECT)
    return luthier_conversation_reader_read_turn (&self->base, token, turn);
  if (!read_answer_members (self, turn))
    return FALSE;
  place_turn (self, turn, place);
  return TRUE;
}

static gboolean
read_answers (Reading *self, LuthierJsonToken token)
{
  if (token != LUTHIER_JSON_TOKEN_ARRAY)
    return read_answer (self, token);
  while (next_element (self, &token))
    if (!read_answer (self, token))
      return FALSE;
  return token == LUTHIER_JSON_TOKEN_ARRAY_END;
}

/* A field that is shown by its name. */
static gboolean
read_field (Reading *self,
            Group group,
            LuthierSpeaker speaker,
            const char *name,
            LuthierJsonToken token,
            gsize place)
{
  LuthierConversationTurn *turn = add_turn (self, group, speaker);

  luthier_conversation_turn_set_speaker (turn, speaker, name);
  if (token == LUTHIER_JSON_TOKEN_STRING
          ? !luthier_conversation_reader_read_part (&self->base, token, turn)
          : !luthier_conversation_reader_read_other (&self->base, token, NULL, place, turn))
    return FALSE;
  place_turn (self, turn, place);
  return TRUE;
}

static gboolean
read_references (Reading *self, const char *name, LuthierJsonToken token, gsize place)
{
  if (token != LUTHIER_JSON_TOKEN_OBJECT)
    return read_field (self, GROUP_REFERENCES, LUTHIER_SPEAKER_REFERENCE, name, token, place);
  while (next_name (self, &token))
    {
      g_autofree char *key = luthier_conversation_reader_take_string (&self->base);
      gsize begin = luthier_conversation_reader_get_place (&self->base, token);

      if (!read_field (self, GROUP_REFERENCES, LUTHIER_SPEAKER_REFERENCE, key, next (self), begin))
        return FALSE;
    }
  return token == LUTHIER_JSON_TOKEN_OBJECT_END;
}

/* Who says what in the formats without turns. */
static const struct
{
  const char *name;
  LuthierSpeaker speaker;
} flat_fields[] = {
  { "system", LUTHIER_SPEAKER_SYSTEM },    { "text_input", LUTHIER_SPEAKER_USER },
  { "textInput", LUTHIER_SPEAKER_USER },   { "prompt", LUTHIER_SPEAKER_USER },
  { "instruction", LUTHIER_SPEAKER_USER }, { "input", LUTHIER_SPEAKER_USER },
  { "completion", LUTHIER_SPEAKER_MODEL }, { "output", LUTHIER_SPEAKER_MODEL },
  { "response", LUTHIER_SPEAKER_MODEL },
};

/* (transfer none): the one turn that all fields of a speaker are parts of. */
static LuthierConversationTurn *
find_flat_turn (Reading *self, LuthierSpeaker speaker)
{
  Group group = speaker == LUTHIER_SPEAKER_SYSTEM ? GROUP_SYSTEM : GROUP_TURNS;
  GPtrArray *turns = self->groups[group];

  for (guint i = 0; i < turns->len; i++)
    if (luthier_conversation_turn_get_speaker (g_ptr_array_index (turns, i)) == speaker)
      return g_ptr_array_index (turns, i);
  return add_turn (self, group, speaker);
}

/* Some formats have whole turns in these fields. */
static gboolean
read_flat (
    Reading *self, LuthierSpeaker speaker, const char *name, LuthierJsonToken token, gsize place)
{
  if (token == LUTHIER_JSON_TOKEN_ARRAY)
    return read_turns (self, token);
  if (token != LUTHIER_JSON_TOKEN_STRING)
    return read_field (self, GROUP_FIELDS, LUTHIER_SPEAKER_FIELD, name, token, place);
  return luthier_conversation_reader_read_part (&self->base, token, find_flat_turn (self, speaker));
}

static gboolean
read_member (Reading *self, LuthierJsonToken token)
{
  g_autofree char *name = luthier_conversation_reader_take_string (&self->base);
  gsize place = luthier_conversation_reader_get_place (&self->base, token);

  if (is_name (self, "contents", "messages"))
    return read_turns (self, next (self));
  if (is_name (self, "systemInstruction", "system_instruction"))
    return read_system (self, next (self), place);
  if (is_name (self, "completions"))
    return read_answers (self, next (self));
  if (is_name (self, "references"))
    return read_references (self, name, next (self), place);
  for (guint i = 0; !self->has_turns && i < G_N_ELEMENTS (flat_fields); i++)
    if (strcmp (name, flat_fields[i].name) == 0)
      return read_flat (self, flat_fields[i].speaker, name, next (self), place);
  return read_field (self, GROUP_FIELDS, LUTHIER_SPEAKER_FIELD, name, next (self), place);
}

static gboolean
read_object (Reading *self)
{
  LuthierJsonToken token;

  while (next_name (self, &token))
    if (!read_member (self, token))
      return FALSE;
  return token == LUTHIER_JSON_TOKEN_OBJECT_END && next (self) == LUTHIER_JSON_TOKEN_END;
}

/* Whether all of it is JSON; looks for turns on the way. */
static gboolean
look (Reading *self)
{
  LuthierJsonToken token = next (self);

  if (token != LUTHIER_JSON_TOKEN_OBJECT)
    return luthier_json_scanner_skip (&self->base.scanner, token) &&
           next (self) == LUTHIER_JSON_TOKEN_END;
  while (next_name (self, &token))
    {
      self->has_turns |= is_name (self, "contents", "messages");
      if (!luthier_json_scanner_skip (&self->base.scanner, next (self)))
        return FALSE;
    }
  return token == LUTHIER_JSON_TOKEN_OBJECT_END && next (self) == LUTHIER_JSON_TOKEN_END;
}

static void
number_turns (GPtrArray *turns)
{
  guint number = 0;

  for (guint i = 0; i < turns->len; i++)
    if (luthier_conversation_turn_get_speaker (g_ptr_array_index (turns, i)) !=
        LUTHIER_SPEAKER_SYSTEM)
      luthier_conversation_turn_set_number (g_ptr_array_index (turns, i), ++number);
}

/* begin: where the JSON begins, behind a byte order mark. */
static void
read_text (Reading *self, LuthierDatasetConversation *conversation, gsize begin, gsize length)
{
  LuthierJsonScanner *scanner = &self->base.scanner;

  luthier_json_scanner_init (scanner, self->base.line + begin, length - begin);
  if (!look (self))
    {
      conversation->error.message = scanner->problem != NULL ? _ (scanner->problem) : "";
      conversation->error.byte = (gsize) (scanner->at - self->base.line);
      return;
    }
  luthier_json_scanner_init (scanner, self->base.line + begin, length - begin);
  if (next (self) != LUTHIER_JSON_TOKEN_OBJECT || !read_object (self))
    return;
  number_turns (self->groups[GROUP_TURNS]);
  for (guint i = 0; i < N_GROUPS; i++)
    g_list_store_splice (conversation->turns,
                         g_list_model_get_n_items (G_LIST_MODEL (conversation->turns)), 0,
                         self->groups[i]->pdata, self->groups[i]->len);
}

static void
luthier_dataset_conversation_finalize (GObject *object)
{
  LuthierDatasetConversation *self = LUTHIER_DATASET_CONVERSATION (object);

  g_object_unref (self->turns);
  G_OBJECT_CLASS (luthier_dataset_conversation_parent_class)->finalize (object);
}

static void
luthier_dataset_conversation_class_init (LuthierDatasetConversationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_dataset_conversation_finalize;
}

static void
luthier_dataset_conversation_init (LuthierDatasetConversation *self)
{
  self->turns = g_list_store_new (LUTHIER_TYPE_CONVERSATION_TURN);
}

/**
 * luthier_dataset_conversation_new:
 * @line: any bytes, without the end of the line
 *
 * Reads a line. A byte order mark before it is passed over, so that what follows can be seen.
 *
 * Returns: (transfer full): what is said in it
 */
LuthierDatasetConversation *
luthier_dataset_conversation_new (GBytes *line)
{
  LuthierDatasetConversation *self = g_object_new (LUTHIER_TYPE_DATASET_CONVERSATION, NULL);
  gsize length;
  const char *bytes = g_bytes_get_data (line, &length);
  g_autofree char *copy = g_malloc0 (length + 1 + LUTHIER_JSON_PADDING);
  Reading reading = { .base.line = copy };
  gboolean marked;

  if (length > 0)
    memcpy (copy, bytes, length);
  marked = length >= strlen (BYTE_ORDER_MARK) && memcmp (copy, BYTE_ORDER_MARK, 3) == 0;
  for (guint i = 0; i < N_GROUPS; i++)
    reading.groups[i] = g_ptr_array_new_with_free_func (g_object_unref);
  read_text (&reading, self, marked ? strlen (BYTE_ORDER_MARK) : 0, length);
  for (guint i = 0; i < N_GROUPS; i++)
    g_ptr_array_unref (reading.groups[i]);
  return self;
}

/**
 * luthier_dataset_conversation_get_error:
 *
 * Returns: (transfer none): why the line is no JSON; without a message if it is
 */
const LuthierConversationError *
luthier_dataset_conversation_get_error (LuthierDatasetConversation *self)
{
  return &self->error;
}

GListModel *
luthier_dataset_conversation_get_turns (LuthierDatasetConversation *self)
{
  return G_LIST_MODEL (self->turns);
}

/**
 * luthier_dataset_conversation_find:
 * @byte: a place in the line
 *
 * Returns: the index of the turn that the place is in; -1 if it is between them
 */
int
luthier_dataset_conversation_find (LuthierDatasetConversation *self, gsize byte)
{
  guint n_turns = g_list_model_get_n_items (G_LIST_MODEL (self->turns));

  for (guint i = 0; i < n_turns; i++)
    {
      g_autoptr (LuthierConversationTurn)
          turn = g_list_model_get_item (G_LIST_MODEL (self->turns), i);

      if (luthier_conversation_turn_contains (turn, byte))
        return (int) i;
    }
  return -1;
}
