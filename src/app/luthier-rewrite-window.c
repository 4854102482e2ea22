/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-rewrite-window.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-dataset-rewrite.h"
#include "luthier-rewrite-format.h"
#include "luthier-rewrite-outcome.h"
#include "luthier-rewrite-repairs.h"
#include "luthier-rewrite-shares.h"
#include "luthier-rewrite-words.h"
#include "luthier-squeezer.h"

#define N_TARGETS 2

struct _LuthierRewriteWindow
{
  AdwWindow parent_instance;

  LuthierDatasetDocument *document; /* (owned) (nullable) */
  LuthierRewriteKind kind;
  GFile *targets[N_TARGETS];      /* (owned) (nullable): until they are chosen */
  GCancellable *choosing;         /* (owned) (nullable): of a file dialog */
  GCancellable *running;          /* (owned) (nullable) */
  LuthierDatasetRewrite *rewrite; /* (owned) (nullable): while it runs */

  GtkWidget *cancel_button;
  GtkButton *start_button;
  GtkStack *stack;
  GtkWidget *error_box;
  GtkLabel *error_label;
  GtkWidget *waiting;
  GtkStack *questions;
  LuthierRewriteRepairs *repairs;
  LuthierRewriteFormat *format;
  LuthierRewriteShares *shares;
  GtkLabel *running_label;
  GtkProgressBar *progress;
  LuthierRewriteOutcome *outcome;
};

G_DEFINE_FINAL_TYPE (LuthierRewriteWindow, luthier_rewrite_window, ADW_TYPE_WINDOW)

static guint
get_n_targets (LuthierRewriteWindow *self)
{
  return self->kind == LUTHIER_REWRITE_SPLIT ? 2 : 1;
}

/* (nullable): of the whole file. */
static LuthierDatasetReport *
get_report (LuthierRewriteWindow *self)
{
  LuthierDatasetReport *report = luthier_dataset_document_get_report (self->document);

  return report != NULL && !report->is_preview ? report : NULL;
}

static gboolean
can_start (LuthierRewriteWindow *self)
{
  LuthierDatasetReport *report = get_report (self);

  if (self->running != NULL)
    return FALSE;
  if (self->kind == LUTHIER_REWRITE_CONVERT)
    return TRUE;
  return report != NULL &&
         (self->kind == LUTHIER_REWRITE_SPLIT ||
          luthier_rewrite_repairs_get_repairs (self->repairs) != LUTHIER_REPAIR_NONE);
}

static void
update_start (LuthierRewriteWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rewrite.start", can_start (self));
}

static void
document_changed_cb (LuthierRewriteWindow *self)
{
  LuthierDatasetReport *report = get_report (self);
  const LuthierDatasetRules *rules = luthier_dataset_document_get_rules (self->document);
  LuthierDocumentState state = luthier_dataset_document_get_state (self->document);

  gtk_widget_set_visible (self->waiting, report == NULL && state == LUTHIER_DOCUMENT_CHECKING);
  if (report != NULL)
    {
      luthier_rewrite_repairs_set_report (self->repairs, report);
      luthier_rewrite_format_set_recognized (self->format, report->format);
      luthier_rewrite_shares_set_examples (self->shares, report->lines,
                                           rules->max_validation_examples);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->questions),
                          report != NULL || self->kind == LUTHIER_REWRITE_CONVERT);
  update_start (self);
}

/* message: (nullable): nothing went wrong. */
static void
show_error (LuthierRewriteWindow *self, const char *message)
{
  gtk_label_set_text (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (self->error_box, message != NULL);
}

static void
show_page (LuthierRewriteWindow *self, const char *page)
{
  gboolean asks = g_str_equal (page, "ask");

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), asks);
  gtk_widget_set_visible (self->cancel_button, !g_str_equal (page, "done"));
  update_start (self);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierRewriteWindow) self = user_data;
  LuthierDatasetRewrite *rewrite = LUTHIER_DATASET_REWRITE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierDatasetOutcome)
      outcome = luthier_dataset_rewrite_finish (rewrite, result, &error);

  /* It was given up, or the window was closed. */
  if (rewrite != self->rewrite)
    return;
  g_clear_object (&self->rewrite);
  g_clear_object (&self->running);
  if (outcome == NULL)
    {
      show_error (self, error->message);
      show_page (self, "ask");
      return;
    }
  luthier_rewrite_outcome_show (self->outcome, self->kind, outcome, self->targets);
  show_page (self, "done");
  gtk_widget_grab_focus (GTK_WIDGET (self->outcome));
}

static void
progress_cb (LuthierRewriteWindow *self)
{
  gtk_progress_bar_set_fraction (self->progress,
                                 luthier_dataset_rewrite_get_progress (self->rewrite));
}

