/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-spec-check.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "luthier-resource-name.h"
#include "luthier-spec-finding-private.h"
#include "luthier-word-list.h"

/* Which rule a finding is of, as they are numbered in the documentation of the rules:
 *   F10, F11  the data's addresses    H01  hyperparameters   H03  names, labels, keys, accounts
 *   H04  exactly one source model     H05  regions           H06  what the catalogue says */

/* The largest that is not larger, else the smallest. */
static guint
find_nearest (const guint *sizes, guint n_sizes, guint size)
{
  guint nearest = sizes[0];

  for (guint i = 0; i < n_sizes; i++)
    if (sizes[i] <= size)
      nearest = sizes[i];

  return nearest;
}

static void
check_adapter_size (LuthierJobSpec *spec, LuthierBaseModel *model, GPtrArray *findings)
{
  const guint size = luthier_job_spec_get_adapter_size (spec);
  g_auto (GStrv) words = NULL;
  g_autofree char *list = NULL;
  LuthierSpecFinding *finding;
  const guint *sizes;
  guint n_sizes, nearest;

  if (size == LUTHIER_AUTOMATIC_ADAPTER || luthier_base_model_has_adapter_size (model, size))
    return;

  sizes = luthier_base_model_get_adapter_sizes (model, &n_sizes);
  words = luthier_base_model_format_adapter_sizes (model);
  list = luthier_word_list_join_choices ((const char *const *) words);
  nearest = find_nearest (sizes, n_sizes, size);

  finding = luthier_spec_finding_add (
      findings, LUTHIER_SPEC_FIELD_ADAPTER_SIZE, LUTHIER_SEVERITY_ERROR, "H01",
      /* Translators: a model, the adapter sizes it has ("1, 2 or 4") and the size that was chosen. */
      n_sizes > 1 ? _ ("%s offers %s. The service would refuse %u.")
                  : _ ("%s offers %s only. The service would refuse %u."),
      luthier_base_model_get_id (model), list, size);
  luthier_spec_finding_take_fix (finding, g_strdup_printf (_ ("Use %u"), nearest),
                                 g_variant_new_uint32 (nearest));
}

static void
check_hyper_parameters (LuthierJobSpec *spec, LuthierBaseModel *model, GPtrArray *findings)
{
  const gint64 epochs = luthier_job_spec_get_epoch_count (spec);
  const double rate = luthier_job_spec_get_learning_rate_multiplier (spec);

  if (epochs != LUTHIER_AUTOMATIC_EPOCHS && epochs < 1)
    luthier_spec_finding_take_fix (
        luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_EPOCHS, LUTHIER_SEVERITY_ERROR,
                                  "H01", _ ("The data has to be seen once at least.")),
        g_strdup (_ ("Use 1")), g_variant_new_int64 (1));

  if (!luthier_job_spec_is_automatic_rate (spec) && (rate <= 0 || !isfinite (rate)))
    luthier_spec_finding_take_fix (
        luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_LEARNING_RATE,
                                  LUTHIER_SEVERITY_ERROR, "H01",
                                  _ ("The multiplier has to be greater than 0.")),
        g_strdup (_ ("Use Automatic")), g_variant_new_double (NAN));

  if (model != NULL)
    check_adapter_size (spec, model, findings);
}

/* Tells what the catalogue knows against the model. */
static void
check_model (LuthierBaseModel *model, GPtrArray *findings)
{
  const char *id = luthier_base_model_get_id (model);
  const char *note = luthier_base_model_get_status_note (model);
  LuthierSeverity severity = LUTHIER_SEVERITY_HINT;

  if (luthier_base_model_is_open (model))
    {
      luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_ERROR,
                                "H06",
                                _ ("Luthier cannot tune open models yet: they want other settings, "
                                   "and leave files instead of an endpoint."));
      return;
    }
  if (luthier_base_model_get_status (model) == LUTHIER_MODEL_NOT_TUNABLE ||
      (luthier_base_model_get_methods (model) & LUTHIER_METHOD_SUPERVISED) == 0)
    {
      luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_ERROR,
                                "H06", _ ("%s cannot be tuned with examples of right answers."),
                                id);
      return;
    }
  if (note == NULL)
    return;

  if (luthier_base_model_get_status (model) == LUTHIER_MODEL_RETIRED)
    severity = LUTHIER_SEVERITY_WARNING;
  /* Translators: a model, and a note such as "Retired on 1 Jun 2026". */
  luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_BASE_MODEL, severity, "H06",
                            C_ ("model and note", "%s: %s."), id, note);
}

