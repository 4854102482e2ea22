/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where an intent is on its way to be one job. The numbers are what is stored. */
typedef enum
{
  LUTHIER_INTENT_SENDING = 0,   /* written before the request leaves */
  LUTHIER_INTENT_SETTLED = 1,   /* there is a job with its label */
  LUTHIER_INTENT_REFUSED = 2,   /* nothing was made; the user has to change something */
  LUTHIER_INTENT_UNCERTAIN = 3, /* no readable answer: its label is looked for, again and again */
  LUTHIER_INTENT_QUEUED = 4,    /* waits for its data, a free slot, a network, its turn */
  LUTHIER_INTENT_LOOKING = 5,   /* a look is under way */
  LUTHIER_INTENT_ASKS = 6,      /* not found in time: only the user may decide */
  LUTHIER_INTENT_FORGOTTEN = 7, /* taken back, or given up */
} LuthierIntentState;

#define LUTHIER_TYPE_INTENT_STATE (luthier_intent_state_get_type ())
GType luthier_intent_state_get_type (void);

/* What happens to an intent. */
typedef enum
{
  LUTHIER_INTENT_EVENT_CONFIRM,      /* the user wants it, for the first time or corrected */
  LUTHIER_INTENT_EVENT_TURN,         /* all that it waited for is there */
  LUTHIER_INTENT_EVENT_NOT_SENT,     /* nothing has left this computer */
  LUTHIER_INTENT_EVENT_NO_SLOT,      /* the service has refused it for now (429) */
  LUTHIER_INTENT_EVENT_REFUSED,      /* the service, or its own data, has refused it */
  LUTHIER_INTENT_EVENT_LOST,         /* no readable answer; or the program ended before one */
  LUTHIER_INTENT_EVENT_LOOK,         /* the lists are read */
  LUTHIER_INTENT_EVENT_NOT_FOUND,    /* a look has ended without it, and another one will come */
  LUTHIER_INTENT_EVENT_TIME_OVER,    /* the same, and it was the last one */
  LUTHIER_INTENT_EVENT_FOUND,        /* there is a job with its label: in a reply or in a list */
  LUTHIER_INTENT_EVENT_SEND_AGAIN,   /* the user's decision */
  LUTHIER_INTENT_EVENT_KEEP_LOOKING, /* the user's decision */
  LUTHIER_INTENT_EVENT_FORGET,       /* the user's decision */
} LuthierIntentEvent;

/* What an intent is after an event. FALSE, and nothing is changed: that cannot happen now. */
gboolean luthier_intent_state_step (LuthierIntentState *state, LuthierIntentEvent event);
/* Not at its end: it is shown, and looked after at the next start. */
gboolean luthier_intent_state_is_open (LuthierIntentState state);
/* May there be a job of which nobody knows? */
gboolean luthier_intent_state_is_unsure (LuthierIntentState state);

G_END_DECLS
