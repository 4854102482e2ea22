/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-clock.h"

#include <time.h>

G_DEFINE_TYPE (LuthierClock, luthier_clock, G_TYPE_OBJECT)

static gint64
get_system_real_time (LuthierClock *self)
{
  return g_get_real_time ();
}

static gint64
get_system_monotonic_time (LuthierClock *self)
{
  return g_get_monotonic_time ();
}

static gint64
get_system_boot_time (LuthierClock *self)
{
  struct timespec time;

  if (clock_gettime (CLOCK_BOOTTIME, &time) != 0)
    return g_get_monotonic_time ();

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static guint
add_system_timeout (LuthierClock *self,
                    guint64 delay_ms,
                    GSourceFunc function,
                    gpointer data,
                    GDestroyNotify notify)
{
  return g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) MIN (delay_ms, G_MAXUINT), function, data,
                             notify);
}

static void
remove_system_timeout (LuthierClock *self, guint id)
{
  g_source_remove (id);
}

static void
luthier_clock_class_init (LuthierClockClass *klass)
{
  klass->get_real_time = get_system_real_time;
  klass->get_monotonic_time = get_system_monotonic_time;
  klass->get_boot_time = get_system_boot_time;
  klass->add_timeout = add_system_timeout;
  klass->remove = remove_system_timeout;
}

static void
luthier_clock_init (LuthierClock *self)
{
}

/**
 * luthier_clock_new:
 *
 * Makes the clock of the system. Its timeouts fire in the default main context.
 *
 * Returns: (transfer full): the clock
 */
LuthierClock *
luthier_clock_new (void)
{
  return g_object_new (LUTHIER_TYPE_CLOCK, NULL);
}

/**
 * luthier_clock_get_real_time:
 * @self: a clock
 *
 * Tells the time of day, which may jump when somebody sets it.
 *
 * Returns: microseconds since 1970 in UTC
 */
gint64
luthier_clock_get_real_time (LuthierClock *self)
{
  g_return_val_if_fail (LUTHIER_IS_CLOCK (self), 0);

  return LUTHIER_CLOCK_GET_CLASS (self)->get_real_time (self);
}

/**
 * luthier_clock_get_monotonic_time:
 * @self: a clock
 *
 * Tells a time that never jumps: the one to measure with.
 *
 * Returns: microseconds since some point in the past
 */
gint64
luthier_clock_get_monotonic_time (LuthierClock *self)
{
  g_return_val_if_fail (LUTHIER_IS_CLOCK (self), 0);

  return LUTHIER_CLOCK_GET_CLASS (self)->get_monotonic_time (self);
}

/**
 * luthier_clock_get_boot_time:
 * @self: a clock
 *
 * Tells the monotonic time with that in which the computer slept: how old something really is,
 * whoever has set the time of day meanwhile. Timeouts do not go on during sleep.
 *
 * Returns: microseconds since some point in the past
 */
gint64
luthier_clock_get_boot_time (LuthierClock *self)
{
  g_return_val_if_fail (LUTHIER_IS_CLOCK (self), 0);

  return LUTHIER_CLOCK_GET_CLASS (self)->get_boot_time (self);
}

/**
 * luthier_clock_add_timeout:
 * @self: a clock
 * @delay_ms: milliseconds to wait
 * @function: what to call; it repeats for as long as it returns %G_SOURCE_CONTINUE
 * @data: passed to @function
 * @notify: (nullable): frees @data, once, when the timeout is over or removed
 *
 * Calls @function after a while.
 *
 * Returns: an id for luthier_clock_remove(), never 0
 */
guint
luthier_clock_add_timeout (LuthierClock *self,
                           guint64 delay_ms,
                           GSourceFunc function,
                           gpointer data,
                           GDestroyNotify notify)
{
  g_return_val_if_fail (LUTHIER_IS_CLOCK (self), 0);
  g_return_val_if_fail (function != NULL, 0);

  return LUTHIER_CLOCK_GET_CLASS (self)->add_timeout (self, delay_ms, function, data, notify);
}

/**
 * luthier_clock_remove:
 * @self: a clock
 * @id: a timeout that is not over
 *
 * Takes a timeout back.
 */
void
luthier_clock_remove (LuthierClock *self, guint id)
{
  g_return_if_fail (LUTHIER_IS_CLOCK (self));
  g_return_if_fail (id != 0);

  LUTHIER_CLOCK_GET_CLASS (self)->remove (self, id);
}
