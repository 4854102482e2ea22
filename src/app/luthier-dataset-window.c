/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-window-private.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-width-bin.h"

struct _LuthierDatasetWindow
{
  AdwApplicationWindow parent_instance;

  LuthierDatasetDocument *document; /* (owned) (nullable): until the window is closed */
  GCancellable *cancellable;        /* (owned) */
  LuthierDatasetReport *shown;      /* (owned) (nullable): what the example was taken from */
  guint64 line;                     /* to be opened first; 0 = the first finding */
  gboolean opened;                  /* what comes first was chosen */
  gboolean at_example;              /* where there is room for one page only */

  AdwToastOverlay *toasts;
  LuthierWidthBin *bin;
  AdwWindowTitle *heading;
  GtkWidget *back_button;
  GtkButton *mend_button;
  GtkWidget *use_button;
  GtkStack *stack;
  LuthierDatasetSidebar *sidebar;
  GtkWidget *separator;
  LuthierExamplePane *pane;
  GtkWidget *bottom_bar;
  GtkButton *bottom_mend_button;
  AdwStatusPage *error_page;
};

G_DEFINE_FINAL_TYPE (LuthierDatasetWindow, luthier_dataset_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_VALIDATION = 1,
} LuthierDatasetWindowProperty;

static GParamSpec *properties[PROP_VALIDATION + 1];

LuthierDatasetDocument *
luthier_dataset_window_get_document (LuthierDatasetWindow *self)
{
  return self->document;
}

LuthierFindingsList *
luthier_dataset_window_get_list (LuthierDatasetWindow *self)
{
  return luthier_dataset_sidebar_get_list (self->sidebar);
}

LuthierExamplePane *
luthier_dataset_window_get_pane (LuthierDatasetWindow *self)
{
  return self->pane;
}

GCancellable *
luthier_dataset_window_get_cancellable (LuthierDatasetWindow *self)
{
  return self->cancellable;
}

void
luthier_dataset_window_say (LuthierDatasetWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static gboolean
is_unreadable (LuthierDatasetWindow *self)
{
  return self->document != NULL &&
         luthier_dataset_document_get_state (self->document) == LUTHIER_DOCUMENT_UNREADABLE;
}

static void
set_button (GtkButton *button, const char *label, const char *action)
{
  if (g_strcmp0 (gtk_button_get_label (button), label) != 0)
    gtk_button_set_label (button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

/* What helps most stands in the header: nothing else helps a file in the format of others. */
static void
show_buttons (LuthierDatasetWindow *self)
{
  gboolean narrow = luthier_width_bin_get_narrow (self->bin);
  gboolean convertible = luthier_dataset_window_is_convertible (self);
  gboolean helps = convertible || luthier_dataset_window_is_mendable (self);
  const char *action = convertible ? "win.convert" : "win.mend";
  const char *label = convertible ? _ ("Con_vert and Save a Copy…") : _ ("Fi_x and Save a Copy…");

  set_button (self->mend_button, label, action);
  set_button (self->bottom_mend_button, label, action);
  gtk_widget_set_visible (GTK_WIDGET (self->mend_button), helps && !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom_mend_button), helps);
  gtk_widget_set_visible (self->use_button, !narrow && !is_unreadable (self));
}

static void
show_layout (LuthierDatasetWindow *self)
{
  gboolean narrow = luthier_width_bin_get_narrow (self->bin);

  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), !narrow || !self->at_example);
  gtk_widget_set_visible (GTK_WIDGET (self->pane), !narrow || self->at_example);
  gtk_widget_set_visible (self->separator, !narrow);
  gtk_widget_set_hexpand (GTK_WIDGET (self->sidebar), narrow);
  gtk_widget_set_visible (self->back_button, narrow && self->at_example && !is_unreadable (self));
  gtk_widget_set_visible (self->bottom_bar, narrow && !self->at_example && !is_unreadable (self));
  show_buttons (self);
}

/**
 * luthier_dataset_window_show_example:
 *
 * Where both have room, both are seen anyway.
 */
void
luthier_dataset_window_show_example (LuthierDatasetWindow *self)
{
  if (self->at_example)
    return;
  self->at_example = TRUE;
  show_layout (self);
}

