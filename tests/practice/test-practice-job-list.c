/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "tuning-client.h"

static void
create_many (Client *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *request = g_strdup_printf (
          "{\"baseModel\":\"gemini-2.5-flash\",\"tunedModelDisplayName\":\"job %u\",\"labels\":{"
          "\"third\":\"%u\"},\"supervisedTuningSpec\":{\"trainingDatasetUri\":"
          "\"gs://acme-tuning/train.jsonl\"}}",
          i, i % 3);
      g_autofree char *name = tuning_create (self, request);
    }
}

/* All pages from the first one on, as names of models; page: how many jobs each page had. */
static GPtrArray *
read_pages (Client *self, const char *parameters, GArray *sizes)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *token = NULL;

  do
    {
      g_autofree char *quoted = token != NULL ? g_uri_escape_string (token, NULL, FALSE) : NULL;
      g_autofree char *path = g_strdup_printf (JOBS "?%s%s%s", parameters,
                                               quoted != NULL ? "&pageToken=" : "",
                                               quoted != NULL ? quoted : "");
      g_autoptr (Reply) reply = client_get (self, path);
      guint n;

      assert_status (reply, 200);
      n = luthier_json_value_get_length (reply_value (reply, "tuningJobs"));
      g_array_append_val (sizes, n);
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *place = g_strdup_printf ("tuningJobs.%u.tunedModelDisplayName", i);

          g_ptr_array_add (names, g_strdup (reply_text (reply, place)));
        }
      g_free (token);
      token = g_strdup (reply_text (reply, "nextPageToken"));
    }
  while (token != NULL);
  return names;
}

static void
test_pages (Client *self, gconstpointer data)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) names = NULL;

  create_many (self, 250);
  names = read_pages (self, "pageSize=100", sizes);
  g_assert_cmpuint (sizes->len, ==, 3);
  g_assert_cmpuint (g_array_index (sizes, guint, 2), ==, 50);
  g_assert_cmpuint (names->len, ==, 250);
  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *expected = g_strdup_printf ("job %u", 249 - i);

      g_assert_cmpstr (names->pdata[i], ==, expected);
    }
}

/* A job created while somebody pages shifts nothing and doubles nothing. */
static void
test_pages_while_creating (Client *self, gconstpointer data)
{
  g_autofree char *token = NULL;

  create_many (self, 4);
  {
    g_autoptr (Reply) reply = client_get (self, JOBS "?pageSize=2");

    g_assert_cmpstr (reply_text (reply, "tuningJobs.1.tunedModelDisplayName"), ==, "job 2");
    token = g_uri_escape_string (reply_text (reply, "nextPageToken"), NULL, FALSE);
  }
  create_many (self, 1);
  {
    g_autofree char *path = g_strdup_printf (JOBS "?pageSize=2&pageToken=%s", token);
    g_autoptr (Reply) reply = client_get (self, path);

    g_assert_cmpstr (reply_text (reply, "tuningJobs.0.tunedModelDisplayName"), ==, "job 1");
    g_assert_null (reply_text (reply, "nextPageToken"));
  }
}

static void
test_filter (Client *self, gconstpointer data)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) names = NULL;

  create_many (self, 12);
  names = read_pages (self, "pageSize=3&filter=labels.third%3D%221%22", sizes);
  g_assert_cmpuint (names->len, ==, 4);
  g_assert_cmpuint (sizes->len, ==, 2);
  g_assert_cmpstr (names->pdata[0], ==, "job 10");
}

static void
test_refusals (Client *self, gconstpointer data)
{
  static const char *const parameters[] = {
    "pageSize=x",
    "pageSize=-1",
    "pageToken=x",
    "filter=nobody%3D1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      g_autofree char *path = g_strconcat (JOBS "?", parameters[i], NULL);
      g_autoptr (Reply) reply = client_get (self, path);

      g_test_message ("%s", parameters[i]);
      assert_status (reply, 400);
      g_assert_cmpstr (reply_text (reply, "error.status"), ==, "INVALID_ARGUMENT");
    }
}

