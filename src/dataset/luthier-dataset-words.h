/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-fault.h"
#include "luthier-dataset-plural.h"

G_BEGIN_DECLS

/* How a fault is put into words, untranslated. */
typedef struct
{
  const char *id;
  const char *rule;
  LuthierFindingSeverity severity;
  LuthierRuleSource source;
  LuthierDatasetRepairs repairs;
  const char *title;
  const char *titles; /* (nullable): there is one in a file */
  const char *message;
  const char *specific; /* (nullable): a message with {detail}, {model}, {limit} or {format} */
  const char *consequence;
  const char *fix;
} LuthierDatasetWords;

/* Short forms for the tables. */
#define ERROR      LUTHIER_FINDING_ERROR
#define WARNING    LUTHIER_FINDING_WARNING
#define HINT       LUTHIER_FINDING_HINT
#define DOCUMENTED LUTHIER_RULE_DOCUMENTED
#define SCHEMA     LUTHIER_RULE_SCHEMA
#define CAUTION    LUTHIER_RULE_CAUTION

/* Each begins with the first fault of its theme. */
extern const LuthierDatasetWords luthier_dataset_file_words[];
extern const LuthierDatasetWords luthier_dataset_conversation_words[];
extern const LuthierDatasetWords luthier_dataset_format_words[];
extern const LuthierDatasetWords luthier_dataset_media_words[];

G_END_DECLS
