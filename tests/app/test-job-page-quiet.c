/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-page.h"

#include "../session/record-bench.h"
#include "luthier-dialog-test.h"

#define ALARM "No progress for "

/* A job that stands still: the page says so by itself, as time passes, and takes it back. */
typedef struct
{
  Bench bench;
  LuthierJob *job;       /* (owned) */
  LuthierRecord *record; /* (owned) */
  GtkWidget *page;
  GtkWidget *window;
} Fixture;

static void
fixture_open (Fixture *self)
{
  set_up (&self->bench, NULL);
  bench_misbehave (&self->bench, "no-steps=30");
  self->job = create (&self->bench, "stuck");
  self->record = get_record (&self->bench, self->job);
  self->page = luthier_job_page_new (self->bench.session);
  luthier_job_page_set_job (LUTHIER_JOB_PAGE (self->page), self->job);
  self->window = luthier_dialog_test_show (self->page, 1000, 700);
}

static void
fixture_close (Fixture *self)
{
  luthier_ui_test_destroy (self->window);
  g_clear_object (&self->record);
  g_clear_object (&self->job);
  tear_down (&self->bench, NULL);
}

/* (nullable) */
static const char *
get_alarm (Fixture *self)
{
  return luthier_ui_test_find_text (self->page, ALARM);
}

/* Until the page says something else than now. */
static void
wait_for_other_alarm (Fixture *self)
{
  g_autofree char *before = g_strdup (get_alarm (self));

  for (guint i = 0; i < 1000 && g_strcmp0 (get_alarm (self), before) == 0; i++)
    hurry (&self->bench, self->record);
  g_assert_cmpstr (get_alarm (self), !=, before);
}

static void
test_quiet (void)
{
  Fixture fixture = { 0 };
  gint64 steps;

  fixture_open (&fixture);
  g_assert_null (get_alarm (&fixture));
  wait_for_other_alarm (&fixture);
  g_assert_nonnull (get_alarm (&fixture));
  g_assert_cmpint (luthier_job_get_phase (fixture.job), ==, LUTHIER_JOB_PHASE_TUNING);
  steps = luthier_job_get_completed_steps (fixture.job);
  g_assert_cmpint (steps, >, 0);

  /* Nothing happens, and it is said for how long. */
  wait_for_other_alarm (&fixture);
  g_assert_nonnull (get_alarm (&fixture));
  g_assert_cmpint (luthier_job_get_completed_steps (fixture.job), ==, steps);

  while (get_alarm (&fixture) != NULL)
    wait_for_other_alarm (&fixture);
  g_assert_false (luthier_job_is_terminal (fixture.job));
  g_assert_cmpint (luthier_job_get_completed_steps (fixture.job), >, steps);
  fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);
  g_test_add_func ("/job-page-quiet/all", test_quiet);
  return g_test_run ();
}
