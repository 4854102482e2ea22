/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-row.h"

#include "intent-fixture.h"

typedef struct
{
  LuthierClock *clock;
  LuthierIntent *intent;
  GtkWidget *row;
  GtkWidget *window;
  int act; /* the last one, -1: none */
  int steps;
  LuthierIntent *dropped;
  gboolean after;
} Fixture;

static gint64
noon (void)
{
  return luthier_timestamp_parse ("2026-11-22T12:00:00Z");
}

static void
act_cb (Fixture *fixture, LuthierIntentAct act, int steps)
{
  fixture->act = (int) act;
  fixture->steps = steps;
}

static void
dropped_cb (Fixture *fixture, LuthierIntent *intent, gboolean after)
{
  fixture->dropped = intent;
  fixture->after = after;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();

  fixture->act = -1;
  fixture->clock = luthier_manual_clock_new (noon ());
  fixture->intent = intent_new ("invoices", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_SLOT);
  luthier_intent_set_count (fixture->intent, 1, 1);
  fixture->row = luthier_intent_row_new (fixture->intent, fixture->clock);
  luthier_intent_row_set_place (LUTHIER_INTENT_ROW (fixture->row), (LuthierIntentPlace){ 1, 3, 1 });
  g_signal_connect_swapped (fixture->row, "act", G_CALLBACK (act_cb), fixture);
  g_signal_connect_swapped (fixture->row, "dropped", G_CALLBACK (dropped_cb), fixture);
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->row);
  fixture->window = luthier_ui_test_show (list, 600, 200);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  luthier_ui_test_destroy (fixture->window);
  g_object_unref (fixture->intent);
  g_object_unref (fixture->clock);
}

static gboolean
says (Fixture *fixture, const char *text)
{
  return luthier_ui_test_says (fixture->row, text);
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  g_assert_true (says (fixture, "invoices"));
  g_assert_true (says (fixture, "gemini-3.5-flash · us-central1"));
  g_assert_true (says (fixture, "Starts when a slot is free: 1 of 1 is in use"));
  luthier_intent_set_wait (fixture->intent, LUTHIER_INTENT_WAIT_TURN);
  g_assert_true (says (fixture, "1 job is before it"));
  luthier_intent_row_set_place (LUTHIER_INTENT_ROW (fixture->row), (LuthierIntentPlace){ 2, 3, 2 });
  g_assert_true (says (fixture, "2 jobs are before it"));
  luthier_intent_set_wait (fixture->intent, LUTHIER_INTENT_WAIT_COUNT);
  g_object_set (fixture->row, "region", "europe-west4", NULL);
  g_assert_true (
      says (fixture, "europe-west4 does not answer, so it is not known whether a slot is free"));
  luthier_intent_set_state (fixture->intent, LUTHIER_INTENT_SENDING);
  g_assert_true (says (fixture, "Sending to us-central1"));
  luthier_ui_test_wait_frames (fixture->window, 2);
  g_assert_nonnull (luthier_ui_test_find (fixture->row, GTK_TYPE_SPINNER, NULL));
  g_object_set (fixture->row, "narrow", TRUE, NULL);
  g_assert_false (says (fixture, "gemini-3.5-flash · us-central1"));
}

static void
test_upload (Fixture *fixture, gconstpointer data)
{
  LuthierTransfer *transfer;
  GtkWidget *bar;

  g_assert_null (luthier_ui_test_find (fixture->row, GTK_TYPE_PROGRESS_BAR, NULL));
  luthier_intent_set_wait (fixture->intent, LUTHIER_INTENT_WAIT_UPLOAD);
  transfer = intent_set_transfer (fixture->intent, LUTHIER_TRANSFER_RUNNING, 25, 100);
  luthier_ui_test_wait_frames (fixture->window, 2);
  bar = luthier_ui_test_find (fixture->row, GTK_TYPE_PROGRESS_BAR, NULL);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), ==, 0.25);
  luthier_transfer_set_progress (transfer, 50, 100, 0);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), ==, 0.5);
  g_assert_true (says (fixture, "Uploading: 50 bytes of 100 bytes"));
  luthier_transfer_set_state (transfer, LUTHIER_TRANSFER_DONE);
  g_assert_null (luthier_ui_test_find (fixture->row, GTK_TYPE_PROGRESS_BAR, NULL));
}

