/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the service can list, for a field to be filled from. */
typedef enum
{
  LUTHIER_CHOICES_PROJECTS,
  LUTHIER_CHOICES_BUCKETS,
  LUTHIER_CHOICES_OBJECTS, /* where: a bucket, or bucket/folder/ */
  LUTHIER_CHOICES_KEYS,    /* where: a region */
  LUTHIER_CHOICES_SERVICE_ACCOUNTS,
} LuthierChoices;

#define LUTHIER_TYPE_CHOICE (luthier_choice_get_type ())
G_DECLARE_FINAL_TYPE (LuthierChoice, luthier_choice, LUTHIER, CHOICE, GObject)

/* One thing to choose. Properties, none of which changes: value (what the field gets, such as
 * "projects/p/locations/l/keyRings/r/cryptoKeys/k" or "gs://b/o"), title, subtitle (nullable),
 * folder (boolean: there is more below it), size (int64 bytes, -1 = none), updated-at (int64
 * microseconds, 0 = not known). */
LuthierChoice *luthier_choice_new (const char *value, const char *title, const char *subtitle);
LuthierChoice *luthier_choice_new_folder (const char *value, const char *title);
LuthierChoice *luthier_choice_new_object (const char *value,
                                          const char *title,
                                          gint64 size,
                                          gint64 updated_at);
const char *luthier_choice_get_value (LuthierChoice *self);
const char *luthier_choice_get_title (LuthierChoice *self);
const char *luthier_choice_get_subtitle (LuthierChoice *self);
gboolean luthier_choice_is_folder (LuthierChoice *self);
gint64 luthier_choice_get_size (LuthierChoice *self);
gint64 luthier_choice_get_updated_at (LuthierChoice *self);

G_END_DECLS
