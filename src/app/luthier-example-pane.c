/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-pane.h"

#include <glib/gi18n.h>

#include "luthier-adaptive-box.h"
#include "luthier-config.h"
#include "luthier-error.h"
#include "luthier-example-view.h"
#include "luthier-line-button.h"
#include "luthier-loaded-example.h"

struct _LuthierExamplePane
{
  GtkWidget parent_instance;

  LuthierDatasetDocument *document; /* (owned) */
  guint64 line;                     /* 0 = none is shown */
  LuthierDatasetPlace place;        /* what to mark; line 0 = nothing */
  char *found;                      /* (owned) (nullable): what the line was searched for */
  gboolean sought;                  /* what is typed was searched for */
  gboolean outdated;                /* the file was not what was checked, and is checked again */
  GCancellable *loading;            /* (owned) (nullable) */
  GCancellable *searching;          /* (owned) (nullable) */

  GtkWidget *box;
  LuthierLineButton *line_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkLabel *search_status;
  GtkSpinner *search_spinner;
  GtkStack *stack;
  LuthierExampleView *view;
  AdwStatusPage *message_page;
  GtkToggleButton *conversation_button;
  GtkToggleButton *raw_button;
};

G_DEFINE_FINAL_TYPE (LuthierExamplePane, luthier_example_pane, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* NULL: lines cannot be found yet. */
static LuthierDatasetIndex *
get_index (LuthierExamplePane *self)
{
  LuthierDatasetReport *report = luthier_dataset_document_get_report (self->document);

  return report != NULL ? report->index : NULL;
}

static guint64
get_n_lines (LuthierExamplePane *self)
{
  LuthierDatasetIndex *index = get_index (self);

  return index != NULL ? luthier_dataset_index_get_n_lines (index) : 0;
}

static void
stop (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static GCancellable *
start (GCancellable **cancellable)
{
  stop (cancellable);
  *cancellable = g_cancellable_new ();
  return *cancellable;
}

static void
show_message (LuthierExamplePane *self, const char *icon, const char *title, const char *text)
{
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);

  adw_status_page_set_icon_name (self->message_page, icon);
  adw_status_page_set_title (self->message_page, escaped_title);
  adw_status_page_set_description (self->message_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static void
show_failure (LuthierExamplePane *self, const GError *error)
{
  show_message (self, "dialog-warning-symbolic", _ ("The line cannot be shown"), error->message);
  /* Once, for a file that never stays as it is would be read for ever. */
  if (!self->outdated && g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET) &&
      luthier_dataset_document_get_state (self->document) != LUTHIER_DOCUMENT_CHECKING)
    {
      self->outdated = TRUE;
      luthier_dataset_document_check_again (self->document);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierExamplePane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierLoadedExample) example = luthier_loaded_example_finish (result, &error);
  LuthierDatasetPlace place = self->place;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->document == NULL)
    return;
  g_clear_object (&self->loading);
  if (example == NULL)
    {
      show_failure (self, error);
      return;
    }
  self->outdated = FALSE;
  if (place.line == 0 && example->match_length > 0)
    {
      place.line = self->line;
      place.byte = example->match_byte;
      place.length = example->match_length;
    }
  luthier_example_view_show (self->view, example->line, self->line, example->findings,
                             place.line > 0 ? &place : NULL);
  gtk_stack_set_visible_child_name (self->stack, "example");
}

static void
load (LuthierExamplePane *self)
{
  luthier_line_button_show (self->line_button, self->line, get_n_lines (self));
  stop (&self->loading);
  if (self->line > 0 && get_index (self) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "waiting");
  else if (self->line > 0)
    luthier_loaded_example_async (self->document, self->line, self->found, start (&self->loading),
                                  loaded_cb, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
set_line (LuthierExamplePane *self,
          guint64 line,
          const LuthierDatasetPlace *place,
          const char *text)
{
  g_autofree char *found = g_strdup (text);

  self->line = line;
  self->place = place != NULL ? *place : (LuthierDatasetPlace){ 0 };
  g_free (self->found);
  self->found = g_steal_pointer (&found);
  load (self);
}

static void
line_chosen_cb (LuthierExamplePane *self, guint64 line)
{
  set_line (self, line, NULL, NULL);
}

static void
set_search_status (LuthierExamplePane *self, const char *text, gboolean busy)
{
  gtk_label_set_text (self->search_status, text);
  gtk_spinner_set_spinning (self->search_spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->search_spinner), busy);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierExamplePane) self = user_data;
  g_autoptr (GError) error = NULL;
  const guint64 line = luthier_dataset_index_search_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->document == NULL)
    return;
  g_clear_object (&self->searching);
  if (error != NULL)
    set_search_status (self, error->message, FALSE);
  else if (line == 0)
    set_search_status (self, _ ("No more matches"), FALSE);
  else
    {
      set_search_status (self, "", FALSE);
      set_line (self, line, NULL, gtk_editable_get_text (self->search_entry));
    }
}

static void
search_from (LuthierExamplePane *self, guint64 line, gboolean backwards)
{
  LuthierDatasetIndex *index = get_index (self);
  const char *text = gtk_editable_get_text (self->search_entry);

  stop (&self->searching);
  self->sought = TRUE;
  if (*text == '\0' || index == NULL)
    {
      set_search_status (self, "", FALSE);
      return;
    }
  if (line == 0 || line > get_n_lines (self))
    {
      set_search_status (self, _ ("No more matches"), FALSE);
      return;
    }
  set_search_status (self, "", TRUE);
  luthier_dataset_index_search_async (index, luthier_dataset_document_get_file (self->document),
                                      text, line, backwards, start (&self->searching), found_cb,
                                      g_object_ref (self));
}

