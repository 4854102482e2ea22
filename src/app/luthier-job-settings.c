/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-settings.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-config.h"
#include "luthier-format.h"

/* One line of the table. */
typedef struct
{
  GtkLabel *asked;
  GtkLabel *chosen;
} Line;

struct _LuthierJobSettings
{
  GtkWidget parent_instance;

  LuthierJob *job;       /* (owned) (nullable) */
  LuthierJobSpec *asked; /* (owned) (nullable) */
  gulong notify_id;

  GtkGrid *grid;
  GtkWidget *asked_heading;
  GtkWidget *chosen_heading;
  Line epochs;
  Line rate;
  Line adapter;
  Line checkpoints;
};

G_DEFINE_FINAL_TYPE (LuthierJobSettings, luthier_job_settings, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_JOB = 1,
  PROP_ASKED,
} LuthierJobSettingsProperty;

static GParamSpec *props[PROP_ASKED + 1];

static void
set_class (GtkLabel *label, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), css_class);
}

/* asked is NULL for "automatic", chosen NULL for "not yet". Bold is only what the service chose. */
static void
show_line (LuthierJobSettings *self, Line *line, const char *asked, const char *chosen)
{
  gboolean known = self->asked != NULL;
  const char *none = luthier_job_is_terminal (self->job) ? _ ("Not chosen") : _ ("Not chosen yet");

  gtk_widget_set_visible (GTK_WIDGET (line->asked), known);
  gtk_label_set_text (line->asked, asked != NULL ? asked : _ ("Automatic"));
  set_class (line->asked, "dim-label", asked == NULL);
  gtk_label_set_text (line->chosen, chosen != NULL ? chosen : none);
  set_class (line->chosen, "heading", known && asked == NULL && chosen != NULL);
  set_class (line->chosen, "dim-label", chosen == NULL || (known && asked != NULL));
}

static char *
format_epochs (gint64 epochs)
{
  return epochs > 0 ? luthier_format_count (epochs) : NULL;
}

static char *
format_rate (double rate)
{
  return isnan (rate) ? NULL : g_strdup_printf ("%g", rate);
}

static char *
format_adapter (guint size, const char *name)
{
  return size > 0 ? g_strdup_printf ("%u", size) : g_strdup (name);
}

static const char *
format_checkpoints (gboolean last_only)
{
  return last_only ? _ ("Last one only") : _ ("All, 10 at most");
}

static void
show_training (LuthierJobSettings *self)
{
  LuthierJobSpec *asked = self->asked;
  LuthierJob *job = self->job;
  g_autofree char *epochs_asked = NULL;
  g_autofree char *epochs = format_epochs (luthier_job_get_epoch_count (job));
  g_autofree char *rate_asked = NULL;
  g_autofree char *rate = format_rate (luthier_job_get_learning_rate_multiplier (job));
  g_autofree char *adapter_asked = NULL;
  g_autofree char *adapter = format_adapter (luthier_job_get_adapter_size (job),
                                             luthier_job_get_adapter_size_name (job));

  if (asked != NULL)
    {
      epochs_asked = format_epochs (luthier_job_spec_get_epoch_count (asked));
      rate_asked = format_rate (luthier_job_spec_get_learning_rate_multiplier (asked));
      adapter_asked = format_adapter (luthier_job_spec_get_adapter_size (asked), NULL);
    }

  show_line (self, &self->epochs, epochs_asked, epochs);
  show_line (self, &self->rate, rate_asked, rate);
  show_line (self, &self->adapter, adapter_asked, adapter);
}

static void
show (LuthierJobSettings *self)
{
  const char *asked = NULL;

  gtk_widget_set_visible (self->asked_heading, self->asked != NULL);
  gtk_label_set_text (GTK_LABEL (self->chosen_heading),
                      self->asked != NULL ? _ ("Service chose") : C_ ("setting", "Value"));
  if (self->job == NULL)
    return;

  show_training (self);
  if (self->asked != NULL)
    asked = format_checkpoints (luthier_job_spec_get_export_last_checkpoint_only (self->asked));
  show_line (self, &self->checkpoints, asked,
             format_checkpoints (luthier_job_get_export_last_checkpoint_only (self->job)));
}

static GtkWidget *
add_cell (LuthierJobSettings *self, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return label;
}

static void
add_line (LuthierJobSettings *self, Line *line, int row, const char *title)
{
  GtkWidget *name = add_cell (self, 0, row, title, "body");
  GtkWidget *asked = add_cell (self, 1, row, "", "numeric");
  GtkWidget *chosen = add_cell (self, 2, row, "", "numeric");

  gtk_accessible_update_relation (GTK_ACCESSIBLE (asked), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name,
                                  self->asked_heading, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (chosen), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  name, self->chosen_heading, NULL, -1);
  line->asked = GTK_LABEL (asked);
  line->chosen = GTK_LABEL (chosen);
}

static void
set_job (LuthierJobSettings *self, LuthierJob *job)
{
  if (self->job == job)
    return;

  if (self->job != NULL)
    g_clear_signal_handler (&self->notify_id, self->job);
  g_set_object (&self->job, job);
  if (job != NULL)
    self->notify_id = g_signal_connect_swapped (job, "notify", G_CALLBACK (show), self);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_JOB]);
}

static void
luthier_job_settings_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobSettings *self = LUTHIER_JOB_SETTINGS (object);

  switch ((LuthierJobSettingsProperty) prop_id)
    {
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;
    case PROP_ASKED:
      g_value_set_object (value, self->asked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_settings_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  LuthierJobSettings *self = LUTHIER_JOB_SETTINGS (object);

  switch ((LuthierJobSettingsProperty) prop_id)
    {
    case PROP_JOB:
      set_job (self, g_value_get_object (value));
      break;
    case PROP_ASKED:
      if (g_set_object (&self->asked, g_value_get_object (value)))
        {
          show (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_settings_dispose (GObject *object)
{
  LuthierJobSettings *self = LUTHIER_JOB_SETTINGS (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->job != NULL)
    g_clear_signal_handler (&self->notify_id, self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->asked);
  g_clear_pointer (&child, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_job_settings_parent_class)->dispose (object);
}

static void
luthier_job_settings_class_init (LuthierJobSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_job_settings_get_property;
  object_class->set_property = luthier_job_settings_set_property;
  object_class->dispose = luthier_job_settings_dispose;

  props[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, LUTHIER_TYPE_JOB, flags);
  props[PROP_ASKED] = g_param_spec_object ("asked", NULL, NULL, LUTHIER_TYPE_JOB_SPEC, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_job_settings_init (LuthierJobSettings *self)
{
  GtkWidget *grid = gtk_grid_new ();

  self->grid = GTK_GRID (grid);
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 12);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_set_parent (grid, GTK_WIDGET (self));

  add_cell (self, 0, 0, _ ("Setting"), "caption-heading");
  self->asked_heading = add_cell (self, 1, 0, _ ("You asked"), "caption-heading");
  self->chosen_heading = add_cell (self, 2, 0, C_ ("setting", "Value"), "caption-heading");
  add_line (self, &self->epochs, 1, _ ("Epochs"));
  add_line (self, &self->rate, 2, _ ("Learning rate multiplier"));
  add_line (self, &self->adapter, 3, _ ("Adapter size"));
  add_line (self, &self->checkpoints, 4, _ ("Checkpoints"));
}

/**
 * luthier_job_settings_new:
 *
 * Returns: (transfer floating): a table of settings without a job
 */
GtkWidget *
luthier_job_settings_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_SETTINGS, NULL);
}
