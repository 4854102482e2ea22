/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-intent-state.h"

G_BEGIN_DECLS

/* A confirmed draft: what is or was asked for, and what became of it. All of it is stored twice:
 * luthier-store-records.c, luthier-journal-line.c. */
typedef struct
{
  char *id;      /* (owned): the value of its label */
  char *profile; /* (owned) */
  LuthierIntentState state;
  char *spec;      /* (owned): luthier_job_spec_serialize() */
  char *job_name;  /* (owned) (nullable) */
  char *error;     /* (owned) (nullable): why it was refused or is uncertain, in words */
  gint64 time_us;  /* of the last change */
  gint64 asked_us; /* when the user confirmed it */
  gint64 sent_us;  /* when a request left last, 0 = never */
  gint64 place;    /* in the queue: the lower the earlier */
  gboolean held;   /* the user wants it to wait */
} LuthierIntentRecord;

LuthierIntentRecord *luthier_intent_record_copy (const LuthierIntentRecord *self);
void luthier_intent_record_free (LuthierIntentRecord *self);
/* (transfer full) (element-type LuthierIntentRecord): an array that frees what is added to it. */
GPtrArray *luthier_intent_records_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierIntentRecord, luthier_intent_record_free)

G_END_DECLS