static GtkWidget *
find_line (GtkWidget *row)
{
  return GTK_WIDGET (gtk_widget_get_template_child (row, LUTHIER_TYPE_INTENT_ROW, "line"));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* The seconds go by while the row is looked at, and nothing wakes up for one that is not. */
static void
test_countdown (Fixture *fixture, gconstpointer data)
{
  LuthierManualClock *clock = LUTHIER_MANUAL_CLOCK (fixture->clock);
  guint count = 0;

  luthier_intent_set_next_at (fixture->intent, noon () + 10 * G_USEC_PER_SEC);
  luthier_intent_set_wait (fixture->intent, LUTHIER_INTENT_WAIT_LOOK);
  luthier_intent_set_state (fixture->intent, LUTHIER_INTENT_UNCERTAIN);
  g_assert_true (says (fixture, "Checking whether it started: first look in 10 s"));
  luthier_manual_clock_advance (clock, 1000);
  g_assert_true (says (fixture, "Checking whether it started: first look in 9 s"));
  luthier_manual_clock_advance (clock, 7500);
  g_assert_true (says (fixture, "Checking whether it started: first look in 2 s"));

  gtk_widget_set_visible (fixture->row, FALSE);
  g_signal_connect_swapped (find_line (fixture->row), "notify::label", G_CALLBACK (count_cb),
                            &count);
  luthier_manual_clock_advance (clock, 1000);
  g_assert_cmpuint (count, ==, 0);
  gtk_widget_set_visible (fixture->row, TRUE);
  g_assert_true (says (fixture, "Checking whether it started: first look in 1 s"));
  luthier_manual_clock_advance (clock, 1000);
  g_assert_true (says (fixture, "Checking whether it started: first look soon"));
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (fixture->row, "intent.hold", NULL);
  g_assert_cmpint (fixture->act, ==, LUTHIER_INTENT_ACT_HOLD);
  gtk_widget_activate_action (fixture->row, "intent.send-now", NULL);
  g_assert_cmpint (fixture->act, ==, LUTHIER_INTENT_ACT_SEND_NOW);
  gtk_widget_activate_action (fixture->row, "intent.move-up", NULL);
  g_assert_cmpint (fixture->act, ==, LUTHIER_INTENT_ACT_MOVE);
  g_assert_cmpint (fixture->steps, ==, -1);
  gtk_widget_activate_action (fixture->row, "intent.move-down", NULL);
  g_assert_cmpint (fixture->steps, ==, 1);
  gtk_widget_activate_action (fixture->row, "intent.remove", NULL);
  g_assert_cmpint (fixture->act, ==, LUTHIER_INTENT_ACT_REMOVE);
  gtk_widget_activate_action (fixture->row, "intent.edit", NULL);
  g_assert_cmpint (fixture->act, ==, LUTHIER_INTENT_ACT_EDIT);
}

/* What makes no sense cannot be done. */
static void
test_disabled (Fixture *fixture, gconstpointer data)
{
  luthier_intent_row_set_place (LUTHIER_INTENT_ROW (fixture->row), (LuthierIntentPlace){ 0, 1, 0 });
  gtk_widget_activate_action (fixture->row, "intent.move-up", NULL);
  gtk_widget_activate_action (fixture->row, "intent.move-down", NULL);
  gtk_widget_activate_action (fixture->row, "intent.continue", NULL);
  luthier_intent_set_state (fixture->intent, LUTHIER_INTENT_LOOKING);
  gtk_widget_activate_action (fixture->row, "intent.remove", NULL);
  gtk_widget_activate_action (fixture->row, "intent.edit", NULL);
  gtk_widget_activate_action (fixture->row, "intent.send-now", NULL);
  g_assert_cmpint (fixture->act, ==, -1);
}

/* Of one that was refused the way out is a button. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  g_assert_null (luthier_ui_test_find (fixture->row, GTK_TYPE_BUTTON, "_Edit…"));
  luthier_intent_set_state (fixture->intent, LUTHIER_INTENT_REFUSED);
  luthier_ui_test_wait_frames (fixture->window, 2);
  button = luthier_ui_test_find (fixture->row, GTK_TYPE_BUTTON, "_Edit…");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (fixture->act, ==, LUTHIER_INTENT_ACT_EDIT);
}

static GtkEventController *
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }
  return NULL;
}

static GdkContentProvider *
drag (Fixture *fixture)
{
  GdkContentProvider *content = NULL;

  g_signal_emit_by_name (find_controller (fixture->row, GTK_TYPE_DRAG_SOURCE), "prepare", 10.0,
                         10.0, &content);
  return content;
}

static gboolean
drop (Fixture *fixture, LuthierIntent *intent, double y)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean accepted = FALSE;

  g_value_init (&value, LUTHIER_TYPE_INTENT);
  g_value_set_object (&value, intent);
  g_signal_emit_by_name (find_controller (fixture->row, GTK_TYPE_DROP_TARGET), "drop", &value, 10.0,
                         y, &accepted);
  return accepted;
}

static void
test_drag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierIntent)
      other = intent_new ("other", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_TURN);
  g_autoptr (GdkContentProvider) content = drag (fixture);
  double height = gtk_widget_get_height (fixture->row);

  g_assert_nonnull (content);
  g_assert_true (drop (fixture, other, 2));
  g_assert_true (fixture->dropped == other);
  g_assert_false (fixture->after);
  g_assert_true (drop (fixture, other, height - 2));
  g_assert_true (fixture->after);
  g_assert_false (drop (fixture, fixture->intent, 2));

  /* What is under way is not in the queue any more. */
  luthier_intent_set_state (fixture->intent, LUTHIER_INTENT_SENDING);
  g_assert_null (drag (fixture));
  g_assert_false (drop (fixture, other, 2));
}

