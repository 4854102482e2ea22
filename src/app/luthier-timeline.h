/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job-story.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_TIMELINE (luthier_timeline_get_type ())
G_DECLARE_FINAL_TYPE (LuthierTimeline, luthier_timeline, LUTHIER, TIMELINE, GtkWidget)

/* The steps of a job's life with their durations. Properties: story (LuthierJobStory, nullable),
 * end (string, read-only, nullable: "Ends about 14:28"). */
GtkWidget *luthier_timeline_new (void);

G_END_DECLS
