/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times, spans and figures in the user's words. All strings are translated and to be freed. */
char *luthier_format_time (gint64 us);
char *luthier_format_time_at (gint64 us, gint64 now_us);
char *luthier_format_ago (gint64 us, gint64 now_us);
char *luthier_format_duration (gint64 seconds);
char *luthier_format_size (guint64 bytes);
char *luthier_format_count (gint64 count);
char *luthier_format_rate (double bytes_per_second);
char *luthier_format_price (double dollars);
char *luthier_format_loss (double loss);
char *luthier_format_plain (const char *text);

G_END_DECLS
