/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compare-page.h"

#include "../session/transfer-bench.h"
#include "luthier-compare-table.h"
#include "luthier-dialog-test.h"

typedef struct
{
  Bench bench;
  LuthierProfile *profile; /* (owned) */
  GPtrArray *jobs;         /* (owned) of LuthierJob */
  GtkWidget *page;
  GtkWidget *window;
  gboolean closed;
} Fixture;

static void
closed_cb (Fixture *self)
{
  self->closed = TRUE;
}

static void
fixture_begin (Fixture *self, double speed)
{
  /* With a speed they come to their end, and are asked for more often. */
  if (speed > 1)
    bench_set_up_hastened (&self->bench, speed);
  else
    bench_set_up (&self->bench, NULL, speed);
  self->profile = bench_add_profile (&self->bench, "us-central1");
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
fixture_create (Fixture *self, LuthierJobSpec *spec)
{
  g_autofree char *name = g_strdup_printf ("tone-%u", self->jobs->len + 1);
  g_autoptr (GError) error = NULL;

  luthier_job_spec_set_display_name (spec, name);
  g_ptr_array_add (self->jobs, bench_create (&self->bench, spec, &error));
  g_assert_no_error (error);
}

static void
fixture_show (Fixture *self, int width)
{
  self->page = luthier_compare_page_new (self->bench.session);
  g_signal_connect_swapped (self->page, "closed", G_CALLBACK (closed_cb), self);
  luthier_compare_page_set_jobs (LUTHIER_COMPARE_PAGE (self->page), self->jobs);
  self->window = luthier_dialog_test_show (self->page, width, 700);
}

/* Jobs that differ in their epochs alone: 2, 3 and so on. */
static void
fixture_open (Fixture *self, guint n_jobs, double speed, int width)
{
  fixture_begin (self, speed);
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (LuthierJobSpec) spec = bench_new_spec (&self->bench);

      luthier_job_spec_set_validation_uri (spec, BENCH_DATASET);
      luthier_job_spec_set_epoch_count (spec, i + 2);
      fixture_create (self, spec);
    }
  fixture_show (self, width);
}

static void
fixture_close (Fixture *self)
{
  luthier_ui_test_destroy (self->window);
  g_ptr_array_unref (self->jobs);
  g_clear_object (&self->profile);
  bench_tear_down (&self->bench);
}

static gboolean
says (Fixture *self, const char *text)
{
  return luthier_ui_test_says (self->page, text);
}

static const char *
find_text (Fixture *self, const char *part)
{
  return luthier_ui_test_find_text (self->page, part);
}

