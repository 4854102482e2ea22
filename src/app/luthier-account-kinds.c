/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-account-kinds.h"

#include <glib/gi18n.h>

#include "luthier-config.h"

struct _LuthierAccountKinds
{
  LuthierAccountPage parent_instance;

  GtkWidget *found;
  AdwActionRow *found_row;
};

G_DEFINE_FINAL_TYPE (LuthierAccountKinds, luthier_account_kinds, LUTHIER_TYPE_ACCOUNT_PAGE)

/* "~/.config/gcloud/…" says as much as the whole path. */
static char *
describe_place (GFile *file)
{
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autofree char *relative = g_file_get_relative_path (home, file);

  return relative != NULL ? g_strconcat ("~/", relative, NULL) : g_file_get_parse_name (file);
}

static void
show_file (LuthierAccountKinds *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *place = describe_place (file);

  adw_action_row_set_subtitle (self->found_row, place);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->found_row), "s", uri);
  gtk_widget_set_visible (self->found, TRUE);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierAccountKinds) self = user_data;
  g_autoptr (GPtrArray)
      files = luthier_enrolment_find_files_finish (LUTHIER_ENROLMENT (source), result, NULL);

  if (files != NULL && files->len > 0)
    show_file (self, g_ptr_array_index (files, 0));
}

static void
luthier_account_kinds_set_up (LuthierAccountPage *page)
{
  luthier_enrolment_find_files_async (luthier_account_page_get_enrolment (page),
                                      luthier_account_page_get_cancellable (page), found_cb,
                                      g_object_ref (page));
}

static void
luthier_account_kinds_class_init (LuthierAccountKindsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  LUTHIER_ACCOUNT_PAGE_CLASS (klass)->set_up = luthier_account_kinds_set_up;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-account-kinds.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountKinds, found);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountKinds, found_row);
}

static void
luthier_account_kinds_init (LuthierAccountKinds *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
