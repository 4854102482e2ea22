/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-form.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-new-job-comparison.h"
#include "luthier-new-job-region.h"

struct _LuthierNewJobForm
{
  GObject parent_instance;

  LuthierSession *session;             /* (owned) */
  LuthierJobSpec *spec;                /* (owned) */
  LuthierJobSpec *initial;             /* (owned): to see whether anything was entered */
  LuthierNewJobGrid *grid;             /* (owned) */
  LuthierNewJobDataset *training;      /* (owned) */
  LuthierNewJobDataset *validation;    /* (owned) */
  LuthierNewJobComparison *comparison; /* (owned): of the two */

  GPtrArray *findings; /* (owned) (element-type LuthierSpecFinding) */
  GPtrArray *refusals; /* (owned) (element-type LuthierSpecFinding): the service's words */
  gboolean tried[LUTHIER_NEW_JOB_N_STEPS];
  char *suggested_region; /* (owned) (nullable): ours, so that we may suggest another */
  char *suggested_name;   /* (owned) (nullable): likewise */
};

G_DEFINE_FINAL_TYPE (LuthierNewJobForm, luthier_new_job_form, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SHOW_FIELD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* What the user has not come to yet is no mistake. */
static gboolean
is_missing (LuthierNewJobForm *self, LuthierSpecField field)
{
  g_auto (GValue) value = G_VALUE_INIT;

  switch ((guint) field)
    {
    case LUTHIER_SPEC_FIELD_TRAINING_DATA:
      return luthier_new_job_dataset_get_state (self->training) == LUTHIER_NEW_JOB_DATASET_EMPTY;

    case LUTHIER_SPEC_FIELD_BASE_MODEL:
    case LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL:
    case LUTHIER_SPEC_FIELD_DISPLAY_NAME:
    case LUTHIER_SPEC_FIELD_REGION:
      g_object_get_property (G_OBJECT (self->spec), luthier_new_job_step_get_property (field),
                             &value);
      return !is_set (g_value_get_string (&value));

    default:
      return FALSE;
    }
}

static void
add_finding (GPtrArray *findings,
             LuthierSpecField field,
             LuthierSeverity severity,
             const char *message)
{
  LuthierSpecFinding finding = { .field = field, .severity = severity };

  finding.rule = (char *) "";
  finding.message = (char *) message;
  g_ptr_array_add (findings, luthier_spec_finding_copy (&finding));
}

static const char *
judge_dataset (LuthierNewJobDataset *dataset)
{
  gboolean validation = luthier_new_job_dataset_is_validation (dataset);

  switch (luthier_new_job_dataset_get_state (dataset))
    {
    case LUTHIER_NEW_JOB_DATASET_EMPTY:
      return validation ? NULL : _ ("Choose the examples to learn from");

    case LUTHIER_NEW_JOB_DATASET_UNREADABLE:
      return _ ("The file cannot be read");

    case LUTHIER_NEW_JOB_DATASET_FAULTY:
      return _ ("The job would fail with this data");

    case LUTHIER_NEW_JOB_DATASET_HOLLOW:
      return _ ("The file is empty");

    case LUTHIER_NEW_JOB_DATASET_TAKEN:
      return _ ("Something else is stored under the name of the file");

    case LUTHIER_NEW_JOB_DATASET_NO_BUCKET:
      return _ ("Say where the file is uploaded to");

    case LUTHIER_NEW_JOB_DATASET_MALFORMED:
      return _ ("An address looks like gs://bucket/folder/file.jsonl");

    default:
      return NULL;
    }
}

/* The state of the data says more than the bare lack of an address in the spec. */
static void
add_data_findings (LuthierNewJobForm *self)
{
  const char *training = judge_dataset (self->training);
  const char *validation = judge_dataset (self->validation);

  for (guint i = self->findings->len; i > 0; i--)
    {
      LuthierSpecFinding *finding = g_ptr_array_index (self->findings, i - 1);

      if (finding->severity == LUTHIER_SEVERITY_ERROR &&
          luthier_new_job_step_of_field (finding->field) == LUTHIER_NEW_JOB_STEP_DATA)
        g_ptr_array_remove_index (self->findings, i - 1);
    }

  if (training != NULL)
    add_finding (self->findings, LUTHIER_SPEC_FIELD_TRAINING_DATA, LUTHIER_SEVERITY_ERROR,
                 training);
  if (validation != NULL)
    add_finding (self->findings, LUTHIER_SPEC_FIELD_VALIDATION_DATA, LUTHIER_SEVERITY_ERROR,
                 validation);
}

static gboolean
is_name_taken (LuthierNewJobForm *self)
{
  const char *name = luthier_job_spec_get_display_name (self->spec);

  return is_set (name) && luthier_session_has_name (self->session, name,
                                                    luthier_job_spec_get_intent_id (self->spec));
}

/* Two jobs of one name are allowed and hard to tell apart. */
static void
add_name_finding (LuthierNewJobForm *self)
{
  LuthierSpecFinding finding = { .field = LUTHIER_SPEC_FIELD_DISPLAY_NAME,
                                 .severity = LUTHIER_SEVERITY_WARNING };
  g_autofree char *other = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GVariant) fix = NULL;

  if (!is_name_taken (self))
    return;

  other = luthier_session_suggest_name (self->session, self->spec);
  label = g_strdup_printf (_ ("Use %s"), other);
  fix = g_variant_ref_sink (g_variant_new_string (other));
  finding.rule = (char *) "";
  finding.message = (char *) _ ("There is a job of this name already");
  finding.fix_label = label;
  finding.fix = fix;
  g_ptr_array_add (self->findings, luthier_spec_finding_copy (&finding));
}

