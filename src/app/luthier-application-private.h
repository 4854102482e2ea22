/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-application.h"
#include "luthier-background.h"
#include "luthier-window.h"

G_BEGIN_DECLS

/* What the files luthier-application-*.c share. */

/* Before the first window; without it, time is what it is. */
void luthier_application_set_clock (LuthierApplication *self, LuthierClock *clock);
/* Ends while there is no window, and comes back with the next one. */
gboolean luthier_application_is_stopping (LuthierApplication *self);
/* The one session of all windows; it asks nobody until the main window is there. */
LuthierSession *luthier_application_ensure_session (LuthierApplication *self);
/* The main window, shown. */
LuthierWindow *luthier_application_show_window (LuthierApplication *self);
/* Does it when the application does not end any more. */
void luthier_application_do_later (LuthierApplication *self,
                                   const char *action_name,
                                   GVariant *parameter);

/* luthier-application-told.c: what the user is told, and what a click on it does. */
LuthierHerald *luthier_application_make_herald (LuthierApplication *self,
                                                LuthierSession *session,
                                                GSettings *settings);
void luthier_application_watch_window (LuthierHerald *herald, GtkWindow *window);
LuthierBackgroundPortal *luthier_application_make_portal (LuthierApplication *self);
void luthier_application_add_told_actions (LuthierApplication *self);

/* luthier-application-datasets.c */
void luthier_application_add_dataset_actions (LuthierApplication *self);
void luthier_application_open_dataset (LuthierApplication *self, GFile *file);

G_END_DECLS
