/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <adwaita.h>
#include <math.h>

#include "luthier-plot-look.h"

/* Of linear red, green and blue. */
typedef struct
{
  double v[3];
} Color;

static Color
to_linear (const GdkRGBA *color)
{
  const double values[] = { (double) color->red, (double) color->green, (double) color->blue };
  Color linear;

  for (guint i = 0; i < 3; i++)
    linear.v[i] = values[i] <= 0.04045 ? values[i] / 12.92 : pow ((values[i] + 0.055) / 1.055, 2.4);

  return linear;
}

static double
get_luminance (const char *text)
{
  GdkRGBA color;
  Color linear;

  g_assert_true (gdk_rgba_parse (&color, text));
  linear = to_linear (&color);

  return 0.2126 * linear.v[0] + 0.7152 * linear.v[1] + 0.0722 * linear.v[2];
}

/* As WCAG 2.1 has it. */
static double
get_contrast (const char *a, const char *b)
{
  const double first = get_luminance (a);
  const double second = get_luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

/* Lines are seen on what libadwaita's windows and cards have, in each scheme. */
static void
test_contrast (void)
{
  static const char *const surfaces[][4] = {
    [LUTHIER_PLOT_LIGHT] = { "#ffffff", "#fafafa", NULL },
    [LUTHIER_PLOT_DARK] = { "#1e1e1e", "#242424", "#383838", NULL },
    [LUTHIER_PLOT_LIGHT_CONTRAST] = { "#ffffff", "#fafafa", NULL },
    [LUTHIER_PLOT_DARK_CONTRAST] = { "#1e1e1e", "#242424", "#383838", NULL },
  };

  for (guint scheme = 0; scheme < 4; scheme++)
    for (guint i = 0; surfaces[scheme][i] != NULL; i++)
      for (guint look = 0; look < LUTHIER_PLOT_N_LOOKS; look++)
        {
          g_autofree char *text = NULL;
          GdkRGBA color;

          luthier_plot_look_get_color (look, (LuthierPlotScheme) scheme, &color);
          text = gdk_rgba_to_string (&color);
          g_assert_cmpfloat (get_contrast (text, surfaces[scheme][i]), >=,
                             scheme >= LUTHIER_PLOT_LIGHT_CONTRAST ? 4.5 : 3);
        }
}

/* What eyes see: all cones, without those for long, middle and short waves (Machado and others,
 * 2009, severity 1). */
static const double eyes[][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 },
    { 0.114503, 0.786281, 0.099216 },
    { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 },
    { 0.280085, 0.672501, 0.047413 },
    { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 },
    { -0.078411, 0.930809, 0.147602 },
    { 0.004733, 0.691367, 0.303900 } },
};

static double
bend (double share)
{
  return share > 0.008856 ? cbrt (share) : 7.787 * share + 16.0 / 116;
}

/* CIELAB: distances in it are about those that are seen. */
static Color
to_lab (const Color *linear, const double eye[3][3])
{
  double seen[3];
  double x;
  double y;
  double z;

  for (guint i = 0; i < 3; i++)
    {
      seen[i] = 0;
      for (guint k = 0; k < 3; k++)
        seen[i] += eye[i][k] * linear->v[k];
      seen[i] = CLAMP (seen[i], 0, 1);
    }
  x = bend ((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
  y = bend (0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
  z = bend ((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);

  return (Color){ { 116 * y - 16, 500 * (x - y), 200 * (y - z) } };
}

static double
get_distance (guint a, guint b, LuthierPlotScheme scheme, guint eye)
{
  GdkRGBA colors[2];
  Color linear[2];
  Color lab[2];
  double sum = 0;

  luthier_plot_look_get_color (a, scheme, &colors[0]);
  luthier_plot_look_get_color (b, scheme, &colors[1]);
  for (guint i = 0; i < 2; i++)
    {
      linear[i] = to_linear (&colors[i]);
      lab[i] = to_lab (&linear[i], eyes[eye]);
    }
  for (guint i = 0; i < 3; i++)
    sum += pow (lab[0].v[i] - lab[1].v[i], 2);

  return sqrt (sum);
}

/* Any two colours are far apart for any eyes; ten times what can just be told from each other. */
static void
test_distance (void)
{
  for (guint scheme = 0; scheme < 4; scheme++)
    for (guint eye = 0; eye < G_N_ELEMENTS (eyes); eye++)
      for (guint a = 0; a < LUTHIER_PLOT_N_LOOKS; a++)
        for (guint b = a + 1; b < LUTHIER_PLOT_N_LOOKS; b++)
          g_assert_cmpfloat (get_distance (a, b, (LuthierPlotScheme) scheme, eye), >=, 15);
}

/* The dashes of a look, as a text. */
static char *
describe_dash (guint look)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  GString *text = g_string_new (NULL);
  double dashes[8];

  luthier_plot_look_set_dash (look, cr, 2, 0);
  cairo_get_dash (cr, dashes, NULL);
  for (int i = 0; i < cairo_get_dash_count (cr); i++)
    g_string_append_printf (text, "%g ", dashes[i]);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return g_string_free (text, FALSE);
}

/* Without any colour, too. */
static void
test_dashes (void)
{
  for (guint a = 0; a < LUTHIER_PLOT_N_LOOKS; a++)
    for (guint b = a + 1; b < LUTHIER_PLOT_N_LOOKS; b++)
      {
        g_autofree char *first = describe_dash (a);
        g_autofree char *second = describe_dash (b);

        g_assert_cmpstr (first, !=, second);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-look/contrast", test_contrast);
  g_test_add_func ("/plot-look/distance", test_distance);
  g_test_add_func ("/plot-look/dashes", test_dashes);

  return g_test_run ();
}
