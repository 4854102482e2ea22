/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-manual-clock.h"

#define UPTIME_AT_START (G_TIME_SPAN_HOUR)

typedef struct _Timeout Timeout;

struct _Timeout
{
  guint id;
  gint64 due; /* in elapsed microseconds */
  gint64 interval;
  GSourceFunc function;
  gpointer data;
  GDestroyNotify notify;
  /* While its function runs: */
  Timeout *outer; /* (unowned) (nullable): the one whose function advanced the clock */
  gboolean removed;
};

struct _LuthierManualClock
{
  LuthierClock parent_instance;

  LuthierManualClock *other; /* (owned) (nullable): whose time passes, if not its own */
  gint64 start;
  gint64 elapsed;
  gint64 slept;
  guint last_id;
  GPtrArray *timeouts; /* (owned) (element-type Timeout), in the order they were added */
  Timeout *running;    /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierManualClock, luthier_manual_clock, LUTHIER_TYPE_CLOCK)

/* The one that keeps the timeouts and knows how much time has passed. */
static LuthierManualClock *
get_keeper (gpointer clock)
{
  LuthierManualClock *self = LUTHIER_MANUAL_CLOCK (clock);

  return self->other != NULL ? self->other : self;
}

static void
timeout_free (Timeout *timeout)
{
  if (timeout->notify != NULL)
    timeout->notify (timeout->data);
  g_free (timeout);
}

/* The earliest; among equals the one that was added first. */
static Timeout *
find_next (LuthierManualClock *self)
{
  Timeout *next = NULL;

  for (guint i = 0; i < self->timeouts->len; i++)
    {
      Timeout *timeout = g_ptr_array_index (self->timeouts, i);

      if (next == NULL || timeout->due < next->due)
        next = timeout;
    }

  return next;
}

static void
run (LuthierManualClock *self, Timeout *timeout)
{
  gboolean again;

  self->elapsed = MAX (self->elapsed, timeout->due);
  /* Out of the list, so that a callback that advances the clock does not meet itself. */
  g_ptr_array_remove (self->timeouts, timeout);
  timeout->outer = self->running;
  self->running = timeout;
  again = timeout->function (timeout->data);
  self->running = timeout->outer;

  if (again && !timeout->removed)
    {
      /* A repeating timeout of 0 ms must not hold the time still. */
      timeout->due = self->elapsed + MAX (timeout->interval, G_TIME_SPAN_MILLISECOND);
      g_ptr_array_add (self->timeouts, timeout);
    }
  else
    timeout_free (timeout);
}

static gint64
luthier_manual_clock_get_real_time (LuthierClock *clock)
{
  LuthierManualClock *self = LUTHIER_MANUAL_CLOCK (clock);

  return self->start + get_keeper (self)->elapsed;
}

static gint64
luthier_manual_clock_get_monotonic_time (LuthierClock *clock)
{
  return UPTIME_AT_START + get_keeper (clock)->elapsed;
}

static gint64
luthier_manual_clock_get_boot_time (LuthierClock *clock)
{
  LuthierManualClock *self = LUTHIER_MANUAL_CLOCK (clock);

  return UPTIME_AT_START + get_keeper (self)->elapsed + self->slept;
}

static guint
luthier_manual_clock_add_timeout (LuthierClock *clock,
                                  guint64 delay_ms,
                                  GSourceFunc function,
                                  gpointer data,
                                  GDestroyNotify notify)
{
  LuthierManualClock *self = get_keeper (clock);
  Timeout *timeout = g_new0 (Timeout, 1);

  timeout->id = ++self->last_id;
  timeout->interval = (gint64) MIN (delay_ms, G_MAXUINT) * G_TIME_SPAN_MILLISECOND;
  timeout->due = self->elapsed + timeout->interval;
  timeout->function = function;
  timeout->data = data;
  timeout->notify = notify;
  g_ptr_array_add (self->timeouts, timeout);

  return timeout->id;
}

static void
luthier_manual_clock_remove (LuthierClock *clock, guint id)
{
  LuthierManualClock *self = get_keeper (clock);

  for (Timeout *timeout = self->running; timeout != NULL; timeout = timeout->outer)
    if (timeout->id == id)
      {
        timeout->removed = TRUE;
        return;
      }

  for (guint i = 0; i < self->timeouts->len; i++)
    {
      Timeout *timeout = g_ptr_array_index (self->timeouts, i);

      if (timeout->id == id)
        {
          g_ptr_array_remove_index (self->timeouts, i);
          timeout_free (timeout);
          return;
        }
    }

  g_critical ("There is no timeout %u to remove", id);
}

static void
luthier_manual_clock_dispose (GObject *object)
{
  LuthierManualClock *self = LUTHIER_MANUAL_CLOCK (object);

  while (self->timeouts->len > 0)
    timeout_free (g_ptr_array_steal_index (self->timeouts, 0));

  G_OBJECT_CLASS (luthier_manual_clock_parent_class)->dispose (object);
}

