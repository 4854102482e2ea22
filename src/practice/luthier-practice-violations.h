/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"

G_BEGIN_DECLS

/* What is wrong with a request, field by field, as google.rpc.BadRequest tells it. */
typedef struct _LuthierPracticeViolations LuthierPracticeViolations;

LuthierPracticeViolations *luthier_practice_violations_new (void);
void luthier_practice_violations_free (LuthierPracticeViolations *self);
/* field: a path in the names of the proto, such as tuning_job.supervised_tuning_spec. */
void luthier_practice_violations_add (LuthierPracticeViolations *self,
                                      const char *field,
                                      const char *format,
                                      ...) G_GNUC_PRINTF (3, 4);
guint luthier_practice_violations_count (LuthierPracticeViolations *self);
const char *luthier_practice_violations_get_field (LuthierPracticeViolations *self, guint index);
const char *luthier_practice_violations_get_description (LuthierPracticeViolations *self,
                                                         guint index);
/* Says it as the reader of JSON does: the descriptions themselves, one a line. */
void luthier_practice_violations_reply_unreadable (LuthierPracticeViolations *self,
                                                   LuthierPracticeExchange *exchange);
/* Says it as the service behind it does: "List of found errors: ...". */
void luthier_practice_violations_reply_invalid (LuthierPracticeViolations *self,
                                                LuthierPracticeExchange *exchange);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeViolations, luthier_practice_violations_free)

G_END_DECLS
