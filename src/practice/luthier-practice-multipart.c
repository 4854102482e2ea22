/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-multipart.h"

#include <string.h>

/* Metadata is small; who sends more without a second part means something else. */
#define MAX_HEAD (1024 * 1024)
/* What may follow the last delimiter: "--", line ends, an epilogue of blanks. */
#define MAX_TAIL 64

struct _LuthierPracticeMultipart
{
  char *delimiter;    /* (owned): "\r\n--BOUNDARY" */
  GByteArray *held;   /* (owned): the head, then what could be part of the last delimiter */
  GBytes *metadata;   /* (owned) (nullable): once the second part has begun */
  char *content_type; /* (owned) (nullable) */
  gboolean broken;
};

LuthierPracticeMultipart *
luthier_practice_multipart_new (const char *boundary)
{
  LuthierPracticeMultipart *self = g_new0 (LuthierPracticeMultipart, 1);

  self->delimiter = g_strconcat ("\r\n--", boundary, NULL);
  self->held = g_byte_array_new ();
  /* So that the first delimiter looks like every other. */
  g_byte_array_append (self->held, (const guint8 *) "\r\n", 2);
  return self;
}

void
luthier_practice_multipart_free (LuthierPracticeMultipart *self)
{
  g_clear_pointer (&self->metadata, g_bytes_unref);
  g_byte_array_unref (self->held);
  g_free (self->delimiter);
  g_free (self->content_type);
  g_free (self);
}

/* The offset after the next occurrence of a text, or -1. */
static gssize
find_after (LuthierPracticeMultipart *self, gsize from, const char *text)
{
  const guint8 *found = from <= self->held->len
                            ? memmem (self->held->data + from, self->held->len - from, text,
                                      strlen (text))
                            : NULL;

  return found != NULL ? (gssize) (found - self->held->data) + (gssize) strlen (text) : -1;
}

static char *
read_content_type (const char *headers, gsize length)
{
  g_autofree char *text = g_strndup (headers, length);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  const char *name = "content-type:";

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, strlen (name)) == 0)
      return g_strstrip (g_strdup (lines[i] + strlen (name)));
  return NULL;
}

/* Delimiter, headers, metadata, delimiter, headers: then the content begins. */
static void
look_for_content (LuthierPracticeMultipart *self)
{
  gssize first = find_after (self, 0, self->delimiter);
  gssize metadata = first >= 0 ? find_after (self, (gsize) first, "\r\n\r\n") : -1;
  gssize second = metadata >= 0 ? find_after (self, (gsize) metadata - 2, self->delimiter) : -1;
  gssize content = second >= 0 ? find_after (self, (gsize) second, "\r\n\r\n") : -1;
  gsize metadata_end;

  if (content < 0)
    {
      self->broken = self->broken || self->held->len > MAX_HEAD;
      return;
    }
  metadata_end = MAX ((gsize) second - strlen (self->delimiter), (gsize) metadata);
  self->metadata = g_bytes_new (self->held->data + metadata, metadata_end - (gsize) metadata);
  self->content_type = read_content_type ((const char *) self->held->data + second,
                                          (gsize) (content - second));
  g_byte_array_remove_range (self->held, 0, (guint) content);
}

/**
 * luthier_practice_multipart_feed:
 * @self: the body
 * @data: (array length=length): what has come
 * @length: how much of it
 * @content: what is certain to be content is appended
 */
void
luthier_practice_multipart_feed (LuthierPracticeMultipart *self,
                                 gconstpointer data,
                                 gsize length,
                                 GByteArray *content)
{
  gsize keep = strlen (self->delimiter) + MAX_TAIL;

  if (self->broken)
    return;
  g_byte_array_append (self->held, data, (guint) length);
  if (self->metadata == NULL)
    look_for_content (self);
  if (self->metadata != NULL && self->held->len > keep)
    {
      guint certain = (guint) (self->held->len - keep);

      g_byte_array_append (content, self->held->data, certain);
      g_byte_array_remove_range (self->held, 0, certain);
    }
}

gboolean
luthier_practice_multipart_finish (LuthierPracticeMultipart *self, GByteArray *content)
{
  gssize end = self->metadata != NULL ? find_after (self, 0, self->delimiter) : -1;

  if (end < 0 || self->broken)
    return FALSE;
  g_byte_array_append (content, self->held->data, (guint) ((gsize) end - strlen (self->delimiter)));
  return TRUE;
}

GBytes *
luthier_practice_multipart_get_metadata (LuthierPracticeMultipart *self)
{
  return self->metadata;
}

const char *
luthier_practice_multipart_get_content_type (LuthierPracticeMultipart *self)
{
  return self->content_type;
}
