/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_DESTINATION (luthier_destination_get_type ())
G_DECLARE_FINAL_TYPE (LuthierDestination, luthier_destination, LUTHIER, DESTINATION, GObject)

/* Where a notification leads: a profile, and maybe a job of it. It may be told of long after, or by
 * another run of the program: the session may have to start, the profile to be opened, and the job
 * to be listed first. Signals, one of them and once: reached (), lost () when there is no such
 * profile or job any more. job_name: (nullable) */
LuthierDestination *luthier_destination_new (LuthierSession *session,
                                             const char *profile_id,
                                             const char *job_name);
/* Reaches it at once, or later. */
void luthier_destination_set_out (LuthierDestination *self);

G_END_DECLS
