/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-decoder.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-error.h"

#define BLOCK (256 * 1024)

/* Bytes that wait to be used. */
typedef struct
{
  guint8 *bytes; /* (owned): BLOCK */
  gsize begin, end;
  gboolean is_at_end; /* no more come */
} Stock;

struct _LuthierDatasetDecoder
{
  GInputStream *stream; /* (owned) */
  LuthierDatasetStage stage;
  guint64 size;
  guint64 n_read;

  Stock packed;         /* as in the file, if it is compressed */
  GConverter *unpacker; /* (owned) (nullable) */
  Stock plain;          /* unpacked */
  LuthierEncoding encoding;
  guint64 n_replaced;
};

/**
 * luthier_dataset_meter_get:
 *
 * Returns: from 0 to 1
 */
double
luthier_dataset_meter_get (LuthierDatasetMeter *self)
{
  return (double) g_atomic_int_get (&self->steps) / LUTHIER_DATASET_METER_STEPS;
}

static void
report (LuthierDatasetDecoder *self)
{
  const LuthierDatasetStage *stage = &self->stage;
  double part = self->size > 0 ? (double) self->n_read / (double) self->size : 0;

  part = stage->from + MIN (part, 1) * (stage->to - stage->from);
  if (stage->meter != NULL)
    g_atomic_int_set (&stage->meter->steps, (int) (part * LUTHIER_DATASET_METER_STEPS));
}

/* Moves what is left to the front, so that there is room behind it. */
static void
stock_make_room (Stock *stock)
{
  memmove (stock->bytes, stock->bytes + stock->begin, stock->end - stock->begin);
  stock->end -= stock->begin;
  stock->begin = 0;
}

static gboolean
read_file (LuthierDatasetDecoder *self, Stock *stock, GCancellable *cancellable, GError **error)
{
  gssize n_read;

  stock_make_room (stock);
  n_read = g_input_stream_read (self->stream, stock->bytes + stock->end, BLOCK - stock->end,
                                cancellable, error);
  if (n_read < 0)
    return FALSE;
  stock->end += (gsize) n_read;
  stock->is_at_end = n_read == 0;
  self->n_read += (guint64) n_read;
  report (self);
  return TRUE;
}

static gboolean
say_damaged (GError **error, const GError *cause)
{
  g_propagate_error (error, luthier_error_new (LUTHIER_ERROR_DATASET, NULL,
                                               _ ("The file is compressed, and damaged: %s"),
                                               cause->message));
  return FALSE;
}

/* A file may be several that were compressed one by one. Zeros may follow. */
static gboolean
begin_next_member (LuthierDatasetDecoder *self, GCancellable *cancellable, GError **error)
{
  Stock *packed = &self->packed;

  while (packed->end - packed->begin < 2 && !packed->is_at_end)
    if (!read_file (self, packed, cancellable, error))
      return FALSE;
  if (packed->end - packed->begin < 2 || memcmp (packed->bytes + packed->begin, "\x1f\x8b", 2) != 0)
    {
      self->plain.is_at_end = TRUE;
      return TRUE;
    }
  g_converter_reset (self->unpacker);
  return TRUE;
}

/* Puts more into plain, or finds the end. */
static gboolean
unpack (LuthierDatasetDecoder *self, GCancellable *cancellable, GError **error)
{
  Stock *from = &self->packed, *to = &self->plain;
  GConverterFlags flags = from->is_at_end ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS;
  g_autoptr (GError) problem = NULL;
  GConverterResult result;
  gsize n_read = 0, n_written = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  stock_make_room (to);
  result = g_converter_convert (self->unpacker, from->bytes + from->begin, from->end - from->begin,
                                to->bytes + to->end, BLOCK - to->end, flags, &n_read, &n_written,
                                &problem);
  if (result == G_CONVERTER_ERROR)
    {
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) && !from->is_at_end)
        return read_file (self, from, cancellable, error);
      return say_damaged (error, problem);
    }
  from->begin += n_read;
  to->end += n_written;
  if (result == G_CONVERTER_FINISHED)
    return begin_next_member (self, cancellable, error);
  return TRUE;
}

static gboolean
fill (LuthierDatasetDecoder *self, GCancellable *cancellable, GError **error)
{
  return self->unpacker != NULL ? unpack (self, cancellable, error)
                                : read_file (self, &self->plain, cancellable, error);
}