void
luthier_dataset_window_show_list (LuthierDatasetWindow *self)
{
  if (!self->at_example)
    return;
  self->at_example = FALSE;
  show_layout (self);
  if (luthier_width_bin_get_narrow (self->bin))
    gtk_widget_grab_focus (GTK_WIDGET (luthier_dataset_window_get_list (self)));
}

static void
show_title (LuthierDatasetWindow *self, LuthierDatasetReport *report)
{
  GFile *file = luthier_dataset_document_get_file (self->document);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name != NULL ? name : "");
  g_autofree char *subtitle = NULL;

  if (report != NULL && !report->is_preview)
    {
      g_autofree char *count = luthier_format_count ((gint64) report->examples);
      g_autofree char *size = luthier_format_size (report->size);

      /* Translators: how many examples a file has, and how large it is */
      subtitle = g_strdup_printf (
          ngettext ("%s example · %s", "%s examples · %s", (gulong) report->examples), count, size);
    }
  gtk_window_set_title (GTK_WINDOW (self), shown);
  adw_window_title_set_title (self->heading, shown);
  adw_window_title_set_subtitle (self->heading, subtitle != NULL ? subtitle : "");
}

static const char *
describe_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _ ("It is not there any more. It may have been moved, renamed or deleted.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _ ("You do not have the permission to read it.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return _ ("It is a folder.");
  return error->message;
}

static void
show_error (LuthierDatasetWindow *self)
{
  const GError *error = luthier_dataset_document_get_error (self->document);
  g_autofree char *text = error != NULL ? g_markup_escape_text (describe_error (error), -1) : NULL;

  adw_status_page_set_description (self->error_page, text);
}

/* The worst finding, or the first example of a file that has none. */
static void
open_first (LuthierDatasetWindow *self, LuthierDatasetReport *report)
{
  LuthierFindingsList *list = luthier_dataset_window_get_list (self);
  const LuthierDatasetPlace *place;

  if (self->opened || report == NULL || report->is_preview)
    return;
  self->opened = TRUE;
  if (self->line > 0)
    {
      luthier_dataset_window_show_example (self);
      if (!luthier_findings_list_choose_line (list, self->line))
        luthier_example_pane_show_line (self->pane, self->line);
    }
  else if (luthier_findings_list_get_chosen (list, &place) == NULL &&
           !luthier_findings_list_step (list, FALSE))
    luthier_example_pane_show_line (self->pane, 1);
}

/* After the sidebar has heard of it. */
static void
changed_cb (LuthierDatasetWindow *self)
{
  LuthierDatasetReport *report = luthier_dataset_document_get_report (self->document);
  gboolean unreadable = is_unreadable (self);
  gboolean is_new = report != self->shown;

  gtk_stack_set_visible_child_name (self->stack, unreadable ? "error" : "content");
  if (unreadable)
    show_error (self);
  show_title (self, report);
  if (is_new)
    {
      g_clear_pointer (&self->shown, luthier_dataset_report_unref);
      self->shown = report != NULL ? luthier_dataset_report_ref (report) : NULL;
    }
  if (self->opened && is_new && report != NULL)
    luthier_example_pane_reload (self->pane);
  open_first (self, report);
  show_layout (self);
  luthier_dataset_window_update_actions (self);
}

static void
chosen_cb (LuthierDatasetWindow *self)
{
  const LuthierDatasetPlace *place;
  const LuthierDatasetFinding *finding = luthier_findings_list_get_chosen (
      luthier_dataset_window_get_list (self), &place);

  if (finding != NULL)
    luthier_example_pane_show_finding (self->pane, finding, place);
  luthier_dataset_window_update_actions (self);
}

static void
moved_cb (LuthierDatasetWindow *self)
{
  if (self->document != NULL)
    luthier_dataset_window_update_actions (self);
}

