/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-transfer-row.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-error.h"
#include "luthier-transfer-dialog.h"
#include "luthier-transfer-words.h"

struct _LuthierTransferRow
{
  GtkListBoxRow parent_instance;

  LuthierTransfer *transfer; /* (owned) */

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *state;
  GtkProgressBar *bar;
  GtkWidget *replace;
  GtkWidget *retry;
  GtkWidget *stop;
};

G_DEFINE_FINAL_TYPE (LuthierTransferRow, luthier_transfer_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *icon;
  const char *style;
} looks[] = {
  [LUTHIER_TRANSFER_RUNNING] = { "send-to-symbolic", "accent" },
  [LUTHIER_TRANSFER_WAITING] = { "network-offline-symbolic", "warning" },
  [LUTHIER_TRANSFER_DONE] = { "emblem-ok-symbolic", "success" },
  [LUTHIER_TRANSFER_FAILED] = { "dialog-error-symbolic", "error" },
  [LUTHIER_TRANSFER_CANCELLED] = { "process-stop-symbolic", "dim-label" },
};

static void
show_icon (LuthierTransferRow *self, LuthierTransferState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[state].style);
  gtk_image_set_from_icon_name (self->icon, looks[state].icon);
}

static void
show_progress (LuthierTransferRow *self)
{
  g_autofree char *text = luthier_transfer_words_state (self->transfer);

  gtk_label_set_text (self->state, text);
  gtk_progress_bar_set_fraction (self->bar, luthier_transfer_get_fraction (self->transfer));
}

static void
show_state (LuthierTransferRow *self)
{
  LuthierTransferState state = luthier_transfer_get_state (self->transfer);
  gboolean failed = state == LUTHIER_TRANSFER_FAILED;
  gboolean taken = g_error_matches (luthier_transfer_get_error (self->transfer), LUTHIER_ERROR,
                                    LUTHIER_ERROR_CONFLICT);
  g_autofree char *stop = g_strdup_printf (failed ? _ ("Give Up: %s") : _ ("Stop: %s"),
                                           gtk_label_get_text (self->name));

  show_icon (self, state);
  show_progress (self);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !failed && state != LUTHIER_TRANSFER_DONE);
  gtk_widget_set_visible (self->replace, failed && taken);
  gtk_widget_set_visible (self->retry, failed && !taken);
  gtk_widget_set_visible (self->stop, state != LUTHIER_TRANSFER_DONE);
  gtk_widget_set_tooltip_text (self->stop, failed ? _ ("Give Up") : _ ("Stop"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stop), GTK_ACCESSIBLE_PROPERTY_LABEL, stop,
                                  -1);
}

static void
show_name (LuthierTransferRow *self)
{
  g_autofree char *name = g_file_get_basename (luthier_transfer_get_file (self->transfer));
  g_autofree char *shown = g_filename_display_name (name != NULL ? name : "");
  g_autofree char *retry = g_strdup_printf (_ ("Try Again: %s"), shown);
  g_autofree char *replace = g_strdup_printf (_ ("Replace: %s"), shown);

  gtk_label_set_text (self->name, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), luthier_transfer_get_uri (self->transfer));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->retry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  retry, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->replace), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  replace, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, shown,
                                  -1);
}

static void
stop_cb (LuthierTransferRow *self)
{
  luthier_transfer_cancel (self->transfer);
}

static void
retry_cb (LuthierTransferRow *self)
{
  luthier_transfer_retry (self->transfer);
}

/* The popover would be over the question, so it goes. */
static void
replace_cb (LuthierTransferRow *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  GtkWidget *parent = popover != NULL ? gtk_widget_get_parent (popover) : GTK_WIDGET (self);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  luthier_transfer_dialog_ask_to_replace (parent, self->transfer);
}

static void
luthier_transfer_row_dispose (GObject *object)
{
  LuthierTransferRow *self = LUTHIER_TRANSFER_ROW (object);

  g_clear_object (&self->transfer);

  G_OBJECT_CLASS (luthier_transfer_row_parent_class)->dispose (object);
}

static void
luthier_transfer_row_class_init (LuthierTransferRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_transfer_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-transfer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierTransferRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierTransferRow, name);
  gtk_widget_class_bind_template_child (widget_class, LuthierTransferRow, state);
  gtk_widget_class_bind_template_child (widget_class, LuthierTransferRow, bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierTransferRow, replace);
  gtk_widget_class_bind_template_child (widget_class, LuthierTransferRow, retry);
  gtk_widget_class_bind_template_child (widget_class, LuthierTransferRow, stop);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
}

static void
luthier_transfer_row_init (LuthierTransferRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_transfer_row_new:
 * @transfer: what to show
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
luthier_transfer_row_new (LuthierTransfer *transfer)
{
  LuthierTransferRow *self = g_object_new (LUTHIER_TYPE_TRANSFER_ROW, NULL);

  self->transfer = g_object_ref (transfer);
  g_signal_connect_object (transfer, "notify::state", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (transfer, "notify::error", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (transfer, "notify::fraction", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  show_name (self);
  show_state (self);

  return GTK_WIDGET (self);
}
