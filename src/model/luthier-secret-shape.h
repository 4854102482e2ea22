/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a pasted text looks like, so that the wrong one is answered at once. */
typedef enum
{
  LUTHIER_SECRET_NONE, /* like no credential at all */
  LUTHIER_SECRET_API_KEY,
  LUTHIER_SECRET_ACCESS_TOKEN,
  LUTHIER_SECRET_REFRESH_TOKEN,
  LUTHIER_SECRET_CLIENT_ID,
  LUTHIER_SECRET_CLIENT_SECRET,
  LUTHIER_SECRET_PRIVATE_KEY,
  LUTHIER_SECRET_JSON,
} LuthierSecretShape;

/* text may be NULL; blanks around it do not matter. */
LuthierSecretShape luthier_secret_shape_of (const char *text);

G_END_DECLS
