/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-transfers-button.h"

#include "luthier-dataset-check.h"
#include "luthier-dialog-test.h"
#include "luthier-transfer-row.h"
#include "new-job-fixture.h"

/* A header with the button, whose popover is open as soon as there is something in it. */
static GtkWidget *
show_button (Fixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = luthier_transfers_button_new ();

  gtk_box_append (GTK_BOX (box), gtk_label_new ("Jobs"));
  gtk_box_append (GTK_BOX (box), button);
  luthier_transfers_button_set_session (LUTHIER_TRANSFERS_BUTTON (button), fixture->session);
  fixture_show (fixture, box);
  return button;
}

static void
popup (GtkWidget *button)
{
  GtkMenuButton *menu = GTK_MENU_BUTTON (part (button, LUTHIER_TYPE_TRANSFERS_BUTTON, "button"));
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (menu));

  luthier_test_wait_until (gtk_widget_get_mapped (button));
  gtk_menu_button_popup (menu);
  luthier_test_wait_until (gtk_widget_get_mapped (popover));
}

/* (nullable): a part of the first row. */
static GtkWidget *
part_of_row (GtkWidget *button, const char *name)
{
  GtkWidget *list = GTK_WIDGET (part (button, LUTHIER_TYPE_TRANSFERS_BUTTON, "list"));
  GtkWidget *row = gtk_widget_get_first_child (list);

  return row != NULL ? GTK_WIDGET (part (row, LUTHIER_TYPE_TRANSFER_ROW, name)) : NULL;
}

static gboolean
says (GtkWidget *button, const char *pattern)
{
  GtkWidget *label = part_of_row (button, "state");

  return label != NULL && g_pattern_match_simple (pattern, gtk_label_get_text (GTK_LABEL (label)));
}

static void
press (GtkWidget *button, const char *name)
{
  GtkWidget *pressed = part_of_row (button, name);

  g_assert_true (gtk_widget_get_visible (pressed));
  g_signal_emit_by_name (pressed, "clicked");
}

static LuthierDatasetReport *
check (GFile *file)
{
  LuthierDatasetRules rules;
  g_autoptr (LuthierDatasetCheck) check = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LuthierDatasetReport *report;

  luthier_dataset_rules_init (&rules, NULL, LUTHIER_METHOD_SUPERVISED, FALSE);
  check = luthier_dataset_check_new (&rules);
  luthier_dataset_check_run_async (check, file, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  report = luthier_dataset_check_run_finish (check, result, &error);
  g_assert_no_error (error);
  return report;
}

static LuthierTransfer *
upload (Fixture *fixture, GFile *file, const char *bucket)
{
  g_autoptr (LuthierDatasetReport) report = check (file);

  return luthier_session_upload (fixture->session, file, report, bucket);
}

static void
test_done (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierTransfer) transfer = NULL;
  GtkWidget *button = show_button (fixture);
  GtkWidget *clear = GTK_WIDGET (part (button, LUTHIER_TYPE_TRANSFERS_BUTTON, "clear"));

  g_assert_false (gtk_widget_get_visible (button));
  transfer = upload (fixture, file, BUCKET);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_false (gtk_widget_get_visible (clear));
  popup (button);
  luthier_test_wait_until (says (button, "Uploaded, *"));
  g_assert_true (gtk_widget_get_visible (clear));
  g_signal_emit_by_name (clear, "clicked");
  luthier_test_wait_until (!gtk_widget_get_visible (button));
}

static void
test_failed (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierTransfer) transfer = NULL;
  GtkWidget *button = show_button (fixture);

  transfer = upload (fixture, file, "not-ours");
  popup (button);
  luthier_test_wait_until (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_FAILED);
  luthier_practice_objects_make_bucket (luthier_practice_get_objects (fixture->practice),
                                        "not-ours", "EU");
  press (button, "retry");
  luthier_test_wait_until (says (button, "Uploaded, *"));
}

/* What has failed stays until somebody gives it up. */
static void
test_give_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierTransfer) transfer = NULL;
  GtkWidget *button = show_button (fixture);

  transfer = upload (fixture, file, "not-ours");
  popup (button);
  luthier_test_wait_until (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_FAILED);
  press (button, "stop");
  luthier_test_wait_until (!gtk_widget_get_visible (button));
}

static void
answer (const char *label)
{
  luthier_dialog_test_press (luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION), label);
}

/* Something else is stored under the name: it is replaced only after a yes. */
static void
test_replace (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (GBytes) other = g_bytes_new_static ("{}\n", 3);
  g_autoptr (LuthierTransfer) first = NULL;
  g_autoptr (LuthierTransfer) second = NULL;
  GtkWidget *button;

  first = upload (fixture, file, BUCKET);
  luthier_test_wait_until (luthier_transfer_get_state (first) == LUTHIER_TRANSFER_DONE);
  luthier_practice_objects_put (luthier_practice_get_objects (fixture->practice), BUCKET,
                                luthier_transfer_get_uri (first) + strlen ("gs://" BUCKET "/"),
                                "application/jsonl", other);
  button = show_button (fixture);
  g_signal_emit_by_name (part (button, LUTHIER_TYPE_TRANSFERS_BUTTON, "clear"), "clicked");
  second = upload (fixture, file, BUCKET);
  popup (button);
  luthier_test_wait_until (says (button, "*something else is stored*"));
  press (button, "replace");
  answer ("_Cancel");
  g_assert_cmpint (luthier_transfer_get_state (second), ==, LUTHIER_TRANSFER_FAILED);
  press (button, "replace");
  answer ("_Replace");
  luthier_test_wait_until (says (button, "Uploaded, *"));
}

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);

  fixture_test ("/transfers-button/done", test_done);
  fixture_test ("/transfers-button/failed", test_failed);
  fixture_test ("/transfers-button/give-up", test_give_up);
  fixture_test ("/transfers-button/replace", test_replace);

  return g_test_run ();
}
