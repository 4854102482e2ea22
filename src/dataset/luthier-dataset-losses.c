/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-losses.h"

#include <glib/gi18n.h>

#include "luthier-count.h"

/* Marks a singular and a plural for translation (a keyword of po/meson.build). */
#define PLURAL(singular, plural) singular, plural

/* Translators: in these, %s is a number. It has to be there once, as %s and nothing else. */
/* clang-format off */
static const struct
{
  const char *id;
  const char *message;
  const char *messages;
} wordings[LUTHIER_N_LOSSES] = {
  [LUTHIER_LOSS_BROKEN] = { "broken-lines",
    PLURAL ("%s line was left out, because it is no JSON object",
            "%s lines were left out, because they are no JSON objects") },
  [LUTHIER_LOSS_ENDLESS] = { "endless-lines",
    PLURAL ("%s example was left out, because it is longer than 64 MB",
            "%s examples were left out, because they are longer than 64 MB") },
  [LUTHIER_LOSS_ENCODING] = { "encoding",
    PLURAL ("%s row was left out, because it is not valid UTF-8",
            "%s rows were left out, because they are not valid UTF-8") },
  [LUTHIER_LOSS_CHARACTERS] = { "characters",
    PLURAL ("%s character was damaged, and a sign for that is in its place",
            "%s characters were damaged, and a sign for that is in their place") },
  [LUTHIER_LOSS_GUESSED] = { "windows-1252",
    PLURAL ("%s character was taken for Western European (Windows-1252); look whether it is right",
            "%s characters were taken for Western European (Windows-1252); look whether they are right") },
  [LUTHIER_LOSS_BLANK_LINES] = { "blank-lines",
    PLURAL ("%s blank line was left out", "%s blank lines were left out") },
  [LUTHIER_LOSS_COPIES] = { "copies",
    PLURAL ("%s example was left out, because it was there before",
            "%s examples were left out, because they were there before") },
  [LUTHIER_LOSS_FORMAT] = { "format",
    PLURAL ("%s example was left out, because its format is not the one that is converted",
            "%s examples were left out, because their format is not the one that is converted") },
  [LUTHIER_LOSS_INCOMPLETE] = { "incomplete",
    PLURAL ("%s example was left out, because a field of it is missing or not text",
            "%s examples were left out, because a field of them is missing or not text") },
  [LUTHIER_LOSS_NO_ANSWER] = { "no-answer",
    PLURAL ("%s example was left out, because it has no answer",
            "%s examples were left out, because they have no answer") },
  [LUTHIER_LOSS_EMPTY_ANSWER] = { "empty-answer",
    PLURAL ("%s example was left out, because an answer in it is empty",
            "%s examples were left out, because an answer in them is empty") },
  [LUTHIER_LOSS_EMPTY_TURN] = { "empty-turn",
    PLURAL ("%s example was left out, because a message in it has nothing that can be carried over",
            "%s examples were left out, because a message in them has nothing that can be carried over") },
  [LUTHIER_LOSS_ROLE] = { "role",
    PLURAL ("%s example was left out, because a role in it is not known",
            "%s examples were left out, because a role in them is not known") },
  [LUTHIER_LOSS_CALL] = { "call",
    PLURAL ("%s example was left out, because a function call in it is not complete",
            "%s examples were left out, because a function call in them is not complete") },
  [LUTHIER_LOSS_UNDECLARED] = { "undeclared-call",
    PLURAL ("%s example was left out, because it calls a function that it does not declare",
            "%s examples were left out, because they call a function that they do not declare") },
  [LUTHIER_LOSS_RESPONSE] = { "response",
    PLURAL ("%s example was left out, because a tool answers in it that was not called",
            "%s examples were left out, because a tool answers in them that was not called") },
  [LUTHIER_LOSS_COLUMNS] = { "columns",
    PLURAL ("%s row was left out, because it has more columns than the header",
            "%s rows were left out, because they have more columns than the header") },
  [LUTHIER_LOSS_QUOTES] = { "quotes",
    PLURAL ("%s row was left out, with all that follows, because its quotes are not closed",
            "%s rows were left out, with all that follows, because their quotes are not closed") },
  [LUTHIER_LOSS_UNSOUND] = { "unsound",
    PLURAL ("%s example was left out, because it would not pass the check",
            "%s examples were left out, because they would not pass the check") },
  [LUTHIER_LOSS_INLINE_MEDIA] = { "inline-media",
    PLURAL ("%s file was left out that is inside its example; upload it and name its address",
            "%s files were left out that are inside their examples; upload them and name their addresses") },
  [LUTHIER_LOSS_MEDIA] = { "media",
    PLURAL ("%s part was left out that is neither text nor an image with a known kind and address",
            "%s parts were left out that are neither text nor an image with a known kind and address") },
  [LUTHIER_LOSS_DETAIL] = { "detail",
    PLURAL ("%s image asks for a level of detail, which was left out",
            "%s images ask for a level of detail, which was left out") },
  [LUTHIER_LOSS_NAMES] = { "names",
    PLURAL ("%s message has a name of its speaker, which Gemini has no place for",
            "%s messages have a name of their speaker, which Gemini has no place for") },
  [LUTHIER_LOSS_WEIGHTS] = { "weights",
    PLURAL ("%s answer was not to be learned (weight 0); Gemini learns all of them",
            "%s answers were not to be learned (weight 0); Gemini learns all of them") },
  [LUTHIER_LOSS_REFUSALS] = { "refusals",
    PLURAL ("%s refusal is an ordinary answer now", "%s refusals are ordinary answers now") },
  [LUTHIER_LOSS_SYSTEM_PLACE] = { "system-place",
    PLURAL ("%s system message was moved from later on to the beginning",
            "%s system messages were moved from later on to the beginning") },
  [LUTHIER_LOSS_TOOLS] = { "tools",
    PLURAL ("%s tool was left out that is no function", "%s tools were left out that are no functions") },
  [LUTHIER_LOSS_SCHEMA] = { "schema",
    PLURAL ("%s rule for the arguments of a function was left out that Gemini does not have",
            "%s rules for the arguments of functions were left out that Gemini does not have") },
  [LUTHIER_LOSS_FIELDS] = { "fields",
    PLURAL ("%s field or column was left out that has no counterpart",
            "%s fields or columns were left out that have no counterpart") },
};
/* clang-format on */

