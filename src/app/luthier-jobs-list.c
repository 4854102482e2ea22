/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-jobs-list-private.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-job-check.h"
#include "luthier-job-filter.h"
#include "luthier-job-progress.h"
#include "luthier-job-tally.h"
#include "luthier-job-words.h"
#include "luthier-state-label.h"
#include "luthier-width-bin.h"

/* With the room beside it. */
#define CHECK_WIDTH 36

struct _LuthierJobsList
{
  GtkWidget parent_instance;

  GListModel *jobs; /* (owned) (nullable) */
  char *search;     /* (owned) (nullable) */
  char *status;     /* (owned) (nullable) */
  char *group;      /* (owned) */
  char *sort;       /* (owned) */
  gboolean narrow;
  int state_width; /* of the state column, without a check mark */
  guint moved_id;  /* a source, 0 = none: jobs have changed their place */

  LuthierJobTally *tally;
  LuthierJobFilter *filter;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  LuthierJobChoice *shown;
  GtkWidget *bar;
  GtkWidget *groups;
  GtkWidget *sort_button;
  GtkWidget *status_label;
  GtkStack *stack;
  LuthierWidthBin *room;
  GtkColumnView *table;
  GtkColumnViewColumn *state_column;
  GtkColumnViewColumn *model_column;
  GtkColumnViewColumn *region_column;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (LuthierJobsList, luthier_jobs_list, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_JOBS = 1,
  PROP_SEARCH,
  PROP_STATUS,
  PROP_GROUP,
  PROP_SORT,
  PROP_NARROW,
  PROP_CHOOSING,
} LuthierJobsListProperty;

static GParamSpec *properties[PROP_CHOOSING + 1];

/* Sorters without an expression: those with one make keys of all jobs in one go. */
static GtkOrdering
compare_newest (LuthierJob *a, LuthierJob *b)
{
  const gint64 time_a = luthier_job_get_create_time (a);
  const gint64 time_b = luthier_job_get_create_time (b);

  return gtk_ordering_from_cmpfunc ((time_b > time_a) - (time_b < time_a));
}

static int
newest_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return compare_newest ((LuthierJob *) a, (LuthierJob *) b);
}

static int
oldest_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return compare_newest ((LuthierJob *) b, (LuthierJob *) a);
}

/* A title and what it is sorted by, made when it is first compared. */
typedef struct
{
  char *title; /* (owned) */
  char *key;   /* (owned) */
} TitleKey;

static void
title_key_free (TitleKey *self)
{
  g_free (self->title);
  g_free (self->key);
  g_free (self);
}

static const char *
get_title_key (LuthierJob *job)
{
  static GQuark quark;
  const char *title = luthier_job_get_title (job);
  g_autofree char *folded = NULL;
  TitleKey *key;

  if (quark == 0)
    quark = g_quark_from_static_string ("luthier-job-title-key");
  key = g_object_get_qdata (G_OBJECT (job), quark);
  if (key != NULL && g_strcmp0 (key->title, title) == 0)
    return key->key;

  key = g_new0 (TitleKey, 1);
  key->title = g_strdup (title);
  folded = g_utf8_casefold (title != NULL ? title : "", -1);
  key->key = g_utf8_collate_key (folded, -1);
  g_object_set_qdata_full (G_OBJECT (job), quark, key, (GDestroyNotify) title_key_free);
  return key->key;
}

/* With each page, so that there is nothing to make when somebody wants to sort all of them. */
static void
make_title_keys (GListModel *jobs, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      get_title_key (job);
    }
}

static int
name_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const int order = strcmp (get_title_key ((LuthierJob *) a), get_title_key ((LuthierJob *) b));

  return order != 0 ? gtk_ordering_from_cmpfunc (order) : newest_cb (a, b, NULL);
}

static int
state_rank (LuthierJob *job)
{
  const gboolean running = luthier_job_get_state (job) == LUTHIER_JOB_STATE_RUNNING &&
                           !luthier_job_get_gone (job);

  /* What needs a look comes first, what is over comes last. */
  return running ? -1 : (int) luthier_job_words_group_of (job);
}