static void
check_pre_tuned_model (LuthierJobSpec *spec, GPtrArray *findings)
{
  const char *region = luthier_job_spec_get_region (spec);
  g_autoptr (LuthierResourceName)
      name = luthier_resource_name_parse (luthier_job_spec_get_pre_tuned_model (spec));

  if (name == NULL || !g_str_equal (name->collection, "models"))
    luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL, LUTHIER_SEVERITY_ERROR,
                              "H04",
                              name != NULL && g_str_equal (name->collection, "endpoints")
                                  ? _ ("This is the name of an endpoint. The name of a model looks "
                                       "like projects/…/locations/…/models/…")
                                  : _ ("This is not the name of a tuned model, which looks like "
                                       "projects/…/locations/…/models/…"));
  else if (region != NULL && !g_str_equal (name->location, region))
    luthier_spec_finding_take_fix (
        luthier_spec_finding_add (
            findings, LUTHIER_SPEC_FIELD_REGION, LUTHIER_SEVERITY_ERROR, "H04",
            _ ("The tuned model is in %s, so the job has to run there."), name->location),
        g_strdup_printf (_ ("Use %s"), name->location), g_variant_new_string (name->location));
}

static void
check_source (LuthierJobSpec *spec, LuthierBaseModel *model, GPtrArray *findings)
{
  const char *base_model = luthier_job_spec_get_base_model (spec);
  const char *pre_tuned_model = luthier_job_spec_get_pre_tuned_model (spec);

  if (base_model == NULL && pre_tuned_model == NULL)
    luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_ERROR,
                              "H04", _ ("There is no model to start from yet."));
  else if (base_model != NULL && pre_tuned_model != NULL)
    luthier_spec_finding_take_fix (
        luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_ERROR,
                                  "H04",
                                  _ ("A job starts from a base model or from a tuned one, not from "
                                     "both.")),
        g_strdup (_ ("Use the Tuned Model")), g_variant_new_string (""));
  else if (base_model != NULL && model == NULL)
    luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_HINT, "H06",
                              _ ("%s is not in the catalogue. The service decides."), base_model);
  else if (base_model != NULL)
    check_model (model, findings);

  if (pre_tuned_model != NULL)
    check_pre_tuned_model (spec, findings);
}

/* The first region of the profile that the model has, else the model's first. */
static const char *
choose_region (LuthierBaseModel *model, const char *const *regions)
{
  const char *const *offered = model != NULL ? luthier_base_model_get_regions (model) : NULL;

  for (guint i = 0; regions != NULL && regions[i] != NULL; i++)
    if (model == NULL || luthier_base_model_has_region (model, regions[i]))
      return regions[i];

  return offered != NULL ? offered[0] : NULL;
}

/* Why no job of this model can run there, or NULL. */
static char *
describe_region (const char *region, LuthierBaseModel *model)
{
  g_autofree char *list = NULL;
  const char *const *offered;

  if (region == NULL)
    return g_strdup (_ ("The job has no region yet."));
  /* The first is for open models, the others only answer for tuned ones. */
  if (g_str_equal (region, "global") || g_str_equal (region, "us") || g_str_equal (region, "eu"))
    return g_strdup_printf (_ ("Gemini models are not tuned in “%s”, but in a single region."),
                            region);
  if (model == NULL || luthier_base_model_has_region (model, region))
    return NULL;

  offered = luthier_base_model_get_regions (model);
  list = luthier_word_list_join_choices (offered);

  /* Translators: a model, the regions it has ("us-central1 or europe-west4"), the chosen region. */
  return g_strdup_printf (g_strv_length ((char **) offered) > 1
                              ? _ ("%s is tuned in %s. The service would refuse %s.")
                              : _ ("%s is tuned in %s only. The service would refuse %s."),
                          luthier_base_model_get_id (model), list, region);
}

