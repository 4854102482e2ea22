/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-banner.h"

#include "luthier-config.h"

struct _LuthierBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkImage *icon;
  GtkLabel *title;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (LuthierBanner, luthier_banner, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TITLE = 1,
  PROP_ICON_NAME,
  PROP_BUTTON_LABEL,
  PROP_REVEALED,
} LuthierBannerProperty;

enum
{
  SIGNAL_BUTTON_CLICKED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_REVEALED + 1];
static guint signals[N_SIGNALS];

static void
clicked_cb (LuthierBanner *self)
{
  g_signal_emit (self, signals[SIGNAL_BUTTON_CLICKED], 0);
}

static void
luthier_banner_dispose (GObject *object)
{
  LuthierBanner *self = LUTHIER_BANNER (object);

  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;
  G_OBJECT_CLASS (luthier_banner_parent_class)->dispose (object);
}

static void
luthier_banner_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierBanner *self = LUTHIER_BANNER (object);

  switch ((LuthierBannerProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_text (self->title));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (self->icon));
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->button));
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, gtk_revealer_get_reveal_child (self->revealer));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_banner_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LuthierBanner *self = LUTHIER_BANNER (object);

  switch ((LuthierBannerProperty) prop_id)
    {
    case PROP_TITLE:
      luthier_banner_set_title (self, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (self->icon, g_value_get_string (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_BUTTON_LABEL:
      luthier_banner_set_button_label (self, g_value_get_string (value));
      break;
    case PROP_REVEALED:
      luthier_banner_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL,
                                                    "dialog-warning-symbolic", flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_banner_class_init (LuthierBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_banner_dispose;
  object_class->get_property = luthier_banner_get_property;
  object_class->set_property = luthier_banner_set_property;
  install_properties (object_class);

  signals[SIGNAL_BUTTON_CLICKED] = g_signal_new ("button-clicked", G_TYPE_FROM_CLASS (klass),
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, LuthierBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierBanner, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_set_css_name (widget_class, "luthierbanner");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
luthier_banner_init (LuthierBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_banner_new:
 *
 * Returns: (transfer floating): a banner that is not revealed
 */
GtkWidget *
luthier_banner_new (void)
{
  return g_object_new (LUTHIER_TYPE_BANNER, NULL);
}

/**
 * luthier_banner_set_title:
 * @title: (nullable): one sentence
 */
void
luthier_banner_set_title (LuthierBanner *self, const char *title)
{
  g_return_if_fail (LUTHIER_IS_BANNER (self));

  if (title == NULL)
    title = "";
  if (g_str_equal (gtk_label_get_text (self->title), title))
    return;
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * luthier_banner_set_button_label:
 * @label: (nullable): what the button does; %NULL for no button
 */
void
luthier_banner_set_button_label (LuthierBanner *self, const char *label)
{
  g_return_if_fail (LUTHIER_IS_BANNER (self));

  if (g_strcmp0 (gtk_button_get_label (self->button), label) == 0)
    return;
  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL && *label != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUTTON_LABEL]);
}

/**
 * luthier_banner_set_revealed:
 * @revealed: whether the banner shows
 */
void
luthier_banner_set_revealed (LuthierBanner *self, gboolean revealed)
{
  g_return_if_fail (LUTHIER_IS_BANNER (self));

  if (gtk_revealer_get_reveal_child (self->revealer) == revealed)
    return;
  gtk_revealer_set_reveal_child (self->revealer, revealed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}