static int
state_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const int difference = state_rank ((LuthierJob *) a) - state_rank ((LuthierJob *) b);

  return difference != 0 ? gtk_ordering_from_cmpfunc (difference) : newest_cb (a, b, NULL);
}

static GCompareDataFunc
choose_comparison (const char *sort)
{
  if (g_str_equal (sort, "oldest"))
    return oldest_cb;
  if (g_str_equal (sort, "name"))
    return name_cb;
  if (g_str_equal (sort, "state"))
    return state_cb;
  return newest_cb;
}

static void
update_sorter (LuthierJobsList *self)
{
  g_autoptr (GtkSorter)
      sorter = GTK_SORTER (gtk_custom_sorter_new (choose_comparison (self->sort), NULL, NULL));

  gtk_sort_list_model_set_sorter (self->sorted, sorter);
}

static void
update_stack (LuthierJobsList *self)
{
  const char *page = self->narrow ? "list" : "table";

  /* Nothing is found only when all has been looked at. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0 &&
      gtk_filter_list_model_get_pending (self->filtered) == 0)
    page = "nothing";
  gtk_stack_set_visible_child_name (self->stack, page);
}

/* Two columns fewer in a window of medium width. They are taken out: a hidden column of a fixed
 * width keeps its share of the table in GTK 4.8. */
static void
update_columns (LuthierJobsList *self)
{
  gboolean roomy = !luthier_width_bin_get_narrow (self->room);
  gboolean complete = gtk_column_view_column_get_column_view (self->region_column) != NULL;

  if (roomy && !complete)
    {
      gtk_column_view_insert_column (self->table, 2, self->model_column);
      gtk_column_view_insert_column (self->table, 3, self->region_column);
    }
  else if (!roomy && complete)
    {
      gtk_column_view_remove_column (self->table, self->model_column);
      gtk_column_view_remove_column (self->table, self->region_column);
    }
}

/* As wide as the longest word of the language, whatever is in the list. */
static void
fit_state_column (LuthierJobsList *self)
{
  const int padding = 2 * 14; /* see style.css */

  self->state_width = MAX (gtk_column_view_column_get_fixed_width (self->state_column),
                           luthier_state_label_measure_widest (GTK_WIDGET (self)) + padding);
  gtk_column_view_column_set_fixed_width (self->state_column, self->state_width);
}

/* A check mark goes before the state. */
static void
choosing_changed_cb (LuthierJobsList *self)
{
  const gboolean choosing = luthier_job_choice_get_choosing (self->shown);

  gtk_column_view_column_set_fixed_width (self->state_column,
                                          self->state_width + (choosing ? CHECK_WIDTH : 0));
  luthier_jobs_list_update_choosing (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOOSING]);
}

static char *
choice_cb (gpointer object, guint n_chosen)
{
  return luthier_jobs_list_describe_choice (n_chosen);
}

static void
scale_columns (LuthierJobsList *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  double scale = luthier_width_bin_get_text_scale (GTK_WIDGET (self));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int width = gtk_column_view_column_get_fixed_width (column);

      if (width > 0)
        gtk_column_view_column_set_fixed_width (column, (int) (width * scale));
    }
}

/* Only the one that is seen makes rows. */
static void
update_layout (LuthierJobsList *self)
{
  GtkSelectionModel *shown = GTK_SELECTION_MODEL (self->shown);

  gtk_column_view_set_model (self->table, self->narrow ? NULL : shown);
  gtk_list_view_set_model (self->list, self->narrow ? shown : NULL);
  if (self->narrow)
    gtk_widget_add_css_class (self->bar, "narrow");
  else
    gtk_widget_remove_css_class (self->bar, "narrow");
  gtk_widget_set_hexpand (self->groups, self->narrow);
  gtk_box_set_homogeneous (GTK_BOX (self->groups), self->narrow);
  gtk_widget_set_visible (self->sort_button, !self->narrow);
  gtk_widget_set_visible (self->status_label, !self->narrow);
  update_stack (self);
}

/* A job that comes in above the first one is to be seen, unless the user has scrolled away. */
static void
shown_changed_cb (LuthierJobsList *self, guint position)
{
  GtkWidget *view = self->narrow ? GTK_WIDGET (self->list)
                                 : gtk_widget_get_last_child (GTK_WIDGET (self->table));
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (
      gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW));

  if (position == 0 &&
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (scroller)) <= 0)
    gtk_widget_activate_action (view, "list.scroll-to-item", "u", 0);
  update_stack (self);
}

