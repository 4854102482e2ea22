/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* projects/{project}/locations/{location}/{collection}/{id}[@{version}] */
typedef struct
{
  char *project;
  char *location;
  char *collection;
  char *id;
  char *version; /* (nullable) */
} LuthierResourceName;

LuthierResourceName *luthier_resource_name_parse (const char *name);
void luthier_resource_name_free (LuthierResourceName *self);
/* What all names of one thing have in common: answers name the project by its number, settings by its
 * id. (transfer none): the end of name. */
const char *luthier_resource_name_get_key (const char *name);

/* Is it a name of this form, "projects/@/locations/@/tensorboards/@", with plain text for each '@'? */
gboolean luthier_resource_name_match (const char *name, const char *form);

/* gs://bucket/object */
gboolean luthier_gs_uri_parse (const char *uri, char **bucket, char **object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierResourceName, luthier_resource_name_free)

G_END_DECLS
