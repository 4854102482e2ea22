/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <string.h>

#include "luthier-dataset-fault.h"
#include "luthier-example-view.h"

/* Findings about pieces of a line, as a check of it would give them. */

static inline GPtrArray *
example_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_dataset_finding_free);
}

/* piece: what of the line is meant (nullable): the line as a whole. */
static inline LuthierDatasetPlace
example_place (const char *line, const char *piece)
{
  LuthierDatasetPlace place = { .line = 1 };
  const char *at = piece != NULL ? strstr (line, piece) : NULL;

  if (at == NULL)
    return place;
  place.byte = (guint32) (at - line);
  place.length = (guint32) strlen (piece);
  place.column = (guint64) g_utf8_pointer_to_offset (line, at) + 1;
  return place;
}

static inline void
example_findings_add (GPtrArray *findings,
                      const char *rule,
                      LuthierFindingSeverity severity,
                      LuthierDatasetPlace place,
                      const char *message,
                      const char *fix)
{
  LuthierDatasetFinding *finding = g_new0 (LuthierDatasetFinding, 1);

  finding->id = finding->rule = rule;
  finding->severity = severity;
  finding->count = 1;
  finding->line = place.line;
  finding->column = place.column;
  finding->places = g_array_new (FALSE, FALSE, sizeof (LuthierDatasetPlace));
  g_array_append_val (finding->places, place);
  finding->message = g_strdup (message);
  finding->fix = g_strdup (fix);
  g_ptr_array_add (findings, finding);
}

static inline void
example_show (GtkWidget *view,
              const char *line,
              GPtrArray *findings,
              const LuthierDatasetPlace *place)
{
  g_autoptr (GBytes) bytes = g_bytes_new (line, strlen (line));

  luthier_example_view_show (LUTHIER_EXAMPLE_VIEW (view), bytes, 18204, findings, place);
}

#define EXAMPLE_SUPPORT                                                                            \
  "{\"systemInstruction\": {\"parts\": [{\"text\": \"You answer customers of a parcel service. "   \
  "Be brief and kind, and never promise a date.\"}]}, \"contents\": [{\"role\": \"user\", "        \
  "\"parts\": [{\"text\": \"Where is my parcel? It was due on Monday.\"}]}, {\"role\": "           \
  "\"model\", \"parts\": [{\"text\": \"I am sorry for the wait. Could you send me the parcel "     \
  "number? It begins with two letters.  \"}]}, {\"role\": \"user\", \"parts\": [{\"text\": \"AB "  \
  "5521 0937 12\"}]}, {\"role\": \"model\", \"parts\": [{\"text\": \"\"}]}], \"comment\": "        \
  "\"from the archive\"}"
