/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-data-facts.h"

#include <glib/gi18n.h>

#include "luthier-object-name.h"

/* What a job's data is told from other data by. */
typedef struct
{
  const char *sha256; /* (nullable) */
  const char *crc32c; /* (nullable) */
  gboolean has_size;
  guint64 size;
} Marks;

void
luthier_data_facts_clear (LuthierDataFacts *self)
{
  g_clear_pointer (&self->gs_uri, g_free);
  g_clear_pointer (&self->stored, luthier_stored_dataset_free);
  g_clear_pointer (&self->object, luthier_storage_object_free);
}

/* What is at an address now is what the job was given only if it was there before the job was. */
static gboolean
is_of_job (const LuthierStorageObject *object, gint64 create_time)
{
  return object != NULL && object->create_time > 0 && object->create_time <= create_time;
}

/* The addresses that Luthier uploads to are never used for other data again. */
static Marks
get_marks (const LuthierDataFacts *self)
{
  if (self->stored != NULL)
    return (Marks){ self->stored->sha256, self->stored->crc32c, TRUE, self->stored->size };
  if (is_of_job (self->object, self->create_time))
    return (Marks){ NULL, self->object->crc32c, TRUE, self->object->size };
  return (Marks){ NULL, NULL, FALSE, 0 };
}

static LuthierDataIdentity
to_identity (gboolean is_same)
{
  return is_same ? LUTHIER_DATA_SAME : LUTHIER_DATA_DIFFERENT;
}

/* One address for both: it is the same data unless it was written anew in between. */
static LuthierDataIdentity
compare_times (const LuthierDataFacts *one, const LuthierDataFacts *two)
{
  if (one->stored != NULL || luthier_object_name_tells (one->gs_uri) ||
      is_of_job (one->object, MIN (one->create_time, two->create_time)))
    return LUTHIER_DATA_SAME;
  return LUTHIER_DATA_NOT_KNOWN;
}

static LuthierDataIdentity
compare_marks (const LuthierDataFacts *one, const LuthierDataFacts *two)
{
  Marks a = get_marks (one), b = get_marks (two);

  if (a.sha256 != NULL && b.sha256 != NULL)
    return to_identity (g_str_equal (a.sha256, b.sha256));
  if (a.has_size && b.has_size && a.size != b.size)
    return LUTHIER_DATA_DIFFERENT;
  if (a.crc32c != NULL && b.crc32c != NULL)
    return to_identity (g_str_equal (a.crc32c, b.crc32c));
  if (a.sha256 != NULL && luthier_object_name_tells (two->gs_uri))
    return to_identity (luthier_object_name_has_hash (two->gs_uri, a.sha256));
  if (b.sha256 != NULL && luthier_object_name_tells (one->gs_uri))
    return to_identity (luthier_object_name_has_hash (one->gs_uri, b.sha256));
  if (luthier_object_name_tells (one->gs_uri) && luthier_object_name_tells (two->gs_uri))
    return to_identity (luthier_object_name_is_alike (one->gs_uri, two->gs_uri));
  return LUTHIER_DATA_NOT_KNOWN;
}

/* What was asked, and why it is no answer. */
static const char *
explain (const LuthierDataFacts *one, const LuthierDataFacts *two)
{
  if ((one->object != NULL && !is_of_job (one->object, one->create_time)) ||
      (two->object != NULL && !is_of_job (two->object, two->create_time)))
    return _ ("The data was written anew after a job that used it was created");
  return _ ("Nothing is known that would tell the data apart");
}

/**
 * luthier_data_facts_compare:
 *
 * Concludes whether two jobs were given the same data: the hash of what was uploaded from here, or
 * the size and the checksum that the service tells, for what was there before the jobs were.
 *
 * Returns: (transfer full): what is known, and in words why it is not
 */
LuthierDataComparison *
luthier_data_facts_compare (const LuthierDataFacts *one, const LuthierDataFacts *two)
{
  LuthierDataComparison *comparison = g_new0 (LuthierDataComparison, 1);

  if (one->gs_uri == NULL && two->gs_uri == NULL)
    comparison->identity = LUTHIER_DATA_NONE;
  else if (one->gs_uri == NULL || two->gs_uri == NULL)
    {
      comparison->identity = LUTHIER_DATA_DIFFERENT;
      comparison->reason = g_strdup (_ ("Only one of the jobs has any"));
    }
  else if (g_str_equal (one->gs_uri, two->gs_uri))
    comparison->identity = compare_times (one, two);
  else
    comparison->identity = compare_marks (one, two);
  if (comparison->identity == LUTHIER_DATA_NOT_KNOWN)
    comparison->reason = g_strdup (explain (one, two));
  return comparison;
}

void
luthier_data_comparison_free (LuthierDataComparison *self)
{
  g_free (self->reason);
  g_free (self);
}
