/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-window.h"

#include "dataset-fixture.h"
#include "luthier-dataset-window-private.h"
#include "luthier-dialog-test.h"
#include "words-check.h"

#ifdef __SANITIZE_ADDRESS__
#define MANY 3000
#else
#define MANY 20000
#endif

#define part(window, type, name)                                                                   \
  type (gtk_widget_get_template_child (GTK_WIDGET (window), LUTHIER_TYPE_DATASET_WINDOW, (name)))

static LuthierDatasetWindow *
open_window (DatasetFixture *fixture, guint64 line)
{
  LuthierDatasetWindow *window = luthier_dataset_window_open (
      GTK_APPLICATION (luthier_ui_test_application), fixture->session, fixture->file, NULL, line);

  luthier_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return window;
}

static gboolean
is_checked (LuthierDatasetWindow *window)
{
  return luthier_dataset_document_get_state (luthier_dataset_window_get_document (window)) ==
         LUTHIER_DOCUMENT_CHECKED;
}

static LuthierDatasetWindow *
open_checked (DatasetFixture *fixture, guint64 line)
{
  LuthierDatasetWindow *window = open_window (fixture, line);

  luthier_test_wait_until (is_checked (window));
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 3);
  return window;
}

static guint64
get_line (LuthierDatasetWindow *window)
{
  return luthier_example_pane_get_line (luthier_dataset_window_get_pane (window));
}

static const char *
get_chosen (LuthierDatasetWindow *window, guint64 *line)
{
  const LuthierDatasetPlace *place;
  const LuthierDatasetFinding *finding = luthier_findings_list_get_chosen (
      luthier_dataset_window_get_list (window), &place);

  *line = place != NULL ? place->line : 0;
  return finding != NULL ? finding->rule : NULL;
}

#define assert_chosen(window, rule_, line_)                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint64 chosen_line_;                                                                          \
    g_assert_cmpstr (get_chosen ((window), &chosen_line_), ==, (rule_));                           \
    g_assert_cmpuint (chosen_line_, ==, (line_));                                                  \
    g_assert_cmpuint (get_line (window), ==, (line_));                                             \
  }                                                                                                \
  G_STMT_END

static void
activate (LuthierDatasetWindow *window, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
}

static void
take_picture (LuthierDatasetWindow *window, const char *name)
{
#ifndef __SANITIZE_ADDRESS__
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 5);
  words_take_picture (GTK_WIDGET (window), name);
#endif
}

/* The page of what is shown beside the findings. */
static const char *
get_example_page (LuthierDatasetWindow *window)
{
  GtkWidget *pane = GTK_WIDGET (luthier_dataset_window_get_pane (window));

  return gtk_stack_get_visible_child_name (
      GTK_STACK (gtk_widget_get_template_child (pane, LUTHIER_TYPE_EXAMPLE_PANE, "stack")));
}

static void
wait_for_example (LuthierDatasetWindow *window)
{
  luthier_test_wait_until (g_strcmp0 (get_example_page (window), "example") == 0);
}

