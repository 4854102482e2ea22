/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-dataset-format.h"
#include "luthier-dataset-index.h"

G_BEGIN_DECLS

/* Of each finding so many places are kept; all are counted. */
#define LUTHIER_DATASET_MAX_PLACES 1000

typedef enum
{
  LUTHIER_FINDING_HINT,
  LUTHIER_FINDING_WARNING,
  LUTHIER_FINDING_ERROR,
} LuthierFindingSeverity;

/* What a rule rests on. */
typedef enum
{
  LUTHIER_RULE_DOCUMENTED, /* a limit or rule of Google's documentation */
  LUTHIER_RULE_SCHEMA,     /* the schema of the service's API */
  LUTHIER_RULE_CAUTION,    /* experience: nothing refuses it, but it harms */
} LuthierRuleSource;

/* What can be put right without knowing what is meant; flags. */
typedef enum
{
  LUTHIER_REPAIR_NONE = 0,
  LUTHIER_REPAIR_ENCODING = 1 << 0,     /* byte order mark, UTF-16, gzip: to plain UTF-8 */
  LUTHIER_REPAIR_LAYOUT = 1 << 1,       /* one array, or pretty-printed: to one example a line */
  LUTHIER_REPAIR_LINE_ENDS = 1 << 2,    /* as on Windows */
  LUTHIER_REPAIR_BLANK_LINES = 1 << 3,  /* left out */
  LUTHIER_REPAIR_COPIES = 1 << 4,       /* all but the first left out */
  LUTHIER_REPAIR_SPELLINGS = 1 << 5,    /* names of fields, to the documented spelling */
  LUTHIER_REPAIR_ROLES = 1 << 6,        /* names of roles that have one meaning: assistant, bot */
  LUTHIER_REPAIR_BLANKS = 1 << 7,       /* around answers */
  LUTHIER_REPAIR_BROKEN_LINES = 1 << 8, /* left out: what cannot be mended; never by default */
} LuthierDatasetRepairs;

/* One place that breaks a rule. */
typedef struct
{
  guint64 line;   /* from 1; 0 = the file as a whole */
  guint64 column; /* in characters, from 1; 0 = the line as a whole */
  guint64 offset; /* of the line in the file, bytes */
  guint32 byte;   /* of the place in its line, from 0 */
  guint32 length; /* of the part that is meant, bytes; 0 = not known */
} LuthierDatasetPlace;

/* One way in which a file breaks a rule, and where. */
typedef struct
{
  const char *id;   /* static, the same in all languages: "blanks-around" */
  const char *rule; /* static: "C07" */
  LuthierFindingSeverity severity;
  LuthierRuleSource source;
  LuthierDatasetRepairs repairs; /* what would put all of it right, if anything */
  guint64 count;                 /* exact */
  guint64 line;                  /* of the first one, from 1; 0 = the file as a whole */
  guint64 column;                /* in characters, from 1; 0 = the line as a whole */
  GArray *places;                /* (owned) (element-type LuthierDatasetPlace): the first ones */
  char *title;                   /* (owned): "112 answers begin or end with blanks" */
  char *message;     /* (owned): of one of them: "The answer begins or ends with blanks" */
  char *consequence; /* (owned): "The model would learn the blanks too." */
  char *fix;         /* (owned): "Take the blanks away, unless they are meant." */
} LuthierDatasetFinding;

typedef struct
{
  guint64 min, max, sum;
  double mean, median, p5, p95;
  guint64 buckets[24]; /* equal widths of bucket_width; the last holds all longer ones */
  guint64 bucket_width;
  guint n_buckets;
} LuthierTokenSummary;

/* Lines by their hash, to compare files: see luthier_dataset_report_compare_async(). */
typedef struct _LuthierDatasetFingerprints LuthierDatasetFingerprints;

/* What one pass over a dataset file found. */
typedef struct
{
  LuthierDatasetFormat format; /* of the examples, as they are */
  gboolean is_preview;         /* more is to come: what has been found so far */
  gboolean is_partial;         /* only the beginning of the file was read */
  guint64 size;                /* bytes */
  guint64 lines;               /* that are not blank */
  guint64 examples;            /* that are usable */
  guint64 turns;
  guint64 user_turns;
  guint64 model_turns;
  guint64 with_system; /* examples */
  guint64 characters;  /* of all texts */
  guint64 copies;      /* of lines that were there before */
  guint64 media;       /* files that are named by address, all in all */
  guint64 tokens_low;  /* bounds of the sum of all tokens */
  guint64 tokens_high;
  LuthierTokenSummary tokens;        /* estimated, an example */
  LuthierTokenSummary input_tokens;  /* of what is not the target */
  LuthierTokenSummary output_tokens; /* of the target */
  LuthierTokenSummary messages;      /* turns an example */
  gboolean has_media;
  guint64 with_video; /* examples with video that have the resolution that most of them have */
  guint resolution;   /* which is this LuthierDatasetResolution */
  char *sha256;       /* (owned) (nullable): hexadecimal */
  guint32 crc32c;
  GPtrArray *findings;        /* (owned) (element-type LuthierDatasetFinding), worst first */
  LuthierDatasetIndex *index; /* (owned) (nullable): finds lines in the file */
  LuthierDatasetFingerprints *fingerprints; /* (owned) (nullable) */
  gint64 elapsed_us;
} LuthierDatasetReport;

#define LUTHIER_TYPE_DATASET_REPORT (luthier_dataset_report_get_type ())
GType luthier_dataset_report_get_type (void);
LuthierDatasetReport *luthier_dataset_report_ref (LuthierDatasetReport *self);
void luthier_dataset_report_unref (LuthierDatasetReport *self);
gboolean luthier_dataset_report_has_errors (LuthierDatasetReport *self);
/* What would mend something of what was found. */
LuthierDatasetRepairs luthier_dataset_report_get_repairs (LuthierDatasetReport *self);

/* What is wrong between training and validation data: leaks, sizes, formats. Finishes with
 * (element-type LuthierDatasetFinding), whose places are in the validation file. */
void luthier_dataset_report_compare_async (LuthierDatasetReport *training,
                                           LuthierDatasetReport *validation,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *luthier_dataset_report_compare_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetReport, luthier_dataset_report_unref)

G_END_DECLS