static void
test_lag (Client *self, gconstpointer data)
{
  client_situation (self, "list-lags=30");
  create_many (self, 1);
  {
    g_autoptr (Reply) reply = client_get (self, JOBS);

    g_assert_null (reply_value (reply, "tuningJobs"));
  }
  tuning_advance (self, 31 * 1000);
  {
    g_autoptr (Reply) reply = client_get (self, JOBS);

    g_assert_nonnull (reply_value (reply, "tuningJobs.0"));
  }
}

static void
test_labels_missing (Client *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  client_situation (self, "labels-missing");
  {
    g_autoptr (Reply) none = client_get (self, JOBS);

    assert_status (none, 200);
  }
  create_many (self, 2);
  {
    g_autoptr (Reply) reply = client_get (self, JOBS);

    g_assert_nonnull (reply_value (reply, "tuningJobs.1"));
    g_assert_null (reply_value (reply, "tuningJobs.1.labels"));
    path = g_strconcat ("/v1/", reply_text (reply, "tuningJobs.1.name"), NULL);
  }
  {
    g_autoptr (Reply) whole = client_get (self, path);

    g_assert_cmpstr (reply_text (whole, "labels.third"), ==, "0");
  }
}

static void
test_empty_page (Client *self, gconstpointer data)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) names = NULL;

  create_many (self, 3);
  client_situation (self, "empty-page");
  names = read_pages (self, "pageSize=2", sizes);
  g_assert_cmpuint (sizes->len, ==, 3);
  g_assert_cmpuint (g_array_index (sizes, guint, 0), ==, 0);
  g_assert_cmpuint (names->len, ==, 3);
}

static void
test_regions (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create_at (self, "europe-west4", REQUEST (""));
  g_autoptr (Reply) here = client_get (self, JOBS);
  g_autoptr (Reply)
      there = client_get (self, "/v1/projects/acme-ml/locations/europe-west4/tuningJobs");

  g_assert_null (reply_value (here, "tuningJobs"));
  g_assert_cmpstr (reply_text (there, "tuningJobs.0.name"), ==, name);
}

/* Ten thousand jobs are no reason to wait. */
static void
test_seeded (Client *self, gconstpointer data)
{
  gint64 began;
  guint n = 0;
  g_autofree char *token = g_strdup ("");

  luthier_practice_tuning_seed (luthier_practice_get_tuning (self->practice), 10000);
  began = g_get_monotonic_time ();
  while (token != NULL)
    {
      g_autofree char *quoted = g_uri_escape_string (token, NULL, FALSE);
      g_autofree char *path = g_strdup_printf (
          JOBS "?pageSize=100&prettyPrint=false&pageToken=%s&fields=nextPageToken,"
               "tuningJobs(name,state,baseModel,tunedModelDisplayName,createTime)",
          quoted);
      g_autoptr (Reply) reply = client_get (self, path);

      assert_status (reply, 200);
      n += luthier_json_value_get_length (reply_value (reply, "tuningJobs"));
      g_free (token);
      token = g_strdup (reply_text (reply, "nextPageToken"));
    }
  g_test_message ("%u jobs in %" G_GINT64_FORMAT " ms", n,
                  (g_get_monotonic_time () - began) / 1000);
  g_assert_cmpuint (n, ==, 3333);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice/job-list/" path, Client, NULL, tuning_set_up, function, client_tear_down)
  ADD ("pages", test_pages);
  ADD ("pages-while-creating", test_pages_while_creating);
  ADD ("filter", test_filter);
  ADD ("refusals", test_refusals);
  ADD ("lag", test_lag);
  ADD ("labels-missing", test_labels_missing);
  ADD ("empty-page", test_empty_page);
  ADD ("regions", test_regions);
  ADD ("seeded", test_seeded);
  return g_test_run ();
}
