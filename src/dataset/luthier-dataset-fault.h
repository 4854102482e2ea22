/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

/* What can be wrong, in the order of the rules; one rule may be broken in several ways. */
typedef enum
{
  LUTHIER_FAULT_EMPTY,
  LUTHIER_FAULT_ENCODING,
  LUTHIER_FAULT_BYTE_ORDER_MARK,
  LUTHIER_FAULT_UTF16,
  LUTHIER_FAULT_NUL,
  LUTHIER_FAULT_COMPRESSED,
  LUTHIER_FAULT_CARRIAGE_RETURN,
  LUTHIER_FAULT_SYNTAX,
  LUTHIER_FAULT_NOT_OBJECT,
  LUTHIER_FAULT_ONE_ARRAY,
  LUTHIER_FAULT_SPREAD,
  LUTHIER_FAULT_ENDLESS,
  LUTHIER_FAULT_BLANK_LINE,
  LUTHIER_FAULT_REPEATED_NAME,
  LUTHIER_FAULT_BOTH_SPELLINGS,
  LUTHIER_FAULT_TOO_LARGE,
  LUTHIER_FAULT_LARGE,
  LUTHIER_FAULT_TOO_MANY,
  LUTHIER_FAULT_FEW,
  LUTHIER_FAULT_TOO_MUCH_VALIDATION,
  LUTHIER_FAULT_REPEATED_EXAMPLE,
  LUTHIER_FAULT_NO_CONTENTS,
  LUTHIER_FAULT_CHAT_FORMAT,
  LUTHIER_FAULT_PROMPT_FORMAT,
  LUTHIER_FAULT_TURN_KIND,
  LUTHIER_FAULT_NO_PARTS,
  LUTHIER_FAULT_PART_KIND,
  LUTHIER_FAULT_PART_DATA,
  LUTHIER_FAULT_ROLE,
  LUTHIER_FAULT_NO_ROLE,
  LUTHIER_FAULT_NO_ANSWER,
  LUTHIER_FAULT_LAST_TURN,
  LUTHIER_FAULT_FIRST_TURN,
  LUTHIER_FAULT_ALTERNATION,
  LUTHIER_FAULT_EMPTY_ANSWER,
  LUTHIER_FAULT_BLANK_TEXT,
  LUTHIER_FAULT_BLANKS_AROUND,
  LUTHIER_FAULT_SYSTEM_PARTS,
  LUTHIER_FAULT_UNKNOWN_NAME,
  LUTHIER_FAULT_WITH_SYSTEM,
  LUTHIER_FAULT_WITHOUT_SYSTEM,
  LUTHIER_FAULT_FILE_DATA,
  LUTHIER_FAULT_INLINE_DATA,
  LUTHIER_FAULT_CALL,
  LUTHIER_FAULT_UNDECLARED_CALL,
  LUTHIER_FAULT_RESPONSE,
  LUTHIER_FAULT_TOO_LONG,
  LUTHIER_FAULT_LONG,
  LUTHIER_N_FAULTS,
} LuthierDatasetFault;

LuthierFindingSeverity luthier_dataset_fault_get_severity (LuthierDatasetFault fault);
/* (transfer full): in words, without places. count: how many; detail: (nullable): what the first
 * one is about. */
LuthierDatasetFinding *luthier_dataset_fault_to_finding (LuthierDatasetFault fault,
                                                         guint64 count,
                                                         const char *detail);
void luthier_dataset_finding_free (LuthierDatasetFinding *finding);

G_END_DECLS
