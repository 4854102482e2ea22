/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-histogram.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-format.h"

#define N_BARS        G_N_ELEMENTS (((LuthierTokenSummary *) NULL)->buckets)
#define N_TICKS       5
#define PLOT_HEIGHT   96
#define MINIMUM_WIDTH 240
#define GAP           2

/* A line that marks a length, with what it means beside it. */
typedef struct
{
  GtkWidget *line;  /* (owned by the widget tree) */
  GtkWidget *label; /* (owned by the widget tree) */
  double tokens;
} Mark;

struct _LuthierHistogram
{
  GtkWidget parent_instance;

  LuthierTokenSummary summary;
  GtkWidget *bars[N_BARS];   /* (owned by the widget tree) */
  GtkWidget *ticks[N_TICKS]; /* (owned by the widget tree) */
  Mark mean;
  Mark p95;
};

G_DEFINE_FINAL_TYPE (LuthierHistogram, luthier_histogram, GTK_TYPE_WIDGET)

static int
natural_size (GtkWidget *widget, GtkOrientation orientation)
{
  int natural = 0;

  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static int
line_height (LuthierHistogram *self)
{
  return natural_size (self->mean.label, GTK_ORIENTATION_VERTICAL);
}

static void
luthier_histogram_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  LuthierHistogram *self = LUTHIER_HISTOGRAM (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    natural_size (child, orientation);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MINIMUM_WIDTH;
      *natural = 2 * MINIMUM_WIDTH;
    }
  else
    {
      /* Two lines for the marks above, one for the axis below. */
      *minimum = *natural = PLOT_HEIGHT + 3 * line_height (self);
    }
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, MAX (width, 1), MAX (height, 1) }, -1);
}

static void
place_bars (LuthierHistogram *self, int width, int top)
{
  const LuthierTokenSummary *summary = &self->summary;
  guint64 highest = 1;
  double step;

  for (guint i = 0; i < summary->n_buckets; i++)
    highest = MAX (highest, summary->buckets[i]);

  step = (double) width / MAX (summary->n_buckets, 1);
  for (guint i = 0; i < N_BARS; i++)
    {
      double share = i < summary->n_buckets ? (double) summary->buckets[i] / (double) highest : 0;
      /* What is there is seen, however little it is. */
      int height = share > 0 ? MAX (2, (int) round (share * PLOT_HEIGHT)) : 0;
      int x = (int) round (i * step);

      gtk_widget_set_child_visible (self->bars[i], height > 0);
      if (height > 0)
        place (self->bars[i], x, top + PLOT_HEIGHT - height, (int) round ((i + 1) * step) - x - GAP,
               height);
    }
}

static int
get_mark_x (LuthierHistogram *self, const Mark *mark, int width)
{
  double range = (double) self->summary.bucket_width * MAX (self->summary.n_buckets, 1);

  return range > 0 ? (int) (MIN (mark->tokens / range, 1) * (width - 1)) : 0;
}

/* Right of the line, or left of it where there is no room. */
static GtkAllocation
find_label_area (LuthierHistogram *self, const Mark *mark, int x, int width)
{
  int label_width = MIN (natural_size (mark->label, GTK_ORIENTATION_HORIZONTAL), width);
  int label_x = x + 6 + label_width <= width ? x + 6 : MAX (x - 6 - label_width, 0);

  return (GtkAllocation){ label_x, 0, label_width, line_height (self) };
}

static void
place_marks (LuthierHistogram *self, int width, int top, int bottom)
{
  int mean_x = get_mark_x (self, &self->mean, width);
  int p95_x = get_mark_x (self, &self->p95, width);
  GtkAllocation mean = find_label_area (self, &self->mean, mean_x, width);
  GtkAllocation p95 = find_label_area (self, &self->p95, p95_x, width);
  int mean_from = 0;

  /* On the second line if the first has no room for both; then no line goes through a text. */
  if (p95.x < mean.x + mean.width + 12 && mean.x < p95.x + p95.width + 12)
    {
      p95.y = line_height (self);
      if (mean_x >= p95.x && mean_x <= p95.x + p95.width)
        mean_from = top;
    }

  place (self->mean.line, mean_x, mean_from, 1, bottom - mean_from);
  place (self->p95.line, p95_x, p95.y, 1, bottom - p95.y);
  gtk_widget_size_allocate (self->mean.label, &mean, -1);
  gtk_widget_size_allocate (self->p95.label, &p95, -1);
}