static char *
copy (Fixture *self, const char *action)
{
  GdkContentProvider *provider;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  gtk_widget_activate_action (self->page, action, NULL);
  provider = gdk_clipboard_get_content (gtk_widget_get_clipboard (self->page));
  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (provider, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_string (&value);
}

/* Jobs that run are followed, each to its end: curves, figures and the verdict come by themselves. */
static void
test_follows (void)
{
  Fixture fixture = { 0 };
  g_autofree char *markdown = NULL;

  fixture_open (&fixture, 2, 300, 1000);
  luthier_test_wait_until (find_text (&fixture, " is the best by 0.") != NULL);
  g_assert_true (says (&fixture, "2 jobs"));
  luthier_test_wait_until (says (&fixture, "1 of 10 settings differs"));
  g_assert_true (says (&fixture, "Best validation loss"));
  g_assert_true (says (&fixture, "Epochs"));
  g_assert_false (says (&fixture, "Adapter size"));
  g_assert_false (says (&fixture, "Training data"));
  markdown = copy (&fixture, "compare.copy-markdown");
  g_assert_nonnull (strstr (markdown, "|  | tone-1 | tone-2 |"));
  g_assert_nonnull (strstr (markdown, "| Epochs | 2 | 3 |"));
  fixture_close (&fixture);
}

static void
test_all (void)
{
  Fixture fixture = { 0 };
  g_autofree char *table = NULL;

  fixture_open (&fixture, 3, 1, 1000);
  luthier_test_wait_until (luthier_job_get_complete (fixture.jobs->pdata[2]));
  luthier_test_wait_until (!says (&fixture, "Adapter size"));
  g_assert_true (says (&fixture, "Nothing has been measured on validation data yet."));
  g_assert_true (says (&fixture, "There are no validation curves."));
  gtk_widget_activate_action (fixture.page, "compare.only-differences", NULL);
  g_assert_true (says (&fixture, "Adapter size"));
  g_assert_true (says (&fixture, "Region"));
  table = copy (&fixture, "compare.copy-table");
  g_assert_nonnull (strstr (table, "Region\tus-central1\tus-central1\tus-central1\n"));
  gtk_widget_activate_action (fixture.page, "compare.close", NULL);
  g_assert_true (fixture.closed);
  /* Others in their place, and none. */
  g_ptr_array_remove_index (fixture.jobs, 0);
  luthier_compare_page_set_jobs (LUTHIER_COMPARE_PAGE (fixture.page), fixture.jobs);
  g_assert_true (says (&fixture, "2 jobs"));
  g_assert_false (says (&fixture, "tone-1"));
  luthier_compare_page_set_jobs (LUTHIER_COMPARE_PAGE (fixture.page), NULL);
  g_assert_null (luthier_compare_page_get_comparison (LUTHIER_COMPARE_PAGE (fixture.page)));
  fixture_close (&fixture);
}

/* Uploads a file from this computer, and tunes with it. examples: pairs of letters, a question and
 * its answer. */
static void
create_with_data (Fixture *self, const char *name, const char *examples)
{
  g_autofree char *folder = g_path_get_dirname (self->bench.store_path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LuthierDatasetReport) report = NULL;
  g_autoptr (LuthierTransfer) transfer = NULL;
  g_autoptr (LuthierJobSpec) spec = NULL;

  for (const char *pair = examples; *pair != '\0'; pair += 2)
    g_string_append_printf (text,
                            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%c\"}]},"
                            "{\"role\":\"model\",\"parts\":[{\"text\":\"%c\"}]}]}\n",
                            pair[0], pair[1]);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  report = transfer_make_report (file);
  transfer = luthier_session_upload (self->bench.session, file, report, BUCKET);
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_DONE);
  spec = bench_new_spec (&self->bench);
  luthier_job_spec_set_training_uri (spec, luthier_transfer_get_uri (transfer));
  fixture_create (self, spec);
}

/* What was uploaded from here is looked at: the same bytes under another name, and other ones. */
static void
test_data (void)
{
  Fixture fixture = { 0 };

  fixture_begin (&fixture, 1);
  create_with_data (&fixture, "first.jsonl", "a1b2c3");
  create_with_data (&fixture, "copy.jsonl", "a1b2c3");
  create_with_data (&fixture, "more.jsonl", "a1b2c3d4");
  create_with_data (&fixture, "other.jsonl", "a1bNd4e5f6");
  g_assert_cmpstr (luthier_job_get_training_uri (fixture.jobs->pdata[0]), !=,
                   luthier_job_get_training_uri (fixture.jobs->pdata[1]));
  fixture_show (&fixture, 1000);
  luthier_test_wait_until (says (&fixture, "3 added, 1 removed, 1 changed"));
  g_assert_true (says (&fixture, "1 added"));
  g_assert_true (says (&fixture, "same as the first"));
  g_assert_true (says (&fixture, "Training data"));

  /* Of the first two nothing differs. */
  g_ptr_array_set_size (fixture.jobs, 2);
  luthier_compare_page_set_jobs (LUTHIER_COMPARE_PAGE (fixture.page), fixture.jobs);
  luthier_test_wait_until (!says (&fixture, "Training data"));
  gtk_widget_activate_action (fixture.page, "compare.only-differences", NULL);
  g_assert_true (says (&fixture, "same as the first"));
  fixture_close (&fixture);
}

/* With little room jobs are under each other. */
static void
test_narrow (void)
{
  Fixture fixture = { 0 };
  GtkWidget *table;
  gboolean narrow;
  int minimum;

  fixture_open (&fixture, 6, 1, 360);
  luthier_ui_test_wait_frames (fixture.window, 2);
  table = luthier_ui_test_find (fixture.page, LUTHIER_TYPE_COMPARE_TABLE, NULL);
  g_assert_nonnull (table);
  g_object_get (table, "narrow", &narrow, NULL);
  g_assert_true (narrow);
  g_assert_true (says (&fixture, "tone-6"));
  gtk_widget_measure (fixture.page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);
  g_test_add_func ("/compare-page/follows", test_follows);
  g_test_add_func ("/compare-page/all", test_all);
  g_test_add_func ("/compare-page/data", test_data);
  g_test_add_func ("/compare-page/narrow", test_narrow);
  return g_test_run ();
}
