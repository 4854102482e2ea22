/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-file-watch.h"

/* Whoever writes a file does so in several steps. */
#define SETTLE_MS 300

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED                                \
                                 "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC                           \
                                 "," G_FILE_ATTRIBUTE_UNIX_INODE

struct _LuthierFileWatch
{
  GObject parent_instance;

  GFile *file;               /* (owned) */
  LuthierClock *clock;       /* (owned) */
  GFileMonitor *monitor;     /* (owned) (nullable): there may be none */
  GFileInfo *then;           /* (owned) (nullable): what the file was */
  GCancellable *cancellable; /* (owned) */
  gboolean changed;
  guint settle_id;
};

G_DEFINE_FINAL_TYPE (LuthierFileWatch, luthier_file_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_same (GFileInfo *a, GFileInfo *b)
{
  return g_file_info_get_size (a) == g_file_info_get_size (b) &&
         g_file_info_get_attribute_uint64 (a, G_FILE_ATTRIBUTE_TIME_MODIFIED) ==
             g_file_info_get_attribute_uint64 (b, G_FILE_ATTRIBUTE_TIME_MODIFIED) &&
         g_file_info_get_attribute_uint32 (a, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC) ==
             g_file_info_get_attribute_uint32 (b, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC) &&
         g_file_info_get_attribute_uint64 (a, G_FILE_ATTRIBUTE_UNIX_INODE) ==
             g_file_info_get_attribute_uint64 (b, G_FILE_ATTRIBUTE_UNIX_INODE);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierFileWatch *self = g_task_get_source_object (task);
  g_autoptr (GFileInfo) now = g_file_query_info_finish (G_FILE (source), result, NULL);

  /* One that is gone is no other one: what was read of it still holds. */
  if (!self->changed && self->then != NULL && now != NULL && !is_same (self->then, now))
    {
      self->changed = TRUE;
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  g_task_return_boolean (task, self->changed);
}

static gboolean
settled_cb (gpointer user_data)
{
  LuthierFileWatch *self = user_data;

  self->settle_id = 0;
  luthier_file_watch_look_async (self, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
event_cb (LuthierFileWatch *self)
{
  if (self->settle_id != 0)
    luthier_clock_remove (self->clock, self->settle_id);
  self->settle_id = luthier_clock_add_timeout (self->clock, SETTLE_MS, settled_cb, self, NULL);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierFileWatch *self = g_task_get_source_object (task);

  self->then = g_file_query_info_finish (G_FILE (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
luthier_file_watch_dispose (GObject *object)
{
  LuthierFileWatch *self = LUTHIER_FILE_WATCH (object);

  if (self->settle_id != 0)
    luthier_clock_remove (self->clock, self->settle_id);
  self->settle_id = 0;
  g_cancellable_cancel (self->cancellable);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->then);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (luthier_file_watch_parent_class)->dispose (object);
}

static void
luthier_file_watch_class_init (LuthierFileWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = luthier_file_watch_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_file_watch_init (LuthierFileWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * luthier_file_watch_new:
 * @file: what to watch
 * @clock: whose time the events settle in
 *
 * Returns: (transfer full): a watch that is not started
 */
LuthierFileWatch *
luthier_file_watch_new (GFile *file, LuthierClock *clock)
{
  LuthierFileWatch *self = g_object_new (LUTHIER_TYPE_FILE_WATCH, NULL);

  self->file = g_object_ref (file);
  self->clock = g_object_ref (clock);
  /* Of a file elsewhere it is not known without waiting whether its changes can be followed. */
  if (g_file_is_native (file))
    self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (event_cb), self,
                             G_CONNECT_SWAPPED);
  return self;
}

/**
 * luthier_file_watch_start_async:
 *
 * Takes down size, time and place of the file. Read it after that, and nothing is missed.
 */
void
luthier_file_watch_start_async (LuthierFileWatch *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (self, self->cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_file_query_info_async (self->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                           self->cancellable, started_cb, task);
}

/**
 * luthier_file_watch_start_finish:
 *
 * There is no error: a file that cannot be looked at is one that nothing can be told of.
 */
void
luthier_file_watch_start_finish (LuthierFileWatch *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

void
luthier_file_watch_look_async (LuthierFileWatch *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, self->cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_file_query_info_async (self->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                           self->cancellable, looked_cb, task);
}

/**
 * luthier_file_watch_look_finish:
 *
 * Returns: whether the file is another one than at the start
 */
gboolean
luthier_file_watch_look_finish (LuthierFileWatch *self, GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
