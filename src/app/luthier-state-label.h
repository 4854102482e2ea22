/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_STATE_LABEL (luthier_state_label_get_type ())
G_DECLARE_FINAL_TYPE (LuthierStateLabel, luthier_state_label, LUTHIER, STATE_LABEL, GtkWidget)

/* A job's state as icon, word and colour; follows the job. Properties: job (LuthierJob,
 * nullable), show-icon and show-word (boolean, default TRUE). */
GtkWidget *luthier_state_label_new (void);
LuthierJob *luthier_state_label_get_job (LuthierStateLabel *self);
void luthier_state_label_set_job (LuthierStateLabel *self, LuthierJob *job);
/* How wide the widest one is, in the font of a widget: pixels. */
int luthier_state_label_measure_widest (GtkWidget *widget);

G_END_DECLS
