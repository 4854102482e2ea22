/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-example.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_ROLE_MISSING,
  LUTHIER_ROLE_USER,
  LUTHIER_ROLE_MODEL,
  LUTHIER_ROLE_UNKNOWN,
} LuthierDatasetRole;

/* What one object with "role" and "parts" says: a turn, or the system instruction. */
typedef struct
{
  const char *place;
  LuthierDatasetRole role;
  LuthierDatasetSlice role_text;
  guint n_parts;
  guint64 quarters; /* of tokens, estimated */

  guint n_texts;
  const char *text_place; /* of the first text */
  const char *blank_text; /* the place of a text that is empty or blank; NULL: there is none */
  gboolean has_text;      /* one that is not empty */
  gboolean begins_blank;
  gboolean ends_blank;
  gboolean has_call;
  gboolean has_response;
  gboolean has_file;
  gboolean is_broken; /* a fault of its parts has been noted */
} LuthierDatasetTurn;

gboolean luthier_dataset_turn_read (LuthierDatasetTurn *self, LuthierDatasetExample *example);

G_END_DECLS