static void
judge (LuthierNewJobForm *self)
{
  LuthierBaseModel *model = luthier_new_job_form_get_model (self);
  LuthierProfile *profile = luthier_session_get_profile (self->session);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = luthier_job_spec_check (
      self->spec, model, profile != NULL ? luthier_profile_get_regions (profile) : NULL);
  add_data_findings (self);
  add_name_finding (self);
  luthier_new_job_grid_judge (self->grid, model, self->findings);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
fill_in_name (LuthierNewJobForm *self)
{
  const char *name = luthier_job_spec_get_display_name (self->spec);
  g_autofree char *suggested = luthier_session_suggest_name (self->session, self->spec);

  /* What a job to tune again was called is no name for the next one. */
  if (is_set (name) && g_strcmp0 (name, self->suggested_name) != 0 &&
      g_strcmp0 (name, suggested) != 0 && (self->suggested_name != NULL || !is_name_taken (self)))
    return;

  g_free (self->suggested_name);
  self->suggested_name = g_steal_pointer (&suggested);
  luthier_job_spec_set_display_name (self->spec, self->suggested_name);
}

static gboolean
has_source (LuthierNewJobForm *self)
{
  return is_set (luthier_job_spec_get_base_model (self->spec)) ||
         is_set (luthier_job_spec_get_pre_tuned_model (self->spec));
}

/* Name, region and bucket have an obvious answer, until the user gives another. */
static void
fill_in (LuthierNewJobForm *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self->session);
  const char *region = luthier_job_spec_get_region (self->spec);

  fill_in_name (self);
  if (profile == NULL)
    return;

  if (!is_set (region) || !has_source (self) || g_strcmp0 (region, self->suggested_region) == 0)
    {
      g_free (self->suggested_region);
      self->suggested_region = g_strdup (
          luthier_new_job_region_suggest (profile, luthier_new_job_form_get_model (self)));
      luthier_job_spec_set_region (self->spec, self->suggested_region);
    }
  if (!is_set (luthier_job_spec_get_bucket (self->spec)))
    luthier_job_spec_set_bucket (self->spec, luthier_profile_get_bucket (profile));
}

