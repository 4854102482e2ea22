/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_ADVICE_NONE,
  LUTHIER_ADVICE_TUNE_AGAIN,
  LUTHIER_ADVICE_TRY_AGAIN,
  LUTHIER_ADVICE_SIGN_IN,
  LUTHIER_ADVICE_OPEN_URL,
  LUTHIER_ADVICE_COPY_COMMAND,
} LuthierAdviceAction;

/* An error in words: what happened, why, what to do. All strings are translated. */
typedef struct
{
  char *title;      /* (owned): "The encryption key is in another region" */
  char *reason;     /* (owned) (nullable) */
  char *what_to_do; /* (owned) (nullable) */
  LuthierAdviceAction action;
  char *action_label; /* (owned) (nullable) */
  char *action_value; /* (owned) (nullable): address or command */
  char *raw;          /* (owned) (nullable): what the service said */
} LuthierAdvice;

LuthierAdvice *luthier_advice_new_for_error (const GError *error);
/* NULL for a job that has no error, or was cancelled. */
LuthierAdvice *luthier_advice_new_for_job (LuthierJob *job);
void luthier_advice_free (LuthierAdvice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierAdvice, luthier_advice_free)

G_END_DECLS
