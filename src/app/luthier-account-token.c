/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-account-token.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-countdown.h"
#include "luthier-secret-hint.h"

struct _LuthierAccountToken
{
  LuthierAccountPage parent_instance;

  LuthierCountdown *countdown; /* (owned) (nullable) */
  gboolean taken;              /* what was in the field */

  AdwEntryRow *token_row;
  LuthierSecretHint *token_hint;
  GtkWidget *found;
  AdwActionRow *account_row;
  AdwActionRow *life_row;
};

G_DEFINE_FINAL_TYPE (LuthierAccountToken, luthier_account_token, LUTHIER_TYPE_ACCOUNT_PAGE)

static LuthierEnrolment *
get_enrolment (LuthierAccountToken *self)
{
  return luthier_account_page_get_enrolment (LUTHIER_ACCOUNT_PAGE (self));
}

static gboolean
can_check (LuthierAccountToken *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->token_row)) != '\0' &&
         !luthier_secret_hint_get_wrong (self->token_hint) &&
         !luthier_account_page_get_busy (LUTHIER_ACCOUNT_PAGE (self));
}

static void
show_life (LuthierAccountToken *self)
{
  g_autofree char *left = luthier_countdown_to_text (self->countdown);

  adw_action_row_set_subtitle (self->life_row, left != NULL ? left : _ ("Not known"));
}

static void
show_account (LuthierAccountToken *self)
{
  const char *account = luthier_profile_get_account (
      luthier_enrolment_get_draft (get_enrolment (self)));

  adw_action_row_set_subtitle (self->account_row, account != NULL ? account : _ ("Not known"));
}

static void
update (LuthierAccountToken *self)
{
  gboolean over = self->countdown != NULL && luthier_countdown_get_end (self->countdown) != 0 &&
                  luthier_countdown_get_minutes (self->countdown) < 0;

  gtk_widget_set_visible (self->found, self->taken);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "token.check", can_check (self));
  luthier_account_page_set_ready (LUTHIER_ACCOUNT_PAGE (self), self->taken && !over);
}

static void
text_changed_cb (LuthierAccountToken *self)
{
  self->taken = FALSE;
  update (self);
}

static void
minutes_changed_cb (LuthierAccountToken *self)
{
  show_life (self);
  update (self);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierAccountToken) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean taken = luthier_enrolment_take_token_finish (LUTHIER_ENROLMENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* It does not stay in the field. */
  if (taken)
    gtk_editable_set_text (GTK_EDITABLE (self->token_row), "");
  self->taken = taken;
  luthier_account_page_set_busy (LUTHIER_ACCOUNT_PAGE (self), FALSE);
  luthier_account_page_say_failed (LUTHIER_ACCOUNT_PAGE (self), error);
  if (taken)
    luthier_countdown_set_end (self->countdown,
                               luthier_enrolment_get_expires_at (LUTHIER_ENROLMENT (source)));
  show_account (self);
  show_life (self);
  update (self);
}

static void
check_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierAccountToken *self = LUTHIER_ACCOUNT_TOKEN (widget);
  char *token = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->token_row))));

  luthier_account_page_say_failed (LUTHIER_ACCOUNT_PAGE (self), NULL);
  luthier_account_page_set_busy (LUTHIER_ACCOUNT_PAGE (self), TRUE);
  update (self);
  luthier_enrolment_take_token_async (
      get_enrolment (self), token,
      luthier_account_page_get_cancellable (LUTHIER_ACCOUNT_PAGE (self)), taken_cb,
      g_object_ref (self));
  explicit_bzero (token, strlen (token));
  g_free (token);
}

static void
entry_activated_cb (LuthierAccountToken *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "token.check", NULL);
}

static void
luthier_account_token_set_up (LuthierAccountPage *page)
{
  LuthierAccountToken *self = LUTHIER_ACCOUNT_TOKEN (page);

  self->countdown = luthier_countdown_new (
      luthier_session_get_clock (luthier_account_page_get_session (page)));
  g_signal_connect_object (self->countdown, "notify::minutes", G_CALLBACK (minutes_changed_cb),
                           self, G_CONNECT_SWAPPED);
  update (self);
}

static void
luthier_account_token_leave (LuthierAccountPage *page)
{
  LUTHIER_ACCOUNT_PAGE_CLASS (luthier_account_token_parent_class)->leave (page);
  update (LUTHIER_ACCOUNT_TOKEN (page));
}

static void
luthier_account_token_dispose (GObject *object)
{
  g_clear_object (&LUTHIER_ACCOUNT_TOKEN (object)->countdown);
  G_OBJECT_CLASS (luthier_account_token_parent_class)->dispose (object);
}

static void
luthier_account_token_class_init (LuthierAccountTokenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_account_token_dispose;
  LUTHIER_ACCOUNT_PAGE_CLASS (klass)->set_up = luthier_account_token_set_up;
  LUTHIER_ACCOUNT_PAGE_CLASS (klass)->leave = luthier_account_token_leave;
  g_type_ensure (LUTHIER_TYPE_SECRET_HINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-account-token.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountToken, token_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountToken, token_hint);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountToken, found);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountToken, account_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountToken, life_row);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_install_action (widget_class, "token.check", NULL, check_action);
}

static void
luthier_account_token_init (LuthierAccountToken *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  luthier_secret_hint_watch (self->token_hint, GTK_EDITABLE (self->token_row),
                             LUTHIER_SECRET_ACCESS_TOKEN);
  g_signal_connect_object (self->token_hint, "notify::wrong", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}
