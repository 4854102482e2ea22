/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-view.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-example-conversation.h"
#include "luthier-example-finding.h"
#include "luthier-example-marks.h"
#include "luthier-example-raw.h"
#include "luthier-format.h"

/* A line of so many bytes is read at once, a longer one on a thread, and a still longer one is
 * nothing that anybody would read as a conversation. */
#define QUICK_SIZE    (256 * 1024)
#define READABLE_SIZE (16 * 1024 * 1024)

struct _LuthierExampleView
{
  GtkWidget parent_instance;

  GBytes *line;              /* (owned) (nullable) */
  GPtrArray *findings;       /* (owned) (nullable) (element-type LuthierDatasetFinding) */
  GArray *marks;             /* (owned) (element-type LuthierExampleMark) */
  GCancellable *cancellable; /* (owned): of the reading on a thread */
  LuthierDatasetConversation *conversation; /* (owned) (nullable) */
  gboolean raw;
  gboolean raw_is_filled;

  GtkStack *stack;
  LuthierExampleConversation *conversation_view;
  GtkWidget *unread;
  GtkLabel *unread_title;
  GtkLabel *unread_reason;
  GtkWidget *raw_findings_scroller;
  GtkBox *raw_findings_box;
  LuthierExampleRaw *raw_view;
};

G_DEFINE_FINAL_TYPE (LuthierExampleView, luthier_example_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_RAW = 1,
} LuthierExampleViewProperty;

static GParamSpec *props[PROP_RAW + 1];

static gboolean
has_turns (LuthierExampleView *self)
{
  return self->conversation != NULL &&
         g_list_model_get_n_items (luthier_dataset_conversation_get_turns (self->conversation)) > 0;
}

static void
fill_raw (LuthierExampleView *self)
{
  if (self->raw_is_filled)
    return;
  self->raw_is_filled = TRUE;
  luthier_example_raw_show (self->raw_view, self->line, self->marks);
}

static void
show_unread (LuthierExampleView *self, const char *title, const char *reason)
{
  gtk_widget_set_visible (self->unread, title != NULL);
  gtk_label_set_text (self->unread_title, title != NULL ? title : "");
  gtk_label_set_text (self->unread_reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unread_reason), reason != NULL);
}

/* In characters, as an editor counts. */
static char *
describe_error (LuthierExampleView *self, const LuthierConversationError *error)
{
  const char *bytes = g_bytes_get_data (self->line, NULL);
  g_autofree char *count = NULL;
  gint64 column = 1;

  for (gsize i = 0; i < error->byte; i++)
    column += (bytes[i] & 0xc0) != 0x80;
  count = luthier_format_count (column);
  /* Translators: where and why a line cannot be read: "Column 14: a value was expected" */
  return g_strdup_printf (_ ("Column %s: %s"), count, error->message);
}

/* Why there is no conversation to be seen, though one was asked for. */
static void
explain (LuthierExampleView *self)
{
  const LuthierConversationError *error = self->conversation != NULL
                                              ? luthier_dataset_conversation_get_error (
                                                    self->conversation)
                                              : NULL;

  /* What is wrong is said but once. */
  if (self->raw || has_turns (self) || (error != NULL && self->findings->len > 0))
    show_unread (self, NULL, NULL);
  else if (error == NULL)
    show_unread (self, _ ("This line is too long to be shown as a conversation"), NULL);
  else if (error->message != NULL)
    {
      g_autofree char *reason = describe_error (self, error);
      show_unread (self, _ ("This line is not valid JSON, so it is shown as it stands in the file"),
                   reason);
    }
  else
    show_unread (self, _ ("Nothing is said in this line, so it is shown as it stands in the file"),
                 NULL);
}

static void
update_page (LuthierExampleView *self)
{
  if (self->line == NULL)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else if (self->conversation == NULL && self->cancellable != NULL && !self->raw)
    gtk_stack_set_visible_child_name (self->stack, "reading");
  else if (!self->raw && has_turns (self))
    gtk_stack_set_visible_child_name (self->stack, "conversation");
  else
    {
      explain (self);
      fill_raw (self);
      gtk_stack_set_visible_child_name (self->stack, "raw");
    }
}

/* Also where the check has not told of it, as beyond the thousandth line that is broken. */
static void
mark_error (LuthierExampleView *self)
{
  const LuthierConversationError *error = luthier_dataset_conversation_get_error (
      self->conversation);
  LuthierExampleMark mark = { error->byte, 0, LUTHIER_MARK_ERROR, FALSE, TRUE };

  if (error->message == NULL || self->marks->len > 0)
    return;
  g_array_append_val (self->marks, mark);
  self->raw_is_filled = FALSE;
}

