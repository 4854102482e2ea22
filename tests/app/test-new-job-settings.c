/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-labels.h"
#include "luthier-new-job-region.h"
#include "luthier-new-job-row.h"
#include "luthier-new-job-settings.h"
#include "luthier-new-job-values.h"
#include "new-job-fixture.h"

#define setting(step, name) part (step, LUTHIER_TYPE_NEW_JOB_SETTINGS, name)
#define row_part(row, name) part (row, LUTHIER_TYPE_NEW_JOB_ROW, name)

static GtkWidget *
show_settings (Fixture *fixture, LuthierNewJobForm **form)
{
  GtkWidget *step;

  *form = luthier_new_job_form_new (fixture->session, fixture->spec);
  step = luthier_new_job_settings_new (*form);
  fixture_show (fixture, step);

  return step;
}

static void
click (gpointer button)
{
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
}

/* An untouched form leaves every choice to the service. */
static void
test_automatic (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = show_settings (fixture, &form);
  g_autofree char *request = luthier_job_spec_to_request (fixture->spec);
  GObject *row = setting (step, "epochs_row");

  g_assert_null (strstr (request, "hyperParameters"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row_part (row, "automatic"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (setting (step, "epochs"))));

  click (row_part (row, "flip"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (setting (step, "epochs"))));
  g_assert_cmpint (luthier_job_spec_get_epoch_count (fixture->spec), ==, 3);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (setting (step, "epochs")), 7);
  g_assert_cmpint (luthier_job_spec_get_epoch_count (fixture->spec), ==, 7);

  click (row_part (row, "flip"));
  g_assert_cmpint (luthier_job_spec_get_epoch_count (fixture->spec), ==, LUTHIER_AUTOMATIC_EPOCHS);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row_part (row, "automatic"))));
}

static void
test_rate (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = show_settings (fixture, &form);
  GtkSpinButton *rate = GTK_SPIN_BUTTON (setting (step, "rate"));

  click (row_part (setting (step, "rate_row"), "flip"));
  g_assert_cmpfloat (luthier_job_spec_get_learning_rate_multiplier (fixture->spec), ==, 1.0);
  gtk_spin_button_set_value (rate, 0.25);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rate)), ==, "0.25");
  g_assert_cmpfloat (luthier_job_spec_get_learning_rate_multiplier (fixture->spec), ==, 0.25);

  click (row_part (setting (step, "rate_row"), "flip"));
  g_assert_true (luthier_job_spec_is_automatic_rate (fixture->spec));
}

/* Only what the model knows is offered; another value is shown with its repair, never dropped. */
static void
test_adapter_sizes (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = NULL;
  GtkDropDown *adapter = NULL;
  GObject *row = NULL;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-pro");
  step = show_settings (fixture, &form);
  adapter = GTK_DROP_DOWN (setting (step, "adapter"));
  row = setting (step, "adapter_row");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (adapter)), ==, 4);

  luthier_job_spec_set_adapter_size (fixture->spec, 32);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (adapter)), ==, 5);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (row_part (row, "hint"))), "32"));

  click (row_part (row, "fix"));
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (fixture->spec), ==, 8);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));

  gtk_drop_down_set_selected (adapter, 1);
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (fixture->spec), ==, 2);
}

static void
test_checkpoints (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = show_settings (fixture, &form);
  GtkSwitch *checkpoints = GTK_SWITCH (setting (step, "checkpoints"));

  g_assert_true (gtk_switch_get_active (checkpoints));
  gtk_switch_set_active (checkpoints, FALSE);
  g_assert_true (luthier_job_spec_get_export_last_checkpoint_only (fixture->spec));
  luthier_job_spec_set_export_last_checkpoint_only (fixture->spec, FALSE);
  g_assert_true (gtk_switch_get_active (checkpoints));
}

