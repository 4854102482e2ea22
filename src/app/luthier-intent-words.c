/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-words.h"

#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-error.h"
#include "luthier-format.h"
#include "luthier-transfer-words.h"

#define MINUTE_US (60 * G_USEC_PER_SEC)

/**
 * luthier_intent_words_title:
 *
 * Returns: (transfer none): the name that the job is to have
 */
const char *
luthier_intent_words_title (LuthierIntent *intent)
{
  const char *name = luthier_job_spec_get_display_name (luthier_intent_get_spec (intent));

  return name != NULL ? name : _ ("Job without a name");
}

static const char *
icon_of_wait (LuthierIntent *intent)
{
  if (luthier_intent_get_held (intent))
    return "media-playback-pause-symbolic";
  switch (luthier_intent_get_wait (intent))
    {
    case LUTHIER_INTENT_WAIT_HELD:
      return "media-playback-pause-symbolic";
    case LUTHIER_INTENT_WAIT_UPLOAD:
      return "send-to-symbolic";
    case LUTHIER_INTENT_WAIT_NETWORK:
      return "network-offline-symbolic";
    case LUTHIER_INTENT_WAIT_SIGN_IN:
      return "dialog-password-symbolic";
    case LUTHIER_INTENT_WAIT_STORE:
      return "dialog-error-symbolic";
    case LUTHIER_INTENT_WAIT_NONE:
    case LUTHIER_INTENT_WAIT_TURN:
    case LUTHIER_INTENT_WAIT_SLOT:
    case LUTHIER_INTENT_WAIT_COUNT:
    case LUTHIER_INTENT_WAIT_RATE:
    case LUTHIER_INTENT_WAIT_LOOK:
    default:
      return "content-loading-symbolic";
    }
}

/**
 * luthier_intent_words_icon:
 *
 * Returns: (transfer none): the symbolic icon of its state
 */
const char *
luthier_intent_words_icon (LuthierIntent *intent)
{
  switch (luthier_intent_get_state (intent))
    {
    case LUTHIER_INTENT_SENDING:
      return "send-to-symbolic";
    case LUTHIER_INTENT_SETTLED:
      return "emblem-ok-symbolic";
    case LUTHIER_INTENT_REFUSED:
      return "dialog-error-symbolic";
    case LUTHIER_INTENT_UNCERTAIN:
    case LUTHIER_INTENT_LOOKING:
      return "dialog-warning-symbolic";
    case LUTHIER_INTENT_ASKS:
      return "dialog-question-symbolic";
    case LUTHIER_INTENT_FORGOTTEN:
      return "process-stop-symbolic";
    case LUTHIER_INTENT_QUEUED:
    default:
      return icon_of_wait (intent);
    }
}

static const char *
style_of_wait (LuthierIntent *intent)
{
  LuthierTransfer *transfer = luthier_intent_get_transfer (intent);

  if (luthier_intent_get_held (intent))
    return "state-waiting";
  switch (luthier_intent_get_wait (intent))
    {
    case LUTHIER_INTENT_WAIT_STORE:
      return "state-failed";
    case LUTHIER_INTENT_WAIT_SIGN_IN:
      return "state-unsure";
    case LUTHIER_INTENT_WAIT_UPLOAD:
      return transfer != NULL && luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_FAILED
                 ? "state-failed"
                 : "state-running";
    case LUTHIER_INTENT_WAIT_NONE:
    case LUTHIER_INTENT_WAIT_HELD:
    case LUTHIER_INTENT_WAIT_TURN:
    case LUTHIER_INTENT_WAIT_SLOT:
    case LUTHIER_INTENT_WAIT_COUNT:
    case LUTHIER_INTENT_WAIT_RATE:
    case LUTHIER_INTENT_WAIT_NETWORK:
    case LUTHIER_INTENT_WAIT_LOOK:
    default:
      return "state-waiting";
    }
}

/**
 * luthier_intent_words_style:
 *
 * Returns: (transfer none): the style class that gives a widget the colour of its state
 */
const char *
luthier_intent_words_style (LuthierIntent *intent)
{
  switch (luthier_intent_get_state (intent))
    {
    case LUTHIER_INTENT_SENDING:
      return "state-running";
    case LUTHIER_INTENT_SETTLED:
      return "state-succeeded";
    case LUTHIER_INTENT_REFUSED:
      return "state-failed";
    case LUTHIER_INTENT_UNCERTAIN:
    case LUTHIER_INTENT_LOOKING:
    case LUTHIER_INTENT_ASKS:
      return "state-unsure";
    case LUTHIER_INTENT_FORGOTTEN:
      return "state-cancelled";
    case LUTHIER_INTENT_QUEUED:
    default:
      return style_of_wait (intent);
    }
}

