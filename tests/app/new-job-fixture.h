/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "luthier-enrol-test.h"
#include "luthier-new-job-form.h"
#include "luthier-practice-objects.h"
#include "luthier-practice-tokens.h"
#include "luthier-practice.h"
#include "luthier-resources.h"
#include "luthier-session.h"
#include "luthier-test.h"

#define BUCKET "acme-data"
/* Hours of the service pass in a second, where a test wants to see a job's end. */
#define QUICK 20000

/* A session signed in to a practice service in this process, and a window to show things in. */
typedef struct
{
  LuthierClock *clock;
  LuthierPractice *practice;
  LuthierSession *session;
  LuthierJobSpec *spec;
  GtkWindow *window;
  char *directory;
} Fixture;

/* A part of a template by its id. */
#define part(widget, type, name) gtk_widget_get_template_child (GTK_WIDGET (widget), (type), (name))

static inline char *
fixture_write (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return g_filename_to_uri (path, NULL, NULL);
}

static inline char *
fixture_make_examples (guint n_examples)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_examples; i++)
    g_string_append_printf (
        text,
        "{\"contents\": [{\"role\": \"user\", \"parts\": [{\"text\": \"Question "
        "number %u\"}]}, {\"role\": \"model\", \"parts\": [{\"text\": \"Answer "
        "%u\"}]}]}\n",
        i, i);

  return g_string_free (text, FALSE);
}

static inline char *
fixture_write_examples (Fixture *fixture, const char *name, guint n_examples)
{
  g_autofree char *text = fixture_make_examples (n_examples);

  return fixture_write (fixture, name, text);
}

static inline void
fixture_sign_in (Fixture *fixture)
{
  static const char *const regions[] = { "us-central1", "europe-west4", NULL };
  const char *base = luthier_practice_get_base_url (fixture->practice);
  g_autofree char *token_uri = g_strconcat (base, "/token", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = luthier_practice_tokens_add_service_account (
      luthier_practice_get_tokens (fixture->practice), "tuner@acme.iam.gserviceaccount.com",
      token_uri, &error);
  g_autofree char *key_uri = NULL;
  g_autoptr (GFile) key_file = NULL;
  g_autoptr (LuthierProfile) profile = NULL;

  g_assert_no_error (error);
  key_uri = fixture_write (fixture, "key.json", key);
  key_file = g_file_new_for_uri (key_uri);
  profile = luthier_enrol_test_file (fixture->session, key_file, "acme", regions, base, &error);
  g_assert_no_error (error);
}

static inline void
fixture_start_session (Fixture *fixture)
{
  g_autofree char *store = g_build_filename (fixture->directory, "store.db", NULL);
  g_autoptr (GBytes) text = g_resources_lookup_data ("/io/github/luthierapp/Luthier/catalogue.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LuthierCatalogue) catalogue = luthier_catalogue_new (text, &error);

  g_assert_no_error (error);
  fixture->session = g_object_new (LUTHIER_TYPE_SESSION, "clock", fixture->clock, "catalogue",
                                   catalogue, "store-path", store, "settle-window", 1, NULL);
  luthier_session_start_async (fixture->session, NULL, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_start_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static inline void
fixture_set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("luthier-new-job-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->clock = luthier_clock_new ();
  fixture->practice = luthier_practice_new (fixture->clock, "acme", NULL, NULL,
                                            user_data != NULL ? QUICK : 1, &error);
  g_assert_no_error (error);
  luthier_practice_listen (fixture->practice, 0, &error);
  g_assert_no_error (error);
  luthier_practice_objects_make_bucket (luthier_practice_get_objects (fixture->practice), BUCKET,
                                        "US");
  fixture_start_session (fixture);
  fixture_sign_in (fixture);

  fixture->spec = luthier_session_new_spec (fixture->session);
  luthier_job_spec_set_bucket (fixture->spec, BUCKET);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 1000, 700);
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) directory = g_file_new_for_path (fixture->directory);
  g_autoptr (GFileEnumerator) files = NULL;
  GFile *file = NULL;

  gtk_window_destroy (fixture->window);
  luthier_session_stop_async (fixture->session, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_stop_finish (fixture->session, result, NULL);
  g_clear_object (&fixture->spec);
  g_clear_object (&fixture->session);
  luthier_practice_close (fixture->practice);
  g_clear_object (&fixture->practice);
  g_clear_object (&fixture->clock);

  files = g_file_enumerate_children (directory, "standard::name", 0, NULL, NULL);
  while (g_file_enumerator_iterate (files, NULL, &file, NULL, NULL) && file != NULL)
    g_file_delete (file, NULL, NULL);
  g_file_delete (directory, NULL, NULL);
  g_free (fixture->directory);
}

/* An object in the bucket, as if a colleague had put it there. */
static inline char *
fixture_put (Fixture *fixture, const char *name)
{
  char *text = fixture_make_examples (100);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  luthier_practice_objects_put (luthier_practice_get_objects (fixture->practice), BUCKET, name,
                                "application/jsonl", bytes);

  return g_strdup_printf ("gs://" BUCKET "/%s", name);
}

/* (transfer full): the job that the practice service has made of it. */
static inline LuthierJob *
fixture_create (Fixture *fixture, LuthierJobSpec *spec)
{
  g_autoptr (LuthierIntent) intent = luthier_session_submit (fixture->session, spec);

  luthier_session_send_now (fixture->session, intent);
  luthier_test_wait_until (luthier_intent_get_state (intent) == LUTHIER_INTENT_SETTLED);
  return g_object_ref (luthier_intent_get_job (intent));
}

static inline void
fixture_play (Fixture *fixture, const char *situation)
{
  g_autoptr (GError) error = NULL;

  luthier_practice_add_situation (fixture->practice, situation, &error);
  g_assert_no_error (error);
}

/* Shows a widget and waits until it has its place. */
static inline void
fixture_show (Fixture *fixture, GtkWidget *widget)
{
  adw_window_set_content (ADW_WINDOW (fixture->window), widget);
  gtk_window_present (fixture->window);
  luthier_test_wait_until (gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0);
}

static inline void
fixture_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  gtk_disable_setlocale ();
  g_resources_register (luthier_get_resource ());
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

#define fixture_test_quick(path, function)                                                         \
  g_test_add ((path), Fixture, "quick", fixture_set_up, (function), fixture_tear_down)
#define fixture_test(path, function)                                                               \
  g_test_add ((path), Fixture, NULL, fixture_set_up, (function), fixture_tear_down)