static void
run (LuthierRewriteWindow *self)
{
  GFile *source = luthier_dataset_document_get_file (self->document);
  LuthierDatasetSplit split = luthier_rewrite_shares_get_split (self->shares);

  switch (self->kind)
    {
    case LUTHIER_REWRITE_CONVERT:
      luthier_dataset_rewrite_convert_async (self->rewrite, source, self->targets[0],
                                             luthier_rewrite_format_get_format (self->format),
                                             self->running, finished_cb, g_object_ref (self));
      break;
    case LUTHIER_REWRITE_SPLIT:
      luthier_dataset_rewrite_split_async (self->rewrite, source, self->targets[0],
                                           self->targets[1], &split, self->running, finished_cb,
                                           g_object_ref (self));
      break;
    case LUTHIER_REWRITE_MEND:
    default:
      luthier_dataset_rewrite_mend_async (self->rewrite, source, self->targets[0],
                                          luthier_rewrite_repairs_get_repairs (self->repairs),
                                          self->running, finished_cb, g_object_ref (self));
      break;
    }
}

static void
begin (LuthierRewriteWindow *self)
{
  show_error (self, NULL);
  self->running = g_cancellable_new ();
  self->rewrite = luthier_dataset_rewrite_new ();
  g_signal_connect_object (self->rewrite, "notify::progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_progress_bar_set_fraction (self->progress, 0);
  show_page (self, "running");
  run (self);
}

static void
give_up (LuthierRewriteWindow *self)
{
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  if (self->rewrite != NULL)
    g_signal_handlers_disconnect_by_data (self->rewrite, self);
  g_clear_object (&self->rewrite);
}

static void
set_target (LuthierRewriteWindow *self, guint index, GFile *file)
{
  g_autofree char *name = luthier_rewrite_words_name (file);

  g_set_object (&self->targets[index], file);
  if (self->kind == LUTHIER_REWRITE_SPLIT)
    luthier_rewrite_shares_set_name (self->shares, index, name);
}

/* One dialog at a time. */
typedef struct
{
  LuthierRewriteWindow *window; /* (owned) */
  guint index;
  gboolean starts; /* goes on until all are chosen, and begins */
} Choice;

static void choose (LuthierRewriteWindow *self, guint index, gboolean starts);

static void
choose_missing (LuthierRewriteWindow *self)
{
  for (guint i = 0; i < get_n_targets (self); i++)
    if (self->targets[i] == NULL)
      {
        choose (self, i, TRUE);
        return;
      }
  begin (self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (LuthierRewriteWindow) self = choice->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = luthier_compat_choose_target_finish (result, &error);

  g_clear_object (&self->choosing);
  if (self->document == NULL)
    return;
  if (file == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (self, error->message);
      return;
    }
  set_target (self, choice->index, file);
  if (choice->starts)
    choose_missing (self);
}

/* (transfer full): the second file goes where the first one went. */
static GFile *
suggest (LuthierRewriteWindow *self, guint index)
{
  GFile *source = luthier_dataset_document_get_file (self->document);
  g_autoptr (GFile) suggestion = luthier_rewrite_words_suggest (source, self->kind, index);
  g_autoptr (GFile) folder = NULL;
  g_autofree char *name = g_file_get_basename (suggestion);

  if (self->targets[index] != NULL)
    return g_object_ref (self->targets[index]);
  if (self->targets[0] != NULL)
    folder = g_file_get_parent (self->targets[0]);
  return folder != NULL ? g_file_get_child (folder, name) : g_steal_pointer (&suggestion);
}

static void
choose (LuthierRewriteWindow *self, guint index, gboolean starts)
{
  Choice *choice;
  g_autoptr (GFile) suggestion = NULL;

  if (self->choosing != NULL)
    return;
  choice = g_new0 (Choice, 1);
  choice->window = g_object_ref (self);
  choice->index = index;
  choice->starts = starts;
  suggestion = suggest (self, index);
  self->choosing = g_cancellable_new ();
  luthier_compat_choose_target_async (GTK_WIDGET (self),
                                      luthier_rewrite_words_choose (self->kind, index), suggestion,
                                      LUTHIER_FILE_KIND_JSONL, self->choosing, chosen_cb, choice);
}

static void
choose_cb (LuthierRewriteWindow *self, guint index)
{
  choose (self, index, FALSE);
}

/* A single copy is asked about each time; of two, those are that have no place yet. */
static void
start_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierRewriteWindow *self = LUTHIER_REWRITE_WINDOW (widget);

  if (self->kind == LUTHIER_REWRITE_SPLIT)
    choose_missing (self);
  else
    choose (self, 0, TRUE);
}

/* What runs is given up; else the window goes. */
static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierRewriteWindow *self = LUTHIER_REWRITE_WINDOW (widget);

  if (self->running == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  give_up (self);
  show_page (self, "ask");
}

/* The action is the application's, whom the window of the file belongs to. */
static void
open_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierRewriteWindow *self = LUTHIER_REWRITE_WINDOW (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  guint index = g_variant_get_uint32 (parameter);
  g_autofree char *uri = NULL;

  if (index >= N_TARGETS || self->targets[index] == NULL)
    return;
  uri = g_file_get_uri (self->targets[index]);
  gtk_widget_activate_action (parent != NULL ? GTK_WIDGET (parent) : widget, "app.open-dataset",
                              "s", uri);
  gtk_window_close (GTK_WINDOW (self));
}

static void
luthier_rewrite_window_dispose (GObject *object)
{
  LuthierRewriteWindow *self = LUTHIER_REWRITE_WINDOW (object);

  give_up (self);
  g_cancellable_cancel (self->choosing);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  for (guint i = 0; i < N_TARGETS; i++)
    g_clear_object (&self->targets[i]);
  G_OBJECT_CLASS (luthier_rewrite_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, start_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, error_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, waiting);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, questions);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, repairs);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, format);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, shares);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, running_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteWindow, outcome);
}

