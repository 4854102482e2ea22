/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-words.h"

#include <glib/gi18n.h>

#include "luthier-format.h"

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
  const char *region = luthier_intent_words_region (intent);

  if (*time == '\0' || region == NULL)
    /* Translators: %s is a base model */
    return g_strdup_printf (_ ("The job that tunes %s was sent."),
                            luthier_intent_words_model (intent));
  /* Translators: a base model, a region, and a time such as "today 14:06" */
  return g_strdup_printf (_ ("The job that tunes %s was sent to %s %s."),
                          luthier_intent_words_model (intent), region, time);
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
  g_autofree char *cause = luthier_intent_words_cause (intent);
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
  if (tally.n_held > 1 && tally.n_held == tally.n_queued)
    return g_strdup (_ ("All are held"));
  return g_strdup ("");
}
