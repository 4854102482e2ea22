/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* So many years of seconds that no span or number of steps is more. */
#define LUTHIER_WHOLE_MAX G_GINT64_CONSTANT (1000000000000000)

/* The whole number in value, towards 0, as far as one can count; 0 if it is no number. */
static inline gint64
luthier_whole (double value)
{
  const double most = (double) LUTHIER_WHOLE_MAX;

  return isnan (value) ? 0 : (gint64) CLAMP (value, -most, most);
}

G_END_DECLS
