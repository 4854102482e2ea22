/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-turn.h"

#include <string.h>

#include "luthier-dataset-fields.h"
#include "luthier-dataset-part.h"

enum
{
  TURN_ROLE,
  TURN_PARTS,
};
static const LuthierDatasetField turn_fields[] = {
  LUTHIER_FIELD_LIKE ("role", '"'),
  LUTHIER_FIELD_LIKE ("parts", '['),
};
static const LuthierDatasetShape turn_shape = LUTHIER_SHAPE (FALSE, turn_fields);

/* How a turn begins that has just one text, where programs write it: with a blank behind each comma
 * and colon, or without any. */
#define LITERAL(text)                                                                              \
  {                                                                                                \
    text, sizeof text - 1                                                                          \
  }
enum
{
  USUAL_USER,
  USUAL_MODEL,
  USUAL_WITHOUT_ROLE,
};
static const LuthierDatasetSlice usual_openings[][2] = {
  [USUAL_USER] = { LITERAL ("\"role\": \"user\", \"parts\": [{\"text\": \""),
                   LITERAL ("\"role\":\"user\",\"parts\":[{\"text\":\"") },
  [USUAL_MODEL] = { LITERAL ("\"role\": \"model\", \"parts\": [{\"text\": \""),
                    LITERAL ("\"role\":\"model\",\"parts\":[{\"text\":\"") },
  [USUAL_WITHOUT_ROLE] = { LITERAL ("\"parts\": [{\"text\": \""),
                           LITERAL ("\"parts\":[{\"text\":\"") },
};
static const LuthierDatasetSlice usual_closing = LITERAL ("}]}");

/* Words for the two that speak which have one meaning, whatever their case and the blanks around. */
static const struct
{
  const char *name;
  LuthierDatasetRole role;
} foreign_roles[] = {
  { "user", LUTHIER_ROLE_USER },  { "model", LUTHIER_ROLE_MODEL },
  { "human", LUTHIER_ROLE_USER }, { "assistant", LUTHIER_ROLE_MODEL },
  { "bot", LUTHIER_ROLE_MODEL },  { "chatbot", LUTHIER_ROLE_MODEL },
  { "ai", LUTHIER_ROLE_MODEL },   { "gpt", LUTHIER_ROLE_MODEL },
};

static gboolean
is_blank_escape (const char *at)
{
  return at[0] == '\\' && (at[1] == 'n' || at[1] == 't' || at[1] == 'r');
}

static gboolean
is_all_blank (const char *raw, gsize length)
{
  const char *at = raw, *end = raw + length;

  while (at < end && (*at == ' ' || is_blank_escape (at)))
    at += *at == ' ' ? 1 : 2;
  return at == end;
}

static gboolean
ends_in_blank (const char *raw, gsize length)
{
  gsize backslashes = 0;

  if (raw[length - 1] == ' ')
    return TRUE;
  if (length < 2 || !is_blank_escape (raw + length - 2))
    return FALSE;
  /* An even number of them are backslashes, not an escape. */
  while (backslashes + 1 < length && raw[length - 2 - backslashes] == '\\')
    backslashes++;
  return backslashes % 2 == 1;
}

/**
 * luthier_dataset_turn_add_text:
 * @string: a scanner that has just read a text of the turn
 *
 * Takes note of a text.
 */
void
luthier_dataset_turn_add_text (LuthierDatasetTurn *self, const LuthierJsonScanner *string)
{
  const char *raw = string->start;
  gsize length = string->length;

  if (self->blank_text.text == NULL && is_all_blank (raw, length))
    self->blank_text = (LuthierDatasetSlice){ raw, length };
  if (self->n_texts++ == 0)
    {
      self->first_text = (LuthierDatasetSlice){ raw, length };
      self->begins_blank = length > 0 && (raw[0] == ' ' || is_blank_escape (raw));
    }
  self->ends_blank = length > 0 && ends_in_blank (raw, length);
  self->has_text |= length > 0;
  luthier_text_measure_add_string (&self->measure, string);
}

/**
 * luthier_dataset_turn_is_text:
 *
 * Returns: whether it has text and nothing else
 */
gboolean
luthier_dataset_turn_is_text (const LuthierDatasetTurn *self)
{
  return !self->is_broken && self->n_parts > 0 && self->n_texts == self->n_parts;
}

