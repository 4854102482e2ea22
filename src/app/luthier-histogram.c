/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-histogram.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-format.h"

#define N_TICKS       5
#define PLOT_HEIGHT   96
#define MINIMUM_WIDTH 240
#define GAP           2

/* A line that marks a value, with what it means beside it. */
typedef struct
{
  GtkWidget *line;  /* (owned by the widget tree) */
  GtkWidget *label; /* (owned by the widget tree) */
  double value;
} Mark;

/* So many have a value from left on and below right. */
typedef struct
{
  GtkWidget *widget; /* (owned by the widget tree) */
  double count;
  double left;
  double right;
} Bar;

typedef struct
{
  GtkWidget *label; /* (owned by the widget tree) */
  double value;
} Tick;

struct _LuthierHistogram
{
  GtkWidget parent_instance;

  GArray *bars; /* (owned) of Bar */
  Tick ticks[N_TICKS];
  double begin; /* of the axis */
  double end;
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

static int
get_x (LuthierHistogram *self, double value, int width)
{
  const double range = self->end - self->begin;

  return range > 0 ? (int) round (CLAMP ((value - self->begin) / range, 0, 1) * width) : 0;
}

static Bar *
get_bar (LuthierHistogram *self, guint index)
{
  return &g_array_index (self->bars, Bar, index);
}

static void
place_bar (LuthierHistogram *self, const Bar *bar, double highest, int width, int bottom)
{
  /* What is there is seen, however little it is. */
  const int height = MAX (2, (int) round (bar->count / highest * PLOT_HEIGHT));
  const int x = get_x (self, bar->left, width);

  gtk_widget_set_child_visible (bar->widget, bar->count > 0);
  if (bar->count > 0)
    place (bar->widget, x, bottom - height, get_x (self, bar->right, width) - x - GAP, height);
}

static void
place_bars (LuthierHistogram *self, int width, int bottom)
{
  double highest = 1;

  for (guint i = 0; i < self->bars->len; i++)
    highest = MAX (highest, get_bar (self, i)->count);
  for (guint i = 0; i < self->bars->len; i++)
    place_bar (self, get_bar (self, i), highest, width, bottom);
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
  int mean_x = get_x (self, self->mean.value, width - 1);
  int p95_x = get_x (self, self->p95.value, width - 1);
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
      const Tick *tick = &self->ticks[i];
      const gboolean is_last = i == N_TICKS - 1;
      const int label_width = natural_size (tick->label, GTK_ORIENTATION_HORIZONTAL);
      const int x = is_last ? width - label_width : get_x (self, tick->value, width);
      const gboolean fits = x >= 0 && x + label_width <= right &&
                            (is_last || tick->value < self->ticks[i + 1].value);

      gtk_widget_set_child_visible (tick->label, fits);
      if (!fits)
        continue;

      place (tick->label, x, y, label_width, line_height (self));
      right = x - 12;
    }
}

static void
luthier_histogram_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LuthierHistogram *self = LUTHIER_HISTOGRAM (widget);
  int top = 2 * line_height (self);
  int bottom = top + PLOT_HEIGHT;

  place_bars (self, width, bottom);
  place_marks (self, width, top, bottom);
  place_ticks (self, width, bottom);
}

static void
set_mark (Mark *mark, double value, char *text)
{
  mark->value = value;
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

  g_array_set_size (LUTHIER_HISTOGRAM (object)->bars, 0);

  G_OBJECT_CLASS (luthier_histogram_parent_class)->dispose (object);
}

static void
luthier_histogram_finalize (GObject *object)
{
  g_array_unref (LUTHIER_HISTOGRAM (object)->bars);

  G_OBJECT_CLASS (luthier_histogram_parent_class)->finalize (object);
}

