/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-mend.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-dataset-line-set.h"
#include "luthier-dataset-losses.h"
#include "luthier-dataset-mend-line.h"
#include "luthier-dataset-records.h"
#include "luthier-dataset-target.h"
#include "luthier-error.h"

/* One file while it is mended. */
typedef struct
{
  LuthierDatasetRepairs repairs;
  LuthierDatasetTarget *target;     /* (owned) */
  LuthierDatasetLineMender *mender; /* (owned) */
  LuthierDatasetLineSet *known;     /* (owned) (nullable): unless copies are kept */
  GString *mended;                  /* (owned) */
  LuthierDatasetLosses losses;
  guint64 n_read;
  guint64 n_written;
  guint64 n_changed;
} Mending;

static void
mending_clear (Mending *self)
{
  g_clear_pointer (&self->target, luthier_dataset_target_free);
  g_clear_pointer (&self->mender, luthier_dataset_line_mender_free);
  g_clear_pointer (&self->known, luthier_dataset_line_set_free);
  if (self->mended != NULL)
    g_string_free (self->mended, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mending, mending_clear)

static gboolean
write_line (Mending *self, const char *text, gsize length, GError **error)
{
  return luthier_dataset_target_write (self->target, text, length, error) &&
         luthier_dataset_target_write (self->target, "\n", 1, error);
}

/* An example, whole: written unless it was there before. is_changed: it is not as it was. */
static gboolean
write_example (Mending *self,
               const char *text,
               gsize length,
               guint64 line,
               gboolean is_changed,
               GError **error)
{
  if (self->known != NULL && !luthier_dataset_line_set_add (self->known, text, length))
    {
      luthier_dataset_losses_add (&self->losses, LUTHIER_LOSS_COPIES, 1, line);
      return TRUE;
    }
  self->n_written++;
  self->n_changed += is_changed;
  return write_line (self, text, length, error);
}

/* What is no example is kept, for somebody to look at, unless that is not wanted. */
static gboolean
take_broken (Mending *self, const LuthierDatasetRecord *record, GError **error)
{
  if (self->repairs & LUTHIER_REPAIR_BROKEN_LINES)
    {
      luthier_dataset_losses_add (&self->losses, LUTHIER_LOSS_BROKEN, 1, record->line);
      return TRUE;
    }
  return write_example (self, record->text, record->length, record->line, record->is_changed,
                        error);
}

/* Several on one line. */
static gboolean
take_pieces (Mending *self, GPtrArray *pieces, guint64 line, GError **error)
{
  self->n_read += pieces->len - 1;
  for (guint i = 0; i < pieces->len; i++)
    {
      gsize length;
      const char *text = g_bytes_get_data (g_ptr_array_index (pieces, i), &length);
      LuthierLineState state = luthier_dataset_line_mender_run (self->mender, text, length,
                                                                self->mended);

      if (state == LUTHIER_LINE_MENDED
              ? !write_example (self, self->mended->str, self->mended->len, line, TRUE, error)
              : !write_example (self, text, length, line, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_example (Mending *self, const LuthierDatasetRecord *record, GError **error)
{
  g_autoptr (GPtrArray) pieces = NULL;

  switch (
      luthier_dataset_line_mender_run (self->mender, record->text, record->length, self->mended))
    {
    case LUTHIER_LINE_MENDED:
      return write_example (self, self->mended->str, self->mended->len, record->line, TRUE, error);
    case LUTHIER_LINE_KEPT:
      return write_example (self, record->text, record->length, record->line, record->is_changed,
                            error);
    case LUTHIER_LINE_BROKEN:
    default:
      if (self->repairs & LUTHIER_REPAIR_LAYOUT)
        pieces = luthier_dataset_records_divide (record->text, record->length);
      return pieces != NULL ? take_pieces (self, pieces, record->line, error)
                            : take_broken (self, record, error);
    }
}

static gboolean
take_record (Mending *self, LuthierDatasetRecord *record, GError **error)
{
  if (record->is_endless)
    {
      self->n_read++;
      luthier_dataset_losses_add (&self->losses, LUTHIER_LOSS_ENDLESS, 1, record->line);
      return TRUE;
    }
  if (self->repairs & LUTHIER_REPAIR_LINE_ENDS && record->length > 0 &&
      record->text[record->length - 1] == '\r')
    {
      record->text[--record->length] = '\0';
      record->is_changed = TRUE;
    }
  if (luthier_dataset_record_is_blank (record))
    {
      if (!(self->repairs & LUTHIER_REPAIR_BLANK_LINES))
        return write_line (self, record->text, record->length, error);
      luthier_dataset_losses_add (&self->losses, LUTHIER_LOSS_BLANK_LINES, 1, record->line);
      return TRUE;
    }
  self->n_read++;
  return take_example (self, record, error);
}

/* By how the file begins. */
static gboolean
choose_layout (Mending *self,
               LuthierDatasetRecords *records,
               GCancellable *cancellable,
               GError **error)
{
  gsize length;
  const char *head = luthier_dataset_records_look (records, &length, cancellable, error);

  if (head == NULL)
    return FALSE;
  if (self->repairs & LUTHIER_REPAIR_LAYOUT)
    luthier_dataset_records_set_layout (records,
                                        luthier_dataset_records_look_at_layout (head, length));
  /* As old systems wrote it. */
  if (self->repairs & LUTHIER_REPAIR_LINE_ENDS && memchr (head, '\n', length) == NULL &&
      memchr (head, '\r', length) != NULL)
    luthier_dataset_records_set_line_end (records, '\r');
  return TRUE;
}

static gboolean
take_all (Mending *self, LuthierDatasetDecoder *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (LuthierDatasetRecords) records = luthier_dataset_records_new (source);
  g_autoptr (GError) failure = NULL;
  LuthierDatasetRecord record;

  if (!choose_layout (self, records, cancellable, error))
    return FALSE;
  while (luthier_dataset_records_next (records, &record, cancellable, &failure))
    if (!take_record (self, &record, error))
      return FALSE;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  luthier_dataset_losses_add_decoded (&self->losses, source);
  if (self->n_written > 0)
    return TRUE;
  g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET,
                       self->n_read == 0
                           ? _ ("There are no examples in the file.")
                           : _ ("No line of the file is an example: nothing would be left."));
  return FALSE;
}

/**
 * luthier_dataset_mend:
 * @source: what to read
 * @target: where the mended copy is to be
 * @repairs: what is put right
 * @meter: (inout): how far it has come
 *
 * Makes a copy in which is right what can be put right without knowing what is meant. All that is
 * not mended keeps its bytes. Blocks.
 *
 * Returns: (transfer full) (nullable): what became of it
 */
LuthierDatasetOutcome *
luthier_dataset_mend (GFile *source,
                      GFile *target,
                      LuthierDatasetRepairs repairs,
                      LuthierDatasetMeter *meter,
                      GCancellable *cancellable,
                      GError **error)
{
  LuthierDatasetStage stage = { meter, 0, 1 };
  g_autoptr (LuthierDatasetDecoder) from = NULL;
  g_auto (Mending) self = { repairs };
  LuthierDatasetOutcome *outcome;

  from = luthier_dataset_decoder_open (source, (repairs & LUTHIER_REPAIR_ENCODING) != 0, &stage,
                                       cancellable, error);
  if (from == NULL)
    return NULL;
  self.target = luthier_dataset_target_new (target, source, error);
  if (self.target == NULL)
    return NULL;
  self.mender = luthier_dataset_line_mender_new (repairs);
  self.known = repairs & LUTHIER_REPAIR_COPIES ? luthier_dataset_line_set_new () : NULL;
  self.mended = g_string_new (NULL);
  if (!take_all (&self, from, cancellable, error) ||
      !luthier_dataset_target_complete (self.target, cancellable, error) ||
      !luthier_dataset_target_commit (self.target, error))
    return NULL;

  outcome = luthier_dataset_losses_to_outcome (&self.losses);
  outcome->read = self.n_read;
  outcome->written = self.n_written;
  outcome->changed = self.n_changed;
  return outcome;
}
