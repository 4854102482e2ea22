/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compare-page.h"

#include <glib/gi18n.h>

#include "luthier-compare-curves.h"
#include "luthier-compare-data.h"
#include "luthier-compare-page-private.h"
#include "luthier-compare-table.h"
#include "luthier-compare-words.h"
#include "luthier-config.h"
#include "luthier-profile-button.h"
#include "luthier-width-bin.h"

struct _LuthierComparePage
{
  AdwBin parent_instance;

  LuthierSession *session;       /* (owned) */
  LuthierComparison *comparison; /* (owned) (nullable) */
  LuthierCompareData *data;      /* (owned) (nullable): looks at the data of its jobs */
  GPtrArray *records;            /* (owned) (element-type LuthierRecord): of its jobs */
  GCancellable *cancellable;     /* (owned) (nullable): of what is asked for these jobs */
  gboolean only_differences;
  guint update_id; /* a source, 0 = none */

  LuthierWidthBin *bin;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkScrolledWindow *scrolled;
  GtkWidget *body;
  LuthierCompareCurves *curves;
  LuthierWidthBin *table_bin;
  LuthierCompareTable *table;
  GtkWidget *same;
  GtkLabel *cost;
};

G_DEFINE_FINAL_TYPE (LuthierComparePage, luthier_compare_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_COMPARISON,
  PROP_ONLY_DIFFERENCES,
  N_PROPS
} LuthierComparePageProperty;

static GParamSpec *properties[N_PROPS];

static gboolean
differs_at_all (LuthierComparison *comparison)
{
  for (LuthierCompared what = 0; what < LUTHIER_N_COMPARED; what++)
    if (luthier_comparison_differs (comparison, what))
      return TRUE;

  return FALSE;
}

static void
show (LuthierComparePage *self)
{
  g_autofree char *cost = NULL;
  gboolean empty;

  if (self->comparison == NULL)
    return;

  cost = luthier_compare_words_cost (self->comparison);
  gtk_label_set_text (self->cost, cost != NULL ? cost : "");
  gtk_widget_set_visible (
      GTK_WIDGET (self->cost),
      cost != NULL && (!self->only_differences ||
                       luthier_comparison_differs (self->comparison, LUTHIER_COMPARED_COST)));
  empty = self->only_differences && !differs_at_all (self->comparison);
  gtk_widget_set_visible (self->same, empty);
}

static gboolean
update_cb (gpointer user_data)
{
  LuthierComparePage *self = user_data;
  LuthierClock *clock = luthier_session_get_clock (self->session);

  self->update_id = 0;
  luthier_comparison_update (self->comparison, luthier_clock_get_real_time (clock));
  show (self);
  luthier_compare_data_look (self->data);

  return G_SOURCE_REMOVE;
}

/* A reply notifies a dozen properties of a job, and of six jobs there are six: all of it is shown
 * once. */
