/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "languages-compare.h"
#include "languages-confirming.h"
#include "languages-datasets.h"
#include "languages-failures.h"
#include "languages-intents.h"
#include "languages-missed.h"
#include "languages-plot.h"
#include "languages-rewriting.h"
#include "languages-runs.h"
#include "languages-store.h"
#include "languages-story.h"
#include "luthier-data-stats.h"
#include "luthier-first-run-page.h"
#include "luthier-job-dropped.h"
#include "luthier-jobs-list.h"
#include "luthier-new-job-page.h"
#include "luthier-picker-window.h"
#include "luthier-test-window.h"

/* Every screen in a language that is longer than most, wide and narrow: is all of it translated,
 * and all of it to be seen? */

static void
play_first_run (Stage *stage)
{
  GtkWidget *page = luthier_first_run_page_new (stage->fixture.session);
  GtkWidget *window = luthier_ui_test_show (page, 1000, 700);

  look_foreign (stage, window, "first-run", NULL);
  luthier_ui_test_destroy (window);
}

static void
play_jobs (Stage *stage)
{
  g_autoptr (LuthierJob) running = create_job (stage, "support-tone");
  g_autoptr (LuthierJob) waiting = create_job (stage, "routing-tone");
  guint count = 0;

  pass (stage, 8);
  refresh (stage);
  look (stage, "jobs");
  look_at_popovers (stage, stage->window, "jobs", &count);
  g_assert_cmpuint (count, >=, 3);
  gtk_widget_activate_action (stage->window, "win.search", NULL);
  look (stage, "jobs-search");
  gtk_widget_activate_action (stage->window, "win.end-search", NULL);
  fixture_play (&stage->fixture, "region-down=europe-west4");
  refresh (stage);
  look (stage, "jobs-region-down");
}

/* (transfer full): an upload of the file, without a check of it. */
static LuthierTransfer *
upload (Stage *stage, const char *name, const char *bucket)
{
  g_autofree char *uri = fixture_write_examples (&stage->fixture, name, 100);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  return luthier_session_upload (stage->fixture.session, file, NULL, bucket);
}

static gboolean
is_over (LuthierTransfer *transfer)
{
  LuthierTransferState state = luthier_transfer_get_state (transfer);

  return state == LUTHIER_TRANSFER_DONE || state == LUTHIER_TRANSFER_FAILED;
}

static void
play_uploads (Stage *stage)
{
  g_autoptr (LuthierTransfer) good = upload (stage, "train-of-a-very-long-name.jsonl", BUCKET);
  g_autoptr (LuthierTransfer) bad = upload (stage, "train-bad.jsonl", "not-ours");
  GtkWidget *button = find_in (stage->window, "LuthierTransfersButton");
  guint count = 0;

  luthier_test_wait_until (is_over (good) && is_over (bad));
  look (stage, "uploads");
  look_at_popovers (stage, button, "uploads", &count);
  g_assert_cmpuint (count, ==, 1);
}

/* (transfer none) */
static LuthierJob *
find_job (Stage *stage, LuthierJobState state)
{
  GListModel *jobs = luthier_session_get_jobs (stage->fixture.session);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      if (luthier_job_get_state (job) == state)
        return job;
    }
  g_error ("There is no job in state %d", (int) state);
}

static void
play_dropped (Stage *stage)
{
  LuthierDataStats *stats = luthier_data_stats_new ();
  const char *reasons[] = { "Too long by 12 tokens", "Too long by 71,020 tokens", NULL };
  const gint64 lines[] = { 17, 1220, 80112 };
  GtkWidget *dropped = luthier_job_dropped_new ();
  GtkWidget *window;

  g_array_append_vals (stats->truncated_indices, lines, G_N_ELEMENTS (lines));
  g_strfreev (stats->dropped_reasons);
  stats->dropped_reasons = g_strdupv ((char **) reasons);
  g_object_set (dropped, "stats", stats, NULL);
  luthier_data_stats_free (stats);
  window = luthier_ui_test_show (dropped, 360, 400);
  check (stage, window, "dropped", "Too long .*");
  luthier_ui_test_destroy (window);

  gtk_widget_activate_action (stage->window, "win.open-job", "s",
                              luthier_job_get_name (find_job (stage, LUTHIER_JOB_STATE_SUCCEEDED)));
  gtk_widget_activate_action (find_in (stage->window, "LuthierJobPage"), "job.show-example", "x",
                              G_GINT64_CONSTANT (17));
  look_at_question (stage, "dropped-unknown");
}

