/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json.h"

G_BEGIN_DECLS

/* Reading the files of credentials. Errors: LUTHIER_ERROR_CREDENTIAL, which begin with the name of
 * the field. */
#define LUTHIER_FIELDS_MAX_SIZE 65536

/* (nullable): not there, not a text or an empty one. */
const char *luthier_fields_get (const LuthierJsonValue *object, const char *name);
const char *luthier_fields_require (const LuthierJsonValue *object,
                                    const char *name,
                                    GError **error);
/* FALSE only if it is there and is not a text of one line. value: (transfer none) (nullable) */
gboolean luthier_fields_read (const LuthierJsonValue *object,
                              const char *name,
                              const char **value,
                              GError **error);
gboolean luthier_fields_is_email (const char *text);
gboolean luthier_fields_is_token (const char *text);
gboolean luthier_fields_check_uri (const char *name, const char *uri, GError **error);
gboolean luthier_fields_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* (transfer full): without a byte order mark. */
GBytes *luthier_fields_trim (GBytes *text);

G_END_DECLS
