/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-mend-line.h"

#include <string.h>

#include "luthier-dataset-shapes.h"
#include "luthier-dataset-turn.h"
#include "luthier-json-scanner.h"

/* What takes the place of some bytes of the line. */
typedef struct
{
  const char *place;
  gsize length;
  const char *text; /* static */
} Edit;

struct _LuthierDatasetLineMender
{
  LuthierDatasetRepairs repairs;
  LuthierJsonScanner scanner;
  GArray *edits; /* (owned) (element-type Edit): in no order */
};

/* What is known of a turn while it is read. */
typedef struct
{
  gboolean is_answer;
  guint n_texts;
  Edit before; /* blanks that the first text begins with */
  Edit behind; /* blanks that the last text ends with */
} Turn;

/* The fields of an object that are known, while it is read. */
typedef struct
{
  guint n_fields;
  struct
  {
    const LuthierShapeField *field;
    guint count;
    Edit rename;
  } fields[LUTHIER_SHAPE_MAX_FIELDS];
} Names;

static gboolean read_object (LuthierDatasetLineMender *self, LuthierShapeKind kind, Turn *turn);

static void
add_edit (LuthierDatasetLineMender *self, Edit edit)
{
  g_array_append_val (self->edits, edit);
}

/* The length of the blank at a place in a string that is not empty: as a byte, or as an escape. */
static gsize
blank_length (const char *at, gsize length)
{
  static const char *const escapes[] = { "\\n", "\\r", "\\t" };
  static const char *const codes[] = { "\\u0020", "\\u0009", "\\u000a", "\\u000d" };

  if (*at == ' ')
    return 1;
  for (gsize i = 0; length >= 2 && i < G_N_ELEMENTS (escapes); i++)
    if (memcmp (at, escapes[i], 2) == 0)
      return 2;
  for (gsize i = 0; length >= 6 && i < G_N_ELEMENTS (codes); i++)
    if (g_ascii_strncasecmp (at, codes[i], 6) == 0 && at[1] == 'u')
      return 6;
  return 0;
}

/* Whether the backslash at a place begins an escape, and is not the second half of one. */
static gboolean
begins_escape (const char *start, const char *at)
{
  gsize n_before = 0;

  while (at - n_before > start && at[-1 - (gssize) n_before] == '\\')
    n_before++;
  return n_before % 2 == 0;
}

/* The length of the blank that a string ends with, as a byte or as an escape; 0 if it does not. */
static gsize
last_blank_length (const char *start, const char *end)
{
  static const gsize lengths[] = { 2, 6 };

  if (end > start && end[-1] == ' ')
    return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      const char *at = end - MIN (lengths[i], (gsize) (end - start));
      if (end > at && *at == '\\' && blank_length (at, (gsize) (end - at)) == lengths[i] &&
          begins_escape (start, at))
        return lengths[i];
    }
  return 0;
}

static void
note_text (const LuthierJsonScanner *scanner, Turn *turn)
{
  const char *start = scanner->start, *end = start + scanner->length;
  const char *solid = start, *tail = end;
  gsize length;

  while (solid < end && (length = blank_length (solid, (gsize) (end - solid))) > 0)
    solid += length;
  while (tail > solid && (length = last_blank_length (start, tail)) > 0)
    tail -= length;
  turn->behind = (Edit){ NULL, 0, NULL };
  /* Nothing but blanks is not mended: something is missing. */
  if (solid < end && turn->n_texts == 0)
    turn->before = (Edit){ start, (gsize) (solid - start), "" };
  if (solid < end)
    turn->behind = (Edit){ tail, (gsize) (end - tail), "" };
  turn->n_texts++;
}

static void
note_role (LuthierDatasetLineMender *self, Turn *turn)
{
  static const char *const names[] = {
    [LUTHIER_ROLE_USER] = "user", [LUTHIER_ROLE_MODEL] = "model"
  };
  const char *text = self->scanner.start;
  gsize length = self->scanner.length;
  gboolean is_foreign, is_mended;
  LuthierDatasetRole role = luthier_dataset_role_find (text, length, &is_foreign);

  if (role != LUTHIER_ROLE_USER && role != LUTHIER_ROLE_MODEL)
    return;
  is_mended = is_foreign && self->repairs & LUTHIER_REPAIR_ROLES;
  if (is_mended)
    add_edit (self, (Edit){ text, length, names[role] });
  turn->is_answer = role == LUTHIER_ROLE_MODEL && (!is_foreign || is_mended);
}

/* A value whose objects, or it itself, are of a kind. */
static gboolean
read_value (LuthierDatasetLineMender *self,
            LuthierShapeKind kind,
            Turn *turn,
            LuthierJsonToken token)
{
  if (kind == LUTHIER_SHAPE_ANY)
    return luthier_json_scanner_skip (&self->scanner, token);
  if (token == LUTHIER_JSON_TOKEN_OBJECT)
    return read_object (self, kind, turn);
  if (token != LUTHIER_JSON_TOKEN_ARRAY)
    return token != LUTHIER_JSON_TOKEN_ERROR;

  while ((token = luthier_json_scanner_next (&self->scanner)) != LUTHIER_JSON_TOKEN_ARRAY_END)
    if (token == LUTHIER_JSON_TOKEN_OBJECT ? !read_object (self, kind, turn)
                                           : !luthier_json_scanner_skip (&self->scanner, token))
      return FALSE;
  return TRUE;
}

static gboolean
holds (LuthierJsonToken token, char value)
{
  switch (value)
    {
    case '[':
      return token == LUTHIER_JSON_TOKEN_ARRAY;
    case '{':
      return token == LUTHIER_JSON_TOKEN_OBJECT;
    case '"':
      return token == LUTHIER_JSON_TOKEN_STRING;
    default:
      return TRUE;
    }
}