/**
 * luthier_dataset_role_find:
 * @text: the name of a role, as it stands between quotes
 * @is_foreign: (out): whether it is written as another service does
 *
 * Returns: who that is
 */
LuthierDatasetRole
luthier_dataset_role_find (const char *text, gsize length, gboolean *is_foreign)
{
  *is_foreign = FALSE;
  if (length == 4 && memcmp (text, "user", 4) == 0)
    return LUTHIER_ROLE_USER;
  if (length == 5 && memcmp (text, "model", 5) == 0)
    return LUTHIER_ROLE_MODEL;

  *is_foreign = TRUE;
  for (; length > 0 && *text == ' '; length--)
    text++;
  while (length > 0 && text[length - 1] == ' ')
    length--;
  for (gsize i = 0; i < G_N_ELEMENTS (foreign_roles); i++)
    if (strlen (foreign_roles[i].name) == length &&
        g_ascii_strncasecmp (foreign_roles[i].name, text, length) == 0)
      return foreign_roles[i].role;
  return LUTHIER_ROLE_UNKNOWN;
}

/**
 * luthier_dataset_turn_read_role:
 * @example: its scanner has just read the name "role"
 *
 * Reads who speaks.
 *
 * Returns: whether it is valid JSON
 */
gboolean
luthier_dataset_turn_read_role (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  LuthierJsonScanner *scanner = &example->scanner;
  gboolean is_string;

  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_STRING, &is_string))
    return FALSE;
  self->role_text = (LuthierDatasetSlice){ scanner->start, scanner->length };
  self->role = LUTHIER_ROLE_UNKNOWN;
  if (is_string)
    self->role = luthier_dataset_role_find (scanner->start, scanner->length,
                                            &self->is_foreign_role);
  return TRUE;
}

static gboolean
take_usual (LuthierDatasetTurn *self, LuthierJsonScanner *scanner, guint kind, gboolean is_compact)
{
  const LuthierDatasetSlice *opening = &usual_openings[kind][is_compact];

  if (!luthier_json_scanner_take_around (scanner, opening->text, opening->length,
                                         usual_closing.text, usual_closing.length))
    return FALSE;
  self->n_parts = 1;
  luthier_dataset_turn_add_text (self, scanner);
  return TRUE;
}

/* Reads a turn as nearly all are written; does nothing if this one is not. */
static gboolean
read_usual (LuthierDatasetTurn *self, LuthierJsonScanner *scanner)
{
  const char *at = scanner->at;
  gsize role = strlen ("\"role\":");
  gboolean is_compact;

  if (at[1] == 'p')
    return take_usual (self, scanner, USUAL_WITHOUT_ROLE, at[strlen ("\"parts\":")] != ' ');
  is_compact = at[role] != ' ';
  role += is_compact ? 1 : 2;
  if (at[role] == 'u' && take_usual (self, scanner, USUAL_USER, is_compact))
    {
      self->role = LUTHIER_ROLE_USER;
      self->role_text = (LuthierDatasetSlice){ at + role, strlen ("user") };
      return TRUE;
    }
  if (at[role] == 'm' && take_usual (self, scanner, USUAL_MODEL, is_compact))
    {
      self->role = LUTHIER_ROLE_MODEL;
      self->role_text = (LuthierDatasetSlice){ at + role, strlen ("model") };
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_any (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  guint seen = 0;
  int field;

  while ((field = luthier_dataset_fields_next (example, &turn_shape, &seen)) >= 0)
    if (field == TURN_ROLE ? !luthier_dataset_turn_read_role (self, example)
                           : !luthier_dataset_parts_read (self, example))
      return FALSE;
  return field == LUTHIER_FIELDS_END;
}

/**
 * luthier_dataset_turn_read:
 * @self: (out): any memory
 * @example: its scanner has just read the beginning of the object
 *
 * Reads to the end of the object. Faults of single parts are noted in @example; what depends on
 * who speaks is for the caller to judge.
 *
 * Returns: whether it is valid JSON
 */
gboolean
luthier_dataset_turn_read (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  *self = (LuthierDatasetTurn){ .place = example->scanner.start };
  if (!read_usual (self, &example->scanner) && !read_any (self, example))
    return FALSE;
  self->length = (gsize) (example->scanner.at - self->place);
  return TRUE;
}
