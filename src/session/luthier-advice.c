/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-advice-private.h"
#include "luthier-error.h"

/* Nobody has to say more than this before it is recognised, and words that belong together stand
 * near each other. Without these bounds a text that is made for it would take minutes. */
#define MAX_LOOKED_AT 2048
#define DETAILS       "\"details\""
#define NEAR          ".{0,120}"

static GRegex *
compile (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ".*", -1);
  g_autofree char *bounded = g_strjoinv (NEAR, parts);

  return g_regex_new (bounded, G_REGEX_CASELESS, 0, NULL);
}

/* Compiled when first needed; a table of a list may ask for many. text: static */
static GRegex *
get_pattern (const char *text)
{
  static GHashTable *patterns;
  GRegex *pattern = NULL;

  if (patterns == NULL)
    patterns = g_hash_table_new (NULL, NULL);

  pattern = g_hash_table_lookup (patterns, text);
  if (pattern == NULL)
    {
      pattern = compile (text);
      g_hash_table_insert (patterns, (gpointer) text, pattern);
    }

  return pattern;
}

/* In bytes, of whole characters. */
static gssize
get_looked_at (const char *text)
{
  const gsize length = strnlen (text, MAX_LOOKED_AT + 1);

  return length <= MAX_LOOKED_AT ? (gssize) length
                                 : g_utf8_find_prev_char (text, text + MAX_LOOKED_AT) - text;
}

gboolean
luthier_advice_match (const char *pattern, const char *text, GMatchInfo **match)
{
  return g_regex_match_full (get_pattern (pattern), text, get_looked_at (text), 0, 0, match, NULL);
}

/* What the service said in full may hold what its message does not; of a job it seldom does. */
static gboolean
fits_text (const LuthierComplaint *complaint, const char *pattern, GMatchInfo **match)
{
  const gboolean says_more = complaint->raw != NULL &&
                             (complaint->job == NULL || strstr (complaint->raw, DETAILS) != NULL);
  const char *const texts[] = { complaint->message, says_more ? complaint->raw : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_clear_pointer (match, g_match_info_unref);
      if (texts[i] != NULL && luthier_advice_match (pattern, texts[i], match))
        return TRUE;
    }

  return FALSE;
}

/* alternatives: with bars between them. */
static gboolean
is_one_of (const char *reason, const char *alternatives)
{
  g_auto (GStrv) names = g_strsplit (alternatives, "|", -1);

  return reason != NULL && g_strv_contains ((const char *const *) names, reason);
}

static gboolean
has_checkpoint (LuthierJob *job)
{
  GListModel *checkpoints = luthier_job_get_checkpoints (job);

  return checkpoints != NULL && g_list_model_get_n_items (checkpoints) > 0;
}

static gboolean
fits_job (const LuthierComplaint *complaint, const LuthierSituation *situation)
{
  LuthierJob *job = complaint->job;

  if (situation->state != LUTHIER_JOB_STATE_UNKNOWN &&
      (job == NULL || luthier_job_get_state (job) != situation->state))
    return FALSE;

  switch (situation->left)
    {
    case LUTHIER_LEFT_MODEL:
      return job != NULL && luthier_job_has_model (job);
    case LUTHIER_LEFT_CHECKPOINTS:
      return job != NULL && has_checkpoint (job);
    case LUTHIER_LEFT_ANYTHING:
    default:
      return TRUE;
    }
}

static gboolean
fits (const LuthierComplaint *complaint, const LuthierSituation *situation, GMatchInfo **match)
{
  if (!(situation->symptoms & complaint->symptom))
    return FALSE;
  if (situation->code != LUTHIER_SYMPTOM_ANY_CODE && situation->code != complaint->code)
    return FALSE;
  if (situation->http_status != 0 &&
      (complaint->error == NULL ||
       situation->http_status != luthier_error_get_http_status (complaint->error)))
    return FALSE;
  if (situation->reason_pattern != NULL &&
      !is_one_of (complaint->reason, situation->reason_pattern))
    return FALSE;
  if (!fits_job (complaint, situation))
    return FALSE;

  return situation->message_pattern == NULL ||
         (complaint->of_service && fits_text (complaint, situation->message_pattern, match));
}

/* (nullable) match: (out) */
static const LuthierSituation *
find_situation (const LuthierComplaint *complaint, GMatchInfo **match)
{
  const LuthierSituation *situations;
  guint n_situations = 0;

  for (guint i = 0; (situations = luthier_situations_get_table (i, &n_situations)) != NULL; i++)
    for (guint j = 0; j < n_situations; j++)
      if (fits (complaint, &situations[j], match))
        return &situations[j];
  g_clear_pointer (match, g_match_info_unref);

  return NULL;
}

static char *
expand_translated (const LuthierComplaint *complaint, GMatchInfo *match, const char *template)
{
  return template != NULL ? luthier_advice_expand (complaint, match, _ (template), NULL) : NULL;
}

