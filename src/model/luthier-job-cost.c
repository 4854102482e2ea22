/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-cost.h"

#include <math.h>

/* What a price is for. */
#define TOKENS_PER_PRICE 1e6

/**
 * luthier_job_cost_init:
 * @model: (nullable): what is tuned, %NULL if it is not in the catalogue
 * @tokens_low: of all training examples, at least
 * @tokens_high: of all training examples, at most
 *
 * Begins a sum, of no job yet.
 *
 * Returns: whether anything can be said of the cost
 */
gboolean
luthier_job_cost_init (LuthierJobCost *self,
                       LuthierBaseModel *model,
                       guint64 tokens_low,
                       guint64 tokens_high)
{
  const double price = model != NULL ? luthier_base_model_get_price (model) : (double) NAN;

  *self = (LuthierJobCost){ 0 };
  if (isnan (price) || price <= 0 || tokens_high == 0)
    return FALSE;

  self->epoch_low = (double) tokens_low * price / TOKENS_PER_PRICE;
  self->epoch_high = (double) tokens_high * price / TOKENS_PER_PRICE;

  return TRUE;
}

/**
 * luthier_job_cost_add:
 * @spec: one more job
 */
void
luthier_job_cost_add (LuthierJobCost *self, LuthierJobSpec *spec)
{
  const gint64 epochs = luthier_job_spec_get_epoch_count (spec);

  if (epochs == LUTHIER_AUTOMATIC_EPOCHS)
    {
      self->n_unknown++;
      return;
    }

  self->low += self->epoch_low * (double) MAX (epochs, 0);
  self->high += self->epoch_high * (double) MAX (epochs, 0);
  self->n_jobs++;
}