/* Until there are so many bytes, or all. */
static gboolean
fill_up_to (LuthierDatasetDecoder *self, gsize length, GCancellable *cancellable, GError **error)
{
  while (self->plain.end - self->plain.begin < length && !self->plain.is_at_end)
    if (!fill (self, cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
look_at_encoding (LuthierDatasetDecoder *self, GCancellable *cancellable, GError **error)
{
  Stock *plain = &self->plain;
  gsize mark;

  if (!fill_up_to (self, 4, cancellable, error))
    return FALSE;
  if (plain->end >= 3 && memcmp (plain->bytes, "\x1f\x8b\x08", 3) == 0)
    {
      self->packed = *plain;
      self->plain = (Stock){ g_malloc (BLOCK), 0, 0, FALSE };
      self->unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      if (!fill_up_to (self, 4, cancellable, error))
        return FALSE;
    }
  self->encoding = luthier_encoding_look (plain->bytes, plain->end, &mark);
  plain->begin = mark;
  return TRUE;
}

static LuthierDatasetDecoder *
open_once (GFile *file,
           gboolean decodes,
           const LuthierDatasetStage *stage,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (LuthierDatasetDecoder) self = NULL;

  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  self = g_new0 (LuthierDatasetDecoder, 1);
  self->stage = *stage;
  self->size = info != NULL ? (guint64) g_file_info_get_size (info) : 0;
  self->stream = G_INPUT_STREAM (g_steal_pointer (&stream));
  self->plain.bytes = g_malloc (BLOCK);
  if (decodes && !look_at_encoding (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Whether the bytes beyond ASCII are never UTF-8: a text of an old system. */
static gboolean
probe (GFile *file, gboolean *is_old, GCancellable *cancellable, GError **error)
{
  LuthierDatasetStage stage = { NULL, 0, 0 };
  g_autoptr (LuthierDatasetDecoder) self = open_once (file, TRUE, &stage, cancellable, error);
  LuthierEncodingProbe found = { FALSE };

  if (self == NULL)
    return FALSE;
  while (self->encoding == LUTHIER_ENCODING_UTF8 && !found.has_characters)
    {
      if (!fill_up_to (self, 1, cancellable, error))
        return FALSE;
      if (self->plain.begin == self->plain.end)
        break;
      luthier_encoding_probe_add (&found, self->plain.bytes + self->plain.begin,
                                  self->plain.end - self->plain.begin);
      self->plain.begin = self->plain.end;
    }
  *is_old = luthier_encoding_probe_finish (&found);
  return TRUE;
}

/**
 * luthier_dataset_decoder_open:
 * @decodes: whether it is read as text; else its bytes are left alone
 * @stage: what the progress of reading it is a part of
 *
 * Opens a file: compressed (gzip) or not, as UTF-8, UTF-16 or UTF-32 with or without byte order
 * mark. One whose bytes beyond ASCII are not once UTF-8 is taken for Windows-1252, which takes a
 * look at all of it.
 *
 * Returns: (transfer full) (nullable): the source
 */
LuthierDatasetDecoder *
luthier_dataset_decoder_open (GFile *file,
                              gboolean decodes,
                              const LuthierDatasetStage *stage,
                              GCancellable *cancellable,
                              GError **error)
{
  LuthierDatasetDecoder *self;
  gboolean is_old = FALSE;

  if (decodes && !probe (file, &is_old, cancellable, error))
    return NULL;
  self = open_once (file, decodes, stage, cancellable, error);
  if (self != NULL && is_old && self->encoding == LUTHIER_ENCODING_UTF8)
    self->encoding = LUTHIER_ENCODING_WINDOWS_1252;
  return self;
}

void
luthier_dataset_decoder_free (LuthierDatasetDecoder *self)
{
  g_object_unref (self->stream);
  g_clear_object (&self->unpacker);
  g_free (self->packed.bytes);
  g_free (self->plain.bytes);
  g_free (self);
}

static gsize
take (LuthierDatasetDecoder *self, char *buffer, gsize size)
{
  Stock *plain = &self->plain;
  gsize length = plain->end - plain->begin, n_written;

  if (self->encoding == LUTHIER_ENCODING_UTF8)
    {
      n_written = MIN (length, size);
      memcpy (buffer, plain->bytes + plain->begin, n_written);
      plain->begin += n_written;
      return n_written;
    }
  length = MIN (length, size / LUTHIER_ENCODING_MAX_GROWTH);
  plain->begin += luthier_encoding_to_utf8 (self->encoding, plain->bytes + plain->begin, length,
                                            plain->is_at_end && length == plain->end - plain->begin,
                                            buffer, &n_written, &self->n_replaced);
  return n_written;
}

/**
 * luthier_dataset_decoder_read:
 * @buffer: what to fill
 * @size: its size, at least 16
 *
 * Reads on.
 *
 * Returns: how many bytes there are; 0 at the end, -1 with an error
 */
gssize
luthier_dataset_decoder_read (LuthierDatasetDecoder *self,
                              char *buffer,
                              gsize size,
                              GCancellable *cancellable,
                              GError **error)
{
  gsize n_written = 0;

  while (n_written == 0)
    {
      if (self->plain.begin == self->plain.end && self->plain.is_at_end)
        return 0;
      n_written = take (self, buffer, size);
      if (n_written == 0 && !self->plain.is_at_end && !fill (self, cancellable, error))
        return -1;
    }
  return (gssize) n_written;
}

/**
 * luthier_dataset_decoder_get_encoding:
 *
 * Returns: what the file is taken for
 */
LuthierEncoding
luthier_dataset_decoder_get_encoding (LuthierDatasetDecoder *self)
{
  return self->encoding;
}

/**
 * luthier_dataset_decoder_get_n_replaced:
 *
 * Returns: how many characters were none, or, in Windows-1252, were guessed
 */
guint64
luthier_dataset_decoder_get_n_replaced (LuthierDatasetDecoder *self)
{
  return self->n_replaced;
}