static void
luthier_rewrite_window_class_init (LuthierRewriteWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_rewrite_window_dispose;
  g_type_ensure (LUTHIER_TYPE_REWRITE_FORMAT);
  g_type_ensure (LUTHIER_TYPE_REWRITE_OUTCOME);
  g_type_ensure (LUTHIER_TYPE_REWRITE_REPAIRS);
  g_type_ensure (LUTHIER_TYPE_REWRITE_SHARES);
  g_type_ensure (LUTHIER_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-rewrite-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_start);
  gtk_widget_class_install_action (widget_class, "rewrite.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "rewrite.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "rewrite.open", "u", open_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "rewrite.cancel", NULL);
}

static void
luthier_rewrite_window_init (LuthierRewriteWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_kind (LuthierRewriteWindow *self)
{
  static const char *const pages[] = {
    [LUTHIER_REWRITE_MEND] = "mend",
    [LUTHIER_REWRITE_CONVERT] = "convert",
    [LUTHIER_REWRITE_SPLIT] = "split",
  };

  gtk_window_set_title (GTK_WINDOW (self), luthier_rewrite_words_title (self->kind));
  gtk_button_set_label (self->start_button, luthier_rewrite_words_start (self->kind));
  gtk_label_set_text (self->running_label, luthier_rewrite_words_running (self->kind));
  gtk_stack_set_visible_child_name (self->questions, pages[self->kind]);
  for (guint i = 0; self->kind == LUTHIER_REWRITE_SPLIT && i < N_TARGETS; i++)
    {
      g_autoptr (GFile) suggestion = suggest (self, i);
      g_autofree char *name = luthier_rewrite_words_name (suggestion);

      luthier_rewrite_shares_set_name (self->shares, i, name);
    }
}

/**
 * luthier_rewrite_window_new:
 * @parent: (nullable): the window to show it over, which opens the copy
 * @document: the file to make a copy of
 *
 * Returns: (transfer floating): a window that is not shown yet
 */
GtkWidget *
luthier_rewrite_window_new (GtkWindow *parent,
                            LuthierDatasetDocument *document,
                            LuthierRewriteKind kind)
{
  LuthierRewriteWindow *self = g_object_new (LUTHIER_TYPE_REWRITE_WINDOW, "transient-for", parent,
                                             NULL);

  self->document = g_object_ref (document);
  self->kind = kind;
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_kind (self);
  document_changed_cb (self);
  show_page (self, "ask");
  return GTK_WIDGET (self);
}

/**
 * luthier_rewrite_window_present:
 * @parent: the window to show it over
 *
 * Shows such a window.
 */
void
luthier_rewrite_window_present (GtkWindow *parent,
                                LuthierDatasetDocument *document,
                                LuthierRewriteKind kind)
{
  gtk_window_present (GTK_WINDOW (luthier_rewrite_window_new (parent, document, kind)));
}

/**
 * luthier_rewrite_window_run:
 * @target: the file to write
 * @second: (nullable): of a split, the one for validation
 *
 * Begins, with files that were chosen.
 */
void
luthier_rewrite_window_run (LuthierRewriteWindow *self, GFile *target, GFile *second)
{
  if (!can_start (self))
    return;
  set_target (self, 0, target);
  if (second != NULL)
    set_target (self, 1, second);
  choose_missing (self);
}
