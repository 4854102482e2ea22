/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts that are wiped before their memory is given back. */
void luthier_secret_free (char *secret);
void luthier_secret_replace (char **place, const char *secret);
GBytes *luthier_secret_take_bytes (char *secret);

G_END_DECLS
