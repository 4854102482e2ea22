/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-conversation-part.h"
#include "luthier-example-marks.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_EXAMPLE_PART (luthier_example_part_get_type ())
G_DECLARE_FINAL_TYPE (LuthierExamplePart, luthier_example_part, LUTHIER, EXAMPLE_PART, GtkWidget)

/* A part of a turn: a text, a file by its kind and address, the call of a function, or JSON. */
GtkWidget *luthier_example_part_new (LuthierConversationPart *part, GArray *marks);
/* Whether something is marked in its text. */
gboolean luthier_example_part_get_marked (LuthierExamplePart *self);

G_END_DECLS
