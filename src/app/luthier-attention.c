/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-attention.h"

#include "luthier-intent-card.h"
#include "luthier-intent-row.h"
#include "luthier-job-page.h"
#include "luthier-session-banner.h"
#include "luthier-state-label.h"

static gboolean
stands_for (GtkWidget *widget, GObject *thing)
{
  if (LUTHIER_IS_JOB (thing))
    return (LUTHIER_IS_JOB_PAGE (widget) &&
            luthier_job_page_get_job (LUTHIER_JOB_PAGE (widget)) == LUTHIER_JOB (thing)) ||
           (LUTHIER_IS_STATE_LABEL (widget) &&
            luthier_state_label_get_job (LUTHIER_STATE_LABEL (widget)) == LUTHIER_JOB (thing));
  if (LUTHIER_IS_INTENT (thing))
    return (LUTHIER_IS_INTENT_CARD (widget) && luthier_intent_card_get_intent (LUTHIER_INTENT_CARD (
                                                   widget)) == LUTHIER_INTENT (thing)) ||
           (LUTHIER_IS_INTENT_ROW (widget) &&
            luthier_intent_row_get_intent (LUTHIER_INTENT_ROW (widget)) == LUTHIER_INTENT (thing));
  return LUTHIER_IS_SESSION_BANNER (widget);
}

/* Would a click in its middle hit it, or what is in it? */
static gboolean
is_in_view (GtkWindow *window, GtkWidget *widget)
{
  const graphene_point_t middle = GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widget) / 2,
                                                       (float) gtk_widget_get_height (widget) / 2);
  graphene_point_t point;
  GtkWidget *hit;

  if (gtk_widget_get_height (widget) == 0 ||
      !gtk_widget_compute_point (widget, GTK_WIDGET (window), &middle, &point))
    return FALSE;
  hit = gtk_widget_pick (GTK_WIDGET (window), point.x, point.y,
                         GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);
  return hit != NULL && (hit == widget || gtk_widget_is_ancestor (hit, widget));
}

static gboolean
shows (GtkWindow *window, GtkWidget *widget, GObject *thing)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;
  if (stands_for (widget, thing) && is_in_view (window, widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (window, child, thing))
      return TRUE;
  return FALSE;
}

/**
 * luthier_attention_shows:
 * @window: (nullable): one of this application
 * @thing: a #LuthierJob, a #LuthierIntent or the #LuthierProfile that is open
 *
 * Returns: whether it is on the screen as far as this program can know
 */
gboolean
luthier_attention_shows (GtkWindow *window, GObject *thing)
{
  return window != NULL && gtk_widget_get_mapped (GTK_WIDGET (window)) &&
         shows (window, GTK_WIDGET (window), thing);
}

gboolean
luthier_attention_is_on (GtkApplication *application, GObject *thing)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  return window != NULL && gtk_window_is_active (window) && luthier_attention_shows (window, thing);
}
