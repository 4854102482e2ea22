/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-convert.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-dataset-check.h"
#include "luthier-dataset-converter.h"
#include "luthier-dataset-records.h"
#include "luthier-error.h"

static void
converter_clear (LuthierConverter *self)
{
  g_clear_pointer (&self->source, luthier_dataset_decoder_free);
  g_clear_pointer (&self->target, luthier_dataset_target_free);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LuthierConverter, converter_clear)

/**
 * luthier_converter_begin_example:
 * @line: where it begins
 */
void
luthier_converter_begin_example (LuthierConverter *self, guint64 line)
{
  LuthierConversion *conversion = &self->conversion;

  self->n_read++;
  self->is_kept = FALSE;
  g_string_truncate (self->text, 0);
  *conversion = (LuthierConversion){ .text = self->text, .line = line };
}

/* Whatever came of it: nothing is written that the service would drop. */
static gboolean
is_sound (LuthierConverter *self)
{
  GString *text = self->text;
  g_autoptr (GPtrArray) findings = NULL;
  gsize length = text->len;
  LuthierRaw root;
  char padding[LUTHIER_JSON_PADDING] = { 0 };

  g_string_append_len (text, padding, sizeof padding);
  g_string_truncate (text, length);
  if (length > LUTHIER_JSON_MAX_SIZE || !luthier_raw_init (&root, text->str, length))
    return FALSE;
  findings = luthier_dataset_check_line (&self->rules, text->str, length);
  for (guint i = 0; i < findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (findings, i);
      if (finding->severity == LUTHIER_FINDING_ERROR)
        return FALSE;
    }
  return TRUE;
}

/**
 * luthier_converter_finish_example:
 * @is_converted: whether it could be converted
 *
 * Writes an example, or notes why not.
 */
gboolean
luthier_converter_finish_example (LuthierConverter *self, gboolean is_converted, GError **error)
{
  LuthierConversion *conversion = &self->conversion;

  if (is_converted && !is_sound (self))
    is_converted = luthier_conversion_refuse (conversion, LUTHIER_LOSS_UNSOUND);
  if (!is_converted)
    {
      luthier_dataset_losses_add (&self->losses, conversion->refusal, 1, conversion->line);
      return TRUE;
    }
  luthier_dataset_losses_merge (&self->losses, &conversion->losses);
  self->n_written++;
  self->n_kept += self->is_kept;
  g_string_append_c (self->text, '\n');
  return luthier_dataset_target_write (self->target, self->text->str, self->text->len, error);
}

static gboolean
wants (LuthierConverter *self, LuthierDatasetFormat format)
{
  switch (self->from)
    {
    case LUTHIER_FORMAT_UNKNOWN:
      return TRUE;
    case LUTHIER_FORMAT_MESSAGES:
      return format == LUTHIER_FORMAT_MESSAGES;
    /* What the members of a pair are called says too little to be strict about it. */
    case LUTHIER_FORMAT_COMPLETION:
    case LUTHIER_FORMAT_LEGACY:
    case LUTHIER_FORMAT_INSTRUCTION:
      return format == LUTHIER_FORMAT_INSTRUCTION;
    default:
      return FALSE;
    }
}

static gboolean
convert_object (LuthierConverter *self, const LuthierRaw *example)
{
  LuthierConversion *conversion = &self->conversion;
  LuthierRaw contents = luthier_raw_get_member (example, "contents");
  LuthierRaw messages = luthier_raw_get_member (example, "messages");

  if (contents.kind == LUTHIER_JSON_TOKEN_ARRAY && wants (self, LUTHIER_FORMAT_SUPERVISED))
    {
      luthier_raw_append (self->text, example);
      self->is_kept = TRUE;
      return TRUE;
    }
  if (messages.kind == LUTHIER_JSON_TOKEN_ARRAY && wants (self, LUTHIER_FORMAT_MESSAGES))
    return luthier_convert_messages (conversion, example);
  if (luthier_convert_is_pair (example) && wants (self, LUTHIER_FORMAT_INSTRUCTION))
    return luthier_convert_pair (conversion, example);
  return luthier_conversion_refuse (conversion, LUTHIER_LOSS_FORMAT);
}

static gboolean
take_object (LuthierConverter *self, const char *text, gsize length, guint64 line, GError **error)
{
  LuthierRaw example;
  gboolean is_converted;

  luthier_converter_begin_example (self, line);
  if (!luthier_raw_init (&example, text, length) || example.kind != LUTHIER_JSON_TOKEN_OBJECT)
    is_converted = luthier_conversion_refuse (&self->conversion, LUTHIER_LOSS_BROKEN);
  else
    is_converted = convert_object (self, &example);
  return luthier_converter_finish_example (self, is_converted, error);
}

