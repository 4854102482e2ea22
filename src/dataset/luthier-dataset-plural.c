/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-plural.h"

#include <glib/gi18n.h>

#include "luthier-count.h"

/**
 * luthier_dataset_plural_word:
 * @singular: untranslated; in both, %s is the number
 * @plural: (nullable): untranslated; %NULL: it is the same for any number
 * @count: any number
 *
 * Returns: (transfer full): the translated text, with thousands grouped as the language does
 */
char *
luthier_dataset_plural_word (const char *singular, const char *plural, guint64 count)
{
  /* Plural forms depend on the last digits only. */
  gulong form = (gulong) (count < 1000000 ? count : 1000000 + count % 1000000);
  g_autofree char *number = luthier_count_to_text ((gint64) count);
  GString *text = g_string_new (plural != NULL ? ngettext (singular, plural, form) : _ (singular));

  g_string_replace (text, "%s", number, 1);
  return g_string_free (text, FALSE);
}
