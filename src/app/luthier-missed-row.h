/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_MISSED_ROW (luthier_missed_row_get_type ())
G_DECLARE_FINAL_TYPE (LuthierMissedRow, luthier_missed_row, LUTHIER, MISSED_ROW, GtkListBoxRow)

/* A job that has ended, how, and how long ago, in one line, or two where it is narrow. Property:
 * narrow (boolean). now_us: what to call now. */
GtkWidget *luthier_missed_row_new (LuthierJob *job, gint64 now_us);
void luthier_missed_row_set_now (LuthierMissedRow *self, gint64 now_us);
LuthierJob *luthier_missed_row_get_job (LuthierMissedRow *self);

G_END_DECLS
