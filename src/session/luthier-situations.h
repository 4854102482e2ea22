/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-advice.h"

G_BEGIN_DECLS

/* What kind of error a situation is recognised in. */
typedef enum
{
  LUTHIER_SYMPTOM_REQUEST = 1 << 0, /* code is a LuthierError */
  LUTHIER_SYMPTOM_JOB = 1 << 1,     /* code is a number of gRPC */
} LuthierSymptom;

#define LUTHIER_SYMPTOM_ANY_CODE (-1)

/* Where most actions lead. */
#define LUTHIER_CONSOLE "https://console.cloud.google.com/"

/* A known situation: how it is recognised and what is said of it. NULL patterns fit anything, and
 * a NULL reason is what the service said. In the texts, {word} is a named group of the message's
 * pattern, a key of the reply's metadata, or one of message, quota, limit, url; {word|else} says
 * what stands there if it is not known. If a word of the reason is not known, reason_in_short is
 * said: a word for it would not fit into every sentence of every language. Texts with {words} are
 * marked for xgettext, so that a translation that lacks one is found. */
typedef struct
{
  LuthierSymptom symptoms;
  int code;
  const char *reason_pattern; /* exactly, as of luthier_error_get_reason(), or one of some: "a|b" */
  /* A regular expression, case does not matter; only the service's words are compared with it. */
  const char *message_pattern;
  const char *title;
  const char *reason;
  const char *reason_in_short; /* with no {words} */
  const char *what_to_do;
  LuthierAdviceAction action;
  const char *action_label;
  const char *action_value;
} LuthierSituation;

/* The first that fits is the one. */
const LuthierSituation *luthier_situations_get (guint *n_situations);
/* Who asks: sign-in, credentials and the keyring. They come first. */
const LuthierSituation *luthier_situations_get_of_accounts (guint *n_situations);
/* How a job comes to a bad end: for what the others do not fit. */
const LuthierSituation *luthier_situations_get_of_jobs (guint *n_situations);

G_END_DECLS
