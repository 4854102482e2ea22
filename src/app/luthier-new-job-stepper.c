/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-stepper.h"

#include <glib/gi18n.h>

struct _LuthierNewJobStepper
{
  GtkWidget parent_instance;

  /* All (owned by the widget tree) */
  GtkWidget *buttons[LUTHIER_NEW_JOB_N_STEPS];
  GtkWidget *numbers[LUTHIER_NEW_JOB_N_STEPS];
  GtkWidget *marks[LUTHIER_NEW_JOB_N_STEPS];
};

G_DEFINE_FINAL_TYPE (LuthierNewJobStepper, luthier_new_job_stepper, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clicked_cb (LuthierNewJobStepper *self, GtkWidget *button)
{
  for (guint i = 0; i < LUTHIER_NEW_JOB_N_STEPS; i++)
    if (self->buttons[i] == button)
      g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, i);
}

static void
add_step (LuthierNewJobStepper *self, LuthierNewJobStep step)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *number = g_strdup_printf ("%u", (guint) step + 1);

  if (step > LUTHIER_NEW_JOB_STEP_MODEL)
    {
      GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_widget_add_css_class (arrow, "dim-label");
      gtk_widget_set_parent (arrow, GTK_WIDGET (self));
    }

  self->numbers[step] = gtk_label_new (number);
  gtk_widget_add_css_class (self->numbers[step], "number");
  gtk_widget_set_valign (self->numbers[step], GTK_ALIGN_CENTER);
  self->marks[step] = gtk_image_new_from_icon_name ("emblem-ok-symbolic");
  gtk_box_append (GTK_BOX (content), self->numbers[step]);
  gtk_box_append (GTK_BOX (content), self->marks[step]);
  gtk_box_append (GTK_BOX (content), gtk_label_new (luthier_new_job_step_get_title (step)));

  self->buttons[step] = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->buttons[step]), content);
  gtk_widget_add_css_class (self->buttons[step], "flat");
  g_signal_connect_swapped (self->buttons[step], "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (self->buttons[step], GTK_WIDGET (self));
}

static void
luthier_new_job_stepper_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (luthier_new_job_stepper_parent_class)->dispose (object);
}

static void
luthier_new_job_stepper_class_init (LuthierNewJobStepperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_stepper_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "stepper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
luthier_new_job_stepper_init (LuthierNewJobStepper *self)
{
  for (guint i = 0; i < LUTHIER_NEW_JOB_N_STEPS; i++)
    add_step (self, i);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("of New Job", "Steps"), -1);
}

static const char *
describe_state (gboolean current, gboolean reached, gboolean faulty)
{
  if (current)
    return _ ("This step");
  if (!reached)
    return _ ("Not reached yet");

  return faulty ? _ ("Needs a repair") : _ ("Done");
}

/**
 * luthier_new_job_stepper_show:
 * @current: the step that is shown
 * @reached: the last step that was shown so far
 * @faulty: (array fixed-size=4): in which steps something has to be mended
 */
void
luthier_new_job_stepper_show (LuthierNewJobStepper *self,
                              LuthierNewJobStep current,
                              LuthierNewJobStep reached,
                              const gboolean *faulty)
{
  for (guint i = 0; i < LUTHIER_NEW_JOB_N_STEPS; i++)
    {
      gboolean is_current = i == current;
      gboolean is_reached = i <= reached;
      gboolean marked = is_reached && !is_current && i != LUTHIER_NEW_JOB_STEP_REVIEW;
      g_autofree char *spoken = g_strdup_printf (_ ("Step %u: %s"), i + 1,
                                                 luthier_new_job_step_get_title (i));

      gtk_widget_set_sensitive (self->buttons[i], is_reached);
      gtk_widget_set_visible (self->numbers[i], !marked);
      gtk_widget_set_visible (self->marks[i], marked);
      gtk_image_set_from_icon_name (GTK_IMAGE (self->marks[i]),
                                    faulty[i] ? "dialog-error-symbolic" : "emblem-ok-symbolic");
      gtk_widget_remove_css_class (self->marks[i], faulty[i] ? "accent" : "error");
      gtk_widget_add_css_class (self->marks[i], faulty[i] ? "error" : "accent");
      if (is_current)
        gtk_widget_add_css_class (self->buttons[i], "current");
      else
        gtk_widget_remove_css_class (self->buttons[i], "current");

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      describe_state (is_current, is_reached, faulty[i]), -1);
    }
}
