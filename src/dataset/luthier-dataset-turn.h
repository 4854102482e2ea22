/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-tokens.h"

G_BEGIN_DECLS

typedef struct _LuthierDatasetExample LuthierDatasetExample;

/* A piece of the line, as it stands there. */
typedef struct
{
  const char *text;
  gsize length;
} LuthierDatasetSlice;

typedef enum
{
  LUTHIER_ROLE_MISSING,
  LUTHIER_ROLE_USER,
  LUTHIER_ROLE_MODEL,
  LUTHIER_ROLE_SYSTEM, /* of open models and OpenAI */
  LUTHIER_ROLE_UNKNOWN,
} LuthierDatasetRole;

/* What one object with "role" and "parts" says: a turn, a completion, or the system instruction. */
typedef struct
{
  const char *place;
  gsize length;
  LuthierDatasetRole role;
  gboolean is_foreign_role; /* the word for it is one of another service */
  LuthierDatasetSlice role_text;
  guint n_parts;
  LuthierTextMeasure measure;

  guint n_texts;
  LuthierDatasetSlice first_text;
  LuthierDatasetSlice blank_text; /* one that is empty or blank; NULL: there is none */
  gboolean has_text;              /* one that is not empty */
  gboolean begins_blank;
  gboolean ends_blank;
  gboolean has_call;
  gboolean has_response;
  gboolean has_file;
  gboolean is_broken; /* a fault of its parts has been noted */
} LuthierDatasetTurn;

gboolean luthier_dataset_turn_read (LuthierDatasetTurn *self, LuthierDatasetExample *example);
gboolean luthier_dataset_turn_read_role (LuthierDatasetTurn *self, LuthierDatasetExample *example);
void luthier_dataset_turn_add_text (LuthierDatasetTurn *self, const LuthierJsonScanner *string);
gboolean luthier_dataset_turn_is_text (const LuthierDatasetTurn *self);

/* What a role is meant to be, and whether that is how this service writes it. */
LuthierDatasetRole luthier_dataset_role_find (const char *text, gsize length, gboolean *is_foreign);

G_END_DECLS
