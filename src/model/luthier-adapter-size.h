/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The adapter sizes there are: 1, 2, 4, 8, 16 and 32. On the wire they have names, and their
 * numbers there are not the sizes. 0 is "automatic" or "not known". */
guint luthier_adapter_size_from_wire (const char *name);
const char *luthier_adapter_size_to_wire (guint size);

G_END_DECLS
