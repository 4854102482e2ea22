/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-runs-table.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-job-filter.h"
#include "luthier-run-cells.h"

/* So many jobs become runs, or are compared, in one go. */
#define IN_A_ROW 200

/* GTK makes widgets for so many of the rows, however few of them are seen. */
#define MAX_ROWS 200
/* As many as are seen at once, and what is added to them in one go. */
#define FIRST_ROWS 24
#define MORE_ROWS  16

struct _LuthierRunsTable
{
  GtkWidget parent_instance;

  LuthierSession *session;    /* (owned) (nullable) */
  GListModel *jobs;           /* (owned) (nullable) */
  LuthierRunResults *results; /* (owned) */
  LuthierRunCells *cells;     /* (owned): what the shown rows consist of */
  char *group;                /* (owned) */
  LuthierRunColumn sort;
  gboolean descending;
  GStrv hidden; /* (owned) */
  gboolean only_differences;
  gboolean narrow;
  gboolean alike[LUTHIER_N_RUN_COLUMNS]; /* all runs have the same in this column */
  guint n_compared;                      /* so many of the runs were looked at for that */
  gboolean syncing;  /* the head is told of the order, not the other way round */
  int probed;        /* the column that was asked for its order last, -1 = none */
  guint growing_id;  /* a source, 0 = none: more rows come */
  guint changing_id; /* likewise: order or differences may be others */
  double from_start; /* so many pixels are scrolled, from the first column on */
  int name_width;    /* of the first column, at least */

  GtkFilterListModel *filtered;
  GtkSliceListModel *sliced;
  GtkSortListModel *sorted;
  GtkSliceListModel *rows;
  GtkSelectionModel *shown;
  GtkStack *stack;
  GtkColumnView *view;
  GtkColumnViewColumn *choice;                         /* (owned) */
  GtkColumnViewColumn *columns[LUTHIER_N_RUN_COLUMNS]; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierRunsTable, luthier_runs_table, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  PROP_JOBS,
  PROP_GROUP,
  PROP_SORT,
  PROP_DESCENDING,
  PROP_HIDDEN,
  PROP_ONLY_DIFFERENCES,
  PROP_NARROW,
  PROP_N_CHOSEN,
  PROP_N_RUNS,
} LuthierRunsTableProperty;

static GParamSpec *properties[PROP_N_RUNS + 1];

/* A column of the head; the data of its sorter. */
typedef struct
{
  LuthierRunsTable *table; /* (unowned) */
  LuthierRunColumn column;
} Head;

static gpointer
make_run_cb (gpointer item, gpointer user_data)
{
  g_autoptr (LuthierJob) job = item;
  LuthierRunsTable *self = user_data;

  return luthier_run_new (self->results, job);
}

