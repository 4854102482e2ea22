/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-preflight.h"

#include <glib/gi18n.h>

#include "luthier-format.h"
#include "luthier-intent-order.h"

static void
check_free (gpointer data)
{
  LuthierNewJobCheck *self = data;

  g_free (self->title);
  g_free (self->reason);
  g_free (self->fix_label);
  g_clear_object (&self->transfer);
  g_free (self);
}

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
add (GPtrArray *checks,
     LuthierVerdict verdict,
     LuthierSpecField field,
     const char *title,
     const char *reason)
{
  LuthierNewJobCheck *check = g_new0 (LuthierNewJobCheck, 1);

  check->verdict = verdict;
  check->field = field;
  check->title = g_strdup (title);
  check->reason = g_strdup (reason);
  g_ptr_array_add (checks, check);
}

/* What is wrong with a field, if anything is that is worth a line. */
static gboolean
add_finding (GPtrArray *checks, LuthierNewJobForm *form, LuthierSpecField field, const char *title)
{
  const LuthierSpecFinding *finding = luthier_new_job_form_get_finding (form, field);
  LuthierNewJobCheck *check;
  LuthierVerdict verdict = LUTHIER_VERDICT_WARNING;

  if (finding == NULL || finding->severity == LUTHIER_SEVERITY_HINT)
    return FALSE;

  if (finding->severity == LUTHIER_SEVERITY_ERROR)
    verdict = luthier_new_job_form_is_refused (form, field) ? LUTHIER_VERDICT_REFUSED
                                                            : LUTHIER_VERDICT_BLOCKS;
  add (checks, verdict, field, title, finding->message);
  check = g_ptr_array_index (checks, checks->len - 1);
  check->fix_label = g_strdup (finding->fix != NULL ? finding->fix_label : NULL);

  return TRUE;
}

/* What is known of data that can be used. */
static char *
describe_data (LuthierNewJobDataset *dataset)
{
  LuthierDatasetReport *report = luthier_new_job_dataset_get_report (dataset);
  gulong n_examples = report != NULL ? (gulong) report->examples : 0;
  g_autofree char *count = luthier_format_count ((gint64) n_examples);

  if (report == NULL)
    return g_strdup (_ ("Found in the bucket, its content is not checked"));
  if (report->is_partial)
    return g_strdup (_ ("Found in the bucket, only its first megabyte is checked"));
  if (luthier_new_job_dataset_get_file (dataset) == NULL)
    return g_strdup_printf (ngettext ("%s example, found in the bucket",
                                      "%s examples, found in the bucket", n_examples),
                            count);

  return g_strdup_printf (ngettext ("%s example, uploaded from this computer",
                                    "%s examples, uploaded from this computer", n_examples),
                          count);
}

static void
add_good_data (GPtrArray *checks, LuthierNewJobDataset *dataset, LuthierSpecField field)
{
  LuthierNewJobDatasetState state = luthier_new_job_dataset_get_state (dataset);
  gboolean validation = luthier_new_job_dataset_is_validation (dataset);
  g_autofree char *reason = NULL;

  if (state == LUTHIER_NEW_JOB_DATASET_UNPROVEN || state == LUTHIER_NEW_JOB_DATASET_DENIED)
    {
      add (checks, LUTHIER_VERDICT_UNPROVEN, field,
           validation ? _ ("Validation data could not be looked up")
                      : _ ("Training data could not be looked up"),
           luthier_new_job_dataset_get_address (dataset));
      return;
    }

  reason = describe_data (dataset);
  if (state == LUTHIER_NEW_JOB_DATASET_UPLOADED)
    add (checks, LUTHIER_VERDICT_READY, field,
         validation ? _ ("Validation data is uploaded and valid")
                    : _ ("Training data is uploaded and valid"),
         reason);
  else
    add (checks, LUTHIER_VERDICT_READY, field,
         validation ? _ ("Validation data is there") : _ ("Training data is there"), reason);
}

/* The job goes after it, whether anybody waits for that here or not. */
static void
add_upload (GPtrArray *checks, LuthierNewJobDataset *dataset, LuthierSpecField field)
{
  LuthierNewJobCheck *check;

  add (checks, LUTHIER_VERDICT_WAITS, field,
       luthier_new_job_dataset_is_validation (dataset) ? _ ("Validation data is uploaded first")
                                                       : _ ("Training data is uploaded first"),
       NULL);
  check = g_ptr_array_index (checks, checks->len - 1);
  g_set_object (&check->transfer, luthier_new_job_dataset_get_transfer (dataset));
}

