/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-page.h"

#include <adwaita.h>

struct _LuthierNewJobPage
{
  GtkWidget parent_instance;

  LuthierSession *session; /* (owned) */
  LuthierJobSpec *spec;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierNewJobPage, luthier_new_job_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CLOSED,
  SIGNAL_CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
luthier_new_job_page_dispose (GObject *object)
{
  LuthierNewJobPage *self = LUTHIER_NEW_JOB_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->spec);

  G_OBJECT_CLASS (luthier_new_job_page_parent_class)->dispose (object);
}

static void
luthier_new_job_page_class_init (LuthierNewJobPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_page_dispose;

  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, LUTHIER_TYPE_JOB);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_page_init (LuthierNewJobPage *self)
{
}

/**
 * luthier_new_job_page_new:
 * @session: what the form asks and tells
 *
 * Returns: (transfer floating): a page that waits for luthier_new_job_page_start()
 */
GtkWidget *
luthier_new_job_page_new (LuthierSession *session)
{
  LuthierNewJobPage *self = g_object_new (LUTHIER_TYPE_NEW_JOB_PAGE, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

/**
 * luthier_new_job_page_start:
 * @spec: what to begin with; the form writes into it
 */
void
luthier_new_job_page_start (LuthierNewJobPage *self, LuthierJobSpec *spec)
{
  g_set_object (&self->spec, spec);
}

/**
 * luthier_new_job_page_cancel:
 *
 * Leaves as the Cancel button does.
 */
void
luthier_new_job_page_cancel (LuthierNewJobPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}
