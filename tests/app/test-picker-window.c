/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-picker-window.h"

#include "../session/session-bench.h"
#include "luthier-picker.h"
#include "luthier-ui-test.h"

/* More than a page of the service has. */
#ifdef __SANITIZE_ADDRESS__
#define MANY 1200
#else
#define MANY 2500
#endif

#define part(window, type, name)                                                                   \
  type (gtk_widget_get_template_child ((window), LUTHIER_TYPE_PICKER_WINDOW, (name)))

static void
set_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;

  bench_set_up (bench, NULL, 1);
  profile = bench_add_profile (bench, "us-central1");
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

static void
put (Bench *bench, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);

  luthier_practice_objects_put (luthier_practice_get_objects (bench->practice), "acme-data", name,
                                "application/jsonl", bytes);
}

/* All have the bytes of one: a file each would be more than a process may open. */
static void
put_many (Bench *bench, guint n_objects)
{
  LuthierPracticeObjects *objects = luthier_practice_get_objects (bench->practice);
  g_autoptr (LuthierPracticeObject)
      some = luthier_practice_objects_stat (objects, "acme-data", "train.jsonl");
  g_autoptr (LuthierPracticeDigest) digest = luthier_practice_digest_resume (2, 0);

  for (guint i = 0; i < n_objects; i++)
    {
      g_autofree char *name = g_strdup_printf ("many/%06u.jsonl", i);
      g_autoptr (LuthierPracticeObject) object = luthier_practice_object_new ("acme-data", name);

      object->blob = g_strdup (some->blob);
      g_assert_true (luthier_practice_objects_commit (objects, object, digest));
    }
}

static void
chosen_cb (GtkWidget *window, const char *value, char **place)
{
  g_assert_null (*place);
  *place = g_strdup (value);
}

static GtkWidget *
present (GtkWidget *window)
{
  gtk_window_present (GTK_WINDOW (window));
  luthier_test_wait_until (gtk_widget_get_mapped (window));
  return window;
}

static GtkWidget *
window_new (Bench *bench, LuthierChoices choices, const char *where, const char *current)
{
  GtkWidget *over = gtk_label_new (NULL);
  GtkWidget *window;

  g_object_ref_sink (over);
  window = luthier_picker_window_new (over, bench->session, choices, where, current);
  g_object_unref (over);
  return present (window);
}

static const char *
get_page (GtkWidget *window)
{
  return gtk_stack_get_visible_child_name (part (window, GTK_STACK, "stack"));
}

#define wait_for_page(window, page)                                                                \
  luthier_test_wait_until (g_str_equal (get_page (window), (page)))

static guint
count (GtkWidget *window)
{
  return g_list_model_get_n_items (part (window, G_LIST_MODEL, "selection"));
}

static const char *
get_selected (GtkWidget *window)
{
  LuthierChoice *choice = gtk_single_selection_get_selected_item (
      part (window, GTK_SINGLE_SELECTION, "selection"));

  return choice != NULL ? luthier_choice_get_title (choice) : NULL;
}

static const char *
get_path (GtkWidget *window)
{
  return gtk_label_get_text (part (window, GTK_LABEL, "path_label"));
}

static void
type (GtkWidget *window, const char *text)
{
  gtk_editable_set_text (part (window, GTK_EDITABLE, "search_entry"), text);
}

static void
choose (GtkWidget *window)
{
  g_signal_emit_by_name (part (window, GTK_WIDGET, "search_entry"), "activate");
}

/* As if the key came from the keyboard. */
static gboolean
press (GtkWidget *window, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) ||
          gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
      if (handled)
        return TRUE;
    }
  return FALSE;
}

static void
test_buckets (Bench *bench, gconstpointer unused)
{
  g_autofree char *value = NULL;
  GtkWidget *window;

  luthier_practice_objects_make_bucket (luthier_practice_get_objects (bench->practice),
                                        "acme-other", "US");
  window = window_new (bench, LUTHIER_CHOICES_BUCKETS, NULL, "acme-other");
  g_signal_connect (window, "chosen", G_CALLBACK (chosen_cb), &value);
  wait_for_page (window, "list");
  g_assert_false (gtk_widget_get_visible (part (window, GTK_WIDGET, "path_bar")));
  g_assert_cmpuint (count (window), ==, 2);
  /* What the field has is selected. */
  g_assert_cmpstr (get_selected (window), ==, "acme-other");
  luthier_ui_test_wait_frames (window, 2);
  g_assert_nonnull (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "_Choose"));

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  choose (window);
  luthier_test_wait_until (window == NULL);
  g_assert_cmpstr (value, ==, "acme-other");
}

