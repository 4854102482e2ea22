/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-run-cells.h"

#include <glib/gi18n.h>

#include "luthier-state-label.h"

/* What a cell has on both sides: see style.css. */
#define PADDING 18
/* What shows the order in the head. */
#define ARROW 22

struct _LuthierRunCells
{
  GtkWidget *table;        /* (unowned) */
  LuthierSession *session; /* (owned) (nullable) */
  GHashTable *bound;       /* (owned): of Cell, those that show a run */
};

/* One cell; the data of its list item. */
typedef struct
{
  LuthierRunCells *cells; /* (unowned) */
  LuthierRunColumn column;
  GtkInscription *text; /* (unowned) */
  LuthierRun *run;      /* (unowned) (nullable) */
} Cell;

/* What the factory of a column makes. */
typedef struct
{
  LuthierRunCells *cells; /* (unowned) */
  LuthierRunColumn column;
} Kind;

static GQuark
get_cell_quark (void)
{
  return g_quark_from_static_string ("luthier-run-cell");
}

static gint64
get_now (LuthierRunCells *self)
{
  return self->session != NULL
             ? luthier_clock_get_real_time (luthier_session_get_clock (self->session))
             : g_get_real_time ();
}

/* What is not known is a dash, which says so to who hears it. */
static void
show (Cell *cell)
{
  g_autofree char *text = luthier_run_column_format (cell->column, cell->run,
                                                     get_now (cell->cells));
  gboolean is_known = text != NULL && *text != '\0';

  gtk_inscription_set_text (cell->text, is_known ? text : "–");
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_known ? text : C_ ("value", "Not known"), -1);
  if (is_known)
    gtk_widget_remove_css_class (GTK_WIDGET (cell->text), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (cell->text), "dim-label");
}

/* The whole of a text for which the column is too narrow. To set it for each would ask where the
 * pointer is, which takes its time. */
static gboolean
query_tooltip_cb (
    GtkWidget *text, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer unused)
{
  const char *shown = gtk_inscription_get_text (GTK_INSCRIPTION (text));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (text, shown);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width <= gtk_widget_get_width (text))
    return FALSE;
  gtk_tooltip_set_text (tooltip, shown);
  return TRUE;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const Kind *kind)
{
  Cell *cell = g_new0 (Cell, 1);
  gboolean is_number = luthier_run_column_is_number (kind->column);
  GtkWidget *text = gtk_inscription_new (NULL);

  *cell = (Cell){ kind->cells, kind->column, GTK_INSCRIPTION (text), NULL };
  g_object_set_qdata_full (G_OBJECT (item), get_cell_quark (), cell, g_free);
  gtk_inscription_set_text_overflow (cell->text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (cell->text, is_number ? 1 : 0);
  gtk_inscription_set_min_chars (cell->text, 3);
  gtk_inscription_set_nat_chars (cell->text, 3);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_set_has_tooltip (text, TRUE);
  g_signal_connect (text, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  if (is_number)
    gtk_widget_add_css_class (text, "numeric");
  else if (kind->column == LUTHIER_RUN_COLUMN_NAME)
    gtk_widget_add_css_class (text, "heading");
  gtk_list_item_set_child (item, text);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const Kind *kind)
{
  Cell *cell = g_object_get_qdata (G_OBJECT (item), get_cell_quark ());

  cell->run = gtk_list_item_get_item (item);
  g_signal_connect_swapped (cell->run, "changed", G_CALLBACK (show), cell);
  g_hash_table_add (cell->cells->bound, cell);
  show (cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const Kind *kind)
{
  Cell *cell = g_object_get_qdata (G_OBJECT (item), get_cell_quark ());

  g_hash_table_remove (cell->cells->bound, cell);
  g_signal_handlers_disconnect_by_data (cell->run, cell);
  cell->run = NULL;
}

static void
setup_state_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const Kind *kind)
{
  gtk_list_item_set_child (item, luthier_state_label_new ());
}

static void
bind_state_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const Kind *kind)
{
  LuthierRun *run = gtk_list_item_get_item (item);

  luthier_state_label_set_job (LUTHIER_STATE_LABEL (gtk_list_item_get_child (item)),
                               luthier_run_get_job (run));
}

static void
unbind_state_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const Kind *kind)
{
  luthier_state_label_set_job (LUTHIER_STATE_LABEL (gtk_list_item_get_child (item)), NULL);
}

