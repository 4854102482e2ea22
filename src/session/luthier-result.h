/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What came out of a job, as far as its points that are stored tell. Step: -1 = not known, and then
 * the loss is no number. */
typedef struct
{
  double best_validation_loss; /* the lowest one, at the first of its steps */
  gint64 best_validation_step;
  double last_training_loss; /* may be no number although there is a step: that is what it was */
  gint64 last_training_step;
} LuthierResult;

G_END_DECLS