static void
test_clean (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetWindow *window;

  dataset_write_good (fixture, 120);
  window = open_checked (fixture, 0);
  g_assert_true (luthier_ui_test_says (GTK_WIDGET (window), "Nothing Is Wrong"));
  g_assert_cmpstr (adw_window_title_get_title (part (window, ADW_WINDOW_TITLE, "heading")), ==,
                   "support-tickets.jsonl");
  wait_for_example (window);
  g_assert_cmpuint (get_line (window), ==, 1);
  take_picture (window, "dataset-clean");
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

/* Through all places of all findings, and back. */
static void
test_findings (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetWindow *window;

  dataset_write_faulty (fixture);
  window = open_checked (fixture, 0);
  assert_chosen (window, "C06", 151);
  wait_for_example (window);
  take_picture (window, "dataset-findings");
  activate (window, "win.previous-finding");
  assert_chosen (window, "C06", 151);
  activate (window, "win.next-finding");
  assert_chosen (window, "C06", 153);
  activate (window, "win.next-finding");
  assert_chosen (window, "C07", 152);
  activate (window, "win.next-finding");
  assert_chosen (window, "C07", 152);
  activate (window, "win.previous-finding");
  assert_chosen (window, "C06", 153);
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

static void
test_examples (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetWindow *window;
  guint64 line;

  dataset_write_faulty (fixture);
  window = open_checked (fixture, 150);
  g_assert_cmpuint (get_line (window), ==, 150);
  g_assert_null (get_chosen (window, &line));
  activate (window, "win.next-example");
  g_assert_cmpuint (get_line (window), ==, 151);
  activate (window, "win.previous-example");
  activate (window, "win.previous-example");
  g_assert_cmpuint (get_line (window), ==, 149);
  wait_for_example (window);

  /* The window that there is shows the line that is asked for, with what is wrong there. */
  g_assert_true (open_window (fixture, 153) == window);
  assert_chosen (window, "C06", 153);
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

static void
test_go_to_line (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetWindow *window;
  GtkWidget *button;
  GtkEditable *entry;

  dataset_write_good (fixture, 120);
  window = open_checked (fixture, 0);
  button = luthier_ui_test_find (GTK_WIDGET (window), g_type_from_name ("LuthierLineButton"), NULL);
  entry = GTK_EDITABLE (gtk_widget_get_template_child (button, G_OBJECT_TYPE (button), "entry"));
  activate (window, "win.go-to-line");
  luthier_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (entry)));
  gtk_editable_set_text (entry, "121");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  g_assert_cmpuint (get_line (window), ==, 1);
  gtk_editable_set_text (entry, "x9");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (get_line (window), ==, 1);
  gtk_editable_set_text (entry, " 0,099 ");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (get_line (window), ==, 99);
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

static void
test_search (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetWindow *window;
  GtkWidget *pane;
  GtkEditable *entry;
  GtkLabel *status;

  dataset_write_good (fixture, 120);
  window = open_checked (fixture, 0);
  pane = GTK_WIDGET (luthier_dataset_window_get_pane (window));
  entry = GTK_EDITABLE (
      gtk_widget_get_template_child (pane, LUTHIER_TYPE_EXAMPLE_PANE, "search_entry"));
  status = GTK_LABEL (
      gtk_widget_get_template_child (pane, LUTHIER_TYPE_EXAMPLE_PANE, "search_status"));
  activate (window, "win.search");
  gtk_editable_set_text (entry, "order 50");
  luthier_example_pane_search (LUTHIER_EXAMPLE_PANE (pane), FALSE);
  luthier_test_wait_until (get_line (window) == 2);
  gtk_editable_set_text (entry, "ORDER 5077?");
  activate (window, "win.next-match");
  luthier_test_wait_until (get_line (window) == 77);
  activate (window, "win.next-match");
  luthier_test_wait_until (*gtk_label_get_text (status) != '\0');
  g_assert_cmpstr (gtk_label_get_text (status), ==, "No more matches");
  g_assert_cmpuint (get_line (window), ==, 77);
  gtk_editable_set_text (entry, "order 5003?");
  activate (window, "win.previous-match");
  luthier_test_wait_until (get_line (window) == 3);
  take_picture (window, "dataset-search");
  activate (window, "win.back");
  g_assert_false (luthier_example_pane_is_searching (LUTHIER_EXAMPLE_PANE (pane)));
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

/* A line before it is taken away: what was chosen is one line further up. */
static void
test_change (DatasetFixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LuthierDatasetWindow *window;

  dataset_write_faulty (fixture);
  window = open_checked (fixture, 153);
  assert_chosen (window, "C06", 153);
  dataset_append_good (text, 149);
  dataset_append (text, 151, "");
  dataset_append (text, 152, " It was delivered. ");
  dataset_append (text, 153, "");
  dataset_write (fixture, text->str);
  dataset_wait_until (fixture, get_line (window) == 152);
  luthier_test_wait_until (is_checked (window));
  assert_chosen (window, "C06", 152);

  dataset_write_good (fixture, 120);
  dataset_wait_until (fixture, luthier_ui_test_says (GTK_WIDGET (window), "Nothing Is Wrong"));
  g_assert_cmpuint (get_line (window), ==, 120);

  g_remove (g_file_peek_path (fixture->file));
  dataset_wait_until (fixture,
                      luthier_ui_test_says (GTK_WIDGET (window), "The File Cannot Be Read"));
  dataset_write_good (fixture, 130);
  activate (window, "win.refresh");
  dataset_wait_until (fixture, luthier_ui_test_says (GTK_WIDGET (window), "Nothing Is Wrong"));
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

static void
test_model (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetWindow *window;
  LuthierDatasetDocument *document;
  GtkDropDown *drop_down;
  GtkWidget *sidebar;

  dataset_write_good (fixture, 120);
  window = open_checked (fixture, 0);
  document = luthier_dataset_window_get_document (window);
  sidebar = GTK_WIDGET (part (window, LUTHIER_DATASET_SIDEBAR, "sidebar"));
  drop_down = GTK_DROP_DOWN (
      gtk_widget_get_template_child (sidebar, LUTHIER_TYPE_DATASET_SIDEBAR, "model_drop_down"));
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 0);
  gtk_drop_down_set_selected (drop_down, 1);
  g_assert_nonnull (luthier_dataset_document_get_model (document));
  luthier_test_wait_until (is_checked (window));
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 1);
  activate (window, "win.validation");
  g_assert_true (luthier_dataset_document_get_rules (document)->validation);
  luthier_test_wait_until (is_checked (window));
  gtk_drop_down_set_selected (drop_down, 0);
  g_assert_null (luthier_dataset_document_get_model (document));
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

static void
test_many (DatasetFixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LuthierDatasetWindow *window;

  for (guint i = 0; i < MANY; i++)
    g_string_append (text, "{\"contents\":]}\n");
  dataset_write (fixture, text->str);
  window = open_checked (fixture, 0);
  g_assert_cmpuint (get_line (window), ==, 1);
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 3);
  take_picture (window, "dataset-many");
  for (guint i = 0; i < 500; i++)
    luthier_findings_list_step (luthier_dataset_window_get_list (window), FALSE);
  g_assert_cmpuint (get_line (window), ==, 501);
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

static void
test_narrow (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetWindow *window;
  GtkWidget *pane;
  GtkWidget *sidebar;

  dataset_write_faulty (fixture);
  window = open_checked (fixture, 0);
  pane = GTK_WIDGET (luthier_dataset_window_get_pane (window));
  sidebar = GTK_WIDGET (part (window, LUTHIER_DATASET_SIDEBAR, "sidebar"));
  g_assert_true (gtk_widget_get_mapped (pane));
  gtk_window_set_default_size (GTK_WINDOW (window), 380, 700);
  luthier_test_wait_until (!gtk_widget_get_mapped (pane));
  g_assert_true (gtk_widget_get_mapped (sidebar));
  take_picture (window, "dataset-narrow-list");
  g_signal_emit_by_name (luthier_dataset_window_get_list (window), "activated");
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 2);
  g_assert_true (gtk_widget_get_mapped (pane));
  g_assert_false (gtk_widget_get_mapped (sidebar));
  wait_for_example (window);
  take_picture (window, "dataset-narrow-example");
  activate (window, "win.back");
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 2);
  g_assert_true (gtk_widget_get_mapped (sidebar));
  activate (window, "win.next-finding");
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 2);
  g_assert_true (gtk_widget_get_mapped (pane));
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

/* What the file is, for the eye. */
static void
test_statistics (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetWindow *window;
  GtkWidget *switcher;

  dataset_write_faulty (fixture);
  window = open_checked (fixture, 0);
  switcher = luthier_ui_test_find (GTK_WIDGET (window), GTK_TYPE_STACK_SWITCHER, NULL);
  gtk_stack_set_visible_child_name (gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (switcher)),
                                    "statistics");
  luthier_ui_test_wait_frames (GTK_WIDGET (window), 2);
  g_assert_true (luthier_ui_test_says (GTK_WIDGET (window), fixture->directory));
  take_picture (window, "dataset-statistics");
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

/* It is closed while all of it is under way. */
static void
test_close (DatasetFixture *fixture, gconstpointer unused)
{
  dataset_write_good (fixture, 5000);
  luthier_ui_test_destroy (GTK_WIDGET (open_window (fixture, 0)));
}

static void
use_cb (GSimpleAction *action, GVariant *parameter, char **place)
{
  *place = g_variant_dup_string (parameter, NULL);
}

static void
test_use (DatasetFixture *fixture, gconstpointer unused)
{
  GActionMap *application = G_ACTION_MAP (luthier_ui_test_application);
  g_autoptr (GSimpleAction)
      action = g_simple_action_new ("new-job-with-data", G_VARIANT_TYPE_STRING);
  g_autofree char *uri = g_file_get_uri (fixture->file);
  g_autofree char *used = NULL;
  LuthierDatasetWindow *window;

  g_action_map_add_action (application, G_ACTION (action));
  g_signal_connect (action, "activate", G_CALLBACK (use_cb), &used);
  dataset_write_good (fixture, 120);
  window = open_checked (fixture, 0);
  activate (window, "win.use");
  g_assert_cmpstr (used, ==, uri);
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

/* What no line can be read of may be data of another kind. */
static void
test_table (DatasetFixture *fixture, gconstpointer unused)
{
  LuthierDatasetWindow *window;

  dataset_write (fixture, "prompt,completion\nHi,Hello\n");
  window = open_checked (fixture, 0);
  g_assert_true (luthier_dataset_window_is_convertible (window));
  dataset_write (fixture, "[\n  {\n    \"prompt\": \"Hi\", \"completion\": \"Hello\"\n  }\n]\n");
  dataset_wait_until (fixture, luthier_dataset_window_is_mendable (window));
  g_assert_true (luthier_dataset_window_is_convertible (window));
  luthier_ui_test_destroy (GTK_WIDGET (window));
}

#define window_test(name, function)                                                                \
  g_test_add ("/dataset-window/" name, DatasetFixture, NULL, dataset_set_up, (function),           \
              dataset_tear_down)

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);
  window_test ("clean", test_clean);
  window_test ("findings", test_findings);
  window_test ("examples", test_examples);
  window_test ("go-to-line", test_go_to_line);
  window_test ("search", test_search);
  window_test ("change", test_change);
  window_test ("model", test_model);
  window_test ("many", test_many);
  window_test ("narrow", test_narrow);
  window_test ("statistics", test_statistics);
  window_test ("close", test_close);
  window_test ("use", test_use);
  window_test ("table", test_table);
  return g_test_run ();
}