static gboolean
sort_again_cb (gpointer user_data)
{
  LuthierJobsList *self = user_data;

  self->moved_id = 0;
  if (!g_str_equal (self->group, "all"))
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (g_str_equal (self->sort, "state"))
    gtk_sorter_changed (gtk_sort_list_model_get_sorter (self->sorted), GTK_SORTER_CHANGE_DIFFERENT);
  return G_SOURCE_REMOVE;
}

/* A page of a list may move a hundred jobs: one look through all of them serves them all. */
static void
moved_cb (LuthierJobsList *self)
{
  if (self->moved_id == 0 &&
      (!g_str_equal (self->group, "all") || g_str_equal (self->sort, "state")))
    self->moved_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, sort_again_cb, self, NULL);
}

static void
activate_cb (LuthierJobsList *self, guint position)
{
  g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (job == NULL)
    return;
  if (luthier_job_choice_get_choosing (self->shown))
    luthier_job_choice_toggle (self->shown, job);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-job", "s", luthier_job_get_name (job));
}

static char *
count_cb (gpointer object, guint count)
{
  return luthier_format_count (count);
}

static char *
origin_cb (gpointer object, LuthierJob *job, gint64 create_time, const char *training_uri)
{
  return luthier_job_words_origin (job, g_get_real_time ());
}

/* The whole of a name for which the column is too narrow. */
static gboolean
query_tooltip_cb (
    GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer unused)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

static char *
sort_label_cb (gpointer object, const char *sort)
{
  if (g_strcmp0 (sort, "oldest") == 0)
    return g_strdup (_ ("Oldest First"));
  if (g_strcmp0 (sort, "name") == 0)
    return g_strdup (_ ("By Name"));
  if (g_strcmp0 (sort, "state") == 0)
    return g_strdup (_ ("By State"));
  return g_strdup (_ ("Newest First"));
}

static void
show_all_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_object_set (widget, "group", "all", NULL);
  gtk_widget_activate_action (widget, "win.end-search", NULL);
}

static gboolean
set_text (LuthierJobsList *self, char **place, const GValue *value, GParamSpec *pspec)
{
  const char *text = g_value_get_string (value);

  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
  return TRUE;
}

static void
jobs_changed_cb (LuthierJobsList *self, guint position, guint removed, guint added)
{
  if (removed > 0)
    luthier_job_choice_prune (self->shown, self->jobs);
}

/* Other jobs are another matter: nothing is chosen any more. */
static void
set_jobs (LuthierJobsList *self, GListModel *jobs)
{
  if (self->jobs == jobs)
    return;

  if (self->jobs != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->jobs, make_title_keys, NULL);
      g_signal_handlers_disconnect_by_data (self->jobs, self);
    }
  g_set_object (&self->jobs, jobs);
  if (jobs != NULL)
    {
      luthier_job_choice_set_choosing (self->shown, FALSE);
      g_signal_connect (jobs, "items-changed", G_CALLBACK (make_title_keys), NULL);
      g_signal_connect_swapped (jobs, "items-changed", G_CALLBACK (jobs_changed_cb), self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOBS]);
}

