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
void luthier_dataset_example_add_fault (LuthierDatasetExample *self,
                                        LuthierDatasetFault fault,
                                        const char *place);
void luthier_dataset_example_add_named_fault (LuthierDatasetExample *self,
                                              LuthierDatasetFault fault,
                                              LuthierDatasetSlice name);

G_END_DECLS
