/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_WINDOW (luthier_window_get_type ())
G_DECLARE_FINAL_TYPE (LuthierWindow, luthier_window, LUTHIER, WINDOW, AdwApplicationWindow)

/* The pages, and the ways between them. Pages use its actions, with gtk_widget_activate_action():
 * win.toast (s: text to say in passing), win.open-job (s: name), win.new-job, win.back,
 * win.compare (as: names), win.compare-with (s: name; the others are chosen yet), win.choose-jobs,
 * win.refresh, win.runs, win.show-jobs, win.show-missed, win.profiles, win.add-account,
 * win.edit-profile, win.sign-in-again,
 * win.open-profile (s: id), win.open-profile-at (u: from 1 on), win.remove-profile. */
GtkWidget *luthier_window_new (GtkApplication *application, LuthierSession *session);

/* Until the session is started there is an empty list, or the first run's page. */
void luthier_window_set_expects_profile (LuthierWindow *self, gboolean expects_profile);
/* In a toast: what is wrong, unless it was only cancelled. */
void luthier_window_say_error (LuthierWindow *self, const GError *error);
void luthier_window_set_error (LuthierWindow *self, const GError *error);
/* Opens a profile, and then does what a notification was about: job_name is (nullable). */
void luthier_window_go (LuthierWindow *self,
                        const char *profile_id,
                        const char *job_name,
                        const char *action_name);
/* A new job with this training data, as soon as there is a profile. */
void luthier_window_open_file (LuthierWindow *self, GFile *file);

G_END_DECLS
