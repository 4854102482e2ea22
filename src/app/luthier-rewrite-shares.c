/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-rewrite-shares.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"

/* What the service documents: so many at most, and beyond the second number no more than so many
 * hundredths of the training examples. */
#define MAX_VALIDATION   5000
#define FREE_VALIDATION  1000
#define PERCENT_TRAINING 30

struct _LuthierRewriteShares
{
  GtkWidget parent_instance;

  guint64 n_examples;
  guint64 max_validation;

  GtkWidget *box;
  GtkSpinButton *percent;
  GtkSpinButton *seed;
  GtkLabel *preview;
  GtkLabel *limit;
  AdwActionRow *training_row;
  AdwActionRow *validation_row;
};

G_DEFINE_FINAL_TYPE (LuthierRewriteShares, luthier_rewrite_shares, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint64
get_most (guint64 n_examples, guint64 max_validation)
{
  guint64 most = max_validation > 0 ? max_validation : MAX_VALIDATION;
  /* v <= 30 % of n - v */
  guint64 share = n_examples * PERCENT_TRAINING / (100 + PERCENT_TRAINING);

  return MIN (most, MAX (share, FREE_VALIDATION));
}

/**
 * luthier_rewrite_shares_count:
 * @n_examples: of the file
 * @percent: of them that are asked for
 * @max_validation: what the model takes; 0 = what the service documents
 * @limited: (out) (optional): whether the service takes fewer than were asked for
 *
 * Returns: how many examples go to validation, if none are alike
 */
guint64
luthier_rewrite_shares_count (guint64 n_examples,
                              guint percent,
                              guint64 max_validation,
                              gboolean *limited)
{
  guint64 wanted = (n_examples * percent + 50) / 100;
  guint64 most = get_most (n_examples, max_validation);

  if (limited != NULL)
    *limited = wanted > most;
  if (n_examples < 2)
    return 0;
  return CLAMP (MIN (wanted, most), 1, n_examples - 1);
}

static void
update (LuthierRewriteShares *self)
{
  gboolean limited;
  guint64 n_validation = luthier_rewrite_shares_count (
      self->n_examples, (guint) gtk_spin_button_get_value_as_int (self->percent),
      self->max_validation, &limited);
  g_autofree char *training = luthier_format_count ((gint64) (self->n_examples - n_validation));
  g_autofree char *validation = luthier_format_count ((gint64) n_validation);
  /* Translators: of the examples of a file: "105,443 for training, 11,716 for validation" */
  g_autofree char *preview = g_strdup_printf (_ ("%s for training, %s for validation"), training,
                                              validation);

  gtk_label_set_text (self->preview, preview);
  gtk_widget_set_visible (GTK_WIDGET (self->limit), limited);
}

static void
choose_training_cb (LuthierRewriteShares *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0, 0);
}

static void
choose_validation_cb (LuthierRewriteShares *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0, 1);
}

static void
luthier_rewrite_shares_dispose (GObject *object)
{
  LuthierRewriteShares *self = LUTHIER_REWRITE_SHARES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (luthier_rewrite_shares_parent_class)->dispose (object);
}

static void
luthier_rewrite_shares_class_init (LuthierRewriteSharesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_rewrite_shares_dispose;
  signals[SIGNAL_CHOOSE] = g_signal_new ("choose", LUTHIER_TYPE_REWRITE_SHARES, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-rewrite-shares.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteShares, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteShares, percent);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteShares, seed);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteShares, preview);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteShares, limit);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteShares, training_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteShares, validation_row);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, choose_training_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_validation_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_rewrite_shares_init (LuthierRewriteShares *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
luthier_rewrite_shares_set_examples (LuthierRewriteShares *self,
                                     guint64 n_examples,
                                     guint64 max_validation)
{
  self->n_examples = n_examples;
  self->max_validation = max_validation;
  update (self);
}

void
luthier_rewrite_shares_set_name (LuthierRewriteShares *self, guint index, const char *name)
{
  adw_action_row_set_subtitle (index == 0 ? self->training_row : self->validation_row, name);
}

/**
 * luthier_rewrite_shares_get_split:
 *
 * Returns: what is asked for, within what the service takes
 */
LuthierDatasetSplit
luthier_rewrite_shares_get_split (LuthierRewriteShares *self)
{
  return (LuthierDatasetSplit){
    .percent = (guint) gtk_spin_button_get_value_as_int (self->percent),
    .seed = (guint64) gtk_spin_button_get_value (self->seed),
    .max_validation = get_most (self->n_examples, self->max_validation),
  };
}
