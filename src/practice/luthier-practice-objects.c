/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-objects.h"

#include <string.h>

#include "luthier-practice-sql.h"

#define COLUMNS                                                                                    \
  "bucket, name, generation, metageneration, size, content_type, content_encoding, metadata, "     \
  "crc32c, md5, created, updated, blob"

struct _LuthierPracticeObjects
{
  GObject parent_instance;

  LuthierPracticeState *state; /* (owned) */
  LuthierPracticeBlobs *blobs; /* (owned) */
  sqlite3 *database;           /* of the state */
  sqlite3_stmt *seeker;        /* (owned) (nullable): a page of a list seeks a thousand times */
  gint64 latest_generation;
};

G_DEFINE_FINAL_TYPE (LuthierPracticeObjects, luthier_practice_objects, G_TYPE_OBJECT)

static void
make_tables (LuthierPracticeObjects *self)
{
  luthier_practice_state_execute (
      self->state, "CREATE TABLE IF NOT EXISTS buckets ("
                   "  name TEXT PRIMARY KEY, location TEXT NOT NULL, created INTEGER NOT NULL"
                   ") WITHOUT ROWID;"
                   "CREATE TABLE IF NOT EXISTS objects ("
                   "  bucket TEXT NOT NULL, name TEXT NOT NULL, generation INTEGER NOT NULL,"
                   "  metageneration INTEGER NOT NULL, size INTEGER NOT NULL, content_type TEXT,"
                   "  content_encoding TEXT, metadata TEXT, crc32c INTEGER NOT NULL, md5 BLOB,"
                   "  created INTEGER NOT NULL, updated INTEGER NOT NULL, blob TEXT NOT NULL,"
                   "  PRIMARY KEY (bucket, name)"
                   ") WITHOUT ROWID;");
}

static void
read_latest_generation (LuthierPracticeObjects *self)
{
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT max(generation) FROM objects", "");

  if (luthier_practice_sql_next (rows))
    self->latest_generation = sqlite3_column_int64 (rows, 0);
}

/* Generations are moments in microseconds, but never twice the same. */
static gint64
next_generation (LuthierPracticeObjects *self)
{
  gint64 now = luthier_practice_state_now (self->state);

  self->latest_generation = MAX (now, self->latest_generation + 1);
  return self->latest_generation;
}

static LuthierPracticeObject *
read_object (sqlite3_stmt *row)
{
  LuthierPracticeObject *object = g_new0 (LuthierPracticeObject, 1);
  gconstpointer md5 = sqlite3_column_blob (row, 9);

  object->bucket = luthier_practice_sql_dup_text (row, 0);
  object->name = luthier_practice_sql_dup_text (row, 1);
  object->generation = sqlite3_column_int64 (row, 2);
  object->metageneration = sqlite3_column_int64 (row, 3);
  object->size = (guint64) sqlite3_column_int64 (row, 4);
  object->content_type = luthier_practice_sql_dup_text (row, 5);
  object->content_encoding = luthier_practice_sql_dup_text (row, 6);
  object->metadata = luthier_practice_sql_dup_text (row, 7);
  object->crc32c = (guint32) sqlite3_column_int64 (row, 8);
  object->has_md5 = md5 != NULL && sqlite3_column_bytes (row, 9) == LUTHIER_PRACTICE_MD5_SIZE;
  if (object->has_md5)
    memcpy (object->md5, md5, LUTHIER_PRACTICE_MD5_SIZE);
  object->created_us = sqlite3_column_int64 (row, 10);
  object->updated_us = sqlite3_column_int64 (row, 11);
  object->blob = luthier_practice_sql_dup_text (row, 12);
  return object;
}

static gboolean
write_object (LuthierPracticeObjects *self, LuthierPracticeObject *object)
{
  g_autoptr (GBytes) md5 = object->has_md5 ? g_bytes_new (object->md5, sizeof object->md5) : NULL;

  return luthier_practice_sql_run (
      self->database, "REPLACE INTO objects (" COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
      "ssiiisssibiis", object->bucket, object->name, object->generation, object->metageneration,
      (gint64) object->size, object->content_type, object->content_encoding, object->metadata,
      (gint64) object->crc32c, md5, object->created_us, object->updated_us, object->blob);
}

