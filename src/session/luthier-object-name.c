/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-object-name.h"

#include "luthier-resource-name.h"

#define MAX_OBJECT_STEM 80
#define HASH_DIGITS     12
#define FOLDER          "luthier/"

/* Letters, digits and what is harmless in every shell and address. */
static char *
sanitise (const char *name)
{
  g_autofree char *stem = g_strdup (name);
  char *dot = strrchr (stem, '.');

  if (dot != NULL && dot != stem)
    *dot = '\0';
  g_strcanon (stem, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-", '-');

  return g_strndup (stem, MAX_OBJECT_STEM);
}

gboolean
luthier_object_name_identifies (const LuthierDatasetReport *report)
{
  return report != NULL && report->sha256 != NULL && strlen (report->sha256) >= HASH_DIGITS &&
         !report->is_preview && !report->is_partial;
}

/**
 * luthier_object_name_make:
 *
 * gs://bucket/luthier/0a1b2c3d4e5f-invoices.jsonl: by what is in the file, so that the same data is
 * there once. Where that is not known a new one for each upload:
 * gs://bucket/luthier/2026-11-22/1f00ba5e-invoices.jsonl.
 *
 * Returns: (transfer full): the address
 */
char *
luthier_object_name_make (GFile *file,
                          const char *bucket,
                          const LuthierDatasetReport *report,
                          gint64 now_us,
                          LuthierRandom *random)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autofree char *day = now != NULL ? g_date_time_format (now, "%Y-%m-%d") : g_strdup ("undated");
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *stem = sanitise (name != NULL ? name : "dataset");
  g_autofree char *chance = NULL;

  if (luthier_object_name_identifies (report))
    return g_strdup_printf ("gs://%s/" FOLDER "%.*s-%s.jsonl", bucket, HASH_DIGITS, report->sha256,
                            stem);

  chance = luthier_random_make_id (random);
  return g_strdup_printf ("gs://%s/" FOLDER "%s/%.8s-%s.jsonl", bucket, day, chance, stem);
}

gboolean
luthier_object_name_tells (const char *gs_uri)
{
  g_autofree char *name = NULL;

  if (!luthier_gs_uri_parse (gs_uri, NULL, &name) || !g_str_has_prefix (name, FOLDER))
    return FALSE;

  return strspn (name + strlen (FOLDER), "0123456789abcdef") == HASH_DIGITS &&
         name[strlen (FOLDER) + HASH_DIGITS] == '-';
}

gboolean
luthier_object_name_has_hash (const char *gs_uri, const char *sha256)
{
  g_autofree char *name = NULL;
  g_autofree char *beginning = g_strdup_printf (FOLDER "%.*s-", HASH_DIGITS, sha256);

  return luthier_gs_uri_parse (gs_uri, NULL, &name) && g_str_has_prefix (name, beginning);
}

gboolean
luthier_object_name_is_alike (const char *gs_uri, const char *other)
{
  g_autofree char *name = NULL;

  return luthier_gs_uri_parse (gs_uri, NULL, &name) &&
         luthier_object_name_has_hash (other, name + strlen (FOLDER));
}

gboolean
luthier_object_name_is_of (const char *gs_uri, const LuthierDatasetReport *report)
{
  return luthier_object_name_identifies (report) &&
         luthier_object_name_has_hash (gs_uri, report->sha256);
}