static gboolean
take_record (LuthierConverter *self, const LuthierDatasetRecord *record, GError **error)
{
  g_autoptr (GPtrArray) pieces = NULL;
  LuthierRaw example;

  if (record->is_endless)
    {
      luthier_converter_begin_example (self, record->line);
      luthier_conversion_refuse (&self->conversion, LUTHIER_LOSS_ENDLESS);
      return luthier_converter_finish_example (self, FALSE, error);
    }
  if (luthier_dataset_record_is_blank (record))
    return TRUE;
  if (!luthier_raw_init (&example, record->text, record->length))
    pieces = luthier_dataset_records_divide (record->text, record->length);
  if (pieces == NULL)
    return take_object (self, record->text, record->length, record->line, error);
  for (guint i = 0; i < pieces->len; i++)
    {
      gsize length;
      const char *text = g_bytes_get_data (g_ptr_array_index (pieces, i), &length);

      if (!take_object (self, text, length, record->line, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_json (LuthierConverter *self,
           LuthierDatasetRecords *records,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) failure = NULL;
  LuthierDatasetRecord record;

  while (luthier_dataset_records_next (records, &record, cancellable, &failure))
    if (!take_record (self, &record, error))
      return FALSE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_file (LuthierConverter *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (LuthierDatasetRecords) records = luthier_dataset_records_new (self->source);
  gsize length;
  const char *head = luthier_dataset_records_look (records, &length, cancellable, error);

  if (head == NULL)
    return FALSE;
  if (self->from == LUTHIER_FORMAT_CSV ||
      (self->from == LUTHIER_FORMAT_UNKNOWN && luthier_converter_looks_like_csv (head, length)))
    {
      head = luthier_dataset_records_take_rest (records, &length);
      return luthier_converter_read_csv (self, head, length, cancellable, error);
    }
  luthier_dataset_records_set_layout (records,
                                      luthier_dataset_records_look_at_layout (head, length));
  return read_json (self, records, cancellable, error);
}

/* A file of nothing is no conversion. */
static gboolean
has_result (LuthierConverter *self, GError **error)
{
  const char *problem;

  if (self->n_written > self->n_kept)
    return TRUE;
  if (self->n_read == 0)
    problem = _ ("There are no examples in the file.");
  else if (self->n_kept > 0)
    problem = _ ("The examples have the format of Gemini already. There is nothing to convert.");
  else
    problem = _ ("None of the examples could be converted. The file may have another format.");
  g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET, problem);
  return FALSE;
}

static LuthierDatasetOutcome *
finish (LuthierConverter *self)
{
  gboolean is_guess = luthier_dataset_decoder_get_encoding (self->source) ==
                      LUTHIER_ENCODING_WINDOWS_1252;
  LuthierDatasetOutcome *outcome;

  luthier_dataset_losses_add (&self->losses,
                              is_guess ? LUTHIER_LOSS_GUESSED : LUTHIER_LOSS_CHARACTERS,
                              luthier_dataset_decoder_get_n_replaced (self->source), 0);
  outcome = luthier_dataset_losses_to_outcome (&self->losses);
  outcome->read = self->n_read;
  outcome->written = self->n_written;
  outcome->changed = self->n_written - self->n_kept;
  return outcome;
}

/**
 * luthier_dataset_convert:
 * @source: what to read
 * @target: where the converted copy is to be
 * @from: its format; of an unknown one every example is looked at
 * @meter: (inout): how far it has come
 *
 * Makes a copy in the format of supervised tuning. Examples that are in it already stay as they
 * are; what cannot be carried over is a loss. Blocks.
 *
 * Returns: (transfer full) (nullable): what became of it
 */
LuthierDatasetOutcome *
luthier_dataset_convert (GFile *source,
                         GFile *target,
                         LuthierDatasetFormat from,
                         LuthierDatasetMeter *meter,
                         GCancellable *cancellable,
                         GError **error)
{
  LuthierDatasetStage stage = { meter, 0, 1 };
  g_auto (LuthierConverter) self = { .from = from };

  self.source = luthier_dataset_decoder_open (source, TRUE, &stage, cancellable, error);
  if (self.source == NULL)
    return NULL;
  self.target = luthier_dataset_target_new (target, source, error);
  if (self.target == NULL)
    return NULL;
  self.text = g_string_new (NULL);
  self.rules.format = LUTHIER_FORMAT_SUPERVISED;
  if (!read_file (&self, cancellable, error) || !has_result (&self, error) ||
      !luthier_dataset_target_complete (self.target, cancellable, error) ||
      !luthier_dataset_target_commit (self.target, error))
    return NULL;
  return finish (&self);
}