/* Of two that are alike, or both not known, the newer one comes first. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  LuthierRunsTable *self = user_data;
  LuthierRun *one = (LuthierRun *) a, *two = (LuthierRun *) b;
  int order = luthier_run_column_compare (self->sort, self->descending, one, two);

  if (order == 0)
    order = luthier_run_column_compare (LUTHIER_RUN_COLUMN_CREATED, TRUE, one, two);
  return gtk_ordering_from_cmpfunc (order);
}

static gboolean
is_wanted (LuthierRunsTable *self, LuthierRunColumn column)
{
  if (column == LUTHIER_RUN_COLUMN_NAME)
    return TRUE;
  if (self->narrow)
    return column ==
           (self->sort == LUTHIER_RUN_COLUMN_NAME ? LUTHIER_RUN_COLUMN_VALIDATION : self->sort);
  if (self->only_differences && self->alike[column] && luthier_run_column_may_differ (column))
    return FALSE;
  return !g_strv_contains ((const char *const *) self->hidden, luthier_run_column_get_id (column));
}

static gboolean
is_in_view (LuthierRunsTable *self, LuthierRunColumn column)
{
  return gtk_column_view_column_get_column_view (self->columns[column]) != NULL;
}

/* The arrow in the head. */
static void
show_order (LuthierRunsTable *self)
{
  self->syncing = TRUE;
  gtk_column_view_sort_by_column (self->view,
                                  is_in_view (self, self->sort) ? self->columns[self->sort] : NULL,
                                  self->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->syncing = FALSE;
}

/* They are taken out: a hidden column of a fixed width keeps its share of the table in GTK 4.8. */
static void
update_columns (LuthierRunsTable *self)
{
  guint position = 1;

  self->syncing = TRUE;
  gtk_column_view_column_set_fixed_width (self->columns[LUTHIER_RUN_COLUMN_NAME],
                                          self->narrow ? self->name_width * 3 / 5
                                                       : self->name_width);
  for (guint i = 0; i < LUTHIER_N_RUN_COLUMNS; i++)
    {
      gboolean wanted = is_wanted (self, i);

      if (wanted && !is_in_view (self, i))
        gtk_column_view_insert_column (self->view, position, self->columns[i]);
      else if (!wanted && is_in_view (self, i))
        gtk_column_view_remove_column (self->view, self->columns[i]);
      position += wanted;
    }
  self->syncing = FALSE;
  show_order (self);
}

static void
sort_again (LuthierRunsTable *self)
{
  gtk_sorter_changed (gtk_sort_list_model_get_sorter (self->sorted), GTK_SORTER_CHANGE_DIFFERENT);
}

static void
set_order (LuthierRunsTable *self, LuthierRunColumn sort, gboolean descending)
{
  LuthierRunColumn old = self->sort;

  if (self->sort == sort && self->descending == descending)
    return;
  self->sort = sort;
  if (self->descending != descending)
    {
      self->descending = descending;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
    }
  if (old != sort)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  if (self->narrow)
    update_columns (self);
  else
    show_order (self);
  sort_again (self);
}

static int
probe_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Head *head = user_data;

  head->table->probed = (int) head->column;
  return GTK_ORDERING_SMALLER;
}

/* Which column is clicked, and which way it points, GTK 4.8 does not say: but it asks the columns in
 * their order, and turns the answer round where it has to. It does so for rows that are not known,
 * too, which is why it does not sort the rows itself. */
static void
head_changed_cb (LuthierRunsTable *self)
{
  GtkOrdering order;

  if (self->syncing)
    return;
  self->probed = -1;
  order = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), self->columns[0],
                              self->columns[1]);
  if (self->probed >= 0)
    set_order (self, (LuthierRunColumn) self->probed, order == GTK_ORDERING_LARGER);
}

static void
update_stack (LuthierRunsTable *self)
{
  guint n_runs = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
  gboolean is_pending = gtk_filter_list_model_get_pending (self->filtered) > 0 ||
                        self->growing_id != 0;

  gtk_stack_set_visible_child_name (self->stack, n_runs == 0 && !is_pending ? "nothing" : "table");
}

/* What is read now does not have to be read when all are sorted. */
static void
add_runs (LuthierRunsTable *self, guint n_runs)
{
  GListModel *runs = gtk_sort_list_model_get_model (self->sorted);

  gtk_slice_list_model_set_size (self->sliced, n_runs + IN_A_ROW);
  for (guint i = n_runs; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (LuthierRun) run = g_list_model_get_item (runs, i);

      luthier_run_get_title_key (run);
    }
}

