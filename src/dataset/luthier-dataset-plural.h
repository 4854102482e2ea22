/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Marks a singular and a plural for translation (a keyword of po/meson.build). */
#define PLURAL(singular, plural) singular, plural

char *luthier_dataset_plural_word (const char *singular, const char *plural, guint64 count);

G_END_DECLS
