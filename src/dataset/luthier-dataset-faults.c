/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-faults.h"

/**
 * luthier_dataset_faults_want_place:
 *
 * Returns: whether the place of one more fault of this kind would be kept
 */
gboolean
luthier_dataset_faults_want_place (const LuthierDatasetFaults *self, LuthierDatasetFault fault)
{
  const GArray *places = self->tallies[fault].places;

  return places == NULL || places->len < LUTHIER_DATASET_MAX_PLACES;
}

/**
 * luthier_dataset_faults_add:
 * @count: how many
 * @place: (nullable): of the first of them; %NULL for the file as a whole
 * @detail: (nullable): what the first of them is about, untranslated
 *
 * Counts faults. The detail of the first one stays.
 */
void
luthier_dataset_faults_add (LuthierDatasetFaults *self,
                            LuthierDatasetFault fault,
                            guint64 count,
                            const LuthierDatasetPlace *place,
                            const char *detail)
{
  LuthierDatasetTally *tally = &self->tallies[fault];

  if (tally->count == 0)
    tally->detail = g_strdup (detail);
  tally->count += count;
  if (place == NULL || !luthier_dataset_faults_want_place (self, fault))
    return;
  if (tally->places == NULL)
    tally->places = g_array_new (FALSE, FALSE, sizeof (LuthierDatasetPlace));
  g_array_append_val (tally->places, *place);
}

/**
 * luthier_dataset_faults_clear:
 *
 * Frees what it owns.
 */
void
luthier_dataset_faults_clear (LuthierDatasetFaults *self)
{
  for (guint i = 0; i < LUTHIER_N_FAULTS; i++)
    {
      g_clear_pointer (&self->tallies[i].detail, g_free);
      g_clear_pointer (&self->tallies[i].places, g_array_unref);
    }
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const LuthierDatasetFinding *first = *(const LuthierDatasetFinding *const *) a;
  const LuthierDatasetFinding *second = *(const LuthierDatasetFinding *const *) b;

  if (first->severity != second->severity)
    return first->severity > second->severity ? -1 : 1;
  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return g_strcmp0 (first->rule, second->rule);
}

static LuthierDatasetFinding *
make_finding (const LuthierDatasetTally *tally,
              LuthierDatasetFault fault,
              const LuthierDatasetRules *rules)
{
  LuthierDatasetFinding *finding = luthier_dataset_fault_to_finding (fault, rules, tally->count,
                                                                     tally->detail);

  if (tally->places != NULL && tally->places->len > 0)
    {
      const LuthierDatasetPlace *first = &g_array_index (tally->places, LuthierDatasetPlace, 0);

      g_array_append_vals (finding->places, tally->places->data, tally->places->len);
      finding->line = first->line;
      finding->column = first->column;
    }
  return finding;
}

/**
 * luthier_dataset_faults_to_findings:
 * @rules: (nullable): what the file was held against
 *
 * Puts into words what was counted.
 *
 * Returns: (transfer full) (element-type LuthierDatasetFinding): worst first, then most first
 */
GPtrArray *
luthier_dataset_faults_to_findings (const LuthierDatasetFaults *self,
                                    const LuthierDatasetRules *rules)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (
      (GDestroyNotify) luthier_dataset_finding_free);

  for (guint i = 0; i < LUTHIER_N_FAULTS; i++)
    if (self->tallies[i].count > 0)
      g_ptr_array_add (findings, make_finding (&self->tallies[i], i, rules));
  g_ptr_array_sort (findings, compare_findings);
  return findings;
}