static void
luthier_practice_objects_finalize (GObject *object)
{
  LuthierPracticeObjects *self = LUTHIER_PRACTICE_OBJECTS (object);

  g_clear_pointer (&self->seeker, sqlite3_finalize);
  g_clear_object (&self->blobs);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (luthier_practice_objects_parent_class)->finalize (object);
}

static void
luthier_practice_objects_class_init (LuthierPracticeObjectsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_objects_finalize;
}

static void
luthier_practice_objects_init (LuthierPracticeObjects *self)
{
}

LuthierPracticeObject *
luthier_practice_object_new (const char *bucket, const char *name)
{
  LuthierPracticeObject *self = g_new0 (LuthierPracticeObject, 1);

  self->bucket = g_strdup (bucket);
  self->name = g_strdup (name);
  return self;
}

void
luthier_practice_object_free (LuthierPracticeObject *self)
{
  g_free (self->bucket);
  g_free (self->name);
  g_free (self->content_type);
  g_free (self->content_encoding);
  g_free (self->metadata);
  g_free (self->blob);
  g_free (self);
}

void
luthier_practice_bucket_free (LuthierPracticeBucket *self)
{
  g_free (self->name);
  g_free (self->location);
  g_free (self);
}

LuthierPracticeObjects *
luthier_practice_objects_new (LuthierPracticeState *state)
{
  LuthierPracticeObjects *self = g_object_new (LUTHIER_TYPE_PRACTICE_OBJECTS, NULL);

  self->state = g_object_ref (state);
  self->blobs = luthier_practice_blobs_new (state);
  self->database = luthier_practice_state_get_database (state);
  make_tables (self);
  read_latest_generation (self);
  return self;
}

LuthierPracticeBlobs *
luthier_practice_objects_get_blobs (LuthierPracticeObjects *self)
{
  return self->blobs;
}

/**
 * luthier_practice_objects_is_bucket_name:
 * @name: what somebody wants to call a bucket
 *
 * 3 to 63 lower case letters, digits, '-', '_' and '.', the first and last a letter or digit; no
 * IP address, and nothing that looks like Google's own.
 *
 * Returns: whether the service would take it
 */
