/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz-text.h"

#include "luthier-cloud.h"
#include "luthier-fuzz-http.h"
#include "luthier-manual-clock.h"
#include "luthier-policy.h"
#include "luthier-storage.h"
#include "luthier-tuning-service.h"
#include "luthier-vertex-tuning.h"

/* The other APIs around tuning, and pages of jobs: a letter says what is asked, then come the
 * answers. Lists end, and what is in them can be shown and asked for. */

#define NOW       (G_GINT64_CONSTANT (1795996800) * G_USEC_PER_SEC)
#define KEY       "projects/p/locations/us-central1/keyRings/r/cryptoKeys/k"
#define MAX_PAGES 20

typedef struct
{
  LuthierHttpClient *http;
  LuthierCloud *cloud;
  LuthierStorage *storage;
  LuthierTuningService *tuning;
  LuthierChoices choices; /* what is listed */
  guint n_pages;
} World;

static World world;

static void
look_at_failure (GError *error)
{
  fuzz_assert (error != NULL);
  fuzz_look_at_text (error->message);
  g_error_free (error);
}

static void ask_for_choices (const char *page_token);

static void
look_at_choice (LuthierChoice *choice)
{
  fuzz_assert (luthier_choice_get_value (choice) != NULL);
  fuzz_assert (*luthier_choice_get_value (choice) != '\0');
  fuzz_look_at_text (luthier_choice_get_value (choice));
  fuzz_look_at_line (luthier_choice_get_title (choice));
  fuzz_assert (*luthier_choice_get_title (choice) != '\0');
  fuzz_look_at_line (luthier_choice_get_subtitle (choice));
  fuzz_assert (luthier_choice_get_size (choice) >= -1);
  luthier_choice_get_updated_at (choice);
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (LuthierChoicePage)
      page = luthier_cloud_list_finish (LUTHIER_CLOUD (source), result, &error);

  if (page == NULL)
    {
      look_at_failure (error);
      return;
    }
  for (guint i = 0; i < page->choices->len; i++)
    look_at_choice (page->choices->pdata[i]);
  if (page->next_page_token != NULL && world.n_pages++ < MAX_PAGES)
    ask_for_choices (page->next_page_token);
}

static void
ask_for_choices (const char *page_token)
{
  luthier_cloud_list_async (world.cloud, world.choices, "bucket/folder/", page_token, NULL,
                            choices_cb, NULL);
}

static void
number_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autofree char *number = luthier_cloud_get_project_number_finish (LUTHIER_CLOUD (source), result,
                                                                     &error);

  if (number == NULL)
    look_at_failure (error);
  else
    fuzz_assert (*number != '\0' && strspn (number, "0123456789") == strlen (number));
}

static void
enabled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean enabled;

  if (!luthier_cloud_is_enabled_finish (LUTHIER_CLOUD (source), result, &enabled, &error))
    look_at_failure (error);
}

static void
permissions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_auto (GStrv)
      held = luthier_cloud_test_permissions_finish (LUTHIER_CLOUD (source), result, &error);

  if (held == NULL)
    look_at_failure (error);
  for (guint i = 0; held != NULL && held[i] != NULL; i++)
    fuzz_look_at_text (held[i]);
}

static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const roles[] = { "roles/a", "roles/aiplatform.user", NULL };
  GError *error = NULL;
  g_autoptr (LuthierPolicy)
      policy = luthier_cloud_get_policy_finish (LUTHIER_CLOUD (source), result, &error);

  if (policy == NULL)
    {
      look_at_failure (error);
      return;
    }
  luthier_policy_get_grant (policy, "roles/a", "user:a@b.c");
  luthier_policy_get_any_grant (policy, roles, "serviceAccount:a@b.c");
  luthier_policy_names (policy, "user:a@b.c");
}

static void
usable_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (!luthier_cloud_check_usable_finish (LUTHIER_CLOUD (source), result, &error))
    look_at_failure (error);
}

static void
part_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (GBytes) part = luthier_storage_read_finish (LUTHIER_STORAGE (source), result, &error);

  if (part == NULL)
    look_at_failure (error);
  else
    fuzz_assert (g_bytes_get_size (part) == 4);
}

static void
stat_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (LuthierStorageObject)
      object = luthier_storage_stat_finish (LUTHIER_STORAGE (source), result, &error);

  if (object == NULL)
    {
      look_at_failure (error);
      return;
    }
  /* What is read, or deleted, later on is what was asked about. */
  fuzz_assert (g_str_equal (object->bucket, "bucket"));
  fuzz_assert (g_str_equal (object->name, "folder/train.jsonl"));
  luthier_storage_read_async (LUTHIER_STORAGE (source), object, 0, 4, NULL, part_cb, NULL);
}

static void
jobs_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (LuthierJobPage)
      page = luthier_tuning_service_list_finish (LUTHIER_TUNING_SERVICE (source), result, &error);

  if (page == NULL)
    {
      look_at_failure (error);
      return;
    }
  luthier_json_value_get_length (luthier_job_page_get_jobs (page));
  if (page->next_page_token != NULL && world.n_pages++ < MAX_PAGES)
    luthier_tuning_service_list_async (world.tuning, "us-central1", page->next_page_token, NULL,
                                       jobs_cb, NULL);
}

static void
ask (char what)
{
  static const char *const permissions[] = { "aiplatform.tuningJobs.create", "b", NULL };

  switch (what)
    {
    case 'n':
      luthier_cloud_get_project_number_async (world.cloud, NULL, number_cb, NULL);
      break;
    case 'e':
      luthier_cloud_is_enabled_async (world.cloud, "aiplatform.googleapis.com", NULL, enabled_cb,
                                      NULL);
      break;
    case 't':
      luthier_cloud_test_permissions_async (world.cloud, LUTHIER_RESOURCE_PROJECT, "p", permissions,
                                            NULL, permissions_cb, NULL);
      break;
    case 'p':
      luthier_cloud_get_policy_async (world.cloud, LUTHIER_RESOURCE_BUCKET, "bucket", NULL,
                                      policy_cb, NULL);
      break;
    case 'k':
      luthier_cloud_check_usable_async (world.cloud, LUTHIER_RESOURCE_KEY, KEY, NULL, usable_cb,
                                        NULL);
      break;
    case 'u':
      luthier_cloud_check_usable_async (world.cloud, LUTHIER_RESOURCE_SERVICE_ACCOUNT, "a@b.c",
                                        NULL, usable_cb, NULL);
      break;
    case 's':
      luthier_storage_stat_async (world.storage, "gs://bucket/folder/train.jsonl", NULL, stat_cb,
                                  NULL);
      break;
    case 'j':
      luthier_tuning_service_list_async (world.tuning, "us-central1", NULL, NULL, jobs_cb, NULL);
      break;
    default:
      world.choices = (guint) what % (LUTHIER_CHOICES_SERVICE_ACCOUNTS + 1);
      ask_for_choices (NULL);
    }
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (NOW);
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierEndpoints) endpoints = luthier_endpoints_new (NULL, NULL);

  fuzz_begin ();
  world.http = luthier_http_client_new (clock, random, endpoints, NULL, NULL);
  world.cloud = luthier_cloud_new (world.http, "p");
  world.storage = luthier_storage_new (world.http, "p");
  world.tuning = luthier_vertex_tuning_new (world.http, "p");
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size < 1)
    return 0;
  world.n_pages = 0;
  fuzz_http_answer (data + 1, size - 1);
  ask ((char) data[0]);
  fuzz_http_run ();
  fuzz_assert (fuzz_http_get_n_answered () > 0 || size == 1 || data[1] == 0x1e);
  return 0;
}
