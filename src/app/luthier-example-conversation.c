/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-conversation.h"

#include "luthier-config.h"
#include "luthier-example-finding.h"
#include "luthier-example-turn.h"

/* So many turns are laid out, and so many more when they are asked for. */
#define MANY_TURNS 50

struct _LuthierExampleConversation
{
  GtkWidget parent_instance;

  LuthierDatasetConversation *conversation; /* (owned) (nullable) */
  GArray *marks;       /* (owned) (nullable) (element-type LuthierExampleMark) */
  GPtrArray *findings; /* (owned) (nullable) (element-type LuthierDatasetFinding) */
  int focus;           /* the turn to look at, -1 = none */
  gboolean scrolls;    /* to the focus, when it can be seen */
  guint tick_id;

  GtkScrolledWindow *scroller;
  GtkBox *findings_box;
  GtkListBox *turns;
  GtkSliceListModel *slice;
  GtkWidget *earlier_button;
  GtkWidget *later_button;
};

G_DEFINE_FINAL_TYPE (LuthierExampleConversation, luthier_example_conversation, GTK_TYPE_WIDGET)

static gboolean
is_laid_out (GtkWidget *row)
{
  return row != NULL && gtk_widget_get_mapped (row) && gtk_widget_get_height (row) > 0;
}

/* A third of the height below the top, where the eye looks first. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LuthierExampleConversation *self = LUTHIER_EXAMPLE_CONVERSATION (widget);
  int index = self->focus - (int) gtk_slice_list_model_get_offset (self->slice);
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->turns, MAX (index, 0)));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *content = gtk_widget_get_first_child (gtk_scrolled_window_get_child (self->scroller));
  graphene_rect_t bounds;
  double top = 0;

  if (index >= 0 && row != NULL && !is_laid_out (row))
    return G_SOURCE_CONTINUE;
  if (index >= 0 && row != NULL && gtk_widget_compute_bounds (row, content, &bounds) &&
      (double) (bounds.origin.y + bounds.size.height) > gtk_adjustment_get_page_size (adjustment))
    top = (double) bounds.origin.y - gtk_adjustment_get_page_size (adjustment) / 3;
  gtk_adjustment_set_value (adjustment, top);
  self->tick_id = 0;
  self->scrolls = FALSE;
  return G_SOURCE_REMOVE;
}

static void
scroll_to_focus (LuthierExampleConversation *self)
{
  self->scrolls = TRUE;
  if (self->tick_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
stop_scrolling (LuthierExampleConversation *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
}

static void
update_buttons (LuthierExampleConversation *self)
{
  guint offset = gtk_slice_list_model_get_offset (self->slice);
  guint size = gtk_slice_list_model_get_size (self->slice);
  GListModel *turns = gtk_slice_list_model_get_model (self->slice);

  gtk_widget_set_visible (self->earlier_button, offset > 0);
  gtk_widget_set_visible (self->later_button,
                          turns != NULL && offset + size < g_list_model_get_n_items (turns));
}

static void
show_earlier_cb (LuthierExampleConversation *self)
{
  guint offset = gtk_slice_list_model_get_offset (self->slice);
  guint more = MIN (offset, MANY_TURNS);

  gtk_slice_list_model_set_size (self->slice, gtk_slice_list_model_get_size (self->slice) + more);
  gtk_slice_list_model_set_offset (self->slice, offset - more);
  update_buttons (self);
}

static void
show_later_cb (LuthierExampleConversation *self)
{
  gtk_slice_list_model_set_size (self->slice,
                                 gtk_slice_list_model_get_size (self->slice) + MANY_TURNS);
  update_buttons (self);
}

static void
show_turns (LuthierExampleConversation *self)
{
  const LuthierExampleMark *primary = luthier_example_marks_get_primary (self->marks);
  guint focus;

  self->focus = primary != NULL
                    ? luthier_dataset_conversation_find (self->conversation, primary->byte)
                    : -1;
  focus = (guint) MAX (self->focus, 0);
  gtk_slice_list_model_set_model (self->slice, NULL);
  gtk_slice_list_model_set_size (self->slice, MANY_TURNS);
  gtk_slice_list_model_set_offset (self->slice, focus < MANY_TURNS ? 0 : focus - MANY_TURNS / 2);
  gtk_slice_list_model_set_model (self->slice,
                                  luthier_dataset_conversation_get_turns (self->conversation));
  update_buttons (self);
  scroll_to_focus (self);
}

static gboolean
is_of_a_turn (LuthierExampleConversation *self, const LuthierDatasetFinding *finding)
{
  GListModel *turns = luthier_dataset_conversation_get_turns (self->conversation);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (LuthierConversationTurn) turn = g_list_model_get_item (turns, i);

      if (luthier_example_turn_concerns (turn, finding))
        return TRUE;
    }
  return FALSE;
}

/* What no turn tells of is told at the top. */
static void
show_findings (LuthierExampleConversation *self)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < self->findings->len; i++)
    if (!is_of_a_turn (self, g_ptr_array_index (self->findings, i)))
      g_ptr_array_add (others, g_ptr_array_index (self->findings, i));
  luthier_example_finding_fill (self->findings_box, others);
}

