/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-missed-list.h"

#include "luthier-config.h"
#include "luthier-missed-row.h"

/* How long ago something was reads differently after a minute. */
#define TICK_MS 60000

struct _LuthierMissedList
{
  GtkWidget parent_instance;

  GListModel *jobs;    /* (owned) (nullable) */
  LuthierClock *clock; /* (owned) (nullable) */
  gboolean narrow;
  guint timer; /* 0 or of the clock */

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LuthierMissedList, luthier_missed_list, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_JOBS = 1,
  PROP_CLOCK,
  PROP_NARROW,
} LuthierMissedListProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static void update_times (LuthierMissedList *self);

static gboolean
tick_cb (gpointer user_data)
{
  LuthierMissedList *self = user_data;

  self->timer = 0;
  update_times (self);
  return G_SOURCE_REMOVE;
}

static void
stop_timer (LuthierMissedList *self)
{
  if (self->timer != 0)
    luthier_clock_remove (self->clock, self->timer);
  self->timer = 0;
}

static gint64
get_now (LuthierMissedList *self)
{
  return self->clock != NULL ? luthier_clock_get_real_time (self->clock) : 0;
}

/* Nothing ticks where there is nothing to read, or nobody who reads it. */
static void
update_times (LuthierMissedList *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  stop_timer (self);
  if (row != NULL && self->clock != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->timer = luthier_clock_add_timeout (self->clock, TICK_MS, tick_cb, self, NULL);
  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    luthier_missed_row_set_now (LUTHIER_MISSED_ROW (row), get_now (self));
}

static GtkWidget *
make_row (gpointer job, gpointer user_data)
{
  LuthierMissedList *self = user_data;
  GtkWidget *row = luthier_missed_row_new (job, get_now (self));

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  return row;
}

static void
set_jobs (LuthierMissedList *self, GListModel *jobs)
{
  if (self->jobs == jobs)
    return;

  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_func (self->jobs, update_times, self);
  g_set_object (&self->jobs, jobs);
  gtk_list_box_bind_model (self->list, jobs, make_row, self, NULL);
  if (jobs != NULL)
    g_signal_connect_object (jobs, "items-changed", G_CALLBACK (update_times), self,
                             G_CONNECT_SWAPPED);
  update_times (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOBS]);
}

static void
set_clock (LuthierMissedList *self, LuthierClock *clock)
{
  if (self->clock == clock)
    return;

  stop_timer (self);
  g_set_object (&self->clock, clock);
  update_times (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK]);
}

static void
activated_cb (LuthierMissedList *self, LuthierMissedRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-job", "s",
                              luthier_job_get_name (luthier_missed_row_get_job (row)));
}

static void
luthier_missed_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (luthier_missed_list_parent_class)->map (widget);
  update_times (LUTHIER_MISSED_LIST (widget));
}

static void
luthier_missed_list_unmap (GtkWidget *widget)
{
  stop_timer (LUTHIER_MISSED_LIST (widget));
  GTK_WIDGET_CLASS (luthier_missed_list_parent_class)->unmap (widget);
}

static gboolean
luthier_missed_list_grab_focus (GtkWidget *widget)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (LUTHIER_MISSED_LIST (widget)->list));

  return first != NULL && gtk_widget_grab_focus (first);
}

static void
luthier_missed_list_dispose (GObject *object)
{
  LuthierMissedList *self = LUTHIER_MISSED_LIST (object);
  GtkWidget *child;

  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_func (self->jobs, update_times, self);
  stop_timer (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->jobs);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (luthier_missed_list_parent_class)->dispose (object);
}

static void
luthier_missed_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierMissedList *self = LUTHIER_MISSED_LIST (object);

  switch ((LuthierMissedListProperty) prop_id)
    {
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_missed_list_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LuthierMissedList *self = LUTHIER_MISSED_LIST (object);

  switch ((LuthierMissedListProperty) prop_id)
    {
    case PROP_JOBS:
      set_jobs (self, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      set_clock (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_missed_list_class_init (LuthierMissedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = luthier_missed_list_dispose;
  object_class->get_property = luthier_missed_list_get_property;
  object_class->set_property = luthier_missed_list_set_property;
  widget_class->grab_focus = luthier_missed_list_grab_focus;
  widget_class->map = luthier_missed_list_map;
  widget_class->unmap = luthier_missed_list_unmap;

  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, LUTHIER_TYPE_CLOCK, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-missed-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedList, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
luthier_missed_list_init (LuthierMissedList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_missed_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
luthier_missed_list_new (void)
{
  return g_object_new (LUTHIER_TYPE_MISSED_LIST, NULL);
}