/* Code points are counted, as the service counts them. */
static void
test_name (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = show_settings (fixture, &form);
  GtkEditable *name = GTK_EDITABLE (setting (step, "name"));
  GObject *row = setting (step, "name_row");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 128; i++)
    g_string_append (text, "🎻");
  gtk_editable_set_text (name, text->str);
  g_assert_cmpstr (luthier_job_spec_get_display_name (fixture->spec), ==, text->str);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (row_part (row, "hint"))), ==,
                   "128 of 128 characters");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));

  g_string_append (text, "🎻");
  gtk_editable_set_text (name, text->str);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
}

/* A choice where the model is known, free text where only the user knows it. */
static void
test_region (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = show_settings (fixture, &form);
  GtkWidget *choice = gtk_widget_get_first_child (GTK_WIDGET (setting (step, "region")));
  GtkWidget *entry = gtk_widget_get_next_sibling (choice);

  g_assert_true (gtk_widget_get_visible (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "me-west1");
  g_assert_cmpstr (luthier_job_spec_get_region (fixture->spec), ==, "me-west1");

  luthier_job_spec_set_base_model (fixture->spec, "gemini-3.5-flash");
  g_assert_true (gtk_widget_get_visible (choice));
  g_assert_false (gtk_widget_get_visible (entry));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  g_assert_cmpstr (luthier_job_spec_get_region (fixture->spec), ==, "europe-west4");
}

static void
test_labels (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = show_settings (fixture, &form);
  GObject *labels = setting (step, "labels");
  GObject *add = part (labels, LUTHIER_TYPE_NEW_JOB_LABELS, "add");
  GtkWidget *chips = GTK_WIDGET (part (labels, LUTHIER_TYPE_NEW_JOB_LABELS, "chips"));
  GtkEditable *key = GTK_EDITABLE (part (labels, LUTHIER_TYPE_NEW_JOB_LABELS, "key"));
  GtkEditable *value = GTK_EDITABLE (part (labels, LUTHIER_TYPE_NEW_JOB_LABELS, "value"));
  GtkWidget *chip;

  gtk_editable_set_text (key, "Team");
  gtk_editable_set_text (value, "support");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (add)));
  gtk_editable_set_text (key, "team");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (add)));
  click (add);

  g_assert_cmpstr (g_hash_table_lookup (luthier_job_spec_get_labels (fixture->spec), "team"), ==,
                   "support");
  chip = gtk_widget_get_first_child (chips);
  g_assert_nonnull (chip);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (chip))), ==,
                   "team: support");

  click (gtk_widget_get_last_child (chip));
  g_assert_null (g_hash_table_lookup (luthier_job_spec_get_labels (fixture->spec), "team"));
  g_assert_null (gtk_widget_get_first_child (chips));
}

#define values_part(values, name) part (values, LUTHIER_TYPE_NEW_JOB_VALUES, name)

static guint
count_chips (gpointer values)
{
  GtkWidget *automatic = GTK_WIDGET (values_part (values, "automatic"));
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (values_part (values, "values")));
  guint n_chips = 0;

  for (; chip != automatic; chip = gtk_widget_get_next_sibling (chip))
    n_chips++;

  return n_chips;
}

static void
enter (gpointer values, const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (values_part (values, "entry"));

  gtk_editable_set_text (entry, text);
  g_signal_emit_by_name (entry, "activate");
}

static const char *
get_left (gpointer values)
{
  return gtk_editable_get_text (GTK_EDITABLE (values_part (values, "entry")));
}

