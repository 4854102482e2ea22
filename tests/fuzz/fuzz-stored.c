/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz-text.h"

#include "luthier-catalogue.h"
#include "luthier-endpoints.h"
#include "luthier-job-json.h"
#include "luthier-job-spec-check.h"
#include "luthier-one-line.h"
#include "luthier-profile.h"
#include "luthier-redact.h"
#include "luthier-resource-name.h"
#include "luthier-secret-shape.h"

/* What is found where we left something else, and texts of one line: a letter says what it is. What
 * is read is the same when it is written and read again. */

static LuthierCatalogue *catalogue;

static void
look_at_failure (GError *error)
{
  fuzz_assert (error != NULL);
  fuzz_look_at_text (error->message);
  g_error_free (error);
}

static void
read_profile (const char *text)
{
  GError *error = NULL;
  g_autoptr (LuthierProfile) profile = luthier_profile_deserialize (text, &error);
  g_autoptr (LuthierProfile) again = NULL;
  g_autofree char *written = NULL;
  g_autofree char *last = NULL;

  if (profile == NULL)
    {
      look_at_failure (error);
      return;
    }
  fuzz_look_at_text (luthier_profile_get_title (profile));
  fuzz_assert (luthier_profile_get_id (profile) != NULL);
  written = luthier_profile_serialize (profile);
  again = luthier_profile_deserialize (written, NULL);
  fuzz_assert (again != NULL);
  last = luthier_profile_serialize (again);
  fuzz_assert (g_str_equal (written, last));
}

static void
look_at_findings (LuthierJobSpec *spec)
{
  static const char *const regions[] = { "us-central1", "europe-west4", NULL };
  const char *id = luthier_job_spec_get_base_model (spec);
  LuthierBaseModel *model = id != NULL ? luthier_catalogue_lookup (catalogue, id) : NULL;
  g_autoptr (GPtrArray) findings = luthier_job_spec_check (spec, model, regions);

  for (guint i = 0; i < findings->len; i++)
    {
      const LuthierSpecFinding *finding = findings->pdata[i];

      fuzz_look_at_text (finding->message);
      fuzz_look_at_text (finding->fix_label);
      if (finding->fix != NULL)
        luthier_spec_finding_apply (finding, spec);
    }
}

static void
read_spec (const char *text)
{
  GError *error = NULL;
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_deserialize (text, &error);
  g_autoptr (LuthierJobSpec) again = NULL;
  g_autofree char *written = NULL;
  g_autofree char *request = NULL;
  g_autoptr (LuthierJson) json = NULL;

  if (spec == NULL)
    {
      look_at_failure (error);
      return;
    }
  written = luthier_job_spec_serialize (spec);
  again = luthier_job_spec_deserialize (written, NULL);
  fuzz_assert (again != NULL && luthier_job_spec_equal (spec, again));
  request = luthier_job_spec_to_request (spec);
  json = luthier_json_parse_text (request, -1, NULL);
  fuzz_assert (json != NULL);
  look_at_findings (again);
}

static void
read_catalogue (const char *text, gsize size)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, size);
  g_autoptr (LuthierCatalogue) read = luthier_catalogue_new (bytes, &error);

  if (read == NULL)
    {
      look_at_failure (error);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (read)); i++)
    {
      g_autoptr (LuthierBaseModel) model = g_list_model_get_item (G_LIST_MODEL (read), i);

      fuzz_assert (luthier_base_model_get_id (model) != NULL);
      fuzz_look_at_text (luthier_base_model_get_summary (model));
      g_strfreev (luthier_base_model_format_adapter_sizes (model));
    }
}

static void
read_address (const char *text)
{
  GError *error = NULL;
  g_autoptr (LuthierEndpoints) endpoints = luthier_endpoints_new (text, &error);

  if (endpoints == NULL)
    {
      look_at_failure (error);
      return;
    }
  fuzz_take_text (luthier_endpoints_get_tuning_base (endpoints, "us-central1"));
  fuzz_take_text (luthier_endpoints_get_storage_base (endpoints));
  fuzz_take_text (luthier_endpoints_get_base (endpoints, LUTHIER_API_KMS));
  fuzz_assert (!luthier_endpoints_is_trusted (endpoints, "https://evil.example/"));
}

static void
read_names (const char *text)
{
  g_autoptr (LuthierResourceName) name = luthier_resource_name_parse (text);
  g_autofree char *bucket = NULL;
  g_autofree char *object = NULL;

  if (name != NULL)
    {
      fuzz_assert (strpbrk (name->location, "./:@?#%") == NULL && *name->location != '\0');
      fuzz_assert (strchr (name->id, '/') == NULL && strcmp (name->id, "..") != 0);
    }
  if (luthier_gs_uri_parse (text, &bucket, &object))
    {
      g_autofree char *again = g_strdup_printf ("gs://%s/%s", bucket, object);

      fuzz_assert (g_str_equal (again, text));
      fuzz_assert (strpbrk (bucket, "/?#%") == NULL);
    }
}

static void
read_line (const char *text)
{
  g_autofree char *line = luthier_one_line (text, 40);
  g_autofree char *again = luthier_one_line (line, 40);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  fuzz_look_at_line (line);
  fuzz_assert (g_utf8_strlen (line, -1) <= 40);
  fuzz_assert (g_str_equal (line, again));
  fuzz_take_text (luthier_redact (valid));
  luthier_secret_shape_of (text);
  luthier_timestamp_parse (text);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  static const char text[] =
      "{\"asOf\":\"2026-11-01\",\"models\":[{\"id\":\"gemini-2.5-flash\",\"summary\":\"s\","
      "\"status\":\"available\",\"methods\":[\"supervised\"],\"adapterSizes\":[1,4],"
      "\"regions\":[\"us-central1\"],\"source\":\"s\"}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);

  fuzz_begin ();
  catalogue = luthier_catalogue_new (bytes, NULL);
  fuzz_assert (catalogue != NULL);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = size > 0 ? g_strndup ((const char *) data + 1, size - 1) : NULL;

  switch (size > 0 ? data[0] : '\0')
    {
    case '\0':
      break;
    case 'p':
      read_profile (text);
      break;
    case 's':
      read_spec (text);
      break;
    case 'c':
      read_catalogue (text, strlen (text));
      break;
    case 'a':
      read_address (text);
      break;
    case 'n':
      read_names (text);
      break;
    default:
      read_line (text);
    }
  return 0;
}
