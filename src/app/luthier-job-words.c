/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-words.h"

#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-format.h"
#include "luthier-one-line.h"

#define MAX_LINE 200

typedef struct
{
  const char *word;
  const char *icon;
  const char *style;
  LuthierJobGroup group;
} Look;

static const Look *
look (LuthierJobState state)
{
  static const Look looks[] = {
    [LUTHIER_JOB_STATE_UNKNOWN] = { NC_ ("state", "Not Known"), "dialog-question-symbolic",
                                    "state-unsure", LUTHIER_JOB_GROUP_ACTIVE },
    [LUTHIER_JOB_STATE_QUEUED] = { NC_ ("state", "Queued"), "content-loading-symbolic",
                                   "state-waiting", LUTHIER_JOB_GROUP_ACTIVE },
    [LUTHIER_JOB_STATE_PENDING] = { NC_ ("state", "Queued"), "content-loading-symbolic",
                                    "state-waiting", LUTHIER_JOB_GROUP_ACTIVE },
    [LUTHIER_JOB_STATE_RUNNING] = { NC_ ("state", "Running"), "media-playback-start-symbolic",
                                    "state-running", LUTHIER_JOB_GROUP_ACTIVE },
    [LUTHIER_JOB_STATE_SUCCEEDED] = { NC_ ("state", "Succeeded"), "emblem-ok-symbolic",
                                      "state-succeeded", LUTHIER_JOB_GROUP_DONE },
    [LUTHIER_JOB_STATE_FAILED] = { NC_ ("state", "Failed"), "dialog-error-symbolic", "state-failed",
                                   LUTHIER_JOB_GROUP_FAILED },
    [LUTHIER_JOB_STATE_CANCELLING] = { NC_ ("state", "Cancelling"), "content-loading-symbolic",
                                       "state-waiting", LUTHIER_JOB_GROUP_ACTIVE },
    [LUTHIER_JOB_STATE_CANCELLED] = { NC_ ("state", "Cancelled"), "process-stop-symbolic",
                                      "state-cancelled", LUTHIER_JOB_GROUP_DONE },
    [LUTHIER_JOB_STATE_PAUSED] = { NC_ ("state", "Paused"), "media-playback-pause-symbolic",
                                   "state-waiting", LUTHIER_JOB_GROUP_ACTIVE },
    [LUTHIER_JOB_STATE_EXPIRED] = { NC_ ("state", "Expired"), "dialog-error-symbolic",
                                    "state-failed", LUTHIER_JOB_GROUP_FAILED },
    [LUTHIER_JOB_STATE_UPDATING] = { NC_ ("state", "Updating"), "content-loading-symbolic",
                                     "state-waiting", LUTHIER_JOB_GROUP_ACTIVE },
    [LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED] = { NC_ ("state", "Partly Succeeded"),
                                                "dialog-warning-symbolic", "state-unsure",
                                                LUTHIER_JOB_GROUP_DONE },
  };

  return (guint) state < G_N_ELEMENTS (looks) ? &looks[state] : &looks[LUTHIER_JOB_STATE_UNKNOWN];
}

/**
 * luthier_job_words_group:
 *
 * Returns: under which filter jobs of this state are listed
 */
LuthierJobGroup
luthier_job_words_group (LuthierJobState state)
{
  return look (state)->group;
}

LuthierJobGroup
luthier_job_words_group_of (LuthierJob *job)
{
  const LuthierJobGroup group = luthier_job_words_group (luthier_job_get_state (job));

  return group == LUTHIER_JOB_GROUP_ACTIVE && luthier_job_get_gone (job) ? LUTHIER_JOB_GROUP_DONE
                                                                         : group;
}

/**
 * luthier_job_words_of_state:
 *
 * Returns: (transfer none): the state in a word, as luthier_job_words_state() has it of a job
 */
const char *
luthier_job_words_of_state (LuthierJobState state)
{
  return g_dpgettext2 (NULL, "state", look (state)->word);
}

/**
 * luthier_job_words_style:
 *
 * Returns: (transfer none): the style class that gives a widget the state's colour
 */
const char *
luthier_job_words_style (LuthierJobState state)
{
  return look (state)->style;
}

/**
 * luthier_job_words_icon:
 *
 * Returns: (transfer none): the state's symbolic icon
 */
const char *
luthier_job_words_icon (LuthierJobState state)
{
  return look (state)->icon;
}

