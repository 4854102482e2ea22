/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json.h"

G_BEGIN_DECLS

/* What a token endpoint gave. */
typedef struct
{
  char *token;         /* (owned): a secret */
  gint64 expires_at;   /* microseconds since the epoch */
  char *refresh_token; /* (owned) (nullable): a secret */
  char *scope;         /* (owned) (nullable): NULL: what was asked for */
  char *account;       /* (owned) (nullable): the e-mail address of the ID token */
} LuthierGranted;

LuthierGranted *luthier_granted_new (const char *token, gint64 expires_at, gint64 now);
LuthierGranted *luthier_granted_read (const LuthierJsonValue *reply,
                                      gint64 now,
                                      const char *host,
                                      GError **error);
gboolean luthier_granted_covers (const LuthierGranted *self, const char *scope);
void luthier_granted_free (LuthierGranted *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierGranted, luthier_granted_free)

G_END_DECLS
