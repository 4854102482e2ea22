/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-storage.h"

#include <string.h>

#include "luthier-practice-download.h"
#include "luthier-practice-listing.h"
#include "luthier-practice-resumable.h"
#include "luthier-practice-storage-json.h"

/* Where "cuts-upload" cuts if it does not say. */
#define DEFAULT_CUT 1000000

struct _LuthierPracticeStorage
{
  GObject parent_instance;

  LuthierPracticeState *state;           /* (owned) */
  LuthierPracticeObjects *objects;       /* (owned) */
  LuthierPracticeUploads *uploads;       /* (owned) */
  LuthierPracticeSituations *situations; /* (owned) */
  LuthierPracticePolicies *policies;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeStorage, luthier_practice_storage, G_TYPE_OBJECT)

/* Where a path leads: /storage/v1/b/BUCKET/o/OBJECT, with parts left out from the right. */
typedef struct
{
  gboolean is_upload;
  guint n_parts;
  char *bucket; /* (owned) (nullable) */
  char *what;   /* (owned) (nullable): "o" or "iam" */
  char *object; /* (owned) (nullable) */
} Place;

static void
place_clear (Place *place)
{
  g_free (place->bucket);
  g_free (place->what);
  g_free (place->object);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* Object names are one part of the path each: their slashes are percent-encoded. */
static gboolean
place_init (Place *place, const char *raw_path)
{
  static const char *const prefixes[] = { "/storage/v1/b", "/upload/storage/v1/b",
                                          "/download/storage/v1/b" };
  const char *rest = NULL;
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (prefixes) && rest == NULL; i++)
    if (g_str_has_prefix (raw_path, prefixes[i]))
      {
        rest = raw_path + strlen (prefixes[i]);
        place->is_upload = g_str_has_prefix (prefixes[i], "/upload/");
      }
  if (rest == NULL || (*rest != '/' && *rest != '\0'))
    return FALSE;

  parts = g_strsplit (*rest == '/' ? rest + 1 : rest, "/", -1);
  place->n_parts = g_strv_length (parts);
  if (place->n_parts > 0)
    place->bucket = g_uri_unescape_string (parts[0], NULL);
  if (place->n_parts > 1)
    place->what = g_strdup (parts[1]);
  if (place->n_parts > 2)
    place->object = g_uri_unescape_string (parts[2], NULL);
  return place->n_parts <= 3;
}

static void
reply_not_found (LuthierPracticeExchange *exchange, Place *place)
{
  g_autofree char *message = g_strdup_printf ("No such object: %s/%s", place->bucket,
                                              place->object);

  luthier_practice_storage_reply_error (exchange, 404, "notFound", message);
}

static void
reply_no_method (LuthierPracticeExchange *exchange)
{
  luthier_practice_storage_reply_error (exchange, 405, "methodNotAllowed", "Method not allowed");
}

static LuthierPracticeBucket *
find_bucket (LuthierPracticeStorage *self, const char *name)
{
  g_autoptr (GPtrArray) buckets = luthier_practice_objects_list_buckets (self->objects);

  for (guint i = 0; i < buckets->len; i++)
    if (g_str_equal (((LuthierPracticeBucket *) buckets->pdata[i])->name, name))
      return g_ptr_array_steal_index (buckets, i);
  return NULL;
}