/**
 * luthier_job_words_shown_state:
 *
 * The state to show: a cancel that is under way here counts before the service tells of it, and
 * what the service has forgotten before its end has none that is known.
 *
 * Returns: the state
 */
LuthierJobState
luthier_job_words_shown_state (LuthierJob *job)
{
  LuthierCancel cancel = luthier_job_get_cancel (job);

  if (!luthier_job_is_terminal (job) &&
      (cancel == LUTHIER_CANCEL_REQUESTED || cancel == LUTHIER_CANCEL_ACCEPTED))
    return LUTHIER_JOB_STATE_CANCELLING;
  if (luthier_job_get_gone (job) && !luthier_job_state_is_terminal (luthier_job_get_state (job)))
    return LUTHIER_JOB_STATE_UNKNOWN;
  return luthier_job_get_state (job);
}

/**
 * luthier_job_words_state:
 *
 * Returns: (transfer none): the state in a word
 */
const char *
luthier_job_words_state (LuthierJob *job)
{
  return luthier_job_words_of_state (luthier_job_words_shown_state (job));
}

/* All arrows of progress come from the service; nothing is guessed here. */
static void
get_progress (LuthierJob *job, gint64 *done, gint64 *all)
{
  *done = luthier_job_get_completed_steps (job);
  *all = luthier_job_get_step_count (job);
  if (*all > 0 && *done >= 0)
    return;
  *done = luthier_job_get_completed_epochs (job);
  *all = luthier_job_get_epoch_count (job);
}

static gboolean
is_tuning (LuthierJob *job)
{
  LuthierJobPhase phase = luthier_job_get_phase (job);

  return luthier_job_words_shown_state (job) == LUTHIER_JOB_STATE_RUNNING &&
         (phase == LUTHIER_JOB_PHASE_TUNING || phase == LUTHIER_JOB_PHASE_NONE);
}

/**
 * luthier_job_words_fraction:
 *
 * Returns: how much of the tuning is done, 0 to 1, or -1 if that is not known
 */
double
luthier_job_words_fraction (LuthierJob *job)
{
  gint64 done, all;

  get_progress (job, &done, &all);
  if (!is_tuning (job) || all <= 0 || done < 0)
    return -1;
  return MIN (1.0, (double) done / (double) all);
}

static char *
progress_text (LuthierJob *job)
{
  gint64 steps = luthier_job_get_step_count (job);
  gint64 done, all;
  g_autofree char *done_text = NULL;
  g_autofree char *all_text = NULL;

  get_progress (job, &done, &all);
  if (all <= 0 || done < 0)
    /* Translators: what goes on at present */
    return g_strdup (C_ ("now", "Tuning"));
  done_text = luthier_format_count (done);
  all_text = luthier_format_count (all);
  if (all == steps)
    return g_strdup_printf (_ ("Step %s of %s"), done_text, all_text);
  return g_strdup_printf (_ ("Epoch %s of %s"), done_text, all_text);
}

static char *
running_text (LuthierJob *job)
{
  const char *name = luthier_job_get_phase_name (job);

  switch (luthier_job_get_phase (job))
    {
    case LUTHIER_JOB_PHASE_WAITING_FOR_QUOTA:
      return g_strdup (_ ("Waits for a free slot"));
    case LUTHIER_JOB_PHASE_PROCESSING_DATASET:
      return g_strdup (C_ ("now", "Reading the data"));
    case LUTHIER_JOB_PHASE_WAITING_FOR_CAPACITY:
      return g_strdup (_ ("Waits for capacity"));
    case LUTHIER_JOB_PHASE_POST_PROCESSING:
      return g_strdup (_ ("Finishing"));
    case LUTHIER_JOB_PHASE_UNKNOWN:
      return g_strdup (name != NULL ? name : _ ("In progress"));
    case LUTHIER_JOB_PHASE_NONE:
    case LUTHIER_JOB_PHASE_TUNING:
    default:
      return luthier_job_get_state (job) == LUTHIER_JOB_STATE_RUNNING
                 ? progress_text (job)
                 : g_strdup (_ ("Waits to start"));
    }
}

static char *
failed_text (LuthierJob *job)
{
  char *title = luthier_advice_get_title_for_job (job);

  return title != NULL ? title : g_strdup (_ ("No reason was given"));
}

