/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_EVENT_STATE,      /* name: "JOB_STATE_RUNNING" */
  LUTHIER_EVENT_PHASE,      /* name: "TUNING_JOB_STATE_TUNING"; empty when it has none any more */
  LUTHIER_EVENT_ERROR,      /* name: its code; text: all that the service said */
  LUTHIER_EVENT_CHECKPOINT, /* name: its id; text: its step */
  LUTHIER_EVENT_CANCEL,     /* the user asked for it here */
  LUTHIER_EVENT_GONE,       /* the service does not have it any more */
} LuthierEventKind;

#define LUTHIER_TYPE_EVENT (luthier_event_get_type ())
G_DECLARE_FINAL_TYPE (LuthierEvent, luthier_event, LUTHIER, EVENT, GObject)

/* Something that was seen to happen to a job, and never changes. Kind, name, text
 * (strings, nullable), seen (int64: microseconds since the epoch, when it was seen here), time
 * (likewise: when it happened as the service tells it; 0 = it does not). */
LuthierEvent *luthier_event_new (
    LuthierEventKind kind, const char *name, const char *text, gint64 seen, gint64 time);
LuthierEventKind luthier_event_get_kind (LuthierEvent *self);
const char *luthier_event_get_name (LuthierEvent *self);
const char *luthier_event_get_text (LuthierEvent *self);
gint64 luthier_event_get_seen (LuthierEvent *self);
gint64 luthier_event_get_time (LuthierEvent *self);

G_END_DECLS
