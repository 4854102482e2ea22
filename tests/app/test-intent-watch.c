/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-watch.h"

#include "intent-fixture.h"

static void
changed_cb (GString *told, LuthierIntent *intent)
{
  g_string_append (told, luthier_intent_get_id (intent));
}

static void
test_changes (void)
{
  g_autoptr (GListStore) store = g_list_store_new (LUTHIER_TYPE_INTENT);
  g_autoptr (LuthierIntentWatch) watch = luthier_intent_watch_new ();
  g_autoptr (LuthierIntent) a = intent_new ("a", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_NONE);
  g_autoptr (LuthierIntent) b = intent_new ("b", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_NONE);
  g_autoptr (GString) states = g_string_new (NULL);
  g_autoptr (GString) all = g_string_new (NULL);

  g_signal_connect_swapped (watch, "changed::state", G_CALLBACK (changed_cb), states);
  g_signal_connect_swapped (watch, "changed", G_CALLBACK (changed_cb), all);
  g_list_store_append (store, a);
  luthier_intent_watch_set_model (watch, G_LIST_MODEL (store));
  g_list_store_insert (store, 0, b);
  luthier_intent_set_state (a, LUTHIER_INTENT_SENDING);
  luthier_intent_set_held (b, TRUE);
  luthier_intent_set_state (b, LUTHIER_INTENT_SENDING);
  g_assert_cmpstr (states->str, ==, "ab");
  g_assert_cmpstr (all->str, ==, "abb");

  /* What has left the list is not watched, nor what stays when another list is. */
  g_list_store_remove (store, 0);
  luthier_intent_set_state (b, LUTHIER_INTENT_SETTLED);
  luthier_intent_watch_set_model (watch, NULL);
  luthier_intent_set_state (a, LUTHIER_INTENT_SETTLED);
  g_assert_cmpstr (states->str, ==, "ab");
}

/* One that takes itself off the list when it changes. */
static void
remove_cb (GListStore *store, LuthierIntent *intent)
{
  g_list_store_remove_all (store);
}

static void
test_removed_meanwhile (void)
{
  g_autoptr (GListStore) store = g_list_store_new (LUTHIER_TYPE_INTENT);
  g_autoptr (LuthierIntentWatch) watch = luthier_intent_watch_new ();
  g_autoptr (LuthierIntent) a = intent_new ("a", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_NONE);
  g_autoptr (GString) told = g_string_new (NULL);

  g_list_store_append (store, a);
  luthier_intent_watch_set_model (watch, G_LIST_MODEL (store));
  g_signal_connect_swapped (watch, "changed", G_CALLBACK (remove_cb), store);
  g_signal_connect_swapped (watch, "changed", G_CALLBACK (changed_cb), told);
  luthier_intent_set_state (a, LUTHIER_INTENT_SETTLED);
  g_assert_cmpstr (told->str, ==, "a");
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/intent-watch/changes", test_changes);
  g_test_add_func ("/intent-watch/removed-meanwhile", test_removed_meanwhile);
  return g_test_run ();
}