static void
luthier_histogram_class_init (LuthierHistogramClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_histogram_dispose;
  G_OBJECT_CLASS (klass)->finalize = luthier_histogram_finalize;
  widget_class->measure = luthier_histogram_measure;
  widget_class->size_allocate = luthier_histogram_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "histogram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
luthier_histogram_init (LuthierHistogram *self)
{
  self->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  for (guint i = 0; i < N_TICKS; i++)
    self->ticks[i].label = add_part (self, GTK_TYPE_LABEL, "tick");

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

static void
clear_bars (LuthierHistogram *self)
{
  for (guint i = 0; i < self->bars->len; i++)
    gtk_widget_unparent (get_bar (self, i)->widget);
  g_array_set_size (self->bars, 0);
  self->begin = self->end = 0;
}

static GtkWidget *
add_bar (LuthierHistogram *self, double count, double left, double right)
{
  const Bar bar = { add_part (self, GTK_TYPE_BOX, "bar"), count, left, right };

  /* Behind the marks. */
  gtk_widget_insert_after (bar.widget, GTK_WIDGET (self), NULL);
  self->begin = self->bars->len > 0 ? MIN (self->begin, left) : left;
  self->end = self->bars->len > 0 ? MAX (self->end, right) : right;
  g_array_append_val (self->bars, bar);

  return bar.widget;
}

/* Round numbers of the axis. */
static void
set_ticks (LuthierHistogram *self, double last)
{
  for (guint i = 0; i < N_TICKS; i++)
    {
      Tick *tick = &self->ticks[i];
      g_autofree char *count = NULL;

      tick->value = i == N_TICKS - 1
                        ? last
                        : floor (self->begin + i * (self->end - self->begin) / (N_TICKS - 1));
      count = luthier_format_count ((gint64) tick->value);
      gtk_label_set_text (GTK_LABEL (tick->label), count);
    }
}

/* The last bar is of a kind of its own only if there are such. */
static void
mark_longer (LuthierHistogram *self, const LuthierTokenSummary *summary, GtkWidget *last_bar)
{
  const Tick *tick = &self->ticks[N_TICKS - 1];
  g_autofree char *count = luthier_format_count ((gint64) tick->value);
  g_autofree char *text = g_strdup_printf (_ ("%s and more"), count);

  if (last_bar == NULL || summary->max < summary->n_buckets * summary->bucket_width)
    return;

  gtk_label_set_text (GTK_LABEL (tick->label), text);
  gtk_widget_add_css_class (last_bar, "longer");
}

/* What the bars mean, to who sees the marks and to who cannot. */
static void
tell (LuthierHistogram *self, LuthierHistogramUnit unit, double min, double max)
{
  g_autofree char *least = luthier_format_count ((gint64) min);
  g_autofree char *most = luthier_format_count ((gint64) max);
  g_autofree char *mean = luthier_format_count ((gint64) round (self->mean.value));
  g_autofree char *p95 = luthier_format_count ((gint64) round (self->p95.value));
  g_autofree char *words = NULL;

  if (unit == LUTHIER_HISTOGRAM_MESSAGES)
    words = g_strdup_printf (
        _ ("From %s to %s messages, %s on average; 95 in 100 have no more than %s"), least, most,
        mean, p95);
  else
    words = g_strdup_printf (
        _ ("From %s to %s tokens, %s on average; 95 in 100 are not longer than %s"), least, most,
        mean, p95);

  set_mark (&self->mean, self->mean.value, g_strdup_printf (_ ("%s on average"), mean));
  set_mark (&self->p95, self->p95.value,
            unit == LUTHIER_HISTOGRAM_MESSAGES
                ? g_strdup_printf (_ ("95 in 100 have no more than %s"), p95)
                : g_strdup_printf (_ ("95 in 100 are not longer than %s"), p95));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * luthier_histogram_set_summary:
 * @summary: the lengths, which are copied
 *
 * Shows what was found in a file.
 */
void
luthier_histogram_set_summary (LuthierHistogram *self, const LuthierTokenSummary *summary)
{
  const double width = (double) summary->bucket_width;
  GtkWidget *last = NULL;

  g_return_if_fail (LUTHIER_IS_HISTOGRAM (self));

  clear_bars (self);
  for (guint i = 0; i < summary->n_buckets; i++)
    last = add_bar (self, (double) summary->buckets[i], i * width, (i + 1) * width);
  set_ticks (self, (MAX (summary->n_buckets, 1) - 1) * width);
  mark_longer (self, summary, last);
  self->mean.value = summary->mean;
  self->p95.value = summary->p95;
  tell (self, LUTHIER_HISTOGRAM_TOKENS, (double) summary->min, (double) summary->max);
}

/**
 * luthier_histogram_set_distribution:
 * @distribution: which is copied
 * @title: translated: what is counted
 *
 * Shows what the service found. Its buckets may be of any widths, and so are the bars.
 */
void
luthier_histogram_set_distribution (LuthierHistogram *self,
                                    const LuthierDistribution *distribution,
                                    LuthierHistogramUnit unit,
                                    const char *title)
{
  g_return_if_fail (LUTHIER_IS_HISTOGRAM (self));

  clear_bars (self);
  for (guint i = 0; i < distribution->n_buckets; i++)
    {
      const LuthierBucket *bucket = &distribution->buckets[i];

      /* Both bounds are of the bucket. */
      if (isfinite (bucket->count) && isfinite (bucket->left) && isfinite (bucket->right) &&
          bucket->right >= bucket->left)
        add_bar (self, bucket->count, bucket->left, bucket->right + 1);
    }
  set_ticks (self, MAX (self->end - 1, 0));
  self->mean.value = distribution->mean;
  self->p95.value = distribution->p95;
  tell (self, unit, distribution->min, distribution->max);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}
