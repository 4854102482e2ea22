/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-secret-shape.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_SECRET_HINT (luthier_secret_hint_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierSecretHint, luthier_secret_hint, LUTHIER, SECRET_HINT, AdwPreferencesRow)

/* A row that stands below the row of a text field and says what is wrong when a credential was
 * pasted there that does not belong there. Property: wrong (boolean: it is shown). Its button
 * leads to the kinds of account with the action account.kinds. */
GtkWidget *luthier_secret_hint_new (void);
/* expected: what belongs into the field. */
void luthier_secret_hint_watch (LuthierSecretHint *self,
                                GtkEditable *field,
                                LuthierSecretShape expected);
gboolean luthier_secret_hint_get_wrong (LuthierSecretHint *self);

G_END_DECLS