static void
add_data (GPtrArray *checks, LuthierNewJobForm *form, LuthierNewJobDataset *dataset)
{
  gboolean validation = luthier_new_job_dataset_is_validation (dataset);
  LuthierSpecField field = validation ? LUTHIER_SPEC_FIELD_VALIDATION_DATA
                                      : LUTHIER_SPEC_FIELD_TRAINING_DATA;

  if (add_finding (checks, form, field,
                   validation ? _ ("Validation data is not ready")
                              : _ ("Training data is not ready")))
    return;

  switch ((guint) luthier_new_job_dataset_get_state (dataset))
    {
    case LUTHIER_NEW_JOB_DATASET_EMPTY:
      break;

    case LUTHIER_NEW_JOB_DATASET_CHECKING:
    case LUTHIER_NEW_JOB_DATASET_PROBING:
    case LUTHIER_NEW_JOB_DATASET_READING:
      add (checks, LUTHIER_VERDICT_NOT_YET, field,
           validation ? _ ("Validation data is being checked")
                      : _ ("Training data is being checked"),
           NULL);
      break;

    case LUTHIER_NEW_JOB_DATASET_UPLOADING:
      add_upload (checks, dataset, field);
      break;

    case LUTHIER_NEW_JOB_DATASET_NOT_UPLOADED:
      add (checks, LUTHIER_VERDICT_BLOCKS, field,
           validation ? _ ("Validation data is not uploaded") : _ ("Training data is not uploaded"),
           NULL);
      break;

    case LUTHIER_NEW_JOB_DATASET_MISSING:
      add (checks, LUTHIER_VERDICT_BLOCKS, field,
           validation ? _ ("Validation data is not there") : _ ("Training data is not there"),
           luthier_new_job_dataset_get_address (dataset));
      break;

    default:
      add_good_data (checks, dataset, field);
    }
}

static void
add_model (GPtrArray *checks, LuthierNewJobForm *form)
{
  LuthierJobSpec *spec = luthier_new_job_form_get_spec (form);
  const char *tuned = luthier_job_spec_get_pre_tuned_model (spec);
  const char *base = luthier_job_spec_get_base_model (spec);
  const char *region = luthier_job_spec_get_region (spec);
  gboolean bad = FALSE;
  g_autofree char *title = NULL;

  bad |= add_finding (checks, form, LUTHIER_SPEC_FIELD_BASE_MODEL, _ ("The model"));
  bad |= add_finding (checks, form, LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL, _ ("The tuned model"));
  bad |= add_finding (checks, form, LUTHIER_SPEC_FIELD_CHECKPOINT, _ ("The checkpoint"));
  bad |= add_finding (checks, form, LUTHIER_SPEC_FIELD_REGION, _ ("The region"));
  if (bad)
    return;

  if (luthier_new_job_form_get_model (form) == NULL)
    {
      add (checks, LUTHIER_VERDICT_UNPROVEN, LUTHIER_SPEC_FIELD_BASE_MODEL,
           _ ("The limits of the model are not known here"), is_set (tuned) ? tuned : base);
      return;
    }

  title = is_set (tuned) ? g_strdup_printf (_ ("Further tuning is offered in %s"), region)
                         : g_strdup_printf (_ ("%s is offered in %s"), base, region);
  add (checks, LUTHIER_VERDICT_READY, LUTHIER_SPEC_FIELD_BASE_MODEL, title, NULL);
}

static void
add_settings (GPtrArray *checks, LuthierNewJobForm *form)
{
  gboolean bad = FALSE;

  bad |= add_finding (checks, form, LUTHIER_SPEC_FIELD_EPOCHS, _ ("Epochs"));
  bad |= add_finding (checks, form, LUTHIER_SPEC_FIELD_LEARNING_RATE,
                      _ ("Learning rate multiplier"));
  bad |= add_finding (checks, form, LUTHIER_SPEC_FIELD_ADAPTER_SIZE, _ ("Adapter size"));
  bad |= add_finding (checks, form, LUTHIER_SPEC_FIELD_CHECKPOINTS, _ ("Checkpoints"));
  if (!bad)
    add (checks, LUTHIER_VERDICT_READY, LUTHIER_SPEC_FIELD_EPOCHS,
         _ ("Settings are within the limits"), NULL);

  if (!add_finding (checks, form, LUTHIER_SPEC_FIELD_DISPLAY_NAME, _ ("The name")))
    add (checks, LUTHIER_VERDICT_READY, LUTHIER_SPEC_FIELD_DISPLAY_NAME,
         _ ("No other job has the name"),
         luthier_job_spec_get_display_name (luthier_new_job_form_get_spec (form)));
  add_finding (checks, form, LUTHIER_SPEC_FIELD_DESCRIPTION, _ ("The description"));
  add_finding (checks, form, LUTHIER_SPEC_FIELD_LABELS, _ ("The labels"));
}

static void
add_identity (GPtrArray *checks, LuthierNewJobForm *form)
{
  LuthierJobSpec *spec = luthier_new_job_form_get_spec (form);
  const char *key = luthier_job_spec_get_kms_key_name (spec);
  const char *account = luthier_job_spec_get_service_account (spec);

  const LuthierSpecFinding *region = luthier_new_job_form_get_finding (form,
                                                                       LUTHIER_SPEC_FIELD_REGION);

  /* A key and a region that do not match may be told as the region's mistake. */
  if (!add_finding (checks, form, LUTHIER_SPEC_FIELD_KMS_KEY, _ ("The encryption key")) &&
      is_set (key) && (region == NULL || region->severity != LUTHIER_SEVERITY_ERROR))
    add (checks, LUTHIER_VERDICT_READY, LUTHIER_SPEC_FIELD_KMS_KEY,
         _ ("The encryption key fits the region"), key);

  if (!add_finding (checks, form, LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT, _ ("The service account")) &&
      is_set (account))
    add (checks, LUTHIER_VERDICT_UNPROVEN, LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT,
         _ ("The service account must be able to read the data"), account);
}

