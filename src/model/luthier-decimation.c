/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-decimation.h"

/* What is kept of one column of pixels. */
typedef struct
{
  gint64 number; /* -1: there is none yet */
  LuthierVertex first;
  LuthierVertex lowest;
  LuthierVertex highest;
  LuthierVertex last;
} Column;

typedef struct
{
  const LuthierDecimationInput *input;
  GArray *vertices;
  Column column;
  gboolean joins; /* the next one follows the one before without a gap */
} Run;

static void
append (GArray *vertices, const LuthierVertex *vertex)
{
  if (vertices->len == 0 ||
      g_array_index (vertices, LuthierVertex, vertices->len - 1).index != vertex->index)
    g_array_append_vals (vertices, vertex, 1);
}

/* First, lowest, highest, last, in the order in which they were measured. */
static void
flush (Run *run)
{
  Column *column = &run->column;
  const gboolean falls = column->highest.index < column->lowest.index;

  if (column->number < 0)
    return;

  append (run->vertices, &column->first);
  append (run->vertices, falls ? &column->highest : &column->lowest);
  append (run->vertices, falls ? &column->lowest : &column->highest);
  append (run->vertices, &column->last);
  column->number = -1;
}

static void
add (Run *run, gint64 number, const LuthierVertex *vertex)
{
  Column *column = &run->column;

  if (column->number != number)
    {
      flush (run);
      *column = (Column){ number, *vertex, *vertex, *vertex, *vertex };
      return;
    }

  if (vertex->y < column->lowest.y)
    column->lowest = *vertex;
  if (vertex->y > column->highest.y)
    column->highest = *vertex;
  column->last = *vertex;
}

static gboolean
vertex_at (const LuthierDecimationInput *input, guint index, LuthierVertex *vertex)
{
  *vertex = (LuthierVertex){
    .x = luthier_abscissa_of (&input->abscissa, &input->points[index]),
    .y = input->values != NULL ? input->values[index] : input->points[index].value,
    .index = index,
    .joins = TRUE,
  };

  return isfinite (vertex->y) && (!input->positive_only || vertex->y > 0);
}

/* The first point that is not left of x. Only steps are sure to be in order. */
static guint
find_start (const LuthierDecimationInput *input, double x)
{
  guint low = 0;
  guint high = input->abscissa.by_time ? 0 : input->n_points;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (luthier_abscissa_of (&input->abscissa, &input->points[middle]) < x)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Columns 0 and n + 1 are what is outside: of each, what is next to the edge is kept, so that lines
 * lead out of the picture. */
static gint64
find_column (double x, double from, double to, guint n_columns)
{
  if (x < from)
    return 0;
  if (x > to)
    return (gint64) n_columns + 1;
  if (to <= from)
    return 1;

  return 1 + MIN ((gint64) ((x - from) / (to - from) * n_columns), (gint64) n_columns - 1);
}

/**
 * luthier_decimation_run:
 * @from: where on the axis the picture begins
 * @to: and where it ends
 * @n_columns: of pixels, at least 1
 *
 * Takes as many points as can be seen: of those of one column of pixels the first, the lowest, the
 * highest and the last, so that the line goes over the same pixels as with all of them and no spike
 * is lost. A value that is no number interrupts the line.
 *
 * Returns: (transfer full): of #LuthierVertex, at most four a column and as many at each side
 */
GArray *
luthier_decimation_run (const LuthierDecimationInput *input,
                        double from,
                        double to,
                        guint n_columns)
{
  Run run = { .input = input, .column = { .number = -1 } };
  guint i = find_start (input, from);

  run.vertices = g_array_new (FALSE, FALSE, sizeof (LuthierVertex));
  /* The one before leads into the picture. */
  for (i = i > 0 ? i - 1 : 0; i < input->n_points; i++)
    {
      LuthierVertex vertex;
      gint64 number;

      if (!vertex_at (input, i, &vertex))
        {
          flush (&run);
          run.joins = FALSE;
          continue;
        }
      if (isnan (vertex.x))
        continue;

      number = find_column (vertex.x, from, to, n_columns);
      vertex.joins = run.joins;
      run.joins = TRUE;
      add (&run, number, &vertex);
      if (!input->abscissa.by_time && number > (gint64) n_columns)
        break;
    }
  flush (&run);

  return run.vertices;
}