static void
changed_cb (LuthierComparePage *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
leave (LuthierComparePage *self)
{
  if (self->comparison == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_handlers_disconnect_by_data (self->data, self);
  luthier_compare_data_stop (self->data);
  g_clear_object (&self->data);
  g_clear_handle_id (&self->update_id, g_source_remove);
  for (guint i = 0; i < self->records->len; i++)
    {
      LuthierJob *job = luthier_comparison_get_job (self->comparison, i);

      g_signal_handlers_disconnect_by_data (job, self);
      g_signal_handlers_disconnect_by_data (luthier_comparison_get_curves (self->comparison, i),
                                            self);
      luthier_session_unfollow (self->session, job);
    }
  g_ptr_array_set_size (self->records, 0);
  g_clear_object (&self->comparison);
}

/* (transfer none) (nullable) */
static LuthierBaseModel *
look_up_model (LuthierComparePage *self, LuthierJob *job)
{
  LuthierCatalogue *catalogue = luthier_session_get_catalogue (self->session);
  const char *model = luthier_job_get_base_model (job);

  return catalogue != NULL && model != NULL ? luthier_catalogue_lookup (catalogue, model) : NULL;
}

static void
take (LuthierComparePage *self, LuthierJob *job)
{
  LuthierProfile *profile = luthier_session_get_profile (self->session);
  LuthierRecord *record = luthier_session_get_record (self->session, job);
  LuthierCurves *curves = luthier_record_get_curves (record);

  g_ptr_array_add (self->records, record);
  luthier_comparison_add (self->comparison, job, luthier_session_get_asked (self->session, job),
                          curves, look_up_model (self, job),
                          profile != NULL &&
                              luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE);
  g_signal_connect_swapped (job, "notify", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (curves, "changed", G_CALLBACK (changed_cb), self);
  luthier_session_follow (self->session, job);
}

static void
show_title (LuthierComparePage *self)
{
  const guint n_jobs = luthier_comparison_get_n_jobs (self->comparison);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u job", "%u jobs", n_jobs), n_jobs);

  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
narrow_changed_cb (LuthierComparePage *self)
{
  if (luthier_width_bin_get_narrow (self->bin))
    gtk_widget_add_css_class (self->body, "narrow");
  else
    gtk_widget_remove_css_class (self->body, "narrow");
}

static void
luthier_compare_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierComparePage *self = LUTHIER_COMPARE_PAGE (object);

  switch ((LuthierComparePageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_COMPARISON:
      g_value_set_object (value, self->comparison);
      break;
    case PROP_ONLY_DIFFERENCES:
      g_value_set_boolean (value, self->only_differences);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_compare_page_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  LuthierComparePage *self = LUTHIER_COMPARE_PAGE (object);

  switch ((LuthierComparePageProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_ONLY_DIFFERENCES:
      if (self->only_differences == g_value_get_boolean (value))
        break;
      self->only_differences = g_value_get_boolean (value);
      show (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_COMPARISON:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_compare_page_dispose (GObject *object)
{
  LuthierComparePage *self = LUTHIER_COMPARE_PAGE (object);

  leave (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (luthier_compare_page_parent_class)->dispose (object);
}

static void
luthier_compare_page_finalize (GObject *object)
{
  g_ptr_array_unref (LUTHIER_COMPARE_PAGE (object)->records);

  G_OBJECT_CLASS (luthier_compare_page_parent_class)->finalize (object);
}

/* Who comes to the page begins at its top. */
static gboolean
luthier_compare_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LUTHIER_COMPARE_PAGE (widget)->back_button);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierComparePage, bin);
  gtk_widget_class_bind_template_child (widget_class, LuthierComparePage, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierComparePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierComparePage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, LuthierComparePage, body);
  gtk_widget_class_bind_template_child (widget_class, LuthierComparePage, curves);
  gtk_widget_class_bind_template_child (widget_class, LuthierComparePage, table_bin);
  gtk_widget_class_bind_template_child (widget_class, LuthierComparePage, table);
  gtk_widget_class_bind_template_child (widget_class, LuthierComparePage, same);
  gtk_widget_class_bind_template_child (widget_class, LuthierComparePage, cost);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
}

static void
luthier_compare_page_class_init (LuthierComparePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_compare_page_get_property;
  object_class->set_property = luthier_compare_page_set_property;
  object_class->dispose = luthier_compare_page_dispose;
  object_class->finalize = luthier_compare_page_finalize;
  widget_class->grab_focus = luthier_compare_page_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                      G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPARISON] = g_param_spec_object (
      "comparison", NULL, NULL, LUTHIER_TYPE_COMPARISON, G_PARAM_READABLE | flags);
  properties[PROP_ONLY_DIFFERENCES] = g_param_spec_boolean ("only-differences", NULL, NULL, TRUE,
                                                            G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_signal_new ("closed", LUTHIER_TYPE_COMPARE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  g_type_ensure (LUTHIER_TYPE_COMPARE_CURVES);
  g_type_ensure (LUTHIER_TYPE_COMPARE_TABLE);
  g_type_ensure (LUTHIER_TYPE_PROFILE_BUTTON);
  g_type_ensure (LUTHIER_TYPE_WIDTH_BIN);
  bind_template (widget_class);
  luthier_compare_page_install_actions (widget_class);
  gtk_widget_class_install_property_action (widget_class, "compare.only-differences",
                                            "only-differences");
}

static void
luthier_compare_page_init (LuthierComparePage *self)
{
  self->only_differences = TRUE;
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_compare_page_new:
 * @session: whose jobs are compared
 *
 * Returns: (transfer floating): a page without jobs
 */
GtkWidget *
luthier_compare_page_new (LuthierSession *session)
{
  return g_object_new (LUTHIER_TYPE_COMPARE_PAGE, "session", session, NULL);
}

/**
 * luthier_compare_page_set_jobs:
 * @jobs: (element-type LuthierJob) (nullable): the jobs to compare, %NULL for none
 *
 * Shows other jobs, and has the session follow them until others or none are shown.
 */
void
luthier_compare_page_set_jobs (LuthierComparePage *self, GPtrArray *jobs)
{
  g_return_if_fail (LUTHIER_IS_COMPARE_PAGE (self));

  leave (self);
  if (jobs != NULL)
    {
      self->comparison = luthier_comparison_new ();
      self->cancellable = g_cancellable_new ();
      for (guint i = 0; i < jobs->len; i++)
        take (self, g_ptr_array_index (jobs, i));
      g_object_set (self->table_bin, "threshold", luthier_compare_table_get_least_width (jobs->len),
                    NULL);
      self->data = luthier_compare_data_new (self->session, self->comparison);
      g_signal_connect_swapped (self->data, "found", G_CALLBACK (changed_cb), self);
      show_title (self);
      g_clear_handle_id (&self->update_id, g_source_remove);
      update_cb (self);
    }
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARISON]);
}

/**
 * luthier_compare_page_get_comparison:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
LuthierComparison *
luthier_compare_page_get_comparison (LuthierComparePage *self)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARE_PAGE (self), NULL);

  return self->comparison;
}

/**
 * luthier_compare_page_get_cancellable:
 *
 * Returns: (transfer none) (nullable): is cancelled when other jobs or none are shown
 */
GCancellable *
luthier_compare_page_get_cancellable (LuthierComparePage *self)
{
  return self->cancellable;
}
