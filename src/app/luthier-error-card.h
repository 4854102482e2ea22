/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-advice.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ERROR_CARD (luthier_error_card_get_type ())
G_DECLARE_FINAL_TYPE (LuthierErrorCard, luthier_error_card, LUTHIER, ERROR_CARD, GtkWidget)

/* What went wrong, why, what to do, and what the service said; amber if something of it can be used
 * all the same. Hidden without advice. Property: narrow (boolean: the buttons take the whole width).
 * Signal: act (LuthierAdviceAction as int, value, LuthierSpecField as uint): one of the buttons.
 * Addresses are opened, texts and commands copied by the card itself before the signal comes. */
GtkWidget *luthier_error_card_new (void);
void luthier_error_card_set_advice (LuthierErrorCard *self, const LuthierAdvice *advice);

G_END_DECLS
