/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intents-section.h"

#include "intent-fixture.h"
#include "luthier-intent-card.h"
#include "luthier-intent-row.h"

typedef struct
{
  GListStore *store;
  GtkWidget *section;
  GtkWidget *window;
  char *acted; /* (owned) (nullable): the last act, "a move 0" */
} Fixture;

/* As the session does. */
static void
act_cb (Fixture *fixture, LuthierIntent *intent, LuthierIntentAct act, guint position)
{
  g_autoptr (GEnumClass) acts = g_type_class_ref (LUTHIER_TYPE_INTENT_ACT);
  guint index;

  g_free (fixture->acted);
  fixture->acted = g_strdup_printf ("%s %s %u", luthier_intent_get_id (intent),
                                    g_enum_get_value (acts, (int) act)->value_nick, position);
  g_object_ref (intent);
  if (g_list_store_find (fixture->store, intent, &index) &&
      (act == LUTHIER_INTENT_ACT_MOVE || act == LUTHIER_INTENT_ACT_REMOVE))
    g_list_store_remove (fixture->store, index);
  if (act == LUTHIER_INTENT_ACT_MOVE)
    g_list_store_insert (fixture->store, position, intent);
  g_object_unref (intent);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = g_list_store_new (LUTHIER_TYPE_INTENT);
  fixture->section = g_object_new (LUTHIER_TYPE_INTENTS_SECTION, "intents", fixture->store, NULL);
  g_signal_connect_swapped (fixture->section, "act", G_CALLBACK (act_cb), fixture);
  fixture->window = luthier_ui_test_show (fixture->section, 800, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  luthier_ui_test_destroy (fixture->window);
  g_object_unref (fixture->store);
  g_free (fixture->acted);
}

static void
fill (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%c", (char) ('a' + i));

      intent_append (fixture->store, name, LUTHIER_INTENT_QUEUED,
                     i == 0 ? LUTHIER_INTENT_WAIT_SLOT : LUTHIER_INTENT_WAIT_TURN);
    }
  luthier_ui_test_wait_frames (fixture->window, 2);
}

static LuthierIntent *
get (Fixture *fixture, guint index)
{
  g_autoptr (LuthierIntent) intent = g_list_model_get_item (G_LIST_MODEL (fixture->store), index);

  return intent;
}

