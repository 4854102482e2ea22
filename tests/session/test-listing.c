/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "session-bench.h"

#include "luthier-error.h"

/* The sanitizers look up the stack of each allocation, and a page is some hundred thousand. */
#ifdef __SANITIZE_ADDRESS__
#define MANY 2000
#else
#define MANY 50000
#endif
#define PAGE_SIZE 1000

/* What a view would hear. */
typedef struct
{
  guint n_changes;
  guint n_items;
  guint most_added;
} Ear;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Ear *ear = user_data;

  g_assert_cmpuint (position + removed, <=, ear->n_items);
  ear->n_items += added - removed;
  ear->n_changes++;
  ear->most_added = MAX (ear->most_added, added);
  g_assert_cmpuint (ear->n_items, ==, g_list_model_get_n_items (model));
}

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
put (Bench *bench, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  luthier_practice_objects_put (luthier_practice_get_objects (bench->practice), "acme-data", name,
                                "application/jsonl", bytes);
}

/* All have the bytes of one: a file each would be more than a process may open. */
static void
put_many (Bench *bench)
{
  LuthierPracticeObjects *objects = luthier_practice_get_objects (bench->practice);
  g_autoptr (LuthierPracticeObject)
      some = luthier_practice_objects_stat (objects, "acme-data", "train.jsonl");
  g_autoptr (LuthierPracticeDigest) digest = luthier_practice_digest_resume (2, 0);

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("many/%06u.jsonl", i);
      g_autoptr (LuthierPracticeObject) object = luthier_practice_object_new ("acme-data", name);

      object->blob = g_strdup (some->blob);
      g_assert_true (luthier_practice_objects_commit (objects, object, digest));
    }
}

static void
wait_for (LuthierListing *listing)
{
  luthier_test_wait_until (!luthier_listing_get_loading (listing));
}

static guint
count (LuthierListing *listing)
{
  return g_list_model_get_n_items (G_LIST_MODEL (listing));
}

static guint
count_requests (Bench *bench)
{
  return luthier_practice_count_requests (bench->practice, "GET", "*/b/*/o");
}

static void
test_many (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierListing) listing = NULL;
  g_autoptr (LuthierChoice) first = NULL;
  g_autoptr (LuthierChoice) last = NULL;
  g_autofree char *last_title = g_strdup_printf ("%06d.jsonl", MANY - 1);
  Ear ear = { 0 };

  put_many (bench);
  listing = luthier_session_list (bench->session, LUTHIER_CHOICES_OBJECTS, "acme-data/many/");
  g_signal_connect (listing, "items-changed", G_CALLBACK (changed_cb), &ear);
  g_assert_true (luthier_listing_get_loading (listing));
  wait_for (listing);

  g_assert_no_error (luthier_listing_get_error (listing));
  g_assert_cmpuint (count (listing), ==, MANY);
  g_assert_cmpuint (ear.n_changes, ==, MANY / PAGE_SIZE);
  g_assert_cmpuint (ear.most_added, ==, PAGE_SIZE);
  first = g_list_model_get_item (G_LIST_MODEL (listing), 0);
  last = g_list_model_get_item (G_LIST_MODEL (listing), MANY - 1);
  g_assert_cmpstr (luthier_choice_get_value (first), ==, "gs://acme-data/many/000000.jsonl");
  g_assert_cmpstr (luthier_choice_get_title (last), ==, last_title);
  g_assert_cmpint (luthier_choice_get_size (last), ==, 2);
  g_assert_cmpint (luthier_choice_get_updated_at (last), >, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (listing), MANY));
}

/* The first choice of a list: "value|title|subtitle". */
static char *
describe_first (LuthierListing *listing)
{
  g_autoptr (LuthierChoice) choice = g_list_model_get_item (G_LIST_MODEL (listing), 0);

  return g_strjoin ("|", luthier_choice_get_value (choice), luthier_choice_get_title (choice),
                    luthier_choice_get_subtitle (choice), NULL);
}

/* Each kind of list, from the practice service; those that are of no use are not in it. */
static void
test_kinds (Bench *bench, gconstpointer unused)
{
#define RING "projects/acme/locations/eu/keyRings/practice-ring"
  static const struct
  {
    LuthierChoices choices;
    const char *where;
    guint n;
    const char *first;
  } kinds[] = {
    { LUTHIER_CHOICES_PROJECTS, NULL, 0, "acme|Practice project|acme" },
    { LUTHIER_CHOICES_BUCKETS, NULL, 1, "acme-data|acme-data|US-CENTRAL1 · STANDARD" },
    { LUTHIER_CHOICES_KEYS, "eu", 4, RING "/cryptoKeys/practice-key|practice-key|practice-ring" },
    { LUTHIER_CHOICES_SERVICE_ACCOUNTS, NULL, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (LuthierListing)
          listing = luthier_session_list (bench->session, kinds[i].choices, kinds[i].where);
      g_autofree char *first = NULL;

      wait_for (listing);
      g_assert_no_error (luthier_listing_get_error (listing));
      g_assert_cmpuint (count (listing), >, 0);
      if (kinds[i].n > 0)
        g_assert_cmpuint (count (listing), ==, kinds[i].n);
      first = describe_first (listing);
      if (kinds[i].first != NULL)
        g_assert_cmpstr (first, ==, kinds[i].first);
    }
}

static void
test_disabled_accounts_are_left_out (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierListing)
      listing = luthier_session_list (bench->session, LUTHIER_CHOICES_SERVICE_ACCOUNTS, NULL);
  gboolean found = FALSE;

  wait_for (listing);
  for (guint i = 0; i < count (listing); i++)
    {
      g_autoptr (LuthierChoice) choice = g_list_model_get_item (G_LIST_MODEL (listing), i);
      const char *value = luthier_choice_get_value (choice);

      found |= g_str_equal (value, "practice-tuner@acme.iam.gserviceaccount.com");
      g_assert_cmpstr (value, !=, "practice-retired@acme.iam.gserviceaccount.com");
    }
  g_assert_true (found);
}

