/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-clock.h"
#include "luthier-intent-act.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_INTENTS_SECTION (luthier_intents_section_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierIntentsSection, luthier_intents_section, LUTHIER, INTENTS_SECTION, GtkWidget)

/* The jobs that are not created yet: those that ask first, each as a card, then a row for each of
 * the others, of which only the first are shown until the user wants all. Hidden if there are none.
 * Properties: intents (GListModel of LuthierIntent, nullable, in the order of the queue), clock
 * (LuthierClock), narrow (boolean), region (string, nullable: one that does not answer), unfolded
 * (boolean).
 * Signal: act (LuthierIntent, LuthierIntentAct, uint position: with LUTHIER_INTENT_ACT_MOVE, among
 * those that are queued). */
GtkWidget *luthier_intents_section_new (void);

G_END_DECLS