static void
luthier_manual_clock_finalize (GObject *object)
{
  LuthierManualClock *self = LUTHIER_MANUAL_CLOCK (object);

  g_ptr_array_unref (self->timeouts);
  g_clear_object (&self->other);

  G_OBJECT_CLASS (luthier_manual_clock_parent_class)->finalize (object);
}

static void
luthier_manual_clock_class_init (LuthierManualClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  LuthierClockClass *clock_class = LUTHIER_CLOCK_CLASS (klass);

  object_class->dispose = luthier_manual_clock_dispose;
  object_class->finalize = luthier_manual_clock_finalize;
  clock_class->get_real_time = luthier_manual_clock_get_real_time;
  clock_class->get_monotonic_time = luthier_manual_clock_get_monotonic_time;
  clock_class->get_boot_time = luthier_manual_clock_get_boot_time;
  clock_class->add_timeout = luthier_manual_clock_add_timeout;
  clock_class->remove = luthier_manual_clock_remove;
}

static void
luthier_manual_clock_init (LuthierManualClock *self)
{
  self->timeouts = g_ptr_array_new ();
}

/**
 * luthier_manual_clock_new:
 * @real_time_us: the time of day to begin with, in microseconds since 1970
 *
 * Makes a clock that stands still until luthier_manual_clock_advance().
 *
 * Returns: (transfer full): the clock
 */
LuthierClock *
luthier_manual_clock_new (gint64 real_time_us)
{
  LuthierManualClock *self = g_object_new (LUTHIER_TYPE_MANUAL_CLOCK, NULL);

  self->start = real_time_us;
  return LUTHIER_CLOCK (self);
}

/**
 * luthier_manual_clock_new_beside:
 * @other: a clock
 *
 * Makes the clock of another computer: the same time passes, by whichever of the two it is made to,
 * and its time of day is its own.
 *
 * Returns: (transfer full): the clock, which shows the same time of day as yet
 */
LuthierClock *
luthier_manual_clock_new_beside (LuthierManualClock *other)
{
  LuthierManualClock *self;

  g_return_val_if_fail (LUTHIER_IS_MANUAL_CLOCK (other), NULL);

  self = g_object_new (LUTHIER_TYPE_MANUAL_CLOCK, NULL);
  self->other = g_object_ref (get_keeper (other));
  self->start = other->start;
  return LUTHIER_CLOCK (self);
}

/**
 * luthier_manual_clock_advance:
 * @self: a clock
 * @ms: milliseconds that pass
 *
 * Lets time pass: every timeout that is due on the way fires at its moment and in order of time,
 * those too that another one adds.
 */
void
luthier_manual_clock_advance (LuthierManualClock *self, gint64 ms)
{
  g_autoptr (LuthierManualClock) keeper = NULL;
  Timeout *next;
  gint64 target;

  g_return_if_fail (LUTHIER_IS_MANUAL_CLOCK (self));
  g_return_if_fail (ms >= 0);

  keeper = g_object_ref (get_keeper (self));
  target = keeper->elapsed + ms * G_TIME_SPAN_MILLISECOND;
  for (next = find_next (keeper); next != NULL && next->due <= target; next = find_next (keeper))
    run (keeper, next);
  keeper->elapsed = MAX (keeper->elapsed, target);
}

/**
 * luthier_manual_clock_step:
 * @self: a clock
 * @ms: milliseconds that pass at most
 *
 * Lets time pass until the next timeout fires, so that what follows from it can happen before the
 * one after that.
 *
 * Returns: whether one has fired; if not, @ms have passed
 */
gboolean
luthier_manual_clock_step (LuthierManualClock *self, gint64 ms)
{
  g_autoptr (LuthierManualClock) keeper = NULL;
  Timeout *next;
  gint64 target;

  g_return_val_if_fail (LUTHIER_IS_MANUAL_CLOCK (self), FALSE);
  g_return_val_if_fail (ms >= 0, FALSE);

  keeper = g_object_ref (get_keeper (self));
  target = keeper->elapsed + ms * G_TIME_SPAN_MILLISECOND;
  next = find_next (keeper);
  if (next != NULL && next->due <= target)
    {
      run (keeper, next);
      return TRUE;
    }

  keeper->elapsed = target;
  return FALSE;
}

/**
 * luthier_manual_clock_set_real_time:
 * @self: a clock
 * @real_time_us: what the time of day is from now on, in microseconds since 1970
 *
 * Sets the clock, forwards or backwards. No time passes.
 */
void
luthier_manual_clock_set_real_time (LuthierManualClock *self, gint64 real_time_us)
{
  g_return_if_fail (LUTHIER_IS_MANUAL_CLOCK (self));

  self->start = real_time_us - get_keeper (self)->elapsed;
}

/**
 * luthier_manual_clock_sleep:
 * @self: a clock
 * @ms: milliseconds
 *
 * The computer sleeps: it is later afterwards, and nothing has happened.
 */
void
luthier_manual_clock_sleep (LuthierManualClock *self, gint64 ms)
{
  g_return_if_fail (LUTHIER_IS_MANUAL_CLOCK (self));
  g_return_if_fail (ms >= 0);

  self->start += ms * G_TIME_SPAN_MILLISECOND;
  self->slept += ms * G_TIME_SPAN_MILLISECOND;
}
