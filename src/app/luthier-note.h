/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_NOTE (luthier_note_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNote, luthier_note, LUTHIER, NOTE, GtkWidget)

/* A remark in a tinted box, with an icon; hidden while there is nothing to say. Properties: text
 * (string), warning (boolean: it wants attention). */
GtkWidget *luthier_note_new (void);
const char *luthier_note_get_text (LuthierNote *self);
/* text: (nullable) */
void luthier_note_set_text (LuthierNote *self, const char *text);

G_END_DECLS