static void
collect (GtkWidget *widget, GString *names)
{
  if (LUTHIER_IS_INTENT_ROW (widget))
    g_string_append (
        names, luthier_intent_get_id (luthier_intent_row_get_intent (LUTHIER_INTENT_ROW (widget))));
  if (LUTHIER_IS_INTENT_CARD (widget))
    g_string_append_printf (
        names, "(%s)",
        luthier_intent_get_id (luthier_intent_card_get_intent (LUTHIER_INTENT_CARD (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, names);
}

static void
assert_shown (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  collect (fixture->section, names);
  g_assert_cmpstr (names->str, ==, expected);
}

static GtkWidget *
find_row (GtkWidget *widget, const char *id)
{
  if (LUTHIER_IS_INTENT_ROW (widget) &&
      g_str_equal (
          luthier_intent_get_id (luthier_intent_row_get_intent (LUTHIER_INTENT_ROW (widget))), id))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says (Fixture *fixture, const char *text)
{
  return luthier_ui_test_says (fixture->section, text);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_assert_false (gtk_widget_get_visible (fixture->section));
  fill (fixture, 1);
  g_assert_true (gtk_widget_get_visible (fixture->section));
  assert_shown (fixture, "a");
  g_list_store_remove_all (fixture->store);
  g_assert_false (gtk_widget_get_visible (fixture->section));
}

/* Many do not push the jobs away. */
static void
test_fold (Fixture *fixture, gconstpointer data)
{
  GtkWidget *more;

  fill (fixture, 4);
  assert_shown (fixture, "abcd");
  g_assert_null (luthier_ui_test_find (fixture->section, GTK_TYPE_BUTTON, "Show Fewer"));
  g_list_store_remove_all (fixture->store);
  fill (fixture, 20);
  assert_shown (fixture, "abc");
  g_assert_true (says (fixture, "20"));
  g_assert_true (says (fixture, "1 of 1 slot in use"));
  more = luthier_ui_test_find (fixture->section, GTK_TYPE_BUTTON, "17 More");
  g_signal_emit_by_name (more, "clicked");
  assert_shown (fixture, "abcdefghijklmnopqrst");
  g_signal_emit_by_name (luthier_ui_test_find (fixture->section, GTK_TYPE_BUTTON, "Show Fewer"),
                         "clicked");
  assert_shown (fixture, "abc");
}

/* What needs the user comes first, then what is under way, then the queue in its order. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  fill (fixture, 4);
  luthier_intent_set_state (get (fixture, 3), LUTHIER_INTENT_REFUSED);
  assert_shown (fixture, "dabc");
  luthier_intent_set_state (get (fixture, 2), LUTHIER_INTENT_SENDING);
  assert_shown (fixture, "dcab");
  luthier_intent_set_state (get (fixture, 1), LUTHIER_INTENT_ASKS);
  luthier_intent_set_state (get (fixture, 3), LUTHIER_INTENT_ASKS);
  assert_shown (fixture, "(b)(d)ca");
  g_assert_true (says (fixture, "2"));
  luthier_intent_set_state (get (fixture, 1), LUTHIER_INTENT_UNCERTAIN);
  assert_shown (fixture, "(d)bca");
}

/* Those that are held do not go before anything. */
static void
test_before (Fixture *fixture, gconstpointer data)
{
  fill (fixture, 4);
  g_assert_true (says (fixture, "3 jobs are before it"));
  luthier_intent_set_held (get (fixture, 0), TRUE);
  g_assert_false (says (fixture, "3 jobs are before it"));
  g_assert_true (says (fixture, "2 jobs are before it"));
  luthier_intent_set_state (get (fixture, 1), LUTHIER_INTENT_SENDING);
  g_assert_false (says (fixture, "2 jobs are before it"));
  g_assert_true (says (fixture, "1 job is before it"));
}

static void
assert_focus (Fixture *fixture, const char *id)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_true (focus != NULL && focus == find_row (fixture->section, id));
}

/* The focus goes with what is moved, and nothing is moved out of sight. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  fill (fixture, 5);
  gtk_widget_grab_focus (find_row (fixture->section, "b"));
  gtk_widget_activate_action (find_row (fixture->section, "b"), "intent.move-up", NULL);
  assert_shown (fixture, "bac");
  g_assert_cmpstr (fixture->acted, ==, "b move 0");
  assert_focus (fixture, "b");
  gtk_widget_activate_action (find_row (fixture->section, "b"), "intent.move-up", NULL);
  assert_shown (fixture, "bac");
  for (guint i = 0; i < 3; i++)
    gtk_widget_activate_action (find_row (fixture->section, "b"), "intent.move-down", NULL);
  assert_shown (fixture, "acdbe");
  assert_focus (fixture, "b");
}

static void
drop (Fixture *fixture, const char *id, const char *target, gboolean after)
{
  LuthierIntent *intent = luthier_intent_row_get_intent (
      LUTHIER_INTENT_ROW (find_row (fixture->section, id)));

  g_signal_emit_by_name (find_row (fixture->section, target), "dropped", intent, after);
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  fill (fixture, 4);
  drop (fixture, "a", "c", TRUE);
  assert_shown (fixture, "bcad");
  drop (fixture, "d", "b", FALSE);
  assert_shown (fixture, "dbca");
  drop (fixture, "d", "a", FALSE);
  assert_shown (fixture, "bcda");
  g_clear_pointer (&fixture->acted, g_free);
  drop (fixture, "c", "b", TRUE);
  drop (fixture, "c", "d", FALSE);
  g_assert_null (fixture->acted);
}

/* Whoever removes one after the other needs no other key. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierIntent) d = NULL;

  fill (fixture, 4);
  gtk_widget_grab_focus (find_row (fixture->section, "b"));
  gtk_widget_activate_action (find_row (fixture->section, "b"), "intent.remove", NULL);
  assert_shown (fixture, "acd");
  assert_focus (fixture, "c");
  gtk_widget_activate_action (find_row (fixture->section, "c"), "intent.remove", NULL);
  d = g_list_model_get_item (G_LIST_MODEL (fixture->store), 1);
  gtk_widget_activate_action (find_row (fixture->section, "d"), "intent.remove", NULL);
  assert_focus (fixture, "a");
  /* Nor whoever takes it back. */
  g_list_store_append (fixture->store, d);
  assert_focus (fixture, "d");
}

/* What others do does not take the focus away. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  fill (fixture, 4);
  gtk_widget_grab_focus (find_row (fixture->section, "b"));
  luthier_intent_set_state (get (fixture, 2), LUTHIER_INTENT_SENDING);
  assert_shown (fixture, "cabd");
  assert_focus (fixture, "b");
  /* It goes, and the next one takes its place. */
  luthier_intent_set_state (get (fixture, 1), LUTHIER_INTENT_SETTLED);
  g_list_store_remove (fixture->store, 1);
  assert_shown (fixture, "cad");
  assert_focus (fixture, "c");
}

static void
test_card (Fixture *fixture, gconstpointer data)
{
  fill (fixture, 1);
  luthier_intent_set_state (get (fixture, 0), LUTHIER_INTENT_ASKS);
  luthier_ui_test_wait_frames (fixture->window, 2);
  g_assert_false (says (fixture, "Waiting"));
  g_signal_emit_by_name (luthier_ui_test_find (fixture->section, GTK_TYPE_BUTTON, "_Forget"),
                         "clicked");
  g_assert_cmpstr (fixture->acted, ==, "a forget 0");
}

/* A window that is small has room for it and for the jobs. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  int width, height;

  g_object_set (fixture->section, "narrow", TRUE, NULL);
  fill (fixture, 20);
  luthier_intent_set_state (get (fixture, 4), LUTHIER_INTENT_ASKS);
  luthier_intent_set_state (get (fixture, 5), LUTHIER_INTENT_REFUSED);
  luthier_ui_test_wait_frames (fixture->window, 2);
  gtk_widget_measure (fixture->section, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  gtk_widget_measure (fixture->section, GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, <=, 100);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/intents-section/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  add ("nothing", test_nothing);
  add ("fold", test_fold);
  add ("order", test_order);
  add ("before", test_before);
  add ("move", test_move);
  add ("drop", test_drop);
  add ("remove", test_remove);
  add ("focus", test_focus);
  add ("card", test_card);
  add ("narrow", test_narrow);
  return g_test_run ();
}