static void
set_conversation (LuthierExampleView *self, LuthierDatasetConversation *conversation)
{
  g_set_object (&self->conversation, conversation);
  mark_error (self);
  if (has_turns (self))
    luthier_example_conversation_show (self->conversation_view, conversation, self->marks,
                                       self->findings);
  update_page (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer line, GCancellable *cancellable)
{
  g_task_return_pointer (task, luthier_dataset_conversation_new (line), g_object_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierExampleView *self = LUTHIER_EXAMPLE_VIEW (source);
  g_autoptr (LuthierDatasetConversation)
      conversation = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another line is shown by now. */
  if (conversation == NULL)
    return;
  g_clear_object (&self->cancellable);
  set_conversation (self, conversation);
}

static void
stop_reading (LuthierExampleView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
start_reading (LuthierExampleView *self)
{
  gsize size = g_bytes_get_size (self->line);

  if (size <= QUICK_SIZE)
    {
      g_autoptr (LuthierDatasetConversation)
          conversation = luthier_dataset_conversation_new (self->line);
      set_conversation (self, conversation);
    }
  else if (size <= READABLE_SIZE)
    {
      g_autoptr (GTask) task = NULL;

      self->cancellable = g_cancellable_new ();
      task = g_task_new (self, self->cancellable, read_cb, NULL);
      g_task_set_task_data (task, g_bytes_ref (self->line), (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (task, read_in_thread);
    }
}

static void
set_raw (LuthierExampleView *self, gboolean raw)
{
  if (self->raw == raw)
    return;
  self->raw = raw;
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RAW]);
}

static void
luthier_example_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((LuthierExampleViewProperty) prop_id)
    {
    case PROP_RAW:
      g_value_set_boolean (value, LUTHIER_EXAMPLE_VIEW (object)->raw);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_example_view_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch ((LuthierExampleViewProperty) prop_id)
    {
    case PROP_RAW:
      set_raw (LUTHIER_EXAMPLE_VIEW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_example_view_dispose (GObject *object)
{
  LuthierExampleView *self = LUTHIER_EXAMPLE_VIEW (object);
  GtkWidget *child;

  stop_reading (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->line, g_bytes_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_object (&self->conversation);
  G_OBJECT_CLASS (luthier_example_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleView, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleView, conversation_view);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleView, unread);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleView, unread_title);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleView, unread_reason);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleView, raw_findings_scroller);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleView, raw_findings_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleView, raw_view);
}

static void
luthier_example_view_class_init (LuthierExampleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_example_view_get_property;
  object_class->set_property = luthier_example_view_set_property;
  object_class->dispose = luthier_example_view_dispose;
  props[PROP_RAW] = g_param_spec_boolean ("raw", NULL, NULL, FALSE,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                              G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (LUTHIER_TYPE_EXAMPLE_CONVERSATION);
  g_type_ensure (LUTHIER_TYPE_EXAMPLE_RAW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-example-view.ui");
  bind_children (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "exampleview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
luthier_example_view_init (LuthierExampleView *self)
{
  self->marks = luthier_example_marks_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_example_view_new:
 *
 * Returns: (transfer floating): a view of nothing
 */
GtkWidget *
luthier_example_view_new (void)
{
  return g_object_new (LUTHIER_TYPE_EXAMPLE_VIEW, NULL);
}

static void
forget (LuthierExampleView *self)
{
  stop_reading (self);
  luthier_example_conversation_show (self->conversation_view, NULL, NULL, NULL);
  g_clear_object (&self->conversation);
  g_clear_pointer (&self->line, g_bytes_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  self->raw_is_filled = FALSE;
}

/* For who does not see the heading above. */
static void
name_line (LuthierExampleView *self, guint64 number)
{
  g_autofree char *count = luthier_format_count ((gint64) number);
  g_autofree char *name = g_strdup_printf (_ ("Line %s"), count);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->line != NULL ? name : _ ("No Example Chosen"), -1);
}

/**
 * luthier_example_view_show:
 * @line: (nullable): any bytes, without the end of the line
 * @number: of the line in its file, from 1
 * @findings: (nullable) (element-type LuthierDatasetFinding): what is wrong in this line
 * @place: (nullable): what to look at first
 *
 * Shows a line instead of the one before. A line of more than 16 MB is shown only as it stands in
 * the file.
 */
void
luthier_example_view_show (LuthierExampleView *self,
                           GBytes *line,
                           guint64 number,
                           GPtrArray *findings,
                           const LuthierDatasetPlace *place)
{
  g_autoptr (GBytes) kept = line != NULL ? g_bytes_ref (line) : NULL;
  g_autoptr (GPtrArray) kept_findings = findings != NULL ? g_ptr_array_ref (findings)
                                                         : g_ptr_array_new ();

  forget (self);
  self->line = g_steal_pointer (&kept);
  name_line (self, number);
  self->findings = g_steal_pointer (&kept_findings);
  self->marks = luthier_example_marks_new (self->findings, place);
  luthier_example_finding_fill (self->raw_findings_box, self->findings);
  gtk_widget_set_visible (self->raw_findings_scroller, self->findings->len > 0);
  if (self->line != NULL)
    start_reading (self);
  update_page (self);
}
