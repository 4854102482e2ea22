/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-countdown.h"

#include <glib/gi18n.h>

#define MINUTE_US (60 * G_USEC_PER_SEC)

struct _LuthierCountdown
{
  GObject parent_instance;

  LuthierClock *clock; /* (owned) */
  gint64 end;          /* microseconds, 0 = none */
  gint64 end_boot;     /* the same in boot time, which nobody sets */
  int minutes;
  guint timeout; /* of the clock, 0 = none */
};

G_DEFINE_FINAL_TYPE (LuthierCountdown, luthier_countdown, G_TYPE_OBJECT)

typedef enum
{
  PROP_MINUTES = 1,
} LuthierCountdownProperty;

static GParamSpec *properties[PROP_MINUTES + 1];

static void update (LuthierCountdown *self);

static gboolean
minute_over_cb (gpointer user_data)
{
  LuthierCountdown *self = user_data;

  self->timeout = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
stop (LuthierCountdown *self)
{
  if (self->timeout != 0)
    luthier_clock_remove (self->clock, self->timeout);
  self->timeout = 0;
}

static void
update (LuthierCountdown *self)
{
  gint64 left = self->end != 0 ? self->end_boot - luthier_clock_get_boot_time (self->clock) : 0;
  int minutes = left > 0 ? (int) MIN (left / MINUTE_US, G_MAXINT) : -1;

  stop (self);
  if (left > 0)
    self->timeout = luthier_clock_add_timeout (self->clock, (guint64) (left % MINUTE_US) / 1000 + 1,
                                               minute_over_cb, self, NULL);
  if (self->minutes == minutes)
    return;
  self->minutes = minutes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MINUTES]);
}

static void
luthier_countdown_dispose (GObject *object)
{
  LuthierCountdown *self = LUTHIER_COUNTDOWN (object);

  if (self->clock != NULL)
    stop (self);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (luthier_countdown_parent_class)->dispose (object);
}

static void
luthier_countdown_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierCountdown *self = LUTHIER_COUNTDOWN (object);

  switch ((LuthierCountdownProperty) prop_id)
    {
    case PROP_MINUTES:
      g_value_set_int (value, self->minutes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_countdown_class_init (LuthierCountdownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = luthier_countdown_dispose;
  object_class->get_property = luthier_countdown_get_property;
  properties[PROP_MINUTES] = g_param_spec_int ("minutes", NULL, NULL, -1, G_MAXINT, -1,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_countdown_init (LuthierCountdown *self)
{
  self->minutes = -1;
}

/**
 * luthier_countdown_new:
 * @clock: the time
 *
 * Returns: (transfer full): a countdown without an end
 */
LuthierCountdown *
luthier_countdown_new (LuthierClock *clock)
{
  LuthierCountdown *self = g_object_new (LUTHIER_TYPE_COUNTDOWN, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

/**
 * luthier_countdown_set_end:
 * @end: microseconds of the clock's real time, 0 for none
 *
 * Sets what is counted down to. From then on it does not matter to what the clock is set; and the
 * same end again only looks how much is left.
 */
void
luthier_countdown_set_end (LuthierCountdown *self, gint64 end)
{
  g_return_if_fail (LUTHIER_IS_COUNTDOWN (self));

  if (self->end != end)
    self->end_boot = luthier_clock_get_boot_time (self->clock) + end -
                     luthier_clock_get_real_time (self->clock);
  self->end = end;
  update (self);
}

/**
 * luthier_countdown_get_end:
 *
 * Returns: microseconds, 0 for none
 */
gint64
luthier_countdown_get_end (LuthierCountdown *self)
{
  g_return_val_if_fail (LUTHIER_IS_COUNTDOWN (self), 0);

  return self->end;
}

/**
 * luthier_countdown_get_minutes:
 *
 * Returns: whole minutes that are left; -1 if the time has come or there is none
 */
int
luthier_countdown_get_minutes (LuthierCountdown *self)
{
  g_return_val_if_fail (LUTHIER_IS_COUNTDOWN (self), -1);

  return self->minutes;
}

/**
 * luthier_countdown_to_text:
 *
 * Returns: (transfer full) (nullable): what is left, in words; %NULL if there is no end
 */
char *
luthier_countdown_to_text (LuthierCountdown *self)
{
  g_return_val_if_fail (LUTHIER_IS_COUNTDOWN (self), NULL);

  if (self->end == 0)
    return NULL;
  if (self->minutes < 0)
    return g_strdup (_ ("It is over"));
  if (self->minutes == 0)
    return g_strdup (_ ("Less than a minute left"));
  return g_strdup_printf (ngettext ("%d minute left", "%d minutes left", (gulong) self->minutes),
                          self->minutes);
}
