/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-private.h"

#include "luthier-compat.h"
#include "luthier-property.h"

/* Pixels; the legend comes on top. */
#define MINIMUM_WIDTH  200
#define NATURAL_WIDTH  600
#define MINIMUM_HEIGHT 150
#define NATURAL_HEIGHT 230

G_DEFINE_FINAL_TYPE (LuthierPlot, luthier_plot, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LINES = 1,
  PROP_TITLE,
  PROP_AXIS,
  PROP_LOGARITHMIC,
  PROP_SMOOTHING,
  PROP_MARKS,
  PROP_LAST_STEP,
  PROP_HAS_LEGEND,
  PROP_ZOOMED,
  N_PROPS
} LuthierPlotProperty;

static GParamSpec *properties[N_PROPS];

gboolean
luthier_plot_is_zoomed (LuthierPlot *self)
{
  return self->from < self->to;
}

static void
forget_picture (LuthierPlot *self)
{
  g_clear_pointer (&self->picture, luthier_plot_picture_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

void
luthier_plot_redraw (LuthierPlot *self)
{
  forget_picture (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->has_cross)
    luthier_plot_update_cross (self);
}

/* The values themselves are others. */
static void
values_changed_cb (LuthierPlot *self)
{
  luthier_plot_redraw (self);
  luthier_plot_tell_summary (self);
}

/* There is nothing beyond everything. */
static void
update_actions (LuthierPlot *self)
{
  static const char *const names[] = { "plot.zoom-out", "plot.reset", "plot.left", "plot.right" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], luthier_plot_is_zoomed (self));
}

void
luthier_plot_set_shown (LuthierPlot *self, double from, double to)
{
  const gboolean zoomed = luthier_plot_is_zoomed (self);

  self->from = from;
  self->to = to;
  luthier_plot_redraw (self);
  luthier_plot_point_again (self);
  if (zoomed != luthier_plot_is_zoomed (self))
    {
      update_actions (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOMED]);
    }
}

void
luthier_plot_describe_view (LuthierPlot *self, LuthierPlotView *view)
{
  GtkWidget *widget = GTK_WIDGET (self);

  *view = (LuthierPlotView){
    .curves = self->curves,
    .marks = self->marks,
    .axis = self->axis,
    .logarithmic = self->logarithmic,
    .smoothing = self->smoothing,
    .width = MAX (gtk_widget_get_width (widget), 1),
    .height = MAX (gtk_widget_get_height (widget), 1),
    .scale = gtk_widget_get_scale_factor (widget),
    .has_legend = self->has_legend,
    .right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
    .scheme = luthier_plot_scheme_get_current (),
  };
  luthier_plot_get_shown (self, &view->from, &view->to);
  luthier_compat_get_color (widget, &view->ink);
}

LuthierPlotPicture *
luthier_plot_ensure_picture (LuthierPlot *self)
{
  LuthierPlotView view;

  if (self->picture == NULL)
    {
      luthier_plot_describe_view (self, &view);
      self->picture = luthier_plot_picture_new (&view,
                                                gtk_widget_get_pango_context (GTK_WIDGET (self)));
    }

  return self->picture;
}

static GskRenderNode *
draw (LuthierPlot *self)
{
  LuthierPlotPicture *picture = luthier_plot_ensure_picture (self);
  GskRenderNode *node = gsk_cairo_node_new (
      &GRAPHENE_RECT_INIT (0, 0, (float) picture->view.width, (float) picture->view.height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  luthier_plot_picture_draw (picture, cr, gtk_widget_get_pango_context (GTK_WIDGET (self)));
  cairo_destroy (cr);

  return node;
}

static void
luthier_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LuthierPlot *self = LUTHIER_PLOT (widget);

  if (self->node == NULL)
    self->node = draw (self);
  gtk_snapshot_append_node (snapshot, self->node);
  luthier_plot_snapshot_cross (self, snapshot);
}

static GtkSizeRequestMode
luthier_plot_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The less width, the more rows the legend has. */
static void
luthier_plot_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  LuthierPlot *self = LUTHIER_PLOT (widget);
  int legend = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MINIMUM_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }

  if (self->has_legend)
    legend = luthier_plot_picture_measure_legend (self->curves, self->axis,
                                                  gtk_widget_get_pango_context (widget),
                                                  for_size < 0 ? NATURAL_WIDTH : for_size);
  *minimum = MINIMUM_HEIGHT + legend;
  *natural = NATURAL_HEIGHT + legend;
}

