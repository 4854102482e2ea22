/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-poller.h"

/* Each look that shows nothing new makes the next wait longer by half. */
#define GROWTH 1.5
/* Many programs that started together must not ask together. */
#define JITTER 0.1
/* What the service was just asked to do shows about then. */
#define HURRY_MS 1000

struct _LuthierPoller
{
  GObject parent_instance;

  LuthierClock *clock;   /* (owned) */
  LuthierRandom *random; /* (owned) */
  LuthierPace pace;
  guint least_ms;
  guint most_ms;
  double wait_ms; /* between looks while something is active */
  guint timer;    /* 0 = none */
  gboolean looking;
  gboolean hurried;
};

G_DEFINE_FINAL_TYPE (LuthierPoller, luthier_poller, G_TYPE_OBJECT)

enum
{
  DUE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
stop (LuthierPoller *self)
{
  if (self->timer != 0)
    luthier_clock_remove (self->clock, self->timer);
  self->timer = 0;
}

static gboolean
due_cb (gpointer user_data)
{
  LuthierPoller *self = user_data;

  self->timer = 0;
  self->looking = TRUE;
  g_signal_emit (self, signals[DUE], 0);

  return G_SOURCE_REMOVE;
}

static void
schedule (LuthierPoller *self)
{
  const double wait_ms = self->pace == LUTHIER_PACE_CLOSE ? self->least_ms : self->wait_ms;
  const double factor = luthier_random_get_double (self->random, 1.0 - JITTER, 1.0 + JITTER);

  stop (self);
  if (self->looking || self->pace == LUTHIER_PACE_STILL)
    return;

  self->timer = luthier_clock_add_timeout (
      self->clock, self->hurried ? HURRY_MS : (guint64) (wait_ms * factor), due_cb, self, NULL);
  self->hurried = FALSE;
}

static void
luthier_poller_finalize (GObject *object)
{
  LuthierPoller *self = LUTHIER_POLLER (object);

  stop (self);
  g_clear_object (&self->random);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (luthier_poller_parent_class)->finalize (object);
}

static void
luthier_poller_class_init (LuthierPollerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_poller_finalize;

  signals[DUE] = g_signal_new ("due", LUTHIER_TYPE_POLLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
luthier_poller_init (LuthierPoller *self)
{
  self->least_ms = 5000;
  self->most_ms = 60000;
  self->wait_ms = self->least_ms;
}

LuthierPoller *
luthier_poller_new (LuthierClock *clock, LuthierRandom *random)
{
  LuthierPoller *self = g_object_new (LUTHIER_TYPE_POLLER, NULL);

  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);

  return self;
}

void
luthier_poller_set_pace (LuthierPoller *self, LuthierPace pace)
{
  g_return_if_fail (LUTHIER_IS_POLLER (self));

  if (self->pace == pace)
    return;

  self->pace = pace;
  self->wait_ms = self->least_ms;
  schedule (self);
}

void
luthier_poller_set_bounds (LuthierPoller *self, guint least_ms, guint most_ms)
{
  g_return_if_fail (LUTHIER_IS_POLLER (self));

  self->least_ms = least_ms;
  self->most_ms = MAX (least_ms, most_ms);
  self->wait_ms = CLAMP (self->wait_ms, self->least_ms, self->most_ms);
}

void
luthier_poller_done (LuthierPoller *self, gboolean changed)
{
  g_return_if_fail (LUTHIER_IS_POLLER (self));

  self->looking = FALSE;
  self->wait_ms = changed ? self->least_ms : MIN (self->wait_ms * GROWTH, self->most_ms);
  schedule (self);
}

void
luthier_poller_hurry (LuthierPoller *self)
{
  g_return_if_fail (LUTHIER_IS_POLLER (self));

  self->hurried = TRUE;
  schedule (self);
}
