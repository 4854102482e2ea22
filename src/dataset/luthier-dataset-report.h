/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_FINDING_HINT,
  LUTHIER_FINDING_WARNING,
  LUTHIER_FINDING_ERROR,
} LuthierFindingSeverity;

/* One rule that a file breaks, with where it does so first. */
typedef struct
{
  const char *rule; /* static: C04 */
  LuthierFindingSeverity severity;
  guint64 count;     /* exact */
  guint64 line;      /* of the first one, from 1; 0 = the file as a whole */
  guint64 column;    /* in characters, from 1; 0 = the line as a whole */
  char *title;       /* (owned): "112 answers begin or end with blanks" */
  char *consequence; /* (owned): "The model would learn the blanks too." */
} LuthierDatasetFinding;

typedef struct
{
  guint64 min, max, sum;
  double mean, median, p5, p95;
  guint64 buckets[24]; /* equal widths of bucket_width; the last holds all longer ones */
  guint64 bucket_width;
  guint n_buckets;
} LuthierTokenSummary;

/* What one pass over a dataset file found. */
typedef struct
{
  guint64 size;     /* bytes */
  guint64 lines;    /* that are not blank */
  guint64 examples; /* that are usable */
  guint64 turns;
  LuthierTokenSummary tokens;        /* estimated, an example */
  LuthierTokenSummary input_tokens;  /* of what is not the target */
  LuthierTokenSummary output_tokens; /* of the target */
  LuthierTokenSummary messages;      /* turns an example */
  gboolean has_media;
  char *sha256; /* (owned): hexadecimal */
  guint32 crc32c;
  GPtrArray *findings; /* (owned) (element-type LuthierDatasetFinding), worst first */
  gint64 elapsed_us;
} LuthierDatasetReport;

LuthierDatasetReport *luthier_dataset_report_ref (LuthierDatasetReport *self);
void luthier_dataset_report_unref (LuthierDatasetReport *self);
gboolean luthier_dataset_report_has_errors (LuthierDatasetReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetReport, luthier_dataset_report_unref)

G_END_DECLS