static void
note_name (Names *names, const LuthierShapeField *field, Edit rename)
{
  guint i = 0;

  while (i < names->n_fields && names->fields[i].field != field)
    i++;
  if (i == names->n_fields)
    {
      names->fields[i].field = field;
      names->fields[i].count = 0;
      names->n_fields++;
    }
  names->fields[i].count++;
  names->fields[i].rename = rename;
}

/* A field that is there twice is left alone: nobody knows which one is meant. */
static void
finish_names (LuthierDatasetLineMender *self, const Names *names)
{
  for (guint i = 0; i < names->n_fields; i++)
    if (names->fields[i].count == 1 && names->fields[i].rename.text != NULL)
      add_edit (self, names->fields[i].rename);
}

static void
finish_turn (LuthierDatasetLineMender *self, const Turn *turn)
{
  if (!turn->is_answer || !(self->repairs & LUTHIER_REPAIR_BLANKS))
    return;
  if (turn->before.length > 0)
    add_edit (self, turn->before);
  if (turn->behind.length > 0)
    add_edit (self, turn->behind);
}

/* One field, whose name was just read. */
static gboolean
read_field (LuthierDatasetLineMender *self, LuthierShapeKind kind, Turn *turn, Names *names)
{
  LuthierJsonScanner *scanner = &self->scanner;
  Edit rename = { scanner->start, scanner->length, NULL };
  gboolean is_exact = FALSE;
  const LuthierShapeField *field = luthier_shape_find_field (kind, rename.place, rename.length,
                                                             &is_exact);
  LuthierJsonToken token = luthier_json_scanner_next (scanner);

  if (field == NULL || (!is_exact && !holds (token, field->value)))
    return luthier_json_scanner_skip (scanner, token);
  if (!is_exact && self->repairs & LUTHIER_REPAIR_SPELLINGS)
    rename.text = field->name;
  note_name (names, field, rename);

  if (turn != NULL && token == LUTHIER_JSON_TOKEN_STRING)
    {
      if (kind == LUTHIER_SHAPE_TURN && strcmp (field->name, "role") == 0)
        note_role (self, turn);
      else if (kind == LUTHIER_SHAPE_PART && strcmp (field->name, "text") == 0)
        note_text (scanner, turn);
    }
  return read_value (self, field->kind, turn, token);
}

/* From behind the opening brace to behind the closing one; FALSE if that is no JSON. */
static gboolean
read_object (LuthierDatasetLineMender *self, LuthierShapeKind kind, Turn *turn)
{
  LuthierJsonToken token;
  Turn own = { FALSE };
  Names names = { 0 };

  if (kind == LUTHIER_SHAPE_TURN)
    turn = &own;
  while ((token = luthier_json_scanner_next (&self->scanner)) == LUTHIER_JSON_TOKEN_NAME)
    if (!read_field (self, kind, turn, &names))
      return FALSE;
  if (token != LUTHIER_JSON_TOKEN_OBJECT_END)
    return FALSE;
  finish_names (self, &names);
  if (kind == LUTHIER_SHAPE_TURN)
    finish_turn (self, turn);
  return TRUE;
}

static int
compare_edits (gconstpointer a, gconstpointer b)
{
  const Edit *one = a, *two = b;

  return one->place < two->place ? -1 : one->place > two->place;
}

static void
apply (LuthierDatasetLineMender *self, const char *line, gsize length, GString *mended)
{
  const char *from = line;

  g_array_sort (self->edits, compare_edits);
  g_string_truncate (mended, 0);
  for (guint i = 0; i < self->edits->len; i++)
    {
      const Edit *edit = &g_array_index (self->edits, Edit, i);
      g_string_append_len (mended, from, edit->place - from);
      g_string_append (mended, edit->text);
      from = edit->place + edit->length;
    }
  g_string_append_len (mended, from, line + length - from);
}

/**
 * luthier_dataset_line_mender_new:
 * @repairs: of which spellings, roles and blanks matter here
 *
 * Returns: (transfer full): a mender
 */
LuthierDatasetLineMender *
luthier_dataset_line_mender_new (LuthierDatasetRepairs repairs)
{
  LuthierDatasetLineMender *self = g_new0 (LuthierDatasetLineMender, 1);

  self->repairs = repairs;
  self->edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  return self;
}

void
luthier_dataset_line_mender_free (LuthierDatasetLineMender *self)
{
  g_array_unref (self->edits);
  g_free (self);
}

/**
 * luthier_dataset_line_mender_run:
 * @line: one line, which ends as a scanner wants it
 * @length: its length
 * @mended: (inout): becomes the line as it should be, if anything has to change
 *
 * Mends an example. Only what is wrong is replaced: all other bytes stay as they are.
 *
 * Returns: what became of it
 */
LuthierLineState
luthier_dataset_line_mender_run (LuthierDatasetLineMender *self,
                                 const char *line,
                                 gsize length,
                                 GString *mended)
{
  LuthierJsonScanner *scanner = &self->scanner;

  g_array_set_size (self->edits, 0);
  luthier_json_scanner_init (scanner, line, length);
  if (luthier_json_scanner_next (scanner) != LUTHIER_JSON_TOKEN_OBJECT ||
      !read_object (self, LUTHIER_SHAPE_EXAMPLE, NULL) ||
      luthier_json_scanner_next (scanner) != LUTHIER_JSON_TOKEN_END)
    return LUTHIER_LINE_BROKEN;
  if (self->edits->len == 0)
    return LUTHIER_LINE_KEPT;
  apply (self, line, length, mended);
  return LUTHIER_LINE_MENDED;
}
