/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-rewrite-outcome.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-rewrite-words.h"

struct _LuthierRewriteOutcome
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *names;
  GtkListBox *facts;
  GtkWidget *losses_title;
  GtkListBox *losses;
  GtkButton *open_button;
  GtkWidget *open_validation_button;
};

G_DEFINE_FINAL_TYPE (LuthierRewriteOutcome, luthier_rewrite_outcome, GTK_TYPE_WIDGET)

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static GtkWidget *
row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
add_fact (LuthierRewriteOutcome *self, const char *title, guint64 count)
{
  GtkWidget *row = row_new (title, NULL);
  g_autofree char *text = luthier_format_count ((gint64) count);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->facts, row);
}

static void
show_facts (LuthierRewriteOutcome *self,
            LuthierRewriteKind kind,
            const LuthierDatasetOutcome *outcome)
{
  guint64 written = outcome->written + outcome->written_2;

  clear (self->facts);
  add_fact (self, _ ("Examples read"), outcome->read);
  if (kind == LUTHIER_REWRITE_SPLIT)
    {
      add_fact (self, _ ("For training"), outcome->written);
      add_fact (self, _ ("For validation"), outcome->written_2);
    }
  else
    {
      add_fact (self, _ ("Examples saved"), outcome->written);
      add_fact (self, _ ("Of these, changed"), outcome->changed);
    }
  if (outcome->read > written)
    add_fact (self, _ ("Left out"), outcome->read - written);
}

static GtkWidget *
loss_row_new (const LuthierDatasetLoss *loss)
{
  g_autofree char *line = luthier_format_count ((gint64) loss->line);
  g_autofree char *where = NULL;

  if (loss->line > 0)
    where = g_strdup_printf (loss->count > 1 ? _ ("First in line %s") : _ ("In line %s"), line);
  return row_new (loss->message, where);
}

static void
show_losses (LuthierRewriteOutcome *self, GPtrArray *losses)
{
  clear (self->losses);
  for (guint i = 0; i < losses->len; i++)
    gtk_list_box_append (self->losses, loss_row_new (g_ptr_array_index (losses, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->losses), losses->len > 0);
  gtk_widget_set_visible (self->losses_title, losses->len > 0);
}

static void
show_names (LuthierRewriteOutcome *self, LuthierRewriteKind kind, GFile *const *targets)
{
  g_autofree char *name = luthier_rewrite_words_name (targets[0]);

  if (kind == LUTHIER_REWRITE_SPLIT)
    {
      g_autofree char *other = luthier_rewrite_words_name (targets[1]);
      g_autofree char *names = g_strconcat (name, "\n", other, NULL);

      gtk_label_set_text (self->names, names);
    }
  else
    gtk_label_set_text (self->names, name);
}

static void
luthier_rewrite_outcome_dispose (GObject *object)
{
  LuthierRewriteOutcome *self = LUTHIER_REWRITE_OUTCOME (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (luthier_rewrite_outcome_parent_class)->dispose (object);
}

static gboolean
luthier_rewrite_outcome_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LUTHIER_REWRITE_OUTCOME (widget)->open_button));
}

static void
luthier_rewrite_outcome_class_init (LuthierRewriteOutcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_rewrite_outcome_dispose;
  widget_class->grab_focus = luthier_rewrite_outcome_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-rewrite-outcome.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteOutcome, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteOutcome, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteOutcome, names);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteOutcome, facts);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteOutcome, losses_title);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteOutcome, losses);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteOutcome, open_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteOutcome,
                                        open_validation_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_rewrite_outcome_init (LuthierRewriteOutcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_rewrite_outcome_show:
 * @outcome: what became of the file
 * @targets: (array): the copies: one, or two of a split
 *
 * Tells how it went.
 */
void
luthier_rewrite_outcome_show (LuthierRewriteOutcome *self,
                              LuthierRewriteKind kind,
                              const LuthierDatasetOutcome *outcome,
                              GFile *const *targets)
{
  gboolean is_split = kind == LUTHIER_REWRITE_SPLIT;

  gtk_label_set_text (self->title,
                      is_split ? _ ("Two files were saved") : _ ("The copy was saved"));
  show_names (self, kind, targets);
  show_facts (self, kind, outcome);
  show_losses (self, outcome->losses);
  gtk_button_set_label (self->open_button, is_split ? _ ("Open _Training Data") : _ ("_Open"));
  gtk_widget_set_visible (self->open_validation_button, is_split);
}