/* Whoever comes to the list wants a job, not a filter. */
static gboolean
luthier_jobs_list_grab_focus (GtkWidget *widget)
{
  LuthierJobsList *self = LUTHIER_JOBS_LIST (widget);

  return gtk_widget_grab_focus (self->narrow ? GTK_WIDGET (self->list)
                                             : GTK_WIDGET (self->table)) ||
         gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
luthier_jobs_list_dispose (GObject *object)
{
  LuthierJobsList *self = LUTHIER_JOBS_LIST (object);
  GtkWidget *child;

  g_clear_handle_id (&self->moved_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  set_jobs (self, NULL);
  G_OBJECT_CLASS (luthier_jobs_list_parent_class)->dispose (object);
}

static void
luthier_jobs_list_finalize (GObject *object)
{
  LuthierJobsList *self = LUTHIER_JOBS_LIST (object);

  g_free (self->search);
  g_free (self->status);
  g_free (self->group);
  g_free (self->sort);
  G_OBJECT_CLASS (luthier_jobs_list_parent_class)->finalize (object);
}

static void
luthier_jobs_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobsList *self = LUTHIER_JOBS_LIST (object);

  switch ((LuthierJobsListProperty) prop_id)
    {
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_GROUP:
      g_value_set_string (value, self->group);
      break;
    case PROP_SORT:
      g_value_set_string (value, self->sort);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_CHOOSING:
      /* The template asks before it is made. */
      g_value_set_boolean (value,
                           self->shown != NULL && luthier_job_choice_get_choosing (self->shown));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_jobs_list_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LuthierJobsList *self = LUTHIER_JOBS_LIST (object);

  switch ((LuthierJobsListProperty) prop_id)
    {
    case PROP_JOBS:
      set_jobs (self, g_value_get_object (value));
      break;
    case PROP_SEARCH:
      set_text (self, &self->search, value, pspec);
      break;
    case PROP_STATUS:
      set_text (self, &self->status, value, pspec);
      break;
    case PROP_GROUP:
      set_text (self, &self->group, value, pspec);
      break;
    case PROP_SORT:
      if (set_text (self, &self->sort, value, pspec))
        update_sorter (self);
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      update_layout (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CHOOSING:
      luthier_job_choice_set_choosing (self->shown, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, "all", flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "newest", flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_CHOOSING] = g_param_spec_boolean ("choosing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-jobs-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, tally);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, filter);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, filtered);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, sorted);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, shown);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, groups);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, sort_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, status_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, room);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, table);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, state_column);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, model_column);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, region_column);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsList, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, choosing_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, count_cb);
  gtk_widget_class_bind_template_callback (widget_class, luthier_jobs_list_update_choosing);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, origin_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_label_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_columns);
  gtk_widget_class_bind_template_callback (widget_class, update_stack);
}

static void
luthier_jobs_list_class_init (LuthierJobsListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_jobs_list_dispose;
  object_class->finalize = luthier_jobs_list_finalize;
  object_class->get_property = luthier_jobs_list_get_property;
  object_class->set_property = luthier_jobs_list_set_property;
  widget_class->grab_focus = luthier_jobs_list_grab_focus;
  install_properties (object_class);

  g_type_ensure (LUTHIER_TYPE_JOB_CHECK);
  g_type_ensure (LUTHIER_TYPE_JOB_CHOICE);
  g_type_ensure (LUTHIER_TYPE_JOB_FILTER);
  g_type_ensure (LUTHIER_TYPE_JOB_PROGRESS);
  g_type_ensure (LUTHIER_TYPE_JOB_TALLY);
  g_type_ensure (LUTHIER_TYPE_STATE_LABEL);
  g_type_ensure (LUTHIER_TYPE_WIDTH_BIN);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "jobs.group", "group");
  gtk_widget_class_install_property_action (widget_class, "jobs.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "jobs.choosing", "choosing");
  gtk_widget_class_install_action (widget_class, "jobs.show-all", NULL, show_all_action);
  luthier_jobs_list_install_choosing (widget_class);
}

static void
luthier_jobs_list_init (LuthierJobsList *self)
{
  self->group = g_strdup ("all");
  self->sort = g_strdup ("newest");
  gtk_widget_init_template (GTK_WIDGET (self));
  luthier_jobs_list_add_choosing (self, GTK_WIDGET (self->table));
  luthier_jobs_list_add_choosing (self, GTK_WIDGET (self->list));
  luthier_jobs_list_update_choosing (self);
  scale_columns (self);
  fit_state_column (self);
  update_sorter (self);
  update_layout (self);
}

/**
 * luthier_jobs_list_new:
 *
 * Returns: (transfer floating): a list without jobs
 */
GtkWidget *
luthier_jobs_list_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOBS_LIST, NULL);
}

/**
 * luthier_jobs_list_get_choice:
 *
 * Returns: (transfer none): which of its jobs are chosen
 */
LuthierJobChoice *
luthier_jobs_list_get_choice (LuthierJobsList *self)
{
  return self->shown;
}
