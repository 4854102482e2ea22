/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-faults.h"
#include "luthier-json-scanner.h"

G_BEGIN_DECLS

/* A piece of the line, as it stands there. */
typedef struct
{
  const char *text;
  gsize length;
} LuthierDatasetSlice;

typedef struct
{
  LuthierDatasetFault fault;
  const char *place;        /* in the line; NULL = the line as a whole */
  LuthierDatasetSlice name; /* what it is about; or nothing */
} LuthierExampleFault;

/* What one line of JSON says. Initialised once, read into for one line after the other. */
typedef struct
{
  gboolean is_json;   /* else the scanner has the reason, and the place of it */
  char first;         /* what the line begins with, blanks aside */
  GArray *faults;     /* (owned) (element-type LuthierExampleFault) */
  gboolean is_usable; /* there is no error among them */

  guint turns;
  guint64 input_quarters; /* of tokens, estimated */
  guint64 output_quarters;
  gboolean has_system;
  gboolean has_media;

  /*< private >*/
  LuthierJsonScanner scanner;
  GArray *calls;        /* (owned) (element-type LuthierDatasetSlice): names of functions */
  GArray *declarations; /* (owned) (element-type LuthierDatasetSlice): and of known ones */
} LuthierDatasetExample;

void luthier_dataset_example_init (LuthierDatasetExample *self);
void luthier_dataset_example_clear (LuthierDatasetExample *self);
void luthier_dataset_example_read (LuthierDatasetExample *self, const char *line, gsize length);

G_END_DECLS