static void
spec_notify_cb (LuthierNewJobForm *self, GParamSpec *pspec)
{
  /* What was refused has been changed: the service may think better of it. */
  for (guint i = self->refusals->len; i > 0; i--)
    {
      LuthierSpecFinding *refusal = g_ptr_array_index (self->refusals, i - 1);

      if (g_strcmp0 (luthier_new_job_step_get_property (refusal->field), pspec->name) == 0)
        g_ptr_array_remove_index (self->refusals, i - 1);
    }

  if (self->training != NULL &&
      (g_str_equal (pspec->name, "base-model") || g_str_equal (pspec->name, "pre-tuned-model")))
    {
      LuthierBaseModel *model = luthier_new_job_form_get_model (self);

      luthier_new_job_dataset_set_model (self->training, model);
      luthier_new_job_dataset_set_model (self->validation, model);
      fill_in (self);
    }
  else if (g_str_equal (pspec->name, "training-file") || g_str_equal (pspec->name, "training-uri"))
    {
      fill_in_name (self);
    }

  if (self->validation != NULL)
    judge (self);
}

static void
luthier_new_job_form_dispose (GObject *object)
{
  LuthierNewJobForm *self = LUTHIER_NEW_JOB_FORM (object);

  g_clear_object (&self->comparison);
  g_clear_object (&self->training);
  g_clear_object (&self->validation);
  g_clear_object (&self->initial);
  g_clear_object (&self->grid);
  g_clear_object (&self->spec);
  g_clear_object (&self->session);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->refusals, g_ptr_array_unref);

  G_OBJECT_CLASS (luthier_new_job_form_parent_class)->dispose (object);
}

static void
luthier_new_job_form_finalize (GObject *object)
{
  LuthierNewJobForm *self = LUTHIER_NEW_JOB_FORM (object);

  g_free (self->suggested_region);
  g_free (self->suggested_name);

  G_OBJECT_CLASS (luthier_new_job_form_parent_class)->finalize (object);
}

static void
luthier_new_job_form_class_init (LuthierNewJobFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = luthier_new_job_form_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SHOW_FIELD] = g_signal_new ("show-field", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                             G_TYPE_UINT);
}

static void
luthier_new_job_form_init (LuthierNewJobForm *self)
{
  self->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_spec_finding_free);
}

/**
 * luthier_new_job_form_new:
 * @session: whose profile, jobs and catalogue the spec is judged by
 * @spec: what the form writes into
 *
 * Returns: (transfer full): a form over the spec
 */