/* Of a request that was refused the form is open, or there is none: a field can be shown, but
 * nothing can be tuned again. Luthier itself is where jobs are tuned again. */
static gboolean
applies (const LuthierComplaint *complaint, const LuthierRemedy *remedy)
{
  const gboolean form = complaint->scene.spec != NULL;

  switch (remedy->action)
    {
    case LUTHIER_ADVICE_TUNE_AGAIN:
      return complaint->job != NULL || (form && remedy->field != LUTHIER_SPEC_FIELD_NONE);
    case LUTHIER_ADVICE_TRY_AGAIN:
    case LUTHIER_ADVICE_SIGN_IN:
      return complaint->job == NULL;
    case LUTHIER_ADVICE_OPEN_DATA:
      return complaint->job != NULL && luthier_job_get_training_uri (complaint->job) != NULL;
    /* The console knows nothing of what is practised. */
    case LUTHIER_ADVICE_OPEN_URL:
      return complaint->scene.profile == NULL ||
             luthier_profile_get_kind (complaint->scene.profile) != LUTHIER_PROFILE_PRACTICE;
    case LUTHIER_ADVICE_NONE:
    case LUTHIER_ADVICE_TUNE_FURTHER:
    case LUTHIER_ADVICE_COPY_COMMAND:
    case LUTHIER_ADVICE_COPY_TEXT:
    default:
      return TRUE;
    }
}

/* What cannot be done here, or for want of a word, is not offered; nor is the same twice. */
static void
add_step (LuthierAdvice *self,
          const LuthierComplaint *complaint,
          GMatchInfo *match,
          const LuthierRemedy *remedy)
{
  const gboolean form = complaint->job == NULL && remedy->form_label != NULL;
  g_autofree char *value = NULL;
  LuthierAdviceStep *step = &self->steps[self->n_steps];

  if (remedy->action == LUTHIER_ADVICE_NONE || !applies (complaint, remedy))
    return;
  /* The data are opened once, at the line if it is known. */
  if (remedy->action == LUTHIER_ADVICE_OPEN_DATA &&
      luthier_advice_offers (self, LUTHIER_ADVICE_OPEN_DATA))
    return;
  if (remedy->value != NULL)
    {
      value = luthier_advice_expand (complaint, match, remedy->value, NULL);
      if (value == NULL)
        return;
    }

  step->action = remedy->action;
  step->field = remedy->field;
  step->label = luthier_advice_expand (complaint, match,
                                       form ? _ (remedy->form_label) : _ (remedy->label), value);
  step->value = g_steal_pointer (&value);
  self->n_steps++;
}

/* What nobody has foreseen is shown as it was said, all of it. */
static LuthierAdvice *
repeat (const LuthierComplaint *complaint)
{
  static const LuthierRemedy again = { .action = LUTHIER_ADVICE_TUNE_AGAIN,
                                       .label = N_ ("Tune Again") };
  static const LuthierRemedy copy = { .action = LUTHIER_ADVICE_COPY_TEXT,
                                      .label = N_ ("Copy a Report"),
                                      .value = "{report}" };
  LuthierAdvice *self = g_new0 (LuthierAdvice, 1);

  self->title = g_strdup (complaint->message != NULL && *complaint->message != '\0'
                              ? complaint->message
                              : _ ("No reason was given"));
  self->raw = g_strdup (complaint->raw);
  self->is_vague = TRUE;
  if (!complaint->of_service)
    return self;

  self->what_to_do = g_strdup (_ ("Luthier does not know this error. Below is all that the service "
                                  "said, for whoever is asked for help."));
  add_step (self, complaint, NULL, &again);
  add_step (self, complaint, NULL, &copy);

  return self;
}

static LuthierAdvice *
advise (const LuthierComplaint *complaint, const LuthierSituation *situation, GMatchInfo *match)
{
  LuthierAdvice *self = g_new0 (LuthierAdvice, 1);

  self->id = situation->id;
  self->title = expand_translated (complaint, match, situation->title);
  if (self->title == NULL)
    self->title = g_strdup (complaint->message);
  self->reason = expand_translated (complaint, match, situation->reason);
  if (self->reason == NULL)
    self->reason = g_strdup (situation->reason_in_short != NULL ? _ (situation->reason_in_short)
                                                                : complaint->message);
  self->what_to_do = expand_translated (complaint, match, situation->what_to_do);
  self->is_vague = situation->vague;
  self->raw = g_strdup (complaint->raw);
  for (guint i = 0; i < G_N_ELEMENTS (situation->remedies); i++)
    add_step (self, complaint, match, &situation->remedies[i]);

  return self;
}

static LuthierAdvice *
find_advice (const LuthierComplaint *complaint)
{
  g_autoptr (GMatchInfo) match = NULL;
  const LuthierSituation *situation = find_situation (complaint, &match);
  LuthierAdvice *advice = situation != NULL ? advise (complaint, situation, match)
                                            : repeat (complaint);

  advice->usable = complaint->job != NULL &&
                   (luthier_job_has_model (complaint->job) || has_checkpoint (complaint->job));

  return advice;
}