/* The states that the practice service has no jobs in, too. */
static void
play_states (Stage *stage)
{
  static const char *const members[] = {
    "\"state\":\"JOB_STATE_QUEUED\"",
    "\"state\":\"JOB_STATE_RUNNING\",\"tuningJobState\":\"TUNING_JOB_STATE_TUNING\","
    "\"tuningJobMetadata\":{\"completedStepCount\":\"120\",\"completedEpochCount\":\"1\"},"
    "\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningStepCount\":\"366\"}},"
    "\"startTime\":\"2026-11-29T12:00:00Z\"",
    "\"state\":\"JOB_STATE_SUCCEEDED\",\"startTime\":\"2026-11-29T12:00:00Z\","
    "\"endTime\":\"2026-11-29T14:21:00Z\"",
    "\"state\":\"JOB_STATE_FAILED\",\"error\":{\"code\":3,\"message\":\"Invalid resource "
    "location: cryptoKey is in us-central1, tuning job is in europe-west4.\"}",
    "\"state\":\"JOB_STATE_FAILED\",\"error\":{\"code\":9,\"message\":\"Could not read "
    "gs://acme/train.jsonl\"},\"startTime\":\"2026-11-29T12:00:00Z\","
    "\"endTime\":\"2026-11-29T14:21:00Z\"",
    "\"state\":\"JOB_STATE_CANCELLING\"",
    "\"state\":\"JOB_STATE_CANCELLED\"",
    "\"state\":\"JOB_STATE_PAUSED\"",
    "\"state\":\"JOB_STATE_EXPIRED\"",
    "\"state\":\"JOB_STATE_UPDATING\"",
    "\"state\":\"JOB_STATE_PARTIALLY_SUCCEEDED\"",
    "\"state\":\"JOB_STATE_NEWER\"",
  };
  g_autoptr (GListStore) jobs = g_list_store_new (LUTHIER_TYPE_JOB);
  GtkWidget *list = g_object_new (LUTHIER_TYPE_JOBS_LIST, "jobs", jobs, NULL);
  GtkWidget *window;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *all = g_strdup_printf (
          "\"tunedModelDisplayName\":\"labels-%u\",\"baseModel\":\"gemini-2.5-flash\","
          "\"createTime\":\"2026-11-%uT00:00:00Z\",%s",
          i, 10 + i, members[i]);
      g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("europe-west4", i, all);

      g_list_store_append (jobs, job);
    }
  window = luthier_ui_test_show (list, 1000, 780);
  check (stage, window, "states", "JOB_STATE_NEWER");
  luthier_ui_test_destroy (window);

  list = g_object_new (LUTHIER_TYPE_JOBS_LIST, "jobs", jobs, "narrow", TRUE, NULL);
  window = luthier_ui_test_show (list, 360, 780);
  check (stage, window, "states-narrow", "JOB_STATE_NEWER");
  luthier_ui_test_destroy (window);
}

static void
open_job (Stage *stage, LuthierJob *job)
{
  gtk_widget_activate_action (stage->window, "win.open-job", "s", luthier_job_get_name (job));
  luthier_test_wait_until (luthier_job_get_complete (job));
}

static void
play_finished_jobs (Stage *stage)
{
  open_job (stage, find_job (stage, LUTHIER_JOB_STATE_SUCCEEDED));
  look (stage, "job-succeeded");
  open_job (stage, find_job (stage, LUTHIER_JOB_STATE_FAILED));
  look_foreign (stage, stage->window, "job-failed", "Internal error occurred. Try again later.");
  open_job (stage, find_job (stage, LUTHIER_JOB_STATE_CANCELLED));
  look (stage, "job-cancelled");
}

