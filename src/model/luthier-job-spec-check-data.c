/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-spec-finding-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-resource-name.h"

/* Addresses that people copy from a browser, and that mean a file in Cloud Storage. */
static const char *const browser_prefixes[] = {
  "https://storage.googleapis.com/",
  "https://storage.cloud.google.com/",
  "https://console.cloud.google.com/storage/browser/_details/",
};

static gboolean
is_dataset_resource (const char *uri)
{
  g_autoptr (LuthierResourceName) name = luthier_resource_name_parse (uri);

  return name != NULL && g_str_equal (name->collection, "datasets");
}

static char *
guess_gs_uri (const char *uri)
{
  for (guint i = 0; i < G_N_ELEMENTS (browser_prefixes); i++)
    if (g_str_has_prefix (uri, browser_prefixes[i]))
      {
        const char *rest = uri + strlen (browser_prefixes[i]);
        g_autofree char *plain = g_uri_unescape_string (rest, NULL);
        g_autofree char *guess = g_strconcat ("gs://", plain != NULL ? plain : rest, NULL);

        return luthier_gs_uri_parse (guess, NULL, NULL) ? g_steal_pointer (&guess) : NULL;
      }

  return NULL;
}

static void
check_form (const char *uri, LuthierSpecField field, GPtrArray *findings)
{
  LuthierSpecFinding *finding;
  g_autofree char *guess = guess_gs_uri (uri);
  const char *rest = g_str_has_prefix (uri, "gs://") ? uri + strlen ("gs://") : NULL;
  const char *message;

  if (rest == NULL)
    message = _ ("This is not the address of a file in Cloud Storage, which looks like "
                 "gs://bucket/file.jsonl.");
  else if (*rest == '\0' || *rest == '/')
    message = _ ("The address has no bucket. It looks like gs://bucket/file.jsonl.");
  else if (strchr (rest, '/') == NULL || strchr (rest, '/')[1] == '\0')
    message = _ ("The address names a bucket, but no file in it.");
  else
    message = _ ("The address has characters that no bucket or file has.");

  finding = luthier_spec_finding_add (findings, field, LUTHIER_SEVERITY_ERROR, "F11", "%s",
                                      message);
  if (guess != NULL)
    luthier_spec_finding_take_fix (finding, g_strdup (_ ("Use gs:// Address")),
                                   g_variant_new_string (guess));
}

static void
check_uri (const char *uri, LuthierSpecField field, GPtrArray *findings)
{
  if (is_dataset_resource (uri))
    return;

  if (!luthier_gs_uri_parse (uri, NULL, NULL))
    check_form (uri, field, findings);
  else if (!g_str_has_suffix (uri, ".jsonl"))
    luthier_spec_finding_add (
        findings, field, LUTHIER_SEVERITY_WARNING, "F11",
        _ ("The name does not end in .jsonl. The service expects JSON Lines."));
}

static gboolean
is_same_file (const char *a, const char *b)
{
  return a != NULL && g_strcmp0 (a, b) == 0;
}

/* A local file is there too: it becomes a gs:// address when it is uploaded. */
void
luthier_job_spec_check_data (LuthierJobSpec *spec, GPtrArray *findings)
{
  const char *training_uri = luthier_job_spec_get_training_uri (spec);
  const char *validation_uri = luthier_job_spec_get_validation_uri (spec);
  const char *training_file = luthier_job_spec_get_training_file (spec);
  const char *validation_file = luthier_job_spec_get_validation_file (spec);

  if (training_uri != NULL)
    check_uri (training_uri, LUTHIER_SPEC_FIELD_TRAINING_DATA, findings);
  else if (training_file == NULL)
    luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_TRAINING_DATA, LUTHIER_SEVERITY_ERROR,
                              "F11", _ ("There is no training data yet."));

  if (validation_uri != NULL)
    check_uri (validation_uri, LUTHIER_SPEC_FIELD_VALIDATION_DATA, findings);

  if (is_same_file (training_uri, validation_uri) || is_same_file (training_file, validation_file))
    luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_VALIDATION_DATA,
                              LUTHIER_SEVERITY_WARNING, "F10",
                              _ ("Training and validation use the same file, so the validation "
                                 "shows nothing new."));
}
