/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-secret-hint.h"

#include <glib/gi18n.h>

#include "luthier-config.h"

struct _LuthierSecretHint
{
  AdwPreferencesRow parent_instance;

  GtkEditable *field; /* (weak) (nullable) */
  LuthierSecretShape expected;

  GtkLabel *label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (LuthierSecretHint, luthier_secret_hint, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  PROP_WRONG = 1,
} LuthierSecretHintProperty;

static GParamSpec *properties[PROP_WRONG + 1];

static const char *
words_for (LuthierSecretShape shape)
{
  switch (shape)
    {
    case LUTHIER_SECRET_API_KEY:
      return _ ("This is an API key. An API key cannot create tuning jobs: sign in with the "
                "browser, or use the key file of a service account.");
    case LUTHIER_SECRET_ACCESS_TOKEN:
      return _ ("This is an access token. It is asked for where the kind of account is “Access "
                "token”.");
    case LUTHIER_SECRET_REFRESH_TOKEN:
      return _ ("This is a refresh token, and not what is asked for here. Luthier gets one by "
                "itself when you sign in with the browser.");
    case LUTHIER_SECRET_CLIENT_ID:
      return _ ("This is the ID of an OAuth client. It belongs in “Client ID”, where you sign in "
                "with the browser.");
    case LUTHIER_SECRET_CLIENT_SECRET:
      return _ ("This is the secret of an OAuth client. It belongs in “Client secret”, where you "
                "sign in with the browser.");
    case LUTHIER_SECRET_PRIVATE_KEY:
      return _ ("This is a private key without its account. Choose the whole JSON file of the "
                "key.");
    case LUTHIER_SECRET_JSON:
      return _ ("This is the text of a JSON file. Choose the file itself, or drop it on this "
                "window.");
    case LUTHIER_SECRET_NONE:
    default:
      return "";
    }
}

static void
text_changed_cb (LuthierSecretHint *self)
{
  LuthierSecretShape shape = luthier_secret_shape_of (gtk_editable_get_text (self->field));
  gboolean wrong = shape != LUTHIER_SECRET_NONE && shape != self->expected;

  if (wrong)
    {
      gtk_label_set_text (self->label, words_for (shape));
      gtk_widget_set_visible (self->button, shape == LUTHIER_SECRET_API_KEY);
      gtk_widget_add_css_class (GTK_WIDGET (self->field), "error");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->field), "error");
  if (gtk_widget_get_visible (GTK_WIDGET (self)) == wrong)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), wrong);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WRONG]);
}

static void
luthier_secret_hint_dispose (GObject *object)
{
  g_clear_weak_pointer (&LUTHIER_SECRET_HINT (object)->field);
  G_OBJECT_CLASS (luthier_secret_hint_parent_class)->dispose (object);
}

static void
luthier_secret_hint_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((LuthierSecretHintProperty) prop_id)
    {
    case PROP_WRONG:
      g_value_set_boolean (value, luthier_secret_hint_get_wrong (LUTHIER_SECRET_HINT (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_secret_hint_class_init (LuthierSecretHintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_secret_hint_dispose;
  object_class->get_property = luthier_secret_hint_get_property;
  properties[PROP_WRONG] = g_param_spec_boolean ("wrong", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-secret-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierSecretHint, label);
  gtk_widget_class_bind_template_child (widget_class, LuthierSecretHint, button);
}

static void
luthier_secret_hint_init (LuthierSecretHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_secret_hint_new:
 *
 * Returns: (transfer floating): a hint that is hidden until there is something to say
 */
GtkWidget *
luthier_secret_hint_new (void)
{
  return g_object_new (LUTHIER_TYPE_SECRET_HINT, NULL);
}

/**
 * luthier_secret_hint_watch:
 * @field: where something may be pasted
 * @expected: what belongs there; %LUTHIER_SECRET_NONE if no credential does
 *
 * Looks at the text each time that it changes. Once only.
 */
void
luthier_secret_hint_watch (LuthierSecretHint *self, GtkEditable *field, LuthierSecretShape expected)
{
  g_return_if_fail (LUTHIER_IS_SECRET_HINT (self));
  g_return_if_fail (self->field == NULL);

  g_set_weak_pointer (&self->field, field);
  self->expected = expected;
  g_signal_connect_object (field, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  text_changed_cb (self);
}

/**
 * luthier_secret_hint_get_wrong:
 *
 * Returns: whether the field holds a credential that does not belong there
 */
gboolean
luthier_secret_hint_get_wrong (LuthierSecretHint *self)
{
  g_return_val_if_fail (LUTHIER_IS_SECRET_HINT (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}
