/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-state.h"

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
  guint8 md5[16];
  gint64 created_us;
} LuthierPracticeObject;

void luthier_practice_object_free (LuthierPracticeObject *self);

#define LUTHIER_TYPE_PRACTICE_OBJECTS (luthier_practice_objects_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeObjects, luthier_practice_objects, LUTHIER, PRACTICE_OBJECTS, GObject)

/* Buckets and objects, without HTTP. */
LuthierPracticeObjects *luthier_practice_objects_new (LuthierPracticeState *state);
gboolean luthier_practice_objects_has_bucket (LuthierPracticeObjects *self, const char *bucket);
void luthier_practice_objects_make_bucket (LuthierPracticeObjects *self,
                                           const char *bucket,
                                           const char *location);
/* NULL: no such object. */
LuthierPracticeObject *luthier_practice_objects_stat (LuthierPracticeObjects *self,
                                                      const char *bucket,
                                                      const char *name);
/* A stream over the stored bytes that may be read on any one thread; NULL: no such object. */
GInputStream *luthier_practice_objects_open (LuthierPracticeObjects *self,
                                             const char *bucket,
                                             const char *name);
/* A whole object at once, for tests and small things. */
void luthier_practice_objects_put (LuthierPracticeObjects *self,
                                   const char *bucket,
                                   const char *name,
                                   const char *content_type,
                                   GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeObject, luthier_practice_object_free)

G_END_DECLS
