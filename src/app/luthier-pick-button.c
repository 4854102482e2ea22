/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-pick-button.h"

#include "luthier-picker-words.h"
#include "luthier-picker.h"

struct _LuthierPickButton
{
  GtkButton parent_instance;

  LuthierSession *session; /* (owned) (nullable) */
  LuthierChoices choices;
  char *where;               /* (owned) (nullable) */
  GtkEditable *entry;        /* (weak) (nullable) */
  GCancellable *cancellable; /* (owned): of the picker */
};

G_DEFINE_FINAL_TYPE (LuthierPickButton, luthier_pick_button, GTK_TYPE_BUTTON)

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierPickButton *self = LUTHIER_PICK_BUTTON (source);
  g_autofree char *value = luthier_picker_choose_finish (result, NULL);

  if (value == NULL || self->entry == NULL)
    return;
  gtk_editable_set_text (self->entry, value);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[SIGNAL_PICKED], 0);
}

static void
luthier_pick_button_clicked (GtkButton *button)
{
  LuthierPickButton *self = LUTHIER_PICK_BUTTON (button);

  if (self->session == NULL || self->entry == NULL)
    return;
  luthier_picker_choose_async (GTK_WIDGET (self), self->session, self->choices, self->where,
                               gtk_editable_get_text (self->entry), self->cancellable, picked_cb,
                               NULL);
}

/* Without the button on the screen there is no field to choose for. */
static void
luthier_pick_button_unrealize (GtkWidget *widget)
{
  LuthierPickButton *self = LUTHIER_PICK_BUTTON (widget);
  g_autoptr (GCancellable) cancellable = self->cancellable;

  self->cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  GTK_WIDGET_CLASS (luthier_pick_button_parent_class)->unrealize (widget);
}

static void
luthier_pick_button_dispose (GObject *object)
{
  LuthierPickButton *self = LUTHIER_PICK_BUTTON (object);

  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->entry);
  G_OBJECT_CLASS (luthier_pick_button_parent_class)->dispose (object);
}

static void
luthier_pick_button_finalize (GObject *object)
{
  LuthierPickButton *self = LUTHIER_PICK_BUTTON (object);

  g_clear_object (&self->cancellable);
  g_free (self->where);
  G_OBJECT_CLASS (luthier_pick_button_parent_class)->finalize (object);
}

static void
luthier_pick_button_class_init (LuthierPickButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = luthier_pick_button_dispose;
  object_class->finalize = luthier_pick_button_finalize;
  GTK_WIDGET_CLASS (klass)->unrealize = luthier_pick_button_unrealize;
  GTK_BUTTON_CLASS (klass)->clicked = luthier_pick_button_clicked;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", LUTHIER_TYPE_PICK_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_pick_button_init (LuthierPickButton *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * luthier_pick_button_attach:
 * @session: what lists
 * @choices: what to choose
 * @entry: what gets the choice
 */
void
luthier_pick_button_attach (LuthierPickButton *self,
                            LuthierSession *session,
                            LuthierChoices choices,
                            GtkEditable *entry)
{
  LuthierPickerWords words = luthier_picker_words_of (choices);

  g_return_if_fail (LUTHIER_IS_PICK_BUTTON (self));

  g_set_object (&self->session, session);
  g_set_weak_pointer (&self->entry, entry);
  self->choices = choices;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words.button);
  if (gtk_button_get_label (GTK_BUTTON (self)) == NULL)
    {
      gtk_button_set_icon_name (GTK_BUTTON (self), "view-list-symbolic");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      words.button, -1);
    }
}

void
luthier_pick_button_set_where (LuthierPickButton *self, const char *where)
{
  g_return_if_fail (LUTHIER_IS_PICK_BUTTON (self));

  if (g_strcmp0 (self->where, where) == 0)
    return;
  g_free (self->where);
  self->where = g_strdup (where);
}

const char *
luthier_pick_button_get_where (LuthierPickButton *self)
{
  g_return_val_if_fail (LUTHIER_IS_PICK_BUTTON (self), NULL);

  return self->where;
}
