/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-catalogue.h"
#include "luthier-job-spec-check.h"
#include "luthier-job.h"
#include "luthier-profile.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_ADVICE_NONE,
  /* Another job, or of one that was refused the same again: at the field, in the region that is
   * the value. */
  LUTHIER_ADVICE_TUNE_AGAIN,
  /* A job that goes on from the model that there is. */
  LUTHIER_ADVICE_TUNE_FURTHER,
  LUTHIER_ADVICE_TRY_AGAIN,
  LUTHIER_ADVICE_SIGN_IN,
  LUTHIER_ADVICE_OPEN_URL,
  LUTHIER_ADVICE_COPY_COMMAND,
  LUTHIER_ADVICE_COPY_TEXT,
  /* At the line that is the value. */
  LUTHIER_ADVICE_OPEN_DATA,
} LuthierAdviceAction;

/* One way out, as a button offers it. */
typedef struct
{
  LuthierAdviceAction action;
  char *label; /* (owned) */
  char *value; /* (owned) (nullable): address, command, text, region or line */
  LuthierSpecField
      field; /* what is to be looked at, LUTHIER_SPEC_FIELD_NONE = nothing in particular */
} LuthierAdviceStep;

#define LUTHIER_ADVICE_MAX_STEPS 3

/* An error in words: what happened, why, what to do. All strings are translated. */
typedef struct
{
  const char *id;    /* of what was recognised, as in tests/session/errors.md; NULL: nothing was */
  char *title;       /* (owned): "The encryption key is in another region" */
  char *reason;      /* (owned) (nullable) */
  char *what_to_do;  /* (owned) (nullable) */
  gboolean usable;   /* it failed, and something of it can be used all the same */
  gboolean is_vague; /* nobody can say more than the service itself does: show all that it said */
  LuthierAdviceStep steps[LUTHIER_ADVICE_MAX_STEPS]; /* the best first */
  guint n_steps;
  char *raw; /* (owned) (nullable): what the service said */
} LuthierAdvice;

LuthierAdvice *luthier_advice_new_for_error (const GError *error);
/* NULL for a job that has not failed, or was cancelled. */
LuthierAdvice *luthier_advice_new_for_job (LuthierJob *job);
void luthier_advice_free (LuthierAdvice *self);

/* What is known around an error: with it, commands are whole and another region can be offered. */
typedef struct
{
  LuthierProfile *profile;     /* (unowned) (nullable): who asked */
  LuthierCatalogue *catalogue; /* (unowned) (nullable) */
  LuthierJobSpec *spec;        /* (unowned) (nullable): what was refused, in a form that is open */
} LuthierAdviceScene;

LuthierAdvice *luthier_advice_new_for_error_in (const GError *error,
                                                const LuthierAdviceScene *scene);
LuthierAdvice *luthier_advice_new_for_job_in (LuthierJob *job, const LuthierAdviceScene *scene);

/* The title alone, quickly. NULL: there is no advice. */
char *luthier_advice_get_title_for_job (LuthierJob *job);

gboolean luthier_advice_offers (const LuthierAdvice *self, LuthierAdviceAction action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierAdvice, luthier_advice_free)

G_END_DECLS