static const char *
get_model (LuthierIntent *intent)
{
  LuthierJobSpec *spec = luthier_intent_get_spec (intent);

  return luthier_job_spec_get_base_model (spec) != NULL ? luthier_job_spec_get_base_model (spec)
                                                        : _ ("a tuned model");
}

static const char *
get_region (LuthierIntent *intent)
{
  const char *region = luthier_intent_get_region (intent);

  return region != NULL ? region : luthier_job_spec_get_region (luthier_intent_get_spec (intent));
}

/**
 * luthier_intent_words_what:
 *
 * Returns: (transfer full): what is tuned, and where
 */
char *
luthier_intent_words_what (LuthierIntent *intent)
{
  const char *region = get_region (intent);

  if (region == NULL)
    return g_strdup (get_model (intent));
  /* Translators: a model and a region */
  return g_strdup_printf (_ ("%s · %s"), get_model (intent), region);
}

/* (transfer full) (nullable): what is wrong, in a few words. */
static char *
get_cause (LuthierIntent *intent)
{
  const GError *error = luthier_intent_get_error (intent);
  g_autoptr (LuthierAdvice) advice = error != NULL ? luthier_advice_new_for_error (error) : NULL;

  return advice != NULL ? g_strdup (advice->title) : NULL;
}

/* (transfer full): the text, and the cause if that is known. */
static char *
add_cause (LuthierIntent *intent, const char *text)
{
  g_autofree char *cause = get_cause (intent);

  /* Translators: what does not go on, and why */
  return cause != NULL ? g_strdup_printf (C_ ("state and cause", "%s: %s"), text, cause)
                       : g_strdup (text);
}

static gboolean
is_soon (gint64 next_at, gint64 now_us)
{
  return next_at > now_us && next_at - now_us < MINUTE_US;
}

