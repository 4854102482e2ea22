/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-blobs.h"
#include "luthier-practice-digest.h"

G_BEGIN_DECLS

typedef struct
{
  char *bucket; /* (owned) */
  char *name;   /* (owned) */
  gint64 generation;
  gint64 metageneration;
  guint64 size;
  char *content_type;     /* (owned) (nullable) */
  char *content_encoding; /* (owned) (nullable) */
  char *metadata;         /* (owned) (nullable): JSON object text of custom metadata */
  guint32 crc32c;
  gboolean has_md5;
  guint8 md5[LUTHIER_PRACTICE_MD5_SIZE];
  gint64 created_us;
  gint64 updated_us;
  char *blob; /* (owned): where its bytes are */
} LuthierPracticeObject;

LuthierPracticeObject *luthier_practice_object_new (const char *bucket, const char *name);
void luthier_practice_object_free (LuthierPracticeObject *self);

typedef struct
{
  char *name;     /* (owned) */
  char *location; /* (owned) */
  gint64 created_us;
} LuthierPracticeBucket;

void luthier_practice_bucket_free (LuthierPracticeBucket *self);

#define LUTHIER_TYPE_PRACTICE_OBJECTS (luthier_practice_objects_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeObjects, luthier_practice_objects, LUTHIER, PRACTICE_OBJECTS, GObject)

/* Buckets and objects, without HTTP. */
LuthierPracticeObjects *luthier_practice_objects_new (LuthierPracticeState *state);
LuthierPracticeBlobs *luthier_practice_objects_get_blobs (LuthierPracticeObjects *self);

/* Bucket names as the service allows them. */
gboolean luthier_practice_objects_is_bucket_name (const char *name);
gboolean luthier_practice_objects_has_bucket (LuthierPracticeObjects *self, const char *bucket);
void luthier_practice_objects_make_bucket (LuthierPracticeObjects *self,
                                           const char *bucket,
                                           const char *location);
/* Of LuthierPracticeBucket, by name. */
GPtrArray *luthier_practice_objects_list_buckets (LuthierPracticeObjects *self);

/* NULL: no such object. */
LuthierPracticeObject *luthier_practice_objects_stat (LuthierPracticeObjects *self,
                                                      const char *bucket,
                                                      const char *name);
/* The first object whose name is not less than this; NULL: there is none. */
LuthierPracticeObject *luthier_practice_objects_seek (LuthierPracticeObjects *self,
                                                      const char *bucket,
                                                      const char *name);
/* A stream over the stored bytes that may be read on any one thread; NULL: no such object. It
 * goes on giving what it was opened on after the object was replaced or deleted. */
GInputStream *luthier_practice_objects_open (LuthierPracticeObjects *self,
                                             const char *bucket,
                                             const char *name);
/* Makes an object of bytes that lie in object->blob: gives it a new generation and the checksums
 * of the digest, and in one step it takes the place of what had its name. */
gboolean luthier_practice_objects_commit (LuthierPracticeObjects *self,
                                          LuthierPracticeObject *object,
                                          LuthierPracticeDigest *digest);
/* Writes type and custom metadata of a stored object. */
void luthier_practice_objects_update (LuthierPracticeObjects *self, LuthierPracticeObject *object);
void luthier_practice_objects_delete (LuthierPracticeObjects *self, LuthierPracticeObject *object);
/* A whole object at once, for tests and small things. */
void luthier_practice_objects_put (LuthierPracticeObjects *self,
                                   const char *bucket,
                                   const char *name,
                                   const char *content_type,
                                   GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeObject, luthier_practice_object_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeBucket, luthier_practice_bucket_free)

G_END_DECLS
