/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-region.h"

#include <glib/gi18n.h>

#include "luthier-drop-down.h"

/* Where every model that can be tuned is offered first. */
#define USUAL_REGION "us-central1"

struct _LuthierNewJobRegion
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form; /* (owned) (nullable) */
  gboolean syncing;

  GtkWidget *choice; /* (owned by the widget tree): GtkDropDown */
  GtkWidget *entry;  /* (owned by the widget tree) */
};

G_DEFINE_FINAL_TYPE (LuthierNewJobRegion, luthier_new_job_region, GTK_TYPE_WIDGET)

static void
choice_cb (LuthierNewJobRegion *self)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->choice));

  if (!self->syncing && item != NULL)
    luthier_job_spec_set_region (luthier_new_job_form_get_spec (self->form),
                                 gtk_string_object_get_string (item));
}

static void
add_regions (GPtrArray *names, const char *const *regions, LuthierBaseModel *model)
{
  const char *const *known = luthier_base_model_get_regions (model);
  gboolean any = known == NULL || known[0] == NULL;

  for (guint i = 0; regions != NULL && regions[i] != NULL; i++)
    if (any || luthier_base_model_has_region (model, regions[i]))
      g_ptr_array_add (names, (gpointer) regions[i]);
}

/* The regions that model and profile share; all of the model's if they share none; and the one
 * that is set, right or wrong. (transfer container) */
static GPtrArray *
list_regions (LuthierNewJobRegion *self, LuthierBaseModel *model, const char *set)
{
  LuthierProfile *profile = luthier_session_get_profile (
      luthier_new_job_form_get_session (self->form));
  GPtrArray *names = g_ptr_array_new ();

  if (profile != NULL)
    add_regions (names, luthier_profile_get_regions (profile), model);
  if (names->len == 0)
    add_regions (names, luthier_base_model_get_regions (model), model);
  if (set != NULL && *set != '\0' &&
      !g_ptr_array_find_with_equal_func (names, set, g_str_equal, NULL))
    g_ptr_array_add (names, (gpointer) set);

  return names;
}

static void
refresh (LuthierNewJobRegion *self)
{
  LuthierBaseModel *model = luthier_new_job_form_get_model (self->form);
  const char *set = luthier_job_spec_get_region (luthier_new_job_form_get_spec (self->form));
  guint selected = GTK_INVALID_LIST_POSITION;

  gtk_widget_set_visible (self->choice, model != NULL);
  gtk_widget_set_visible (self->entry, model == NULL);
  if (model == NULL || self->syncing)
    return;

  g_autoptr (GPtrArray) names = list_regions (self, model, set);

  self->syncing = TRUE;
  if (set == NULL || !g_ptr_array_find_with_equal_func (names, set, g_str_equal, &selected))
    selected = GTK_INVALID_LIST_POSITION;
  g_ptr_array_add (names, NULL);
  luthier_drop_down_show (GTK_DROP_DOWN (self->choice), (const char *const *) names->pdata,
                          selected);
  self->syncing = FALSE;
}

static gboolean
luthier_new_job_region_grab_focus (GtkWidget *widget)
{
  LuthierNewJobRegion *self = LUTHIER_NEW_JOB_REGION (widget);
  gboolean choice = gtk_widget_get_visible (self->choice);

  return gtk_widget_grab_focus (choice ? self->choice : self->entry);
}

static void
luthier_new_job_region_dispose (GObject *object)
{
  LuthierNewJobRegion *self = LUTHIER_NEW_JOB_REGION (object);

  g_clear_pointer (&self->choice, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_region_parent_class)->dispose (object);
}

static void
luthier_new_job_region_class_init (LuthierNewJobRegionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_region_dispose;
  widget_class->grab_focus = luthier_new_job_region_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_region_init (LuthierNewJobRegion *self)
{
  self->choice = g_object_new (GTK_TYPE_DROP_DOWN, "halign", GTK_ALIGN_END, NULL);
  self->entry = g_object_new (GTK_TYPE_ENTRY, "width-chars", 12, "max-width-chars", 28,
                              "activates-default", TRUE, NULL);
  gtk_widget_set_parent (self->choice, GTK_WIDGET (self));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Region"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Region"), -1);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (choice_cb), self);
}

/**
 * luthier_new_job_region_attach:
 * @form: whose spec this chooses for
 */
void
luthier_new_job_region_attach (LuthierNewJobRegion *self, LuthierNewJobForm *form)
{
  self->form = g_object_ref (form);
  luthier_new_job_form_bind_text (form, "region", GTK_EDITABLE (self->entry));
  g_signal_connect_object (form, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * luthier_new_job_region_suggest:
 * @profile: whose regions are looked at
 * @model: (nullable): what is to be tuned
 *
 * Returns: (nullable): a region of the profile that the model can be tuned in; else the model's
 *   own first
 */
const char *
luthier_new_job_region_suggest (LuthierProfile *profile, LuthierBaseModel *model)
{
  const char *const *regions = luthier_profile_get_regions (profile);
  const char *const *offered = model != NULL ? luthier_base_model_get_regions (model) : NULL;
  gboolean any = offered == NULL || offered[0] == NULL;

  if (regions != NULL && g_strv_contains (regions, USUAL_REGION) &&
      (any || luthier_base_model_has_region (model, USUAL_REGION)))
    return USUAL_REGION;
  if (any)
    return regions != NULL ? regions[0] : NULL;

  for (guint i = 0; regions != NULL && regions[i] != NULL; i++)
    if (luthier_base_model_has_region (model, regions[i]))
      return regions[i];

  return offered[0];
}
