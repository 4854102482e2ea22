/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-intent-act.h"
#include "luthier-session.h"

G_BEGIN_DECLS

/* Does what the user wants with an intent, asking first where it could cost money. What was removed
 * can be brought back from a toast. parent: in a window; position: see LuthierIntentsSection. */
void luthier_intent_perform (GtkWidget *parent,
                             LuthierSession *session,
                             LuthierIntent *intent,
                             LuthierIntentAct act,
                             guint position);

G_END_DECLS
