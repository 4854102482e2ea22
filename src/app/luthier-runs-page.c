/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-runs-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-banner.h"
#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-profile-button.h"
#include "luthier-runs-export.h"
#include "luthier-runs-reader.h"
#include "luthier-runs-table.h"
#include "luthier-width-bin.h"

/* What can be compared: fewer are nothing to compare, more cannot be told apart. */
#define MIN_COMPARED LUTHIER_COMPARISON_MIN_JOBS
#define MAX_COMPARED LUTHIER_COMPARISON_MAX_JOBS

struct _LuthierRunsPage
{
  GtkWidget parent_instance;

  LuthierSession *session;      /* (owned) */
  GSettings *settings;          /* (owned) */
  GCancellable *cancellable;    /* (owned): what was begun here */
  GSimpleActionGroup *switches; /* (owned): an action a column */
  gboolean syncing;             /* the switches are told, and tell nobody */

  LuthierRunsReader *reader; /* (owned) */

  GMenu *columns_menu;
  GMenu *sort_menu;
  LuthierBanner *banner;
  LuthierRunsTable *table;
};

G_DEFINE_FINAL_TYPE (LuthierRunsPage, luthier_runs_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
} LuthierRunsPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static char *
subtitle_cb (gpointer object, guint n_runs, guint n_chosen)
{
  g_autofree char *all = luthier_format_count (n_runs);
  g_autofree char *chosen = luthier_format_count (n_chosen);

  if (n_chosen > 0)
    /* Translators: numbers of jobs: "3 of 200 selected" */
    return g_strdup_printf (_ ("%s of %s selected"), chosen, all);
  return g_strdup_printf (ngettext ("%s job", "%s jobs", n_runs), all);
}

static gboolean
not_cb (gpointer object, gboolean value)
{
  return !value;
}

/* Where the head has no room for it. */
static gboolean
needs_bar_cb (gpointer object, gboolean narrow, guint n_chosen)
{
  return narrow && n_chosen > 0;
}

static void
say (LuthierRunsPage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
chosen_changed_cb (LuthierRunsPage *self)
{
  guint n_chosen;

  g_object_get (self->table, "n-chosen", &n_chosen, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "runs.compare",
                                 n_chosen >= MIN_COMPARED && n_chosen <= MAX_COMPARED);
}

static void
runs_changed_cb (LuthierRunsPage *self)
{
  guint n_runs;

  g_object_get (self->table, "n-runs", &n_runs, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "runs.export", n_runs > 0);
}

static void
compare_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierRunsPage *self = LUTHIER_RUNS_PAGE (widget);
  g_auto (GStrv) names = luthier_runs_table_get_chosen (self->table);

  gtk_widget_activate_action (widget, "win.compare", "^as", names);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierRunsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    say (self, _ ("The table is exported"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

/* A table that is to be written, and where to. */
typedef struct
{
  LuthierRunsPage *page; /* (owned) */
  GFile *target;         /* (owned) */
} Saving;

/* Writes beside the file, then renames. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GBytes) csv = luthier_runs_export_csv_finish (result, NULL);

  if (csv != NULL)
    g_file_replace_contents_bytes_async (saving->target, csv, NULL, FALSE, G_FILE_CREATE_NONE,
                                         saving->page->cancellable, saved_cb,
                                         g_object_ref (saving->page));
  g_object_unref (saving->page);
  g_object_unref (saving->target);
  g_free (saving);
}

static void
target_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierRunsPage) self = user_data;
  g_autoptr (GFile) target = luthier_compat_choose_target_finish (result, NULL);
  Saving *saving;

  if (target == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  saving = g_new (Saving, 1);
  saving->page = g_object_ref (self);
  saving->target = g_steal_pointer (&target);
  luthier_runs_export_csv_async (self->table, self->cancellable, written_cb, saving);
}

static void
export_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierRunsPage *self = LUTHIER_RUNS_PAGE (widget);
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  /* Translators: the name of a file with a table of tuning jobs, without its ending */
  g_autofree char *name = g_strconcat (C_ ("file name", "runs"), ".csv", NULL);
  g_autofree char *path = g_build_filename (folder != NULL ? folder : g_get_home_dir (), name,
                                            NULL);
  g_autoptr (GFile) suggestion = g_file_new_for_path (path);

  luthier_compat_choose_target_async (widget, _ ("Export Table"), suggestion, LUTHIER_FILE_KIND_CSV,
                                      self->cancellable, target_cb, g_object_ref (self));
}

static void
columns_switched_cb (LuthierRunsPage *self)
{
  g_autoptr (GStrvBuilder) hidden = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  if (self->syncing)
    return;
  for (LuthierRunColumn i = 0; i < LUTHIER_N_RUN_COLUMNS; i++)
    {
      const char *id = luthier_run_column_get_id (i);
      g_autoptr (GVariant)
          state = i != LUTHIER_RUN_COLUMN_NAME
                      ? g_action_group_get_action_state (G_ACTION_GROUP (self->switches), id)
                      : NULL;

      if (state != NULL && !g_variant_get_boolean (state))
        g_strv_builder_add (hidden, id);
    }
  ids = g_strv_builder_end (hidden);
  g_object_set (self->table, "hidden", ids, NULL);
}

static void
hidden_changed_cb (LuthierRunsPage *self)
{
  g_auto (GStrv) hidden = NULL;

  g_object_get (self->table, "hidden", &hidden, NULL);
  self->syncing = TRUE;
  for (LuthierRunColumn i = LUTHIER_RUN_COLUMN_NAME + 1; i < LUTHIER_N_RUN_COLUMNS; i++)
    {
      const char *id = luthier_run_column_get_id (i);
      gboolean shown = !g_strv_contains ((const char *const *) hidden, id);

      g_simple_action_set_state (
          G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->switches), id)),
          g_variant_new_boolean (shown));
    }
  self->syncing = FALSE;
}

