/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-situations.h"

typedef const LuthierSituation *(*Table) (guint *n_situations);

/* That a model is there is worth more than why the rest failed. What is said of a model, a region or
 * a key is looked for before what is said of data, as both may be in one sentence; kinds of errors
 * come last. */
static const Table tables[] = {
  luthier_situations_get_of_models,   luthier_situations_get_of_accounts,
  luthier_situations_get_of_projects, luthier_situations_get_of_keys,
  luthier_situations_get_of_settings, luthier_situations_get_of_storage,
  luthier_situations_get_of_data,     luthier_situations_get_of_requests,
  luthier_situations_get_of_jobs,
};

const LuthierSituation *
luthier_situations_get_table (guint index, guint *n_situations)
{
  *n_situations = 0;

  return index < G_N_ELEMENTS (tables) ? tables[index](n_situations) : NULL;
}
