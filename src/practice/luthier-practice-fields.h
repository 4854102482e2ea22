/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <json-glib/json-glib.h>

#include "luthier-json.h"

G_BEGIN_DECLS

/* A partial-response mask: "a,b/c,d(e,f/g)"; "*" is any name. Lists are looked through. */
typedef struct _LuthierPracticeFields LuthierPracticeFields;

/* NULL: no mask but a slip of the pen. */
LuthierPracticeFields *luthier_practice_fields_parse (const char *text);
void luthier_practice_fields_free (LuthierPracticeFields *self);
/* What the mask leaves of a value. */
JsonNode *luthier_practice_fields_apply (LuthierPracticeFields *self,
                                         const LuthierJsonValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeFields, luthier_practice_fields_free)

G_END_DECLS
