/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error-card.h"

#include "luthier-raw-text.h"
#include "luthier-ui-test.h"

static void
act_cb (LuthierErrorCard *card, int action, const char *value, guint field, char **acted)
{
  g_free (*acted);
  *acted = g_strdup_printf ("%d %s %u", action, value != NULL ? value : "-", field);
}

static void
test_silent (void)
{
  GtkWidget *card = luthier_error_card_new ();
  GtkWidget *window = luthier_ui_test_show (card, 500, 400);

  g_assert_false (gtk_widget_get_visible (card));
  luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), NULL);
  g_assert_false (gtk_widget_get_visible (card));
  luthier_ui_test_destroy (window);
}

static void
test_title_only (void)
{
  const LuthierAdvice advice = { .title = (char *) "No <b>reason</b> was given" };
  GtkWidget *card = luthier_error_card_new ();
  GtkWidget *window = luthier_ui_test_show (card, 500, 400);

  luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), &advice);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "No <b>reason</b> was given"));
  g_assert_false (luthier_ui_test_says (window, "What to do"));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_BUTTON, NULL));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_EXPANDER, NULL));
  luthier_ui_test_destroy (window);
}

static void
test_whole (void)
{
  const LuthierAdvice advice = {
    .title = (char *) "The API is off",
    .reason = (char *) "It has not been used in project acme before.",
    .what_to_do = (char *) "Run the command, then try again.",
    .steps = {
      { LUTHIER_ADVICE_COPY_COMMAND, (char *) "Copy the Command",
        (char *) "gcloud services enable aiplatform.googleapis.com", LUTHIER_SPEC_FIELD_NONE },
      { LUTHIER_ADVICE_TUNE_AGAIN, (char *) "Choose Another Key…", NULL,
        LUTHIER_SPEC_FIELD_KMS_KEY },
    },
    .n_steps = 2,
    .raw = (char *) "{\"code\": 7, \"access_token\": \"hidden\"}",
  };
  g_autofree char *acted = NULL;
  g_autofree char *expected = g_strdup_printf ("%d %s %d", LUTHIER_ADVICE_COPY_COMMAND,
                                               advice.steps[0].value, LUTHIER_SPEC_FIELD_NONE);
  g_autofree char *expected_then = g_strdup_printf ("%d - %d", LUTHIER_ADVICE_TUNE_AGAIN,
                                                    LUTHIER_SPEC_FIELD_KMS_KEY);
  GtkWidget *card = luthier_error_card_new ();
  GtkWidget *window = luthier_ui_test_show (card, 500, 400);
  GtkWidget *button;
  GtkWidget *expander;

  g_signal_connect (card, "act", G_CALLBACK (act_cb), &acted);
  luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), &advice);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "The API is off"));
  g_assert_true (luthier_ui_test_says (window, advice.reason));
  g_assert_true (luthier_ui_test_says (window, "What to do"));
  g_assert_true (luthier_ui_test_says (window, advice.what_to_do));

  button = luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Copy the Command");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (acted, ==, expected);
  button = luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Choose Another Key…");
  g_assert_false (gtk_widget_has_css_class (button, "suggested-action"));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (acted, ==, expected_then);

  /* Said once more, it takes the focus from nothing. */
  gtk_widget_grab_focus (button);
  luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), &advice);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == button);

  /* Folded away, but named. */
  g_assert_false (luthier_ui_test_says (window, advice.raw));
  expander = luthier_ui_test_find (window, GTK_TYPE_EXPANDER, NULL);
  gtk_test_accessible_assert_property (expander, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "What the service said");
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "{\"code\": 7, \"access_token\": \"…\"}"));
  g_assert_false (luthier_ui_test_says (window, "hidden"));
  luthier_ui_test_destroy (window);
}

/* What the service has said reads from left to right, whatever is around it. (nullable) */
static GtkWidget *
find_fact (GtkWidget *window, const char *name, const char *value)
{
  const gboolean mirrored = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  g_autofree char *text = g_strdup_printf (mirrored ? "%s: \u2066%s\u2069" : "%s: %s", name, value);

  return luthier_ui_test_find (window, GTK_TYPE_LABEL, text);
}

