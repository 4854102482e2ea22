/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-words.h"

#include <glib/gi18n.h>

#include "luthier-format.h"

char *
luthier_new_job_words_epochs (LuthierJobSpec *spec)
{
  gint64 epochs = luthier_job_spec_get_epoch_count (spec);
  g_autofree char *count = luthier_format_count (epochs);

  if (epochs == LUTHIER_AUTOMATIC_EPOCHS)
    return g_strdup (_ ("epochs automatic"));

  return g_strdup_printf (ngettext ("%s epoch", "%s epochs", (gulong) MAX (epochs, 0)), count);
}

char *
luthier_new_job_words_adapter (LuthierJobSpec *spec)
{
  guint size = luthier_job_spec_get_adapter_size (spec);

  if (size == LUTHIER_AUTOMATIC_ADAPTER)
    return g_strdup (_ ("adapter size automatic"));

  return g_strdup_printf (_ ("adapter size %u"), size);
}

char *
luthier_new_job_words_rate (LuthierJobSpec *spec)
{
  if (luthier_job_spec_is_automatic_rate (spec))
    return g_strdup (_ ("multiplier automatic"));

  return g_strdup_printf (_ ("multiplier %.10g"),
                          luthier_job_spec_get_learning_rate_multiplier (spec));
}
