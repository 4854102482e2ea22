/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-grid-axis.h"

#include <math.h>

#include "luthier-adapter-size.h"

/* A double holds all whole numbers up to here. */
#define MAX_EPOCHS 9007199254740992.0

static const struct
{
  const char *word;   /* in the text */
  const char *letter; /* in names */
} axes[LUTHIER_GRID_N_AXES] = {
  [LUTHIER_GRID_EPOCHS] = { "epochs", "e" },
  [LUTHIER_GRID_RATE] = { "rate", "m" },
  [LUTHIER_GRID_ADAPTER_SIZE] = { "adapter", "a" },
};

const char *
luthier_grid_axis_get_word (LuthierGridAxis axis)
{
  return axes[axis].word;
}

const char *
luthier_grid_axis_get_letter (LuthierGridAxis axis)
{
  return axes[axis].letter;
}

/* Two that are "automatic" are equal too. */
gboolean
luthier_grid_axis_equal (double a, double b)
{
  return (isnan (a) && isnan (b)) || (a <= b && a >= b);
}

/* "Automatic" comes first. */
int
luthier_grid_axis_compare (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a;
  const double second = *(const double *) b;

  if (isnan (first) || isnan (second))
    return (isnan (first) ? 0 : 1) - (isnan (second) ? 0 : 1);

  return (first > second) - (first < second);
}

/* The same in every language: it is stored, and is part of names. */
char *
luthier_grid_axis_format (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    return g_strdup ("auto");

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", value));
}

gboolean
luthier_grid_axis_parse (const char *text, double *value)
{
  char *end = NULL;

  if (g_str_equal (text, "auto"))
    {
      *value = NAN;
      return TRUE;
    }

  *value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*value);
}

double
luthier_grid_axis_get (LuthierGridAxis axis, LuthierJobSpec *spec)
{
  const gint64 epochs = luthier_job_spec_get_epoch_count (spec);
  const guint size = luthier_job_spec_get_adapter_size (spec);

  switch (axis)
    {
    case LUTHIER_GRID_EPOCHS:
      return epochs == LUTHIER_AUTOMATIC_EPOCHS ? (double) NAN : (double) epochs;

    case LUTHIER_GRID_ADAPTER_SIZE:
      return size == LUTHIER_AUTOMATIC_ADAPTER ? (double) NAN : size;

    case LUTHIER_GRID_RATE:
    case LUTHIER_GRID_N_AXES:
    default:
      return luthier_job_spec_get_learning_rate_multiplier (spec);
    }
}

gboolean
luthier_grid_axis_is_value (LuthierGridAxis axis, double value)
{
  if (isnan (value))
    return TRUE;
  if (axis == LUTHIER_GRID_EPOCHS)
    return fabs (value) < MAX_EPOCHS && luthier_grid_axis_equal (value, trunc (value));
  if (axis == LUTHIER_GRID_ADAPTER_SIZE)
    return value >= 1 && value <= 32 && luthier_grid_axis_equal (value, trunc (value)) &&
           luthier_adapter_size_to_wire ((guint) value) != NULL;

  return isfinite (value);
}

gboolean
luthier_grid_axis_set (LuthierGridAxis axis, LuthierJobSpec *spec, double value)
{
  if (!luthier_grid_axis_is_value (axis, value))
    return FALSE;

  if (axis == LUTHIER_GRID_EPOCHS)
    luthier_job_spec_set_epoch_count (spec,
                                      isnan (value) ? LUTHIER_AUTOMATIC_EPOCHS : (gint64) value);
  else if (axis == LUTHIER_GRID_ADAPTER_SIZE)
    luthier_job_spec_set_adapter_size (spec,
                                       isnan (value) ? LUTHIER_AUTOMATIC_ADAPTER : (guint) value);
  else
    luthier_job_spec_set_learning_rate_multiplier (spec, value);

  return TRUE;
}