static void
test_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = luthier_ui_test_find (fixture->row, GTK_TYPE_MENU_BUTTON, NULL);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));

  gtk_widget_activate_action (fixture->row, "intent.menu", NULL);
  luthier_test_wait_until (gtk_widget_get_mapped (popover));
  g_assert_true (luthier_ui_test_says (popover, "Send Now"));
  g_assert_true (luthier_ui_test_says (popover, "Hold"));
  g_assert_false (luthier_ui_test_says (popover, "Continue"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  luthier_test_wait_until (!gtk_widget_get_mapped (popover));

  g_signal_emit_by_name (find_controller (fixture->row, GTK_TYPE_GESTURE_CLICK), "pressed", 1, 20.0,
                         10.0);
  luthier_test_wait_until (gtk_widget_get_mapped (popover));
  g_assert_true (gtk_popover_get_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ 0 }));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  luthier_test_wait_until (!gtk_widget_get_mapped (popover));
}

/* Names come from files and from the service. */
static void
test_markup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_new ();

  luthier_job_spec_set_display_name (spec, "<b>bold</b> & more");
  luthier_intent_set_spec (fixture->intent, spec);
  g_assert_true (says (fixture, "<b>bold</b> & more"));
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/intent-row/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  add ("follows", test_follows);
  add ("upload", test_upload);
  add ("countdown", test_countdown);
  add ("actions", test_actions);
  add ("disabled", test_disabled);
  add ("refused", test_refused);
  add ("drag", test_drag);
  add ("menu", test_menu);
  add ("markup", test_markup);
  return g_test_run ();
}
