/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-keyring-schema.h"

#include "luthier-keyring.h"

#define APPLICATION   "io.github.luthierapp.Luthier"
#define UPLOAD_PREFIX "upload/"

/* A keyring that has not been unlocked since it was started does not know the schemas of its
 * items: matching the schema's name would find nothing there, without a word. So the attributes
 * themselves say whose they are. */
static const SecretSchema profile_schema = {
  APPLICATION,
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
      { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* None of the attribute "profile": whoever looks for the secret of a profile asks for all items that
 * have it, whatever else they have. */
static const SecretSchema upload_schema = {
  APPLICATION ".Upload",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
      { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "owner", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "upload", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

const SecretSchema *
luthier_keyring_schema_get (const char *id)
{
  return g_str_has_prefix (id, UPLOAD_PREFIX) ? &upload_schema : &profile_schema;
}

GHashTable *
luthier_keyring_schema_get_attributes (const char *id)
{
  g_auto (GStrv) parts = NULL;

  if (!g_str_has_prefix (id, UPLOAD_PREFIX))
    return secret_attributes_build (&profile_schema, "application", APPLICATION, "profile", id,
                                    NULL);

  parts = g_strsplit (id, "/", 3);
  return secret_attributes_build (&upload_schema, "application", APPLICATION, "kind", "upload",
                                  "owner", parts[1], parts[2] != NULL ? "upload" : NULL, parts[2],
                                  NULL);
}

/**
 * luthier_keyring_make_upload_id:
 * @profile_id: whose upload it is; without slashes
 * @upload_id: (nullable): which one; %NULL is all of them, to be cleared
 *
 * Returns: (transfer full): what stands for the secret of an upload where a keyring wants an id
 */
char *
luthier_keyring_make_upload_id (const char *profile_id, const char *upload_id)
{
  return upload_id != NULL ? g_strconcat (UPLOAD_PREFIX, profile_id, "/", upload_id, NULL)
                           : g_strconcat (UPLOAD_PREFIX, profile_id, NULL);
}
