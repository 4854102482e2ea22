/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_FACT (luthier_fact_get_type ())
G_DECLARE_FINAL_TYPE (LuthierFact, luthier_fact, LUTHIER, FACT, GtkWidget)

/* A line of a card: what it is, dim, and what it says, selectable. It hides while it has nothing
 * to say. Properties: label, value (strings), detail (the whole text where value is a short form:
 * shown as tooltip and copied), copyable (boolean: with a button to copy it). */
GtkWidget *luthier_fact_new (const char *label, const char *value);

G_END_DECLS
