/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-summary.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-format.h"
#include "luthier-plot-words.h"

static char *
describe_point (const LuthierPoint *point)
{
  g_autofree char *value = luthier_plot_format_value (point->value);
  g_autofree char *step = luthier_format_count (point->step);

  /* Translators: the first %s is a value, the second the step of training that it is of */
  return g_strdup_printf (_ ("%s at step %s"), value, step);
}

static guint
count_no_numbers (const LuthierPoint *points, guint n_points)
{
  guint n = 0;

  for (guint i = 0; i < n_points; i++)
    n += !isfinite (points[i].value);

  return n;
}

static void
append_course (GString *text, LuthierPlotCurve *curve, const LuthierPoint *points, guint n_points)
{
  LuthierPlotLine *line = luthier_plot_curve_get_line (curve);
  const LuthierPoint *best = luthier_plot_curve_get_best (curve);
  g_autofree char *first = describe_point (&points[0]);
  g_autofree char *last = describe_point (&points[n_points - 1]);
  g_autofree char *extreme = best != NULL ? describe_point (best) : NULL;

  /* Translators: the name of a curve, then its first and its last value, each "1.4 at step 1" */
  g_string_append_printf (text, _ ("%s: from %s to %s"), luthier_plot_line_get_label (line), first,
                          last);
  if (extreme != NULL)
    g_string_append_printf (text,
                            luthier_plot_line_get_best_is_highest (line)
                                /* Translators: goes on "Training: from 1.4 at step 1 to ..." */
                                ? _ (", highest %s")
                                : _ (", lowest %s"),
                            extreme);
  g_string_append (text, ".");
}

static void
append_curve (GString *text, LuthierPlotCurve *curve)
{
  LuthierPlotLine *line = luthier_plot_curve_get_line (curve);
  guint n_points = 0;
  const LuthierPoint *points = luthier_series_get_points (luthier_plot_line_get_series (line),
                                                          &n_points);
  const guint n_no_numbers = count_no_numbers (points, n_points);
  g_autofree char *only = NULL;

  if (text->len > 0)
    g_string_append (text, " ");
  if (n_points == 0)
    g_string_append_printf (text, _ ("%s: no values yet."), luthier_plot_line_get_label (line));
  else if (n_points == 1)
    {
      only = describe_point (&points[0]);
      g_string_append_printf (text, "%s: %s.", luthier_plot_line_get_label (line), only);
    }
  else
    append_course (text, curve, points, n_points);
  if (n_no_numbers > 0 && n_points > 1)
    {
      g_string_append (text, " ");
      g_string_append_printf (
          text, ngettext ("%u value is not a number.", "%u values are not numbers.", n_no_numbers),
          n_no_numbers);
    }
}

char *
luthier_plot_summarize (GPtrArray *curves)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < curves->len; i++)
    append_curve (text, g_ptr_array_index (curves, i));
  if (curves->len == 0)
    g_string_append (text, _ ("No values yet"));

  return g_string_free (text, FALSE);
}