static void
test_folders (Bench *bench, gconstpointer unused)
{
  g_autofree char *value = NULL;
  GtkWidget *window;

  put (bench, "sft/2026/a.jsonl");
  put (bench, "sft/notes.txt");
  window = window_new (bench, LUTHIER_CHOICES_OBJECTS, "acme-data", NULL);
  g_signal_connect (window, "chosen", G_CALLBACK (chosen_cb), &value);
  wait_for_page (window, "list");
  g_assert_cmpstr (get_path (window), ==, "gs://acme-data");
  type (window, "sft");
  luthier_test_wait_until (g_strcmp0 (get_selected (window), "sft") == 0);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_nonnull (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "_Open"));
  choose (window);
  g_assert_cmpstr (get_path (window), ==, "gs://acme-data/sft/");
  wait_for_page (window, "list");
  /* What was searched for was in the other folder. */
  g_assert_cmpuint (count (window), ==, 2);

  g_assert_true (press (window, GDK_KEY_BackSpace));
  g_assert_cmpstr (get_path (window), ==, "gs://acme-data");
  wait_for_page (window, "list");
  luthier_test_wait_until (g_strcmp0 (get_selected (window), "sft") == 0);
  gtk_widget_activate_action (window, "picker.up", NULL);
  g_assert_cmpstr (get_path (window), ==, "All buckets");
  wait_for_page (window, "list");
  g_assert_cmpstr (get_selected (window), ==, "acme-data");
  g_assert_false (press (window, GDK_KEY_BackSpace));
  choose (window);
  wait_for_page (window, "list");
  type (window, "train");
  luthier_test_wait_until (g_strcmp0 (get_selected (window), "train.jsonl") == 0);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  choose (window);
  luthier_test_wait_until (window == NULL);
  g_assert_cmpstr (value, ==, BENCH_DATASET);
}

/* People know a service account by its name or by its address. */
static void
test_accounts (Bench *bench, gconstpointer unused)
{
  GtkWidget *window = window_new (bench, LUTHIER_CHOICES_SERVICE_ACCOUNTS, NULL, BENCH_EMAIL);
  GtkSingleSelection *selection = part (window, GTK_SINGLE_SELECTION, "selection");
  g_autofree char *title = NULL;

  wait_for_page (window, "list");
  g_assert_cmpstr (luthier_choice_get_value (gtk_single_selection_get_selected_item (selection)),
                   ==, BENCH_EMAIL);
  title = g_strdup (get_selected (window));
  type (window, "TUNER@acme");
  luthier_test_wait_until (count (window) == 2);
  type (window, title);
  luthier_test_wait_until (count (window) == 1);
  luthier_ui_test_destroy (window);
}

static void
test_empty (Bench *bench, gconstpointer unused)
{
  GtkWidget *window = window_new (bench, LUTHIER_CHOICES_OBJECTS, "acme-data/gone/", NULL);

  wait_for_page (window, "empty");
  g_assert_null (get_selected (window));
  choose (window);
  luthier_ui_test_destroy (window);
}

static void
test_keys (Bench *bench, gconstpointer unused)
{
  GtkWidget *window;

  put_many (bench, 30);
  window = window_new (bench, LUTHIER_CHOICES_OBJECTS, "acme-data/many/", NULL);
  wait_for_page (window, "list");
  luthier_ui_test_wait_frames (window, 2);
  g_assert_cmpstr (get_selected (window), ==, "000000.jsonl");
  g_assert_true (press (window, GDK_KEY_Down));
  g_assert_cmpstr (get_selected (window), ==, "000001.jsonl");
  g_assert_true (press (window, GDK_KEY_Page_Down));
  g_assert_cmpstr (get_selected (window), ==, "000011.jsonl");
  g_assert_true (press (window, GDK_KEY_Page_Up));
  g_assert_true (press (window, GDK_KEY_Up));
  g_assert_true (press (window, GDK_KEY_Up));
  g_assert_cmpstr (get_selected (window), ==, "000000.jsonl");
  g_assert_false (press (window, GDK_KEY_a));
  type (window, "no such thing");
  wait_for_page (window, "nothing");
  g_assert_false (press (window, GDK_KEY_BackSpace));
  luthier_ui_test_destroy (window);
}

/* Enter comes before the search has been through all of a long list. */
static void
test_fast_enter (Bench *bench, gconstpointer unused)
{
  g_autofree char *value = NULL;
  GtkWidget *window;

  put_many (bench, MANY);
  window = window_new (bench, LUTHIER_CHOICES_OBJECTS, "acme-data/many/", NULL);
  g_signal_connect (window, "chosen", G_CALLBACK (chosen_cb), &value);
  luthier_test_wait_until (count (window) == MANY);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  type (window, "001171");
  choose (window);
  luthier_test_wait_until (window == NULL);
  g_assert_cmpstr (value, ==, "gs://acme-data/many/001171.jsonl");
}