static void
reply_bucket (LuthierPracticeStorage *self, LuthierPracticeExchange *exchange, const char *name)
{
  g_autoptr (LuthierPracticeBucket) bucket = find_bucket (self, name);
  g_autofree char *base = luthier_practice_storage_get_base (exchange);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  luthier_practice_storage_add_bucket (
      builder, bucket, luthier_practice_state_get_project_number (self->state), base);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

static void
create_bucket (LuthierPracticeStorage *self, LuthierPracticeExchange *exchange)
{
  LuthierJson *json = luthier_practice_exchange_get_json (exchange);
  const LuthierJsonValue *root = json != NULL ? luthier_json_get_root (json) : NULL;
  const char *name = luthier_json_value_get_string (luthier_json_value_get_member (root, "name"),
                                                    NULL);
  const char *location = luthier_json_value_get_string (
      luthier_json_value_get_member (root, "location"), "US");

  if (json == NULL)
    return;
  if (name == NULL)
    luthier_practice_storage_reply_error (exchange, 400, "required", "Required");
  else if (!luthier_practice_objects_is_bucket_name (name))
    {
      g_autofree char *message = g_strdup_printf ("Invalid bucket name: '%s'", name);

      luthier_practice_storage_reply_error (exchange, 400, "invalid", message);
    }
  else if (luthier_practice_objects_has_bucket (self->objects, name))
    luthier_practice_storage_reply_error (exchange, 409, "conflict",
                                          "The bucket exists already, and you own it.");
  else
    {
      luthier_practice_objects_make_bucket (self->objects, name, location);
      reply_bucket (self, exchange, name);
    }
}

/* FALSE: one of them cannot be asked for, and that is answered. */
static gboolean
add_permission (LuthierPracticeStorage *self,
                LuthierPracticeExchange *exchange,
                JsonBuilder *builder,
                const char *permission)
{
  g_autofree char *message = NULL;

  if (luthier_practice_policies_fits (LUTHIER_PRACTICE_BUCKET, permission))
    {
      if (luthier_practice_policies_has (self->policies, permission, exchange))
        json_builder_add_string_value (builder, permission);
      return TRUE;
    }
  message = g_strdup_printf ("Invalid permission: %s", permission);
  luthier_practice_storage_reply_error (exchange, 400, "invalid", message);
  return FALSE;
}

/* Of the permissions asked for, those that one has. */
static void
reply_permissions (LuthierPracticeStorage *self, LuthierPracticeExchange *exchange)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (exchange);
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  GUriParamsIter iter;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, "storage#testIamPermissionsResponse");
  json_builder_set_member_name (builder, "permissions");
  json_builder_begin_array (builder);
  g_uri_params_iter_init (&iter, query != NULL ? query : "", -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    {
      if (g_str_equal (name, "permissions") && !add_permission (self, exchange, builder, value))
        return;
      g_clear_pointer (&name, g_free);
      g_clear_pointer (&value, g_free);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

static void
patch_object (LuthierPracticeStorage *self,
              LuthierPracticeExchange *exchange,
              LuthierPracticeObject *object)
{
  LuthierJson *json = luthier_practice_exchange_get_json (exchange);
  const LuthierJsonValue *root = json != NULL ? luthier_json_get_root (json) : NULL;
  const char *type = luthier_json_value_get_string (
      luthier_json_value_get_member (root, "contentType"), NULL);
  char *metadata = luthier_practice_draft_read_metadata (root);

  if (json == NULL)
    return;
  if (type != NULL)
    {
      g_free (object->content_type);
      object->content_type = g_strdup (type);
    }
  if (metadata != NULL)
    {
      g_free (object->metadata);
      object->metadata = metadata;
    }
  luthier_practice_objects_update (self->objects, object);
  luthier_practice_storage_reply_object (exchange, 200, object);
}

static gboolean
has_generation (LuthierPracticeExchange *exchange, LuthierPracticeObject *object)
{
  const char *generation = luthier_practice_exchange_get_query (exchange, "generation");

  return generation == NULL || g_ascii_strtoll (generation, NULL, 10) == object->generation;
}

static gboolean
meets_condition (LuthierPracticeExchange *exchange, LuthierPracticeObject *object)
{
  const char *match = luthier_practice_exchange_get_query (exchange, "ifGenerationMatch");

  if (match == NULL || g_ascii_strtoll (match, NULL, 10) == object->generation)
    return TRUE;
  luthier_practice_storage_reply_error (
      exchange, 412, "conditionNotMet",
      "At least one of the pre-conditions you specified did not hold.");
  return FALSE;
}

static void
handle_object (LuthierPracticeStorage *self, LuthierPracticeExchange *exchange, Place *place)
{
  const char *method = luthier_practice_exchange_get_method (exchange);
  const char *format = luthier_practice_exchange_get_query (exchange, "alt");
  gboolean is_download = g_strcmp0 (format, "media") == 0 ||
                         g_str_has_prefix (luthier_practice_exchange_get_raw_path (exchange),
                                           "/download/");
  g_autoptr (LuthierPracticeObject)
      object = luthier_practice_objects_stat (self->objects, place->bucket, place->object);

  if (object == NULL || !has_generation (exchange, object))
    reply_not_found (exchange, place);
  else if (!meets_condition (exchange, object))
    return;
  else if (g_str_equal (method, "DELETE"))
    {
      luthier_practice_objects_delete (self->objects, object);
      luthier_practice_exchange_reply_bytes (exchange, 204, NULL, NULL);
    }
  else if (g_str_equal (method, "PATCH"))
    patch_object (self, exchange, object);
  else if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
    reply_no_method (exchange);
  else if (is_download)
    luthier_practice_download (exchange, self->objects, object);
  else
    luthier_practice_storage_reply_object (exchange, 200, object);
}

static void
handle_buckets (LuthierPracticeStorage *self, LuthierPracticeExchange *exchange)
{
  const char *method = luthier_practice_exchange_get_method (exchange);

  if (g_str_equal (method, "POST"))
    create_bucket (self, exchange);
  else if (g_str_equal (method, "GET"))
    luthier_practice_listing_reply_buckets (
        exchange, self->objects, luthier_practice_state_get_project_number (self->state));
  else
    reply_no_method (exchange);
}

static void
handle_bucket (LuthierPracticeStorage *self, LuthierPracticeExchange *exchange, Place *place)
{
  gboolean is_get = g_str_equal (luthier_practice_exchange_get_method (exchange), "GET");

  if (place->object != NULL && g_strcmp0 (place->what, "o") == 0)
    handle_object (self, exchange, place);
  else if (!is_get)
    reply_no_method (exchange);
  else if (place->what == NULL)
    reply_bucket (self, exchange, place->bucket);
  else if (g_str_equal (place->what, "o"))
    luthier_practice_listing_reply_objects (exchange, self->objects, place->bucket);
  else if (g_str_equal (place->what, "iam") && place->object == NULL)
    luthier_practice_policies_reply_policy (self->policies, exchange, LUTHIER_PRACTICE_BUCKET,
                                            place->bucket);
  else if (g_str_equal (place->what, "iam") && g_strcmp0 (place->object, "testPermissions") == 0)
    reply_permissions (self, exchange);
  else
    luthier_practice_storage_reply_error (exchange, 404, "notFound", "Not Found");
}

/* A whole object in one request: the bytes alone, or behind a part with metadata. */
static void
handle_whole (LuthierPracticeStorage *self,
              LuthierPracticeExchange *exchange,
              LuthierPracticeReceiver *receiver,
              Place *place)
{
  LuthierPracticeMultipart *multipart = luthier_practice_receiver_get_multipart (receiver);
  const char *type = luthier_practice_exchange_get_header (exchange, "Content-Type");
  g_autoptr (LuthierJson) metadata = NULL;
  g_autoptr (LuthierPracticeDraft) draft = NULL;
  const GError *error;

  luthier_practice_receiver_flush (receiver);
  error = luthier_practice_receiver_get_error (receiver);
  if (error != NULL)
    {
      gboolean theirs = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);

      luthier_practice_storage_reply_error (
          exchange, theirs ? 400 : 500, theirs ? "badRequest" : "internalError", error->message);
      return;
    }
  if (multipart != NULL)
    {
      metadata = luthier_json_parse (luthier_practice_multipart_get_metadata (multipart), NULL);
      type = luthier_practice_multipart_get_content_type (multipart);
    }
  draft = luthier_practice_draft_new (exchange, place->bucket,
                                      metadata != NULL ? luthier_json_get_root (metadata) : NULL);
  if (draft->object->content_type == NULL)
    draft->object->content_type = g_strdup (type);
  luthier_practice_draft_finish (draft, self->objects, exchange,
                                 luthier_practice_receiver_steal_blob (receiver),
                                 luthier_practice_receiver_get_digest (receiver));
}

static void
handle_upload (LuthierPracticeStorage *self, LuthierPracticeExchange *exchange, Place *place)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (exchange);
  LuthierPracticeReceiver *receiver = luthier_practice_receiver_get (message);
  const char *type = luthier_practice_exchange_get_query (exchange, "uploadType");
  const char *id = luthier_practice_exchange_get_query (exchange, "upload_id");
  gboolean is_post = g_str_equal (luthier_practice_exchange_get_method (exchange), "POST");

  if (id != NULL)
    luthier_practice_resumable_handle (self->uploads, self->objects, exchange, receiver, id);
  else if (!is_post || place->object != NULL || g_strcmp0 (place->what, "o") != 0)
    reply_no_method (exchange);
  else if (receiver != NULL)
    handle_whole (self, exchange, receiver, place);
  else if (g_strcmp0 (type, "resumable") == 0)
    luthier_practice_resumable_start (self->uploads, self->objects, exchange, place->bucket);
  else
    luthier_practice_storage_reply_error (exchange, 400, "badRequest", "Bad uploadType.");
}

