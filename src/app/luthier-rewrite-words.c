/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-rewrite-words.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *title;
  const char *start;
  const char *running;
  const char *choose[2];
  const char *suffixes[2];
} words[] = {
  [LUTHIER_REWRITE_MEND] = { N_ ("Fix and Save a Copy"),
                             N_ ("_Save Copy…"),
                             N_ ("The copy is being made"),
                             { N_ ("Save Fixed Copy") },
                             { "-fixed" } },
  [LUTHIER_REWRITE_CONVERT] = { N_ ("Convert to Gemini Format"),
                                N_ ("_Convert…"),
                                N_ ("The file is being converted"),
                                { N_ ("Save Converted Copy") },
                                { "-gemini" } },
  [LUTHIER_REWRITE_SPLIT] = { N_ ("Split for Validation"),
                              N_ ("_Split…"),
                              N_ ("The file is being split"),
                              { N_ ("Save Training Data"), N_ ("Save Validation Data") },
                              { "-train", "-validation" } },
};

const char *
luthier_rewrite_words_title (LuthierRewriteKind kind)
{
  return _ (words[kind].title);
}

const char *
luthier_rewrite_words_start (LuthierRewriteKind kind)
{
  return _ (words[kind].start);
}

const char *
luthier_rewrite_words_running (LuthierRewriteKind kind)
{
  return _ (words[kind].running);
}

const char *
luthier_rewrite_words_choose (LuthierRewriteKind kind, guint index)
{
  return _ (words[kind].choose[index]);
}

/* A name without what says its format. */
static char *
get_stem (const char *name)
{
  static const char *const endings[] = { ".gz", ".jsonl", ".ndjson", ".json", ".csv", ".txt" };
  g_autofree char *stem = g_strdup (name);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (stem, endings[i]) && strlen (stem) > strlen (endings[i]))
      stem[strlen (stem) - strlen (endings[i])] = '\0';
  return g_steal_pointer (&stem);
}

/**
 * luthier_rewrite_words_suggest:
 * @source: what a copy is made of
 * @index: of a split, 1 is validation
 *
 * Returns: (transfer full): a file beside it, whose name says what it is
 */
GFile *
luthier_rewrite_words_suggest (GFile *source, LuthierRewriteKind kind, guint index)
{
  g_autofree char *basename = g_file_get_basename (source);
  g_autofree char *stem = get_stem (basename != NULL ? basename : "dataset");
  g_autofree char *name = g_strconcat (stem, words[kind].suffixes[index], ".jsonl", NULL);
  g_autoptr (GFile) folder = g_file_get_parent (source);

  return folder != NULL ? g_file_get_child (folder, name) : g_file_new_for_path (name);
}

char *
luthier_rewrite_words_name (GFile *file)
{
  g_autofree char *basename = g_file_get_basename (file);

  return basename != NULL ? g_filename_display_name (basename) : g_file_get_parse_name (file);
}
