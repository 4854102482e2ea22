/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "languages-stage.h"
#include "luthier-store-banner.h"

/* That nothing can be kept, and that what was kept is damaged. */

#define STORE_WORDS "/\\S+"

static inline LuthierSession *
store_start (Stage *stage, const char *path)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  LuthierSession *session = luthier_session_new (stage->fixture.clock, random, NULL, path);
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_start_async (session, NULL, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_assert_true (luthier_session_start_finish (session, result, NULL));
  return session;
}

static inline void
store_stop (LuthierSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_stop_async (session, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_object_unref (session);
}

static inline void
store_look (Stage *stage, LuthierSession *session, const char *screen)
{
  GtkWidget *banner = luthier_store_banner_new ();
  GtkWidget *window = luthier_dialog_test_show (banner, 360, 500);
  g_autofree char *dialog = g_strconcat (screen, "-dialog", NULL);

  gtk_widget_set_valign (banner, GTK_ALIGN_START);
  luthier_store_banner_set_session (LUTHIER_STORE_BANNER (banner), session);
  check (stage, window, screen, STORE_WORDS);
  press (window, "Details…");
  look_at_dialog (stage, LUTHIER_TEST_TYPE_QUESTION, dialog, STORE_WORDS);
  luthier_ui_test_destroy (window);
}

static inline void
play_store (Stage *stage)
{
  g_autofree char *folder = g_dir_make_tmp ("luthier-languages-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "luthier.db", NULL);
  g_autofree char *journal = g_strconcat (path, ".journal", NULL);
  g_autofree char *nowhere = g_build_filename (path, "luthier.db", NULL);
  LuthierSession *first = store_start (stage, path);
  LuthierSession *second = store_start (stage, path);

  store_look (stage, second, "store-in-use");
  store_stop (second);
  store_stop (first);

  second = store_start (stage, nowhere);
  store_look (stage, second, "store-denied");
  store_stop (second);

  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  first = store_start (stage, path);
  store_look (stage, first, "store-damaged");
  store_stop (first);

  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  g_assert_true (g_file_set_contents (journal, "no journal\n", -1, NULL));
  first = store_start (stage, path);
  store_look (stage, first, "store-lost");
  store_stop (first);
}
