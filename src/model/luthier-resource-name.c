/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-resource-name.h"

#include <string.h>

/* No name of the service is longer, and a longer one is none that could be asked for. */
#define MAX_LENGTH 1000

/* projects/{project}/locations/{location} */
#define LOCATION 3

/* A part becomes a piece of a URL, so nothing that means something there gets through. */
static gboolean
is_plain (const char *part, const char *extra)
{
  if (*part == '\0' || g_str_equal (part, ".") || g_str_equal (part, ".."))
    return FALSE;

  for (const char *p = part; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (extra, *p) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * luthier_resource_name_parse:
 * @name: (nullable): a full resource name
 *
 * Takes apart `projects/{project}/locations/{location}/{collection}/{id}[@{version}]`.
 *
 * A location becomes part of a host name, which is why it may hold letters, digits and dashes only.
 *
 * Returns: (transfer full) (nullable): the parts, or %NULL if @name is of another form
 */
LuthierResourceName *
luthier_resource_name_parse (const char *name)
{
  g_autoptr (LuthierResourceName) self = NULL;
  g_auto (GStrv) parts = NULL;
  char *version;

  if (name == NULL || strlen (name) > MAX_LENGTH)
    return NULL;

  parts = g_strsplit (name, "/", 7);
  if (g_strv_length (parts) != 6 || !g_str_equal (parts[0], "projects") ||
      !g_str_equal (parts[2], "locations"))
    return NULL;

  version = strchr (parts[5], '@');
  if (version != NULL)
    *version++ = '\0';
  /* Projects of a domain have a colon in their id: "example.com:project". */
  if (!is_plain (parts[1], ".:-_") || !is_plain (parts[3], "-") || !is_plain (parts[4], "") ||
      !is_plain (parts[5], ".-_") || (version != NULL && !is_plain (version, ".-_")))
    return NULL;

  self = g_new0 (LuthierResourceName, 1);
  self->project = g_strdup (parts[1]);
  self->location = g_strdup (parts[3]);
  self->collection = g_strdup (parts[4]);
  self->id = g_strdup (parts[5]);
  self->version = g_strdup (version);

  return g_steal_pointer (&self);
}

/**
 * luthier_resource_name_free:
 * @self: (transfer full): a name
 *
 * Frees a name.
 */
void
luthier_resource_name_free (LuthierResourceName *self)
{
  g_free (self->project);
  g_free (self->location);
  g_free (self->collection);
  g_free (self->id);
  g_free (self->version);
  g_free (self);
}

/**
 * luthier_resource_name_match:
 * @name: (nullable): a full resource name
 * @form: the parts that it should have, with `@` for those that are free; the fourth is a location
 *
 * A name that matches means nothing else when it becomes part of an address.
 *
 * Returns: whether @name is of that form
 */
gboolean
luthier_resource_name_match (const char *name, const char *form)
{
  g_auto (GStrv) parts = NULL;
  g_auto (GStrv) wanted = g_strsplit (form, "/", -1);
  const guint n_parts = g_strv_length (wanted);

  if (name == NULL || strlen (name) > MAX_LENGTH)
    return FALSE;

  parts = g_strsplit (name, "/", (int) n_parts + 1);
  if (g_strv_length (parts) != n_parts)
    return FALSE;
  for (guint i = 0; i < n_parts; i++)
    {
      if (!g_str_equal (wanted[i], "@") ? !g_str_equal (wanted[i], parts[i])
                                        : !is_plain (parts[i], i == LOCATION ? "-" : ".:-_"))
        return FALSE;
    }

  return TRUE;
}

/**
 * luthier_gs_uri_parse:
 * @uri: (nullable): an address such as `gs://bucket/folder/file.jsonl`
 * @bucket: (out) (optional): the bucket's name
 * @object: (out) (optional): the object's name, not escaped
 *
 * Takes apart the address of an object in Cloud Storage.
 *
 * Returns: whether @uri names a bucket and an object in it; nothing is set if not
 */
gboolean
luthier_gs_uri_parse (const char *uri, char **bucket, char **object)
{
  g_autofree char *name = NULL;
  const char *slash;

  if (uri == NULL || !g_str_has_prefix (uri, "gs://"))
    return FALSE;

  uri += strlen ("gs://");
  slash = strchr (uri, '/');
  if (slash == NULL || slash[1] == '\0' || strpbrk (slash, "\r\n") != NULL)
    return FALSE;

  name = g_strndup (uri, slash - uri);
  if (!is_plain (name, "._-"))
    return FALSE;

  if (bucket != NULL)
    *bucket = g_steal_pointer (&name);
  if (object != NULL)
    *object = g_strdup (slash + 1);

  return TRUE;
}

const char *
luthier_resource_name_get_key (const char *name)
{
  const char *key = strstr (name, "/locations/");

  return key != NULL ? key : name;
}