static void
play_open_jobs (Stage *stage)
{
  g_autoptr (LuthierJob) running = NULL;
  g_autoptr (LuthierJob) waiting = NULL;
  guint count = 0;

  fixture_play (&stage->fixture, "concurrent-jobs=1");
  running = create_job (stage, "support-tone");
  waiting = create_job (stage, "routing-tone");
  pass (stage, 8);
  refresh (stage);
  open_job (stage, waiting);
  look (stage, "job-waiting");
  open_job (stage, running);
  look (stage, "job-running");
  look_at_popovers (stage, stage->window, "job", &count);
  g_assert_cmpuint (count, >=, 2);
  gtk_widget_activate_action (find_in (stage->window, "LuthierJobPage"), "job.cancel", NULL);
  look_at_question (stage, "cancel");
}

static void
next (Stage *stage)
{
  gtk_widget_activate_action (find_in (stage->window, "LuthierNewJobPage"), "new-job.next", NULL);
}

/* The page is at its first step then. */
static void
start_new_job (Stage *stage, LuthierJobSpec *spec)
{
  GtkWidget *page = find_in (stage->window, "LuthierNewJobPage");

  luthier_job_spec_set_base_model (spec, "gemini-3.1-flash-lite");
  luthier_job_spec_set_bucket (spec, BUCKET);
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), spec);
}

static void
play_new_job_models (Stage *stage)
{
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (stage->fixture.session);
  GtkWidget *page;

  gtk_widget_activate_action (stage->window, "win.new-job", NULL);
  page = find_in (stage->window, "LuthierNewJobPage");
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (page), spec);
  look (stage, "new-job-model");
  next (stage);
  look (stage, "new-job-model-missing");
  press (page, "Tuned Model");
  look (stage, "new-job-model-tuned");
  press (page, "Other");
  look (stage, "new-job-model-other");
  luthier_job_spec_set_description (spec, "draft");
  gtk_widget_activate_action (stage->window, "win.back", NULL);
  look_at_question (stage, "draft");
}

/* (transfer full): of an object of more than a megabyte. */
static char *
put_large (Stage *stage)
{
  char *text = fixture_make_examples (9000);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  luthier_practice_objects_put (luthier_practice_get_objects (stage->fixture.practice), BUCKET,
                                "train-large.jsonl", "application/jsonl", bytes);
  return g_strdup ("gs://" BUCKET "/train-large.jsonl");
}

static void
play_new_job_data (Stage *stage)
{
  g_autofree char *large = put_large (stage);
  g_autofree char *good = fixture_make_examples (120);
  g_autofree char *text = g_strconcat (good, "{\"contents\": [}\n\n{\"messages\": []}\n", NULL);
  g_autofree char *uri = fixture_write (&stage->fixture, "train-bad.jsonl", text);
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (stage->fixture.session);

  gtk_widget_activate_action (stage->window, "win.new-job", NULL);
  start_new_job (stage, spec);
  next (stage);
  look (stage, "new-job-data-empty");
  next (stage);
  look (stage, "new-job-data-missing");
  luthier_job_spec_set_training_file (spec, uri);
  start_new_job (stage, spec);
  next (stage);
  wait_for (stage, "Not uploaded: the job would fail with this file");
  look (stage, "new-job-data-bad");
  luthier_job_spec_set_training_file (spec, NULL);
  luthier_job_spec_set_training_uri (spec, "gs://" BUCKET "/train-gone.jsonl");
  start_new_job (stage, spec);
  next (stage);
  wait_for (stage, "There is no such file");
  look (stage, "new-job-data-gone");
  luthier_job_spec_set_training_uri (spec, large);
  start_new_job (stage, spec);
  next (stage);
  wait_for (stage, "The file is there");
  look (stage, "new-job-data-large");
}