static gint64
seconds_taken (LuthierJob *job)
{
  gint64 begin = luthier_job_get_start_time (job);
  gint64 end = luthier_job_get_end_time (job);

  if (begin == 0)
    begin = luthier_job_get_create_time (job);
  return begin != 0 && end >= begin ? (end - begin) / G_USEC_PER_SEC : -1;
}

static char *
succeeded_text (LuthierJob *job)
{
  gint64 seconds = seconds_taken (job);
  g_autofree char *duration = luthier_format_duration (seconds);

  if (seconds < 0)
    return g_strdup (_ ("Ready to use"));
  /* Translators: %s is a span of time such as "52 min" */
  return g_strdup_printf (_ ("Tuned in %s"), duration);
}

/**
 * luthier_job_words_now:
 *
 * The answer to the state's own question: how far, what for, why, or how long.
 *
 * Returns: (transfer full): a few words
 */
char *
luthier_job_words_now (LuthierJob *job)
{
  if (luthier_job_get_gone (job))
    return g_strdup (_ ("No longer at the service"));

  switch (luthier_job_words_shown_state (job))
    {
    case LUTHIER_JOB_STATE_SUCCEEDED:
    case LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED:
      return succeeded_text (job);
    case LUTHIER_JOB_STATE_FAILED:
    case LUTHIER_JOB_STATE_EXPIRED:
      return failed_text (job);
    case LUTHIER_JOB_STATE_CANCELLED:
      return g_strdup (luthier_job_get_cancel (job) == LUTHIER_CANCEL_NONE
                           ? C_ ("now", "Cancelled")
                           : _ ("Cancelled by you"));
    case LUTHIER_JOB_STATE_CANCELLING:
      return g_strdup (_ ("Stops soon"));
    case LUTHIER_JOB_STATE_PAUSED:
      return g_strdup (_ ("Paused by the service"));
    case LUTHIER_JOB_STATE_UPDATING:
      return g_strdup (_ ("The service changes it"));
    case LUTHIER_JOB_STATE_UNKNOWN:
      return g_strdup (luthier_job_get_state_name (job) != NULL ? luthier_job_get_state_name (job)
                                                                : _ ("The service names no state"));
    case LUTHIER_JOB_STATE_QUEUED:
    case LUTHIER_JOB_STATE_PENDING:
    case LUTHIER_JOB_STATE_RUNNING:
    default:
      return running_text (job);
    }
}

/**
 * luthier_job_words_ending:
 * @job: one that has ended
 * @now_us: the present time, in microseconds since the epoch
 *
 * Returns: (transfer full): how it ended: when, or why: "Succeeded today 13:40"
 */
char *
luthier_job_words_ending (LuthierJob *job, gint64 now_us)
{
  const gint64 end = luthier_job_get_end_time (job);
  g_autofree char *time = luthier_format_time_at (
      end != 0 ? end : luthier_job_get_update_time (job), now_us);
  g_autofree char *reason = NULL;

  switch (luthier_job_get_state (job))
    {
    case LUTHIER_JOB_STATE_FAILED:
      reason = failed_text (job);
      /* Translators: %s is why a job failed, as a heading: "The data cannot be read" */
      return g_strdup_printf (C_ ("ending", "Failed: %s"), reason);
    case LUTHIER_JOB_STATE_SUCCEEDED:
      /* Translators: %s is when: "today 13:40", "yesterday 13:40", "20 Nov" */
      return g_strdup_printf (C_ ("ending", "Succeeded %s"), time);
    case LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED:
      /* Translators: %s is when: "today 13:40", "yesterday 13:40", "20 Nov" */
      return g_strdup_printf (C_ ("ending", "Partly succeeded %s"), time);
    case LUTHIER_JOB_STATE_CANCELLED:
      /* Translators: %s is when: "today 13:40", "yesterday 13:40", "20 Nov" */
      return g_strdup_printf (C_ ("ending", "Cancelled %s"), time);
    case LUTHIER_JOB_STATE_EXPIRED:
      /* Translators: %s is when: "today 13:40", "yesterday 13:40", "20 Nov" */
      return g_strdup_printf (C_ ("ending", "Expired %s"), time);
    case LUTHIER_JOB_STATE_UNKNOWN:
    case LUTHIER_JOB_STATE_QUEUED:
    case LUTHIER_JOB_STATE_PENDING:
    case LUTHIER_JOB_STATE_RUNNING:
    case LUTHIER_JOB_STATE_CANCELLING:
    case LUTHIER_JOB_STATE_PAUSED:
    case LUTHIER_JOB_STATE_UPDATING:
    default:
      return luthier_job_words_now (job);
    }
}