/**
 * luthier_advice_new_for_error_in:
 * @error: why a request failed
 * @scene: what is known around it
 *
 * Returns: (transfer full) (nullable): what to say and to do; %NULL for one that was cancelled
 */
LuthierAdvice *
luthier_advice_new_for_error_in (const GError *error, const LuthierAdviceScene *scene)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  return find_advice (&(LuthierComplaint){
      .symptom = LUTHIER_SYMPTOM_REQUEST,
      .code = error->domain == LUTHIER_ERROR ? error->code : LUTHIER_ERROR_FAILED,
      .reason = luthier_error_get_reason (error),
      .message = error->message,
      .raw = luthier_error_get_raw (error),
      .error = error,
      .of_service = luthier_error_get_http_status (error) != 0,
      .scene = *scene,
  });
}

/* The same where nothing is known around it. */
LuthierAdvice *
luthier_advice_new_for_error (const GError *error)
{
  return luthier_advice_new_for_error_in (error, &(LuthierAdviceScene){ NULL });
}

static gboolean
has_failed (LuthierJob *job)
{
  const int cancelled = 1;
  const int code = luthier_job_get_error_code (job);

  switch (luthier_job_get_state (job))
    {
    case LUTHIER_JOB_STATE_CANCELLED:
    case LUTHIER_JOB_STATE_SUCCEEDED:
      return FALSE;
    case LUTHIER_JOB_STATE_FAILED:
    case LUTHIER_JOB_STATE_EXPIRED:
      return code != cancelled;
    case LUTHIER_JOB_STATE_UNKNOWN:
    case LUTHIER_JOB_STATE_QUEUED:
    case LUTHIER_JOB_STATE_PENDING:
    case LUTHIER_JOB_STATE_RUNNING:
    case LUTHIER_JOB_STATE_CANCELLING:
    case LUTHIER_JOB_STATE_PAUSED:
    case LUTHIER_JOB_STATE_UPDATING:
    case LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED:
    default:
      return code != 0 && code != cancelled;
    }
}

static LuthierComplaint
complain_of_job (LuthierJob *job, const LuthierAdviceScene *scene)
{
  return (LuthierComplaint){
    .symptom = LUTHIER_SYMPTOM_JOB,
    .code = luthier_job_get_error_code (job),
    .message = luthier_job_get_error_message (job),
    .raw = luthier_job_get_error_raw (job),
    .job = job,
    .of_service = TRUE,
    .scene = *scene,
  };
}

/**
 * luthier_advice_new_for_job_in:
 * @job: a job
 * @scene: what is known around it
 *
 * Returns: (transfer full) (nullable): what to say of its error, and to do; %NULL if it has not
 *   failed, or was cancelled
 */
LuthierAdvice *
luthier_advice_new_for_job_in (LuthierJob *job, const LuthierAdviceScene *scene)
{
  LuthierComplaint complaint;

  g_return_val_if_fail (LUTHIER_IS_JOB (job), NULL);

  if (!has_failed (job))
    return NULL;
  complaint = complain_of_job (job, scene);

  return find_advice (&complaint);
}

/* The same where nothing is known around it. */
LuthierAdvice *
luthier_advice_new_for_job (LuthierJob *job)
{
  return luthier_advice_new_for_job_in (job, &(LuthierAdviceScene){ NULL });
}

/**
 * luthier_advice_get_title_for_job:
 * @job: a job
 *
 * Says as much as has room in a row, for lists that ask for many.
 *
 * Returns: (transfer full) (nullable): the title alone; %NULL if there is no advice
 */
char *
luthier_advice_get_title_for_job (LuthierJob *job)
{
  const LuthierAdviceScene nothing = { NULL };
  g_autoptr (GMatchInfo) match = NULL;
  const LuthierSituation *situation;
  LuthierComplaint complaint;
  char *title = NULL;

  g_return_val_if_fail (LUTHIER_IS_JOB (job), NULL);

  if (!has_failed (job))
    return NULL;
  complaint = complain_of_job (job, &nothing);
  situation = find_situation (&complaint, &match);
  if (situation != NULL)
    title = expand_translated (&complaint, match, situation->title);

  return title != NULL ? title : g_strdup (complaint.message);
}

/**
 * luthier_advice_offers:
 *
 * Returns: whether one of its steps is this one
 */
gboolean
luthier_advice_offers (const LuthierAdvice *self, LuthierAdviceAction action)
{
  for (guint i = 0; i < self->n_steps; i++)
    if (self->steps[i].action == action)
      return TRUE;

  return FALSE;
}

void
luthier_advice_free (LuthierAdvice *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_steps; i++)
    {
      g_free (self->steps[i].label);
      g_free (self->steps[i].value);
    }
  g_free (self->title);
  g_free (self->reason);
  g_free (self->what_to_do);
  g_free (self->raw);
  g_free (self);
}
