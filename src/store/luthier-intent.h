/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_INTENT_SENDING,   /* written before the request leaves */
  LUTHIER_INTENT_SETTLED,   /* there is a job with this label */
  LUTHIER_INTENT_REFUSED,   /* the service said no */
  LUTHIER_INTENT_UNCERTAIN, /* no readable answer: look for the label */
} LuthierIntentState;

/* A confirmed draft: what was sent, and what became of it. */
typedef struct
{
  char *id;      /* (owned) */
  char *profile; /* (owned) */
  LuthierIntentState state;
  char *spec;     /* (owned): luthier_job_spec_serialize() */
  char *job_name; /* (owned) (nullable) */
  gint64 time_us; /* of the last change */
} LuthierIntent;

LuthierIntent *luthier_intent_copy (const LuthierIntent *self);
void luthier_intent_free (LuthierIntent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierIntent, luthier_intent_free)

G_END_DECLS
