/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-fields.h"

#include <string.h>

/* The second spelling of a field is seen in the upper half of the bits. */
#define OTHER_SPELLING 16

static gboolean
is_equal (const char *name, gsize length, const char *known, gsize known_length)
{
  if (length != known_length)
    return FALSE;
  /* Names are too short for a function that compares well. */
  for (gsize i = 0; i < length; i++)
    if (name[i] != known[i])
      return FALSE;
  return TRUE;
}

/* The index of a name among the fields, plus OTHER_SPELLING if it is so spelt; -1 for none. */
static int
find_field (const LuthierDatasetShape *shape, const char *name, gsize length)
{
  for (guint i = 0; i < shape->n_fields; i++)
    {
      const LuthierDatasetField *field = &shape->fields[i];
      if (is_equal (name, length, field->name, field->name_length))
        return (int) i;
      if (field->other != NULL && is_equal (name, length, field->other, field->other_length))
        return (int) i + OTHER_SPELLING;
    }
  return -1;
}

static int
find_name (const LuthierDatasetShape *shape, const LuthierJsonScanner *scanner)
{
  char decoded[128];

  if (!scanner->escaped)
    return find_field (shape, scanner->start, scanner->length);
  if (scanner->length > sizeof decoded)
    return -1;
  return find_field (shape, decoded,
                     luthier_json_unescape (scanner->start, scanner->length, decoded));
}

/* Notes a field that was given before, in this or the other spelling. */
static void
check_repeated (LuthierDatasetExample *self, int field, guint *seen)
{
  guint bit = 1u << field;
  guint twin = 1u << (field ^ OTHER_SPELLING);
  LuthierDatasetSlice name = { self->scanner.start, self->scanner.length };

  if (*seen & bit)
    luthier_dataset_example_add_named_fault (self, LUTHIER_FAULT_REPEATED_NAME, name);
  else if (*seen & twin)
    luthier_dataset_example_add_named_fault (self, LUTHIER_FAULT_BOTH_SPELLINGS, name);
  *seen |= bit;
}

/**
 * luthier_dataset_fields_next:
 * @self: the scanner has just read the beginning of an object, or a value in it
 * @shape: which fields the object has
 * @seen: (inout): 0 at the beginning of the object
 *
 * Goes on to the next field that the shape has; others are noted and skipped. Repeated names are
 * noted in the objects that the format defines, not in those whose names are data.
 *
 * Returns: the index of the field, whose value has to be read now, or one of the special values
 */
int
luthier_dataset_fields_next (LuthierDatasetExample *self,
                             const LuthierDatasetShape *shape,
                             guint *seen)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;

  while ((token = luthier_json_scanner_next (scanner)) == LUTHIER_JSON_TOKEN_NAME)
    {
      int field = find_name (shape, scanner);
      if (field >= 0)
        {
          check_repeated (self, field, seen);
          return field & (OTHER_SPELLING - 1);
        }
      if (!shape->is_open)
        luthier_dataset_example_add_named_fault (
            self, LUTHIER_FAULT_UNKNOWN_NAME,
            (LuthierDatasetSlice){ scanner->start, scanner->length });
      if (!luthier_json_scanner_skip (scanner, luthier_json_scanner_next (scanner)))
        return LUTHIER_FIELDS_BROKEN;
    }
  return token == LUTHIER_JSON_TOKEN_OBJECT_END ? LUTHIER_FIELDS_END : LUTHIER_FIELDS_BROKEN;
}

/**
 * luthier_dataset_fields_take:
 * @kind: the token that a value should begin with
 * @is_right: (out): whether it does; else the value has been skipped
 *
 * Reads the beginning of a value.
 *
 * Returns: whether the JSON is valid up to here
 */
gboolean
luthier_dataset_fields_take (LuthierDatasetExample *self, LuthierJsonToken kind, gboolean *is_right)
{
  LuthierJsonToken token = luthier_json_scanner_next (&self->scanner);

  *is_right = token == kind;
  return *is_right || luthier_json_scanner_skip (&self->scanner, token);
}

/**
 * luthier_dataset_example_add_fault:
 * @place: (nullable): where in the line
 *
 * Notes a fault.
 */
void
luthier_dataset_example_add_fault (LuthierDatasetExample *self,
                                   LuthierDatasetFault fault,
                                   const char *place)
{
  LuthierExampleFault noted = { fault, place, { NULL, 0 } };

  g_array_append_val (self->faults, noted);
}

/**
 * luthier_dataset_example_add_named_fault:
 * @name: what it is about, which is the place of it too
 *
 * Notes a fault.
 */
void
luthier_dataset_example_add_named_fault (LuthierDatasetExample *self,
                                         LuthierDatasetFault fault,
                                         LuthierDatasetSlice name)
{
  LuthierExampleFault noted = { fault, name.text, name };

  g_array_append_val (self->faults, noted);
}
