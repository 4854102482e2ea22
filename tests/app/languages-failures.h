/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "languages-accounts.h"
#include "luthier-error-card.h"
#include "luthier-error.h"
#include "luthier-practice-troubles.h"

/* What is said of each way in which a sign-in can fail. */

static const struct
{
  LuthierError code;
  const char *reason;
} account_failures[] = {
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_DENIED },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_NARROW },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_STATE },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_LATE },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_TOKEN_OVER },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_NO_CREDENTIAL },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_CLOCK },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, "rapt_required" },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, "invalid_grant" },
  { LUTHIER_ERROR_CREDENTIAL, "invalid_client" },
  { LUTHIER_ERROR_CREDENTIAL, LUTHIER_REASON_API_KEY },
  { LUTHIER_ERROR_CREDENTIAL, NULL },
  { LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_LOCKED },
  { LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_ABSENT },
  { LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_FAILING },
  { LUTHIER_ERROR_UNAUTHENTICATED, NULL },
};

/* Those that have most to say. */
static const char *const job_failures[] = {
  "endpoint-failed", "endpoint-quota", "data-not-object",  "key-demanded",
  "agent-tokens",    "agent-missing",  "checkpoints-left", "job-unheard-of",
};

/* What is said of an answer or a job of the practice service. (transfer full) */
static inline LuthierAdvice *
advise_failure (Stage *stage, const char *name)
{
  const LuthierPracticeTrouble *trouble = luthier_practice_troubles_find (name);
  g_autofree char *json = luthier_practice_trouble_to_json (trouble);
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"projects/123456789012/locations/us-central1/tuningJobs/42\",\"state\":"
      "\"JOB_STATE_FAILED\",\"tunedModel\":{\"model\":\"projects/1/locations/us-central1/models/"
      "7@1\"},\"error\":%s}",
      json);
  g_autoptr (LuthierJson) document = luthier_json_parse_text (text, -1, NULL);
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = luthier_error_new_from_reply (trouble->code, NULL, body, NULL, NULL);
  g_autoptr (LuthierJob)
      job = luthier_job_new_from_json (luthier_json_get_root (document), TRUE, NULL);
  g_autoptr (LuthierJobSpec) spec = luthier_job_to_spec (job);
  const LuthierAdviceScene scene = {
    .profile = luthier_session_get_profile (stage->fixture.session), .spec = spec
  };

  luthier_job_spec_set_service_account (spec, "tuner@acme.iam.gserviceaccount.com");

  return trouble->time == LUTHIER_PRACTICE_ON_REQUEST
             ? luthier_advice_new_for_error_in (error, &scene)
             : luthier_advice_new_for_job_in (job, &scene);
}

/* What a service says is in no language but its own. (transfer full) */
static inline char *
describe_said (const char *name)
{
  const LuthierPracticeTrouble *trouble = luthier_practice_troubles_find (name);
  g_autofree char *message = g_regex_escape_string (trouble->message, -1);

  return g_strdup_printf ("%s|%s|\\d+ [A-Z_]+|MOON_IS_FULL|phase: full|google\\.moon.*|%s",
                          ACCOUNT_WORDS, message, "tuning_job\\S+");
}

static inline void
play_job_failures (Stage *stage, GtkWidget *window, GtkWidget *card)
{
  g_object_set (card, "narrow", TRUE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (job_failures); i++)
    {
      g_autoptr (LuthierAdvice) advice = advise_failure (stage, job_failures[i]);
      g_autofree char *screen = g_strdup_printf ("job-failure-%u", i);
      g_autofree char *said = describe_said (job_failures[i]);

      luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), advice);
      check (stage, window, screen, said);
    }
}

static inline void
play_account_failures (Stage *stage)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *card = luthier_error_card_new ();

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), card);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (stage->window));
  gtk_window_set_title (GTK_WINDOW (window), "tuner@acme.example.com");
  account_show (stage, window);
  /* Where there is least room. */
  resize (stage, window, "account-failure", 360);
  for (guint i = 0; i < G_N_ELEMENTS (account_failures); i++)
    {
      g_autoptr (GError) error = luthier_error_new (
          account_failures[i].code, account_failures[i].reason, "tuner@acme.example.com");
      g_autoptr (LuthierAdvice) advice = luthier_advice_new_for_error (error);
      g_autofree char *screen = g_strdup_printf ("account-failure-%u", i);

      luthier_error_card_set_advice (LUTHIER_ERROR_CARD (card), advice);
      check (stage, window, screen, ACCOUNT_WORDS);
    }
  play_job_failures (stage, window, card);
  luthier_ui_test_destroy (window);
}

/* The question before a sign-in is forgotten, which can be told to the service, too. */
static inline void
play_account_removal (Stage *stage)
{
  LuthierProfile *profile = luthier_session_get_profile (stage->fixture.session);
  const LuthierProfileKind kind = luthier_profile_get_kind (profile);
  static const LuthierProfileKind kinds[] = {
    LUTHIER_PROFILE_SERVICE_ACCOUNT,
    LUTHIER_PROFILE_GOOGLE_ACCOUNT,
    LUTHIER_PROFILE_IMPORTED,
    LUTHIER_PROFILE_ACCESS_TOKEN,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *screen = g_strdup_printf ("account-removal-%u", i);
      GtkWidget *question;

      luthier_profile_set_kind (profile, kinds[i]);
      gtk_widget_activate_action (stage->window, "win.remove-profile", NULL);
      question = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
      check (stage, question, screen, ACCOUNT_WORDS);
      luthier_dialog_test_press (question, _ ("_Cancel"));
      luthier_ui_test_wait_frames (stage->window, 2);
    }
  luthier_profile_set_kind (profile, kind);
}
