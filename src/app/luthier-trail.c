/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-trail.h"

typedef struct
{
  GtkWidget *page;  /* (owned) */
  GtkWidget *focus; /* (weak) (nullable): in it, when it was left for another one */
} Stop;

struct _LuthierTrail
{
  GObject parent_instance;

  GtkStack *stack;  /* (owned) */
  GPtrArray *stops; /* (owned) of Stop: the last one is shown */
};

G_DEFINE_FINAL_TYPE (LuthierTrail, luthier_trail, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static Stop *
stop_new (GtkWidget *page)
{
  Stop *stop = g_new0 (Stop, 1);

  stop->page = g_object_ref (page);

  return stop;
}

static void
stop_free (gpointer data)
{
  Stop *stop = data;

  g_clear_weak_pointer (&stop->focus);
  g_object_unref (stop->page);
  g_free (stop);
}

/* (nullable) */
static Stop *
get_last (LuthierTrail *self)
{
  return self->stops->len > 0 ? g_ptr_array_index (self->stops, self->stops->len - 1) : NULL;
}

/* Its place on the way; the length of the way if it is not on it. */
static guint
find (LuthierTrail *self, GtkWidget *page)
{
  guint i = 0;

  while (i < self->stops->len && ((Stop *) g_ptr_array_index (self->stops, i))->page != page)
    i++;

  return i;
}

static void
remember_focus (LuthierTrail *self)
{
  Stop *last = get_last (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->stack));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (last != NULL && focus != NULL && gtk_widget_is_ancestor (focus, last->page))
    g_set_weak_pointer (&last->focus, focus);
}

static void
show_last (LuthierTrail *self, GtkStackTransitionType transition)
{
  Stop *last = get_last (self);

  if (last == NULL || gtk_stack_get_visible_child (self->stack) == last->page)
    return;

  gtk_stack_set_transition_type (self->stack, transition);
  gtk_stack_set_visible_child (self->stack, last->page);
  if ((last->focus == NULL || !gtk_widget_grab_focus (last->focus)) &&
      !gtk_widget_grab_focus (last->page))
    gtk_widget_child_focus (last->page, GTK_DIR_TAB_FORWARD);
  g_clear_weak_pointer (&last->focus);
}

/* What is shown then comes first: a page that lets go of what it shows is not seen empty. */
static void
go_back_to (LuthierTrail *self, guint position)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);

  while (self->stops->len > position + 1)
    {
      g_ptr_array_add (left, g_object_ref (get_last (self)->page));
      g_ptr_array_remove_index (self->stops, self->stops->len - 1);
    }

  show_last (self, GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  for (guint i = 0; i < left->len; i++)
    g_signal_emit (self, signals[SIGNAL_LEFT], 0, g_ptr_array_index (left, i));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
luthier_trail_finalize (GObject *object)
{
  LuthierTrail *self = LUTHIER_TRAIL (object);

  g_ptr_array_unref (self->stops);
  g_object_unref (self->stack);

  G_OBJECT_CLASS (luthier_trail_parent_class)->finalize (object);
}

static void
luthier_trail_class_init (LuthierTrailClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_trail_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LUTHIER_TYPE_TRAIL, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT] = g_signal_new ("left", LUTHIER_TYPE_TRAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
}

static void
luthier_trail_init (LuthierTrail *self)
{
  self->stops = g_ptr_array_new_with_free_func (stop_free);
}

/**
 * luthier_trail_new:
 * @stack: to whose pages it leads
 *
 * Returns: (transfer full): a way that has not begun
 */
LuthierTrail *
luthier_trail_new (GtkStack *stack)
{
  LuthierTrail *self = g_object_new (LUTHIER_TYPE_TRAIL, NULL);

  self->stack = g_object_ref (stack);

  return self;
}

void
luthier_trail_start (LuthierTrail *self, GtkWidget *page)
{
  g_return_if_fail (LUTHIER_IS_TRAIL (self));

  if (self->stops->len == 0 || ((Stop *) g_ptr_array_index (self->stops, 0))->page != page)
    g_ptr_array_insert (self->stops, 0, stop_new (page));
  g_clear_weak_pointer (&((Stop *) g_ptr_array_index (self->stops, 0))->focus);
  go_back_to (self, 0);
}

void
luthier_trail_go_on (LuthierTrail *self, GtkWidget *page)
{
  const guint position = find (self, page);

  g_return_if_fail (LUTHIER_IS_TRAIL (self));

  if (position < self->stops->len)
    {
      go_back_to (self, position);
      return;
    }

  remember_focus (self);
  g_ptr_array_add (self->stops, stop_new (page));
  show_last (self, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
luthier_trail_replace (LuthierTrail *self, GtkWidget *page)
{
  Stop *last = get_last (self);
  g_autoptr (GtkWidget) left = NULL;

  g_return_if_fail (LUTHIER_IS_TRAIL (self));

  if (self->stops->len < 2 || last == NULL || last->page == page)
    {
      luthier_trail_go_on (self, page);
      return;
    }

  left = g_object_ref (last->page);
  g_ptr_array_remove_index (self->stops, self->stops->len - 1);
  luthier_trail_go_on (self, page);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0, left);
}

void
luthier_trail_go_back (LuthierTrail *self)
{
  g_return_if_fail (LUTHIER_IS_TRAIL (self));

  if (self->stops->len > 1)
    go_back_to (self, self->stops->len - 2);
}

void
luthier_trail_go_to_start (LuthierTrail *self)
{
  g_return_if_fail (LUTHIER_IS_TRAIL (self));

  if (self->stops->len > 1)
    go_back_to (self, 0);
}

gboolean
luthier_trail_is_at_start (LuthierTrail *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRAIL (self), TRUE);

  return self->stops->len < 2;
}

gboolean
luthier_trail_is_at (LuthierTrail *self, gpointer page)
{
  g_return_val_if_fail (LUTHIER_IS_TRAIL (self), FALSE);

  return page != NULL && self->stops->len > 0 &&
         ((Stop *) g_ptr_array_index (self->stops, self->stops->len - 1))->page == page;
}
