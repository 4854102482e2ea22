/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-error.h"
#include "luthier-situations.h"

/* What the tables share, so that a row stays one. Each that includes this includes gi18n. */

#define REQUEST LUTHIER_SYMPTOM_REQUEST
#define JOB     LUTHIER_SYMPTOM_JOB
#define BOTH    (LUTHIER_SYMPTOM_REQUEST | LUTHIER_SYMPTOM_JOB)
#define ANY     LUTHIER_SYMPTOM_ANY_CODE

/* Numbers of google.rpc.Code, which jobs carry. */
enum
{
  RPC_UNKNOWN = 2,
  RPC_INVALID_ARGUMENT = 3,
  RPC_DEADLINE_EXCEEDED = 4,
  RPC_NOT_FOUND = 5,
  RPC_ALREADY_EXISTS = 6,
  RPC_PERMISSION_DENIED = 7,
  RPC_RESOURCE_EXHAUSTED = 8,
  RPC_FAILED_PRECONDITION = 9,
  RPC_ABORTED = 10,
  RPC_OUT_OF_RANGE = 11,
  RPC_UNIMPLEMENTED = 12,
  RPC_INTERNAL = 13,
  RPC_UNAVAILABLE = 14,
  RPC_DATA_LOSS = 15,
  RPC_UNAUTHENTICATED = 16,
};

/* Remedies. */
#define TRY_AGAIN                                                                                  \
  {                                                                                                \
    .action = LUTHIER_ADVICE_TRY_AGAIN, .label = N_ ("Try Again")                                  \
  }
#define SIGN_IN_AGAIN                                                                              \
  {                                                                                                \
    .action = LUTHIER_ADVICE_SIGN_IN, .label = N_ ("Sign In Again…")                               \
  }
#define TUNE_AGAIN                                                                                 \
  {                                                                                                \
    .action = LUTHIER_ADVICE_TUNE_AGAIN, .label = N_ ("Tune Again")                                \
  }
/* Where it can be changed. */
#define CHANGE(name, text)                                                                         \
  {                                                                                                \
    .action = LUTHIER_ADVICE_TUNE_AGAIN, .field = LUTHIER_SPEC_FIELD_##name, .label = text         \
  }
/* word: what the region is, {value} in the labels. */
#define GO_TO_REGION(word)                                                                         \
  {                                                                                                \
    .action = LUTHIER_ADVICE_TUNE_AGAIN, .field = LUTHIER_SPEC_FIELD_REGION,                       \
    .value = word,                             /* xgettext: python-brace-format */                 \
        .label = N_ ("Tune Again in {value}"), /* xgettext: python-brace-format */                 \
        .form_label = N_ ("Use {value}")                                                           \
  }
#define OPEN(address, text)                                                                        \
  {                                                                                                \
    .action = LUTHIER_ADVICE_OPEN_URL, .label = text, .value = address                             \
  }
#define COPY_COMMAND(words)                                                                        \
  {                                                                                                \
    .action = LUTHIER_ADVICE_COPY_COMMAND, .label = N_ ("Copy the Command"), .value = words        \
  }
#define COPY_GRANT(words)                                                                          \
  {                                                                                                \
    .action = LUTHIER_ADVICE_COPY_COMMAND, .label = N_ ("Copy the Command That Grants It"),        \
    .value = words                                                                                 \
  }
#define OPEN_DATA                                                                                  \
  {                                                                                                \
    .action = LUTHIER_ADVICE_OPEN_DATA, .label = N_ ("Open the Data"), .value = "1"                \
  }
/* Of a message that names a line. */
#define OPEN_LINE                                                                                  \
  {                                                                                                \
    .action = LUTHIER_ADVICE_OPEN_DATA, .value = "{line}", /* xgettext: python-brace-format */     \
        .label = N_ ("Open Line {value}")                                                          \
  }
#define CHOOSE_DATA CHANGE (TRAINING_DATA, N_ ("Choose Other Data…"))
#define COPY_REPORT                                                                                \
  {                                                                                                \
    .action = LUTHIER_ADVICE_COPY_TEXT, .label = N_ ("Copy a Report"), .value = "{report}"         \
  }
