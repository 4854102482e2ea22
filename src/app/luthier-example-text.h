/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-example-marks.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_EXAMPLE_TEXT (luthier_example_text_get_type ())
G_DECLARE_FINAL_TYPE (LuthierExampleText, luthier_example_text, LUTHIER, EXAMPLE_TEXT, GtkWidget)

/* A text of an example, selectable, with what is pointed at. Of a long one there is so much around
 * that as can be laid out at once, and more when it is asked for. */
GtkWidget *luthier_example_text_new (void);
/* text: outlives the widget. is_code: as a program would read it, not a person. Returns whether
 * something in it is marked. */
gboolean luthier_example_text_show (LuthierExampleText *self,
                                    const LuthierDatasetText *text,
                                    GArray *marks,
                                    gboolean is_code);
/* (transfer full): of a name or an address, so much as fits into a heading. */
char *luthier_example_text_shorten (const char *text);

G_END_DECLS
