/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-settings.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-config.h"
#include "luthier-drop-down.h"
#include "luthier-new-job-labels.h"
#include "luthier-new-job-region.h"
#include "luthier-new-job-row.h"
#include "luthier-new-job-values.h"
#include "luthier-pick-button.h"

/* From here on the count is shown. */
#define NAME_NEAR 100

/* What a setting starts from when it is taken out of the service's hands. */
#define FIRST_EPOCHS  3
#define FIRST_RATE    1.0
#define FIRST_ADAPTER 4

struct _LuthierNewJobSettings
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form; /* (owned) */
  LuthierJobSpec *spec;    /* (owned) */
  gboolean syncing;        /* the controls follow the spec: they do not write back */

  GtkWidget *box;
  LuthierNewJobRow *name_row;
  LuthierNewJobRow *description_row;
  LuthierNewJobRow *epochs_row;
  LuthierNewJobRow *rate_row;
  LuthierNewJobRow *adapter_row;
  LuthierNewJobRow *epochs_values_row;
  LuthierNewJobRow *rate_values_row;
  LuthierNewJobRow *adapter_values_row;
  LuthierNewJobRow *checkpoints_row;
  LuthierNewJobRow *several_row;
  LuthierNewJobRow *region_row;
  LuthierNewJobRow *key_row;
  LuthierNewJobRow *account_row;
  LuthierNewJobRow *labels_row;
  GtkEditable *name;
  GtkEditable *description;
  GtkSpinButton *epochs;
  GtkSpinButton *rate;
  GtkDropDown *adapter;
  LuthierNewJobValues *epochs_values;
  LuthierNewJobValues *rate_values;
  LuthierNewJobValues *adapter_values;
  GtkSwitch *checkpoints;
  GtkSwitch *several;
  LuthierNewJobRegion *region;
  GtkEditable *key;
  GtkEditable *account;
  LuthierNewJobLabels *labels;
  LuthierPickButton *pick_key;
  LuthierPickButton *pick_account;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobSettings, luthier_new_job_settings, GTK_TYPE_WIDGET)

static void
sync_name (LuthierNewJobSettings *self)
{
  const char *name = luthier_job_spec_get_display_name (self->spec);
  glong length = name != NULL ? g_utf8_strlen (name, -1) : 0;
  g_autofree char *hint = NULL;

  if (length < NAME_NEAR)
    hint = g_strdup (_ ("What the job and its model are called"));
  else
    hint = g_strdup_printf (_ ("%ld of %d characters"), length, LUTHIER_MAX_NAME_CHARS);

  luthier_new_job_row_set_hint (self->name_row, hint);
}

/* The sizes on offer; also the one that is set, though the model does not know it. */
static void
sync_adapter (LuthierNewJobSettings *self)
{
  static const guint all[] = { 1, 2, 4, 8, 16, 32 };
  LuthierBaseModel *model = luthier_new_job_form_get_model (self->form);
  guint set = luthier_job_spec_get_adapter_size (self->spec);
  guint selected = GTK_INVALID_LIST_POSITION;
  guint n_sizes = 0;
  const guint *sizes = model != NULL ? luthier_base_model_get_adapter_sizes (model, &n_sizes)
                                     : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (n_sizes == 0)
    {
      sizes = all;
      n_sizes = G_N_ELEMENTS (all);
    }

  for (guint i = 0; i < n_sizes; i++)
    {
      if (sizes[i] == set)
        selected = i;
      g_ptr_array_add (names, g_strdup_printf ("%u", sizes[i]));
    }
  if (selected == GTK_INVALID_LIST_POSITION && set != LUTHIER_AUTOMATIC_ADAPTER)
    {
      selected = n_sizes;
      g_ptr_array_add (names, g_strdup_printf ("%u", set));
    }
  g_ptr_array_add (names, NULL);

  luthier_drop_down_show (self->adapter, (const char *const *) names->pdata, selected);
  luthier_new_job_row_set_automatic (self->adapter_row, set == LUTHIER_AUTOMATIC_ADAPTER);
}