static void
luthier_practice_storage_finalize (GObject *object)
{
  LuthierPracticeStorage *self = LUTHIER_PRACTICE_STORAGE (object);

  g_clear_object (&self->policies);
  g_clear_object (&self->uploads);
  g_clear_object (&self->objects);
  g_clear_object (&self->situations);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (luthier_practice_storage_parent_class)->finalize (object);
}

static void
luthier_practice_storage_class_init (LuthierPracticeStorageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_storage_finalize;
}

static void
luthier_practice_storage_init (LuthierPracticeStorage *self)
{
}

LuthierPracticeStorage *
luthier_practice_storage_new (LuthierPracticeState *state,
                              LuthierPracticeObjects *objects,
                              LuthierPracticeSituations *situations,
                              LuthierPracticePolicies *policies)
{
  LuthierPracticeStorage *self = g_object_new (LUTHIER_TYPE_PRACTICE_STORAGE, NULL);

  self->state = g_object_ref (state);
  self->objects = g_object_ref (objects);
  self->uploads = luthier_practice_uploads_new (state, objects);
  self->situations = g_object_ref (situations);
  self->policies = g_object_ref (policies);
  return self;
}

void
luthier_practice_storage_handle (LuthierPracticeStorage *self, LuthierPracticeExchange *exchange)
{
  g_auto (Place) place = { 0 };

  if (!place_init (&place, luthier_practice_exchange_get_raw_path (exchange)))
    luthier_practice_storage_reply_error (exchange, 404, "notFound", "Not Found");
  else if (place.bucket == NULL || *place.bucket == '\0')
    handle_buckets (self, exchange);
  else if (place.is_upload)
    handle_upload (self, exchange, &place);
  else if (!luthier_practice_objects_has_bucket (self->objects, place.bucket))
    luthier_practice_storage_reply_error (exchange, 404, "notFound",
                                          "The specified bucket does not exist.");
  else
    handle_bucket (self, exchange, &place);
}