/* (transfer full): "in 10 s", "today 14:05", or "soon" if the time has come or is not known. */
static char *
say_when (gint64 next_at, gint64 now_us)
{
  g_autofree char *text = NULL;

  if (next_at <= now_us)
    return g_strdup (C_ ("time", "soon"));
  if (is_soon (next_at, now_us))
    {
      /* Rounded up: what is said never comes late. */
      text = luthier_format_duration ((next_at - now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
      /* Translators: %s is a span of time such as "10 s" */
      return g_strdup_printf (C_ ("time", "in %s"), text);
    }
  return luthier_format_time_at (next_at, now_us);
}

static char *
slot_words (LuthierIntent *intent)
{
  guint n_active = luthier_intent_get_n_active (intent);
  guint quota = luthier_intent_get_quota (intent);

  if (quota == 0)
    return g_strdup (_ ("Starts when a slot is free"));
  if (n_active > quota)
    /* Translators: the first number is of jobs that run, the second of those that may run */
    return g_strdup_printf (
        ngettext ("Starts when a slot is free: %u job is running, %u may at a time",
                  "Starts when a slot is free: %u jobs are running, %u may at a time", n_active),
        n_active, quota);
  return g_strdup_printf (ngettext ("Starts when a slot is free: %u of %u is in use",
                                    "Starts when a slot is free: %u of %u are in use", n_active),
                          n_active, quota);
}

static char *
upload_words (LuthierIntent *intent)
{
  LuthierTransfer *transfer = luthier_intent_get_transfer (intent);
  g_autofree char *text = transfer != NULL ? luthier_transfer_words_state (transfer) : NULL;

  if (transfer == NULL)
    return g_strdup (_ ("Its data are uploaded first"));
  if (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_RUNNING ||
      luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_WAITING)
    /* Translators: %s is how far it is, such as "3.1 MB of 12 MB" */
    return g_strdup_printf (_ ("Uploading: %s"), text);
  return g_steal_pointer (&text);
}

/* That nothing was sent goes without saying, but not that a certificate is wrong. */
static char *
network_words (LuthierIntent *intent)
{
  const GError *error = luthier_intent_get_error (intent);
  const char *text = _ ("Waits for the network");

  return error != NULL && luthier_error_get_reason (error) != NULL ? add_cause (intent, text)
                                                                   : g_strdup (text);
}

static char *
rate_words (LuthierIntent *intent, gint64 now_us)
{
  const GError *error = luthier_intent_get_error (intent);
  const char *quota = error != NULL ? luthier_error_get_quota (error, NULL) : NULL;
  g_autofree char *when = say_when (luthier_intent_get_next_at (intent), now_us);

  if (quota != NULL && strstr (quota, "concurrent") != NULL)
    /* Translators: %s is "in 40 s", "today 14:05" or "soon" */
    return g_strdup_printf (_ ("The service had no free slot, next try %s"), when);
  /* Translators: %s is "in 40 s", "today 14:05" or "soon" */
  return g_strdup_printf (_ ("The service asked for patience, next try %s"), when);
}

static char *
queued_words (LuthierIntent *intent, const LuthierIntentAround *around)
{
  if (luthier_intent_get_held (intent))
    return g_strdup (_ ("Held until you continue it"));
  switch (luthier_intent_get_wait (intent))
    {
    case LUTHIER_INTENT_WAIT_HELD:
      return g_strdup (_ ("Held until you continue it"));
    case LUTHIER_INTENT_WAIT_UPLOAD:
      return upload_words (intent);
    case LUTHIER_INTENT_WAIT_TURN:
      if (around->n_before == 0)
        return g_strdup (_ ("A job of another profile is before it"));
      return g_strdup_printf (
          ngettext ("%u job is before it", "%u jobs are before it", around->n_before),
          around->n_before);
    case LUTHIER_INTENT_WAIT_SLOT:
      return slot_words (intent);
    case LUTHIER_INTENT_WAIT_COUNT:
      if (around->region == NULL)
        return g_strdup (_ ("It is not known yet whether a slot is free"));
      /* Translators: %s is a region */
      return g_strdup_printf (_ ("%s does not answer, so it is not known whether a slot is free"),
                              around->region);
    case LUTHIER_INTENT_WAIT_RATE:
      return rate_words (intent, around->now_us);
    case LUTHIER_INTENT_WAIT_NETWORK:
      return network_words (intent);
    case LUTHIER_INTENT_WAIT_SIGN_IN:
      return add_cause (intent, _ ("Sign in again to go on"));
    case LUTHIER_INTENT_WAIT_STORE:
      return add_cause (intent, _ ("Cannot be written down on this computer"));
    case LUTHIER_INTENT_WAIT_LOOK:
    case LUTHIER_INTENT_WAIT_NONE:
    default:
      return g_strdup (_ ("Looks for a free slot"));
    }
}

static char *
next_look_words (LuthierIntent *intent, gint64 now_us)
{
  guint n_looks = luthier_intent_get_n_looks (intent);
  g_autofree char *when = say_when (luthier_intent_get_next_at (intent), now_us);

  if (n_looks == 0)
    /* Translators: %s is "in 10 s", "today 14:05" or "soon" */
    return g_strdup_printf (_ ("Checking whether it started: first look %s"), when);
  /* Translators: how often, and "in 10 s", "today 14:05" or "soon" */
  return g_strdup_printf (ngettext ("Checking whether it started: looked %u time, next look %s",
                                    "Checking whether it started: looked %u times, next look %s",
                                    n_looks),
                          n_looks, when);
}

static char *
uncertain_words (LuthierIntent *intent, const LuthierIntentAround *around)
{
  switch (luthier_intent_get_wait (intent))
    {
    case LUTHIER_INTENT_WAIT_NETWORK:
      return g_strdup (_ ("Not known whether it started: waits for the network to check"));
    case LUTHIER_INTENT_WAIT_SIGN_IN:
      return g_strdup (_ ("Not known whether it started: sign in again to check"));
    case LUTHIER_INTENT_WAIT_COUNT:
      if (around->region != NULL)
        /* Translators: %s is a region */
        return g_strdup_printf (_ ("Not known whether it started: %s does not answer"),
                                around->region);
      return g_strdup (_ ("Not known whether it started: the service does not answer"));
    case LUTHIER_INTENT_WAIT_STORE:
      return add_cause (intent, _ ("Not known whether it started"));
    case LUTHIER_INTENT_WAIT_NONE:
    case LUTHIER_INTENT_WAIT_HELD:
    case LUTHIER_INTENT_WAIT_UPLOAD:
    case LUTHIER_INTENT_WAIT_TURN:
    case LUTHIER_INTENT_WAIT_SLOT:
    case LUTHIER_INTENT_WAIT_RATE:
    case LUTHIER_INTENT_WAIT_LOOK:
    default:
      return next_look_words (intent, around->now_us);
    }
}

/**
 * luthier_intent_words_now:
 * @around: the time, and what else it depends on
 *
 * Returns: (transfer full): what is being done with it, or what it waits for
 */
char *
luthier_intent_words_now (LuthierIntent *intent, const LuthierIntentAround *around)
{
  switch (luthier_intent_get_state (intent))
    {
    case LUTHIER_INTENT_SENDING:
      if (get_region (intent) == NULL)
        return g_strdup (_ ("Sending"));
      /* Translators: %s is a region */
      return g_strdup_printf (_ ("Sending to %s"), get_region (intent));
    case LUTHIER_INTENT_SETTLED:
      return g_strdup (_ ("Created"));
    case LUTHIER_INTENT_REFUSED:
      return add_cause (intent, _ ("Refused"));
    case LUTHIER_INTENT_UNCERTAIN:
      return uncertain_words (intent, around);
    case LUTHIER_INTENT_LOOKING:
      return g_strdup (_ ("Checking whether it started: looking now"));
    case LUTHIER_INTENT_ASKS:
      return g_strdup (_ ("Not found: what is to be done?"));
    case LUTHIER_INTENT_FORGOTTEN:
      return g_strdup (_ ("Removed"));
    case LUTHIER_INTENT_QUEUED:
    default:
      return queued_words (intent, around);
    }
}

/* Does luthier_intent_words_now() tell of a time? */
static gboolean
names_time (LuthierIntent *intent)
{
  LuthierIntentState state = luthier_intent_get_state (intent);
  LuthierIntentWait wait = luthier_intent_get_wait (intent);

  if (state == LUTHIER_INTENT_QUEUED)
    return wait == LUTHIER_INTENT_WAIT_RATE && !luthier_intent_get_held (intent);
  return state == LUTHIER_INTENT_UNCERTAIN && wait != LUTHIER_INTENT_WAIT_NETWORK &&
         wait != LUTHIER_INTENT_WAIT_SIGN_IN && wait != LUTHIER_INTENT_WAIT_COUNT &&
         wait != LUTHIER_INTENT_WAIT_STORE;
}

/**
 * luthier_intent_words_next_change:
 * @now_us: the present time, in microseconds since the epoch
 *
 * Returns: when a text that counts down is to be written again, in microseconds since the epoch, or
 *   0 if it stays as it is
 */
gint64
luthier_intent_words_next_change (LuthierIntent *intent, gint64 now_us)
{
  gint64 next_at = luthier_intent_get_next_at (intent);

  if (!names_time (intent) || next_at <= now_us)
    return 0;
  if (!is_soon (next_at, now_us))
    return next_at - MINUTE_US + 1;
  return next_at - (next_at - now_us - 1) / G_USEC_PER_SEC * G_USEC_PER_SEC;
}

/**
 * luthier_intent_words_question:
 *
 * Returns: (transfer full): what is asked of the user
 */
char *
luthier_intent_words_question (LuthierIntent *intent)
{
  /* Translators: %s is the name of a job */
  return g_strdup_printf (_ ("Was “%s” created?"), luthier_intent_words_title (intent));
}

/* (transfer full): what was sent, where to, when. */
static char *
sent_words (LuthierIntent *intent, gint64 now_us)
{
  g_autofree char *time = luthier_format_time_at (luthier_intent_get_sent_at (intent), now_us);
  const char *region = get_region (intent);

  if (*time == '\0' || region == NULL)
    /* Translators: %s is a base model */
    return g_strdup_printf (_ ("The job that tunes %s was sent."), get_model (intent));
  /* Translators: a base model, a region, and a time such as "today 14:06" */
  return g_strdup_printf (_ ("The job that tunes %s was sent to %s %s."), get_model (intent),
                          region, time);
}

static char *
looked_words (LuthierIntent *intent, gint64 now_us)
{
  guint n_looks = luthier_intent_get_n_looks (intent);
  g_autofree char *until = luthier_format_time_at (luthier_intent_get_looked_at (intent), now_us);

  if (n_looks == 0 || *until == '\0')
    return g_strdup (_ ("It was not found in the lists of the service."));
  /* Translators: how often, and a time such as "today 14:08" */
  return g_strdup_printf (
      ngettext ("The lists of the service were read %u time until %s, and it was not there.",
                "The lists of the service were read %u times until %s, and it was not there.",
                n_looks),
      n_looks, until);
}

/**
 * luthier_intent_words_story:
 * @now_us: the present time, in microseconds since the epoch
 *
 * What is known of one that asks: what was sent, why there is doubt, and how it was looked for.
 *
 * Returns: (transfer full): a few sentences
 */
char *
luthier_intent_words_story (LuthierIntent *intent, gint64 now_us)
{
  g_autofree char *sent = sent_words (intent, now_us);
  g_autofree char *cause = get_cause (intent);
  g_autofree char *doubt = NULL;
  g_autofree char *looked = looked_words (intent, now_us);

  if (cause != NULL)
    /* Translators: %s is what happened, such as "The answer was lost" */
    doubt = g_strdup_printf (_ ("It is not known what became of it: %s."), cause);
  else
    doubt = g_strdup (_ ("Luthier ended before an answer came."));

  return g_strjoin (" ", sent, doubt, looked, NULL);
}

/* What the intents have in common, from the most to the least urgent. */
typedef struct
{
  guint n_asking;
  guint n_unsure;
  guint n_refused;
  guint n_held;
  guint n_queued;
  LuthierIntent *stopped; /* (nullable): the first that waits for the user or the network */
  LuthierIntent *waiting; /* (nullable): the first that waits for a slot */
} Tally;

static void
count (Tally *tally, LuthierIntent *intent)
{
  LuthierIntentState state = luthier_intent_get_state (intent);
  LuthierIntentWait wait = luthier_intent_get_wait (intent);

  tally->n_asking += state == LUTHIER_INTENT_ASKS;
  tally->n_unsure += state == LUTHIER_INTENT_UNCERTAIN || state == LUTHIER_INTENT_LOOKING;
  tally->n_refused += state == LUTHIER_INTENT_REFUSED;
  if (state != LUTHIER_INTENT_QUEUED)
    return;
  tally->n_queued++;
  tally->n_held += luthier_intent_get_held (intent);
  if (luthier_intent_get_held (intent))
    return;
  if (tally->stopped == NULL &&
      (wait == LUTHIER_INTENT_WAIT_NETWORK || wait == LUTHIER_INTENT_WAIT_SIGN_IN ||
       wait == LUTHIER_INTENT_WAIT_STORE))
    tally->stopped = intent;
  if (tally->waiting == NULL && wait == LUTHIER_INTENT_WAIT_SLOT)
    tally->waiting = intent;
}

static char *
stopped_words (LuthierIntent *intent)
{
  switch (luthier_intent_get_wait (intent))
    {
    case LUTHIER_INTENT_WAIT_NETWORK:
      return g_strdup (_ ("Nothing is sent without the network"));
    case LUTHIER_INTENT_WAIT_SIGN_IN:
      return g_strdup (_ ("Nothing is sent until you sign in again"));
    default:
      return g_strdup (_ ("Nothing is sent that cannot be written down first"));
    }
}

static char *
slots_words (LuthierIntent *intent)
{
  guint n_active = luthier_intent_get_n_active (intent);
  guint quota = luthier_intent_get_quota (intent);

  if (quota == 0)
    return g_strdup ("");
  if (n_active > quota)
    /* Translators: the first number is of jobs that run, the second of those that may run */
    return g_strdup_printf (ngettext ("%u job is running, %u may at a time",
                                      "%u jobs are running, %u may at a time", n_active),
                            n_active, quota);
  /* Translators: how many slots are in use, and how many there are */
  return g_strdup_printf (ngettext ("%u of %u slot in use", "%u of %u slots in use", quota),
                          n_active, quota);
}

/**
 * luthier_intent_words_summary:
 * @intents: of #LuthierIntent
 *
 * Returns: (transfer full): why they wait, in a few words, or ""
 */
char *
luthier_intent_words_summary (GListModel *intents)
{
  guint n_items = g_list_model_get_n_items (intents);
  Tally tally = { 0 };

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (intents, i);

      count (&tally, intent);
    }
  if (tally.n_asking > 0)
    return g_strdup_printf (
        ngettext ("%u needs your answer", "%u need your answer", tally.n_asking), tally.n_asking);
  if (tally.stopped != NULL)
    return stopped_words (tally.stopped);
  if (tally.n_refused > 0)
    return g_strdup_printf (ngettext ("%u was refused", "%u were refused", tally.n_refused),
                            tally.n_refused);
  if (tally.n_unsure > 0)
    return g_strdup_printf (
        ngettext ("%u is being checked", "%u are being checked", tally.n_unsure), tally.n_unsure);
  if (tally.waiting != NULL)
    return slots_words (tally.waiting);
  if (tally.n_held > 0 && tally.n_held == tally.n_queued)
    return g_strdup (_ ("All are held"));
  return g_strdup ("");
}
