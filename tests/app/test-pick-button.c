/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-pick-button.h"

#include "luthier-new-job-bucket.h"
#include "luthier-new-job-data.h"
#include "luthier-new-job-dataset-card.h"
#include "luthier-new-job-settings.h"
#include "luthier-picker-path.h"
#include "luthier-picker-window.h"
#include "luthier-ui-test.h"
#include "new-job-fixture.h"

#define picker_part(picker, name) part (picker, LUTHIER_TYPE_PICKER_WINDOW, name)

/* The picker that a button opens, once it has something to choose from. */
static GtkWidget *
open_picker (gpointer button)
{
  GtkWidget *picker;

  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW) != NULL);
  picker = luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW);
  luthier_test_wait_until (g_str_equal (
      gtk_stack_get_visible_child_name (GTK_STACK (picker_part (picker, "stack"))), "list"));
  return picker;
}

static void
choose (GtkWidget *picker, const char *words, guint n_found)
{
  GListModel *shown = G_LIST_MODEL (picker_part (picker, "selection"));

  gtk_editable_set_text (GTK_EDITABLE (picker_part (picker, "search_entry")), words);
  luthier_test_wait_until (g_list_model_get_n_items (shown) == n_found);
  gtk_widget_activate_action (picker, "picker.choose", NULL);
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW) == NULL);
}

static void
test_settings (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = luthier_new_job_form_new (fixture->session, fixture->spec);
  GtkWidget *step = luthier_new_job_settings_new (form);
  gpointer key = part (step, LUTHIER_TYPE_NEW_JOB_SETTINGS, "pick_key");
  gpointer account = part (step, LUTHIER_TYPE_NEW_JOB_SETTINGS, "pick_account");

  luthier_job_spec_set_region (fixture->spec, NULL);
  fixture_show (fixture, step);
  /* Without a region, the profile's first one. */
  g_assert_cmpstr (luthier_pick_button_get_where (key), ==, "us-central1");
  luthier_job_spec_set_region (fixture->spec, "europe-west4");
  g_assert_cmpstr (luthier_pick_button_get_where (key), ==, "europe-west4");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Choose an encryption key");

  choose (open_picker (key), "practice-key-2", 2);
  luthier_test_wait_until (luthier_job_spec_get_kms_key_name (fixture->spec) != NULL);
  g_assert_true (g_str_has_prefix (luthier_job_spec_get_kms_key_name (fixture->spec),
                                   "projects/acme/locations/europe-west4/keyRings/"));
  choose (open_picker (account), "practice-tuner@", 1);
  luthier_test_wait_until (luthier_job_spec_get_service_account (fixture->spec) != NULL);
  g_assert_cmpstr (luthier_job_spec_get_service_account (fixture->spec), ==,
                   "practice-tuner@acme.iam.gserviceaccount.com");
}

static void
test_bucket (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = luthier_new_job_form_new (fixture->session, fixture->spec);
  LuthierNewJobBucket *bucket = g_object_new (LUTHIER_TYPE_NEW_JOB_BUCKET, NULL);

  luthier_practice_objects_make_bucket (luthier_practice_get_objects (fixture->practice),
                                        "acme-other", "US");
  luthier_new_job_bucket_attach (bucket, form);
  fixture_show (fixture, GTK_WIDGET (bucket));
  choose (open_picker (part (bucket, LUTHIER_TYPE_NEW_JOB_BUCKET, "pick")), "acme-other", 1);
  /* Whoever chooses need not confirm. */
  luthier_test_wait_until (g_strcmp0 (luthier_job_spec_get_bucket (fixture->spec), "acme-other") ==
                           0);
  g_assert_false (
      gtk_widget_get_visible (GTK_WIDGET (part (bucket, LUTHIER_TYPE_NEW_JOB_BUCKET, "use"))));
}

static void
test_browse (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *first = fixture_put (fixture, "sft/train-1.jsonl");
  g_autofree char *second = fixture_put (fixture, "sft/train-2.jsonl");
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step;
  GObject *card;
  gpointer browse;

  luthier_job_spec_set_training_uri (fixture->spec, first);
  form = luthier_new_job_form_new (fixture->session, fixture->spec);
  step = luthier_new_job_data_new (form);
  card = part (step, LUTHIER_TYPE_NEW_JOB_DATA, "training");
  browse = part (card, LUTHIER_TYPE_NEW_JOB_DATASET_CARD, "browse");
  fixture_show (fixture, step);
  g_assert_cmpstr (luthier_pick_button_get_where (browse), ==, BUCKET "/sft/");
  choose (open_picker (browse), "train-2", 1);
  luthier_test_wait_until (g_strcmp0 (luthier_job_spec_get_training_uri (fixture->spec), second) ==
                           0);
}

/* What opened it goes, and so does the picker. */
static void
test_gone (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *entry = gtk_entry_new ();
  LuthierPickButton *button = g_object_new (LUTHIER_TYPE_PICK_BUTTON, NULL);

  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (button));
  luthier_pick_button_attach (button, fixture->session, LUTHIER_CHOICES_BUCKETS,
                              GTK_EDITABLE (entry));
  fixture_show (fixture, box);
  open_picker (button);
  g_object_add_weak_pointer (G_OBJECT (button), (gpointer *) &button);
  gtk_box_remove (GTK_BOX (box), GTK_WIDGET (button));
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW) == NULL);
  luthier_test_wait_until (button == NULL);
}

static void
assert_path (char *path, const char *expected)
{
  g_assert_cmpstr (path, ==, expected);
  g_free (path);
}

static void
test_paths (void)
{
  assert_path (luthier_picker_path_get_parent ("b/a/c/"), "b/a/");
  assert_path (luthier_picker_path_get_parent ("b/a/"), "b");
  assert_path (luthier_picker_path_get_parent ("b/"), NULL);
  assert_path (luthier_picker_path_get_parent ("b"), NULL);
  assert_path (luthier_picker_path_of_address ("gs://b/a/x.jsonl"), "b/a/");
  assert_path (luthier_picker_path_of_address ("gs://b/x.jsonl"), "b");
  assert_path (luthier_picker_path_of_address ("gs://b"), "b");
  assert_path (luthier_picker_path_of_address ("gs://"), NULL);
  assert_path (luthier_picker_path_of_address ("gs:///x"), NULL);
  assert_path (luthier_picker_path_of_address ("x.jsonl"), NULL);
  assert_path (luthier_picker_path_of_address (NULL), NULL);
  g_assert_true (luthier_picker_path_is_same ("gs://b/", "b"));
  g_assert_true (luthier_picker_path_is_same ("gs://b/a", "b/a/"));
  g_assert_false (luthier_picker_path_is_same ("gs://b/a", "b/ab"));
  g_assert_false (luthier_picker_path_is_same ("", "b"));
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/pick-button/paths", test_paths);
  fixture_test ("/pick-button/settings", test_settings);
  fixture_test ("/pick-button/bucket", test_bucket);
  fixture_test ("/pick-button/browse", test_browse);
  fixture_test ("/pick-button/gone", test_gone);
  return g_test_run ();
}
