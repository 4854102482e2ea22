/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-example.h"

G_BEGIN_DECLS

/* A field of an object, with the other spelling that the service reads too. */
typedef struct
{
  const char *name;
  gsize name_length;
  const char *other; /* NULL: there is none */
  gsize other_length;
} LuthierDatasetField;

/* The definition of a shape. */
#define LUTHIER_SHAPE(open, fields)                                                                \
  {                                                                                                \
    open, G_N_ELEMENTS (fields), fields                                                            \
  }

#define LUTHIER_FIELD(name)                                                                        \
  {                                                                                                \
    name, sizeof name - 1, NULL, 0                                                                 \
  }
#define LUTHIER_FIELD_BOTH(name, other)                                                            \
  {                                                                                                \
    name, sizeof name - 1, other, sizeof other - 1                                                 \
  }

/* The fields of a kind of object: at most 16. */
typedef struct
{
  gboolean is_open; /* it may have others */
  guint n_fields;
  const LuthierDatasetField *fields;
} LuthierDatasetShape;

enum
{
  LUTHIER_FIELDS_END = -1,
  LUTHIER_FIELDS_BROKEN = -2, /* no valid JSON */
};

int luthier_dataset_fields_next (LuthierDatasetExample *self,
                                 const LuthierDatasetShape *shape,
                                 guint *seen);
gboolean luthier_dataset_fields_take (LuthierDatasetExample *self,
                                      LuthierJsonToken kind,
                                      gboolean *is_right);
gboolean luthier_dataset_fields_skip (LuthierDatasetExample *self);

/* Calls a function for every object of an array; anything else in it is skipped. */
typedef gboolean (*LuthierDatasetRead) (LuthierDatasetExample *self);
gboolean luthier_dataset_fields_read_objects (LuthierDatasetExample *self, LuthierDatasetRead read);

gboolean luthier_dataset_slice_equal (LuthierDatasetSlice self, LuthierDatasetSlice other);
gboolean luthier_dataset_slice_is (LuthierDatasetSlice self, const char *text);
void luthier_dataset_example_add_fault (LuthierDatasetExample *self,
                                        LuthierDatasetFault fault,
                                        const char *place,
                                        gsize length);
/* Up to where the scanner is now. */
void luthier_dataset_example_add_fault_to_here (LuthierDatasetExample *self,
                                                LuthierDatasetFault fault,
                                                const char *place);
void luthier_dataset_example_add_named_fault (LuthierDatasetExample *self,
                                              LuthierDatasetFault fault,
                                              LuthierDatasetSlice name);

G_END_DECLS
