/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-fields.h"

#include <string.h>

#include "luthier-dataset-shapes.h"

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
static inline int
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

/* A name may be written with escapes, if hardly anyone does. */
static int
find_escaped (const LuthierDatasetShape *shape, const LuthierJsonScanner *scanner)
{
  char decoded[128];

  if (scanner->length > sizeof decoded)
    return -1;
  return find_field (shape, decoded,
                     luthier_json_unescape (scanner->start, scanner->length, decoded));
}

/* A name that is misspelt, if what follows is what follows the right one, and that is not there.
 * Noted; else -1. */
static int
find_misspelt (LuthierDatasetExample *self, const LuthierDatasetShape *shape, guint seen)
{
  const LuthierJsonScanner *scanner = &self->scanner;
  LuthierDatasetSlice name = { scanner->start, scanner->length };
  char start = scanner->at[strspn (scanner->at, " \t")];

  for (guint i = 0; i < shape->n_fields; i++)
    {
      const LuthierDatasetField *field = &shape->fields[i];
      gboolean is_seen = (seen & (1u << i | 1u << (i + OTHER_SPELLING))) != 0;

      if (!is_seen && (field->start == '*' || (field->start != 0 && field->start == start)) &&
          luthier_shape_field_is_meant (field->name, name.text, name.length))
        {
          luthier_dataset_example_add_named_fault (self, LUTHIER_FAULT_FIELD_SPELLING, name);
          return (int) i;
        }
    }
  return -1;
}

/* Notes a field that was given before, in this or the other spelling. */
static void
note_repeated (LuthierDatasetExample *self, gboolean is_same)
{
  LuthierDatasetSlice name = { self->scanner.start, self->scanner.length };

  luthier_dataset_example_add_named_fault (
      self, is_same ? LUTHIER_FAULT_REPEATED_NAME : LUTHIER_FAULT_BOTH_SPELLINGS, name);
}

/* Most objects have the fields of their shape, in its order. */
static inline int
take_expected (LuthierJsonScanner *scanner, const LuthierDatasetShape *shape, guint *seen)
{
  guint n_tries = MIN (shape->n_fields, 2);

  for (guint i = 0; i < n_tries; i++)
    {
      const LuthierDatasetField *field = &shape->fields[i];
      guint bit = 1u << i;

      if ((*seen & (bit | bit << OTHER_SPELLING)) == 0 &&
          luthier_json_scanner_take_name (scanner, field->name, field->name_length))
        {
          *seen |= bit;
          return (int) i;
        }
    }
  return -1;
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
  int expected = take_expected (scanner, shape, seen);

  if (expected >= 0)
    return expected;
  while ((token = luthier_json_scanner_next (scanner)) == LUTHIER_JSON_TOKEN_NAME)
    {
      int field = scanner->escaped ? find_escaped (shape, scanner)
                                   : find_field (shape, scanner->start, scanner->length);
      if (field < 0)
        field = find_misspelt (self, shape, *seen);
      if (field >= 0)
        {
          guint bit = 1u << field, twin = 1u << (field ^ OTHER_SPELLING);
          if (*seen & (bit | twin))
            note_repeated (self, (*seen & bit) != 0);
          *seen |= bit;
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

  self->value = self->scanner.start;
  *is_right = token == kind;
  return *is_right || luthier_json_scanner_skip (&self->scanner, token);
}

/**
 * luthier_dataset_fields_skip:
 *
 * Reads a value that nothing depends on.
 *
 * Returns: whether the JSON is valid up to here
 */
gboolean
luthier_dataset_fields_skip (LuthierDatasetExample *self)
{
  return luthier_json_scanner_skip (&self->scanner, luthier_json_scanner_next (&self->scanner));
}

/**
 * luthier_dataset_fields_read_objects:
 * @read: reads one object, whose beginning the scanner has just read
 *
 * Reads a value that should be an array of objects.
 *
 * Returns: whether the JSON is valid up to here
 */
gboolean
luthier_dataset_fields_read_objects (LuthierDatasetExample *self, LuthierDatasetRead read)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;
  gboolean is_array;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_ARRAY, &is_array))
    return FALSE;
  if (!is_array)
    return TRUE;

  while ((token = luthier_json_scanner_next (scanner)) > LUTHIER_JSON_TOKEN_END)
    {
      if (token == LUTHIER_JSON_TOKEN_ARRAY_END)
        return TRUE;
      if (token == LUTHIER_JSON_TOKEN_OBJECT ? !read (self)
                                             : !luthier_json_scanner_skip (scanner, token))
        return FALSE;
    }
  return FALSE;
}

/**
 * luthier_dataset_slice_equal:
 *
 * Returns: whether both stand there in the same way
 */
gboolean
luthier_dataset_slice_equal (LuthierDatasetSlice self, LuthierDatasetSlice other)
{
  return self.length == other.length && memcmp (self.text, other.text, self.length) == 0;
}

/**
 * luthier_dataset_slice_is:
 *
 * Returns: whether it is a text
 */
gboolean
luthier_dataset_slice_is (LuthierDatasetSlice self, const char *text)
{
  return self.length == strlen (text) && memcmp (self.text, text, self.length) == 0;
}

/**
 * luthier_dataset_example_add_fault:
 * @place: (nullable): where in the line
 * @length: of what is meant, in bytes; 0 if it is not known
 *
 * Notes a fault.
 */
void
luthier_dataset_example_add_fault (LuthierDatasetExample *self,
                                   LuthierDatasetFault fault,
                                   const char *place,
                                   gsize length)
{
  LuthierExampleFault noted = { fault, place, length, { NULL, 0 }, NULL };

  g_array_append_val (self->faults, noted);
}

/**
 * luthier_dataset_example_add_fault_to_here:
 * @place: where what is meant begins; the scanner has just read the end of it
 *
 * Notes a fault.
 */
void
luthier_dataset_example_add_fault_to_here (LuthierDatasetExample *self,
                                           LuthierDatasetFault fault,
                                           const char *place)
{
  luthier_dataset_example_add_fault (self, fault, place, (gsize) (self->scanner.at - place));
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
  LuthierExampleFault noted = { fault, name.text, name.length, name, NULL };

  g_array_append_val (self->faults, noted);
}
