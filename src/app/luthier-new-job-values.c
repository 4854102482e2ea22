/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-values.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-config.h"
#include "luthier-wrap-box.h"

struct _LuthierNewJobValues
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form; /* (owned) (nullable) */
  LuthierGridAxis axis;
  char *shown; /* (owned) (nullable): the values that there are chips for */

  GtkWidget *box;
  GtkWidget *values;
  GtkEditable *entry;
  GtkWidget *add;
  GtkWidget *automatic;
  GtkLabel *reason;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobValues, luthier_new_job_values, GTK_TYPE_WIDGET)

static LuthierNewJobGrid *
get_grid (LuthierNewJobValues *self)
{
  return luthier_new_job_form_get_grid (self->form);
}

/* As the user writes numbers. */
static char *
format_value (double value)
{
  return isnan (value) ? g_strdup (C_ ("value of a setting", "Automatic"))
                       : g_strdup_printf ("%.10g", value);
}

static gboolean
parse_value (const char *text, double *value)
{
  char *end = NULL;

  *value = g_strtod (text, &end);
  return *text != '\0' && *end == '\0' && isfinite (*value);
}

static void
remove_cb (GtkButton *remove, LuthierNewJobValues *self)
{
  double value = *(double *) g_object_get_data (G_OBJECT (remove), "value");

  /* The chip goes; what has the focus should not. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  luthier_new_job_grid_remove (get_grid (self), self->axis, value);
}

static GtkWidget *
new_chip (LuthierNewJobValues *self, double value, gboolean only)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *text = format_value (value);
  /* Translators: %s is a value of a setting, such as 3 */
  g_autofree char *spoken = g_strdup_printf (_ ("Remove value %s"), text);

  gtk_widget_set_tooltip_text (remove, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (remove), "value", g_memdup2 (&value, sizeof value), g_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  /* One has to stay. */
  gtk_widget_set_visible (remove, !only);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  if (only)
    gtk_widget_add_css_class (chip, "only");
  gtk_box_append (GTK_BOX (chip), gtk_label_new (text));
  gtk_box_append (GTK_BOX (chip), remove);

  return chip;
}

/* The chips are made anew only if the values are others: one of them may have the focus. */
static gboolean
has_changed (LuthierNewJobValues *self, const LuthierJobGrid *grid, guint n_values)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_values; i++)
    g_string_append_printf (text, "%.17g ", luthier_job_grid_get_value (grid, self->axis, i));
  if (g_strcmp0 (text->str, self->shown) == 0)
    return FALSE;

  g_free (self->shown);
  self->shown = g_string_free (g_steal_pointer (&text), FALSE);

  return TRUE;
}

static void
show_values (LuthierNewJobValues *self)
{
  const LuthierJobGrid *grid = luthier_new_job_grid_get_values (get_grid (self));
  guint n_values = luthier_job_grid_get_n_values (grid, self->axis);
  gboolean automatic = isnan (luthier_job_grid_get_value (grid, self->axis, 0));
  GtkWidget *chip;

  gtk_widget_set_visible (self->automatic, !automatic);
  if (!has_changed (self, grid, n_values))
    return;

  while ((chip = gtk_widget_get_first_child (self->values)) != self->automatic)
    gtk_widget_unparent (chip);
  for (guint i = 0; i < n_values; i++)
    gtk_widget_insert_before (
        new_chip (self, luthier_job_grid_get_value (grid, self->axis, i), n_values == 1),
        self->values, self->automatic);
}

static gboolean
has_value (LuthierNewJobValues *self, double value)
{
  const LuthierJobGrid *grid = luthier_new_job_grid_get_values (get_grid (self));

  for (guint i = 0; i < luthier_job_grid_get_n_values (grid, self->axis); i++)
    {
      double present = luthier_job_grid_get_value (grid, self->axis, i);

      if (present <= value && present >= value)
        return TRUE;
    }

  return FALSE;
}

/* (transfer full) (nullable): why one word is not taken. */
static char *
find_fault (LuthierNewJobValues *self, const char *word)
{
  double value;

  if (!parse_value (word, &value))
    /* Translators: %s is what was typed */
    return g_strdup_printf (_ ("“%s” is not a number."), word);
  if (has_value (self, value))
    return g_strdup_printf (_ ("%s is there already."), word);

  return luthier_new_job_grid_judge_value (get_grid (self), self->axis, value,
                                           luthier_new_job_form_get_model (self->form));
}

