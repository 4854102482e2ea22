/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "languages-accounts.h"
#include "luthier-error-card.h"
#include "luthier-error.h"

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
