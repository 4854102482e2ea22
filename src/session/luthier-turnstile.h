/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-census.h"
#include "luthier-clock.h"
#include "luthier-random.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_TURNSTILE (luthier_turnstile_get_type ())
G_DECLARE_FINAL_TYPE (LuthierTurnstile, luthier_turnstile, LUTHIER, TURNSTILE, GObject)

/* How a turn has ended. */
typedef enum
{
  LUTHIER_TURN_SENT, /* something was sent: behind the others now */
  LUTHIER_TURN_KEPT, /* nothing could be sent: the place is kept, and the next one asked */
  LUTHIER_TURN_LEFT, /* nothing is to be sent any more */
} LuthierTurn;

/* It is the member's turn, until it calls luthier_turnstile_pass(). */
typedef void (*LuthierTurnFunc) (gpointer member);

/* Those who share the slots of one project stand in a line here. One at a time counts and sends;
 * who finds no slot lets the others try, whose quota may be larger, and keeps its place. While
 * somebody stands there it comes round again and again, less often the longer nothing changes. */
LuthierTurnstile *luthier_turnstile_new (LuthierClock *clock, LuthierRandom *random);
/* How often it comes round, in milliseconds. */
void luthier_turnstile_set_bounds (LuthierTurnstile *self, guint least_ms, guint most_ms);
/* member: (unowned): until luthier_turnstile_remove(). */
void luthier_turnstile_add (LuthierTurnstile *self, gpointer member, LuthierTurnFunc turn);
void luthier_turnstile_remove (LuthierTurnstile *self, gpointer member);
/* Gets into the line, if it does not stand there. hurry: it is the next one. */
void luthier_turnstile_join (LuthierTurnstile *self, gpointer member, gboolean hurry);
void luthier_turnstile_leave (LuthierTurnstile *self, gpointer member);
void luthier_turnstile_pass (LuthierTurnstile *self, gpointer member, LuthierTurn turn);
/* A slot may have become free. */
void luthier_turnstile_recount (LuthierTurnstile *self);

/* So many requests of this member may have made a job that nobody has seen. */
void luthier_turnstile_set_n_unsure (LuthierTurnstile *self, gpointer member, guint n_unsure);
/* A job that was made just now: lists lag behind, and it counts for all. */
void luthier_turnstile_enter_job (LuthierTurnstile *self, const char *name);
/* How many slots are taken, as far as is known here. */
guint luthier_turnstile_count (LuthierTurnstile *self, LuthierCensus *census);

G_END_DECLS