/* A switch and an entry of the menus for each column; the name is always there. */
static void
make_menus (LuthierRunsPage *self)
{
  for (LuthierRunColumn i = 0; i < LUTHIER_N_RUN_COLUMNS; i++)
    {
      const char *id = luthier_run_column_get_id (i);
      const char *title = luthier_run_column_get_title (i);
      g_autofree char *name = g_strconcat ("columns.", id, NULL);
      g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

      g_menu_item_set_action_and_target (item, "table.sort", "s", id);
      g_menu_append_item (self->sort_menu, item);
      if (i == LUTHIER_RUN_COLUMN_NAME)
        continue;
      g_menu_append (self->columns_menu, title, name);
    }
}

static void
make_switches (LuthierRunsPage *self)
{
  self->switches = g_simple_action_group_new ();
  for (LuthierRunColumn i = LUTHIER_RUN_COLUMN_NAME + 1; i < LUTHIER_N_RUN_COLUMNS; i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
          luthier_run_column_get_id (i), NULL, g_variant_new_boolean (TRUE));

      g_signal_connect_object (action, "notify::state", G_CALLBACK (columns_switched_cb), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      g_action_map_add_action (G_ACTION_MAP (self->switches), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (self->switches));
}

/* As the user left it. */
static void
bind_settings (LuthierRunsPage *self)
{
  static const struct
  {
    const char *key;
    const char *property;
  } kept[] = {
    { "filter", "group" },
    { "runs-sort", "sort" },
    { "runs-descending", "descending" },
    { "runs-hidden-columns", "hidden" },
    { "runs-only-differences", "only-differences" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_settings_bind (self->settings, kept[i].key, self->table, kept[i].property,
                     G_SETTINGS_BIND_DEFAULT);
}

/* The properties of the table are actions of the page, where its menus are. */
static void
add_table_actions (LuthierRunsPage *self)
{
  static const char *const names[] = { "group", "sort", "descending", "only-differences" };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPropertyAction) action = g_property_action_new (names[i], self->table, names[i]);

      g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (actions));
}

static void
loaded_cb (LuthierRunsPage *self, GHashTable *results)
{
  luthier_runs_table_set_results (self->table, g_hash_table_ref (results));
}

/* Whenever the service was asked, something may have been measured. */
static void
load_results (LuthierRunsPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    luthier_runs_reader_load (self->reader);
}

static void
update_banner (LuthierRunsPage *self)
{
  guint n_unread = luthier_runs_reader_get_n_unread (self->reader);
  gboolean reading = luthier_runs_reader_get_reading (self->reader);
  g_autofree char *count = luthier_format_count (n_unread);
  g_autofree char *text = NULL;

  if (reading)
    text = g_strdup_printf (
        ngettext ("Reading results, %s job is left", "Reading results, %s jobs are left", n_unread),
        count);
  else
    text = g_strdup_printf (ngettext ("The results of %s job have not been read yet",
                                      "The results of %s jobs have not been read yet", n_unread),
                            count);
  luthier_banner_set_title (self->banner, text);
  luthier_banner_set_button_label (self->banner, reading ? _ ("Stop") : _ ("Read Results"));
  luthier_banner_set_revealed (self->banner, reading || n_unread > 0);
}

static void
banner_cb (LuthierRunsPage *self)
{
  if (luthier_runs_reader_get_reading (self->reader))
    luthier_runs_reader_stop (self->reader);
  else
    luthier_runs_reader_start (self->reader);
}

static void
luthier_runs_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (luthier_runs_page_parent_class)->map (widget);
  load_results (LUTHIER_RUNS_PAGE (widget));
}

