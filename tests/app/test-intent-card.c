/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-card.h"

#include "intent-fixture.h"

static void
act_cb (GtkWidget *card, LuthierIntentAct act, int steps, int *acted)
{
  *acted = (int) act;
}

static void
press (GtkWidget *card, const char *label)
{
  GtkWidget *button = luthier_ui_test_find (card, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_answers (void)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (0);
  g_autoptr (LuthierIntent)
      intent = intent_new ("<i>tone</i>", LUTHIER_INTENT_ASKS, LUTHIER_INTENT_WAIT_NONE);
  GtkWidget *card = luthier_intent_card_new (intent, clock);
  GtkWidget *window = luthier_ui_test_show (card, 800, 300);
  int acted = -1;

  g_signal_connect (card, "act", G_CALLBACK (act_cb), &acted);
  g_assert_true (luthier_ui_test_says (card, "Was “<i>tone</i>” created?"));
  press (card, "_Keep Looking");
  g_assert_cmpint (acted, ==, LUTHIER_INTENT_ACT_KEEP_LOOKING);
  press (card, "_Send Again…");
  g_assert_cmpint (acted, ==, LUTHIER_INTENT_ACT_SEND_AGAIN);
  press (card, "_Forget");
  g_assert_cmpint (acted, ==, LUTHIER_INTENT_ACT_FORGET);
  /* The answer that does no harm is the first to be come to. */
  gtk_widget_grab_focus (card);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) ==
                 luthier_ui_test_find (card, GTK_TYPE_BUTTON, "_Keep Looking"));
  luthier_ui_test_destroy (window);
}

static void
test_follows (void)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (0);
  g_autoptr (LuthierIntent)
      intent = intent_new ("tone", LUTHIER_INTENT_ASKS, LUTHIER_INTENT_WAIT_NONE);
  GtkWidget *card = luthier_intent_card_new (intent, clock);
  GtkWidget *window = luthier_ui_test_show (card, 800, 300);

  g_assert_true (luthier_ui_test_says (
      card, "The job that tunes gemini-3.5-flash was sent. Luthier ended before an answer came. It "
            "was not found in the lists of the service."));
  intent_set_error (intent, LUTHIER_ERROR_BAD_REPLY, "no");
  g_assert_true (luthier_ui_test_says (
      card, "The job that tunes gemini-3.5-flash was sent. It is not known what became of it: The "
            "answer cannot be read. It was not found in the lists of the service."));
  luthier_ui_test_destroy (window);
}

static void
test_narrow (void)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (0);
  g_autoptr (LuthierIntent) intent = intent_new (
      "a-name-without-a-blank-that-is-longer-than-a-narrow-window-is-wide-and-then-some",
      LUTHIER_INTENT_ASKS, LUTHIER_INTENT_WAIT_NONE);
  GtkWidget *card = luthier_intent_card_new (intent, clock);
  GtkWidget *window;
  int minimum;

  g_object_set (card, "narrow", TRUE, NULL);
  window = luthier_ui_test_show (card, 336, 500);
  gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 336);
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/intent-card/answers", test_answers);
  g_test_add_func ("/intent-card/follows", test_follows);
  g_test_add_func ("/intent-card/narrow", test_narrow);
  return g_test_run ();
}