static void
typed_cb (LuthierExamplePane *self)
{
  self->sought = FALSE;
}

/* What is typed is looked for from here on, and not from where the last match was. The entry tells
 * a little later, when that may have been asked for already. */
static void
search_changed_cb (LuthierExamplePane *self)
{
  if (!self->sought)
    search_from (self, MAX (self->line, 1), FALSE);
}

static void
search_next_cb (LuthierExamplePane *self)
{
  luthier_example_pane_search (self, FALSE);
}

static void
search_previous_cb (LuthierExamplePane *self)
{
  luthier_example_pane_search (self, TRUE);
}

static void
search_mode_cb (LuthierExamplePane *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    return;
  stop (&self->searching);
  set_search_status (self, "", FALSE);
}

static void
luthier_example_pane_dispose (GObject *object)
{
  LuthierExamplePane *self = LUTHIER_EXAMPLE_PANE (object);

  stop (&self->loading);
  stop (&self->searching);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->found, g_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (luthier_example_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, line_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, search_status);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, search_spinner);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, view);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, message_page);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, conversation_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePane, raw_button);
}

static void
luthier_example_pane_class_init (LuthierExamplePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_example_pane_dispose;

  signals[SIGNAL_MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (LUTHIER_TYPE_ADAPTIVE_BOX);
  g_type_ensure (LUTHIER_TYPE_EXAMPLE_VIEW);
  g_type_ensure (LUTHIER_TYPE_LINE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-example-pane.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, line_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_previous_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_example_pane_init (LuthierExamplePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_signal_connect_swapped (self->search_entry, "changed", G_CALLBACK (typed_cb), self);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (self->view), "raw") != NULL)
    g_object_bind_property (self->raw_button, "active", self->view, "raw",
                            G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/**
 * luthier_example_pane_new:
 *
 * Returns: (transfer floating): a pane that is to be attached to a document
 */
GtkWidget *
luthier_example_pane_new (void)
{
  return g_object_new (LUTHIER_TYPE_EXAMPLE_PANE, NULL);
}

/**
 * luthier_example_pane_attach:
 * @document: whose examples are shown
 */
void
luthier_example_pane_attach (LuthierExamplePane *self, LuthierDatasetDocument *document)
{
  self->document = g_object_ref (document);
  luthier_line_button_show (self->line_button, 0, 0);
}

/**
 * luthier_example_pane_show_finding:
 * @finding: what is wrong
 * @place: (nullable): where; %NULL: with the file as a whole
 *
 * Shows the example at the place, or what there is to say of the file.
 */
void
luthier_example_pane_show_finding (LuthierExamplePane *self,
                                   const LuthierDatasetFinding *finding,
                                   const LuthierDatasetPlace *place)
{
  g_autofree char *text = NULL;

  if (place != NULL && place->line > 0)
    {
      set_line (self, place->line, place, NULL);
      return;
    }
  set_line (self, 0, NULL, NULL);
  text = g_strjoin (" ", finding->consequence != NULL ? finding->consequence : "",
                    finding->fix != NULL ? finding->fix : "", NULL);
  show_message (self, "text-x-generic-symbolic", finding->title, text);
}

/**
 * luthier_example_pane_show_line:
 * @line: from 1
 */
void
luthier_example_pane_show_line (LuthierExamplePane *self, guint64 line)
{
  set_line (self, line, NULL, NULL);
}

guint64
luthier_example_pane_get_line (LuthierExamplePane *self)
{
  return self->line;
}

/**
 * luthier_example_pane_reload:
 *
 * Reads the line again: the file or what it is held against has changed.
 */
void
luthier_example_pane_reload (LuthierExamplePane *self)
{
  const guint64 n_lines = get_n_lines (self);

  if (n_lines > 0 && self->line > n_lines)
    set_line (self, n_lines, NULL, NULL);
  else
    load (self);
}

gboolean
luthier_example_pane_can_step (LuthierExamplePane *self, gboolean backwards)
{
  return backwards ? self->line > 1 : self->line < get_n_lines (self);
}

/**
 * luthier_example_pane_step:
 * @backwards: to the line before
 */
void
luthier_example_pane_step (LuthierExamplePane *self, gboolean backwards)
{
  if (luthier_example_pane_can_step (self, backwards))
    set_line (self, backwards ? self->line - 1 : self->line + 1, NULL, NULL);
}

/**
 * luthier_example_pane_ask_line:
 *
 * Lets the user type the number of a line.
 */
void
luthier_example_pane_ask_line (LuthierExamplePane *self)
{
  luthier_line_button_ask (self->line_button);
}

void
luthier_example_pane_begin_search (LuthierExamplePane *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (self->search_entry, 0, -1);
}

void
luthier_example_pane_end_search (LuthierExamplePane *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

gboolean
luthier_example_pane_is_searching (LuthierExamplePane *self)
{
  return gtk_search_bar_get_search_mode (self->search_bar);
}

/**
 * luthier_example_pane_search:
 * @backwards: to the match before
 *
 * Goes to the next line that holds what is typed.
 */
void
luthier_example_pane_search (LuthierExamplePane *self, gboolean backwards)
{
  if (backwards)
    search_from (self, self->line > 0 ? self->line - 1 : get_n_lines (self), TRUE);
  else
    search_from (self, self->line + 1, FALSE);
}
