/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PICK_BUTTON (luthier_pick_button_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPickButton, luthier_pick_button, LUTHIER, PICK_BUTTON, GtkButton)

/* Fills an entry with what is chosen from a list of the service. It shows an icon unless it was
 * given a label. Signal: picked () after the entry was filled. */
void luthier_pick_button_attach (LuthierPickButton *self,
                                 LuthierSession *session,
                                 LuthierChoices choices,
                                 GtkEditable *entry);
/* Where to look, see LuthierChoices. (nullable) */
void luthier_pick_button_set_where (LuthierPickButton *self, const char *where);
const char *luthier_pick_button_get_where (LuthierPickButton *self);

G_END_DECLS