static void
luthier_dataset_window_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (object);

  switch ((LuthierDatasetWindowProperty) prop_id)
    {
    case PROP_VALIDATION:
      g_value_set_boolean (value,
                           self->document != NULL &&
                               luthier_dataset_document_get_rules (self->document)->validation);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_dataset_window_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (object);

  switch ((LuthierDatasetWindowProperty) prop_id)
    {
    case PROP_VALIDATION:
      if (self->document == NULL ||
          luthier_dataset_document_get_rules (self->document)->validation ==
              g_value_get_boolean (value))
        break;
      luthier_dataset_document_set_purpose (
          self->document, luthier_dataset_document_get_model (self->document),
          luthier_dataset_document_get_method (self->document), g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Closing the window ends what it has begun, which keeps the objects until it has ended. */
static void
luthier_dataset_window_unrealize (GtkWidget *widget)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);

  g_cancellable_cancel (self->cancellable);
  if (self->document != NULL)
    luthier_dataset_document_close (self->document);
  GTK_WIDGET_CLASS (luthier_dataset_window_parent_class)->unrealize (widget);
}

static void
luthier_dataset_window_dispose (GObject *object)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (object);

  if (self->document != NULL)
    luthier_dataset_document_close (self->document);
  g_clear_object (&self->document);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->shown, luthier_dataset_report_unref);
  G_OBJECT_CLASS (luthier_dataset_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, mend_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, use_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, separator);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, bottom_mend_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierDatasetWindow, error_page);
}

static void
luthier_dataset_window_class_init (LuthierDatasetWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_dataset_window_dispose;
  object_class->get_property = luthier_dataset_window_get_property;
  object_class->set_property = luthier_dataset_window_set_property;
  widget_class->unrealize = luthier_dataset_window_unrealize;

  properties[PROP_VALIDATION] = g_param_spec_boolean ("validation", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                          G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (LUTHIER_TYPE_DATASET_SIDEBAR);
  g_type_ensure (LUTHIER_TYPE_EXAMPLE_PANE);
  g_type_ensure (LUTHIER_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-dataset-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_layout);
  luthier_dataset_window_install_actions (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.validation", "validation");
}

static void
luthier_dataset_window_init (LuthierDatasetWindow *self)
{
  LuthierFindingsList *list;

  gtk_widget_init_template (GTK_WIDGET (self));
  if (LUTHIER_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  self->cancellable = g_cancellable_new ();
  list = luthier_dataset_window_get_list (self);
  g_signal_connect_object (list, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "activated", G_CALLBACK (luthier_dataset_window_show_example),
                           self, G_CONNECT_SWAPPED);
}

static void
attach (LuthierDatasetWindow *self, LuthierDatasetDocument *document)
{
  self->document = g_object_ref (document);
  luthier_example_pane_attach (self->pane, document);
  luthier_dataset_sidebar_attach (self->sidebar, document);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

static LuthierDatasetWindow *
find_window (GtkApplication *application, GFile *file)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    {
      LuthierDatasetWindow *self = LUTHIER_IS_DATASET_WINDOW (l->data) ? l->data : NULL;

      if (self != NULL && self->document != NULL &&
          g_file_equal (luthier_dataset_document_get_file (self->document), file))
        return self;
    }
  return NULL;
}

static LuthierDatasetWindow *
window_new (GtkApplication *application, LuthierSession *session, GFile *file)
{
  g_autoptr (LuthierDatasetDocument) document = luthier_dataset_document_new (session, file);
  LuthierDatasetWindow *self = g_object_new (LUTHIER_TYPE_DATASET_WINDOW, "application",
                                             application, NULL);

  attach (self, document);
  return self;
}

/**
 * luthier_dataset_window_open:
 * @application: what the window belongs to
 * @session: whose models are offered; it need not be started
 * @file: a dataset
 * @model: (nullable): whose limits hold; %NULL: those of none, or of whichever was chosen before
 * @line: what to show first; 0 = the first finding
 *
 * Opens a window for the file, or raises the one that there is.
 *
 * Returns: (transfer none): the window
 */
LuthierDatasetWindow *
luthier_dataset_window_open (GtkApplication *application,
                             LuthierSession *session,
                             GFile *file,
                             LuthierBaseModel *model,
                             guint64 line)
{
  LuthierDatasetWindow *self = find_window (application, file);

  if (self == NULL)
    self = window_new (application, session, file);
  if (model != NULL)
    luthier_dataset_document_set_model (self->document, model);
  if (line > 0)
    {
      self->line = line;
      self->opened = FALSE;
      open_first (self, luthier_dataset_document_get_report (self->document));
    }
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
