/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Base64 of RFC 4648, section 5, without padding. */
char *luthier_url_safe_encode (gconstpointer data, gsize size);
GBytes *luthier_url_safe_decode (const char *text);

G_END_DECLS
