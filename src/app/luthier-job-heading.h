/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_HEADING (luthier_job_heading_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobHeading, luthier_job_heading, LUTHIER, JOB_HEADING, GtkWidget)

/* Which job this is, its state, and what can be done with it; the buttons are actions "job.*" of
 * the page around. Properties: job (LuthierJob, nullable), narrow (boolean: the buttons stand under
 * the name, and fill the width), offers-tune-again (boolean: the page has no other button for it). */
GtkWidget *luthier_job_heading_new (void);
GMenuModel *luthier_job_heading_get_copy_menu (LuthierJobHeading *self);

G_END_DECLS
