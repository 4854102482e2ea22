/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "luthier-manual-clock.h"
#include "luthier-session.h"
#include "luthier-test.h"

/* A file in a folder of its own, and a session that was never started: all that a dataset needs. */
typedef struct
{
  LuthierClock *clock;
  LuthierSession *session;
  char *directory;
  GFile *file;
} DatasetFixture;

static inline void
dataset_write (DatasetFixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (g_file_peek_path (fixture->file), text, -1, &error);
  g_assert_no_error (error);
}

/* One line of supervised data. */
static inline void
dataset_append (GString *text, guint number, const char *answer)
{
  g_string_append_printf (text,
                          "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Question %u: "
                          "where is the parcel of order %u?\"}]},{\"role\":\"model\",\"parts\":"
                          "[{\"text\":\"%s\"}]}]}\n",
                          number, 5000 + number, answer);
}

/* Lines that nothing is wrong with. */
static inline void
dataset_append_good (GString *text, guint n_lines)
{
  for (guint i = 1; i <= n_lines; i++)
    {
      g_autofree char *answer = g_strdup_printf ("It is on its way, and comes on day %u.", i);

      dataset_append (text, i, answer);
    }
}

static inline void
dataset_write_good (DatasetFixture *fixture, guint n_lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dataset_append_good (text, n_lines);
  dataset_write (fixture, text->str);
}

/* 150 lines; then an empty answer in 151 and 153, blanks around the one in 152. */
static inline void
dataset_write_faulty (DatasetFixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dataset_append_good (text, 150);
  dataset_append (text, 151, "");
  dataset_append (text, 152, " It was delivered. ");
  dataset_append (text, 153, "");
  dataset_write (fixture, text->str);
}

static inline void
dataset_set_up (DatasetFixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = g_resources_lookup_data ("/io/github/luthierapp/Luthier/catalogue.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autoptr (LuthierCatalogue) catalogue = NULL;
  g_autofree char *store = NULL;
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  catalogue = luthier_catalogue_new (text, &error);
  g_assert_no_error (error);
  fixture->directory = g_dir_make_tmp ("luthier-dataset-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC);
  store = g_build_filename (fixture->directory, "store.db", NULL);
  fixture->session = luthier_session_new (fixture->clock, random, catalogue, store);
  path = g_build_filename (fixture->directory, "support-tickets.jsonl", NULL);
  fixture->file = g_file_new_for_path (path);
}

static inline void
dataset_remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

static inline void
dataset_tear_down (DatasetFixture *fixture, gconstpointer unused)
{
  dataset_remove_folder (fixture->directory);
  g_clear_object (&fixture->file);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->directory, g_free);
}

static inline gboolean
dataset_tick_cb (gpointer clock)
{
  luthier_manual_clock_advance (clock, 200);
  return G_SOURCE_CONTINUE;
}

/* Time passes meanwhile. */
#define dataset_wait_until(fixture, condition)                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint ticks_ = g_timeout_add (10, dataset_tick_cb, (fixture)->clock);                          \
    luthier_test_wait_until (condition);                                                           \
    g_source_remove (ticks_);                                                                      \
  }                                                                                                \
  G_STMT_END
