/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error-card.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-raw-text.h"

struct _LuthierErrorCard
{
  GtkWidget parent_instance;

  LuthierAdviceAction action;
  char *action_value; /* (owned) (nullable) */
  gboolean narrow;

  GtkWidget *card;
  GtkLabel *title;
  GtkLabel *reason;
  GtkWidget *advice;
  GtkLabel *what_to_do;
  GtkButton *button;
  GtkWidget *said;
};

G_DEFINE_FINAL_TYPE (LuthierErrorCard, luthier_error_card, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_NARROW = 1,
} LuthierErrorCardProperty;

static GParamSpec *props[PROP_NARROW + 1];

enum
{
  SIGNAL_ACT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    g_message ("An address could not be opened: %s", error->message);
}

static void
act_cb (LuthierErrorCard *self)
{
  g_autofree char *value = g_strdup (self->action_value);

  if (self->action == LUTHIER_ADVICE_OPEN_URL && value != NULL)
    g_app_info_launch_default_for_uri_async (value, NULL, NULL, opened_cb, NULL);
  if (self->action == LUTHIER_ADVICE_COPY_COMMAND && value != NULL)
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), value);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Command copied"));
    }
  g_signal_emit (self, signals[SIGNAL_ACT], 0, (int) self->action, value);
}

static void
set_narrow (LuthierErrorCard *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gtk_widget_set_halign (GTK_WIDGET (self->button), narrow ? GTK_ALIGN_FILL : GTK_ALIGN_START);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

static void
luthier_error_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierErrorCard *self = LUTHIER_ERROR_CARD (object);

  switch ((LuthierErrorCardProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_error_card_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch ((LuthierErrorCardProperty) prop_id)
    {
    case PROP_NARROW:
      set_narrow (LUTHIER_ERROR_CARD (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_error_card_dispose (GObject *object)
{
  LuthierErrorCard *self = LUTHIER_ERROR_CARD (object);

  g_clear_pointer (&self->card, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_error_card_parent_class)->dispose (object);
}

static void
luthier_error_card_finalize (GObject *object)
{
  LuthierErrorCard *self = LUTHIER_ERROR_CARD (object);

  g_free (self->action_value);

  G_OBJECT_CLASS (luthier_error_card_parent_class)->finalize (object);
}

static void
luthier_error_card_class_init (LuthierErrorCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_error_card_get_property;
  object_class->set_property = luthier_error_card_set_property;
  object_class->dispose = luthier_error_card_dispose;
  object_class->finalize = luthier_error_card_finalize;

  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                 G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_ACT] = g_signal_new ("act", LUTHIER_TYPE_ERROR_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);

  g_type_ensure (LUTHIER_TYPE_RAW_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-error-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, card);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, reason);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, advice);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, what_to_do);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, button);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, said);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_error_card_init (LuthierErrorCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_error_card_new:
 *
 * Returns: (transfer floating): a card that is hidden until it is given advice
 */
GtkWidget *
luthier_error_card_new (void)
{
  return g_object_new (LUTHIER_TYPE_ERROR_CARD, NULL);
}

/**
 * luthier_error_card_set_advice:
 * @advice: (nullable): what to show; %NULL hides the card
 *
 * The texts are copied. Texts of the service are shown as they are, never as markup.
 */
void
luthier_error_card_set_advice (LuthierErrorCard *self, const LuthierAdvice *advice)
{
  g_return_if_fail (LUTHIER_IS_ERROR_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), advice != NULL);
  if (advice == NULL)
    return;

  self->action = advice->action;
  g_free (self->action_value);
  self->action_value = g_strdup (advice->action_value);

  show_text (self->title, advice->title);
  show_text (self->reason, advice->reason);
  show_text (self->what_to_do, advice->what_to_do);
  gtk_widget_set_visible (self->advice, gtk_widget_get_visible (GTK_WIDGET (self->what_to_do)));
  gtk_button_set_label (self->button, advice->action_label != NULL ? advice->action_label : "");
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->button)), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (self->button)), GTK_JUSTIFY_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->button),
                          advice->action != LUTHIER_ADVICE_NONE && advice->action_label != NULL);
  g_object_set (self->said, "text", advice->raw, NULL);
}
