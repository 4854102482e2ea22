/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the user looks at. A window shows a job where it has the job's page, or a label of its state,
 * be it in a list or on a card; an intent where it has its card or its row; and that a
 * profile needs a sign-in where it has the banner that says so. That counts only where a click would
 * hit it: what is scrolled away, on another page or behind a dialog is not shown. The user looks at
 * what the window shows that has the focus: a desktop that is locked gives it to none. */
gboolean luthier_attention_shows (GtkWindow *window, GObject *thing);
gboolean luthier_attention_is_on (GtkApplication *application, GObject *thing);

G_END_DECLS
