/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-faults.h"
#include "luthier-dataset-turn.h"

G_BEGIN_DECLS

typedef struct
{
  LuthierDatasetFault fault;
  const char *place;        /* in the line; NULL = the line as a whole */
  gsize length;             /* of the part that is meant, in bytes; 0 = not known */
  LuthierDatasetSlice name; /* what it is about; or nothing */
  const char *detail;       /* (nullable): static and untranslated, if it is no name */
} LuthierExampleFault;

/* How closely videos are looked at: the same in all examples of a file. */
typedef enum
{
  LUTHIER_RESOLUTION_NONE,
  LUTHIER_RESOLUTION_LOW,
  LUTHIER_RESOLUTION_MEDIUM,
  LUTHIER_RESOLUTION_HIGH,
  LUTHIER_RESOLUTION_OTHER,
  LUTHIER_N_RESOLUTIONS,
} LuthierDatasetResolution;

typedef enum
{
  LUTHIER_MEDIA_OTHER,
  LUTHIER_MEDIA_IMAGE,
  LUTHIER_MEDIA_DOCUMENT,
  LUTHIER_MEDIA_AUDIO,
  LUTHIER_MEDIA_VIDEO,
  LUTHIER_N_MEDIA,
} LuthierDatasetMedia;

/* A list of turns, as far as it was read. */
typedef struct
{
  const char *place; /* of the list; NULL: there is none */
  guint n_turns;
  guint n_answers;
  gboolean has_unknown_role;
  gboolean is_text; /* nothing else so far */
  LuthierDatasetSlice first_without_role;
  LuthierDatasetSlice last; /* turn */
  LuthierDatasetRole last_role;
} LuthierDatasetTalk;

/* What one line of JSON says. Initialised once, read into for one line after the other. */
struct _LuthierDatasetExample
{
  gboolean is_json;   /* else the scanner has the reason, and the place of it */
  char first;         /* what the line begins with, blanks aside */
  GArray *faults;     /* (owned) (element-type LuthierExampleFault) */
  gboolean is_usable; /* there is no error among them but that it is too long */

  LuthierDatasetFormat format;
  guint turns;
  guint user_turns;
  guint model_turns;
  guint64 characters;     /* of all texts */
  guint64 input_quarters; /* of tokens, estimated */
  guint64 output_quarters;
  guint64 tokens_low; /* bounds of both */
  guint64 tokens_high;
  guint media[LUTHIER_N_MEDIA]; /* files of each kind */
  guint n_media;                /* all of them */
  LuthierDatasetResolution resolution;
  gboolean has_system;
  gboolean has_media;

  /*< private >*/
  LuthierTextMeasure input;
  LuthierTextMeasure output;
  LuthierDatasetTalk talk;
  const char *completions;     /* (nullable): the place of the list */
  LuthierDatasetTurn question; /* of formats with two texts; without a place: there is none */
  LuthierDatasetTurn answer;
  const LuthierDatasetRules *rules;
  LuthierJsonScanner scanner;
  const char *value;    /* where the last one begins that was taken */
  GArray *calls;        /* (owned) (element-type LuthierDatasetSlice): names of functions */
  GArray *declarations; /* (owned) (element-type LuthierDatasetSlice): and of known ones */
};

void luthier_dataset_example_init (LuthierDatasetExample *self);
/* rules: (not owned): has to outlive it; without, no limits hold and any format is right. */
void luthier_dataset_example_set_rules (LuthierDatasetExample *self,
                                        const LuthierDatasetRules *rules);
void luthier_dataset_example_clear (LuthierDatasetExample *self);
void luthier_dataset_example_read (LuthierDatasetExample *self, const char *line, gsize length);

/* (transfer full) (nullable): for luthier_dataset_fault_to_finding(). */
char *luthier_example_fault_dup_detail (const LuthierExampleFault *self);

G_END_DECLS
