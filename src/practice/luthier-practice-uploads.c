/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-uploads.h"

#include <gnutls/crypto.h>

#include "luthier-practice-sql.h"

#define LIFETIME_US (7 * G_TIME_SPAN_DAY)
#define ID_SIZE     32
#define COLUMNS                                                                                    \
  "key, bucket, name, content_type, content_encoding, metadata, generation_match, crc32c, md5, "   \
  "status, blob, offset, sum, total, created, generation"

struct _LuthierPracticeUploads
{
  GObject parent_instance;

  LuthierPracticeState *state;     /* (owned) */
  LuthierPracticeObjects *objects; /* (owned) */
  sqlite3 *database;               /* of the state */
  GHashTable *known;               /* (owned): of key to LuthierPracticeUpload */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeUploads, luthier_practice_uploads, G_TYPE_OBJECT)

static void
upload_free (LuthierPracticeUpload *upload)
{
  luthier_practice_draft_free (upload->draft);
  g_clear_pointer (&upload->digest, luthier_practice_digest_free);
  g_free (upload->key);
  g_free (upload->blob);
  g_free (upload);
}

static void
make_tables (LuthierPracticeUploads *self)
{
  luthier_practice_state_execute (
      self->state, "CREATE TABLE IF NOT EXISTS uploads ("
                   "  key TEXT PRIMARY KEY, bucket TEXT NOT NULL, name TEXT NOT NULL,"
                   "  content_type TEXT, content_encoding TEXT, metadata TEXT,"
                   "  generation_match INTEGER NOT NULL, crc32c TEXT, md5 TEXT,"
                   "  status INTEGER NOT NULL, blob TEXT, offset INTEGER NOT NULL,"
                   "  sum INTEGER NOT NULL, total INTEGER NOT NULL, created INTEGER NOT NULL,"
                   "  generation INTEGER NOT NULL"
                   ") WITHOUT ROWID;");
}

/* What is too old, and what was not written down before the end came. */
static void
clean_up (LuthierPracticeUploads *self)
{
  g_autoptr (GHashTable) blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (sqlite3_stmt) rows = NULL;

  luthier_practice_sql_run (self->database, "DELETE FROM uploads WHERE created < ?", "i",
                            luthier_practice_state_now (self->state) - LIFETIME_US);
  rows = luthier_practice_sql_prepare (
      self->database,
      "SELECT blob FROM objects UNION SELECT blob FROM uploads WHERE blob IS NOT NULL", "");
  while (luthier_practice_sql_next (rows))
    g_hash_table_add (blobs, luthier_practice_sql_dup_text (rows, 0));
  luthier_practice_blobs_drop_others (luthier_practice_objects_get_blobs (self->objects), blobs);
}

static void
write_upload (LuthierPracticeUploads *self, LuthierPracticeUpload *upload)
{
  const LuthierPracticeDraft *draft = upload->draft;
  const LuthierPracticeObject *object = draft->object;

  luthier_practice_sql_run (
      self->database, "REPLACE INTO uploads (" COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      "ssssssissisiiiii", upload->key, object->bucket, object->name, object->content_type,
      object->content_encoding, object->metadata, draft->generation_match, draft->crc32c,
      draft->md5, (gint64) upload->status, upload->blob, (gint64) upload->offset,
      (gint64) luthier_practice_digest_get_crc32c (upload->digest), upload->total,
      upload->created_us, object->generation);
}

static LuthierPracticeDraft *
read_draft (sqlite3_stmt *row)
{
  LuthierPracticeDraft *draft = g_new0 (LuthierPracticeDraft, 1);
  g_autofree char *bucket = luthier_practice_sql_dup_text (row, 1);
  g_autofree char *name = luthier_practice_sql_dup_text (row, 2);

  draft->object = luthier_practice_object_new (bucket, name);
  draft->object->content_type = luthier_practice_sql_dup_text (row, 3);
  draft->object->content_encoding = luthier_practice_sql_dup_text (row, 4);
  draft->object->metadata = luthier_practice_sql_dup_text (row, 5);
  draft->object->generation = sqlite3_column_int64 (row, 15);
  draft->generation_match = sqlite3_column_int64 (row, 6);
  draft->crc32c = luthier_practice_sql_dup_text (row, 7);
  draft->md5 = luthier_practice_sql_dup_text (row, 8);
  return draft;
}

/* MD5 cannot be taken up in the middle: where it is needed the bytes are read once more. */
static LuthierPracticeDigest *
restore_digest (LuthierPracticeUploads *self, LuthierPracticeUpload *upload, guint32 crc32c)
{
  gboolean md5_wanted = upload->draft->md5 != NULL;
  g_autoptr (LuthierPracticeDigest) digest = luthier_practice_digest_new (md5_wanted);
  g_autofree guint8 *buffer = NULL;
  g_autoptr (GInputStream) stream = NULL;
  gssize n_read = 1;

  if (upload->blob == NULL || (upload->offset > LUTHIER_PRACTICE_MD5_LIMIT && !md5_wanted))
    return luthier_practice_digest_resume (upload->offset, crc32c);

  buffer = g_malloc (LUTHIER_PRACTICE_UPLOAD_QUANTUM);
  stream = luthier_practice_blobs_open (luthier_practice_objects_get_blobs (self->objects),
                                        upload->blob, NULL);
  while (stream != NULL && n_read > 0 && luthier_practice_digest_get_size (digest) < upload->offset)
    {
      n_read = g_input_stream_read (stream, buffer, LUTHIER_PRACTICE_UPLOAD_QUANTUM, NULL, NULL);
      if (n_read > 0)
        luthier_practice_digest_update (digest, buffer, (gsize) n_read);
    }
  if (luthier_practice_digest_get_size (digest) != upload->offset)
    return NULL;
  return g_steal_pointer (&digest);
}

