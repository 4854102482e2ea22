/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an administrator can paste into a shell. It is text: nothing here runs it. All strings are
 * to be freed, and are one line that a shell takes literally, whatever the names hold. */

/* "user:a@b" or "serviceAccount:a@b.gserviceaccount.com". */
char *luthier_admin_command_get_member (const char *email);
char *luthier_admin_command_enable (const char *service, const char *project);
char *luthier_admin_command_make_agent (const char *project);
char *luthier_admin_command_grant_on_project (const char *project,
                                              const char *member,
                                              const char *role);
char *luthier_admin_command_grant_on_bucket (const char *bucket,
                                             const char *member,
                                             const char *role);
/* key: projects/P/locations/L/keyRings/R/cryptoKeys/K; NULL if it is not that. */
char *luthier_admin_command_grant_on_key (const char *key, const char *member, const char *role);
char *luthier_admin_command_grant_on_account (const char *email,
                                              const char *member,
                                              const char *role);

G_END_DECLS