static void
sync_numbers (LuthierNewJobSettings *self)
{
  gint64 epochs = luthier_job_spec_get_epoch_count (self->spec);
  gboolean automatic_rate = luthier_job_spec_is_automatic_rate (self->spec);

  luthier_new_job_row_set_automatic (self->epochs_row, epochs == LUTHIER_AUTOMATIC_EPOCHS);
  if (epochs != LUTHIER_AUTOMATIC_EPOCHS)
    gtk_spin_button_set_value (self->epochs, (double) epochs);

  luthier_new_job_row_set_automatic (self->rate_row, automatic_rate);
  if (!automatic_rate)
    gtk_spin_button_set_value (self->rate,
                               luthier_job_spec_get_learning_rate_multiplier (self->spec));
}

/* "12 jobs", and how they come about. */
static char *
describe_several (LuthierNewJobSettings *self)
{
  LuthierNewJobGrid *grid = luthier_new_job_form_get_grid (self->form);
  guint n_jobs = luthier_new_job_grid_get_n_jobs (grid);

  if (!luthier_new_job_grid_get_on (grid))
    return g_strdup_printf (
        ngettext ("A job for each combination of epochs, multiplier and adapter size, %u at most",
                  "A job for each combination of epochs, multiplier and adapter size, %u at most",
                  LUTHIER_JOB_GRID_MAX),
        LUTHIER_JOB_GRID_MAX);

  /* Translators: how many jobs, and how many are allowed */
  return g_strdup_printf (ngettext ("%u job of at most %u, one for each combination",
                                    "%u jobs of at most %u, one for each combination", n_jobs),
                          n_jobs, LUTHIER_JOB_GRID_MAX);
}

static void
sync_several (LuthierNewJobSettings *self)
{
  gboolean on = luthier_new_job_grid_get_on (luthier_new_job_form_get_grid (self->form));
  g_autofree char *hint = describe_several (self);

  gtk_switch_set_active (self->several, on);
  luthier_new_job_row_set_hint (self->several_row, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->epochs_row), !on);
  gtk_widget_set_visible (GTK_WIDGET (self->rate_row), !on);
  gtk_widget_set_visible (GTK_WIDGET (self->adapter_row), !on);
  gtk_widget_set_visible (GTK_WIDGET (self->epochs_values_row), on);
  gtk_widget_set_visible (GTK_WIDGET (self->rate_values_row), on);
  gtk_widget_set_visible (GTK_WIDGET (self->adapter_values_row), on);
}

static void
sync_key (LuthierNewJobSettings *self)
{
  LuthierBaseModel *model = luthier_new_job_form_get_model (self->form);
  gboolean refused = model != NULL && luthier_base_model_refuses_cmek (model);

  luthier_new_job_row_set_hint (
      self->key_row, refused ? _ ("This model takes no key of your own; empty for Google’s keys")
                             : _ ("Of Cloud KMS, in the job’s region; empty for Google’s keys"));
}

/* A key must be where the job runs. */
static void
sync_key_region (LuthierNewJobSettings *self)
{
  LuthierProfile *profile = luthier_session_get_profile (
      luthier_new_job_form_get_session (self->form));
  const char *const *regions = profile != NULL ? luthier_profile_get_regions (profile) : NULL;
  const char *region = luthier_job_spec_get_region (self->spec);

  if ((region == NULL || *region == '\0') && regions != NULL)
    region = regions[0];
  luthier_pick_button_set_where (self->pick_key, region);
}

static void
refresh (LuthierNewJobSettings *self)
{
  if (self->syncing)
    return;

  self->syncing = TRUE;
  sync_name (self);
  sync_numbers (self);
  sync_adapter (self);
  sync_key (self);
  sync_key_region (self);
  sync_several (self);
  self->syncing = FALSE;
}

static void
epochs_cb (LuthierNewJobSettings *self)
{
  if (!self->syncing)
    luthier_job_spec_set_epoch_count (self->spec, gtk_spin_button_get_value_as_int (self->epochs));
}

