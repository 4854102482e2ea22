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
 * luthier_intent_words_cause:
 *
 * Returns: (transfer full) (nullable): what is wrong, in a few words
 */
char *
luthier_intent_words_cause (LuthierIntent *intent)
{
  const GError *error = luthier_intent_get_error (intent);
  g_autoptr (LuthierAdvice) advice = error != NULL ? luthier_advice_new_for_error (error) : NULL;

  return advice != NULL ? g_strdup (advice->title) : NULL;
}

/* (transfer full): the text, and the cause if that is known. */
static char *
add_cause (LuthierIntent *intent, const char *text)
{
  g_autofree char *cause = luthier_intent_words_cause (intent);

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
      if (luthier_intent_words_region (intent) == NULL)
        return g_strdup (_ ("Sending"));
      /* Translators: %s is a region */
      return g_strdup_printf (_ ("Sending to %s"), luthier_intent_words_region (intent));
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
