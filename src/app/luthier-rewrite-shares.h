/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-rewrite.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_REWRITE_SHARES (luthier_rewrite_shares_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierRewriteShares, luthier_rewrite_shares, LUTHIER, REWRITE_SHARES, GtkWidget)

/* How a file is divided, with what comes of it. Signal: choose (uint): another place is wanted for
 * the training data (0) or the validation data (1). */
/* max_validation: of the model; 0 = what the service documents. */
void luthier_rewrite_shares_set_examples (LuthierRewriteShares *self,
                                          guint64 n_examples,
                                          guint64 max_validation);
void luthier_rewrite_shares_set_name (LuthierRewriteShares *self, guint index, const char *name);
LuthierDatasetSplit luthier_rewrite_shares_get_split (LuthierRewriteShares *self);
/* How many examples go to validation. limited: (out) (optional): fewer than were asked for. */
guint64 luthier_rewrite_shares_count (guint64 n_examples,
                                      guint percent,
                                      guint64 max_validation,
                                      gboolean *limited);

G_END_DECLS
