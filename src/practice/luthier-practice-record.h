/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* If the environment says LUTHIER_RECORD_BODIES=FILE, appends {"schema": .., "body": ..} to that
 * file, so that what went over the wire can be held against a published schema. json: one value,
 * without secrets. */
gboolean luthier_practice_record_is_on (void);
void luthier_practice_record (const char *schema, const char *json);

G_END_DECLS
