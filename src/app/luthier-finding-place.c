/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-finding-place.h"

#include <glib/gi18n.h>

#include "luthier-format.h"

struct _LuthierFindingPlace
{
  GObject parent_instance;

  LuthierDatasetPlace place;
  guint index;
};

G_DEFINE_FINAL_TYPE (LuthierFindingPlace, luthier_finding_place, G_TYPE_OBJECT)

static void
luthier_finding_place_class_init (LuthierFindingPlaceClass *klass)
{
}

static void
luthier_finding_place_init (LuthierFindingPlace *self)
{
}

/**
 * luthier_finding_place_new:
 * @place: where; it is copied
 * @index: the how many-th of its finding, from 0
 *
 * Returns: (transfer full): the place
 */
LuthierFindingPlace *
luthier_finding_place_new (const LuthierDatasetPlace *place, guint index)
{
  LuthierFindingPlace *self = g_object_new (LUTHIER_TYPE_FINDING_PLACE, NULL);

  self->place = *place;
  self->index = index;
  return self;
}

/**
 * luthier_finding_place_get:
 *
 * Returns: (transfer none): where, as the check told it
 */
const LuthierDatasetPlace *
luthier_finding_place_get (LuthierFindingPlace *self)
{
  return &self->place;
}

guint
luthier_finding_place_get_index (LuthierFindingPlace *self)
{
  return self->index;
}

/**
 * luthier_finding_place_describe:
 *
 * Returns: (transfer full): the place in words
 */
char *
luthier_finding_place_describe (LuthierFindingPlace *self)
{
  g_autofree char *line = luthier_format_count ((gint64) self->place.line);
  g_autofree char *column = luthier_format_count ((gint64) self->place.column);

  if (self->place.line == 0)
    return g_strdup (_ ("The file as a whole"));
  if (self->place.column == 0)
    /* Translators: a place in a file; %s is a number such as 1,204 */
    return g_strdup_printf (_ ("Line %s"), line);
  /* Translators: a place in a file; each %s is a number such as 1,204 */
  return g_strdup_printf (_ ("Line %s, column %s"), line, column);
}