static void
luthier_plot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LuthierPlot *self = LUTHIER_PLOT (widget);

  if (self->picture != NULL &&
      (self->picture->view.width != width || self->picture->view.height != height))
    forget_picture (self);
  luthier_plot_allocate_bubble (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

/* Fonts, colours or the direction of texts. */
static void
luthier_plot_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (luthier_plot_parent_class)->css_changed (widget, change);
  luthier_plot_redraw (LUTHIER_PLOT (widget));
}

static void
luthier_plot_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  luthier_plot_redraw (LUTHIER_PLOT (widget));
}

static void
update_table (LuthierPlot *self)
{
  if (self->table != NULL)
    luthier_plot_table_window_set_curves (self->table, self->curves);
}

static void
lines_changed_cb (LuthierPlot *self, guint position, guint removed, guint added)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->curves, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (LuthierPlotLine) line = g_list_model_get_item (self->lines, position + i);
      LuthierPlotCurve *curve = luthier_plot_curve_new (line);

      g_signal_connect_object (curve, "changed", G_CALLBACK (values_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (line, "notify::label", G_CALLBACK (gtk_widget_queue_resize), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_insert (self->curves, (int) (position + i), curve);
    }
  values_changed_cb (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  update_table (self);
}

static void
set_marks (LuthierPlot *self, GListModel *marks)
{
  if (self->marks == marks)
    return;

  if (self->marks != NULL)
    g_signal_handlers_disconnect_by_data (self->marks, self);
  g_set_object (&self->marks, marks);
  if (marks != NULL)
    g_signal_connect_object (marks, "items-changed", G_CALLBACK (luthier_plot_redraw), self,
                             G_CONNECT_SWAPPED);
  luthier_plot_redraw (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKS]);
}

/* Another axis has other places: what was zoomed to is none of them. */
static void
set_axis (LuthierPlot *self, LuthierPlotAxis axis)
{
  if (self->axis == axis)
    return;

  self->axis = axis;
  luthier_plot_remove_cross (self);
  luthier_plot_set_shown (self, 0, 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AXIS]);
}