static void
play_new_job (Stage *stage)
{
  g_autofree char *uri = fixture_write_examples (&stage->fixture, "train-good.jsonl", 120);
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (stage->fixture.session);
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);

  gtk_widget_activate_action (stage->window, "win.new-job", NULL);
  luthier_job_spec_set_training_file (spec, uri);
  start_new_job (stage, spec);
  next (stage);
  wait_for (stage, "Checked and uploaded");
  look (stage, "new-job-data");
  next (stage);
  look (stage, "new-job-settings");
  luthier_job_spec_set_adapter_size (spec, 32);
  luthier_job_spec_set_learning_rate_multiplier (spec, 0);
  g_hash_table_insert (labels, (char *) "team", (char *) "Support Tone");
  luthier_job_spec_set_labels (spec, labels);
  luthier_job_spec_set_kms_key_name (
      spec, "projects/acme/locations/asia-east1/keyRings/rings/cryptoKeys/keys");
  luthier_job_spec_set_service_account (spec, "tuner@acme");
  next (stage);
  look (stage, "new-job-settings-wrong");
  luthier_job_spec_set_adapter_size (spec, 4);
  luthier_job_spec_set_learning_rate_multiplier (spec, 2);
  luthier_job_spec_set_kms_key_name (spec, NULL);
  luthier_job_spec_set_service_account (spec, NULL);
  luthier_job_spec_set_labels (spec, NULL);
  next (stage);
  wait_for (stage, "Exactly this is sent");
  look (stage, "new-job-review");
}

static void
play_windows (Stage *stage)
{
  gtk_widget_activate_action (stage->window, "win.remove-profile", NULL);
  look_at_question (stage, "remove-profile");

  /* Their own words are libadwaita's. */
  g_action_group_activate_action (G_ACTION_GROUP (luthier_ui_test_application), "about", NULL);
  look_at_dialog (stage, LUTHIER_TEST_TYPE_ABOUT, "about",
                  "About|Details|Report an Issue|Troubleshooting|Credits|Legal|\\d\\.\\d.*|"
                  "What’s New|Website|Close");
  g_action_group_activate_action (G_ACTION_GROUP (luthier_ui_test_application), "shortcuts", NULL);
  look_at_dialog (
      stage, LUTHIER_TEST_TYPE_SHORTCUTS, "shortcuts",
      "[Ss]hortcuts|Search|Alt|Ctrl|Shift|Close|F\\d+|Left|Page_(Up|Down)|Home|End|Menu|"
      "\\b[A-Z]\\b");
}

/* What the practice service has, and says. */
#define SERVED                                                                                     \
  "[\\w.-]+@[\\w.-]+|US · STANDARD|practice-[\\w-]+|Practice: [a-z ]+|Has a key|"                 \
  "Compute Engine default service account|\\bkB\\b|\\.txt|The caller does not have .*"

static void
look_at_picker (
    Stage *stage, LuthierChoices choices, const char *where, const char *page, const char *screen)
{
  GtkWidget *picker = luthier_picker_window_new (stage->window, stage->fixture.session, choices,
                                                 where, NULL);
  GtkStack *stack = GTK_STACK (
      gtk_widget_get_template_child (picker, LUTHIER_TYPE_PICKER_WINDOW, "stack"));

  gtk_window_present (GTK_WINDOW (picker));
  luthier_test_wait_until (gtk_widget_get_mapped (picker) &&
                           g_str_equal (gtk_stack_get_visible_child_name (stack), page));
  look_foreign (stage, picker, screen, SERVED);
  luthier_ui_test_destroy (picker);
}

static void
play_pickers (Stage *stage)
{
  g_autofree char *good = fixture_put (&stage->fixture, "train-good.jsonl");
  g_autofree char *other = fixture_put (&stage->fixture, "summaries-notes/train-more.jsonl");
  g_autofree char *text = fixture_put (&stage->fixture, "labels-of-a-long-name-for-a-file.txt");

  look_at_picker (stage, LUTHIER_CHOICES_BUCKETS, NULL, "list", "picker-buckets");
  look_at_picker (stage, LUTHIER_CHOICES_OBJECTS, BUCKET, "list", "picker-objects");
  look_at_picker (stage, LUTHIER_CHOICES_OBJECTS, BUCKET "/gone/", "empty", "picker-empty");
  look_at_picker (stage, LUTHIER_CHOICES_KEYS, "us-central1", "list", "picker-keys");
  look_at_picker (stage, LUTHIER_CHOICES_SERVICE_ACCOUNTS, NULL, "list", "picker-accounts");
  look_at_picker (stage, LUTHIER_CHOICES_OBJECTS, NULL, "list", "picker-all-buckets");
  fixture_play (&stage->fixture, "no-permission=storage.objects.list");
  look_at_picker (stage, LUTHIER_CHOICES_OBJECTS, BUCKET, "error", "picker-denied");
}

