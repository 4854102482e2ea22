/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-example-marks.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_EXAMPLE_RAW (luthier_example_raw_get_type ())
G_DECLARE_FINAL_TYPE (LuthierExampleRaw, luthier_example_raw, LUTHIER, EXAMPLE_RAW, GtkWidget)

/* A line as it stands in the file, with what is pointed at; of a long one a piece at a time. */
GtkWidget *luthier_example_raw_new (void);
/* line: (nullable) */
void luthier_example_raw_show (LuthierExampleRaw *self, GBytes *line, GArray *marks);

G_END_DECLS
