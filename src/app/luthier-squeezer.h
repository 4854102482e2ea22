/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_SQUEEZER (luthier_squeezer_get_type ())
G_DECLARE_FINAL_TYPE (LuthierSqueezer, luthier_squeezer, LUTHIER, SQUEEZER, GtkWidget)

G_END_DECLS
