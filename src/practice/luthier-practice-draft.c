/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-draft.h"

#include <string.h>

#include "luthier-crc32c.h"
#include "luthier-json-text.h"
#include "luthier-practice-storage-json.h"

#define MAX_NAME_LENGTH 1024

static char *
dup_member (const LuthierJsonValue *object, const char *name)
{
  return g_strdup (
      luthier_json_value_get_string (luthier_json_value_get_member (object, name), NULL));
}

static char *
first_of (const char *query, char *member, const char *header)
{
  if (query == NULL && member != NULL)
    return member;
  g_free (member);
  return g_strdup (query != NULL ? query : header);
}

/**
 * luthier_practice_draft_read_metadata:
 * @metadata: (nullable): the JSON of an object
 *
 * Returns: (transfer full) (nullable): its member "metadata" as JSON
 */
char *
luthier_practice_draft_read_metadata (const LuthierJsonValue *metadata)
{
  const LuthierJsonValue *custom = luthier_json_value_get_member (metadata, "metadata");

  if (luthier_json_value_get_kind (custom) != LUTHIER_JSON_OBJECT)
    return NULL;
  return luthier_json_value_to_text (custom, LUTHIER_JSON_COMPACT);
}

/**
 * luthier_practice_draft_new:
 * @exchange: the request that begins an upload; its parameters go before @metadata
 * @bucket: where to
 * @metadata: (nullable): the JSON of an object as far as the client has given it
 *
 * Returns: (transfer full): the draft, not checked yet
 */
LuthierPracticeDraft *
luthier_practice_draft_new (LuthierPracticeExchange *exchange,
                            const char *bucket,
                            const LuthierJsonValue *metadata)
{
  LuthierPracticeDraft *self = g_new0 (LuthierPracticeDraft, 1);
  const char *match = luthier_practice_exchange_get_query (exchange, "ifGenerationMatch");
  const char *encoding = luthier_practice_exchange_get_query (exchange, "contentEncoding");
  g_autofree char *name = first_of (luthier_practice_exchange_get_query (exchange, "name"),
                                    dup_member (metadata, "name"), NULL);

  self->object = luthier_practice_object_new (bucket, name);
  self->object->content_type = first_of (
      NULL, dup_member (metadata, "contentType"),
      luthier_practice_exchange_get_header (exchange, "X-Upload-Content-Type"));
  self->object->content_encoding = first_of (encoding, dup_member (metadata, "contentEncoding"),
                                             NULL);
  self->object->metadata = luthier_practice_draft_read_metadata (metadata);
  self->generation_match = match != NULL ? g_ascii_strtoll (match, NULL, 10) : -1;
  self->crc32c = dup_member (metadata, "crc32c");
  self->md5 = dup_member (metadata, "md5Hash");
  return self;
}

void
luthier_practice_draft_free (LuthierPracticeDraft *self)
{
  luthier_practice_object_free (self->object);
  g_free (self->crc32c);
  g_free (self->md5);
  g_free (self);
}

