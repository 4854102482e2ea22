/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-unveil.h"

/* About as many as a frame has time for. */
#define ROWS_A_FRAME 8
/* What a GtkListView keeps ready around what is seen, and a little more. */
#define ENOUGH 240

typedef struct
{
  GtkSliceListModel *slice; /* (unowned): its model holds this */
  GtkWidget *list;          /* (weak) (nullable) */
  gboolean ticking;
} Unveiling;

static void
unveiling_free (gpointer data, GClosure *closure)
{
  Unveiling *unveiling = data;

  g_clear_weak_pointer (&unveiling->list);
  g_free (unveiling);
}

static gboolean
tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  Unveiling *unveiling = user_data;
  GListModel *model = gtk_slice_list_model_get_model (unveiling->slice);
  const guint size = gtk_slice_list_model_get_size (unveiling->slice);

  /* More may come later; until then nothing is done. */
  unveiling->ticking = model != NULL && size < ENOUGH && g_list_model_get_n_items (model) >= size;
  if (size < ENOUGH)
    gtk_slice_list_model_set_size (unveiling->slice, size + ROWS_A_FRAME);
  else
    gtk_slice_list_model_set_size (unveiling->slice, G_MAXUINT);
  return unveiling->ticking ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
items_changed_cb (
    GListModel *model, guint position, guint removed, guint added, Unveiling *unveiling)
{
  const guint size = gtk_slice_list_model_get_size (unveiling->slice);

  if (unveiling->ticking || unveiling->list == NULL || size == G_MAXUINT ||
      g_list_model_get_n_items (model) < size)
    return;

  unveiling->ticking = TRUE;
  gtk_widget_add_tick_callback (unveiling->list, tick_cb, unveiling, NULL);
}

/**
 * luthier_unveil:
 * @slice: the part of a list that is shown; it keeps its model
 * @list: the widget that shows it, now or later
 *
 * Begins with the first screenful, which grows until it is the whole list.
 */
void
luthier_unveil (GtkSliceListModel *slice, GtkWidget *list)
{
  Unveiling *unveiling;

  g_return_if_fail (GTK_IS_SLICE_LIST_MODEL (slice));
  g_return_if_fail (GTK_IS_WIDGET (list));

  unveiling = g_new0 (Unveiling, 1);
  unveiling->slice = slice;
  g_set_weak_pointer (&unveiling->list, list);
  gtk_slice_list_model_set_size (slice, ROWS_A_FRAME);
  g_signal_connect_data (gtk_slice_list_model_get_model (slice), "items-changed",
                         G_CALLBACK (items_changed_cb), unveiling, unveiling_free, 0);
}
