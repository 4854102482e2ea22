/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-event.h"

struct _LuthierEvent
{
  GObject parent_instance;

  LuthierEventKind kind;
  char *name; /* (owned) (nullable) */
  char *text; /* (owned) (nullable) */
  gint64 seen;
  gint64 time;
};

G_DEFINE_FINAL_TYPE (LuthierEvent, luthier_event, G_TYPE_OBJECT)

static void
luthier_event_finalize (GObject *object)
{
  LuthierEvent *self = LUTHIER_EVENT (object);

  g_free (self->name);
  g_free (self->text);

  G_OBJECT_CLASS (luthier_event_parent_class)->finalize (object);
}

static void
luthier_event_class_init (LuthierEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_event_finalize;
}

static void
luthier_event_init (LuthierEvent *self)
{
}

/**
 * luthier_event_new:
 * @name: (nullable): in the words of the wire; see #LuthierEventKind
 * @text: (nullable): more of it
 * @seen: when it was seen here, in microseconds since the epoch
 * @time: when it happened as the service tells it; 0: it does not
 *
 * Returns: (transfer full): an event, which never changes
 */
LuthierEvent *
luthier_event_new (
    LuthierEventKind kind, const char *name, const char *text, gint64 seen, gint64 time)
{
  LuthierEvent *self = g_object_new (LUTHIER_TYPE_EVENT, NULL);

  self->kind = kind;
  self->name = g_strdup (name);
  self->text = g_strdup (text);
  self->seen = seen;
  self->time = time;

  return self;
}

LuthierEventKind
luthier_event_get_kind (LuthierEvent *self)
{
  g_return_val_if_fail (LUTHIER_IS_EVENT (self), LUTHIER_EVENT_STATE);

  return self->kind;
}

const char *
luthier_event_get_name (LuthierEvent *self)
{
  g_return_val_if_fail (LUTHIER_IS_EVENT (self), NULL);

  return self->name;
}

const char *
luthier_event_get_text (LuthierEvent *self)
{
  g_return_val_if_fail (LUTHIER_IS_EVENT (self), NULL);

  return self->text;
}

gint64
luthier_event_get_seen (LuthierEvent *self)
{
  g_return_val_if_fail (LUTHIER_IS_EVENT (self), 0);

  return self->seen;
}

gint64
luthier_event_get_time (LuthierEvent *self)
{
  g_return_val_if_fail (LUTHIER_IS_EVENT (self), 0);

  return self->time;
}