/* Who is before it in this computer's queue. */
static guint
count_queued (LuthierNewJobForm *form)
{
  return luthier_intent_order_count_before (
      luthier_session_get_intents (luthier_new_job_form_get_session (form)),
      luthier_job_spec_get_intent_id (luthier_new_job_form_get_spec (form)));
}

static guint
count_running (LuthierSession *session, char **by)
{
  GListModel *jobs = luthier_session_get_jobs (session);
  guint n_running = 0;

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      if (luthier_job_is_terminal (job))
        continue;

      n_running++;
      if (*by == NULL)
        *by = g_strdup (luthier_job_get_title (job));
    }

  return n_running;
}

/* Why a job waits, and who else does. */
static char *
describe_wait (guint n_running, guint n_queued, const char *by)
{
  if (n_queued > 0)
    return g_strdup_printf (ngettext ("Sent by itself when its turn comes: %u job is before it",
                                      "Sent by itself when its turn comes: %u jobs are before it",
                                      n_queued),
                            n_queued);
  if (n_running == 1)
    /* Translators: %s is the name of a job */
    return g_strdup_printf (_ ("Sent by itself when “%s” has ended"), by);

  return g_strdup (_ ("Sent by itself when one of them has ended"));
}

/* The quota is the project's, over all regions and all who work in it. */
static void
add_slot (GPtrArray *checks, LuthierNewJobForm *form)
{
  LuthierSession *session = luthier_new_job_form_get_session (form);
  LuthierProfile *profile = luthier_session_get_profile (session);
  guint slots = MAX (profile != NULL ? luthier_profile_get_concurrent_jobs (profile) : 0, 1);
  guint n_jobs = luthier_new_job_grid_get_n_jobs (luthier_new_job_form_get_grid (form));
  guint n_queued = count_queued (form);
  g_autofree char *by = NULL;
  guint n_running = count_running (session, &by);
  g_autofree char *title = NULL;
  g_autofree char *reason = NULL;

  if (n_running + n_queued + n_jobs <= slots)
    {
      reason = g_strdup_printf (_ ("%u of %u in use"), n_running, slots);
      add (checks, LUTHIER_VERDICT_READY, LUTHIER_SPEC_FIELD_NONE,
           n_jobs > 1 ? _ ("Slots are free for all of them") : _ ("A slot is free"), reason);
      return;
    }
  if (n_jobs > 1)
    {
      title = g_strdup_printf (ngettext ("One after the other: %u may run at a time",
                                         "Some after the others: %u may run at a time", slots),
                               slots);
      reason = g_strdup_printf (_ ("Sent by themselves as slots get free; %u of %u in use"),
                                n_running, slots);
      add (checks, LUTHIER_VERDICT_WAITS, LUTHIER_SPEC_FIELD_NONE, title, reason);
      return;
    }

  /* Translators: how many jobs run, of how many that may run at a time */
  title = n_running >= slots
              ? g_strdup_printf (ngettext ("Waits: %u of %u jobs is running",
                                           "Waits: %u of %u jobs are running", n_running),
                                 n_running, slots)
              : g_strdup (_ ("Waits: others are queued before it"));
  reason = describe_wait (n_running, n_queued, by);
  add (checks, LUTHIER_VERDICT_WAITS, LUTHIER_SPEC_FIELD_NONE, title, reason);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LuthierNewJobCheck *first = *(LuthierNewJobCheck *const *) a;
  const LuthierNewJobCheck *second = *(LuthierNewJobCheck *const *) b;

  return (int) first->verdict - (int) second->verdict;
}

/**
 * luthier_new_job_preflight:
 * @form: what is about to be sent
 *
 * Everything that can be known without sending it, worst first.
 *
 * Returns: (transfer full) (element-type LuthierNewJobCheck): the checks, never none
 */
GPtrArray *
luthier_new_job_preflight (LuthierNewJobForm *form)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func (check_free);

  add_data (checks, form, luthier_new_job_form_get_training (form));
  add_data (checks, form, luthier_new_job_form_get_validation (form));
  add_model (checks, form);
  add_identity (checks, form);
  add_slot (checks, form);
  add_settings (checks, form);
  /* Stable: equals stay in the order in which the steps ask. */
  g_ptr_array_sort_with_data (checks, compare, NULL);

  return checks;
}

/**
 * luthier_new_job_preflight_allows:
 * @checks: what luthier_new_job_preflight() returned
 *
 * Returns: whether the job may be created
 */
gboolean
luthier_new_job_preflight_allows (GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const LuthierNewJobCheck *check = g_ptr_array_index (checks, i);

      if (check->verdict == LUTHIER_VERDICT_BLOCKS || check->verdict == LUTHIER_VERDICT_NOT_YET)
        return FALSE;
    }

  return TRUE;
}
