/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-profile-form.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-picker.h"
#include "luthier-secret-hint.h"
#include "luthier-word-list.h"

/* How many jobs a project may have at a time is a matter of its quota; none is near this. */
#define MAX_CONCURRENT_JOBS 1000

typedef enum
{
  FIELD_PROJECT,
  FIELD_TITLE,
  FIELD_QUOTA_PROJECT,
  FIELD_IMPERSONATE,
  FIELD_ENDPOINT,
  N_FIELDS
} Field;

static const char *const field_names[N_FIELDS] = {
  [FIELD_PROJECT] = "project",
  [FIELD_TITLE] = "title",
  [FIELD_QUOTA_PROJECT] = "quota-project",
  [FIELD_IMPERSONATE] = "impersonate",
  [FIELD_ENDPOINT] = "endpoint",
};

struct _LuthierProfileForm
{
  GtkWidget parent_instance;

  LuthierProfile *profile;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  gboolean valid;
  gboolean brief;

  GtkWidget *rows[N_FIELDS];          /* of the template, by name */
  LuthierSecretHint *hints[N_FIELDS]; /* as well */
  GtkWidget *box;
  GtkWidget *quota;
  GtkWidget *acting;
  AdwExpanderRow *regions_row;
  GtkFlowBox *regions_box;
  GtkAdjustment *concurrent_jobs;
};

G_DEFINE_FINAL_TYPE (LuthierProfileForm, luthier_profile_form, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_VALID = 1,
} LuthierProfileFormProperty;

static GParamSpec *properties[PROP_VALID + 1];

enum
{
  SIGNAL_LIST_PROJECTS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GStrv
get_regions (LuthierProfileForm *self)
{
  g_autoptr (GStrvBuilder) regions = g_strv_builder_new ();
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (self->regions_box, i)) != NULL; i++)
    {
      GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_flow_box_child_get_child (child));

      if (gtk_check_button_get_active (check))
        g_strv_builder_add (regions, gtk_check_button_get_label (check));
    }
  return g_strv_builder_end (regions);
}

static gboolean
has_wrong_field (LuthierProfileForm *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (luthier_secret_hint_get_wrong (self->hints[i]))
      return TRUE;
  return FALSE;
}

static void
update (LuthierProfileForm *self)
{
  const char *const *regions;
  gboolean valid;

  if (self->profile == NULL)
    return;
  regions = luthier_profile_get_regions (self->profile);
  valid = luthier_profile_get_project (self->profile) != NULL && regions[0] != NULL &&
          !has_wrong_field (self);
  if (self->valid == valid)
    return;
  self->valid = valid;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
}

static void
update_regions (LuthierProfileForm *self)
{
  const char *const *regions = luthier_profile_get_regions (self->profile);
  g_autofree char *names = luthier_word_list_join (regions);

  adw_expander_row_set_subtitle (self->regions_row,
                                 regions[0] != NULL ? names : _ ("Choose at least one"));
  update (self);
}

static void
region_toggled_cb (LuthierProfileForm *self)
{
  g_auto (GStrv) regions = get_regions (self);

  luthier_profile_set_regions (self->profile, (const char *const *) regions);
  update_regions (self);
}

static void
add_region (LuthierProfileForm *self, const char *region, gboolean active)
{
  GtkWidget *check = gtk_check_button_new_with_label (region);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  /* The box would be a stop of its own for the Tab key. */
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), check);
  gtk_flow_box_append (self->regions_box, child);
  g_signal_connect_object (check, "toggled", G_CALLBACK (region_toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Those of the catalogue, and what the profile has besides. */
static void
fill_regions (LuthierProfileForm *self, LuthierCatalogue *catalogue)
{
  const char *const *known = catalogue != NULL ? luthier_catalogue_get_regions (catalogue) : NULL;
  const char *const *chosen = luthier_profile_get_regions (self->profile);

  for (guint i = 0; known != NULL && known[i] != NULL; i++)
    add_region (self, known[i], g_strv_contains (chosen, known[i]));
  for (guint i = 0; chosen[i] != NULL; i++)
    if (known == NULL || !g_strv_contains (known, chosen[i]))
      add_region (self, chosen[i], TRUE);
  update_regions (self);
}

static gboolean
text_from_cb (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *text = g_value_get_string (from);

  g_value_set_string (to, text != NULL ? text : "");
  return TRUE;
}

/* Blanks come along with what is pasted. */
static gboolean
text_to_cb (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_take_string (to, g_strstrip (g_value_dup_string (from)));
  return TRUE;
}

static void
bind_fields (LuthierProfileForm *self)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_object_bind_property_full (self->profile, field_names[i], self->rows[i], "text", both,
                                   text_from_cb, text_to_cb, NULL, NULL);
      g_signal_connect_object (self->hints[i], "notify::wrong", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  g_object_bind_property (self->profile, "concurrent-jobs", self->concurrent_jobs, "value", both);
}

/* Only requests of a person are counted against a project that is not named in them. */
static void
update_kind (LuthierProfileForm *self)
{
  LuthierProfileKind kind = luthier_profile_get_kind (self->profile);
  gboolean of_file = kind == LUTHIER_PROFILE_SERVICE_ACCOUNT || kind == LUTHIER_PROFILE_IMPORTED;

  gtk_widget_set_visible (self->acting,
                          kind != LUTHIER_PROFILE_ACCESS_TOKEN && !(of_file && self->brief));
  gtk_widget_set_visible (self->quota, kind != LUTHIER_PROFILE_SERVICE_ACCOUNT);
}

static void
project_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierProfileForm) self = user_data;
  g_autofree char *project = luthier_picker_choose_finish (result, NULL);

  if (project != NULL && self->profile != NULL)
    luthier_profile_set_project (self->profile, project);
}