/* The boundary of a multipart body; NULL: it is none. */
static char *
get_boundary (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GHashTable) parameters = NULL;

  if (soup_message_headers_get_content_type (headers, &parameters) == NULL)
    return NULL;
  return g_strdup (g_hash_table_lookup (parameters, "boundary"));
}

/* "cuts-upload=BYTES": the connection breaks while the body comes. */
static void
maybe_cut (LuthierPracticeStorage *self,
           SoupServerMessage *message,
           LuthierPracticeReceiver *receiver)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  const char *value = NULL;
  guint64 bytes = DEFAULT_CUT;

  if (!luthier_practice_receiver_is_taking (receiver) ||
      !luthier_practice_situations_use (self->situations, "cuts-upload", path, &value))
    return;
  if (value != NULL)
    g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT64, &bytes, NULL);
  luthier_practice_receiver_cut_after (receiver, bytes);
}

/**
 * luthier_practice_storage_prepare:
 * @self: the storage
 * @message: a request below /upload/ of which the headers have come
 */
void
luthier_practice_storage_prepare (LuthierPracticeStorage *self, SoupServerMessage *message)
{
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GHashTable) query = soup_form_decode (text != NULL ? text : "");
  const char *type = g_hash_table_lookup (query, "uploadType");
  const char *id = g_hash_table_lookup (query, "upload_id");
  LuthierPracticeBlobs *blobs = luthier_practice_objects_get_blobs (self->objects);
  g_autofree char *boundary = get_boundary (message);
  gboolean is_media = g_strcmp0 (type, "media") == 0;
  gboolean is_multipart = g_strcmp0 (type, "multipart") == 0 && boundary != NULL;
  LuthierPracticeReceiver *receiver;

  if (id == NULL && !is_media && !is_multipart)
    return;
  receiver = luthier_practice_receiver_attach (message, blobs);
  if (id != NULL)
    luthier_practice_resumable_prepare (self->uploads, self->situations, receiver, message, id);
  else if (is_media)
    luthier_practice_receiver_take_media (receiver);
  else
    luthier_practice_receiver_take_multipart (receiver, boundary);
  maybe_cut (self, message, receiver);
}