static void
luthier_plot_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierPlot *self = LUTHIER_PLOT (object);

  switch ((LuthierPlotProperty) prop_id)
    {
    case PROP_LINES:
      g_value_set_object (value, self->lines);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_AXIS:
      g_value_set_enum (value, (int) self->axis);
      break;
    case PROP_LOGARITHMIC:
      g_value_set_boolean (value, self->logarithmic);
      break;
    case PROP_SMOOTHING:
      g_value_set_double (value, self->smoothing);
      break;
    case PROP_MARKS:
      g_value_set_object (value, self->marks);
      break;
    case PROP_LAST_STEP:
      g_value_set_int64 (value, self->last_step);
      break;
    case PROP_HAS_LEGEND:
      g_value_set_boolean (value, self->has_legend);
      break;
    case PROP_ZOOMED:
      g_value_set_boolean (value, luthier_plot_is_zoomed (self));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_plain_property (LuthierPlot *self, guint prop_id, const GValue *value)
{
  if (luthier_property_is (G_OBJECT (self), properties[prop_id], value))
    return;

  switch ((LuthierPlotProperty) prop_id)
    {
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      luthier_plot_tell_title (self);
      break;
    case PROP_LOGARITHMIC:
      self->logarithmic = g_value_get_boolean (value);
      break;
    case PROP_SMOOTHING:
      self->smoothing = g_value_get_double (value);
      break;
    case PROP_LAST_STEP:
      self->last_step = g_value_get_int64 (value);
      break;
    case PROP_HAS_LEGEND:
      self->has_legend = g_value_get_boolean (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_LINES:
    case PROP_AXIS:
    case PROP_MARKS:
    case PROP_ZOOMED:
    case N_PROPS:
    default:
      g_assert_not_reached ();
    }
  values_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
luthier_plot_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LuthierPlot *self = LUTHIER_PLOT (object);

  switch ((LuthierPlotProperty) prop_id)
    {
    case PROP_LINES:
      luthier_plot_set_lines (self, g_value_get_object (value));
      break;
    case PROP_AXIS:
      set_axis (self, (LuthierPlotAxis) g_value_get_enum (value));
      break;
    case PROP_MARKS:
      set_marks (self, g_value_get_object (value));
      break;
    case PROP_TITLE:
    case PROP_LOGARITHMIC:
    case PROP_SMOOTHING:
    case PROP_LAST_STEP:
    case PROP_HAS_LEGEND:
      set_plain_property (self, prop_id, value);
      break;
    case PROP_ZOOMED:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_plot_dispose (GObject *object)
{
  LuthierPlot *self = LUTHIER_PLOT (object);

  g_clear_handle_id (&self->summary, g_source_remove);
  if (self->table != NULL)
    gtk_window_destroy (GTK_WINDOW (self->table));
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->bubble, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_plot_parent_class)->dispose (object);
}

static void
luthier_plot_finalize (GObject *object)
{
  LuthierPlot *self = LUTHIER_PLOT (object);

  g_clear_object (&self->lines);
  g_clear_object (&self->marks);
  g_free (self->title);
  g_ptr_array_unref (self->curves);
  g_clear_pointer (&self->picture, luthier_plot_picture_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->reading, luthier_plot_reading_free);

  G_OBJECT_CLASS (luthier_plot_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_LINES] = g_param_spec_object ("lines", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_AXIS] = g_param_spec_enum ("axis", NULL, NULL, LUTHIER_TYPE_PLOT_AXIS,
                                             LUTHIER_PLOT_BY_STEP, flags);
  properties[PROP_LOGARITHMIC] = g_param_spec_boolean ("logarithmic", NULL, NULL, FALSE, flags);
  properties[PROP_SMOOTHING] = g_param_spec_double ("smoothing", NULL, NULL, 0, 0.999, 0, flags);
  properties[PROP_MARKS] = g_param_spec_object ("marks", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_LAST_STEP] = g_param_spec_int64 ("last-step", NULL, NULL, -1, G_MAXINT64, -1,
                                                   flags);
  properties[PROP_HAS_LEGEND] = g_param_spec_boolean ("has-legend", NULL, NULL, TRUE, flags);
  properties[PROP_ZOOMED] = g_param_spec_boolean ("zoomed", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
luthier_plot_class_init (LuthierPlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_plot_get_property;
  object_class->set_property = luthier_plot_set_property;
  object_class->dispose = luthier_plot_dispose;
  object_class->finalize = luthier_plot_finalize;
  widget_class->get_request_mode = luthier_plot_get_request_mode;
  widget_class->measure = luthier_plot_measure;
  widget_class->size_allocate = luthier_plot_size_allocate;
  widget_class->snapshot = luthier_plot_snapshot;
  widget_class->css_changed = luthier_plot_css_changed;
  widget_class->direction_changed = luthier_plot_direction_changed;
  install_properties (object_class);

  luthier_plot_class_install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
luthier_plot_init (LuthierPlot *self)
{
  self->last_step = -1;
  self->has_legend = TRUE;
  self->curves = g_ptr_array_new_with_free_func (g_object_unref);
  self->bubble = g_object_new (GTK_TYPE_BOX, "css-name", "plotbubble", "can-target", FALSE,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->bubble, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->bubble, FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  luthier_plot_add_controllers (self);
  luthier_plot_scheme_watch (GTK_WIDGET (self), G_CALLBACK (luthier_plot_redraw));
  update_actions (self);
  luthier_plot_tell_summary (self);
}

GtkWidget *
luthier_plot_new (void)
{
  return g_object_new (LUTHIER_TYPE_PLOT, NULL);
}

GListModel *
luthier_plot_get_lines (LuthierPlot *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT (self), NULL);

  return self->lines;
}

void
luthier_plot_set_lines (LuthierPlot *self, GListModel *lines)
{
  g_return_if_fail (LUTHIER_IS_PLOT (self));

  if (self->lines == lines)
    return;

  if (self->lines != NULL)
    g_signal_handlers_disconnect_by_data (self->lines, self);
  g_ptr_array_set_size (self->curves, 0);
  g_set_object (&self->lines, lines);
  if (lines != NULL)
    {
      g_signal_connect_object (lines, "items-changed", G_CALLBACK (lines_changed_cb), self,
                               G_CONNECT_SWAPPED);
      lines_changed_cb (self, 0, 0, g_list_model_get_n_items (lines));
    }
  update_table (self);
  luthier_plot_remove_cross (self);
  luthier_plot_set_shown (self, 0, 0);
  luthier_plot_tell_summary (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINES]);
}
