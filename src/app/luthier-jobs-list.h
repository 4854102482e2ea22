/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOBS_LIST (luthier_jobs_list_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobsList, luthier_jobs_list, LUTHIER, JOBS_LIST, GtkWidget)

/* The jobs as a table, or as a list where there is little room, with filters and a sort menu.
 * A job that is activated is opened with win.open-job. Properties: jobs (GListModel of LuthierJob,
 * nullable), search, status (what is said beside the sort menu), group ("all", "active", "done",
 * "failed") and sort ("newest", "oldest", "name", "state") (strings), narrow (boolean), choosing
 * (boolean: two to six jobs are being chosen, which win.compare compares). Actions: jobs.toggle,
 * jobs.compare-with (s: the name of a job), jobs.compare, jobs.choosing, jobs.end-choosing. */
GtkWidget *luthier_jobs_list_new (void);

G_END_DECLS
