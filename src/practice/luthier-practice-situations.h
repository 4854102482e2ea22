/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-state.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_SITUATIONS (luthier_practice_situations_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeSituations, luthier_practice_situations, LUTHIER, PRACTICE_SITUATIONS, GObject)

/* When in the life of a request a situation strikes. */
typedef enum
{
  LUTHIER_PRACTICE_BEFORE, /* the request has not acted yet */
  LUTHIER_PRACTICE_AFTER,  /* it has acted, the answer is ready but not sent */
} LuthierPracticeMoment;

/* The named ways to misbehave, combinable. Text: name[=value][@glob][*times], where the glob is of a
 * path or of a method and a path: "unavailable=3@POST *tuningJobs*2" is twice unavailable. */
LuthierPracticeSituations *luthier_practice_situations_new (LuthierPracticeState *state);
gboolean luthier_practice_situations_add (LuthierPracticeSituations *self,
                                          const char *text,
                                          GError **error);
void luthier_practice_situations_clear (LuthierPracticeSituations *self);
const char *const *luthier_practice_situations_list (void);
/* One sentence. */
const char *luthier_practice_situations_describe (const char *name);
/* Is it on (for this path, if one is given)? value: (out) (optional) (nullable), "30" of
 * "list-lags=30". Does not use up its times. */
gboolean luthier_practice_situations_get (LuthierPracticeSituations *self,
                                          const char *name,
                                          const char *path,
                                          const char **value);
/* The same, and one of its times is over. */
gboolean luthier_practice_situations_use (LuthierPracticeSituations *self,
                                          const char *name,
                                          const char *path,
                                          const char **value);
/* Is it on with this value, or with none, which is all of them? For those that can be on with
 * several values. exchange: (nullable): NULL is any request. */
gboolean luthier_practice_situations_has (LuthierPracticeSituations *self,
                                          const char *name,
                                          const char *value,
                                          LuthierPracticeExchange *exchange);
/* By how many seconds the clock that the service shows is ahead; "clock-skew". */
gint64 luthier_practice_situations_get_skew_s (LuthierPracticeSituations *self);
/* TRUE: the situation has taken the exchange over (answered, delayed or broke it). */
gboolean luthier_practice_situations_strike (LuthierPracticeSituations *self,
                                             LuthierPracticeExchange *exchange,
                                             LuthierPracticeMoment moment);

G_END_DECLS