static gboolean
grow_cb (gpointer user_data)
{
  LuthierRunsTable *self = user_data;
  guint n_jobs = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  guint n_runs = gtk_slice_list_model_get_size (self->sliced);
  guint n_rows = gtk_slice_list_model_get_size (self->rows);

  if (n_rows < MAX_ROWS)
    gtk_slice_list_model_set_size (self->rows, n_rows + MORE_ROWS);
  else if (n_rows < G_MAXUINT)
    gtk_slice_list_model_set_size (self->rows, G_MAXUINT);
  else if (n_runs < n_jobs)
    add_runs (self, n_runs);
  else
    {
      self->growing_id = 0;
      update_stack (self);
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

/* What is seen comes first, then the rows that GTK keeps around it, then the other ones. */
static void
grow (LuthierRunsTable *self)
{
  if (self->growing_id == 0 && (gtk_slice_list_model_get_size (self->rows) < G_MAXUINT ||
                                gtk_slice_list_model_get_size (self->sliced) <
                                    g_list_model_get_n_items (G_LIST_MODEL (self->filtered))))
    self->growing_id = g_idle_add (grow_cb, self);
  update_stack (self);
}

static void
filtered_changed_cb (LuthierRunsTable *self)
{
  grow (self);
}

/* Compares some runs with the first one; TRUE: there are more. */
static gboolean
compare_some (LuthierRunsTable *self)
{
  GListModel *runs = G_LIST_MODEL (self->sorted);
  guint n_runs = g_list_model_get_n_items (runs);
  g_autoptr (LuthierRun) first = g_list_model_get_item (runs, 0);
  guint end = MIN (n_runs, self->n_compared + IN_A_ROW);

  for (; self->n_compared < end; self->n_compared++)
    {
      g_autoptr (LuthierRun) run = g_list_model_get_item (runs, self->n_compared);

      for (guint i = 0; i < LUTHIER_N_RUN_COLUMNS; i++)
        self->alike[i] = self->alike[i] && luthier_run_column_is_equal (i, first, run);
    }
  return end < n_runs;
}

static gboolean
change_cb (gpointer user_data)
{
  LuthierRunsTable *self = user_data;

  if (self->only_differences && compare_some (self))
    return G_SOURCE_CONTINUE;
  self->changing_id = 0;
  update_columns (self);
  return G_SOURCE_REMOVE;
}

static void
look_for_differences (LuthierRunsTable *self)
{
  self->n_compared = 0;
  for (guint i = 0; i < LUTHIER_N_RUN_COLUMNS; i++)
    self->alike[i] = TRUE;
  if (self->changing_id == 0)
    self->changing_id = g_idle_add (change_cb, self);
}

static void
sorted_changed_cb (LuthierRunsTable *self, guint position, guint removed, guint added)
{
  update_stack (self);
  if (removed == added)
    return;
  if (self->only_differences)
    look_for_differences (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RUNS]);
}

static guint
count_chosen (LuthierRunsTable *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->shown);

  return (guint) MIN (gtk_bitset_get_size (chosen), G_MAXUINT);
}

static void
selection_changed_cb (LuthierRunsTable *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHOSEN]);
}

static gboolean
is_reversed (LuthierRunsTable *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static void
scrolled_cb (LuthierRunsTable *self, GtkAdjustment *adjustment)
{
  self->from_start = gtk_adjustment_get_upper (adjustment) -
                     gtk_adjustment_get_page_size (adjustment) -
                     gtk_adjustment_get_value (adjustment);
}

/* Where text runs from right to left, the table would begin with its last columns. */
static void
room_changed_cb (LuthierRunsTable *self, GtkAdjustment *adjustment)
{
  double value = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) -
                 self->from_start;

  if (!is_reversed (self))
    return;
  g_signal_handlers_block_by_func (adjustment, scrolled_cb, self);
  gtk_adjustment_set_value (adjustment, value);
  g_signal_handlers_unblock_by_func (adjustment, scrolled_cb, self);
}

static void
activate_cb (LuthierRunsTable *self, guint position)
{
  g_autoptr (LuthierRun) run = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (run != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-job", "s",
                                luthier_job_get_name (luthier_run_get_job (run)));
}

static void
add_column (LuthierRunsTable *self, LuthierRunColumn column)
{
  GtkColumnViewColumn *made = luthier_run_cells_new_column (self->cells, column);
  Head *head = g_new (Head, 1);
  g_autoptr (GtkSorter) sorter = NULL;

  *head = (Head){ self, column };
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, head, g_free));
  gtk_column_view_column_set_sorter (made, sorter);
  self->columns[column] = made;
}

static void
make_columns (LuthierRunsTable *self)
{
  self->choice = luthier_run_cells_new_choice (self->cells, self->shown);
  gtk_column_view_append_column (self->view, self->choice);
  for (guint i = 0; i < LUTHIER_N_RUN_COLUMNS; i++)
    add_column (self, i);
  self->name_width = gtk_column_view_column_get_fixed_width (
      self->columns[LUTHIER_RUN_COLUMN_NAME]);
}

