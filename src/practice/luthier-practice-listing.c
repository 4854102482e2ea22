/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-listing.h"

#include <string.h>

#include "luthier-json-text.h"
#include "luthier-practice-storage-json.h"

#define MAX_RESULTS 1000

typedef struct
{
  const char *prefix;
  const char *delimiter; /* (nullable) */
  const char *end;       /* (nullable): the first name that does not belong to it */
  guint64 limit;
  GPtrArray *objects;  /* (owned): of LuthierPracticeObject */
  GPtrArray *prefixes; /* (owned): of char * */
  char *cursor;        /* (owned): where to go on, maybe in the middle of a character */
} Listing;

static void
listing_clear (Listing *self)
{
  g_ptr_array_unref (self->objects);
  g_ptr_array_unref (self->prefixes);
  g_free (self->cursor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

/* The page token is where to go on; the service's are as opaque. */
static gboolean
listing_init (Listing *self, LuthierPracticeExchange *exchange)
{
  const char *prefix = luthier_practice_exchange_get_query (exchange, "prefix");
  const char *delimiter = luthier_practice_exchange_get_query (exchange, "delimiter");
  const char *start = luthier_practice_exchange_get_query (exchange, "startOffset");
  const char *limit = luthier_practice_exchange_get_query (exchange, "maxResults");
  const char *token = luthier_practice_exchange_get_query (exchange, "pageToken");
  gsize length = 0;

  self->prefix = prefix != NULL ? prefix : "";
  self->delimiter = delimiter != NULL && *delimiter != '\0' ? delimiter : NULL;
  self->end = luthier_practice_exchange_get_query (exchange, "endOffset");
  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_practice_object_free);
  self->prefixes = g_ptr_array_new_with_free_func (g_free);
  if (limit == NULL || !g_ascii_string_to_unsigned (limit, 10, 1, MAX_RESULTS, &self->limit, NULL))
    self->limit = MAX_RESULTS;
  if (token != NULL && *token != '\0')
    {
      g_autofree guchar *bytes = g_base64_decode (token, &length);

      self->cursor = g_strndup ((const char *) bytes, length);
      return length > 0;
    }
  self->cursor = g_strdup (start != NULL && strcmp (start, self->prefix) > 0 ? start
                                                                             : self->prefix);
  return TRUE;
}

/* "sft/2026/a.jsonl" belongs to "sft/2026/" if one lists "sft/" with the delimiter '/'. */
static char *
get_group (Listing *self, const char *name)
{
  const char *delimiter = self->delimiter != NULL
                              ? strstr (name + strlen (self->prefix), self->delimiter)
                              : NULL;

  if (delimiter == NULL)
    return NULL;
  return g_strndup (name, (gsize) (delimiter - name) + strlen (self->delimiter));
}

static void
move_to (Listing *self, const char *name)
{
  g_free (self->cursor);
  self->cursor = g_strdup (name);
}

static void
move_behind_group (Listing *self, const char *group)
{
  move_to (self, group);
  /* No byte of UTF-8 is 0xFF, so that this one has a next. */
  self->cursor[strlen (group) - 1]++;
}

static void
move_behind_object (Listing *self, const char *name)
{
  g_free (self->cursor);
  self->cursor = g_strconcat (name, "\x01", NULL);
}

static gboolean
belongs (Listing *self, LuthierPracticeObject *object)
{
  return object != NULL && g_str_has_prefix (object->name, self->prefix) &&
         (self->end == NULL || strcmp (object->name, self->end) < 0);
}

/* FALSE: that was all. */
static gboolean
listing_read_page (Listing *self, LuthierPracticeObjects *objects, const char *bucket)
{
  for (;;)
    {
      g_autoptr (LuthierPracticeObject)
          object = luthier_practice_objects_seek (objects, bucket, self->cursor);
      g_autofree char *group = NULL;

      if (!belongs (self, object))
        return FALSE;
      if (self->objects->len + self->prefixes->len == self->limit)
        return TRUE;
      group = get_group (self, object->name);
      if (group != NULL)
        {
          move_behind_group (self, group);
          g_ptr_array_add (self->prefixes, g_steal_pointer (&group));
        }
      else
        {
          move_behind_object (self, object->name);
          g_ptr_array_add (self->objects, g_steal_pointer (&object));
        }
    }
}

static void
add_page (JsonBuilder *builder, Listing *listing, const char *base)
{
  if (listing->prefixes->len > 0)
    {
      json_builder_set_member_name (builder, "prefixes");
      json_builder_begin_array (builder);
      for (guint i = 0; i < listing->prefixes->len; i++)
        json_builder_add_string_value (builder, listing->prefixes->pdata[i]);
      json_builder_end_array (builder);
    }
  if (listing->objects->len > 0)
    {
      json_builder_set_member_name (builder, "items");
      json_builder_begin_array (builder);
      for (guint i = 0; i < listing->objects->len; i++)
        luthier_practice_storage_add_object (builder, listing->objects->pdata[i], base);
      json_builder_end_array (builder);
    }
}

/**
 * luthier_practice_listing_reply_objects:
 * @exchange: a request with prefix, delimiter, startOffset, endOffset, maxResults and pageToken
 * @objects: where they are
 * @bucket: a bucket that there is
 */
void
luthier_practice_listing_reply_objects (LuthierPracticeExchange *exchange,
                                        LuthierPracticeObjects *objects,
                                        const char *bucket)
{
  g_auto (Listing) listing = { 0 };
  g_autofree char *base = luthier_practice_storage_get_base (exchange);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  if (!listing_init (&listing, exchange))
    {
      luthier_practice_storage_reply_error (exchange, 400, "invalid", "Invalid page token.");
      return;
    }
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "kind", "storage#objects");
  if (listing_read_page (&listing, objects, bucket))
    {
      g_autofree char *token = g_base64_encode ((const guchar *) listing.cursor,
                                                strlen (listing.cursor));

      luthier_json_add_string (builder, "nextPageToken", token);
    }
  add_page (builder, &listing, base);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

/**
 * luthier_practice_listing_reply_buckets:
 * @exchange: a request with prefix, maxResults and pageToken
 * @objects: where they are
 * @project_number: of the only project
 */
void
luthier_practice_listing_reply_buckets (LuthierPracticeExchange *exchange,
                                        LuthierPracticeObjects *objects,
                                        const char *project_number)
{
  g_auto (Listing) listing = { 0 };
  g_autofree char *base = luthier_practice_storage_get_base (exchange);
  g_autoptr (GPtrArray) buckets = luthier_practice_objects_list_buckets (objects);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  guint64 n = 0;

  if (!listing_init (&listing, exchange))
    {
      luthier_practice_storage_reply_error (exchange, 400, "invalid", "Invalid page token.");
      return;
    }
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "kind", "storage#buckets");
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < buckets->len && n <= listing.limit; i++)
    {
      LuthierPracticeBucket *bucket = buckets->pdata[i];

      if (!g_str_has_prefix (bucket->name, listing.prefix) ||
          strcmp (bucket->name, listing.cursor) < 0)
        continue;
      if (n++ == listing.limit)
        move_to (&listing, bucket->name);
      else
        luthier_practice_storage_add_bucket (builder, bucket, project_number, base);
    }
  json_builder_end_array (builder);
  if (n > listing.limit)
    {
      g_autofree char *token = g_base64_encode ((const guchar *) listing.cursor,
                                                strlen (listing.cursor));

      luthier_json_add_string (builder, "nextPageToken", token);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}
