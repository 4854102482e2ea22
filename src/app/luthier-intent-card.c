/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-card.h"

#include "luthier-advice.h"
#include "luthier-config.h"
#include "luthier-intent-words.h"
#include "luthier-paragraph.h"
#include "luthier-raw-text.h"

struct _LuthierIntentCard
{
  GtkWidget parent_instance;

  LuthierIntent *intent; /* (owned) */
  LuthierClock *clock;   /* (owned) */
  gboolean narrow;

  GtkWidget *card;
  GtkLabel *question;
  GtkLabel *story;
  GtkWidget *keep_looking;
  GtkWidget *keep_looking_box;
  GtkWidget *send_again_box;
  GtkWidget *forget_box;
  GtkWidget *said;
};

G_DEFINE_FINAL_TYPE (LuthierIntentCard, luthier_intent_card, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_NARROW = 1,
} LuthierIntentCardProperty;

enum
{
  SIGNAL_ACT,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_NARROW + 1];
static guint signals[N_SIGNALS];

static void
keep_looking_cb (LuthierIntentCard *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0, LUTHIER_INTENT_ACT_KEEP_LOOKING, 0);
}

static void
send_again_cb (LuthierIntentCard *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0, LUTHIER_INTENT_ACT_SEND_AGAIN, 0);
}

static void
forget_cb (LuthierIntentCard *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0, LUTHIER_INTENT_ACT_FORGET, 0);
}

static void
update (LuthierIntentCard *self)
{
  const GError *error = luthier_intent_get_error (self->intent);
  g_autoptr (LuthierAdvice) advice = error != NULL ? luthier_advice_new_for_error (error) : NULL;
  g_autofree char *question = luthier_intent_words_question (self->intent);
  g_autofree char *story = luthier_intent_words_story (self->intent,
                                                       luthier_clock_get_real_time (self->clock));

  gtk_label_set_text (self->question, question);
  gtk_label_set_text (self->story, story);
  g_object_set (self->said, "text", advice != NULL ? advice->raw : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, question,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, story, -1);
}

static void
set_narrow (LuthierIntentCard *self, gboolean narrow)
{
  GtkWidget *const boxes[] = { self->keep_looking_box, self->send_again_box, self->forget_box };

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (boxes[i]),
                                    narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  if (narrow)
    gtk_widget_add_css_class (self->card, "narrow");
  else
    gtk_widget_remove_css_class (self->card, "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/* The answer that does no harm comes first. */
static gboolean
luthier_intent_card_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LUTHIER_INTENT_CARD (widget)->keep_looking);
}

static void
luthier_intent_card_dispose (GObject *object)
{
  LuthierIntentCard *self = LUTHIER_INTENT_CARD (object);

  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_object (&self->clock);
  g_clear_object (&self->intent);
  G_OBJECT_CLASS (luthier_intent_card_parent_class)->dispose (object);
}

static void
luthier_intent_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierIntentCard *self = LUTHIER_INTENT_CARD (object);

  switch ((LuthierIntentCardProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_intent_card_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch ((LuthierIntentCardProperty) prop_id)
    {
    case PROP_NARROW:
      set_narrow (LUTHIER_INTENT_CARD (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_intent_card_class_init (LuthierIntentCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_intent_card_dispose;
  object_class->get_property = luthier_intent_card_get_property;
  object_class->set_property = luthier_intent_card_set_property;
  widget_class->grab_focus = luthier_intent_card_grab_focus;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                      G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[SIGNAL_ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, LUTHIER_TYPE_INTENT_ACT,
                                      G_TYPE_INT);

  g_type_ensure (LUTHIER_TYPE_PARAGRAPH);
  g_type_ensure (LUTHIER_TYPE_RAW_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-intent-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentCard, card);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentCard, question);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentCard, story);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentCard, keep_looking);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentCard, keep_looking_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentCard, send_again_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentCard, forget_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierIntentCard, said);
  gtk_widget_class_bind_template_callback (widget_class, keep_looking_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
luthier_intent_card_init (LuthierIntentCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_intent_card_new:
 * @intent: one that asks
 * @clock: the time
 *
 * Returns: (transfer floating): a card that follows it
 */
GtkWidget *
luthier_intent_card_new (LuthierIntent *intent, LuthierClock *clock)
{
  LuthierIntentCard *self = g_object_new (LUTHIER_TYPE_INTENT_CARD, NULL);

  self->intent = g_object_ref (intent);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (intent, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * luthier_intent_card_get_intent:
 *
 * Returns: (transfer none): what it shows
 */
LuthierIntent *
luthier_intent_card_get_intent (LuthierIntentCard *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT_CARD (self), NULL);

  return self->intent;
}
