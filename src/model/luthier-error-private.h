/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-error.h"

G_BEGIN_DECLS

/* What the reader of replies fills in. */
typedef struct
{
  guint http_status;
  gint64 retry_delay;    /* milliseconds, -1 = not said */
  char *status;          /* (owned) (nullable) */
  char *reason;          /* (owned) (nullable) */
  GHashTable *metadata;  /* (owned) (nullable): string to string */
  GPtrArray *violations; /* (owned) (nullable): field and description by turns */
  char *quota_metric;    /* (owned) (nullable) */
  char *quota_value;     /* (owned) (nullable) */
  char *help_url;        /* (owned) (nullable) */
  char *raw;             /* (owned) (nullable) */
} LuthierErrorPrivate;

LuthierErrorPrivate *luthier_error_get_details (GError *error);

G_END_DECLS