static GtkWidget *
create_turn (gpointer item, gpointer user_data)
{
  LuthierExampleConversation *self = user_data;
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (
      GTK_LIST_BOX_ROW (row),
      luthier_example_turn_new (LUTHIER_CONVERSATION_TURN (item), self->marks, self->findings));
  return row;
}

static void
forget (LuthierExampleConversation *self)
{
  stop_scrolling (self);
  self->focus = -1;
  if (self->slice != NULL)
    gtk_slice_list_model_set_model (self->slice, NULL);
  g_clear_object (&self->conversation);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
}

static void
luthier_example_conversation_map (GtkWidget *widget)
{
  LuthierExampleConversation *self = LUTHIER_EXAMPLE_CONVERSATION (widget);

  GTK_WIDGET_CLASS (luthier_example_conversation_parent_class)->map (widget);
  if (self->scrolls)
    scroll_to_focus (self);
}

static void
luthier_example_conversation_unmap (GtkWidget *widget)
{
  stop_scrolling (LUTHIER_EXAMPLE_CONVERSATION (widget));
  GTK_WIDGET_CLASS (luthier_example_conversation_parent_class)->unmap (widget);
}

static void
luthier_example_conversation_dispose (GObject *object)
{
  LuthierExampleConversation *self = LUTHIER_EXAMPLE_CONVERSATION (object);

  forget (self);
  self->slice = NULL;
  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scroller));
  self->scroller = NULL;
  G_OBJECT_CLASS (luthier_example_conversation_parent_class)->dispose (object);
}

static void
luthier_example_conversation_class_init (LuthierExampleConversationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_example_conversation_dispose;
  widget_class->map = luthier_example_conversation_map;
  widget_class->unmap = luthier_example_conversation_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, LUTHIER_RESOURCE_PATH
                                               "luthier-example-conversation.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleConversation, scroller);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleConversation, findings_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleConversation, turns);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleConversation, slice);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleConversation, earlier_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleConversation, later_button);
  gtk_widget_class_bind_template_callback (widget_class, show_earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_later_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_example_conversation_init (LuthierExampleConversation *self)
{
  self->focus = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->turns, G_LIST_MODEL (self->slice), create_turn, self, NULL);
}

/**
 * luthier_example_conversation_new:
 *
 * Returns: (transfer floating): one without turns
 */
GtkWidget *
luthier_example_conversation_new (void)
{
  return g_object_new (LUTHIER_TYPE_EXAMPLE_CONVERSATION, NULL);
}

/**
 * luthier_example_conversation_show:
 * @conversation: (nullable): what to show
 * @marks: (element-type LuthierExampleMark): what to point at in it
 * @findings: (element-type LuthierDatasetFinding): what is wrong in it
 *
 * Shows the turns, and each finding below the turn that it is in, or above all of them.
 */
void
luthier_example_conversation_show (LuthierExampleConversation *self,
                                   LuthierDatasetConversation *conversation,
                                   GArray *marks,
                                   GPtrArray *findings)
{
  forget (self);
  if (conversation == NULL)
    return;
  self->conversation = g_object_ref (conversation);
  self->marks = g_array_ref (marks);
  self->findings = g_ptr_array_ref (findings);
  show_findings (self);
  show_turns (self);
}
