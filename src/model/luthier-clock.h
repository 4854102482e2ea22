/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_CLOCK (luthier_clock_get_type ())
G_DECLARE_DERIVABLE_TYPE (LuthierClock, luthier_clock, LUTHIER, CLOCK, GObject)

/* Whoever waits or reads the time asks a clock, so that tests can be the time. */
struct _LuthierClockClass
{
  GObjectClass parent_class;

  gint64 (*get_real_time) (LuthierClock *self);
  gint64 (*get_monotonic_time) (LuthierClock *self);
  gint64 (*get_boot_time) (LuthierClock *self);
  guint (*add_timeout) (LuthierClock *self,
                        guint64 delay_ms,
                        GSourceFunc function,
                        gpointer data,
                        GDestroyNotify notify);
  void (*remove) (LuthierClock *self, guint id);
};

LuthierClock *luthier_clock_new (void);
gint64 luthier_clock_get_real_time (LuthierClock *self);
gint64 luthier_clock_get_monotonic_time (LuthierClock *self);
gint64 luthier_clock_get_boot_time (LuthierClock *self);
guint luthier_clock_add_timeout (LuthierClock *self,
                                 guint64 delay_ms,
                                 GSourceFunc function,
                                 gpointer data,
                                 GDestroyNotify notify);
void luthier_clock_remove (LuthierClock *self, guint id);

G_END_DECLS
