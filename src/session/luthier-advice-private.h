/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-situations.h"

G_BEGIN_DECLS

/* An error of either kind, as the situations are compared with it. All (unowned). */
typedef struct
{
  LuthierSymptom symptom;
  int code;
  const char *reason;  /* (nullable) */
  const char *message; /* (nullable) */
  const char *raw;     /* (nullable) */
  const GError *error; /* (nullable): of a request */
  LuthierJob *job;     /* (nullable): of a job */
  gboolean of_service; /* these are its words: English, whatever the user's language is */
  LuthierAdviceScene scene;
} LuthierComplaint;

/* Whether a pattern, of static text, is found at the beginning of what a service said, which may be
 * long. match: (out) (transfer full) */
gboolean luthier_advice_match (const char *pattern, const char *text, GMatchInfo **match);
/* What stands for {word}; (transfer full) (nullable): NULL if it is not known. match: (nullable) */
char *luthier_advice_find_word (const LuthierComplaint *complaint,
                                GMatchInfo *match,
                                const char *word);
/* Puts values in the place of {words}; (transfer full) (nullable): NULL if one is not known.
 * value: (nullable): what stands for {value} */
char *luthier_advice_expand (const LuthierComplaint *complaint,
                             GMatchInfo *match,
                             const char *template,
                             const char *value);

G_END_DECLS