static char *
time_left (LuthierJob *job, gint64 now_us)
{
  double fraction = luthier_job_words_fraction (job);
  gint64 begin = luthier_job_get_start_time (job);
  double elapsed = (double) (now_us - begin) / G_USEC_PER_SEC;
  g_autofree char *duration = NULL;

  /* Too early to tell, or a clock that is wrong. */
  if (begin == 0 || elapsed <= 0 || fraction < 0.02 || fraction >= 1)
    return g_strdup ("");
  duration = luthier_format_duration ((gint64) (elapsed * (1 - fraction) / fraction));
  /* Translators: an estimate; %s is a span of time such as "14 min" */
  return g_strdup_printf (_ ("about %s left"), duration);
}

/* What became of it after that nobody knows. */
static char *
gone_detail (LuthierJob *job)
{
  const LuthierJobState state = luthier_job_get_state (job);

  if (luthier_job_state_is_terminal (state))
    return g_strdup ("");
  /* Translators: %s is a state of a job in a word: "Running" */
  return g_strdup_printf (_ ("Last seen: %s"), luthier_job_words_of_state (state));
}

/**
 * luthier_job_words_detail:
 * @now_us: the present time, in microseconds since the epoch
 *
 * Returns: (transfer full): what there is to add to luthier_job_words_now(), or ""
 */
char *
luthier_job_words_detail (LuthierJob *job, gint64 now_us)
{
  LuthierJobState state = luthier_job_words_shown_state (job);
  gint64 seconds = seconds_taken (job);
  gint64 epochs = luthier_job_get_epoch_count (job);
  g_autofree char *duration = luthier_format_duration (seconds);

  if (luthier_job_get_gone (job))
    return gone_detail (job);
  if (state == LUTHIER_JOB_STATE_UNKNOWN)
    return g_strdup (_ ("A newer Luthier may know it"));
  if (look (state)->group == LUTHIER_JOB_GROUP_ACTIVE)
    return time_left (job, now_us);
  if (state == LUTHIER_JOB_STATE_SUCCEEDED || state == LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED)
    {
      g_autofree char *count = luthier_format_count (epochs);

      /* Translators: %s is a number; an epoch is one pass over the training data */
      return epochs > 0
                 ? g_strdup_printf (ngettext ("%s epoch", "%s epochs", (gulong) epochs), count)
                 : g_strdup ("");
    }
  /* Translators: %s is a span of time such as "1 min", after which a job ended early */
  return seconds < 0 ? g_strdup ("") : g_strdup_printf (_ ("after %s"), duration);
}

/**
 * luthier_job_words_file_name:
 * @uri: an address, "gs://..."
 *
 * The name that the file had on this computer: uploads are gs://bucket/luthier/HASH-NAME, or
 * gs://bucket/luthier/DAY/CHANCE-NAME where the hash is not known.
 *
 * Returns: (transfer none): the end of @uri
 */
const char *
luthier_job_words_file_name (const char *uri)
{
  const char *slash = strrchr (uri, '/');
  const char *name = slash != NULL && slash[1] != '\0' ? slash + 1 : uri;
  gsize digits = strspn (name, "0123456789abcdef");

  if (strstr (uri, "/luthier/") != NULL && (digits == 8 || digits == 12) && name[digits] == '-' &&
      name[digits + 1] != '\0')
    return name + digits + 1;
  return name;
}

/**
 * luthier_job_words_origin:
 * @now_us: the present time, in microseconds since the epoch
 *
 * Returns: (transfer full): from what and when the job was made
 */
char *
luthier_job_words_origin (LuthierJob *job, gint64 now_us)
{
  const char *uri = luthier_job_get_training_uri (job);
  g_autofree char *file = uri != NULL
                              ? luthier_one_line (luthier_job_words_file_name (uri), MAX_LINE)
                              : NULL;
  g_autofree char *time = luthier_format_time_at (luthier_job_get_create_time (job), now_us);

  if (file == NULL || *file == '\0')
    return g_steal_pointer (&time);
  if (*time == '\0')
    return g_steal_pointer (&file);
  /* Translators: when, and a file's name, which may be long: "today 14:02 · tickets.jsonl" */
  return g_strdup_printf (_ ("%s · %s"), time, file);
}