static void
choose_project_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierProfileForm *self = LUTHIER_PROFILE_FORM (widget);
  g_autoptr (LuthierListing) listing = NULL;

  g_signal_emit (self, signals[SIGNAL_LIST_PROJECTS], 0, &listing);
  if (listing != NULL)
    luthier_picker_choose_from_async (widget, LUTHIER_CHOICES_PROJECTS, listing,
                                      luthier_profile_get_project (self->profile),
                                      self->cancellable, project_chosen_cb, g_object_ref (self));
}

static void
luthier_profile_form_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (LUTHIER_PROFILE_FORM (widget)->cancellable);
  GTK_WIDGET_CLASS (luthier_profile_form_parent_class)->unrealize (widget);
}

static void
luthier_profile_form_dispose (GObject *object)
{
  LuthierProfileForm *self = LUTHIER_PROFILE_FORM (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->profile);
  G_OBJECT_CLASS (luthier_profile_form_parent_class)->dispose (object);
}

static void
luthier_profile_form_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((LuthierProfileFormProperty) prop_id)
    {
    case PROP_VALID:
      g_value_set_boolean (value, LUTHIER_PROFILE_FORM (object)->valid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-profile-form.ui");
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *row = g_strconcat (field_names[i], "-row", NULL);
      g_autofree char *hint = g_strconcat (field_names[i], "-hint", NULL);

      gtk_widget_class_bind_template_child_full (widget_class, row, FALSE,
                                                 G_STRUCT_OFFSET (LuthierProfileForm, rows) +
                                                     (gssize) (i * sizeof (gpointer)));
      gtk_widget_class_bind_template_child_full (widget_class, hint, FALSE,
                                                 G_STRUCT_OFFSET (LuthierProfileForm, hints) +
                                                     (gssize) (i * sizeof (gpointer)));
    }
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileForm, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileForm, quota);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileForm, acting);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileForm, regions_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileForm, regions_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileForm, concurrent_jobs);
}

static void
luthier_profile_form_class_init (LuthierProfileFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_profile_form_dispose;
  object_class->get_property = luthier_profile_form_get_property;
  widget_class->unrealize = luthier_profile_form_unrealize;
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[SIGNAL_LIST_PROJECTS] = g_signal_new (
      "list-projects", LUTHIER_TYPE_PROFILE_FORM, G_SIGNAL_RUN_LAST, 0,
      g_signal_accumulator_first_wins, NULL, NULL, LUTHIER_TYPE_LISTING, 0);

  g_type_ensure (LUTHIER_TYPE_SECRET_HINT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "form.choose-project", NULL,
                                   choose_project_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_profile_form_init (LuthierProfileForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_adjustment_configure (self->concurrent_jobs, 1, 1, MAX_CONCURRENT_JOBS, 1, 10, 0);
  for (guint i = 0; i < N_FIELDS; i++)
    luthier_secret_hint_watch (self->hints[i], GTK_EDITABLE (self->rows[i]), LUTHIER_SECRET_NONE);
}

/**
 * luthier_profile_form_new:
 *
 * Returns: (transfer floating): a form without a profile
 */
GtkWidget *
luthier_profile_form_new (void)
{
  return g_object_new (LUTHIER_TYPE_PROFILE_FORM, NULL);
}

/**
 * luthier_profile_form_set_profile:
 * @profile: what is edited: a draft
 * @catalogue: (nullable): which regions there are
 *
 * Shows the profile, and follows it.
 */
void
luthier_profile_form_set_profile (LuthierProfileForm *self,
                                  LuthierProfile *profile,
                                  LuthierCatalogue *catalogue)
{
  g_return_if_fail (LUTHIER_IS_PROFILE_FORM (self));
  g_return_if_fail (self->profile == NULL);

  self->profile = g_object_ref (profile);
  bind_fields (self);
  fill_regions (self, catalogue);
  g_signal_connect_object (profile, "notify::project", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (profile, "notify::kind", G_CALLBACK (update_kind), self,
                           G_CONNECT_SWAPPED);
  update_kind (self);
}

/**
 * luthier_profile_form_set_brief:
 * @brief: whether what is asked for along with a file is not asked for here
 *
 * Chooses what is shown.
 */
void
luthier_profile_form_set_brief (LuthierProfileForm *self, gboolean brief)
{
  g_return_if_fail (LUTHIER_IS_PROFILE_FORM (self));

  self->brief = brief;
  if (self->profile != NULL)
    update_kind (self);
}

/**
 * luthier_profile_form_get_valid:
 *
 * Returns: whether the profile can be tried with what is in the fields
 */
gboolean
luthier_profile_form_get_valid (LuthierProfileForm *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROFILE_FORM (self), FALSE);

  return self->valid;
}
