/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A fresh RSA key of 2048 bits: the private half in a key file as the console gives it out, the
 * public half (PEM) for who checks signatures. */
gboolean luthier_practice_account_key_make (const char *email,
                                            const char *project,
                                            const char *token_uri,
                                            char **key_file,
                                            char **public_key,
                                            GError **error);

G_END_DECLS
