/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-profile-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-profile-words.h"

struct _LuthierProfileButton
{
  GtkWidget parent_instance;

  LuthierSession *session;       /* (owned) (nullable) */
  GSignalGroup *session_signals; /* (owned) */

  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *label;
  GtkPopover *popover;
  GtkListBox *list;
  GtkWidget *practice_button;
  GtkWidget *edit_button;
  GtkWidget *remove_button;
};

G_DEFINE_FINAL_TYPE (LuthierProfileButton, luthier_profile_button, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
} LuthierProfileButtonProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static gboolean
is_practice (LuthierProfile *profile)
{
  return luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE;
}

static void
add_suffix (GtkWidget *row, const char *icon_name, const char *meaning, const char *style)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (icon, meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, meaning,
                                  -1);
  if (style != NULL)
    gtk_widget_add_css_class (icon, style);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
}

static GtkWidget *
row_new_cb (gpointer item, gpointer user_data)
{
  LuthierProfileButton *self = user_data;
  LuthierProfile *profile = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (
      luthier_profile_words_icon (luthier_profile_get_kind (profile)));
  g_autofree char *subtitle = luthier_profile_words_subtitle (profile);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), luthier_profile_words_title (profile));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (is_practice (profile))
    gtk_widget_add_css_class (icon, "practice");
  if (profile == luthier_session_get_profile (self->session))
    {
      if (luthier_session_get_sign_in_needed (self->session))
        add_suffix (row, "dialog-warning-symbolic", _ ("Sign-in needed"), "warning");
      add_suffix (row, "object-select-symbolic", _ ("In use"), NULL);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static gboolean
has_practice (GListModel *profiles)
{
  for (guint i = 0; profiles != NULL && i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (LuthierProfile) profile = g_list_model_get_item (profiles, i);

      if (is_practice (profile))
        return TRUE;
    }
  return FALSE;
}

static void
update_button (LuthierProfileButton *self)
{
  LuthierProfile *profile = self->session != NULL ? luthier_session_get_profile (self->session)
                                                  : NULL;
  const char *title;

  gtk_widget_set_visible (GTK_WIDGET (self->button), profile != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->button), "practice");
  if (profile == NULL)
    return;
  title = luthier_profile_words_title (profile);
  gtk_widget_set_visible (self->edit_button, !is_practice (profile));
  gtk_widget_set_visible (self->remove_button, is_practice (profile));
  gtk_image_set_from_icon_name (self->icon,
                                luthier_profile_words_icon (luthier_profile_get_kind (profile)));
  gtk_label_set_text (self->label, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->label), -1);
  if (is_practice (profile))
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "practice");
}

static void
update (LuthierProfileButton *self)
{
  GListModel *profiles = self->session != NULL ? luthier_session_get_profiles (self->session)
                                               : NULL;

  update_button (self);
  gtk_widget_set_visible (self->practice_button, !has_practice (profiles));
  gtk_list_box_bind_model (self->list, profiles, row_new_cb, self, NULL);
}

/* The keyboard begins at the profile that is open. */
static void
shown_cb (LuthierProfileButton *self)
{
  GListModel *profiles = luthier_session_get_profiles (self->session);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      g_autoptr (LuthierProfile) profile = g_list_model_get_item (profiles, (guint) i);

      if (profile == luthier_session_get_profile (self->session))
        gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

static void
row_activated_cb (LuthierProfileButton *self, GtkListBoxRow *row)
{
  g_autoptr (LuthierProfile) profile = g_list_model_get_item (
      luthier_session_get_profiles (self->session), (guint) gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  if (profile != NULL && profile != luthier_session_get_profile (self->session))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-profile", "s",
                                luthier_profile_get_id (profile));
}

static void
luthier_profile_button_dispose (GObject *object)
{
  LuthierProfileButton *self = LUTHIER_PROFILE_BUTTON (object);

  if (self->button != NULL)
    {
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
      gtk_widget_unparent (GTK_WIDGET (self->button));
    }
  self->button = NULL;
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_profile_button_parent_class)->dispose (object);
}

static void
luthier_profile_button_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  LuthierProfileButton *self = LUTHIER_PROFILE_BUTTON (object);

  switch ((LuthierProfileButtonProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_profile_button_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  LuthierProfileButton *self = LUTHIER_PROFILE_BUTTON (object);

  switch ((LuthierProfileButtonProperty) prop_id)
    {
    case PROP_SESSION:
      luthier_profile_button_set_session (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_profile_button_class_init (LuthierProfileButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_profile_button_dispose;
  object_class->get_property = luthier_profile_button_get_property;
  object_class->set_property = luthier_profile_button_set_property;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                      G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-profile-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileButton, button);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileButton, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileButton, label);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileButton, popover);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileButton, list);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileButton, practice_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileButton, edit_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileButton, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
luthier_profile_button_init (LuthierProfileButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (LUTHIER_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::profile", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->session_signals, "notify::profiles", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->session_signals, "notify::sign-in-needed",
                                  G_CALLBACK (update), self);
}

/**
 * luthier_profile_button_new:
 *
 * Returns: (transfer floating): a button that is hidden until it has a session with a profile
 */
GtkWidget *
luthier_profile_button_new (void)
{
  return g_object_new (LUTHIER_TYPE_PROFILE_BUTTON, NULL);
}

/**
 * luthier_profile_button_set_session:
 * @session: (nullable): whose profiles to offer
 */
void
luthier_profile_button_set_session (LuthierProfileButton *self, LuthierSession *session)
{
  g_return_if_fail (LUTHIER_IS_PROFILE_BUTTON (self));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * luthier_profile_button_popup:
 *
 * Shows the profiles, as if the button had been pressed.
 */
void
luthier_profile_button_popup (LuthierProfileButton *self)
{
  g_return_if_fail (LUTHIER_IS_PROFILE_BUTTON (self));

  if (luthier_session_get_profile (self->session) != NULL)
    gtk_menu_button_popup (self->button);
}