/* Room for so many digits, in the user's font. */
static int
measure_digits (LuthierRunCells *self, guint n_digits)
{
  PangoContext *context = gtk_widget_get_pango_context (self->table);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int digit = pango_font_metrics_get_approximate_digit_width (metrics);

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS ((int) n_digits * digit);
}

/* Room for a title, which is bold and smaller, and the arrow beside it. */
static int
measure_title (LuthierRunCells *self, const char *title)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->table, NULL);
  g_autofree char *markup = g_markup_printf_escaped ("<b><small>%s</small></b>", title);
  int width;

  pango_layout_set_markup (layout, markup, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + ARROW;
}

/**
 * luthier_run_cells_new:
 * @table: what they are shown in; it has to outlive this
 *
 * Returns: (transfer full): what makes cells
 */
LuthierRunCells *
luthier_run_cells_new (GtkWidget *table)
{
  LuthierRunCells *self = g_new0 (LuthierRunCells, 1);

  self->table = table;
  self->bound = g_hash_table_new (NULL, NULL);
  return self;
}

void
luthier_run_cells_free (LuthierRunCells *self)
{
  g_clear_object (&self->session);
  g_hash_table_unref (self->bound);
  g_free (self);
}

void
luthier_run_cells_set_session (LuthierRunCells *self, LuthierSession *session)
{
  g_set_object (&self->session, session);
}

/**
 * luthier_run_cells_new_column:
 * @column: what it shows
 *
 * Returns: (transfer full): a column for a view of LuthierRun
 */
GtkColumnViewColumn *
luthier_run_cells_new_column (LuthierRunCells *self, LuthierRunColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  gboolean is_state = column == LUTHIER_RUN_COLUMN_STATE;
  const char *title = luthier_run_column_get_title (column);
  int width = MAX (measure_digits (self, luthier_run_column_get_width (column)),
                   measure_title (self, title));
  GtkColumnViewColumn *made;
  Kind *kind = g_new (Kind, 1);

  *kind = (Kind){ self, column };
  g_object_set_data_full (G_OBJECT (factory), "kind", kind, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (is_state ? setup_state_cb : setup_cb), kind);
  g_signal_connect (factory, "bind", G_CALLBACK (is_state ? bind_state_cb : bind_cb), kind);
  g_signal_connect (factory, "unbind", G_CALLBACK (is_state ? unbind_state_cb : unbind_cb), kind);
  if (is_state)
    width = MAX (width, luthier_state_label_measure_widest (self->table));
  made = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_expand (made, column == LUTHIER_RUN_COLUMN_NAME);
  gtk_column_view_column_set_fixed_width (made, width + PADDING);
  return made;
}

static void
choice_toggled_cb (GtkCheckButton *button, GtkListItem *item)
{
  GtkSelectionModel *model = g_object_get_data (G_OBJECT (item), "model");
  guint position = gtk_list_item_get_position (item);
  gboolean is_chosen = gtk_check_button_get_active (button);

  if (position == GTK_INVALID_LIST_POSITION || is_chosen == gtk_list_item_get_selected (item))
    return;
  if (is_chosen)
    gtk_selection_model_select_item (model, position, FALSE);
  else
    gtk_selection_model_unselect_item (model, position);
}

static void
setup_choice_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkSelectionModel *model)
{
  GtkWidget *button = gtk_check_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* The keys of the row choose it as well, and Enter opens it. */
  gtk_widget_set_focusable (button, FALSE);
  g_object_set_data (G_OBJECT (item), "model", model);
  g_object_bind_property (item, "selected", button, "active", G_BINDING_SYNC_CREATE);
  g_signal_connect (button, "toggled", G_CALLBACK (choice_toggled_cb), item);
  gtk_list_item_set_child (item, button);
}

static void
bind_choice_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkSelectionModel *model)
{
  LuthierRun *run = gtk_list_item_get_item (item);
  /* Translators: %s is the name of a job */
  g_autofree char *name = g_strdup_printf (_ ("Select %s"),
                                           luthier_job_get_title (luthier_run_get_job (run)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_list_item_get_child (item)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * luthier_run_cells_new_choice:
 * @model: where it is kept what is chosen
 *
 * Returns: (transfer full): a column without a title
 */
GtkColumnViewColumn *
luthier_run_cells_new_choice (LuthierRunCells *self, GtkSelectionModel *model)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_choice_cb), model);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_choice_cb), model);
  return gtk_column_view_column_new (NULL, factory);
}

void
luthier_run_cells_refresh (LuthierRunCells *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    show (cell);
}
