/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-base-model.h"
#include "luthier-json.h"

G_BEGIN_DECLS

/* row is one of the catalogue's models; limits are those it refers to, or NULL. */
LuthierBaseModel *luthier_base_model_new_from_json (const LuthierJsonValue *row,
                                                    const LuthierJsonValue *limits,
                                                    const char *as_of,
                                                    GError **error);
gboolean luthier_base_model_is_called (LuthierBaseModel *self, const char *id);

/* The strings of a JSON array. */
GStrv luthier_base_model_read_strings (const LuthierJsonValue *array);

G_END_DECLS