/* NULL: the state file is here but the folder of objects is not. */
static LuthierPracticeUpload *
read_upload (LuthierPracticeUploads *self, sqlite3_stmt *row)
{
  LuthierPracticeUpload *upload = g_new0 (LuthierPracticeUpload, 1);

  upload->key = luthier_practice_sql_dup_text (row, 0);
  upload->draft = read_draft (row);
  upload->status = (LuthierPracticeUploadStatus) sqlite3_column_int (row, 9);
  upload->blob = luthier_practice_sql_dup_text (row, 10);
  upload->offset = (guint64) sqlite3_column_int64 (row, 11);
  upload->total = sqlite3_column_int64 (row, 13);
  upload->created_us = sqlite3_column_int64 (row, 14);
  upload->digest = restore_digest (self, upload, (guint32) sqlite3_column_int64 (row, 12));
  if (upload->digest != NULL)
    return upload;
  upload_free (upload);
  return NULL;
}

static char *
make_id (void)
{
  guint8 random[ID_SIZE];
  char *id;

  gnutls_rnd (GNUTLS_RND_KEY, random, sizeof random);
  id = g_base64_encode (random, sizeof random);
  g_strdelimit (id, "+", '-');
  g_strdelimit (id, "/", '_');
  g_strdelimit (id, "=", '\0');
  return id;
}

static void
luthier_practice_uploads_finalize (GObject *object)
{
  LuthierPracticeUploads *self = LUTHIER_PRACTICE_UPLOADS (object);

  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_object (&self->objects);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (luthier_practice_uploads_parent_class)->finalize (object);
}

static void
luthier_practice_uploads_class_init (LuthierPracticeUploadsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_uploads_finalize;
}

static void
luthier_practice_uploads_init (LuthierPracticeUploads *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) upload_free);
}

LuthierPracticeUploads *
luthier_practice_uploads_new (LuthierPracticeState *state, LuthierPracticeObjects *objects)
{
  LuthierPracticeUploads *self = g_object_new (LUTHIER_TYPE_PRACTICE_UPLOADS, NULL);

  self->state = g_object_ref (state);
  self->objects = g_object_ref (objects);
  self->database = luthier_practice_state_get_database (state);
  make_tables (self);
  clean_up (self);
  return self;
}

/**
 * luthier_practice_uploads_start:
 * @self: the uploads
 * @draft: (transfer full): what is going to be uploaded
 * @total: how many bytes that are, or -1
 * @error: set if there is no place for it
 *
 * Returns: (transfer full) (nullable): the id, which is all one needs to go on with it
 */
char *
luthier_practice_uploads_start (LuthierPracticeUploads *self,
                                LuthierPracticeDraft *draft,
                                gint64 total,
                                GError **error)
{
  g_autofree char *id = make_id ();
  LuthierPracticeUpload *upload = g_new0 (LuthierPracticeUpload, 1);

  upload->key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  upload->draft = draft;
  upload->total = total;
  upload->digest = luthier_practice_digest_new (draft->md5 != NULL);
  upload->created_us = luthier_practice_state_now (self->state);
  upload->blob = luthier_practice_blobs_create (luthier_practice_objects_get_blobs (self->objects),
                                                error);
  if (upload->blob == NULL)
    {
      upload_free (upload);
      return NULL;
    }
  g_hash_table_insert (self->known, upload->key, upload);
  write_upload (self, upload);
  return g_steal_pointer (&id);
}

/**
 * luthier_practice_uploads_find:
 * @self: the uploads
 * @id: what luthier_practice_uploads_start() has returned, perhaps in an earlier life
 *
 * Returns: (transfer none) (nullable): the session
 */
LuthierPracticeUpload *
luthier_practice_uploads_find (LuthierPracticeUploads *self, const char *id)
{
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  LuthierPracticeUpload *upload = g_hash_table_lookup (self->known, key);
  g_autoptr (sqlite3_stmt) rows = NULL;

  if (upload != NULL)
    return upload;
  rows = luthier_practice_sql_prepare (self->database,
                                       "SELECT " COLUMNS " FROM uploads WHERE key = ?", "s", key);
  if (!luthier_practice_sql_next (rows))
    return NULL;
  upload = read_upload (self, rows);
  if (upload != NULL)
    g_hash_table_insert (self->known, upload->key, upload);
  return upload;
}

gboolean
luthier_practice_uploads_is_expired (LuthierPracticeUploads *self, LuthierPracticeUpload *upload)
{
  return luthier_practice_state_now (self->state) - upload->created_us > LIFETIME_US;
}

void
luthier_practice_uploads_advance (LuthierPracticeUploads *self,
                                  LuthierPracticeUpload *upload,
                                  guint64 offset,
                                  LuthierPracticeDigest *digest)
{
  luthier_practice_digest_free (upload->digest);
  upload->digest = luthier_practice_digest_copy (digest);
  upload->offset = offset;
  write_upload (self, upload);
}

void
luthier_practice_uploads_close (LuthierPracticeUploads *self,
                                LuthierPracticeUpload *upload,
                                LuthierPracticeUploadStatus status)
{
  luthier_practice_blobs_drop (luthier_practice_objects_get_blobs (self->objects), upload->blob);
  g_clear_pointer (&upload->blob, g_free);
  upload->status = status;
  write_upload (self, upload);
}