static void
luthier_runs_page_unmap (GtkWidget *widget)
{
  luthier_runs_reader_stop (LUTHIER_RUNS_PAGE (widget)->reader);
  GTK_WIDGET_CLASS (luthier_runs_page_parent_class)->unmap (widget);
}

static void
luthier_runs_page_constructed (GObject *object)
{
  LuthierRunsPage *self = LUTHIER_RUNS_PAGE (object);

  G_OBJECT_CLASS (luthier_runs_page_parent_class)->constructed (object);
  self->reader = luthier_runs_reader_new (self->session);
  g_signal_connect_object (self->reader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "notify", G_CALLBACK (update_banner), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::updated-at", G_CALLBACK (load_results), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "job-finished", G_CALLBACK (load_results), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
luthier_runs_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LUTHIER_RUNS_PAGE (widget)->table));
}

static void
luthier_runs_page_dispose (GObject *object)
{
  LuthierRunsPage *self = LUTHIER_RUNS_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  /* Its actions hold the table, which holds what has the actions. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->reader != NULL)
    g_object_run_dispose (G_OBJECT (self->reader));
  g_clear_object (&self->reader);
  g_clear_object (&self->switches);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_runs_page_parent_class)->dispose (object);
}

static void
luthier_runs_page_finalize (GObject *object)
{
  LuthierRunsPage *self = LUTHIER_RUNS_PAGE (object);

  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (luthier_runs_page_parent_class)->finalize (object);
}

static void
luthier_runs_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierRunsPage *self = LUTHIER_RUNS_PAGE (object);

  switch ((LuthierRunsPageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_runs_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LuthierRunsPage *self = LUTHIER_RUNS_PAGE (object);

  switch ((LuthierRunsPageProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-runs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsPage, banner);
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsPage, columns_menu);
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsPage, sort_menu);
  gtk_widget_class_bind_template_child (widget_class, LuthierRunsPage, table);
  gtk_widget_class_bind_template_callback (widget_class, banner_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, hidden_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, needs_bar_cb);
  gtk_widget_class_bind_template_callback (widget_class, not_cb);
  gtk_widget_class_bind_template_callback (widget_class, runs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, subtitle_cb);
}

static void
luthier_runs_page_class_init (LuthierRunsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = luthier_runs_page_constructed;
  object_class->dispose = luthier_runs_page_dispose;
  object_class->finalize = luthier_runs_page_finalize;
  object_class->get_property = luthier_runs_page_get_property;
  object_class->set_property = luthier_runs_page_set_property;
  widget_class->grab_focus = luthier_runs_page_grab_focus;
  widget_class->map = luthier_runs_page_map;
  widget_class->unmap = luthier_runs_page_unmap;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                      G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (LUTHIER_TYPE_BANNER);
  g_type_ensure (LUTHIER_TYPE_PROFILE_BUTTON);
  g_type_ensure (LUTHIER_TYPE_RUNS_TABLE);
  g_type_ensure (LUTHIER_TYPE_WIDTH_BIN);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "runs.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "runs.export", NULL, export_action);
}

static void
luthier_runs_page_init (LuthierRunsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  make_menus (self);
  make_switches (self);
  add_table_actions (self);
  self->settings = g_settings_new (LUTHIER_SCHEMA_ID);
  bind_settings (self);
  chosen_changed_cb (self);
  runs_changed_cb (self);
}

/**
 * luthier_runs_page_new:
 * @session: whose jobs to show
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
luthier_runs_page_new (LuthierSession *session)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (session), NULL);

  return g_object_new (LUTHIER_TYPE_RUNS_PAGE, "session", session, NULL);
}
