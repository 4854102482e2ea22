/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-catalogue.h"
#include "luthier-job-cost.h"
#include "luthier-test.h"

#define CENT 0.01

static LuthierBaseModel *
look_up (LuthierCatalogue *catalogue, const char *id)
{
  LuthierBaseModel *model = luthier_catalogue_lookup (catalogue, id);

  g_assert_nonnull (model);
  return model;
}

/* Tokens, times epochs, times price; what is not known is counted and not guessed. */
static void
test_sum (void)
{
  g_autoptr (GBytes) bytes = luthier_test_read ("../data/catalogue.json");
  g_autoptr (LuthierCatalogue) catalogue = luthier_catalogue_new (bytes, NULL);
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_new ();
  LuthierBaseModel *model = look_up (catalogue, "gemini-2.5-flash");
  const double price = luthier_base_model_get_price (model);
  LuthierJobCost cost;

  g_assert_true (luthier_job_cost_init (&cost, model, 2000000, 3000000));
  g_assert_cmpfloat_with_epsilon (cost.epoch_low, 2 * price, CENT);
  luthier_job_cost_add (&cost, spec);
  g_assert_cmpuint (cost.n_unknown, ==, 1);
  g_assert_cmpfloat_with_epsilon (cost.high, 0, CENT);

  luthier_job_spec_set_epoch_count (spec, 3);
  luthier_job_cost_add (&cost, spec);
  luthier_job_spec_set_epoch_count (spec, 1);
  luthier_job_cost_add (&cost, spec);
  g_assert_cmpuint (cost.n_jobs, ==, 2);
  g_assert_cmpfloat_with_epsilon (cost.low, 4 * 2 * price, CENT);
  g_assert_cmpfloat_with_epsilon (cost.high, 4 * 3 * price, CENT);
}

/* Without a price or without tokens nothing is said. */
static void
test_not_known (void)
{
  g_autoptr (GBytes) bytes = luthier_test_read ("../data/catalogue.json");
  g_autoptr (LuthierCatalogue) catalogue = luthier_catalogue_new (bytes, NULL);
  LuthierJobCost cost;

  g_assert_false (luthier_job_cost_init (&cost, NULL, 1000, 2000));
  g_assert_false (luthier_job_cost_init (&cost, look_up (catalogue, "gemini-2.5-flash"), 0, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job-cost/sum", test_sum);
  g_test_add_func ("/job-cost/not-known", test_not_known);

  return g_test_run ();
}
