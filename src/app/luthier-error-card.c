/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error-card.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-error-facts.h"
#include "luthier-raw-text.h"
#include "luthier-wrap-box.h"

#define LEFT_TO_RIGHT "\u2066"
#define ISOLATE_END   "\u2069"

struct _LuthierErrorCard
{
  GtkWidget parent_instance;

  LuthierAdviceStep steps[LUTHIER_ADVICE_MAX_STEPS]; /* their strings are (owned) */
  guint n_steps;
  char *told; /* (owned) (nullable): what the facts were read from */
  gboolean narrow;

  GtkWidget *card;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *reason;
  GtkWidget *advice;
  GtkLabel *what_to_do;
  GtkWidget *facts;
  GtkWidget *buttons;        /* beside each other, as far as there is room */
  GtkWidget *narrow_buttons; /* under each other */
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
copy (LuthierErrorCard *self, const char *text, const char *toast)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", toast);
}

static void
act (LuthierErrorCard *self, guint index)
{
  const LuthierAdviceAction action = self->steps[index].action;
  const LuthierSpecField field = self->steps[index].field;
  /* Whoever is told may show other advice. */
  g_autofree char *value = g_strdup (self->steps[index].value);

  if (action == LUTHIER_ADVICE_OPEN_URL && value != NULL)
    g_app_info_launch_default_for_uri_async (value, NULL, NULL, opened_cb, NULL);
  else if (action == LUTHIER_ADVICE_COPY_COMMAND && value != NULL)
    copy (self, value, _ ("Command copied"));
  else if (action == LUTHIER_ADVICE_COPY_TEXT && value != NULL)
    copy (self, value, _ ("Copied"));
  g_signal_emit (self, signals[SIGNAL_ACT], 0, (int) action, value, (guint) field);
}

static void
clicked_cb (LuthierErrorCard *self, GtkWidget *button)
{
  act (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "step")));
}

static GtkWidget *
new_button (LuthierErrorCard *self, guint index)
{
  GtkWidget *button = gtk_button_new_with_label (self->steps[index].label);
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  /* The best way out, unless it is only words to take along. */
  if (index == 0 && self->steps[index].action != LUTHIER_ADVICE_COPY_TEXT)
    gtk_widget_add_css_class (button, "suggested-action");
  g_object_set_data (G_OBJECT (button), "step", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);
}

static void
show_buttons (LuthierErrorCard *self)
{
  GtkWidget *shown = self->narrow ? self->narrow_buttons : self->buttons;

  empty (self->buttons);
  empty (self->narrow_buttons);
  for (guint i = 0; i < self->n_steps; i++)
    gtk_widget_insert_before (new_button (self, i), shown, NULL);
  gtk_widget_set_visible (self->buttons, !self->narrow && self->n_steps > 0);
  gtk_widget_set_visible (self->narrow_buttons, self->narrow && self->n_steps > 0);
}

static void
set_narrow (LuthierErrorCard *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (self->card, "narrow");
  else
    gtk_widget_remove_css_class (self->card, "narrow");
  show_buttons (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

static void
clear_steps (LuthierErrorCard *self)
{
  for (guint i = 0; i < self->n_steps; i++)
    {
      g_free (self->steps[i].label);
      g_free (self->steps[i].value);
    }
  self->n_steps = 0;
}

static gboolean
offers_the_same (LuthierErrorCard *self, const LuthierAdvice *advice)
{
  gboolean same = self->n_steps == advice->n_steps;

  for (guint i = 0; same && i < advice->n_steps; i++)
    {
      const LuthierAdviceStep *before = &self->steps[i];
      const LuthierAdviceStep *after = &advice->steps[i];

      same = before->action == after->action && before->field == after->field &&
             g_strcmp0 (before->label, after->label) == 0 &&
             g_strcmp0 (before->value, after->value) == 0;
    }

  return same;
}

static void
show_steps (LuthierErrorCard *self, const LuthierAdvice *advice)
{
  /* A button that has the focus keeps it. */
  if (offers_the_same (self, advice))
    return;

  clear_steps (self);
  for (guint i = 0; i < advice->n_steps; i++)
    {
      self->steps[i] = advice->steps[i];
      self->steps[i].label = g_strdup (advice->steps[i].label);
      self->steps[i].value = g_strdup (advice->steps[i].value);
    }
  self->n_steps = advice->n_steps;
  show_buttons (self);
}

static GtkWidget *
new_fact (const LuthierErrorFact *fact)
{
  const gboolean mirrored = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  /* Names and JSON read from left to right everywhere. */
  g_autofree char *value = g_strdup_printf (mirrored ? LEFT_TO_RIGHT "%s" ISOLATE_END : "%s",
                                            fact->value);
  /* Translators: something that a service said of an error, such as "Request id", and what it is */
  g_autofree char *text = g_strdup_printf (C_ ("fact", "%s: %s"), fact->name, value);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);

  return label;
}

/* Where nobody can say more than the service, all that it said is said. */
static void
show_facts (LuthierErrorCard *self, const LuthierAdvice *advice)
{
  const char *text = advice->is_vague ? advice->raw : NULL;
  g_autoptr (GPtrArray) facts = NULL;

  /* What is selected in them stays so. */
  if (g_strcmp0 (self->told, text) == 0)
    return;

  g_free (self->told);
  self->told = g_strdup (text);
  facts = luthier_error_facts_read (text);
  empty (self->facts);
  for (guint i = 0; i < facts->len; i++)
    gtk_widget_insert_before (new_fact (g_ptr_array_index (facts, i)), self->facts, NULL);
  gtk_widget_set_visible (self->facts, facts->len > 0);
}

static void
show_severity (LuthierErrorCard *self, gboolean usable)
{
  gtk_image_set_from_icon_name (self->icon,
                                usable ? "dialog-warning-symbolic" : "dialog-error-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), usable ? "error" : "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), usable ? "warning" : "error");
  if (usable)
    gtk_widget_add_css_class (self->card, "usable");
  else
    gtk_widget_remove_css_class (self->card, "usable");
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

  clear_steps (self);
  g_free (self->told);

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
                                      NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING,
                                      G_TYPE_UINT);

  g_type_ensure (LUTHIER_TYPE_RAW_TEXT);
  g_type_ensure (LUTHIER_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-error-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, card);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, reason);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, advice);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, what_to_do);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, facts);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, narrow_buttons);
  gtk_widget_class_bind_template_child (widget_class, LuthierErrorCard, said);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
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

  show_severity (self, advice->usable);
  show_text (self->title, advice->title);
  show_text (self->reason, advice->reason);
  show_text (self->what_to_do, advice->what_to_do);
  gtk_widget_set_visible (self->advice, gtk_widget_get_visible (GTK_WIDGET (self->what_to_do)));
  show_facts (self, advice);
  show_steps (self, advice);
  g_object_set (self->said, "text", advice->raw, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  advice->title, -1);
}
