/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_TRAIL (luthier_trail_get_type ())
G_DECLARE_FINAL_TYPE (LuthierTrail, luthier_trail, LUTHIER, TRAIL, GObject)

/* The way through the pages of a stack: back leads where one came from, with the focus where it
 * was. Signals: changed, when another page is shown; left (GtkWidget), when a page is not on the
 * way any more, to let go of what it shows. */
LuthierTrail *luthier_trail_new (GtkStack *stack);
/* Begins anew with this page. */
void luthier_trail_start (LuthierTrail *self, GtkWidget *page);
/* One that is on the way already is gone back to. */
void luthier_trail_go_on (LuthierTrail *self, GtkWidget *page);
/* In the place of the page that is shown: back leads to the one before. */
void luthier_trail_replace (LuthierTrail *self, GtkWidget *page);
void luthier_trail_go_back (LuthierTrail *self);
void luthier_trail_go_to_start (LuthierTrail *self);
gboolean luthier_trail_is_at_start (LuthierTrail *self);
/* page: (nullable) */
gboolean luthier_trail_is_at (LuthierTrail *self, gpointer page);

G_END_DECLS