static void
check_region (LuthierJobSpec *spec,
              LuthierBaseModel *model,
              const char *const *regions,
              GPtrArray *findings)
{
  const char *region = luthier_job_spec_get_region (spec);
  const char *better = choose_region (model, regions);
  g_autofree char *message = NULL;
  LuthierSpecFinding *finding;

  if (model != NULL && luthier_base_model_is_open (model))
    return;

  message = describe_region (region, model);
  if (message != NULL)
    {
      finding = luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_REGION,
                                          LUTHIER_SEVERITY_ERROR, "H05", "%s", message);
      if (better != NULL)
        luthier_spec_finding_take_fix (finding, g_strdup_printf (_ ("Use %s"), better),
                                       g_variant_new_string (better));
    }
  else if (regions != NULL && !g_strv_contains (regions, region))
    luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_REGION, LUTHIER_SEVERITY_WARNING, "H05",
                              _ ("The profile does not look at %s, so its list will not show the "
                                 "job."),
                              region);
}

static void
check_display_name (LuthierJobSpec *spec, GPtrArray *findings)
{
  const char *name = luthier_job_spec_get_display_name (spec);
  const glong n_chars = name != NULL ? g_utf8_strlen (name, -1) : 0;
  g_autofree char *shorter = NULL;

  if (n_chars <= LUTHIER_MAX_NAME_CHARS)
    return;

  shorter = g_utf8_substring (name, 0, LUTHIER_MAX_NAME_CHARS);
  luthier_spec_finding_take_fix (
      luthier_spec_finding_add (
          findings, LUTHIER_SPEC_FIELD_DISPLAY_NAME, LUTHIER_SEVERITY_ERROR, "H03",
          ngettext ("The name has %ld character, and the service takes %d.",
                    "The name has %ld characters, and the service takes %d.", (gulong) n_chars),
          n_chars, LUTHIER_MAX_NAME_CHARS),
      g_strdup (_ ("Shorten")), g_variant_new_string (shorter));
}

static gboolean
is_mailbox (const char *text)
{
  const char *at = strchr (text, '@');

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (".-_@", *p) == NULL)
      return FALSE;

  return at != NULL && at != text && strchr (at + 1, '@') == NULL && strchr (at, '.') != NULL;
}

static void
check_service_account (LuthierJobSpec *spec, GPtrArray *findings)
{
  const char *account = luthier_job_spec_get_service_account (spec);

  if (account == NULL)
    return;

  if (!is_mailbox (account))
    luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT, LUTHIER_SEVERITY_ERROR,
                              "H03",
                              _ ("This is no e-mail address of a service account, which looks like "
                                 "name@project.iam.gserviceaccount.com."));
  else if (!g_str_has_suffix (account, ".gserviceaccount.com"))
    luthier_spec_finding_add (findings, LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT, LUTHIER_SEVERITY_ERROR,
                              "H03",
                              _ ("A job runs as a service account, whose address ends in "
                                 ".gserviceaccount.com."));
}

static int
compare_severity (gconstpointer a, gconstpointer b)
{
  const LuthierSpecFinding *first = *(LuthierSpecFinding *const *) a;
  const LuthierSpecFinding *second = *(LuthierSpecFinding *const *) b;

  return (int) second->severity - (int) first->severity;
}

/**
 * luthier_job_spec_check:
 * @spec: a spec
 * @model: (nullable): its base model, %NULL if that is not in the catalogue
 * @regions: (nullable): the regions of the profile
 *
 * Judges a spec by all that can be known without asking anybody. An error is what the service is
 * sure to refuse; where its documentation is not clear there is only a warning.
 *
 * Returns: (transfer full) (element-type LuthierSpecFinding): what is wrong, worst first
 */
GPtrArray *
luthier_job_spec_check (LuthierJobSpec *spec, LuthierBaseModel *model, const char *const *regions)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_spec_finding_free);

  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (spec), findings);

  check_source (spec, model, findings);
  luthier_job_spec_check_data (spec, findings);
  check_hyper_parameters (spec, model, findings);
  check_region (spec, model, regions, findings);
  check_display_name (spec, findings);
  luthier_job_spec_check_labels (spec, findings);
  luthier_job_spec_check_key (spec, model, regions, findings);
  check_service_account (spec, findings);
  luthier_job_spec_check_secrets (spec, findings);
  g_ptr_array_sort (findings, compare_severity);

  return findings;
}
