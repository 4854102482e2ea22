/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "queue-bench.h"

#include "luthier-error.h"

/* (transfer full): a file of this computer. */
static GFile *
make_file (Bench *bench)
{
  g_autofree char *folder = g_path_get_dirname (bench->store_path);
  g_autofree char *path = g_build_filename (folder, "own.jsonl", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (
        text,
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Question %u\"}]},"
        "{\"role\":\"model\",\"parts\":[{\"text\":\"Answer %u\"}]}]}\n",
        i, i);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));

  return g_file_new_for_path (path);
}

/* (transfer full) */
static LuthierIntent *
submit_file (Bench *bench, GFile *file)
{
  g_autoptr (LuthierJobSpec) spec = new_spec (bench, "a");
  g_autofree char *uri = g_file_get_uri (file);

  luthier_job_spec_set_training_uri (spec, NULL);
  luthier_job_spec_set_training_file (spec, uri);
  luthier_job_spec_set_bucket (spec, "acme-data");

  return luthier_session_submit (bench->session, spec);
}

/* A local file is uploaded first; the others need not wait for it. */
static void
test_upload (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = make_file (bench);
  g_autoptr (LuthierIntent) intent = NULL;
  g_autoptr (LuthierIntent) other = NULL;
  const char *uri = NULL;

  luthier_profile_set_concurrent_jobs (get_profile (bench), 5);
  bench_misbehave (bench, "unavailable=1@*upload*");
  intent = submit_file (bench, file);
  luthier_test_wait_until (luthier_intent_get_transfer (intent) != NULL);
  g_assert_cmpint (luthier_intent_get_wait (intent), ==, LUTHIER_INTENT_WAIT_UPLOAD);
  uri = luthier_job_spec_get_training_uri (luthier_intent_get_spec (intent));
  g_assert_true (g_str_has_prefix (uri, "gs://acme-data/luthier/"));
  other = submit (bench, "b");
  WAIT_FOR_STATE (other, SETTLED);

  /* After a restart it goes on, to the same address. */
  restart (bench);
  luthier_profile_set_concurrent_jobs (get_profile (bench), 5);
  luthier_practice_clear_situations (bench->practice);
  luthier_test_wait_until (bench_count_intents (bench) == 0);
  luthier_test_wait_until (bench_count_jobs (bench) == 2);
  g_assert_cmpuint (bench_count_creates (bench), ==, 2);
}

/* The user leaves the profile before the upload has begun to send: it goes on nevertheless, and the
 * job is there when the user comes back. */
static void
test_upload_left (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = make_file (bench);
  g_autoptr (LuthierProfile) profile = g_object_ref (get_profile (bench));
  g_autoptr (LuthierProfile) other = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, NULL);
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, "unavailable=1@*upload*");
  intent = submit_file (bench, file);
  luthier_test_wait_until (luthier_intent_get_transfer (intent) != NULL);
  open_profile (bench, other);
  luthier_practice_clear_situations (bench->practice);
  WAIT_FOR_STATE (intent, SETTLED);

  open_profile (bench, profile);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 1);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

/* Two wait for one upload: it ends when the second one is forgotten, and begins again when that is
 * taken back, however soon. */
static void
test_upload_forgotten (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = make_file (bench);
  g_autoptr (LuthierIntent) first = NULL;
  g_autoptr (LuthierIntent) second = NULL;
  g_autoptr (LuthierTransfer) transfer = NULL;
  g_autoptr (LuthierJobSpec) spec = NULL;

  bench_misbehave (bench, "unavailable=1@*upload*");
  first = submit_file (bench, file);
  luthier_test_wait_until (luthier_intent_get_transfer (first) != NULL);
  transfer = g_object_ref (luthier_intent_get_transfer (first));
  spec = luthier_job_spec_copy (luthier_intent_get_spec (first));
  luthier_job_spec_set_intent_id (spec, NULL);
  second = luthier_session_submit (bench->session, spec);
  luthier_test_wait_until (luthier_intent_get_transfer (second) == transfer);

  luthier_session_forget_intent (bench->session, first);
  g_assert_true (luthier_intent_get_transfer (second) == transfer);
  luthier_session_forget_intent (bench->session, second);
  luthier_session_restore_intent (bench->session, second);
  luthier_test_wait_until (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_CANCELLED);
  luthier_test_wait_until (luthier_intent_get_transfer (second) != NULL);
  g_assert_true (luthier_intent_get_transfer (second) != transfer);

  luthier_practice_clear_situations (bench->practice);
  WAIT_FOR_STATE (second, SETTLED);
  g_assert_cmpint (luthier_intent_get_state (first), ==, LUTHIER_INTENT_FORGOTTEN);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

/* An address that tells what is in it: only that is uploaded to it. */
static void
test_upload_by_hash (Bench *bench, gconstpointer is_changed)
{
  g_autoptr (GFile) file = make_file (bench);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *text = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *address = NULL;
  g_autoptr (LuthierJobSpec) spec = new_spec (bench, "a");
  g_autoptr (LuthierIntent) intent = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  if (is_changed != NULL)
    g_assert_true (g_file_set_contents (path, text, (gssize) (length / 2), NULL));
  address = g_strdup_printf ("gs://acme-data/luthier/%.12s-own.jsonl", sum);
  luthier_job_spec_set_training_uri (spec, address);
  luthier_job_spec_set_training_file (spec, uri);

  intent = bench_submit (bench, spec);
  g_assert_cmpint (luthier_intent_get_state (intent), ==,
                   is_changed != NULL ? LUTHIER_INTENT_REFUSED : LUTHIER_INTENT_SETTLED);
  if (is_changed != NULL)
    g_assert_error (luthier_intent_get_error (intent), LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "POST", "*upload*") > 0, ==,
                    is_changed == NULL);
}

/* What cannot be uploaded is refused, with the reason. */
static void
test_upload_fails (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at/all.jsonl");
  g_autoptr (LuthierIntent) intent = submit_file (bench, file);

  WAIT_FOR_STATE (intent, REFUSED);
  g_assert_nonnull (luthier_intent_get_error (intent));
  g_assert_cmpuint (bench_count_creates (bench), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Bench, data, set_up, function, tear_down)
  ADD ("/queue/upload", NULL, test_upload);
  ADD ("/queue/upload-left", NULL, test_upload_left);
  ADD ("/queue/upload-forgotten", NULL, test_upload_forgotten);
  ADD ("/queue/upload-by-hash", NULL, test_upload_by_hash);
  ADD ("/queue/upload-changed", "changed", test_upload_by_hash);
  ADD ("/queue/upload-fails", NULL, test_upload_fails);
#undef ADD

  return g_test_run ();
}
