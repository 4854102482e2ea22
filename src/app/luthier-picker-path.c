/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-picker-path.h"

#include <string.h>

#define SCHEME "gs://"

const char *
luthier_picker_path_skip_scheme (const char *text)
{
  return g_str_has_prefix (text, SCHEME) ? text + strlen (SCHEME) : text;
}

/* Without a slash at the end. */
static gsize
get_length (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && text[length - 1] == '/' ? length - 1 : length;
}

gboolean
luthier_picker_path_is_same (const char *a, const char *b)
{
  const char *bare_a = luthier_picker_path_skip_scheme (a);
  const char *bare_b = luthier_picker_path_skip_scheme (b);
  gsize length = get_length (bare_a);

  return length == get_length (bare_b) && strncmp (bare_a, bare_b, length) == 0;
}

/* The bucket itself has no slash at its end, folders have one. */
static char *
cut_at (const char *where, const char *slash)
{
  gboolean bucket = strchr (where, '/') == slash;

  return g_strndup (where, (gsize) (slash - where) + (bucket ? 0 : 1));
}

char *
luthier_picker_path_get_parent (const char *where)
{
  g_autofree char *bare = g_strndup (where, get_length (where));
  const char *slash = strrchr (bare, '/');

  return slash != NULL ? cut_at (bare, slash) : NULL;
}

char *
luthier_picker_path_of_address (const char *address)
{
  const char *bare;
  const char *slash;

  if (address == NULL || !g_str_has_prefix (address, SCHEME))
    return NULL;
  bare = luthier_picker_path_skip_scheme (address);
  slash = strrchr (bare, '/');
  if (*bare == '\0' || slash == bare)
    return NULL;
  return slash != NULL ? cut_at (bare, slash) : g_strdup (bare);
}