/* Several values instead of one, and back: of each setting the first one stays. */
static void
test_several (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = NULL;
  GtkSwitch *several = NULL;
  GObject *values = NULL;
  GObject *row = NULL;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_epoch_count (fixture->spec, 3);
  step = show_settings (fixture, &form);
  several = GTK_SWITCH (setting (step, "several"));
  values = setting (step, "epochs_values");
  row = setting (step, "several_row");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (setting (step, "epochs_values_row"))));

  gtk_switch_set_active (several, TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (setting (step, "epochs_values_row"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (setting (step, "epochs_row"))));
  g_assert_cmpuint (count_chips (values), ==, 1);

  enter (values, "5 2;");
  g_assert_cmpuint (count_chips (values), ==, 3);
  enter (setting (step, "adapter_values"), "8");
  click (values_part (setting (step, "rate_values"), "add"));
  g_assert_cmpuint (luthier_new_job_grid_get_n_jobs (luthier_new_job_form_get_grid (form)), ==, 6);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (row_part (row, "hint"))), ==,
                   "6 jobs of at most 20, one for each combination");
  click (values_part (values, "automatic"));
  g_assert_cmpuint (count_chips (values), ==, 4);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (values_part (values, "automatic"))));
  click (gtk_widget_get_last_child (
      gtk_widget_get_first_child (GTK_WIDGET (values_part (values, "values")))));
  g_assert_cmpuint (count_chips (values), ==, 3);

  gtk_switch_set_active (several, FALSE);
  g_assert_null (luthier_job_spec_get_grid (fixture->spec));
  g_assert_cmpint (luthier_job_spec_get_epoch_count (fixture->spec), ==, 2);
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (fixture->spec), ==,
                    LUTHIER_AUTOMATIC_ADAPTER);
}

/* What cannot be taken stays where it was typed, with the reason. */
static void
test_wrong_values (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = NULL;
  GObject *values = NULL;
  GtkLabel *reason = NULL;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_grid (fixture->spec, "epochs 1 2 3 4 5;rate auto;adapter 1 2 4");
  step = show_settings (fixture, &form);
  values = setting (step, "adapter_values");
  reason = GTK_LABEL (values_part (values, "reason"));

  enter (values, "8 32 16");
  g_assert_cmpuint (count_chips (values), ==, 4);
  g_assert_cmpstr (get_left (values), ==, "32 16");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (reason)));
  g_assert_nonnull (strstr (gtk_label_get_text (reason), "The service would refuse 32."));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (values_part (values, "add"))));
  enter (values, "x");
  g_assert_cmpstr (gtk_label_get_text (reason), ==, "“x” is not a number.");
  enter (values, "4");
  g_assert_cmpstr (gtk_label_get_text (reason), ==, "4 is there already.");
  enter (values, "16");
  g_assert_cmpstr (gtk_label_get_text (reason), ==,
                   "That would be 25 jobs, and 20 are the most in one go.");
  gtk_editable_set_text (GTK_EDITABLE (values_part (values, "entry")), "");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (reason)));

  /* With another model a value may be wrong that was right. */
  luthier_job_spec_set_grid (fixture->spec, "epochs 1;rate auto;adapter 4 16");
  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-pro");
  g_assert_true (
      gtk_widget_has_css_class (GTK_WIDGET (setting (step, "adapter_values_row")), "error"));
  click (row_part (setting (step, "adapter_values_row"), "fix"));
  g_assert_cmpuint (count_chips (values), ==, 1);
  g_assert_false (
      gtk_widget_has_css_class (GTK_WIDGET (setting (step, "adapter_values_row")), "error"));
}

/* Who cannot see the row hears what it asks for and what is wrong with it. */
static void
test_accessible (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = show_settings (fixture, &form);
  GtkAccessible *account = GTK_ACCESSIBLE (setting (step, "account"));

  gtk_test_accessible_assert_property (account, GTK_ACCESSIBLE_PROPERTY_LABEL, "Service account");
  gtk_editable_set_text (GTK_EDITABLE (account), "me");
  gtk_test_accessible_assert_state (account, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_editable_set_text (GTK_EDITABLE (account), "me@acme.iam.gserviceaccount.com");
  gtk_test_accessible_assert_state (account, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);

  fixture_test ("/new-job-settings/automatic", test_automatic);
  fixture_test ("/new-job-settings/rate", test_rate);
  fixture_test ("/new-job-settings/adapter-sizes", test_adapter_sizes);
  fixture_test ("/new-job-settings/checkpoints", test_checkpoints);
  fixture_test ("/new-job-settings/name", test_name);
  fixture_test ("/new-job-settings/region", test_region);
  fixture_test ("/new-job-settings/labels", test_labels);
  fixture_test ("/new-job-settings/several", test_several);
  fixture_test ("/new-job-settings/wrong-values", test_wrong_values);
  fixture_test ("/new-job-settings/accessible", test_accessible);

  return g_test_run ();
}