static void
test_denied (Bench *bench, gconstpointer unused)
{
  GtkWidget *window;

  bench_misbehave (bench, "no-permission=storage.objects.list");
  window = window_new (bench, LUTHIER_CHOICES_OBJECTS, "acme-data", NULL);
  wait_for_page (window, "error");
  luthier_ui_test_wait_frames (window, 2);
  g_assert_nonnull (luthier_ui_test_find (window, g_type_from_name ("LuthierErrorCard"), NULL));
  g_assert_true (luthier_ui_test_says (window,
                                       "You can also close this and type the address of a file: "
                                       "gs://bucket/folder/file.jsonl"));

  luthier_practice_clear_situations (bench->practice);
  g_signal_emit_by_name (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "_Try Again"), "clicked");
  wait_for_page (window, "list");
  luthier_ui_test_destroy (window);
}

static void
deny_cb (GListModel *model, guint position, guint removed, guint added, Bench *bench)
{
  if (position == 0)
    bench_misbehave (bench, "no-permission=storage.objects.list");
}

/* What has come by then can be chosen. */
static void
test_denied_later (Bench *bench, gconstpointer unused)
{
  GtkWidget *window;
  GtkWidget *bar;

  put_many (bench, MANY);
  window = window_new (bench, LUTHIER_CHOICES_OBJECTS, "acme-data/many/", NULL);
  bar = part (window, GTK_WIDGET, "fault_bar");
  g_signal_connect (part (window, G_LIST_MODEL, "selection"), "items-changed", G_CALLBACK (deny_cb),
                    bench);
  luthier_test_wait_until (gtk_widget_get_visible (bar));
  g_assert_cmpstr (get_page (window), ==, "list");
  g_assert_cmpuint (count (window), <, MANY);
  g_assert_cmpstr (get_selected (window), ==, "000000.jsonl");
  luthier_ui_test_destroy (window);
}

static GtkWidget *
ask (Bench *bench, GtkWidget *over, GCancellable *cancellable, GAsyncResult **result)
{
  GtkWidget *window;

  luthier_picker_choose_async (over, bench->session, LUTHIER_CHOICES_BUCKETS, NULL, NULL,
                               cancellable, luthier_test_result_cb, result);
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW) != NULL);
  window = luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW);
  wait_for_page (window, "list");
  return window;
}

static void
test_async (Bench *bench, gconstpointer unused)
{
  GtkWidget *over = gtk_label_new (NULL);
  GtkWidget *top = luthier_ui_test_show (over, 400, 400);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *value = NULL;

  choose (ask (bench, over, NULL, &result));
  luthier_test_wait_for (result);
  value = luthier_picker_choose_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, "acme-data");
  g_clear_object (&result);

  gtk_window_close (GTK_WINDOW (ask (bench, over, NULL, &result)));
  luthier_test_wait_for (result);
  g_assert_null (luthier_picker_choose_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&result);

  ask (bench, over, cancellable, &result);
  g_cancellable_cancel (cancellable);
  luthier_test_wait_for (result);
  g_assert_null (luthier_picker_choose_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW));
  g_clear_object (&result);
  luthier_ui_test_destroy (top);
}

/* A list that is there already, of which there is no way out. */
static void
test_listing (Bench *bench, gconstpointer unused)
{
  GtkWidget *over = gtk_label_new (NULL);
  GtkWidget *top = luthier_ui_test_show (over, 400, 400);
  g_autoptr (LuthierListing)
      listing = luthier_session_list (bench->session, LUTHIER_CHOICES_BUCKETS, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *value = NULL;
  GtkWidget *window;

  luthier_picker_choose_from_async (over, LUTHIER_CHOICES_BUCKETS, listing, NULL, NULL,
                                    luthier_test_result_cb, &result);
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW) != NULL);
  window = luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW);
  wait_for_page (window, "list");
  g_assert_false (press (window, GDK_KEY_BackSpace));
  choose (window);
  luthier_test_wait_for (result);
  value = luthier_picker_choose_finish (result, NULL);
  g_assert_cmpstr (value, ==, "acme-data");
  g_clear_object (&result);
  luthier_ui_test_destroy (top);
}

#define picker_test(name, function)                                                                \
  g_test_add ("/picker-window/" name, Bench, NULL, set_up, (function), tear_down)

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  picker_test ("buckets", test_buckets);
  picker_test ("folders", test_folders);
  picker_test ("accounts", test_accounts);
  picker_test ("empty", test_empty);
  picker_test ("keys", test_keys);
  picker_test ("fast-enter", test_fast_enter);
  picker_test ("denied", test_denied);
  picker_test ("denied-later", test_denied_later);
  picker_test ("async", test_async);
  picker_test ("listing", test_listing);
  return g_test_run ();
}
