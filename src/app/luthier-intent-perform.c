/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-perform.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-error.h"
#include "luthier-intent-words.h"
#include "luthier-transfer-dialog.h"

/* What an answer that comes later is about. */
typedef struct
{
  LuthierSession *session; /* (owned) */
  LuthierIntent *intent;   /* (owned) */
} Matter;

static Matter *
matter_new (LuthierSession *session, LuthierIntent *intent)
{
  Matter *self = g_new0 (Matter, 1);

  self->session = g_object_ref (session);
  self->intent = g_object_ref (intent);
  return self;
}

static void
matter_free (Matter *self)
{
  g_object_unref (self->session);
  g_object_unref (self->intent);
  g_free (self);
}

static void
matter_free_cb (gpointer data, GClosure *closure)
{
  matter_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Matter, matter_free)

static void
undo_cb (AdwToast *toast, Matter *matter)
{
  luthier_session_restore_intent (matter->session, matter->intent);
}

static void
remove_intent (GtkWidget *parent, LuthierSession *session, LuthierIntent *intent)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);
  /* Translators: %s is the name of a job */
  g_autofree char *text = g_strdup_printf (_ ("“%s” removed"), luthier_intent_words_title (intent));
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast;

  luthier_session_forget_intent (session, intent);
  if (toasts == NULL)
    return;
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb),
                         matter_new (session, intent), matter_free_cb, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), toast);
}

static void
send_again_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Matter) matter = user_data;
  g_autofree char *answer = luthier_compat_ask_finish (result);

  /* It may have been found meanwhile. */
  if (g_strcmp0 (answer, "send-again") == 0 &&
      luthier_intent_act_applies (LUTHIER_INTENT_ACT_SEND_AGAIN, matter->intent))
    luthier_session_send_again (matter->session, matter->intent);
}

static void
ask_to_send_again (GtkWidget *parent, LuthierSession *session, LuthierIntent *intent)
{
  const LuthierResponse responses[] = {
    { "cancel", _ ("_Cancel"), LUTHIER_RESPONSE_PLAIN },
    { "send-again", _ ("_Send Again"), LUTHIER_RESPONSE_DESTRUCTIVE },
    { NULL },
  };
  /* Translators: %s is the name of a job */
  g_autofree char *body = g_strdup_printf (
      _ ("“%s” is looked for once more, and sent again if it is not found. If the service has "
         "created it and does not tell yet, there will be two jobs, and both are charged for."),
      luthier_intent_words_title (intent));

  luthier_compat_ask_async (parent, _ ("Send It Again?"), body, responses, send_again_answered_cb,
                            matter_new (session, intent));
}

/* What stood against it may have changed: a permission, a quota, an API that was off. */
static void
try_again (LuthierSession *session, LuthierIntent *intent)
{
  g_autoptr (LuthierIntent)
      same = luthier_session_submit (session, luthier_intent_get_spec (intent));
}

/* What is stored under another content is not overwritten without a question. */
static void
upload_again (GtkWidget *parent, LuthierIntent *intent)
{
  LuthierTransfer *transfer = luthier_intent_get_transfer (intent);

  if (g_error_matches (luthier_transfer_get_error (transfer), LUTHIER_ERROR,
                       LUTHIER_ERROR_CONFLICT))
    luthier_transfer_dialog_ask_to_replace (parent, transfer);
  else
    luthier_transfer_retry (transfer);
}

/**
 * luthier_intent_perform:
 * @parent: a widget of the window, for questions and toasts
 * @session: whose intent it is
 * @intent: with what something is to be done
 * @act: what; nothing is done if it does not apply any more
 * @position: where to, with %LUTHIER_INTENT_ACT_MOVE, among those that are queued
 *
 * Does what the user wants.
 */
void
luthier_intent_perform (GtkWidget *parent,
                        LuthierSession *session,
                        LuthierIntent *intent,
                        LuthierIntentAct act,
                        guint position)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (LUTHIER_IS_SESSION (session));
  g_return_if_fail (LUTHIER_IS_INTENT (intent));

  if (!luthier_intent_act_applies (act, intent))
    return;
  switch (act)
    {
    case LUTHIER_INTENT_ACT_HOLD:
    case LUTHIER_INTENT_ACT_CONTINUE:
      luthier_session_hold (session, intent, act == LUTHIER_INTENT_ACT_HOLD);
      break;
    case LUTHIER_INTENT_ACT_SEND_NOW:
      luthier_session_send_now (session, intent);
      break;
    case LUTHIER_INTENT_ACT_UPLOAD:
      upload_again (parent, intent);
      break;
    case LUTHIER_INTENT_ACT_TRY_AGAIN:
      try_again (session, intent);
      break;
    case LUTHIER_INTENT_ACT_EDIT:
      /* The form holds it while it is being changed. */
      gtk_widget_activate_action (parent, "win.edit-intent", "s", luthier_intent_get_id (intent));
      break;
    case LUTHIER_INTENT_ACT_MOVE:
      luthier_session_move_intent (session, intent, position);
      break;
    case LUTHIER_INTENT_ACT_REMOVE:
    case LUTHIER_INTENT_ACT_FORGET:
      remove_intent (parent, session, intent);
      break;
    case LUTHIER_INTENT_ACT_KEEP_LOOKING:
      luthier_session_keep_looking (session, intent);
      break;
    case LUTHIER_INTENT_ACT_SEND_AGAIN:
      ask_to_send_again (parent, session, intent);
      break;
    default:
      break;
    }
}
