/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-profile-window.h"

#include "../session/session-bench.h"
#include "luthier-dialog-test.h"
#include "luthier-window.h"

typedef struct
{
  Bench bench;
  LuthierProfile *profile; /* (owned) */
  GtkWidget *parent;
  GtkWidget *window;
} Fixture;

static void
show (Fixture *self)
{
  gtk_widget_activate_action (self->parent, "win.edit-profile", NULL);
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_PROFILE_WINDOW) != NULL);
  self->window = luthier_ui_test_find_window (LUTHIER_TYPE_PROFILE_WINDOW);
  luthier_ui_test_wait_frames (self->window, 2);
}

static void
set_up (Fixture *self, gconstpointer unused)
{
  bench_set_up (&self->bench, NULL, 60);
  self->profile = bench_add_profile (&self->bench, "us-central1");
  self->parent = luthier_window_new (GTK_APPLICATION (luthier_ui_test_application),
                                     self->bench.session);
  gtk_window_present (GTK_WINDOW (self->parent));
  luthier_test_wait_until (gtk_widget_get_mapped (self->parent));
  show (self);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  luthier_ui_test_destroy (self->parent);
  g_clear_object (&self->profile);
  bench_tear_down (&self->bench);
}

static GtkWidget *
find_field (GtkWidget *root, const char *title)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (ADW_IS_PREFERENCES_ROW (root) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *field = find_field (child, title);

      if (field != NULL)
        return field;
    }
  return NULL;
}

static void
type (Fixture *self, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_field (self->window, title)), text);
}

static gboolean
can_save (Fixture *self)
{
  return gtk_widget_get_sensitive (luthier_ui_test_find (self->window, GTK_TYPE_BUTTON, "_Save"));
}

static void
wait_closed (Fixture *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  luthier_test_wait_until (self->window == NULL);
}

/* Save is for what has changed and can be used. */
static void
test_save (Fixture *self, gconstpointer unused)
{
  g_assert_false (can_save (self));
  type (self, "Name of the profile", "Team");
  g_assert_true (can_save (self));
  type (self, "Project", "");
  g_assert_false (can_save (self));
  type (self, "Project", "acme");
  g_assert_true (can_save (self));
  type (self, "Name of the profile", "acme");
  g_assert_false (can_save (self));

  type (self, "Name of the profile", "Team");
  g_assert_cmpstr (luthier_profile_get_title (self->profile), ==, "acme");
  gtk_widget_activate_action (self->window, "profile.save", NULL);
  wait_closed (self);
  g_assert_cmpstr (luthier_profile_get_title (self->profile), ==, "Team");
  g_assert_true (luthier_session_get_profile (self->bench.session) == self->profile);
}

static void
test_regions (Fixture *self, gconstpointer unused)
{
  GtkWidget *row = find_field (self->window, "Regions");
  GtkWidget *check;

  g_assert_true (luthier_ui_test_says (row, "us-central1"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  luthier_ui_test_wait_frames (self->window, 2);
  check = luthier_ui_test_find (row, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_nonnull (check);
  while (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)) == FALSE)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (gtk_widget_get_parent (check));

      g_assert_nonnull (next);
      check = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (next));
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_true (luthier_ui_test_says (row, "Choose at least one"));
  g_assert_false (can_save (self));
}

static void
test_error (Fixture *self, gconstpointer unused)
{
  type (self, "Project", "My Project");
  gtk_widget_activate_action (self->window, "profile.save", NULL);
  luthier_test_wait_until (
      luthier_ui_test_find (self->window, g_type_from_name ("LuthierErrorCard"), NULL) != NULL);
  g_assert_true (can_save (self));
  g_assert_cmpstr (luthier_profile_get_project (self->profile), ==, "acme");
}

static void
test_sign_in_again (Fixture *self, gconstpointer unused)
{
  GtkWidget *again;

  gtk_widget_activate_action (self->window, "profile.sign-in-again", NULL);
  luthier_test_wait_until (
      luthier_ui_test_find_window (g_type_from_name ("LuthierAccountWindow")) != NULL);
  again = luthier_ui_test_find_window (g_type_from_name ("LuthierAccountWindow"));
  luthier_ui_test_wait_frames (again, 2);
  g_assert_true (luthier_ui_test_says (again, "Sign In Again"));
  g_assert_null (luthier_ui_test_find_window (LUTHIER_TYPE_PROFILE_WINDOW));
  luthier_ui_test_destroy (again);
}

static void
test_remove (Fixture *self, gconstpointer unused)
{
  GtkWidget *question;

  gtk_widget_activate_action (self->window, "profile.remove", NULL);
  question = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  /* A key cannot be revoked from here. */
  g_assert_null (luthier_ui_test_find (question, GTK_TYPE_BUTTON, "Remove and Re_voke"));
  luthier_dialog_test_press (question, "_Remove");
  luthier_test_wait_until (luthier_session_get_profile (self->bench.session) == NULL);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/profile-window/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);
  ADD ("save", test_save);
  ADD ("regions", test_regions);
  ADD ("error", test_error);
  ADD ("sign-in-again", test_sign_in_again);
  ADD ("remove", test_remove);
  return g_test_run ();
}
