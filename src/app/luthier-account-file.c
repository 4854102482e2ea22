/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-account-file.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-profile-words.h"
#include "luthier-secret-hint.h"

struct _LuthierAccountFile
{
  LuthierAccountPage parent_instance;

  LuthierProfileKind kind; /* what is asked for */
  GFile *file;             /* (owned) (nullable) */

  AdwPreferencesGroup *group;
  AdwActionRow *file_row;
  AdwEntryRow *impersonate_row;
  LuthierSecretHint *impersonate_hint;
  GtkWidget *impersonate;
};

G_DEFINE_FINAL_TYPE (LuthierAccountFile, luthier_account_file, LUTHIER_TYPE_ACCOUNT_PAGE)

static LuthierProfile *
get_draft (LuthierAccountFile *self)
{
  return luthier_enrolment_get_draft (
      luthier_account_page_get_enrolment (LUTHIER_ACCOUNT_PAGE (self)));
}

static gboolean
is_read (LuthierAccountFile *self)
{
  return self->file != NULL &&
         luthier_enrolment_get_has_credential (
             luthier_account_page_get_enrolment (LUTHIER_ACCOUNT_PAGE (self)));
}

static char *
describe_file (LuthierAccountFile *self)
{
  LuthierProfile *draft = get_draft (self);
  const char *account = luthier_profile_get_account (draft);

  if (!is_read (self))
    return g_strdup (_ ("Choose the JSON file, or drop it here"));
  if (account != NULL)
    return g_strdup (account);
  return g_strdup (luthier_profile_words_kind (luthier_profile_get_kind (draft)));
}

static void
update (LuthierAccountFile *self)
{
  g_autofree char *basename = self->file != NULL ? g_file_get_basename (self->file) : NULL;
  g_autofree char *name = basename != NULL ? g_filename_display_name (basename) : NULL;
  g_autofree char *subtitle = describe_file (self);
  gboolean imports = self->kind == LUTHIER_PROFILE_IMPORTED;

  adw_preferences_group_set_title (self->group, luthier_profile_words_kind (self->kind));
  adw_preferences_group_set_description (
      self->group,
      imports ? _ ("What “gcloud auth application-default login” has made. It is copied into the "
                   "system keyring and the file is not used after that.")
              : _ ("Keys are made in the cloud console, under IAM, Service Accounts. The key is "
                   "tried, then kept in the system keyring and nowhere else. The account needs the "
                   "role Agent Platform User and access to the bucket of your data."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), name != NULL ? name
                                                                       : imports
                                                                           ? _ ("Credentials file")
                                                                           : _ ("Key file"));
  adw_action_row_set_subtitle (self->file_row, subtitle);
  luthier_account_page_set_ready (LUTHIER_ACCOUNT_PAGE (self),
                                  is_read (self) &&
                                      !luthier_secret_hint_get_wrong (self->impersonate_hint));
}

/* What is read tells which kind it is. */
static void
draft_changed_cb (LuthierAccountFile *self)
{
  LuthierProfileKind kind = luthier_profile_get_kind (get_draft (self));

  if (is_read (self) &&
      (kind == LUTHIER_PROFILE_IMPORTED || kind == LUTHIER_PROFILE_SERVICE_ACCOUNT))
    self->kind = kind;
  update (self);
}

static gboolean
text_from_cb (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *text = g_value_get_string (from);

  g_value_set_string (to, text != NULL ? text : "");
  return TRUE;
}

static void
luthier_account_file_set_up (LuthierAccountPage *page)
{
  LuthierAccountFile *self = LUTHIER_ACCOUNT_FILE (page);

  g_object_bind_property_full (get_draft (self), "impersonate", self->impersonate_row, "text",
                               G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL, text_from_cb, NULL,
                               NULL, NULL);
  g_signal_connect_object (get_draft (self), "notify", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (luthier_account_page_get_enrolment (page), "notify::has-credential",
                           G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
luthier_account_file_dispose (GObject *object)
{
  g_clear_object (&LUTHIER_ACCOUNT_FILE (object)->file);
  G_OBJECT_CLASS (luthier_account_file_parent_class)->dispose (object);
}

static void
luthier_account_file_class_init (LuthierAccountFileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_account_file_dispose;
  LUTHIER_ACCOUNT_PAGE_CLASS (klass)->set_up = luthier_account_file_set_up;
  g_type_ensure (LUTHIER_TYPE_SECRET_HINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-account-file.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountFile, group);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountFile, file_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountFile, impersonate);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountFile, impersonate_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountFile, impersonate_hint);
}

static void
luthier_account_file_init (LuthierAccountFile *self)
{
  self->kind = LUTHIER_PROFILE_SERVICE_ACCOUNT;
  gtk_widget_init_template (GTK_WIDGET (self));
  luthier_secret_hint_watch (self->impersonate_hint, GTK_EDITABLE (self->impersonate_row),
                             LUTHIER_SECRET_NONE);
  g_signal_connect_object (self->impersonate_hint, "notify::wrong", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

/**
 * luthier_account_file_set_kind:
 * @kind: a key of a service account, or imported credentials
 *
 * Says which file is asked for.
 */
void
luthier_account_file_set_kind (LuthierAccountFile *self, LuthierProfileKind kind)
{
  g_return_if_fail (LUTHIER_IS_ACCOUNT_FILE (self));

  self->kind = kind;
  update (self);
}

/**
 * luthier_account_file_set_file:
 * @file: (nullable): the file that was read; %NULL if none could be
 *
 * Shows which file it was. Whose it is comes from the draft.
 */
void
luthier_account_file_set_file (LuthierAccountFile *self, GFile *file)
{
  g_return_if_fail (LUTHIER_IS_ACCOUNT_FILE (self));

  g_set_object (&self->file, file);
  draft_changed_cb (self);
}