static gboolean
check_name (LuthierPracticeDraft *self, LuthierPracticeExchange *exchange)
{
  const char *name = self->object->name;

  if (name == NULL || *name == '\0')
    {
      luthier_practice_storage_reply_error (exchange, 400, "required", "Required");
      return FALSE;
    }
  if (strlen (name) > MAX_NAME_LENGTH || strpbrk (name, "\r\n") != NULL ||
      !g_utf8_validate (name, -1, NULL) || g_str_equal (name, ".") || g_str_equal (name, ".."))
    {
      luthier_practice_storage_reply_error (exchange, 400, "invalid", "Disallowed object name");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_generation (LuthierPracticeDraft *self,
                  LuthierPracticeObjects *objects,
                  LuthierPracticeExchange *exchange)
{
  g_autoptr (LuthierPracticeObject)
      old = luthier_practice_objects_stat (objects, self->object->bucket, self->object->name);

  if (self->generation_match < 0 || self->generation_match == (old != NULL ? old->generation : 0))
    return TRUE;
  luthier_practice_storage_reply_error (
      exchange, 412, "conditionNotMet",
      "At least one of the pre-conditions you specified did not hold.");
  return FALSE;
}

gboolean
luthier_practice_draft_check (LuthierPracticeDraft *self,
                              LuthierPracticeObjects *objects,
                              LuthierPracticeExchange *exchange)
{
  if (!luthier_practice_objects_has_bucket (objects, self->object->bucket))
    {
      luthier_practice_storage_reply_error (exchange, 404, "notFound",
                                            "The specified bucket does not exist.");
      return FALSE;
    }
  return check_name (self, exchange) && check_generation (self, objects, exchange);
}

/* calculated: (nullable), not known. */
static gboolean
check_hash (LuthierPracticeExchange *exchange,
            const char *kind,
            const char *wanted,
            const char *calculated)
{
  g_autofree char *message = NULL;

  if (wanted == NULL || calculated == NULL || g_str_equal (wanted, calculated))
    return TRUE;
  message = g_strdup_printf ("Provided %s hash \"%s\" doesn't match calculated %s hash \"%s\".",
                             kind, wanted, kind, calculated);
  luthier_practice_storage_reply_error (exchange, 400, "invalid", message);
  return FALSE;
}

/* "crc32c=..,md5=.." in one header or in several. */
static void
read_hash_header (LuthierPracticeDraft *self, LuthierPracticeExchange *exchange)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (exchange);
  const char *header = soup_message_headers_get_list (
      soup_server_message_get_request_headers (message), "X-Goog-Hash");
  g_auto (GStrv) hashes = g_strsplit (header != NULL ? header : "", ",", -1);

  for (guint i = 0; hashes[i] != NULL; i++)
    {
      const char *hash = g_strstrip (hashes[i]);

      if (g_str_has_prefix (hash, "crc32c="))
        {
          g_free (self->crc32c);
          self->crc32c = g_strdup (hash + strlen ("crc32c="));
        }
      else if (g_str_has_prefix (hash, "md5="))
        {
          g_free (self->md5);
          self->md5 = g_strdup (hash + strlen ("md5="));
        }
    }
}

static gboolean
check_hashes (LuthierPracticeDraft *self,
              LuthierPracticeExchange *exchange,
              LuthierPracticeDigest *digest)
{
  guint8 md5[LUTHIER_PRACTICE_MD5_SIZE];
  g_autofree char *crc32c_text = NULL;
  g_autofree char *md5_text = NULL;

  read_hash_header (self, exchange);
  crc32c_text = luthier_crc32c_to_base64 (luthier_practice_digest_get_crc32c (digest));
  if (luthier_practice_digest_get_md5 (digest, md5))
    md5_text = g_base64_encode (md5, sizeof md5);
  return check_hash (exchange, "CRC32C", self->crc32c, crc32c_text) &&
         check_hash (exchange, "MD5", self->md5, md5_text);
}

/**
 * luthier_practice_draft_finish:
 * @self: the draft
 * @objects: where to
 * @exchange: the request that has brought the last byte; it is answered
 * @blob: (transfer full): the bytes
 * @digest: of the bytes
 *
 * Returns: whether it is an object now
 */
gboolean
luthier_practice_draft_finish (LuthierPracticeDraft *self,
                               LuthierPracticeObjects *objects,
                               LuthierPracticeExchange *exchange,
                               char *blob,
                               LuthierPracticeDigest *digest)
{
  if (!check_hashes (self, exchange, digest) ||
      !luthier_practice_draft_check (self, objects, exchange))
    {
      luthier_practice_blobs_drop (luthier_practice_objects_get_blobs (objects), blob);
      g_free (blob);
      return FALSE;
    }
  g_free (self->object->blob);
  self->object->blob = blob;
  if (!luthier_practice_objects_commit (objects, self->object, digest))
    {
      luthier_practice_storage_reply_error (exchange, 500, "internalError", "Internal error");
      return FALSE;
    }
  luthier_practice_storage_reply_object (exchange, 200, self->object);
  return TRUE;
}
