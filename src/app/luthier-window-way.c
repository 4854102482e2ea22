/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-window-private.h"

/* What is to be done at the destination. */
typedef struct
{
  LuthierWindow *window; /* (unowned): it holds the destination */
  const char *action_name;
  char *job_name; /* (owned) (nullable) */
} Arrival;

static void
arrival_free (gpointer data, GClosure *closure)
{
  Arrival *arrival = data;

  g_free (arrival->job_name);
  g_free (arrival);
}

static void
reached_cb (LuthierDestination *destination, Arrival *arrival)
{
  g_autoptr (GVariant) parameter = NULL;

  if (arrival->job_name != NULL)
    parameter = g_variant_ref_sink (g_variant_new_string (arrival->job_name));
  gtk_widget_activate_action_variant (GTK_WIDGET (arrival->window), arrival->action_name,
                                      parameter);
}

static void
lost_cb (LuthierWindow *self)
{
  luthier_window_say (self, _ ("What the notification was about no longer exists"));
}

/**
 * luthier_window_go:
 * @profile_id: the profile that it is about
 * @job_name: (nullable): the job that it is about
 * @action_name: (static): an action of this window, with the name of the job if there is one
 *
 * Opens the profile if it is not open, and does that as soon as all of it is known. Where the window
 * was to go before is forgotten.
 */
void
luthier_window_go (LuthierWindow *self,
                   const char *profile_id,
                   const char *job_name,
                   const char *action_name)
{
  g_autoptr (LuthierDestination) destination = NULL;
  Arrival *arrival;

  g_return_if_fail (LUTHIER_IS_WINDOW (self));

  destination = luthier_destination_new (luthier_window_get_session (self), profile_id, job_name);
  luthier_window_set_destination (self, destination);
  arrival = g_new0 (Arrival, 1);
  arrival->window = self;
  arrival->action_name = action_name;
  arrival->job_name = g_strdup (job_name);
  g_signal_connect_data (destination, "reached", G_CALLBACK (reached_cb), arrival, arrival_free, 0);
  g_signal_connect_object (destination, "lost", G_CALLBACK (lost_cb), self, G_CONNECT_SWAPPED);
  luthier_destination_set_out (destination);
}
