/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-fault.h"

#include <glib/gi18n.h>

#include "luthier-count.h"
#include "luthier-dataset-words.h"

static const LuthierDatasetWords *
get_words (LuthierDatasetFault fault)
{
  if (fault < LUTHIER_FAULT_NO_CONTENTS)
    return &luthier_dataset_file_words[fault];
  if (fault < LUTHIER_FAULT_WRONG_FORMAT)
    return &luthier_dataset_conversation_words[fault - LUTHIER_FAULT_NO_CONTENTS];
  if (fault < LUTHIER_FAULT_FILE_DATA)
    return &luthier_dataset_format_words[fault - LUTHIER_FAULT_WRONG_FORMAT];
  return &luthier_dataset_media_words[fault - LUTHIER_FAULT_FILE_DATA];
}

static char *
word_title (const LuthierDatasetWords *words, guint64 count)
{
  /* Plural forms depend on the last digits only. */
  gulong form = (gulong) (count < 1000000 ? count : 1000000 + count % 1000000);
  GString *title = g_string_new (
      words->titles != NULL ? ngettext (words->title, words->titles, form) : _ (words->title));
  g_autofree char *number = luthier_count_to_text ((gint64) count);

  g_string_replace (title, "%s", number, 1);
  return g_string_free (title, FALSE);
}

/* The limit that a fault goes beyond; 0: there is none, or it is not known. */
static guint64
get_limit (LuthierDatasetFault fault, const LuthierDatasetRules *rules)
{
  switch ((guint) fault)
    {
    case LUTHIER_FAULT_TOO_LONG:
    case LUTHIER_FAULT_LONG:
    case LUTHIER_FAULT_PAIR_TOO_LONG:
    case LUTHIER_FAULT_TRANSLATION_TOO_LONG:
    case LUTHIER_FAULT_SEQUENCE_TOO_LONG:
      return rules->max_example_tokens;
    case LUTHIER_FAULT_TOO_LARGE:
      return rules->max_size;
    case LUTHIER_FAULT_TOO_MANY:
      return rules->max_examples;
    case LUTHIER_FAULT_TOO_MANY_MEDIA:
      return rules->max_media_examples;
    case LUTHIER_FAULT_TOO_FEW:
      return rules->min_examples;
    case LUTHIER_FAULT_TOO_MUCH_VALIDATION:
      return rules->max_validation_examples;
    case LUTHIER_FAULT_IMAGES:
      return rules->max_images;
    case LUTHIER_FAULT_DOCUMENTS:
      return rules->max_documents;
    case LUTHIER_FAULT_AUDIO:
      return rules->max_audio;
    case LUTHIER_FAULT_VIDEOS:
      return rules->max_videos;
    default:
      return 0;
    }
}

/* FALSE if there has to be a value and none is known. */
static gboolean
fill (GString *message, const char *name, const char *value)
{
  if (strstr (message->str, name) == NULL)
    return TRUE;
  if (value == NULL || *value == '\0')
    return FALSE;
  g_string_replace (message, name, value, 0);
  return TRUE;
}

/* What a file says is kept in quotes; those of the language are shown. */
static char *
word_detail (const char *detail)
{
  g_autofree char *name = NULL;

  if (detail == NULL || *detail == '\0')
    return NULL;
  if (!g_str_has_prefix (detail, "“") || !g_str_has_suffix (detail, "”"))
    return g_strdup (_ (detail));
  name = g_strndup (detail + strlen ("“"), strlen (detail) - strlen ("“”"));
  return g_strdup_printf (_ ("“%s”"), name);
}

static char *
word_message (LuthierDatasetFault fault, const LuthierDatasetRules *rules, const char *detail)
{
  const LuthierDatasetWords *words = get_words (fault);
  guint64 limit = rules != NULL ? get_limit (fault, rules) : 0;
  g_autofree char *number = limit > 0 ? luthier_count_to_text ((gint64) limit) : NULL;
  const char *model = rules != NULL && rules->model != NULL ? rules->model : _ ("the model");
  const char *format = rules != NULL ? luthier_dataset_rules_get_format_name (rules) : NULL;
  g_autofree char *shown = word_detail (detail);
  g_autoptr (GString) message = NULL;

  if (words->specific == NULL)
    return g_strdup (_ (words->message));
  message = g_string_new (_ (words->specific));
  /* What a file says comes last: it may hold anything, braces too. */
  if (fill (message, "{limit}", number) && fill (message, "{format}", format) &&
      fill (message, "{model}", model) && fill (message, "{detail}", shown))
    return g_string_free (g_steal_pointer (&message), FALSE);
  return g_strdup (_ (words->message));
}

/**
 * luthier_dataset_fault_get_severity:
 *
 * Returns: how bad a fault is
 */
LuthierFindingSeverity
luthier_dataset_fault_get_severity (LuthierDatasetFault fault)
{
  return get_words (fault)->severity;
}

/**
 * luthier_dataset_fault_get_id:
 *
 * Returns: (transfer none): what programs call it, such as `blanks-around`
 */
const char *
luthier_dataset_fault_get_id (LuthierDatasetFault fault)
{
  return get_words (fault)->id;
}

/**
 * luthier_dataset_fault_get_rule:
 *
 * Returns: (transfer none): the rule that it breaks, such as `C07`
 */
const char *
luthier_dataset_fault_get_rule (LuthierDatasetFault fault)
{
  return get_words (fault)->rule;
}

/**
 * luthier_dataset_fault_to_finding:
 * @rules: (nullable): what the file was held against, for the model and its limits
 * @count: how many there are
 * @detail: (nullable): what the first one is about, untranslated
 *
 * Puts a fault into words.
 *
 * Returns: (transfer full): a finding with no place
 */
LuthierDatasetFinding *
luthier_dataset_fault_to_finding (LuthierDatasetFault fault,
                                  const LuthierDatasetRules *rules,
                                  guint64 count,
                                  const char *detail)
{
  const LuthierDatasetWords *words = get_words (fault);
  LuthierDatasetFinding *finding = g_new0 (LuthierDatasetFinding, 1);

  finding->id = words->id;
  finding->rule = words->rule;
  finding->severity = words->severity;
  finding->source = words->source;
  finding->repairs = words->repairs;
  finding->count = count;
  finding->places = g_array_new (FALSE, FALSE, sizeof (LuthierDatasetPlace));
  finding->title = word_title (words, count);
  finding->message = word_message (fault, rules, detail);
  finding->consequence = g_strdup (_ (words->consequence));
  finding->fix = g_strdup (_ (words->fix));
  return finding;
}

void
luthier_dataset_finding_free (LuthierDatasetFinding *finding)
{
  g_array_unref (finding->places);
  g_free (finding->title);
  g_free (finding->message);
  g_free (finding->consequence);
  g_free (finding->fix);
  g_free (finding);
}