LuthierNewJobForm *
luthier_new_job_form_new (LuthierSession *session, LuthierJobSpec *spec)
{
  LuthierNewJobForm *self = g_object_new (LUTHIER_TYPE_NEW_JOB_FORM, NULL);

  self->session = g_object_ref (session);
  self->spec = g_object_ref (spec);
  /* What is shown is what will be sent, the label by which the job is found again included. */
  luthier_session_ensure_intent (session, spec);
  fill_in (self);
  /* Before this form hears of the spec. */
  self->grid = luthier_new_job_grid_new (spec);
  self->initial = luthier_job_spec_copy (spec);

  self->training = luthier_new_job_dataset_new (session, spec, FALSE);
  self->validation = luthier_new_job_dataset_new (session, spec, TRUE);
  luthier_new_job_dataset_set_model (self->training, luthier_new_job_form_get_model (self));
  luthier_new_job_dataset_set_model (self->validation, luthier_new_job_form_get_model (self));
  self->comparison = luthier_new_job_comparison_new (self->training, self->validation);
  g_signal_connect_object (spec, "notify", G_CALLBACK (spec_notify_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->training, "changed", G_CALLBACK (judge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->validation, "changed", G_CALLBACK (judge), self,
                           G_CONNECT_SWAPPED);
  judge (self);

  return self;
}

LuthierSession *
luthier_new_job_form_get_session (LuthierNewJobForm *self)
{
  return self->session;
}

LuthierJobSpec *
luthier_new_job_form_get_spec (LuthierNewJobForm *self)
{
  return self->spec;
}

/**
 * luthier_new_job_form_get_source_job:
 *
 * Returns: (transfer none) (nullable): the job that made the tuned model which the spec goes on from
 */
LuthierJob *
luthier_new_job_form_get_source_job (LuthierNewJobForm *self)
{
  const char *pre_tuned = luthier_job_spec_get_pre_tuned_model (self->spec);
  GListModel *jobs = luthier_session_get_jobs (self->session);
  guint n_jobs = is_set (pre_tuned) ? g_list_model_get_n_items (jobs) : 0;

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      /* The session's list keeps it. */
      if (g_strcmp0 (luthier_job_get_tuned_model (job), pre_tuned) == 0)
        return job;
    }

  return NULL;
}

/**
 * luthier_new_job_form_get_model:
 *
 * For a tuned model to go on from, this is the model that it was made of.
 *
 * Returns: (transfer none) (nullable): what the catalogue knows of the chosen model
 */
LuthierBaseModel *
luthier_new_job_form_get_model (LuthierNewJobForm *self)
{
  LuthierCatalogue *catalogue = luthier_session_get_catalogue (self->session);
  LuthierJob *job = luthier_new_job_form_get_source_job (self);
  const char *id = luthier_job_spec_get_base_model (self->spec);

  if (job != NULL)
    id = luthier_job_get_base_model (job);
  else if (is_set (luthier_job_spec_get_pre_tuned_model (self->spec)))
    id = NULL;

  return is_set (id) ? luthier_catalogue_lookup (catalogue, id) : NULL;
}

LuthierNewJobGrid *
luthier_new_job_form_get_grid (LuthierNewJobForm *self)
{
  return self->grid;
}

LuthierNewJobDataset *
luthier_new_job_form_get_training (LuthierNewJobForm *self)
{
  return self->training;
}

LuthierNewJobDataset *
luthier_new_job_form_get_validation (LuthierNewJobForm *self)
{
  return self->validation;
}

/**
 * luthier_new_job_form_is_touched:
 *
 * Returns: whether anything was entered since the form was opened
 */
gboolean
luthier_new_job_form_is_touched (LuthierNewJobForm *self)
{
  return !luthier_job_spec_equal (self->spec, self->initial);
}

/**
 * luthier_new_job_form_keep:
 *
 * What was entered is stored elsewhere: only what is changed from now on counts as entered.
 */
void
luthier_new_job_form_keep (LuthierNewJobForm *self)
{
  g_object_unref (self->initial);
  self->initial = luthier_job_spec_copy (self->spec);
}

/**
 * luthier_new_job_form_get_finding:
 *
 * The service's own words come first. What is merely missing is told once the step was tried.
 *
 * Returns: (nullable): the worst that is known about a field
 */
const LuthierSpecFinding *
luthier_new_job_form_get_finding (LuthierNewJobForm *self, LuthierSpecField field)
{
  const LuthierSpecFinding *worst = NULL;

  for (guint i = 0; i < self->refusals->len; i++)
    {
      const LuthierSpecFinding *refusal = g_ptr_array_index (self->refusals, i);

      if (refusal->field == field)
        return refusal;
    }

  for (guint i = 0; i < self->findings->len; i++)
    {
      const LuthierSpecFinding *finding = g_ptr_array_index (self->findings, i);

      if (finding->field == field && (worst == NULL || finding->severity > worst->severity))
        worst = finding;
    }

  if (worst != NULL && !self->tried[luthier_new_job_step_of_field (field)] &&
      is_missing (self, field))
    return NULL;

  return worst;
}

gboolean
luthier_new_job_form_is_refused (LuthierNewJobForm *self, LuthierSpecField field)
{
  for (guint i = 0; i < self->refusals->len; i++)
    {
      const LuthierSpecFinding *refusal = g_ptr_array_index (self->refusals, i);

      if (refusal->field == field)
        return TRUE;
    }

  return FALSE;
}

/**
 * luthier_new_job_form_clear_refusal:
 *
 * Forgets what the service said: it is about to be asked again.
 */
void
luthier_new_job_form_clear_refusal (LuthierNewJobForm *self)
{
  g_ptr_array_set_size (self->refusals, 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * luthier_new_job_form_get_first_error:
 *
 * Returns: the first field of a step that has to be mended, or LUTHIER_SPEC_FIELD_NONE
 */
LuthierSpecField
luthier_new_job_form_get_first_error (LuthierNewJobForm *self, LuthierNewJobStep step)
{
  LuthierSpecField field = LUTHIER_SPEC_FIELD_NONE;

  while ((field = luthier_new_job_step_next_field (step, field)) != LUTHIER_SPEC_FIELD_NONE)
    {
      const LuthierSpecFinding *finding = luthier_new_job_form_get_finding (self, field);

      if (finding != NULL && finding->severity == LUTHIER_SEVERITY_ERROR)
        return field;
    }

  return LUTHIER_SPEC_FIELD_NONE;
}

void
luthier_new_job_form_try_step (LuthierNewJobForm *self, LuthierNewJobStep step)
{
  if (self->tried[step])
    return;

  self->tried[step] = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * luthier_new_job_form_advise:
 * @error: what creating the job ended with
 *
 * Returns: (transfer full) (nullable): what to say and to do
 */
LuthierAdvice *
luthier_new_job_form_advise (LuthierNewJobForm *self, const GError *error)
{
  return luthier_advice_new_for_error_in (
      error, &(LuthierAdviceScene){ .profile = luthier_session_get_profile (self->session),
                                    .catalogue = luthier_session_get_catalogue (self->session),
                                    .spec = self->spec });
}

/* Of some settings the service says only in words that it does not take them. */
static LuthierSpecField
add_refusal_in_words (LuthierNewJobForm *self, const GError *error)
{
  g_autoptr (LuthierAdvice) advice = NULL;

  if (!g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID) &&
      !g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_PRECONDITION))
    return LUTHIER_SPEC_FIELD_NONE;

  advice = luthier_new_job_form_advise (self, error);
  if (advice == NULL || advice->is_vague || advice->n_steps == 0 ||
      advice->steps[0].field == LUTHIER_SPEC_FIELD_NONE)
    return LUTHIER_SPEC_FIELD_NONE;

  add_finding (self->refusals, advice->steps[0].field, LUTHIER_SEVERITY_ERROR, advice->title);

  return advice->steps[0].field;
}

/**
 * luthier_new_job_form_set_refusal:
 * @error: what creating the job ended with
 *
 * Puts what the service says about single fields beside those fields.
 *
 * Returns: the first field it complains of, or LUTHIER_SPEC_FIELD_NONE
 */
LuthierSpecField
luthier_new_job_form_set_refusal (LuthierNewJobForm *self, const GError *error)
{
  LuthierSpecField first = LUTHIER_SPEC_FIELD_NONE;

  g_ptr_array_set_size (self->refusals, 0);
  for (guint i = 0; i < luthier_error_get_n_violations (error); i++)
    {
      const char *description = NULL;
      const char *path = luthier_error_get_violation (error, i, &description);
      LuthierSpecField field = luthier_spec_field_from_path (path);

      if (field == LUTHIER_SPEC_FIELD_NONE)
        continue;

      add_finding (self->refusals, field, LUTHIER_SEVERITY_ERROR,
                   is_set (description) ? description : error->message);
      if (first == LUTHIER_SPEC_FIELD_NONE)
        first = field;
    }
  if (first == LUTHIER_SPEC_FIELD_NONE)
    first = add_refusal_in_words (self, error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return first;
}

/**
 * luthier_new_job_form_mend:
 *
 * Does what the button beside a finding offers.
 */
void
luthier_new_job_form_mend (LuthierNewJobForm *self, LuthierSpecField field)
{
  const LuthierSpecFinding *finding = luthier_new_job_form_get_finding (self, field);

  if (finding == NULL || finding->fix == NULL || luthier_new_job_grid_mend (self->grid, field))
    return;

  /* Mending changes the spec, which frees the finding. */
  LuthierSpecFinding *copy = luthier_spec_finding_copy (finding);

  luthier_spec_finding_apply (copy, self->spec);
  luthier_spec_finding_free (copy);
}

void
luthier_new_job_form_show_field (LuthierNewJobForm *self, LuthierSpecField field)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_FIELD], 0, (guint) field);
}

/* An entry has no NULL. */
static gboolean
spec_to_entry (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *text = g_value_get_string (from);

  g_value_set_string (to, text != NULL ? text : "");

  return TRUE;
}

void
luthier_new_job_form_bind_text (LuthierNewJobForm *self,
                                const char *property,
                                GtkEditable *editable)
{
  g_object_bind_property_full (self->spec, property, editable, "text",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, spec_to_entry, NULL,
                               NULL, NULL);
}
