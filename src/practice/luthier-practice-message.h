/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-violations.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_PRACTICE_V1,
  LUTHIER_PRACTICE_V1BETA1,
} LuthierPracticeVersion;

typedef enum
{
  LUTHIER_PRACTICE_STRING,
  LUTHIER_PRACTICE_BOOLEAN,
  LUTHIER_PRACTICE_INT64,
  LUTHIER_PRACTICE_DOUBLE,
  LUTHIER_PRACTICE_ENUM,
  LUTHIER_PRACTICE_MESSAGE,
  LUTHIER_PRACTICE_STRING_MAP,
  LUTHIER_PRACTICE_STRUCT, /* an object that is not looked into */
} LuthierPracticeKind;

typedef enum
{
  LUTHIER_PRACTICE_OUTPUT_ONLY = 1 << 0, /* overlooked in requests */
  LUTHIER_PRACTICE_REPEATED = 1 << 1,
  LUTHIER_PRACTICE_BETA = 1 << 2, /* v1 does not know it */
} LuthierPracticeFieldFlags;

typedef struct
{
  const char *name;
  int number;
} LuthierPracticeEnumValue;

typedef struct _LuthierPracticeMessage LuthierPracticeMessage;

typedef struct
{
  const char *name; /* as in the proto: base_model */
  LuthierPracticeKind kind;
  const char *oneof; /* (nullable) */
  LuthierPracticeFieldFlags flags;
  const LuthierPracticeMessage *message;  /* (nullable): of MESSAGE */
  const LuthierPracticeEnumValue *values; /* (nullable): of ENUM, up to one without a name */
  const char *type;                       /* (nullable): the type's name, of ENUM and STRUCT */
} LuthierPracticeField;

/* A description of a proto message: one reader serves them all. */
struct _LuthierPracticeMessage
{
  const char *name;
  const LuthierPracticeField *fields; /* up to one without a name, 64 at most */
};

/* Reads ProtoJSON in any of its spellings; what comes out is as the service writes it: camelCase,
 * int64 as strings, enums by name, no defaults. path: of the value, such as "tuning_job". violations: (nullable):
 * NULL leaves out whatever is wrong. */
JsonNode *luthier_practice_message_read (const LuthierPracticeMessage *self,
                                         const LuthierJsonValue *value,
                                         LuthierPracticeVersion version,
                                         const char *path,
                                         LuthierPracticeViolations *violations);

G_END_DECLS
