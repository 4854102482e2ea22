/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-losses.h"
#include "luthier-dataset-raw.h"

G_BEGIN_DECLS

/* One example on its way to another format. Plain memory. */
typedef struct
{
  GString *text;               /* (unowned): the example as it is to be */
  guint64 line;                /* that it comes from */
  LuthierDatasetLosses losses; /* of this example */
  LuthierLoss refusal;         /* why it cannot be converted */
} LuthierConversion;

/* What a column, or a member of a pair, is. */
typedef enum
{
  LUTHIER_COLUMN_SYSTEM,
  LUTHIER_COLUMN_INSTRUCTION,
  LUTHIER_COLUMN_INPUT,
  LUTHIER_COLUMN_OUTPUT,
  LUTHIER_N_COLUMNS,
} LuthierColumn;

/* A text of a pair; NULL: it is not there. */
typedef struct
{
  const char *text; /* between the quotes, as JSON writes it */
  gsize length;
} LuthierPairText;

gboolean luthier_conversion_refuse (LuthierConversion *self, LuthierLoss refusal);
void luthier_conversion_lose (LuthierConversion *self, LuthierLoss loss);
gboolean luthier_convert_messages (LuthierConversion *self, const LuthierRaw *example);
gboolean luthier_convert_tools (LuthierConversion *self,
                                const LuthierRaw *example,
                                GString *tools,
                                GHashTable *names);
gboolean luthier_convert_part (LuthierConversion *self,
                               const LuthierRaw *part,
                               GString *parts,
                               gboolean *has_text);
gboolean luthier_convert_find_column (const char *name, gsize length, LuthierColumn *column);
gboolean luthier_convert_is_pair (const LuthierRaw *example);
gboolean luthier_convert_pair (LuthierConversion *self, const LuthierRaw *example);
gboolean luthier_convert_texts (LuthierConversion *self, const LuthierPairText *texts);

G_END_DECLS
