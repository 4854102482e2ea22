/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-store-call.h"

G_BEGIN_DECLS

/* A line of the journal: eight digits of CRC-32C, a space, one JSON object, and its end. */

/* (transfer full): the first one. */
GString *luthier_journal_line_begin (gint64 number, guint count);
/* (transfer full): of a call that is a step, with its number. */
char *luthier_journal_line_write (LuthierStoreCall *step);
/* FALSE: it cannot be read. *step: (transfer full) (nullable): a call without a function; NULL: this
 * is the first line, with its two figures. length: without the end. */
gboolean luthier_journal_line_read (
    const char *line, gsize length, LuthierStoreCall **step, gint64 *begin, guint *count);

G_END_DECLS
