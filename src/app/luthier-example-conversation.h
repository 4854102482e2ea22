/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-conversation.h"
#include "luthier-example-marks.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_EXAMPLE_CONVERSATION (luthier_example_conversation_get_type ())
G_DECLARE_FINAL_TYPE (LuthierExampleConversation,
                      luthier_example_conversation,
                      LUTHIER,
                      EXAMPLE_CONVERSATION,
                      GtkWidget)

/* The turns of an example, those around the one to look at first. */
GtkWidget *luthier_example_conversation_new (void);
/* conversation: (nullable): nothing is shown. */
void luthier_example_conversation_show (LuthierExampleConversation *self,
                                        LuthierDatasetConversation *conversation,
                                        GArray *marks,
                                        GPtrArray *findings);

G_END_DECLS