static void
place_ticks (LuthierHistogram *self, int width, int y)
{
  int right = width;

  /* From the end: "and more" is the one that must not go. */
  for (int i = N_TICKS - 1; i >= 0; i--)
    {
      int label_width = natural_size (self->ticks[i], GTK_ORIENTATION_HORIZONTAL);
      int x = i == N_TICKS - 1 ? width - label_width : i * width / (N_TICKS - 1);
      gboolean fits = x >= 0 && x + label_width <= right;

      gtk_widget_set_child_visible (self->ticks[i], fits);
      if (!fits)
        continue;

      place (self->ticks[i], x, y, label_width, line_height (self));
      right = x - 12;
    }
}

static void
luthier_histogram_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LuthierHistogram *self = LUTHIER_HISTOGRAM (widget);
  int top = 2 * line_height (self);
  int bottom = top + PLOT_HEIGHT;

  place_bars (self, width, top);
  place_marks (self, width, top, bottom);
  place_ticks (self, width, bottom);
}

static void
set_mark (Mark *mark, double tokens, char *text)
{
  mark->tokens = tokens;
  gtk_label_set_text (GTK_LABEL (mark->label), text);
  g_free (text);
}

static GtkWidget *
add_part (LuthierHistogram *self, GType type, const char *css_name)
{
  GtkWidget *part = g_object_new (type, "css-name", css_name, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_parent (part, GTK_WIDGET (self));

  return part;
}

static void
luthier_histogram_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (luthier_histogram_parent_class)->dispose (object);
}

static void
luthier_histogram_class_init (LuthierHistogramClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_histogram_dispose;
  widget_class->measure = luthier_histogram_measure;
  widget_class->size_allocate = luthier_histogram_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "histogram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
luthier_histogram_init (LuthierHistogram *self)
{
  for (guint i = 0; i < N_BARS; i++)
    self->bars[i] = add_part (self, GTK_TYPE_BOX, "bar");
  for (guint i = 0; i < N_TICKS; i++)
    self->ticks[i] = add_part (self, GTK_TYPE_LABEL, "tick");

  self->mean.line = add_part (self, GTK_TYPE_BOX, "mark");
  self->mean.label = add_part (self, GTK_TYPE_LABEL, "tick");
  self->p95.line = add_part (self, GTK_TYPE_BOX, "mark");
  self->p95.label = add_part (self, GTK_TYPE_LABEL, "tick");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Lengths of the examples"), -1);
}

/**
 * luthier_histogram_new:
 *
 * Returns: (transfer floating): an empty histogram
 */
GtkWidget *
luthier_histogram_new (void)
{
  return g_object_new (LUTHIER_TYPE_HISTOGRAM, NULL);
}

/* The last bar is of a kind of its own only if there are such. */
static gboolean
has_longer (LuthierHistogram *self)
{
  return self->summary.max >= self->summary.n_buckets * self->summary.bucket_width;
}

static void
set_ticks (LuthierHistogram *self)
{
  guint n_buckets = self->summary.n_buckets;
  const gboolean longer = has_longer (self);

  for (guint i = 0; i < N_TICKS; i++)
    {
      guint bucket = i == N_TICKS - 1 ? MAX (n_buckets, 1) - 1 : i * n_buckets / (N_TICKS - 1);
      guint64 tokens = bucket * self->summary.bucket_width;
      g_autofree char *count = luthier_format_count ((gint64) tokens);
      g_autofree char *text = i == N_TICKS - 1 && longer
                                  ? g_strdup_printf (_ ("%s and more"), count)
                                  : g_strdup (count);

      gtk_label_set_text (GTK_LABEL (self->ticks[i]), text);
    }
  for (guint i = 0; i < N_BARS; i++)
    {
      if (longer && i + 1 == n_buckets)
        gtk_widget_add_css_class (self->bars[i], "longer");
      else
        gtk_widget_remove_css_class (self->bars[i], "longer");
    }
}

/**
 * luthier_histogram_set_summary:
 * @summary: the lengths, which are copied
 */
void
luthier_histogram_set_summary (LuthierHistogram *self, const LuthierTokenSummary *summary)
{
  g_autofree char *shortest = luthier_format_count ((gint64) summary->min);
  g_autofree char *longest = luthier_format_count ((gint64) summary->max);
  g_autofree char *mean = luthier_format_count ((gint64) round (summary->mean));
  g_autofree char *p95 = luthier_format_count ((gint64) round (summary->p95));
  g_autofree char *words = g_strdup_printf (
      _ ("From %s to %s tokens, %s on average; 95 in 100 are not longer than %s"), shortest,
      longest, mean, p95);

  self->summary = *summary;
  set_ticks (self);
  set_mark (&self->mean, summary->mean, g_strdup_printf (_ ("%s on average"), mean));
  set_mark (&self->p95, summary->p95,
            g_strdup_printf (_ ("95 in 100 are not longer than %s"), p95));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
