/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-advice.h"

G_BEGIN_DECLS

/* The catalogue of errors: tables of data, in C. The compiler checks them, xgettext finds their
 * texts with what translators are told of them, and nothing has to be parsed at the start. For
 * people who want to read them, tests/session/errors.md is made out of them. */

/* What kind of error a situation is recognised in. */
typedef enum
{
  LUTHIER_SYMPTOM_REQUEST = 1 << 0, /* code is a LuthierError */
  LUTHIER_SYMPTOM_JOB = 1 << 1,     /* code is a number of gRPC, 0 = the job has no error */
} LuthierSymptom;

#define LUTHIER_SYMPTOM_ANY_CODE (-1)

/* What a job has left although it failed. */
typedef enum
{
  LUTHIER_LEFT_ANYTHING, /* or nothing: it does not matter */
  LUTHIER_LEFT_MODEL,
  LUTHIER_LEFT_CHECKPOINTS,
} LuthierLeft;

/* Where most actions lead. */
#define LUTHIER_CONSOLE "https://console.cloud.google.com/"

typedef struct
{
  LuthierAdviceAction action;
  const char *label;
  const char *form_label; /* (nullable): in the form of a job that is not created yet */
  const char *value;      /* (nullable) */
  LuthierSpecField field;
} LuthierRemedy;

/* A known situation: how it is recognised and what is said of it. NULL patterns fit anything, and
 * a NULL reason is what the service said. In the texts, {word} is a named group of the message's
 * pattern, a key of the reply's metadata, or one of those in luthier-advice-words.c; {word|else}
 * says what stands there if it is not known. If a word of the reason is not known, reason_in_short
 * is said: a word for it would not fit into every sentence of every language. A remedy with a word
 * that is not known is not offered. Texts with {words} are marked for xgettext, so that a
 * translation that lacks one is found. */
typedef struct
{
  const char *id; /* of it alone */
  LuthierSymptom symptoms;
  int code;
  guint http_status;     /* 0 = any */
  LuthierJobState state; /* of the job; LUTHIER_JOB_STATE_UNKNOWN = any */
  LuthierLeft left;
  const char *reason_pattern; /* exactly, as of luthier_error_get_reason(), or one of some: "a|b" */
  /* A regular expression, case does not matter; only the service's words are compared with it. */
  const char *message_pattern;
  const char *title;
  const char *reason;
  const char *reason_in_short; /* with no {words} */
  const char *what_to_do;
  gboolean vague; /* a kind of error rather than an error */
  LuthierRemedy remedies[LUTHIER_ADVICE_MAX_STEPS];
} LuthierSituation;

/* The tables in the order in which they are looked through: the first situation that fits is the
 * one. NULL past the last table. */
const LuthierSituation *luthier_situations_get_table (guint index, guint *n_situations);

/* The tables themselves. */
/* Jobs that failed and have a model all the same. */
const LuthierSituation *luthier_situations_get_of_models (guint *n_situations);
/* Who asks: sign-in, credentials and the keyring. */
const LuthierSituation *luthier_situations_get_of_accounts (guint *n_situations);
/* The project, its organisation and what they allow. */
const LuthierSituation *luthier_situations_get_of_projects (guint *n_situations);
/* The encryption key. */
const LuthierSituation *luthier_situations_get_of_keys (guint *n_situations);
/* What was asked for: model, region, settings. */
const LuthierSituation *luthier_situations_get_of_settings (guint *n_situations);
/* Buckets, uploads, and who may read and write them. */
const LuthierSituation *luthier_situations_get_of_storage (guint *n_situations);
/* What the service finds in the data, minutes later. */
const LuthierSituation *luthier_situations_get_of_data (guint *n_situations);
/* How a job comes to a bad end, the more general the later. */
const LuthierSituation *luthier_situations_get_of_jobs (guint *n_situations);
/* How a request does. */
const LuthierSituation *luthier_situations_get_of_requests (guint *n_situations);

G_END_DECLS
