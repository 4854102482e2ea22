/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-catalogue.h"

/* Translators are not shown JSON files. A test compares this list with the catalogue. */
static const char *const words[] = {
  /* Translators: what follows describes base models, in a few words without a full stop. */
  N_ ("New, for demanding tasks"),
  N_ ("Tuning is in preview since 22 Jun 2026; the model stays until 19 May 2027 at least"),
  N_ ("Fast and cheap, for many short answers"),
  N_ ("Tuning is in preview since 20 May 2026; the model stays until 7 May 2027 at least"),
  N_ ("Newer, small and fast"),
  N_ ("Google’s pages do not agree on whether it can be tuned"),
  N_ ("The cheapest; also preference tuning"),
  N_ ("Retirement was announced for 20 Oct 2026; the service may refuse it now"),
  N_ ("All-round; also preference tuning"),
  N_ ("For the hardest tasks; the dearest"),
  N_ ("Pairs of sentences only"),
  N_ ("The newest Flash"),
  N_ ("Google does not offer tuning of this model"),
  N_ ("A newer Flash"),
  N_ ("The large model of its generation"),
  N_ ("The first Flash of its generation"),
  N_ ("Earlier all-round model"),
  N_ ("Retired on 1 Jun 2026"),
  N_ ("Earlier small model"),
  N_ ("Earlier large model"),
  N_ ("Retired on 24 Sep 2025"),
  N_ ("The first one; text only"),
  N_ ("Retired on 21 Apr 2025"),
  N_ ("Open weights, adapter tuning"),
  N_ ("Open weights, full tuning"),
  N_ ("Open weights, adapter or full tuning"),
  N_ ("Open weights for medicine, full tuning"),
  N_ ("Open weights, adapter tuning, text or images"),
  NULL,
};

/**
 * luthier_catalogue_get_words:
 *
 * Returns: (transfer none): every summary and note of the catalogue in English
 */
const char *const *
luthier_catalogue_get_words (void)
{
  return words;
}
