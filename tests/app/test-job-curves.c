/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-curves.h"

#include <math.h>

#include "luthier-plot.h"
#include "luthier-record-private.h"
#include "luthier-ui-test.h"

#define STARTED "\"startTime\":\"2026-11-22T19:10:00Z\""
#define TUNING                                                                                     \
  STARTED ",\"state\":\"JOB_STATE_RUNNING\",\"tuningJobState\":\"TUNING_JOB_STATE_TUNING\","       \
          "\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningStepCount\":\"400\"}}"
#define SUCCEEDED STARTED ",\"endTime\":\"2026-11-22T19:40:00Z\",\"state\":\"JOB_STATE_SUCCEEDED\""
#define CHECKPOINTS                                                                                \
  ",\"tunedModel\":{\"model\":\"projects/1/locations/us-central1/models/7@1\",\"checkpoints\":["   \
  "{\"checkpointId\":\"1\",\"epoch\":\"1\",\"step\":\"50\"},"                                      \
  "{\"checkpointId\":\"2\",\"epoch\":\"2\",\"step\":\"100\"}]}"

typedef struct
{
  LuthierJob *job;        /* (owned) */
  LuthierRecord *record;  /* (owned) */
  LuthierJobStory *story; /* (owned) */
  GtkWidget *curves;
  GtkWidget *window;
} Fixture;

static void
fixture_open (Fixture *self, const char *members)
{
  self->job = luthier_ui_test_job_new ("us-central1", 1, members);
  self->record = luthier_record_new ();
  self->story = luthier_job_story_new (self->job, self->record);
  self->curves = g_object_new (LUTHIER_TYPE_JOB_CURVES, "story", self->story, NULL);
  self->window = luthier_ui_test_show (self->curves, 600, 480);
}

static void
fixture_close (Fixture *self)
{
  luthier_ui_test_destroy (self->window);
  g_assert_finalize_object (self->story);
  g_object_unref (self->record);
  g_object_unref (self->job);
}

/* Falls by the halves of what is over the floor, from step 10 on, and then rises by as much a step. */
static void
measure (Fixture *self, const char *name, guint n_points, double floor_value, double rise)
{
  LuthierSeries *series = luthier_curves_ensure (luthier_record_get_curves (self->record), name);

  for (guint i = 1; i <= n_points; i++)
    {
      const double value = floor_value + pow (0.5, i) + (i > 10 ? rise * (i - 10) : 0);

      luthier_series_merge (series, &(LuthierPoint){ i * 10, i * G_USEC_PER_SEC, value }, 1);
    }
}

static gboolean
says (Fixture *self, const char *text)
{
  return luthier_ui_test_says (self->window, text);
}

static guint
count_lines (Fixture *self)
{
  GtkWidget *plot = luthier_ui_test_find (self->window, LUTHIER_TYPE_PLOT, NULL);

  return plot != NULL ? g_list_model_get_n_items (luthier_plot_get_lines (LUTHIER_PLOT (plot))) : 0;
}

/* Before there is anything, it says when there will be, or why there is not; or nothing at all. */
static void
test_nothing_yet (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED,
                                                  "The TensorBoard cannot be read.");
  Fixture fixture = { 0 };

  fixture_open (&fixture, "\"state\":\"JOB_STATE_PENDING\"");
  g_assert_false (gtk_widget_get_visible (fixture.curves));
  luthier_ui_test_job_update (fixture.job, TUNING);
  luthier_test_wait_until (says (&fixture, "Curves appear after the first steps."));
  g_assert_cmpuint (count_lines (&fixture), ==, 0);
  luthier_record_set_error (fixture.record, error);
  luthier_test_wait_until (
      says (&fixture, "The curves could not be read. The TensorBoard cannot be read."));
  luthier_record_set_error (fixture.record, NULL);
  luthier_ui_test_job_update (fixture.job, SUCCEEDED);
  luthier_test_wait_until (!gtk_widget_get_visible (fixture.curves));
  fixture_close (&fixture);
}

/* Lines come as they are measured, training first, and the verdict follows. */
static void
test_grows (void)
{
  Fixture fixture = { 0 };
  GtkWidget *plot = NULL;

  fixture_open (&fixture, TUNING);
  measure (&fixture, "/eval_total_loss", 3, 0.4, 0);
  luthier_test_wait_until (says (&fixture, "It is too early to tell how it goes."));
  measure (&fixture, "/train_total_loss", 12, 0.2, 0);
  luthier_test_wait_until (says (&fixture, "Training"));
  g_assert_true (says (&fixture, "Validation"));
  g_assert_cmpuint (count_lines (&fixture), ==, 2);
  plot = luthier_ui_test_find (fixture.window, LUTHIER_TYPE_PLOT, NULL);
  {
    g_autoptr (LuthierPlotLine)
        first = g_list_model_get_item (luthier_plot_get_lines (LUTHIER_PLOT (plot)), 0);

    g_assert_cmpstr (luthier_plot_line_get_label (first), ==, "Training");
    g_assert_cmpuint (luthier_plot_line_get_look (first), ==, 0);
    g_assert_cmpfloat (luthier_plot_line_get_steps_per_epoch (first), ==, 0);
  }

  measure (&fixture, "/eval_total_loss", 30, 0.4, 0.01);
  luthier_ui_test_job_update (fixture.job, TUNING CHECKPOINTS);
  luthier_test_wait_until (
      says (&fixture, "Validation loss has been rising since step 100. This is overfitting: it "
                      "learns the examples by heart. Checkpoint 2 is the best so far."));
  luthier_ui_test_job_update (fixture.job, SUCCEEDED CHECKPOINTS);
  luthier_test_wait_until (
      says (&fixture, "Validation loss rose from step 100 on. This is overfitting: it learns the "
                      "examples by heart. Checkpoint 2 is the best."));
  fixture_close (&fixture);
}

