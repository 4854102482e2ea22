/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compare-table.h"

#include "luthier-compare-words.h"
#include "luthier-plot-swatch.h"
#include "luthier-state-label.h"

#define TITLE_WIDTH  130
#define COLUMN_WIDTH 112
#define SPACING      12

/* What a job's value says. */
typedef struct
{
  GtkWidget *box;
  GtkLabel *value; /* (nullable): a state has a label of its own */
  GtkLabel *note;
  GtkWidget *swatch; /* (nullable): beside each value where the jobs are under each other */
  GtkWidget *name;   /* (nullable): likewise */
} Cell;

typedef struct
{
  GtkWidget *separator;
  GtkWidget *title;
  Cell cells[LUTHIER_COMPARISON_MAX_JOBS];
} Row;

struct _LuthierCompareTable
{
  GtkWidget parent_instance;

  LuthierComparison *comparison; /* (owned) (nullable) */
  gulong changed_id;
  gboolean only_differences;
  gboolean narrow;

  GtkGrid *grid;
  GtkLabel *corner; /* (nullable): how many settings differ */
  guint n_jobs;     /* that there are widgets for */
  GtkWidget *headings[LUTHIER_COMPARISON_MAX_JOBS];
  GtkWidget *names[LUTHIER_COMPARISON_MAX_JOBS]; /* labels in the headings */
  Row rows[LUTHIER_N_COMPARED];
};

G_DEFINE_FINAL_TYPE (LuthierCompareTable, luthier_compare_table, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_COMPARISON = 1,
  PROP_ONLY_DIFFERENCES,
  PROP_NARROW,
  N_PROPS
} LuthierCompareTableProperty;

static GParamSpec *properties[N_PROPS];

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
show_cell (LuthierCompareTable *self, LuthierCompared what, guint job, gboolean shown)
{
  Cell *cell = &self->rows[what].cells[job];
  const LuthierComparedValue *found = luthier_comparison_get_value (self->comparison, what, job);
  g_autofree char *value = NULL;
  g_autofree char *note = NULL;
  g_autofree char *detail = NULL;

  gtk_widget_set_visible (cell->box, shown);
  if (cell->swatch != NULL)
    gtk_widget_set_visible (cell->swatch, shown);
  if (cell->name != NULL)
    gtk_widget_set_visible (cell->name, shown);
  if (!shown)
    return;

  value = luthier_compare_words_value (self->comparison, what, job);
  note = luthier_compare_words_note (self->comparison, what, job);
  detail = luthier_compare_words_detail (self->comparison, what, job);
  if (cell->value != NULL)
    {
      set_text (cell->value, value);
      set_class (GTK_WIDGET (cell->value), "dim-label", found->kind <= LUTHIER_VALUE_NONE);
    }
  set_text (cell->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (cell->note), note != NULL);
  gtk_widget_set_tooltip_text (cell->box, g_strcmp0 (detail, value) != 0 ? detail : NULL);
}

static void
show_row (LuthierCompareTable *self, LuthierCompared what)
{
  Row *row = &self->rows[what];
  const gboolean differs = luthier_comparison_differs (self->comparison, what);
  const gboolean shown = self->only_differences
                             ? differs
                             : luthier_comparison_is_known (self->comparison, what);

  gtk_widget_set_visible (row->separator, shown);
  gtk_widget_set_visible (row->title, shown);
  if (shown)
    set_text (GTK_LABEL (row->title), luthier_compare_words_title (self->comparison, what));
  for (guint i = 0; i < self->n_jobs; i++)
    {
      show_cell (self, what, i, shown);
      if (row->cells[i].value != NULL)
        set_class (GTK_WIDGET (row->cells[i].value), "heading", differs);
    }
}

static GtkWidget *
label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

/* The name of a job, which opens it. */
static GtkWidget *
heading_new (LuthierJob *job, guint look, GtkWidget **name)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  g_object_bind_property (job, "title", label, "label", G_BINDING_SYNC_CREATE);
  g_object_bind_property (job, "title", button, "tooltip-text", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (box), luthier_plot_swatch_new (look));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-job");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", luthier_job_get_name (job));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_widget_add_css_class (button, "flat");
  *name = label;

  return button;
}

