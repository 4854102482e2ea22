/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-look.h"

#include <adwaita.h>

#define N_SCHEMES     4
#define N_MOST_DASHES 6

typedef enum
{
  MARKER_NONE,
  MARKER_DISC,
  MARKER_SQUARE,
  MARKER_TRIANGLE,
  MARKER_DIAMOND,
  MARKER_CROSS,
} Marker;

typedef struct
{
  const char *colors[N_SCHEMES];
  double dashes[N_MOST_DASHES]; /* in widths of the line, up to a 0 */
  Marker marker;
} Look;

/* Each colour has a contrast of 3:1 at least to the surfaces of its scheme, 4.5:1 where high
 * contrast is asked for, and is another one for eyes that lack a kind of cone, too. */
static const Look looks[LUTHIER_PLOT_N_LOOKS] = {
  { { "#1c71d8", "#78aeed", "#1a5fb4", "#78aeed" }, { 0 }, MARKER_NONE },
  { { "#c64600", "#ffa348", "#c64600", "#ffa348" }, { 3.5, 2, 0 }, MARKER_DISC },
  { { "#26a269", "#33d17a", "#187a4a", "#33d17a" }, { 1, 1.5, 0 }, MARKER_SQUARE },
  { { "#d04a9c", "#f66151", "#b6307f", "#28fff4" }, { 6, 1.5, 1, 1.5, 0 }, MARKER_TRIANGLE },
  { { "#63452c", "#ffc0e6", "#3f2410", "#ddb1bb" }, { 8, 3, 0 }, MARKER_DIAMOND },
  { { "#3b0764", "#fcfcb0", "#3b0764", "#deed04" }, { 4, 1.5, 1, 1.5, 1, 1.5 }, MARKER_CROSS },
};

/**
 * luthier_plot_scheme_get_current:
 *
 * Returns: which colours stand out on the surfaces that there are now
 */
LuthierPlotScheme
luthier_plot_scheme_get_current (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return dark ? LUTHIER_PLOT_DARK_CONTRAST : LUTHIER_PLOT_LIGHT_CONTRAST;

  return dark ? LUTHIER_PLOT_DARK : LUTHIER_PLOT_LIGHT;
}

/**
 * luthier_plot_scheme_watch:
 * @changed_cb: (swapped): gets @widget as its first argument
 *
 * Has @changed_cb called whenever the scheme becomes another, as long as @widget lives.
 */
void
luthier_plot_scheme_watch (GtkWidget *widget, GCallback changed_cb)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", changed_cb, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", changed_cb, widget, G_CONNECT_SWAPPED);
}

/**
 * luthier_plot_scheme_get_line_width:
 *
 * Returns: of a line, in pixels
 */
double
luthier_plot_scheme_get_line_width (LuthierPlotScheme scheme)
{
  return scheme >= LUTHIER_PLOT_LIGHT_CONTRAST ? 3 : 2;
}

void
luthier_plot_scheme_get_surface (LuthierPlotScheme scheme, GdkRGBA *color)
{
  const gboolean dark = scheme == LUTHIER_PLOT_DARK || scheme == LUTHIER_PLOT_DARK_CONTRAST;

  gdk_rgba_parse (color, dark ? "#363636" : "#ffffff");
}

/**
 * luthier_plot_look_get_color:
 * @color: (out caller-allocates)
 */
void
luthier_plot_look_get_color (guint look, LuthierPlotScheme scheme, GdkRGBA *color)
{
  gdk_rgba_parse (color, looks[look % LUTHIER_PLOT_N_LOOKS].colors[scheme]);
}

/**
 * luthier_plot_look_set_dash:
 * @line_width: in pixels; the dashes are in proportion to it
 * @offset: how much of the line is drawn already
 *
 * Sets what the lines of this look are interrupted by.
 */
void
luthier_plot_look_set_dash (guint look, cairo_t *cr, double line_width, double offset)
{
  const double *dashes = looks[look % LUTHIER_PLOT_N_LOOKS].dashes;
  double lengths[N_MOST_DASHES];
  int n = 0;

  while (n < N_MOST_DASHES && dashes[n] > 0)
    {
      lengths[n] = dashes[n] * line_width;
      n++;
    }
  cairo_set_dash (cr, lengths, n, offset);
}

gboolean
luthier_plot_look_has_marker (guint look)
{
  return looks[look % LUTHIER_PLOT_N_LOOKS].marker != MARKER_NONE;
}

static void
add_polygon (cairo_t *cr, double x, double y, double radius, guint n_corners, double turn)
{
  cairo_new_sub_path (cr);
  for (guint i = 0; i < n_corners; i++)
    {
      const double angle = turn + 2 * G_PI * i / n_corners;

      cairo_line_to (cr, x + radius * cos (angle), y + radius * sin (angle));
    }
  cairo_close_path (cr);
}

static void
add_cross (cairo_t *cr, double x, double y, double radius)
{
  cairo_move_to (cr, x - radius, y - radius);
  cairo_line_to (cr, x + radius, y + radius);
  cairo_move_to (cr, x - radius, y + radius);
  cairo_line_to (cr, x + radius, y - radius);
}

/**
 * luthier_plot_look_draw_marker:
 *
 * Draws the mark of a single point in the colour and line width that @cr has. A look whose line
 * has no markers has a disc, for points that no line leads to.
 */
void
luthier_plot_look_draw_marker (guint look, cairo_t *cr, double x, double y, double radius)
{
  cairo_new_path (cr);
  switch (looks[look % LUTHIER_PLOT_N_LOOKS].marker)
    {
    case MARKER_CROSS:
      add_cross (cr, x, y, radius);
      cairo_stroke (cr);
      return;
    case MARKER_SQUARE:
      add_polygon (cr, x, y, 1.3 * radius, 4, G_PI / 4);
      break;
    case MARKER_TRIANGLE:
      add_polygon (cr, x, y, 1.4 * radius, 3, -G_PI / 2);
      break;
    case MARKER_DIAMOND:
      add_polygon (cr, x, y, 1.4 * radius, 4, 0);
      break;
    case MARKER_NONE:
    case MARKER_DISC:
    default:
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
    }
  cairo_fill (cr);
}

/**
 * luthier_plot_look_draw_sample:
 * @width: in pixels
 *
 * Draws a level piece of the line with its marker in the middle, as a legend has it.
 */
void
luthier_plot_look_draw_sample (
    guint look, LuthierPlotScheme scheme, cairo_t *cr, double x, double y, double width)
{
  const double line_width = luthier_plot_scheme_get_line_width (scheme);
  GdkRGBA color;

  luthier_plot_look_get_color (look, scheme, &color);
  cairo_save (cr);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, line_width);
  luthier_plot_look_set_dash (look, cr, line_width, 0);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  if (luthier_plot_look_has_marker (look))
    luthier_plot_look_draw_marker (look, cr, x + width / 2, y, 1.5 * line_width);
  cairo_restore (cr);
}