static void
epochs_automatic_cb (LuthierNewJobSettings *self)
{
  if (!self->syncing)
    luthier_job_spec_set_epoch_count (
        self->spec, luthier_new_job_row_get_automatic (self->epochs_row) ? LUTHIER_AUTOMATIC_EPOCHS
                                                                         : FIRST_EPOCHS);
}

/* 0.5, not 0.500000. */
static gboolean
rate_output_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%.10g", gtk_spin_button_get_value (spin));

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (spin))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);

  return TRUE;
}

static void
rate_cb (LuthierNewJobSettings *self)
{
  if (!self->syncing)
    luthier_job_spec_set_learning_rate_multiplier (self->spec,
                                                   gtk_spin_button_get_value (self->rate));
}

static void
rate_automatic_cb (LuthierNewJobSettings *self)
{
  if (self->syncing)
    return;

  if (luthier_new_job_row_get_automatic (self->rate_row))
    luthier_job_spec_set_automatic_rate (self->spec);
  else
    luthier_job_spec_set_learning_rate_multiplier (self->spec, FIRST_RATE);
}

static void
adapter_cb (LuthierNewJobSettings *self)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->adapter);

  if (self->syncing || item == NULL)
    return;

  luthier_job_spec_set_adapter_size (
      self->spec, (guint) g_ascii_strtoull (gtk_string_object_get_string (item), NULL, 10));
}

static void
adapter_automatic_cb (LuthierNewJobSettings *self)
{
  LuthierBaseModel *model = luthier_new_job_form_get_model (self->form);
  guint size = model != NULL ? luthier_base_model_get_default_adapter_size (model) : 0;

  if (self->syncing)
    return;

  if (luthier_new_job_row_get_automatic (self->adapter_row))
    size = LUTHIER_AUTOMATIC_ADAPTER;
  else if (size == 0)
    size = FIRST_ADAPTER;
  luthier_job_spec_set_adapter_size (self->spec, size);
}

static void
several_cb (LuthierNewJobSettings *self)
{
  if (!self->syncing)
    luthier_new_job_grid_set_on (luthier_new_job_form_get_grid (self->form),
                                 gtk_switch_get_active (self->several));
}

static gboolean
luthier_new_job_settings_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LUTHIER_NEW_JOB_SETTINGS (widget)->name));
}

static void
luthier_new_job_settings_dispose (GObject *object)
{
  LuthierNewJobSettings *self = LUTHIER_NEW_JOB_SETTINGS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->spec);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_settings_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, name_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, description_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, epochs_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, rate_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, adapter_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, epochs_values_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, rate_values_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, adapter_values_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, checkpoints_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, several_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, region_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, key_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, account_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, labels_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, name);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, description);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, epochs);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, rate);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, adapter);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, epochs_values);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, rate_values);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, adapter_values);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, checkpoints);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, several);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, region);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, key);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, account);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, labels);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, pick_key);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobSettings, pick_account);
}

