/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where an axis has its figures: arrays of double, rising, within from and to. */
GArray *luthier_ticks_linear (double from, double to, guint n_most, double smallest);
GArray *luthier_ticks_logarithmic (double from, double to, guint n_most);
GArray *luthier_ticks_time (double from, double to, guint n_most);

G_END_DECLS