gboolean
luthier_practice_objects_is_bucket_name (const char *name)
{
  gsize length = strlen (name);

  if (length < 3 || length > 63 ||
      strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-_.") < length)
    return FALSE;
  if (!g_ascii_isalnum (name[0]) || !g_ascii_isalnum (name[length - 1]))
    return FALSE;
  return strstr (name, "..") == NULL && strstr (name, "google") == NULL &&
         !g_str_has_prefix (name, "goog") && !g_hostname_is_ip_address (name);
}

gboolean
luthier_practice_objects_has_bucket (LuthierPracticeObjects *self, const char *bucket)
{
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT 1 FROM buckets WHERE name = ?", "s", bucket);

  return luthier_practice_sql_next (rows);
}

/**
 * luthier_practice_objects_make_bucket:
 * @self: the objects
 * @bucket: its name
 * @location: a region or multi-region, such as "us-central1" or "US"
 *
 * A bucket that is there already stays as it is.
 */
void
luthier_practice_objects_make_bucket (LuthierPracticeObjects *self,
                                      const char *bucket,
                                      const char *location)
{
  g_autofree char *upper = g_ascii_strup (location, -1);

  luthier_practice_sql_run (
      self->database, "INSERT OR IGNORE INTO buckets (name, location, created) VALUES (?, ?, ?)",
      "ssi", bucket, upper, luthier_practice_state_now (self->state));
}

/**
 * luthier_practice_objects_list_buckets:
 * @self: the objects
 *
 * Returns: (transfer full) (element-type LuthierPracticeBucket): all buckets, by name
 */
GPtrArray *
luthier_practice_objects_list_buckets (LuthierPracticeObjects *self)
{
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT name, location, created FROM buckets ORDER BY name", "");
  GPtrArray *buckets = g_ptr_array_new_with_free_func (
      (GDestroyNotify) luthier_practice_bucket_free);

  while (luthier_practice_sql_next (rows))
    {
      LuthierPracticeBucket *bucket = g_new0 (LuthierPracticeBucket, 1);

      bucket->name = luthier_practice_sql_dup_text (rows, 0);
      bucket->location = luthier_practice_sql_dup_text (rows, 1);
      bucket->created_us = sqlite3_column_int64 (rows, 2);
      g_ptr_array_add (buckets, bucket);
    }
  return buckets;
}

LuthierPracticeObject *
luthier_practice_objects_stat (LuthierPracticeObjects *self, const char *bucket, const char *name)
{
  g_autoptr (sqlite3_stmt) rows = luthier_practice_sql_prepare (
      self->database, "SELECT " COLUMNS " FROM objects WHERE bucket = ? AND name = ?", "ss", bucket,
      name);

  return luthier_practice_sql_next (rows) ? read_object (rows) : NULL;
}

/**
 * luthier_practice_objects_seek:
 * @self: the objects
 * @bucket: the bucket
 * @name: where to begin, in the order of UTF-8 bytes; need not be valid text
 *
 * Returns: (transfer full) (nullable): the first object at or after @name
 */
LuthierPracticeObject *
luthier_practice_objects_seek (LuthierPracticeObjects *self, const char *bucket, const char *name)
{
  LuthierPracticeObject *object = NULL;

  if (self->seeker == NULL)
    self->seeker = luthier_practice_sql_prepare (
        self->database,
        "SELECT " COLUMNS " FROM objects WHERE bucket = ? AND name >= ? ORDER BY name LIMIT 1", "");
  sqlite3_bind_text (self->seeker, 1, bucket, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (self->seeker, 2, name, -1, SQLITE_TRANSIENT);
  if (luthier_practice_sql_next (self->seeker))
    object = read_object (self->seeker);
  sqlite3_reset (self->seeker);
  return object;
}

GInputStream *
luthier_practice_objects_open (LuthierPracticeObjects *self, const char *bucket, const char *name)
{
  g_autoptr (LuthierPracticeObject) object = luthier_practice_objects_stat (self, bucket, name);

  return object != NULL ? luthier_practice_blobs_open (self->blobs, object->blob, NULL) : NULL;
}

/**
 * luthier_practice_objects_commit:
 * @self: the objects
 * @object: bucket, name, blob and whatever else is known; the rest is filled in
 * @digest: of the bytes in the blob
 *
 * Returns: whether it is stored; if not, the blob is dropped
 */
gboolean
luthier_practice_objects_commit (LuthierPracticeObjects *self,
                                 LuthierPracticeObject *object,
                                 LuthierPracticeDigest *digest)
{
  g_autoptr (LuthierPracticeObject)
      old = luthier_practice_objects_stat (self, object->bucket, object->name);

  object->generation = next_generation (self);
  object->metageneration = 1;
  object->size = luthier_practice_digest_get_size (digest);
  object->crc32c = luthier_practice_digest_get_crc32c (digest);
  object->has_md5 = luthier_practice_digest_get_md5 (digest, object->md5);
  object->created_us = object->updated_us = luthier_practice_state_now (self->state);
  if (!write_object (self, object))
    {
      luthier_practice_blobs_drop (self->blobs, object->blob);
      return FALSE;
    }
  if (old != NULL)
    luthier_practice_blobs_drop (self->blobs, old->blob);
  return TRUE;
}

void
luthier_practice_objects_update (LuthierPracticeObjects *self, LuthierPracticeObject *object)
{
  object->metageneration++;
  object->updated_us = luthier_practice_state_now (self->state);
  write_object (self, object);
}

void
luthier_practice_objects_delete (LuthierPracticeObjects *self, LuthierPracticeObject *object)
{
  if (luthier_practice_sql_run (self->database, "DELETE FROM objects WHERE bucket = ? AND name = ?",
                                "ss", object->bucket, object->name))
    luthier_practice_blobs_drop (self->blobs, object->blob);
}

void
luthier_practice_objects_put (LuthierPracticeObjects *self,
                              const char *bucket,
                              const char *name,
                              const char *content_type,
                              GBytes *bytes)
{
  g_autoptr (LuthierPracticeObject) object = luthier_practice_object_new (bucket, name);
  g_autoptr (LuthierPracticeDigest) digest = luthier_practice_digest_new (FALSE);
  g_autoptr (GError) error = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  object->content_type = g_strdup (content_type);
  object->blob = luthier_practice_blobs_create (self->blobs, &error);
  if (object->blob == NULL ||
      !luthier_practice_blobs_write (self->blobs, object->blob, 0, data, size, &error))
    {
      g_warning ("gs://%s/%s: %s", bucket, name, error->message);
      luthier_practice_blobs_drop (self->blobs, object->blob);
      return;
    }
  luthier_practice_digest_update (digest, data, size);
  luthier_practice_objects_commit (self, object, digest);
}
