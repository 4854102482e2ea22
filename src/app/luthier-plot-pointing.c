/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-private.h"

/* Pixels: less than this is a click. */
#define DRAG_THRESHOLD 6

#define WHEEL_FACTOR 1.25
#define WHEEL_SHARE  0.1

static double
get_share (LuthierPlot *self, double x)
{
  const GdkRectangle *area = &luthier_plot_ensure_picture (self)->area;

  return CLAMP ((x - area->x) / area->width, 0, 1);
}

static gboolean
is_touch (GtkGesture *gesture)
{
  GdkEvent *event = gtk_gesture_get_last_event (
      gesture, gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)));
  GdkDevice *device = event != NULL ? gdk_event_get_device (event) : NULL;

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

/* Reads the values where a line has a point next to x. */
static void
point_at (LuthierPlot *self, double x)
{
  LuthierPlotPicture *picture = luthier_plot_ensure_picture (self);
  LuthierPlotView view;
  double place;

  luthier_plot_describe_view (self, &view);
  if (picture->empty == NULL &&
      luthier_plot_find_place (&view, luthier_plot_scale_get_value (&picture->x, x), 0, &place) &&
      place >= view.from && place <= view.to)
    luthier_plot_set_cross (self, place, FALSE);
  else
    luthier_plot_remove_cross (self);
}

void
luthier_plot_point_again (LuthierPlot *self)
{
  if (self->has_cross && !self->cross_by_keys && gtk_widget_get_mapped (GTK_WIDGET (self)))
    point_at (self, self->pointer_x);
}

/* Over the texts nothing is pointed at. */
static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, LuthierPlot *self)
{
  const GdkRectangle *area = &luthier_plot_ensure_picture (self)->area;
  const gboolean over = x >= area->x && x <= area->x + area->width && y >= area->y &&
                        y <= area->y + area->height;

  /* A window that comes up under a pointer that rests does not take the place of the keys. */
  if (self->cross_by_keys && x == self->pointer_x && y == self->pointer_y)
    return;

  self->pointer_x = x;
  self->pointer_y = y;
  if (over && !self->is_selecting)
    point_at (self, x);
  else if (!self->cross_by_keys)
    luthier_plot_remove_cross (self);
}

static void
leave_cb (GtkEventControllerMotion *controller, LuthierPlot *self)
{
  if (!self->cross_by_keys)
    luthier_plot_remove_cross (self);
}

/* The page goes on scrolling under the wheel until the plot is asked for, with Control or a click. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, LuthierPlot *self)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (controller));
  const gboolean zoomed = luthier_plot_is_zoomed (self);

  if (state & GDK_SHIFT_MASK || fabs (dx) > fabs (dy))
    {
      luthier_plot_pan (self, WHEEL_SHARE * (fabs (dx) > fabs (dy) ? dx : dy));
      return zoomed;
    }
  if (!(state & GDK_CONTROL_MASK) && !gtk_widget_has_focus (GTK_WIDGET (self)))
    return FALSE;
  if (dy > 0 && !zoomed)
    return (state & GDK_CONTROL_MASK) != 0;

  luthier_plot_zoom (self, pow (WHEEL_FACTOR, -dy), get_share (self, self->pointer_x));

  return TRUE;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, LuthierPlot *self)
{
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  const GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (gesture));

  self->drag_start = x;
  self->drag_is_touch = is_touch (GTK_GESTURE (gesture));
  self->drag_pans = self->drag_is_touch || button == GDK_BUTTON_MIDDLE ||
                    (state & GDK_SHIFT_MASK) != 0;
  luthier_plot_get_shown (self, &self->drag_from, &self->drag_to);
}

static void
pan_from_start (LuthierPlot *self, double dx)
{
  const GdkRectangle *area = &luthier_plot_ensure_picture (self)->area;
  const double by = dx / area->width * (self->drag_to - self->drag_from);

  luthier_plot_show_range (self, self->drag_from - by, self->drag_to - by);
}

static void
select_from_start (LuthierPlot *self, double dx)
{
  const GdkRectangle *area = &luthier_plot_ensure_picture (self)->area;

  self->is_selecting = TRUE;
  self->select_from = CLAMP (self->drag_start, area->x, area->x + area->width);
  self->select_to = CLAMP (self->drag_start + dx, area->x, area->x + area->width);
  luthier_plot_remove_cross (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, LuthierPlot *self)
{
  if (!self->is_dragging && MAX (fabs (dx), fabs (dy)) < DRAG_THRESHOLD)
    return;
  /* A finger that goes up or down scrolls the page. */
  if (!self->is_dragging && self->drag_is_touch && fabs (dy) > fabs (dx))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->is_dragging = TRUE;
  self->pointer_x = self->drag_start + dx;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!self->drag_pans)
    select_from_start (self, dx);
  else if (luthier_plot_is_zoomed (self))
    pan_from_start (self, dx);
  else if (self->drag_is_touch)
    point_at (self, self->pointer_x);
}

/* What was dragged over becomes all that is shown. */
static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, LuthierPlot *self)
{
  const gboolean selected = self->is_selecting &&
                            fabs (self->select_to - self->select_from) >= DRAG_THRESHOLD;
  const LuthierPlotScale *x = &luthier_plot_ensure_picture (self)->x;
  const double from = luthier_plot_scale_get_value (x, MIN (self->select_from, self->select_to));
  const double to = luthier_plot_scale_get_value (x, MAX (self->select_from, self->select_to));

  self->is_selecting = FALSE;
  self->is_dragging = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (selected)
    luthier_plot_show_range (self, from, to);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, LuthierPlot *self)
{
  self->is_selecting = FALSE;
  self->is_dragging = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, LuthierPlot *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2)
    luthier_plot_set_shown (self, 0, 0);
}

/* A tap reads what is under it. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, LuthierPlot *self)
{
  if (n_press != 1 || !is_touch (GTK_GESTURE (gesture)))
    return;

  self->pointer_x = x;
  point_at (self, x);
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, LuthierPlot *self)
{
  double x = 0;
  double y = 0;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  luthier_plot_get_shown (self, &self->drag_from, &self->drag_to);
  self->pinch_share = gtk_gesture_get_bounding_box_center (gesture, &x, &y) ? get_share (self, x)
                                                                            : 0.5;
  luthier_plot_remove_cross (self);
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, LuthierPlot *self)
{
  const double length = self->drag_to - self->drag_from;
  const double middle = self->drag_from + self->pinch_share * length;

  if (scale > 0)
    luthier_plot_show_range (self, middle - self->pinch_share * length / scale,
                             middle + (1 - self->pinch_share) * length / scale);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, LuthierPlot *self)
{
  luthier_plot_remove_cross (self);
}

static void
menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, LuthierPlot *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  luthier_plot_open_menu (self, x, y);
}

static GtkGesture *
add_gesture (LuthierPlot *self, GtkGesture *gesture)
{
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));

  return gesture;
}

static void
add_drag (LuthierPlot *self, guint button)
{
  GtkGesture *drag = add_gesture (self, gtk_gesture_drag_new ());

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), button);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
}

/* What pointers, fingers and the wheel do. */
void
luthier_plot_add_controllers (LuthierPlot *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = add_gesture (self, gtk_gesture_click_new ());
  GtkGesture *menu = add_gesture (self, gtk_gesture_click_new ());
  GtkGesture *pinch = add_gesture (self, gtk_gesture_zoom_new ());

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  add_drag (self, GDK_BUTTON_PRIMARY);
  add_drag (self, GDK_BUTTON_MIDDLE);
}
