/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-practice-objects.h"
#include "luthier-practice-tokens.h"
#include "luthier-practice-tuning.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE (luthier_practice_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPractice, luthier_practice, LUTHIER, PRACTICE, GObject)

/* The practice service: a real HTTP service on loopback that behaves as the real one does.
 * state_file NULL: forgotten at the end. token NULL: any bearer token is accepted.
 * speed: how many seconds of the service pass in one second of the clock. */
LuthierPractice *luthier_practice_new (LuthierClock *clock,
                                       const char *project,
                                       const char *token,
                                       const char *state_file,
                                       double speed,
                                       GError **error);
gboolean luthier_practice_listen (LuthierPractice *self, guint port, GError **error);
const char *luthier_practice_get_base_url (LuthierPractice *self);
void luthier_practice_close (LuthierPractice *self);

/* A named way to misbehave, such as "unavailable" or "list-lags=30"; the README lists them. */
gboolean luthier_practice_add_situation (LuthierPractice *self, const char *text, GError **error);
void luthier_practice_clear_situations (LuthierPractice *self);
const char *const *luthier_practice_list_situations (void);

/* For tests: how many requests came in whose method and path match, e.g. "POST", "*:cancel". */
guint luthier_practice_count_requests (LuthierPractice *self,
                                       const char *method,
                                       const char *path_glob);
/* For tests: what is behind the doors; (transfer none). */
LuthierPracticeState *luthier_practice_get_state (LuthierPractice *self);
LuthierPracticeObjects *luthier_practice_get_objects (LuthierPractice *self);
LuthierPracticeTokens *luthier_practice_get_tokens (LuthierPractice *self);
LuthierPracticeTuning *luthier_practice_get_tuning (LuthierPractice *self);

G_END_DECLS
