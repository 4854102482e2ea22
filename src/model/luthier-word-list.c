/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-word-list.h"

#include <glib/gi18n.h>

static char *
join (const char *const *words, const char *before_last)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i > 0)
        /* Translators: between the elements of a list */
        g_string_append (text, words[i + 1] != NULL ? _ (", ") : before_last);
      g_string_append (text, words[i]);
    }

  return g_string_free (text, FALSE);
}

/**
 * luthier_word_list_join:
 * @words: names or numbers, up to %NULL
 *
 * Returns: (transfer full): "1, 2, 4"; "" for none
 */
char *
luthier_word_list_join (const char *const *words)
{
  return join (words, _ (", "));
}

/**
 * luthier_word_list_join_choices:
 * @words: names or numbers, up to %NULL
 *
 * Returns: (transfer full): "1, 2 or 4"; "" for none
 */
char *
luthier_word_list_join_choices (const char *const *words)
{
  /* Translators: between the last two elements of a list, of which one is to be chosen */
  return join (words, _ (" or "));
}