/* A state looks the same wherever it is told. */
static GtkWidget *
value_new (LuthierCompareTable *self, LuthierCompared what, guint job)
{
  GtkWidget *label;

  if (what != LUTHIER_COMPARED_STATE)
    return label_new ("numeric");

  label = luthier_state_label_new ();
  luthier_state_label_set_job (LUTHIER_STATE_LABEL (label),
                               luthier_comparison_get_job (self->comparison, job));

  return label;
}

static void
make_cell (LuthierCompareTable *self, LuthierCompared what, guint job)
{
  Cell *cell = &self->rows[what].cells[job];
  GtkWidget *title = self->rows[what].title;
  GtkWidget *value = value_new (self, what, job);
  GtkWidget *note = label_new ("caption");

  cell->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (note, "numeric");
  gtk_box_append (GTK_BOX (cell->box), value);
  gtk_box_append (GTK_BOX (cell->box), note);
  gtk_widget_set_hexpand (cell->box, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  title, self->names[job], value, NULL, -1);
  cell->value = GTK_IS_LABEL (value) ? GTK_LABEL (value) : NULL;
  cell->note = GTK_LABEL (note);
}

/* Columns beside each other. */
static void
attach_wide (LuthierCompareTable *self, Row *row, int top)
{
  gtk_grid_attach (self->grid, row->title, 0, top, 1, 1);
  for (guint i = 0; i < self->n_jobs; i++)
    gtk_grid_attach (self->grid, row->cells[i].box, 1 + (int) i, top, 1, 1);
}

/* Jobs under each other, each with its look and its name. */
static void
attach_narrow (LuthierCompareTable *self, Row *row, int top)
{
  gtk_grid_attach (self->grid, row->title, 0, top, 3, 1);
  for (guint i = 0; i < self->n_jobs; i++)
    {
      Cell *cell = &row->cells[i];
      LuthierJob *job = luthier_comparison_get_job (self->comparison, i);

      cell->swatch = luthier_plot_swatch_new (i);
      cell->name = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (cell->name), 0);
      gtk_label_set_ellipsize (GTK_LABEL (cell->name), PANGO_ELLIPSIZE_MIDDLE);
      gtk_widget_set_hexpand (cell->name, TRUE);
      gtk_widget_set_valign (cell->swatch, GTK_ALIGN_CENTER);
      g_object_bind_property (job, "title", cell->name, "label", G_BINDING_SYNC_CREATE);
      gtk_grid_attach (self->grid, cell->swatch, 0, top + 1 + (int) i, 1, 1);
      gtk_grid_attach (self->grid, cell->name, 1, top + 1 + (int) i, 1, 1);
      gtk_grid_attach (self->grid, cell->box, 2, top + 1 + (int) i, 1, 1);
    }
}

static void
add_row (LuthierCompareTable *self, LuthierCompared what, int top)
{
  const int n_columns = self->narrow ? 3 : 1 + (int) self->n_jobs;
  Row *row = &self->rows[what];

  *row = (Row){ 0 };
  row->separator = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  row->title = label_new (self->narrow ? "caption" : "body");
  gtk_widget_add_css_class (row->title, "dim-label");
  gtk_widget_set_valign (row->title, GTK_ALIGN_START);
  gtk_grid_attach (self->grid, row->separator, 0, top, n_columns, 1);
  for (guint i = 0; i < self->n_jobs; i++)
    make_cell (self, what, i);
  if (self->narrow)
    attach_narrow (self, row, top + 1);
  else
    attach_wide (self, row, top + 1);
}