/* Names of roles, permissions and APIs, and commands, which are one line each. */
#define GRANTS "gcloud .*|roles/[\\w.]+|\\b[a-z]+(\\.[A-Za-z]+)+\\b"

static void
play_test_window (Stage *stage)
{
  LuthierProfile *profile = luthier_session_get_profile (stage->fixture.session);
  GtkWidget *window;

  luthier_profile_set_bucket (profile, BUCKET);
  luthier_profile_set_kms_key (profile, "projects/acme/locations/us-central1/keyRings/"
                                        "practice-ring/cryptoKeys/practice-key");
  fixture_play (&stage->fixture, "no-grant=roles/cloudkms.cryptoKeyEncrypterDecrypter");
  fixture_play (&stage->fixture, "no-permission=storage.buckets.list");
  window = luthier_test_window_new (GTK_WINDOW (stage->window), stage->fixture.session);
  gtk_window_present (GTK_WINDOW (window));
  luthier_test_wait_until (gtk_widget_get_mapped (window));
  check (stage, window, "connection-test-begins", GRANTS);
  luthier_test_wait_until (
      luthier_ui_test_find (window, GTK_TYPE_BUTTON, _ ("Copy All _Commands")) != NULL);
  look_foreign (stage, window, "connection-test", GRANTS);
  luthier_ui_test_destroy (window);
}

static void
run (gconstpointer play)
{
  Stage stage = { 0 };

  stage.faults = g_string_new (NULL);
  stage_set_up (&stage);
  ((void (*) (Stage *)) play) (&stage);
  stage_tear_down (&stage);
  if (stage.faults->len > 0)
    {
      g_printerr ("%s", stage.faults->str);
      g_test_fail ();
    }
  g_string_free (stage.faults, TRUE);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*play) (Stage *stage);
  } plays[] = {
    { "first-run", play_first_run },
    { "jobs", play_jobs },
    { "compare", play_compare },
    { "runs", play_runs },
    { "missed", play_missed },
    { "missed-page", play_missed_page },
    { "preferences", play_preferences },
    { "intents", play_intents },
    { "intent-asks", play_intent_asks },
    { "uploads", play_uploads },
    { "dropped", play_dropped },
    { "states", play_states },
    { "story", play_story },
    { "lengths", play_lengths },
    { "finished-jobs", play_finished_jobs },
    { "open-jobs", play_open_jobs },
    { "models", play_new_job_models },
    { "data", play_new_job_data },
    { "new-job", play_new_job },
    { "grid", play_grid },
    { "upload-first", play_upload_first },
    { "confirmed", play_confirmed },
    { "edited", play_edited },
    { "windows", play_windows },
    { "account-failures", play_account_failures },
    { "dataset", play_dataset },
    { "dataset-findings", play_dataset_findings },
    { "example", play_example },
    { "rewriting", play_rewriting },
    { "store", play_store },
    { "account-pages", play_account_pages },
    { "account-browser", play_account_browser },
    { "account-token", play_account_token },
    { "account-removal", play_account_removal },
    { "profile", play_profile },
    { "plot", play_plot },
    { "pickers", play_pickers },
    { "connection", play_test_window },
  };

  idle_browser_add ();
  luthier_dialog_test_init (&argc, &argv);
  if (!speak ())
    {
      g_print ("1..0 # SKIP there is no locale C.UTF-8\n");
      return 0;
    }
  /* What GNOME has. */
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11",
                "gtk-decoration-layout", ":close", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (plays); i++)
    {
      g_autofree char *path = g_strdup_printf ("/languages/%s/%s", language, plays[i].name);

      g_test_add_data_func (path, plays[i].play, run);
    }
  return g_test_run ();
}
