/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-spec-finding-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* projects/{project}/locations/{location}/keyRings/{ring}/cryptoKeys/{key} */
static const char *const fixed_parts[] = { "projects", "locations", "keyRings", "cryptoKeys" };

static void
add_error (GPtrArray *findings, const char *message)
{
  luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_KMS_KEY, LUTHIER_SEVERITY_ERROR, "H03",
                            "%s", message);
}

static gboolean
is_key_part (const char *part)
{
  for (const char *p = part; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (".:-_", *p) == NULL)
      return FALSE;

  return *part != '\0';
}

/* Says which part is wrong; the key's location if none is. */
static const char *
check_form (GStrv parts, GPtrArray *findings)
{
  const guint n_parts = g_strv_length (parts);
  g_autofree char *message = NULL;

  for (guint i = 0; message == NULL && i < G_N_ELEMENTS (fixed_parts); i++)
    {
      if (2 * i >= n_parts || (2 * i + 1 >= n_parts && g_str_equal (parts[2 * i], fixed_parts[i])))
        /* Translators: %s is a part of a resource name, such as "cryptoKeys". */
        message = g_strdup_printf (_ ("The key's name is cut off before or after “%s”. It looks "
                                      "like projects/…/locations/…/keyRings/…/cryptoKeys/…"),
                                   fixed_parts[i]);
      else if (!g_str_equal (parts[2 * i], fixed_parts[i]))
        message = g_strdup_printf (_ ("The key's name has “%s” where “%s” belongs."), parts[2 * i],
                                   fixed_parts[i]);
      else if (*parts[2 * i + 1] == '\0')
        message = g_strdup_printf (_ ("The key's name has nothing after “%s”."), fixed_parts[i]);
      else if (!is_key_part (parts[2 * i + 1]))
        message = g_strdup_printf (_ ("The key's name has characters after “%s” that do not belong "
                                      "there: “%s”."),
                                   fixed_parts[i], parts[2 * i + 1]);
    }
  if (message == NULL && n_parts > 8)
    message = g_strdup_printf (_ ("The key's name goes on after the key: “%s”."), parts[8]);

  if (message == NULL)
    return parts[3];

  add_error (findings, message);
  return NULL;
}

/* A version is what the console copies most easily; the service wants the key itself. */
static gboolean
check_version (const char *name, GPtrArray *findings)
{
  const char *version = strstr (name, "/cryptoKeyVersions/");
  LuthierSpecFinding *finding;
  g_autofree char *key = NULL;

  if (version == NULL)
    return TRUE;

  key = g_strndup (name, version - name);
  finding = luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_KMS_KEY, LUTHIER_SEVERITY_ERROR,
                                      "H03",
                                      _ ("This names one version of a key. The service wants the "
                                         "key, and takes its primary version."));
  luthier_spec_finding_take_fix (finding, g_strdup (_ ("Use the Key")), g_variant_new_string (key));

  return FALSE;
}

/* Moves the job to the key if the job may run there. */
static void
check_location (const char *location,
                const char *region,
                LuthierBaseModel *model,
                const char *const *regions,
                GPtrArray *findings)
{
  const gboolean movable = regions != NULL && g_strv_contains (regions, location) &&
                           (model == NULL || luthier_base_model_has_region (model, location));
  LuthierSpecFinding *finding;

  if (g_str_equal (location, region))
    return;

  finding = luthier_spec_finding_add (
      findings, movable ? LUTHIER_SPEC_FIELD_REGION : LUTHIER_SPEC_FIELD_KMS_KEY,
      LUTHIER_SEVERITY_ERROR, "H03",
      /* Translators: two regions. */
      _ ("The encryption key is in %s, the job in %s. A job needs a key of its own region."),
      location, region);
  if (movable)
    luthier_spec_finding_take_fix (finding, g_strdup_printf (_ ("Use %s"), location),
                                   g_variant_new_string (location));
}

void
luthier_job_spec_check_key (LuthierJobSpec *spec,
                            LuthierBaseModel *model,
                            const char *const *regions,
                            GPtrArray *findings)
{
  const char *name = luthier_job_spec_get_kms_key_name (spec);
  const char *region = luthier_job_spec_get_region (spec);
  g_auto (GStrv) parts = NULL;
  const char *location;

  if (name == NULL)
    return;

  /* The pages of the service do not agree, so it is not for us to forbid. */
  if (model != NULL && luthier_base_model_refuses_cmek (model))
    luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_KMS_KEY, LUTHIER_SEVERITY_WARNING, "H03",
                              _ ("%s is documented to refuse encryption keys of your own. The "
                                 "service has the last word."),
                              luthier_base_model_get_id (model));

  if (!check_version (name, findings))
    return;

  parts = g_strsplit (name, "/", -1);
  location = check_form (parts, findings);
  if (location != NULL && region != NULL)
    check_location (location, region, model, regions, findings);
}
