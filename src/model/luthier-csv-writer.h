/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table as a text for spreadsheets and other programs (RFC 4180), the same in all languages: cell
 * by cell, row by row. */
typedef struct _LuthierCsvWriter LuthierCsvWriter;

LuthierCsvWriter *luthier_csv_writer_new (void);
void luthier_csv_writer_free (LuthierCsvWriter *self);

/* NULL and "" are an empty cell, which stands for what is not known. */
void luthier_csv_writer_add_text (LuthierCsvWriter *self, const char *text);
void luthier_csv_writer_add_int (LuthierCsvWriter *self, gint64 number);
void luthier_csv_writer_add_double (LuthierCsvWriter *self, double number);
/* Microseconds since the epoch; 0 = not known. */
void luthier_csv_writer_add_time (LuthierCsvWriter *self, gint64 time);
void luthier_csv_writer_end_row (LuthierCsvWriter *self);

GBytes *luthier_csv_writer_to_bytes (LuthierCsvWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierCsvWriter, luthier_csv_writer_free)

G_END_DECLS