static void
show_reason (LuthierNewJobValues *self, const char *fault)
{
  gtk_label_set_text (self->reason, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), fault != NULL);
  if (fault != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      fault != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  fault != NULL ? fault : "", -1);
}

static GStrv
split (LuthierNewJobValues *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->entry));

  return g_strsplit_set (g_strstrip (text), " ;\t\n", -1);
}

static void
typed_cb (LuthierNewJobValues *self)
{
  g_auto (GStrv) words = split (self);
  g_autofree char *fault = NULL;

  for (guint i = 0; words[i] != NULL && fault == NULL; i++)
    if (*words[i] != '\0')
      fault = find_fault (self, words[i]);
  show_reason (self, fault);
  gtk_widget_set_sensitive (self->add, words[0] != NULL && *words[0] != '\0' && fault == NULL);
}

/* All that is typed, up to what cannot be taken: that stays, with the reason. */
static void
add_cb (LuthierNewJobValues *self)
{
  g_auto (GStrv) words = split (self);
  g_autoptr (GString) rest = g_string_new (NULL);
  guint i = 0;
  double value;

  /* Where nothing is to be added, Enter goes on. */
  if (words[0] == NULL || *words[0] == '\0')
    {
      gtk_widget_activate_default (GTK_WIDGET (self));
      return;
    }

  for (; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        g_autofree char *fault = find_fault (self, words[i]);

        if (fault != NULL || !parse_value (words[i], &value) ||
            !luthier_new_job_grid_add (get_grid (self), self->axis, value))
          break;
      }
  for (; words[i] != NULL; i++)
    g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", words[i]);

  gtk_editable_set_text (self->entry, rest->str);
  gtk_editable_set_position (self->entry, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
}

static void
automatic_cb (LuthierNewJobValues *self)
{
  g_autofree char *fault = luthier_new_job_grid_judge_value (
      get_grid (self), self->axis, NAN, luthier_new_job_form_get_model (self->form));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  show_reason (self, fault);
  luthier_new_job_grid_add (get_grid (self), self->axis, NAN);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        gpointer user_data)
{
  LuthierNewJobValues *self = user_data;
  const LuthierJobGrid *grid = luthier_new_job_grid_get_values (get_grid (self));
  guint n_values = luthier_job_grid_get_n_values (grid, self->axis);

  if (keyval != GDK_KEY_BackSpace || *gtk_editable_get_text (self->entry) != '\0')
    return FALSE;

  return luthier_new_job_grid_remove (get_grid (self), self->axis,
                                      luthier_job_grid_get_value (grid, self->axis, n_values - 1));
}

static gboolean
luthier_new_job_values_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LUTHIER_NEW_JOB_VALUES (widget)->entry));
}

static void
luthier_new_job_values_dispose (GObject *object)
{
  LuthierNewJobValues *self = LUTHIER_NEW_JOB_VALUES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_values_parent_class)->dispose (object);
}

static void
luthier_new_job_values_class_init (LuthierNewJobValuesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_values_dispose;
  widget_class->grab_focus = luthier_new_job_values_grab_focus;

  g_type_ensure (LUTHIER_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-values.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobValues, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobValues, values);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobValues, entry);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobValues, add);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobValues, automatic);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobValues, reason);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, automatic_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_values_init (LuthierNewJobValues *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * luthier_new_job_values_attach:
 * @form: whose grid is changed
 * @axis: the setting
 * @title: what the setting is called
 */
void
luthier_new_job_values_attach (LuthierNewJobValues *self,
                               LuthierNewJobForm *form,
                               LuthierGridAxis axis,
                               const char *title)
{
  /* Translators: %s is a setting, such as Epochs */
  g_autofree char *name = g_strdup_printf (_ ("Add value: %s"), title);
  g_autofree char *automatic = g_strdup_printf (_ ("Add Automatic: %s"), title);

  self->form = g_object_ref (form);
  self->axis = axis;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->automatic), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  automatic, -1);
  g_signal_connect_object (form, "changed", G_CALLBACK (show_values), self, G_CONNECT_SWAPPED);
  show_values (self);
}