/* Another metric stays chosen while the first one grows. */
static void
test_metrics (void)
{
  Fixture fixture = { 0 };
  GtkWidget *metrics = NULL;

  fixture_open (&fixture, TUNING);
  measure (&fixture, "/learnable_prompt_ratio", 8, 0.4, 0);
  measure (&fixture, "/train_total_loss", 8, 0.4, 0);
  measure (&fixture, "/eval_generation_length", 8, 0.4, 0);
  measure (&fixture, "/train_generation_length", 8, 0.4, 0);
  luthier_test_wait_until (count_lines (&fixture) == 1);
  metrics = luthier_ui_test_find (fixture.window, GTK_TYPE_DROP_DOWN, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (metrics))),
                    ==, 3);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (metrics), 2);
  luthier_test_wait_until (count_lines (&fixture) == 2);
  g_assert_true (says (&fixture, "generation length"));
  /* Nothing is said of what it does not understand. */
  g_assert_false (says (&fixture, "It is too early to tell how it goes."));
  measure (&fixture, "/train_total_loss", 9, 0.4, 0);
  luthier_ui_test_wait_frames (fixture.window, 2);
  g_assert_cmpuint (count_lines (&fixture), ==, 2);
  fixture_close (&fixture);
}

static gint64
get_last_step (GtkWidget *plot)
{
  gint64 step = 0;

  g_object_get (plot, "last-step", &step, NULL);
  return step;
}

static guint
count_axes (Fixture *self)
{
  GtkWidget *button = luthier_ui_test_find (self->window, GTK_TYPE_MENU_BUTTON, NULL);
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
  g_autoptr (GMenuModel) axes = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);

  return (guint) g_menu_model_get_n_items (axes);
}

/* Epochs are an axis only where it is known how long they are. */
static void
test_epochs (void)
{
  Fixture fixture = { 0 };
  LuthierPlotAxis axis;

  fixture_open (&fixture,
                TUNING ",\"supervisedTuningSpec\":{\"hyperParameters\":{\"epochCount\":\"4\"}}");
  measure (&fixture, "/train_total_loss", 8, 0.4, 0);
  luthier_test_wait_until (count_lines (&fixture) == 1);
  g_assert_cmpuint (count_axes (&fixture), ==, 3);
  gtk_widget_activate_action (fixture.curves, "curves.axis", "s", "epoch");
  luthier_ui_test_job_update (fixture.job, STARTED ",\"state\":\"JOB_STATE_RUNNING\"");
  luthier_test_wait_until (count_axes (&fixture) == 2);
  g_object_get (fixture.curves, "axis", &axis, NULL);
  g_assert_cmpint (axis, ==, LUTHIER_PLOT_BY_STEP);
  fixture_close (&fixture);
}

/* What the menu and the buttons set is set in the plot. */
static void
test_actions (void)
{
  Fixture fixture = { 0 };
  GtkWidget *plot = NULL;
  LuthierPlotAxis axis = LUTHIER_PLOT_BY_STEP;
  gboolean logarithmic = FALSE;
  double smoothing = 0;

  fixture_open (&fixture, TUNING);
  measure (&fixture, "/train_total_loss", 8, 0.4, 0);
  luthier_test_wait_until (says (&fixture, "Whole Run"));
  plot = luthier_ui_test_find (fixture.window, LUTHIER_TYPE_PLOT, NULL);
  gtk_widget_activate_action (fixture.curves, "curves.axis", "s", "time");
  gtk_widget_activate_action (fixture.curves, "curves.smoothing", "s", "strong");
  gtk_widget_activate_action (fixture.curves, "curves.logarithmic", NULL);
  g_object_get (plot, "axis", &axis, "logarithmic", &logarithmic, "smoothing", &smoothing, NULL);
  g_assert_cmpint (axis, ==, LUTHIER_PLOT_BY_TIME);
  g_assert_true (logarithmic);
  g_assert_cmpfloat (smoothing, ==, 0.9);

  g_assert_cmpint (get_last_step (plot), ==, -1);
  gtk_widget_activate_action (fixture.curves, "curves.whole-run", NULL);
  g_assert_cmpint (get_last_step (plot), ==, 400);
  /* At its end, there is no more to come. */
  luthier_ui_test_job_update (fixture.job, SUCCEEDED);
  luthier_test_wait_until (get_last_step (plot) == -1);
  g_assert_false (says (&fixture, "Whole Run"));
  fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-curves/nothing-yet", test_nothing_yet);
  g_test_add_func ("/job-curves/grows", test_grows);
  g_test_add_func ("/job-curves/metrics", test_metrics);
  g_test_add_func ("/job-curves/epochs", test_epochs);
  g_test_add_func ("/job-curves/actions", test_actions);
  return g_test_run ();
}