static void
add_headings (LuthierCompareTable *self)
{
  g_autoptr (GtkSizeGroup) columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->corner = GTK_LABEL (label_new ("caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->corner), "dim-label");
  gtk_grid_attach (self->grid, GTK_WIDGET (self->corner), 0, 0, self->narrow ? 3 : 1, 1);
  if (!self->narrow)
    gtk_widget_set_size_request (GTK_WIDGET (self->corner), TITLE_WIDTH, -1);
  for (guint i = 0; i < self->n_jobs; i++)
    {
      self->headings[i] = heading_new (luthier_comparison_get_job (self->comparison, i), i,
                                       &self->names[i]);
      if (self->narrow)
        {
          gtk_grid_attach (self->grid, self->headings[i], 0, 1 + (int) i, 3, 1);
          continue;
        }
      gtk_widget_set_size_request (self->headings[i], COLUMN_WIDTH, -1);
      gtk_size_group_add_widget (columns, self->headings[i]);
      gtk_grid_attach (self->grid, self->headings[i], 1 + (int) i, 0, 1, 1);
    }
}

static void
clear (LuthierCompareTable *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  self->corner = NULL;
  self->n_jobs = 0;
}

static void
update (LuthierCompareTable *self)
{
  g_autofree char *count = NULL;

  if (self->comparison == NULL || self->n_jobs == 0)
    return;

  count = luthier_compare_words_count (self->comparison);
  set_text (self->corner, count);
  for (LuthierCompared what = 0; what < LUTHIER_N_COMPARED; what++)
    show_row (self, what);
}

static void
build (LuthierCompareTable *self)
{
  const int height = self->narrow ? 2 + LUTHIER_COMPARISON_MAX_JOBS : 2;

  /* What was shown last stays while its page leaves. */
  if (self->comparison == NULL)
    return;

  clear (self);
  self->n_jobs = MIN (luthier_comparison_get_n_jobs (self->comparison),
                      LUTHIER_COMPARISON_MAX_JOBS);
  add_headings (self);
  for (LuthierCompared what = 0; what < LUTHIER_N_COMPARED; what++)
    add_row (self, what, 1 + LUTHIER_COMPARISON_MAX_JOBS + (int) what * height);
  set_class (GTK_WIDGET (self->grid), "narrow", self->narrow);
  update (self);
}

static void
set_comparison (LuthierCompareTable *self, LuthierComparison *comparison)
{
  if (self->comparison == comparison)
    return;

  if (self->comparison != NULL)
    g_clear_signal_handler (&self->changed_id, self->comparison);
  g_set_object (&self->comparison, comparison);
  if (comparison != NULL)
    self->changed_id = g_signal_connect_swapped (comparison, "changed", G_CALLBACK (update), self);
  build (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARISON]);
}

static void
luthier_compare_table_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  LuthierCompareTable *self = LUTHIER_COMPARE_TABLE (object);

  switch ((LuthierCompareTableProperty) prop_id)
    {
    case PROP_COMPARISON:
      g_value_set_object (value, self->comparison);
      break;
    case PROP_ONLY_DIFFERENCES:
      g_value_set_boolean (value, self->only_differences);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_compare_table_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  LuthierCompareTable *self = LUTHIER_COMPARE_TABLE (object);

  switch ((LuthierCompareTableProperty) prop_id)
    {
    case PROP_COMPARISON:
      set_comparison (self, g_value_get_object (value));
      break;
    case PROP_ONLY_DIFFERENCES:
      if (self->only_differences == g_value_get_boolean (value))
        break;
      self->only_differences = g_value_get_boolean (value);
      update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      build (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_compare_table_dispose (GObject *object)
{
  LuthierCompareTable *self = LUTHIER_COMPARE_TABLE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->comparison != NULL)
    g_clear_signal_handler (&self->changed_id, self->comparison);
  g_clear_object (&self->comparison);
  g_clear_pointer (&child, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_compare_table_parent_class)->dispose (object);
}

static void
luthier_compare_table_class_init (LuthierCompareTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_compare_table_get_property;
  object_class->set_property = luthier_compare_table_set_property;
  object_class->dispose = luthier_compare_table_dispose;

  properties[PROP_COMPARISON] = g_param_spec_object ("comparison", NULL, NULL,
                                                     LUTHIER_TYPE_COMPARISON, flags);
  properties[PROP_ONLY_DIFFERENCES] = g_param_spec_boolean ("only-differences", NULL, NULL, TRUE,
                                                            flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparetable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
luthier_compare_table_init (LuthierCompareTable *self)
{
  GtkWidget *grid = gtk_grid_new ();

  self->only_differences = TRUE;
  self->grid = GTK_GRID (grid);
  gtk_grid_set_column_spacing (self->grid, SPACING);
  gtk_widget_set_parent (grid, GTK_WIDGET (self));
}

/**
 * luthier_compare_table_new:
 *
 * Returns: (transfer floating): a table of no jobs
 */
GtkWidget *
luthier_compare_table_new (void)
{
  return g_object_new (LUTHIER_TYPE_COMPARE_TABLE, NULL);
}

/**
 * luthier_compare_table_get_least_width:
 * @n_jobs: how many columns there are
 *
 * Returns: pixels
 */
int
luthier_compare_table_get_least_width (guint n_jobs)
{
  return TITLE_WIDTH + (int) n_jobs * (COLUMN_WIDTH + SPACING);
}
