/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-news.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_HERALD (luthier_herald_get_type ())
G_DECLARE_FINAL_TYPE (LuthierHerald, luthier_herald, LUTHIER, HERALD, GObject)

/* Decides what the desktop tells the user, and when:
 *
 * - A job that has ended, a job to be that asks or was refused, and a profile whose sign-in is
 *   needed are events. Each is told once, however often it is heard of.
 * - What is heard of is told a second later, so that one answer of the service is one
 *   notification. What is heard of within half a minute after that joins it: the notification is
 *   replaced, under the same id, by one that counts. Kinds and profiles are not mixed.
 * - Nothing is told that the user looks at by then. What was told is taken back when the user has
 *   looked at all of it, or when it is no longer so.
 * - The user's preferences leave out kinds.
 *
 * Signals: looks-at (GObject: a job, an intent or a profile) -> boolean: is it on the screen, and in
 * front? unseen (LuthierJob): it has ended, and nobody looked, whether that is told or not. */
LuthierHerald *luthier_herald_new (GApplication *application,
                                   LuthierClock *clock,
                                   GSettings *settings);
void luthier_herald_hear_end (LuthierHerald *self, LuthierProfile *profile, LuthierJob *job);
/* intent: it has come into another state. */
void luthier_herald_hear_intent (LuthierHerald *self,
                                 LuthierProfile *profile,
                                 LuthierIntent *intent);
/* error: (nullable): why a sign-in is needed; NULL: it is not. */
void luthier_herald_hear_sign_in (LuthierHerald *self,
                                  LuthierProfile *profile,
                                  const GError *error);
/* What the user looks at may be something else now. Costs nothing while there is nothing to tell. */
void luthier_herald_look (LuthierHerald *self);
/* It will be something else in a moment: what is looked at now is known. */
void luthier_herald_glance (LuthierHerald *self);
/* Tells at once what it would tell soon. */
void luthier_herald_hurry (LuthierHerald *self);
/* Is there something that will be told soon? */
gboolean luthier_herald_get_busy (LuthierHerald *self);

G_END_DECLS
