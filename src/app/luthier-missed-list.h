/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-clock.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_MISSED_LIST (luthier_missed_list_get_type ())
G_DECLARE_FINAL_TYPE (LuthierMissedList, luthier_missed_list, LUTHIER, MISSED_LIST, GtkWidget)

/* Jobs that have ended, in a line each: how, and how long ago. One that is activated is opened with
 * win.open-job. Properties: jobs (GListModel of LuthierJob, nullable), clock (LuthierClock,
 * nullable), narrow (boolean). */
GtkWidget *luthier_missed_list_new (void);

G_END_DECLS
