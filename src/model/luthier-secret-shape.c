/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-secret-shape.h"

#include <string.h>

/* Beginnings that Google gives to what it hands out. */
static const struct
{
  const char *prefix;
  LuthierSecretShape shape;
} prefixes[] = {
  { "AIza", LUTHIER_SECRET_API_KEY },          { "AQ.", LUTHIER_SECRET_API_KEY },
  { "ya29.", LUTHIER_SECRET_ACCESS_TOKEN },    { "1//", LUTHIER_SECRET_REFRESH_TOKEN },
  { "GOCSPX-", LUTHIER_SECRET_CLIENT_SECRET },
};

#define CLIENT_ID_SUFFIX ".apps.googleusercontent.com"
#define BEARER           "Bearer "

static LuthierSecretShape
find_shape_of_word (const char *word)
{
  if (strpbrk (word, " \t\r\n") != NULL)
    return LUTHIER_SECRET_NONE;
  if (g_str_has_suffix (word, CLIENT_ID_SUFFIX))
    return LUTHIER_SECRET_CLIENT_ID;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (word, prefixes[i].prefix) && strlen (word) > strlen (prefixes[i].prefix))
      return prefixes[i].shape;
  return LUTHIER_SECRET_NONE;
}

/**
 * luthier_secret_shape_of:
 * @text: (nullable): what somebody pasted or chose; blanks around it do not matter
 *
 * Goes by the look alone, so that nothing of it has to be sent anywhere.
 *
 * Returns: what it looks like
 */
LuthierSecretShape
luthier_secret_shape_of (const char *text)
{
  g_autofree char *word = g_strstrip (g_strdup (text != NULL ? text : ""));
  LuthierSecretShape shape;

  if (*word == '{' || *word == '[')
    shape = LUTHIER_SECRET_JSON;
  else if (g_str_has_prefix (word, "-----BEGIN"))
    shape = LUTHIER_SECRET_PRIVATE_KEY;
  else if (g_ascii_strncasecmp (word, BEARER, strlen (BEARER)) == 0)
    shape = LUTHIER_SECRET_ACCESS_TOKEN;
  else
    shape = find_shape_of_word (word);

  explicit_bzero (word, strlen (word));
  return shape;
}
