/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-private.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-plot-export.h"

typedef struct
{
  const char *suffix;
  LuthierPlotFormat format;
  LuthierFileKind kind;
} Kind;

static const Kind kinds[] = {
  { "png", LUTHIER_PLOT_PNG, LUTHIER_FILE_KIND_PNG },
  { "svg", LUTHIER_PLOT_SVG, LUTHIER_FILE_KIND_SVG },
  { "csv", LUTHIER_PLOT_CSV, LUTHIER_FILE_KIND_CSV },
};

/* One file on its way. */
typedef struct
{
  LuthierPlot *plot; /* (owned) */
  const Kind *kind;
  GFile *file; /* (owned) (nullable): not chosen yet */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->plot);
  g_clear_object (&save->file);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
say (LuthierPlot *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    say (save->plot, _ ("Saved"));
  else
    say (save->plot, error->message);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = luthier_plot_export_finish (result, &error);
  GFile *file = save->file;

  if (bytes == NULL)
    say (save->plot, error->message);
  else
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                         written_cb, g_steal_pointer (&save));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GError) error = NULL;
  LuthierPlot *plot = save->plot;
  const LuthierPlotFormat format = save->kind->format;

  save->file = luthier_compat_choose_target_finish (result, &error);
  if (save->file != NULL)
    luthier_plot_export_async (plot, format, NULL, made_cb, g_steal_pointer (&save));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (plot, error->message);
}

/* (transfer full): where files of the user are, named by what is measured */
static GFile *
suggest (LuthierPlot *self, const char *suffix)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *title = g_strdup (self->title != NULL ? self->title : _ ("Curves"));
  g_autofree char *name = g_strdup_printf ("%s.%s", g_strdelimit (title, "/", '-'), suffix);

  return g_file_new_build_filename (folder != NULL ? folder : g_get_home_dir (), name, NULL);
}

/* parameter: the suffix */
void
luthier_plot_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LuthierPlot *self = LUTHIER_PLOT (widget);
  const char *suffix = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GFile) suggestion = NULL;
      Save *save = NULL;

      if (!g_str_equal (kinds[i].suffix, suffix))
        continue;

      suggestion = suggest (self, suffix);
      save = g_new0 (Save, 1);
      save->plot = g_object_ref (self);
      save->kind = &kinds[i];
      luthier_compat_choose_target_async (widget, _ ("Save Curves"), suggestion, kinds[i].kind,
                                          NULL, chosen_cb, save);
    }
}