static void
test_folders (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierListing) listing = NULL;
  g_autoptr (LuthierChoice) folder = NULL;

  put (bench, "sft/", "");
  put (bench, "sft/x.jsonl", "{}");
  listing = luthier_session_list (bench->session, LUTHIER_CHOICES_OBJECTS, "acme-data");
  wait_for (listing);
  g_assert_no_error (luthier_listing_get_error (listing));
  g_assert_cmpuint (count (listing), ==, 2);
  folder = g_list_model_get_item (G_LIST_MODEL (listing), 0);
  g_assert_true (luthier_choice_is_folder (folder));
  g_clear_object (&listing);

  listing = luthier_session_list (bench->session, LUTHIER_CHOICES_OBJECTS,
                                  luthier_choice_get_value (folder));
  wait_for (listing);
  g_assert_cmpuint (count (listing), ==, 1);
}

static void
test_error_and_reload (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierListing) listing = NULL;
  Ear ear = { 0 };

  bench_misbehave (bench, "no-permission@*/b/*/o");
  listing = luthier_session_list (bench->session, LUTHIER_CHOICES_OBJECTS, "acme-data");
  g_signal_connect (listing, "items-changed", G_CALLBACK (changed_cb), &ear);
  wait_for (listing);
  g_assert_error (luthier_listing_get_error (listing), LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN);
  g_assert_cmpuint (count (listing), ==, 0);

  luthier_practice_clear_situations (bench->practice);
  luthier_listing_reload (listing);
  g_assert_true (luthier_listing_get_loading (listing));
  g_assert_no_error (luthier_listing_get_error (listing));
  wait_for (listing);
  g_assert_no_error (luthier_listing_get_error (listing));
  g_assert_cmpuint (count (listing), ==, 1);

  /* While it reads, too: what was asked for before does not count. */
  luthier_listing_reload (listing);
  luthier_listing_reload (listing);
  g_assert_cmpuint (count (listing), ==, 0);
  wait_for (listing);
  g_assert_cmpuint (count (listing), ==, 1);
}

/* Nobody looks any more: no further page is asked for. */
static void
test_dropped (Bench *bench, gconstpointer unused)
{
  LuthierListing *listing = NULL;
  guint before;

  bench_misbehave (bench, "empty-page");
  before = count_requests (bench);
  listing = luthier_session_list (bench->session, LUTHIER_CHOICES_OBJECTS, "acme-data");
  luthier_test_wait_until (count_requests (bench) > before);
  g_object_add_weak_pointer (G_OBJECT (listing), (gpointer *) &listing);
  g_object_unref (listing);
  g_assert_null (listing);
  g_assert_true (bench_refresh (bench, NULL));
  g_assert_cmpuint (count_requests (bench), ==, before + 1);
}

static void
test_profile_left (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierListing)
      listing = luthier_session_list (bench->session, LUTHIER_CHOICES_OBJECTS, "acme-data");

  luthier_session_open_profile_async (bench->session, luthier_session_get_profile (bench->session),
                                      NULL, NULL, NULL);
  g_assert_false (luthier_listing_get_loading (listing));
  g_assert_error (luthier_listing_get_error (listing), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count (listing), ==, 0);

  luthier_listing_reload (listing);
  wait_for (listing);
  g_assert_error (luthier_listing_get_error (listing), G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_no_profile (Bench *bench, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_session_remove_profile_async (bench->session,
                                        luthier_session_get_profile (bench->session), FALSE, NULL,
                                        luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_assert_true (luthier_session_remove_profile_finish (bench->session, result, &error));
  g_assert_no_error (error);
  g_assert_null (luthier_session_list (bench->session, LUTHIER_CHOICES_BUCKETS, NULL));
}

#define ADD(name, test) g_test_add ("/listing/" name, Bench, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("many", test_many);
  ADD ("kinds", test_kinds);
  ADD ("disabled-accounts-are-left-out", test_disabled_accounts_are_left_out);
  ADD ("folders", test_folders);
  ADD ("error-and-reload", test_error_and_reload);
  ADD ("dropped", test_dropped);
  ADD ("profile-left", test_profile_left);
  ADD ("no-profile", test_no_profile);
  return g_test_run ();
}
