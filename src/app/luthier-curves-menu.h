/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What every widget that shows curves offers. */

typedef enum
{
  LUTHIER_SMOOTHING_NONE,
  LUTHIER_SMOOTHING_LIGHT,
  LUTHIER_SMOOTHING_STRONG,
} LuthierSmoothing;

#define LUTHIER_TYPE_SMOOTHING (luthier_smoothing_get_type ())
GType luthier_smoothing_get_type (void);
/* As the plot has it. */
double luthier_smoothing_get_weight (LuthierSmoothing smoothing);

/* The menu of a button in a widget that has the actions curves.axis, curves.smoothing (enums, by
 * their nicks), curves.logarithmic, curves.table, curves.export (a string: "png", "svg", "csv"), and
 * perhaps curves.whole-run. */
void luthier_curves_menu_attach (GtkMenuButton *button);
/* Whether epochs can be chosen; they can at first. */
void luthier_curves_menu_offer_epochs (GtkMenuButton *button, gboolean offered);

G_END_DECLS