static void
luthier_new_job_settings_class_init (LuthierNewJobSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_settings_dispose;
  widget_class->grab_focus = luthier_new_job_settings_grab_focus;

  g_type_ensure (LUTHIER_TYPE_NEW_JOB_ROW);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_LABELS);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_REGION);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_VALUES);
  g_type_ensure (LUTHIER_TYPE_PICK_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-settings.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, epochs_cb);
  gtk_widget_class_bind_template_callback (widget_class, epochs_automatic_cb);
  gtk_widget_class_bind_template_callback (widget_class, rate_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, rate_cb);
  gtk_widget_class_bind_template_callback (widget_class, rate_automatic_cb);
  gtk_widget_class_bind_template_callback (widget_class, adapter_cb);
  gtk_widget_class_bind_template_callback (widget_class, adapter_automatic_cb);
  gtk_widget_class_bind_template_callback (widget_class, several_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_settings_init (LuthierNewJobSettings *self)
{
  self->syncing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->syncing = FALSE;
  /* Enter goes on from here as it does from an entry, but spin buttons do not offer it. */
  g_object_set (gtk_editable_get_delegate (GTK_EDITABLE (self->epochs)), "activates-default", TRUE,
                NULL);
  g_object_set (gtk_editable_get_delegate (GTK_EDITABLE (self->rate)), "activates-default", TRUE,
                NULL);
}

static void
attach_rows (LuthierNewJobSettings *self)
{
  luthier_new_job_row_attach (self->name_row, self->form, LUTHIER_SPEC_FIELD_DISPLAY_NAME);
  luthier_new_job_row_attach (self->description_row, self->form, LUTHIER_SPEC_FIELD_DESCRIPTION);
  luthier_new_job_row_attach (self->epochs_row, self->form, LUTHIER_SPEC_FIELD_EPOCHS);
  luthier_new_job_row_attach (self->rate_row, self->form, LUTHIER_SPEC_FIELD_LEARNING_RATE);
  luthier_new_job_row_attach (self->adapter_row, self->form, LUTHIER_SPEC_FIELD_ADAPTER_SIZE);
  luthier_new_job_row_attach (self->epochs_values_row, self->form, LUTHIER_SPEC_FIELD_EPOCHS);
  luthier_new_job_row_attach (self->rate_values_row, self->form, LUTHIER_SPEC_FIELD_LEARNING_RATE);
  luthier_new_job_row_attach (self->adapter_values_row, self->form,
                              LUTHIER_SPEC_FIELD_ADAPTER_SIZE);
  luthier_new_job_values_attach (self->epochs_values, self->form, LUTHIER_GRID_EPOCHS,
                                 _ ("Epochs"));
  luthier_new_job_values_attach (self->rate_values, self->form, LUTHIER_GRID_RATE,
                                 _ ("Learning rate multiplier"));
  luthier_new_job_values_attach (self->adapter_values, self->form, LUTHIER_GRID_ADAPTER_SIZE,
                                 _ ("Adapter size"));
  luthier_new_job_row_attach (self->checkpoints_row, self->form, LUTHIER_SPEC_FIELD_CHECKPOINTS);
  luthier_new_job_row_attach (self->region_row, self->form, LUTHIER_SPEC_FIELD_REGION);
  luthier_new_job_row_attach (self->key_row, self->form, LUTHIER_SPEC_FIELD_KMS_KEY);
  luthier_new_job_row_attach (self->account_row, self->form, LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT);
  luthier_new_job_row_attach (self->labels_row, self->form, LUTHIER_SPEC_FIELD_LABELS);
}

/**
 * luthier_new_job_settings_new:
 * @form: the form that this is a step of
 *
 * Returns: (transfer floating): the step
 */
GtkWidget *
luthier_new_job_settings_new (LuthierNewJobForm *form)
{
  LuthierNewJobSettings *self = g_object_new (LUTHIER_TYPE_NEW_JOB_SETTINGS, NULL);

  self->form = g_object_ref (form);
  self->spec = g_object_ref (luthier_new_job_form_get_spec (form));

  luthier_new_job_form_bind_text (form, "display-name", self->name);
  luthier_new_job_form_bind_text (form, "description", self->description);
  luthier_new_job_form_bind_text (form, "kms-key-name", self->key);
  luthier_new_job_form_bind_text (form, "service-account", self->account);
  g_object_bind_property (self->spec, "export-last-checkpoint-only", self->checkpoints, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE |
                              G_BINDING_INVERT_BOOLEAN);
  luthier_new_job_region_attach (self->region, form);
  luthier_new_job_labels_attach (self->labels, form);
  luthier_pick_button_attach (self->pick_key, luthier_new_job_form_get_session (form),
                              LUTHIER_CHOICES_KEYS, self->key);
  luthier_pick_button_attach (self->pick_account, luthier_new_job_form_get_session (form),
                              LUTHIER_CHOICES_SERVICE_ACCOUNTS, self->account);
  attach_rows (self);
  g_signal_connect_object (form, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
