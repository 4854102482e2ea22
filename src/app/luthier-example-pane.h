/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-dataset-document.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_EXAMPLE_PANE (luthier_example_pane_get_type ())
G_DECLARE_FINAL_TYPE (LuthierExamplePane, luthier_example_pane, LUTHIER, EXAMPLE_PANE, GtkWidget)

/* One example of a document, with ways to the others: the next and the previous one, a line by its
 * number, and those that hold a text. Signal: moved () when another line is shown, or is about to
 * be. */
GtkWidget *luthier_example_pane_new (void);
void luthier_example_pane_attach (LuthierExamplePane *self, LuthierDatasetDocument *document);

/* place: (nullable): the finding is about the file as a whole. */
void luthier_example_pane_show_finding (LuthierExamplePane *self,
                                        const LuthierDatasetFinding *finding,
                                        const LuthierDatasetPlace *place);
void luthier_example_pane_show_line (LuthierExamplePane *self, guint64 line);
/* 0 = none */
guint64 luthier_example_pane_get_line (LuthierExamplePane *self);
/* What is shown may be something else now. */
void luthier_example_pane_reload (LuthierExamplePane *self);

gboolean luthier_example_pane_can_step (LuthierExamplePane *self, gboolean backwards);
void luthier_example_pane_step (LuthierExamplePane *self, gboolean backwards);
void luthier_example_pane_ask_line (LuthierExamplePane *self);
void luthier_example_pane_begin_search (LuthierExamplePane *self);
void luthier_example_pane_end_search (LuthierExamplePane *self);
gboolean luthier_example_pane_is_searching (LuthierExamplePane *self);
void luthier_example_pane_search (LuthierExamplePane *self, gboolean backwards);

G_END_DECLS