/* What is selected of what the service said is not lost when it is shown once more. */
static void
test_facts_stay (void)
{
  const LuthierAdvice vague = {
    .title = (char *) "Failed",
    .raw = (char *) "{\"code\":13,\"message\":\"Internal\"}",
    .is_vague = TRUE,
  };
  GtkWidget *card = luthier_error_card_new ();
  GtkWidget *window = luthier_ui_test_show (card, 500, 400);
  GtkWidget *fact;

  luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), &vague);
  luthier_ui_test_wait_frames (window, 2);
  fact = find_fact (window, "Code", "13 INTERNAL");
  g_assert_nonnull (fact);
  gtk_label_select_region (GTK_LABEL (fact), 0, 4);
  luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), &vague);
  g_assert_true (find_fact (window, "Code", "13 INTERNAL") == fact);
  g_assert_true (gtk_label_get_selection_bounds (GTK_LABEL (fact), NULL, NULL));
  luthier_ui_test_destroy (window);
}

static void
test_narrow (void)
{
  const LuthierAdvice advice = {
    .title = (char *) "Failed",
    .steps = { { LUTHIER_ADVICE_TUNE_AGAIN, (char *) "Tune Again", NULL,
                 LUTHIER_SPEC_FIELD_NONE } },
    .n_steps = 1,
  };
  GtkWidget *card = g_object_new (LUTHIER_TYPE_ERROR_CARD, "valign", GTK_ALIGN_START, NULL);
  GtkWidget *window = luthier_ui_test_show (card, 336, 400);
  GtkWidget *button;
  int width;

  luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), &advice);
  luthier_ui_test_wait_frames (window, 2);
  button = luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Tune Again");
  width = gtk_widget_get_width (button);
  g_object_set (card, "narrow", TRUE, NULL);
  luthier_ui_test_wait_frames (window, 2);
  button = luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Tune Again");
  g_assert_cmpint (gtk_widget_get_width (button), >, width);
  luthier_ui_test_destroy (window);
}

/* Of what nobody has foreseen all is told, known or not; of a model that is there, in amber. */
static void
test_facts (void)
{
  const LuthierAdvice advice = {
    .title = (char *) "The moon is full.",
    .is_vague = TRUE,
    .usable = TRUE,
    .raw = (char *) "{\"code\":13,\"message\":\"The moon is full.\",\"details\":[{\"@type\":"
                    "\"type.googleapis.com/google.moon.Phase\",\"light\":1},{\"@type\":\"type."
                    "googleapis.com/google.rpc.RequestInfo\",\"requestId\":\"f3\"}]}",
  };
  const LuthierAdvice known = { .title = (char *) "Known", .raw = advice.raw };
  GtkWidget *card = luthier_error_card_new ();
  GtkWidget *window = luthier_ui_test_show (card, 500, 400);

  luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), &advice);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_nonnull (find_fact (window, "Code", "13 INTERNAL"));
  g_assert_nonnull (find_fact (window, "Request id", "f3"));
  g_assert_nonnull (
      find_fact (window, "google.moon.Phase",
                 "{\"@type\":\"type.googleapis.com/google.moon.Phase\",\"light\":1}"));
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_first_child (card), "usable"));

  luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), &known);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_null (find_fact (window, "Code", "13 INTERNAL"));
  g_assert_false (gtk_widget_has_css_class (gtk_widget_get_first_child (card), "usable"));
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/error-card/silent", test_silent);
  g_test_add_func ("/error-card/title-only", test_title_only);
  g_test_add_func ("/error-card/whole", test_whole);
  g_test_add_func ("/error-card/facts-stay", test_facts_stay);
  g_test_add_func ("/error-card/narrow", test_narrow);
  g_test_add_func ("/error-card/facts", test_facts);
  return g_test_run ();
}
