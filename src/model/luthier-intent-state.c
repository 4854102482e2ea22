/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-state.h"

#include <gio/gio.h>

G_DEFINE_ENUM_TYPE (LuthierIntentState,
                    luthier_intent_state,
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_SETTLED, "settled"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_UNCERTAIN, "uncertain"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_LOOKING, "looking"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ASKS, "asks"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_FORGOTTEN, "forgotten"))

/* The service has no request id, so whether a job was made is found out by its label:
 *
 *                    not sent, no slot
 *                  ,-------------------.
 *                  v                   |
 *   confirm --> QUEUED ---- turn --> SENDING --- found ------------------------> SETTLED
 *    ^             |                 |  |  ^                                        ^
 *    |          refused       refused|  |  '------------ send again ---.            |
 *    |             v                 |  |lost                          |            |
 *    '--------- REFUSED <------------'  v                              |            |
 *                                  UNCERTAIN --- look --> LOOKING -----|-- found -->|
 *                                   ^     ^                 |  |       |            |
 *                                   |     '--- not found ---'  |time   |            |
 *                                   |                          |over   |            |
 *                                   |                          v       |            |
 *                                   '----- keep looking ----- ASKS ----'-- found ---'
 *
 * "Send again" comes after one more look, and only from the user: nothing else leads from a request
 * that may have made a job to another request. What waits, was refused or asks can be forgotten by
 * the user. FORGOTTEN is undone by what was before: "refused"; "confirm" if nothing was sent of it;
 * "keep looking" if something was. */

typedef struct
{
  LuthierIntentState from;
  LuthierIntentEvent event;
  LuthierIntentState to;
} Step;

#define STATE(name) LUTHIER_INTENT_##name
#define EVENT(name) LUTHIER_INTENT_EVENT_##name

static const Step steps[] = {
  { STATE (QUEUED), EVENT (TURN), STATE (SENDING) },
  { STATE (QUEUED), EVENT (REFUSED), STATE (REFUSED) },
  { STATE (QUEUED), EVENT (CONFIRM), STATE (QUEUED) },
  { STATE (QUEUED), EVENT (FORGET), STATE (FORGOTTEN) },
  { STATE (QUEUED), EVENT (FOUND), STATE (SETTLED) },

  { STATE (SENDING), EVENT (FOUND), STATE (SETTLED) },
  { STATE (SENDING), EVENT (NOT_SENT), STATE (QUEUED) },
  { STATE (SENDING), EVENT (NO_SLOT), STATE (QUEUED) },
  { STATE (SENDING), EVENT (REFUSED), STATE (REFUSED) },
  { STATE (SENDING), EVENT (LOST), STATE (UNCERTAIN) },

  { STATE (REFUSED), EVENT (CONFIRM), STATE (QUEUED) },
  { STATE (REFUSED), EVENT (FORGET), STATE (FORGOTTEN) },
  { STATE (REFUSED), EVENT (FOUND), STATE (SETTLED) },

  { STATE (UNCERTAIN), EVENT (LOOK), STATE (LOOKING) },
  { STATE (UNCERTAIN), EVENT (FOUND), STATE (SETTLED) },

  { STATE (LOOKING), EVENT (FOUND), STATE (SETTLED) },
  { STATE (LOOKING), EVENT (NOT_FOUND), STATE (UNCERTAIN) },
  { STATE (LOOKING), EVENT (TIME_OVER), STATE (ASKS) },
  /* The program ended in the middle of it. */
  { STATE (LOOKING), EVENT (LOST), STATE (UNCERTAIN) },

  { STATE (ASKS), EVENT (FOUND), STATE (SETTLED) },
  { STATE (ASKS), EVENT (KEEP_LOOKING), STATE (UNCERTAIN) },
  { STATE (ASKS), EVENT (SEND_AGAIN), STATE (SENDING) },
  { STATE (ASKS), EVENT (FORGET), STATE (FORGOTTEN) },

  { STATE (FORGOTTEN), EVENT (CONFIRM), STATE (QUEUED) },
  { STATE (FORGOTTEN), EVENT (REFUSED), STATE (REFUSED) },
  { STATE (FORGOTTEN), EVENT (KEEP_LOOKING), STATE (UNCERTAIN) },
  { STATE (FORGOTTEN), EVENT (FOUND), STATE (SETTLED) },
};

/**
 * luthier_intent_state_step:
 * @state: (inout): where it is, and where it comes to
 * @event: what happens
 *
 * Returns: whether @event can happen there; if not, @state is left as it is
 */
gboolean
luthier_intent_state_step (LuthierIntentState *state, LuthierIntentEvent event)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].from == *state && steps[i].event == event)
      {
        *state = steps[i].to;
        return TRUE;
      }

  return FALSE;
}

/**
 * luthier_intent_state_is_open:
 *
 * Returns: whether something is still to come, from the service or from the user
 */
gboolean
luthier_intent_state_is_open (LuthierIntentState state)
{
  return state != LUTHIER_INTENT_SETTLED && state != LUTHIER_INTENT_FORGOTTEN;
}

/**
 * luthier_intent_state_is_unsure:
 *
 * Returns: whether a request has left of which nobody knows what it did
 */
gboolean
luthier_intent_state_is_unsure (LuthierIntentState state)
{
  return state == LUTHIER_INTENT_SENDING || state == LUTHIER_INTENT_UNCERTAIN ||
         state == LUTHIER_INTENT_LOOKING || state == LUTHIER_INTENT_ASKS;
}
