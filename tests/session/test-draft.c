/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "session-bench.h"

static void
set_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;
  /* 22 November 2026, noon */
  g_autoptr (LuthierClock)
      clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);

  bench_set_up (bench, clock, 1);
  profile = bench_add_profile (bench, "us-central1");
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

static void
advance (Bench *bench, guint ms)
{
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), ms);
}

/* As after a kill: nothing of this session is written any more. */
static void
crash (Bench *bench)
{
  g_autofree char *profile_id = g_strdup (
      luthier_profile_get_id (luthier_session_get_profile (bench->session)));
  LuthierSession *lost = bench->session;

  bench_start_session (bench, profile_id);
  g_object_add_weak_pointer (G_OBJECT (lost), (gpointer *) &lost);
  g_object_unref (lost);
  luthier_test_wait_until (lost == NULL);
}

static void
test_survives_crash (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierJobSpec) found = NULL;

  luthier_job_spec_set_display_name (spec, "first");
  luthier_session_save_draft (bench->session, spec);
  luthier_job_spec_set_display_name (spec, "second");
  luthier_session_save_draft (bench->session, spec);
  g_assert_true (luthier_session_get_draft (bench->session) == spec);
  advance (bench, 301);
  crash (bench);

  g_assert_nonnull (luthier_session_get_draft (bench->session));
  found = luthier_session_new_spec (bench->session);
  g_assert_true (luthier_job_spec_equal (found, spec));
  g_assert_cmpstr (luthier_job_spec_get_display_name (found), ==, "second");
}

static void
test_written_at_stop (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autofree char *profile_id = g_strdup (
      luthier_profile_get_id (luthier_session_get_profile (bench->session)));

  luthier_session_save_draft (bench->session, spec);
  bench_stop_session (bench);
  bench_start_session (bench, profile_id);
  g_assert_true (luthier_job_spec_equal (luthier_session_get_draft (bench->session), spec));
}

static void
test_discard (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);

  luthier_session_save_draft (bench->session, spec);
  advance (bench, 301);
  luthier_session_discard_draft (bench->session);
  g_assert_null (luthier_session_get_draft (bench->session));
  crash (bench);
  g_assert_null (luthier_session_get_draft (bench->session));
}

static void
test_new_spec (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) one = luthier_session_new_spec (bench->session);
  g_autoptr (LuthierJobSpec) other = luthier_session_new_spec (bench->session);
  const char *intent_id = luthier_job_spec_get_intent_id (one);

  g_assert_cmpuint (strlen (intent_id), ==, 32);
  g_assert_cmpuint (strspn (intent_id, "0123456789abcdef"), ==, 32);
  g_assert_cmpstr (intent_id, !=, luthier_job_spec_get_intent_id (other));
  g_assert_cmpstr (luthier_job_spec_get_region (one), ==, "us-central1");
  g_assert_cmpstr (luthier_job_spec_get_display_name (one), ==, "tuned-22-nov");
}

static void
test_suggested_names (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJob) job = NULL;
  g_autofree char *first = luthier_session_suggest_name (bench->session, spec);
  g_autofree char *second = NULL;
  g_autofree char *of_file = NULL;

  g_assert_cmpstr (first, ==, "train-22-nov");
  luthier_job_spec_set_display_name (spec, first);
  job = bench_create (bench, spec, &error);
  g_assert_no_error (error);

  second = luthier_session_suggest_name (bench->session, spec);
  g_assert_cmpstr (second, ==, "train-22-nov-2");

  luthier_job_spec_set_training_file (spec, "file:///home/x/my%20invoices.v2.jsonl");
  of_file = luthier_session_suggest_name (bench->session, spec);
  g_assert_cmpstr (of_file, ==, "my invoices.v2-22-nov");
}

/* The names of a group's jobs begin with the group's, so that it is taken as theirs are. */
static void
test_names_of_groups (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierJobSpec) child = luthier_job_spec_copy (spec);
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *name = luthier_session_suggest_name (bench->session, spec);
  g_autofree char *other = NULL;
  g_autofree char *expected = g_strconcat (name, "-2", NULL);
  g_autoptr (LuthierIntent) intent = NULL;

  g_hash_table_insert (labels, (gpointer) LUTHIER_GROUP_LABEL, name);
  luthier_job_spec_set_labels (child, labels);
  luthier_job_spec_set_display_name (child, "another name");
  luthier_job_spec_set_intent_id (child, NULL);
  g_assert_false (luthier_session_has_name (bench->session, name, NULL));
  intent = luthier_session_submit (bench->session, child);
  g_assert_true (luthier_session_has_name (bench->session, name, NULL));
  g_assert_true (luthier_session_has_name (bench->session, "another name", NULL));
  g_assert_false (
      luthier_session_has_name (bench->session, "another name", luthier_intent_get_id (intent)));
  other = luthier_session_suggest_name (bench->session, spec);
  g_assert_cmpstr (other, ==, expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Bench, NULL, set_up, function, tear_down)
  ADD ("/draft/survives-crash", test_survives_crash);
  ADD ("/draft/written-at-stop", test_written_at_stop);
  ADD ("/draft/discard", test_discard);
  ADD ("/draft/new-spec", test_new_spec);
  ADD ("/draft/suggested-names", test_suggested_names);
  ADD ("/draft/names-of-groups", test_names_of_groups);
#undef ADD

  return g_test_run ();
}