/**
 * luthier_dataset_losses_add:
 * @line: from 1; 0 = the file as a whole
 */
void
luthier_dataset_losses_add (LuthierDatasetLosses *self,
                            LuthierLoss loss,
                            guint64 count,
                            guint64 line)
{
  if (count > 0 && self->counts[loss] == 0)
    self->lines[loss] = line;
  self->counts[loss] += count;
}

/**
 * luthier_dataset_losses_merge:
 *
 * Adds all that others counted.
 */
void
luthier_dataset_losses_merge (LuthierDatasetLosses *self, const LuthierDatasetLosses *others)
{
  for (guint i = 0; i < LUTHIER_N_LOSSES; i++)
    luthier_dataset_losses_add (self, i, others->counts[i], others->lines[i]);
}

/**
 * luthier_dataset_losses_add_decoded:
 * @decoder: at its end
 *
 * Adds the characters that were none, or were guessed.
 */
void
luthier_dataset_losses_add_decoded (LuthierDatasetLosses *self, LuthierDatasetDecoder *decoder)
{
  LuthierEncoding encoding = luthier_dataset_decoder_get_encoding (decoder);

  luthier_dataset_losses_add (self,
                              encoding == LUTHIER_ENCODING_WINDOWS_1252 ? LUTHIER_LOSS_GUESSED
                                                                        : LUTHIER_LOSS_CHARACTERS,
                              luthier_dataset_decoder_get_n_replaced (decoder), 0);
}

static char *
word (LuthierLoss loss, guint64 count)
{
  /* Plural forms depend on the last digits only. */
  gulong form = (gulong) (count < 1000000 ? count : 1000000 + count % 1000000);
  g_autofree char *number = luthier_count_to_text ((gint64) count);
  GString *text = g_string_new (ngettext (wordings[loss].message, wordings[loss].messages, form));

  g_string_replace (text, "%s", number, 1);
  return g_string_free (text, FALSE);
}

static void
loss_free (gpointer data)
{
  LuthierDatasetLoss *loss = data;

  g_free (loss->message);
  g_free (loss);
}

static int
compare_losses (gconstpointer a, gconstpointer b)
{
  const LuthierDatasetLoss *one = *(LuthierDatasetLoss *const *) a;
  const LuthierDatasetLoss *two = *(LuthierDatasetLoss *const *) b;

  if (one->count != two->count)
    return one->count < two->count ? 1 : -1;
  return strcmp (one->id, two->id);
}

/**
 * luthier_dataset_losses_to_outcome:
 *
 * Returns: (transfer full): an outcome that has the losses in words, and no figures yet
 */
LuthierDatasetOutcome *
luthier_dataset_losses_to_outcome (const LuthierDatasetLosses *self)
{
  LuthierDatasetOutcome *outcome = g_new0 (LuthierDatasetOutcome, 1);

  outcome->losses = g_ptr_array_new_with_free_func (loss_free);
  for (guint i = 0; i < LUTHIER_N_LOSSES; i++)
    if (self->counts[i] > 0)
      {
        LuthierDatasetLoss *loss = g_new (LuthierDatasetLoss, 1);

        *loss = (LuthierDatasetLoss){ wordings[i].id, self->counts[i], self->lines[i],
                                      word (i, self->counts[i]) };
        g_ptr_array_add (outcome->losses, loss);
      }
  g_ptr_array_sort (outcome->losses, compare_losses);
  return outcome;
}