static void
make_models (LuthierRunsTable *self)
{
  GtkMapListModel *runs = gtk_map_list_model_new (g_object_ref (G_LIST_MODEL (self->sliced)),
                                                  make_run_cb, self, NULL);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, self, NULL));

  gtk_sort_list_model_set_model (self->sorted, G_LIST_MODEL (runs));
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  g_object_unref (runs);
}

static void
set_jobs (LuthierRunsTable *self, GListModel *jobs)
{
  if (self->jobs == jobs)
    return;

  /* Those of another profile come as the first ones did. */
  g_set_object (&self->jobs, jobs);
  gtk_slice_list_model_set_size (self->sliced, IN_A_ROW);
  gtk_slice_list_model_set_size (self->rows, FIRST_ROWS);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOBS]);
  grow (self);
}

static void
set_hidden (LuthierRunsTable *self, const char *const *hidden)
{
  static const char *const none[] = { NULL };

  if (hidden == NULL)
    hidden = none;
  if (g_strv_equal ((const char *const *) self->hidden, hidden))
    return;
  g_strfreev (self->hidden);
  self->hidden = g_strdupv ((GStrv) hidden);
  update_columns (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDDEN]);
}

static gboolean
luthier_runs_table_grab_focus (GtkWidget *widget)
{
  LuthierRunsTable *self = LUTHIER_RUNS_TABLE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->view)) ||
         gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
luthier_runs_table_dispose (GObject *object)
{
  LuthierRunsTable *self = LUTHIER_RUNS_TABLE (object);
  GtkWidget *child;

  set_jobs (self, NULL);
  g_clear_handle_id (&self->growing_id, g_source_remove);
  g_clear_handle_id (&self->changing_id, g_source_remove);
  self->syncing = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_runs_table_parent_class)->dispose (object);
}

static void
luthier_runs_table_finalize (GObject *object)
{
  LuthierRunsTable *self = LUTHIER_RUNS_TABLE (object);

  g_clear_object (&self->choice);
  for (guint i = 0; i < LUTHIER_N_RUN_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  luthier_run_cells_free (self->cells);
  luthier_run_results_unref (self->results);
  g_free (self->group);
  g_strfreev (self->hidden);
  G_OBJECT_CLASS (luthier_runs_table_parent_class)->finalize (object);
}

static void
luthier_runs_table_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierRunsTable *self = LUTHIER_RUNS_TABLE (object);

  switch ((LuthierRunsTableProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    case PROP_GROUP:
      g_value_set_string (value, self->group);
      break;
    case PROP_SORT:
      g_value_set_string (value, luthier_run_column_get_id (self->sort));
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, self->descending);
      break;
    case PROP_HIDDEN:
      g_value_set_boxed (value, self->hidden);
      break;
    case PROP_ONLY_DIFFERENCES:
      g_value_set_boolean (value, self->only_differences);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_N_CHOSEN:
      g_value_set_uint (value, count_chosen (self));
      break;
    case PROP_N_RUNS:
      g_value_set_uint (value, g_list_model_get_n_items (G_LIST_MODEL (self->sorted)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_sort (LuthierRunsTable *self, const char *id)
{
  int column = id != NULL ? luthier_run_column_find (id) : -1;

  if (column >= 0)
    set_order (self, (LuthierRunColumn) column, self->descending);
}

static void
set_group (LuthierRunsTable *self, const char *group, GParamSpec *pspec)
{
  if (g_strcmp0 (self->group, group) == 0)
    return;
  g_free (self->group);
  self->group = g_strdup (group);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
luthier_runs_table_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  LuthierRunsTable *self = LUTHIER_RUNS_TABLE (object);

  switch ((LuthierRunsTableProperty) prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        {
          luthier_run_cells_set_session (self->cells, self->session);
          luthier_run_results_set_session (self->results, self->session);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_JOBS:
      set_jobs (self, g_value_get_object (value));
      break;
    case PROP_GROUP:
      set_group (self, g_value_get_string (value), pspec);
      break;
    case PROP_SORT:
      set_sort (self, g_value_get_string (value));
      break;
    case PROP_DESCENDING:
      set_order (self, self->sort, g_value_get_boolean (value));
      break;
    case PROP_HIDDEN:
      set_hidden (self, g_value_get_boxed (value));
      break;
    case PROP_ONLY_DIFFERENCES:
      if (self->only_differences == g_value_get_boolean (value))
        break;
      self->only_differences = g_value_get_boolean (value);
      look_for_differences (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      update_columns (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_N_CHOSEN:
    case PROP_N_RUNS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  flags);
  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, "all", flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "created", flags);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, TRUE, flags);
  properties[PROP_HIDDEN] = g_param_spec_boxed ("hidden", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_ONLY_DIFFERENCES] = g_param_spec_boolean ("only-differences", NULL, NULL, FALSE,
                                                            flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_N_CHOSEN] = g_param_spec_uint ("n-chosen", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_RUNS] = g_param_spec_uint ("n-runs", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-runs-table.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsTable, filtered);
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsTable, sliced);
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsTable, sorted);
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsTable, rows);
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsTable, shown);
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsTable, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsTable, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filtered_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, room_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scrolled_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sorted_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_stack);
}

