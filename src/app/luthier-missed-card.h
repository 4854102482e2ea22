/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-clock.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_MISSED_CARD (luthier_missed_card_get_type ())
G_DECLARE_FINAL_TYPE (LuthierMissedCard, luthier_missed_card, LUTHIER, MISSED_CARD, GtkWidget)

/* What ended while the user was away: a line a job, or counts if they are many, and the way to the
 * page of all of them (win.show-missed). Not visible while there is nothing to tell. Properties: jobs (GListModel of LuthierJob, nullable), clock
 * (LuthierClock, nullable), narrow (boolean). Signal: dismissed (). */
GtkWidget *luthier_missed_card_new (void);

G_END_DECLS
