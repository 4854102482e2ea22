/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-conversation-turn.h"
#include "luthier-example-marks.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_EXAMPLE_TURN (luthier_example_turn_get_type ())
G_DECLARE_FINAL_TYPE (LuthierExampleTurn, luthier_example_turn, LUTHIER, EXAMPLE_TURN, GtkWidget)

/* Who says what, with what is wrong in it. */
GtkWidget *luthier_example_turn_new (LuthierConversationTurn *turn,
                                     GArray *marks,
                                     GPtrArray *findings);
/* Whether the finding is within the turn. */
gboolean luthier_example_turn_concerns (LuthierConversationTurn *turn,
                                        const LuthierDatasetFinding *finding);

G_END_DECLS
