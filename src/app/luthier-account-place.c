/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-account-place.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-countdown.h"
#include "luthier-profile-form.h"
#include "luthier-profile-words.h"

struct _LuthierAccountPlace
{
  LuthierAccountPage parent_instance;

  LuthierCountdown *countdown; /* (owned) (nullable) */

  GtkImage *kind_icon;
  AdwActionRow *account_row;
  LuthierProfileForm *form;
};

G_DEFINE_FINAL_TYPE (LuthierAccountPlace, luthier_account_place, LUTHIER_TYPE_ACCOUNT_PAGE)

static LuthierProfile *
get_draft (LuthierAccountPlace *self)
{
  return luthier_enrolment_get_draft (
      luthier_account_page_get_enrolment (LUTHIER_ACCOUNT_PAGE (self)));
}

static void
update_who (LuthierAccountPlace *self)
{
  LuthierProfile *draft = get_draft (self);
  LuthierProfileKind kind = luthier_profile_get_kind (draft);
  const char *account = luthier_profile_get_account (draft);
  g_autofree char *left = luthier_countdown_to_text (self->countdown);
  g_autofree char *kind_and_life = NULL;

  /* Translators: a kind of account, and how long it lasts: "Access token, 42 minutes left" */
  kind_and_life = left != NULL ? g_strdup_printf (C_ ("kind of account and its life", "%s, %s"),
                                                  luthier_profile_words_kind (kind), left)
                               : g_strdup (luthier_profile_words_kind (kind));
  gtk_image_set_from_icon_name (self->kind_icon, luthier_profile_words_icon (kind));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->account_row),
                                 account != NULL ? account : luthier_profile_words_kind (kind));
  adw_action_row_set_subtitle (self->account_row, account != NULL ? kind_and_life
                                                  : left != NULL  ? left
                                                                  : "");
}

static void
update_life (LuthierAccountPlace *self)
{
  luthier_countdown_set_end (self->countdown,
                             luthier_enrolment_get_expires_at (
                                 luthier_account_page_get_enrolment (LUTHIER_ACCOUNT_PAGE (self))));
  update_who (self);
}

static void
valid_changed_cb (LuthierAccountPlace *self)
{
  luthier_account_page_set_ready (LUTHIER_ACCOUNT_PAGE (self),
                                  luthier_profile_form_get_valid (self->form));
}

static LuthierListing *
list_projects_cb (LuthierAccountPlace *self)
{
  return luthier_enrolment_list_projects (
      luthier_account_page_get_enrolment (LUTHIER_ACCOUNT_PAGE (self)));
}

static void
luthier_account_place_set_up (LuthierAccountPage *page)
{
  LuthierAccountPlace *self = LUTHIER_ACCOUNT_PLACE (page);
  LuthierSession *session = luthier_account_page_get_session (page);

  self->countdown = luthier_countdown_new (luthier_session_get_clock (session));
  g_signal_connect_object (self->countdown, "notify::minutes", G_CALLBACK (update_who), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (luthier_account_page_get_enrolment (page), "notify::expires-at",
                           G_CALLBACK (update_life), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_draft (self), "notify::account", G_CALLBACK (update_who), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_draft (self), "notify::kind", G_CALLBACK (update_who), self,
                           G_CONNECT_SWAPPED);
  luthier_profile_form_set_brief (self->form, TRUE);
  luthier_profile_form_set_profile (self->form, get_draft (self),
                                    luthier_session_get_catalogue (session));
  update_life (self);
}

static void
luthier_account_place_dispose (GObject *object)
{
  g_clear_object (&LUTHIER_ACCOUNT_PLACE (object)->countdown);
  G_OBJECT_CLASS (luthier_account_place_parent_class)->dispose (object);
}

static void
luthier_account_place_class_init (LuthierAccountPlaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_account_place_dispose;
  LUTHIER_ACCOUNT_PAGE_CLASS (klass)->set_up = luthier_account_place_set_up;
  g_type_ensure (LUTHIER_TYPE_PROFILE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-account-place.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountPlace, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountPlace, account_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountPlace, form);
  gtk_widget_class_bind_template_callback (widget_class, valid_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_projects_cb);
}

static void
luthier_account_place_init (LuthierAccountPlace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
