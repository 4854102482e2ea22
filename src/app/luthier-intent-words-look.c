/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-words.h"

#include <glib/gi18n.h>

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

char *
luthier_intent_words_place (LuthierIntent *intent, guint position, guint n_places)
{
  /* Translators: a job, its place in the queue, and how many places there are */
  return g_strdup_printf (_ ("%s, place %u of %u"), luthier_intent_words_title (intent),
                          position + 1, n_places);
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

/**
 * luthier_intent_words_model:
 *
 * Returns: (transfer none): what is tuned
 */
const char *
luthier_intent_words_model (LuthierIntent *intent)
{
  LuthierJobSpec *spec = luthier_intent_get_spec (intent);

  return luthier_job_spec_get_base_model (spec) != NULL ? luthier_job_spec_get_base_model (spec)
                                                        : _ ("a tuned model");
}

/**
 * luthier_intent_words_region:
 *
 * Returns: (transfer none) (nullable): where it is sent to, if that is known
 */
const char *
luthier_intent_words_region (LuthierIntent *intent)
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
  const char *region = luthier_intent_words_region (intent);

  if (region == NULL)
    return g_strdup (luthier_intent_words_model (intent));
  /* Translators: a model and a region */
  return g_strdup_printf (_ ("%s · %s"), luthier_intent_words_model (intent), region);
}
