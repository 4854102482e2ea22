/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-spec.h"

G_BEGIN_DECLS

/* The settings of which a grid has several values. */
typedef enum
{
  LUTHIER_GRID_EPOCHS,
  LUTHIER_GRID_RATE,
  LUTHIER_GRID_ADAPTER_SIZE,
  LUTHIER_GRID_N_AXES,
} LuthierGridAxis;

/* The spec's own value of a setting. */
double luthier_grid_axis_get (LuthierGridAxis axis, LuthierJobSpec *spec);
/* FALSE: no spec can have such a value. */
gboolean luthier_grid_axis_set (LuthierGridAxis axis, LuthierJobSpec *spec, double value);

gboolean luthier_grid_axis_is_value (LuthierGridAxis axis, double value);
/* NaN is equal to NaN, and comes first. */
gboolean luthier_grid_axis_equal (double a, double b);
int luthier_grid_axis_compare (gconstpointer a, gconstpointer b);

/* The same in every language: what is stored, and part of names. "auto" is NaN. */
const char *luthier_grid_axis_get_word (LuthierGridAxis axis);
const char *luthier_grid_axis_get_letter (LuthierGridAxis axis);
char *luthier_grid_axis_format (double value);
gboolean luthier_grid_axis_parse (const char *text, double *value);

G_END_DECLS