static void
luthier_runs_table_class_init (LuthierRunsTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_runs_table_dispose;
  object_class->finalize = luthier_runs_table_finalize;
  object_class->get_property = luthier_runs_table_get_property;
  object_class->set_property = luthier_runs_table_set_property;
  widget_class->grab_focus = luthier_runs_table_grab_focus;
  install_properties (object_class);

  gtk_widget_class_set_css_name (widget_class, "runs");
  g_type_ensure (LUTHIER_TYPE_JOB_FILTER);
  bind_template (widget_class);
}

static void
luthier_runs_table_init (LuthierRunsTable *self)
{
  self->results = luthier_run_results_new ();
  self->cells = luthier_run_cells_new (GTK_WIDGET (self));
  self->group = g_strdup ("all");
  self->hidden = g_new0 (char *, 1);
  self->sort = LUTHIER_RUN_COLUMN_CREATED;
  self->descending = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_models (self);
  make_columns (self);
  update_columns (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (head_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * luthier_runs_table_new:
 *
 * Returns: (transfer floating): a table without runs
 */
GtkWidget *
luthier_runs_table_new (void)
{
  return g_object_new (LUTHIER_TYPE_RUNS_TABLE, NULL);
}

/**
 * luthier_runs_table_set_results:
 * @results: (transfer full) (element-type LuthierJob LuthierResult): what was measured
 *
 * Shows what came of the jobs, in the place of what was known before.
 */
void
luthier_runs_table_set_results (LuthierRunsTable *self, GHashTable *results)
{
  luthier_run_results_set_table (self->results, results);
  luthier_run_cells_refresh (self->cells);
  sort_again (self);
  if (self->only_differences)
    look_for_differences (self);
}

GListModel *
luthier_runs_table_get_runs (LuthierRunsTable *self)
{
  return G_LIST_MODEL (self->sorted);
}

/**
 * luthier_runs_table_get_chosen:
 *
 * Returns: (transfer full): the names of the jobs that are chosen, in the order of the table
 */
GStrv
luthier_runs_table_get_chosen (LuthierRunsTable *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->shown);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_iter_init_first (&iter, chosen, &position))
    do
      {
        g_autoptr (LuthierRun) run = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

        g_strv_builder_add (names, luthier_job_get_name (luthier_run_get_job (run)));
      }
    while (gtk_bitset_iter_next (&iter, &position));
  return g_strv_builder_end (names);
}

/**
 * luthier_runs_table_get_columns:
 *
 * Returns: (transfer full) (element-type LuthierRunColumn): the columns that are shown, or would be
 *   with more room
 */
GArray *
luthier_runs_table_get_columns (LuthierRunsTable *self)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (LuthierRunColumn));
  gboolean narrow = self->narrow;

  self->narrow = FALSE;
  for (LuthierRunColumn i = 0; i < LUTHIER_N_RUN_COLUMNS; i++)
    if (is_wanted (self, i))
      g_array_append_val (columns, i);
  self->narrow = narrow;
  return columns;
}
