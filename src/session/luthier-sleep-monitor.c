/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-sleep-monitor.h"

#define LOGIND         "org.freedesktop.login1"
#define LOGIND_PATH    "/org/freedesktop/login1"
#define LOGIND_MANAGER "org.freedesktop.login1.Manager"

/* Two clocks are not read at one moment. */
#define LEAST_SLEEP_US G_USEC_PER_SEC

struct _LuthierSleepMonitor
{
  GObject parent_instance;

  LuthierClock *clock;       /* (owned) */
  GDBusConnection *bus;      /* (owned) (nullable): the system's */
  GCancellable *cancellable; /* (owned) */
  guint subscription;        /* 0 = none */
  gint64 slept;              /* microseconds since the computer was started, as far as is known */
  gboolean asleep;
};

G_DEFINE_FINAL_TYPE (LuthierSleepMonitor, luthier_sleep_monitor, G_TYPE_OBJECT)

enum
{
  PROP_ASLEEP = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static gint64
measure_sleep (LuthierSleepMonitor *self)
{
  return luthier_clock_get_boot_time (self->clock) - luthier_clock_get_monotonic_time (self->clock);
}

static void
set_asleep (LuthierSleepMonitor *self, gboolean asleep)
{
  self->asleep = asleep;
  self->slept = measure_sleep (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASLEEP]);
}

static void
prepare_for_sleep_cb (GDBusConnection *bus,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *signal,
                      GVariant *parameters,
                      gpointer user_data)
{
  gboolean begins = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &begins);
  set_asleep (user_data, begins);
}

/* In a sandbox, or without logind, there is nobody who tells: that is no error. */
static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *place = user_data;
  g_autoptr (LuthierSleepMonitor) self = g_weak_ref_get (place);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  g_weak_ref_clear (place);
  if (bus == NULL)
    g_debug ("Nobody tells of the computer's sleep: %s", error->message);
  if (bus == NULL || self == NULL)
    return;

  /* That the bus ends is no reason to end with it. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->subscription = g_dbus_connection_signal_subscribe (
      bus, LOGIND, LOGIND_MANAGER, "PrepareForSleep", LOGIND_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
      prepare_for_sleep_cb, self, NULL);
  self->bus = g_steal_pointer (&bus);
}

static void
luthier_sleep_monitor_dispose (GObject *object)
{
  LuthierSleepMonitor *self = LUTHIER_SLEEP_MONITOR (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (luthier_sleep_monitor_parent_class)->dispose (object);
}

static void
luthier_sleep_monitor_finalize (GObject *object)
{
  LuthierSleepMonitor *self = LUTHIER_SLEEP_MONITOR (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (luthier_sleep_monitor_parent_class)->finalize (object);
}

static void
luthier_sleep_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierSleepMonitor *self = LUTHIER_SLEEP_MONITOR (object);

  if (id == PROP_ASLEEP)
    g_value_set_boolean (value, self->asleep);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
luthier_sleep_monitor_class_init (LuthierSleepMonitorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = luthier_sleep_monitor_dispose;
  object_class->finalize = luthier_sleep_monitor_finalize;
  object_class->get_property = luthier_sleep_monitor_get_property;

  properties[PROP_ASLEEP] = g_param_spec_boolean ("asleep", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                      G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
luthier_sleep_monitor_init (LuthierSleepMonitor *self)
{
  self->cancellable = g_cancellable_new ();
}

LuthierSleepMonitor *
luthier_sleep_monitor_new (LuthierClock *clock)
{
  LuthierSleepMonitor *self = g_object_new (LUTHIER_TYPE_SLEEP_MONITOR, NULL);
  GWeakRef *place = NULL;

  self->clock = g_object_ref (clock);
  self->slept = measure_sleep (self);
  place = g_new0 (GWeakRef, 1);
  g_weak_ref_init (place, self);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, connected_cb, place);

  return self;
}

gboolean
luthier_sleep_monitor_get_asleep (LuthierSleepMonitor *self)
{
  g_return_val_if_fail (LUTHIER_IS_SLEEP_MONITOR (self), FALSE);

  return self->asleep;
}

void
luthier_sleep_monitor_check (LuthierSleepMonitor *self)
{
  g_return_if_fail (LUTHIER_IS_SLEEP_MONITOR (self));

  if (measure_sleep (self) - self->slept >= LEAST_SLEEP_US)
    set_asleep (self, FALSE);
}
