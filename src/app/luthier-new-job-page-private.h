/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-banner.h"
#include "luthier-new-job-page.h"
#include "luthier-new-job-review.h"
#include "luthier-new-job-sender.h"
#include "luthier-new-job-stepper.h"

G_BEGIN_DECLS

/* Between the page's steps and what becomes of what is confirmed. */
struct _LuthierNewJobPage
{
  GtkWidget parent_instance;

  LuthierSession *session;     /* (owned) */
  LuthierNewJobSender *sender; /* (owned) */
  LuthierProfile *profile;     /* (owned) (nullable): what the form is for */
  LuthierNewJobForm *form;     /* (owned) (nullable): between start and the end */
  LuthierIntent *edited;       /* (owned) (nullable): what the form corrects */
  gboolean releases;           /* it goes on if it is left as it was */
  LuthierNewJobStep step;
  LuthierNewJobStep reached;
  guint patience_id;
  guint focus_id;         /* a tick, 0 = the focus is where it belongs */
  LuthierSpecField field; /* where it belongs then; none: where the step begins */
  GtkWidget *step_widgets[LUTHIER_NEW_JOB_N_STEPS]; /* (owned by the widget tree) */

  GtkWidget *bin;
  LuthierNewJobStepper *stepper;
  AdwWindowTitle *title;
  GtkLabel *place; /* in a header that has no room for more */
  GtkWidget *cancel;
  GtkLabel *payer;
  GtkLabel *narrow_payer;
  GtkWidget *next;
  GtkWidget *back;
  GtkSpinner *spinner;
  LuthierBanner *waiting;
  GtkStack *steps;
};

LuthierNewJobReview *luthier_new_job_page_get_review (LuthierNewJobPage *self);
void luthier_new_job_page_show_step (LuthierNewJobPage *self, LuthierNewJobStep step);
/* As it is seen from now on, until it is not. */
void luthier_new_job_page_focus_later (LuthierNewJobPage *self);
void luthier_new_job_page_stop_focus (LuthierNewJobPage *self);
/* Now, or as soon as the page is seen. */
void luthier_new_job_page_lead_to (LuthierNewJobPage *self, LuthierSpecField field);
void luthier_new_job_page_show_buttons (LuthierNewJobPage *self);
void luthier_new_job_page_set_default (LuthierNewJobPage *self, gboolean mapped);
void luthier_new_job_page_drop_form (LuthierNewJobPage *self);
void luthier_new_job_page_emit_closed (LuthierNewJobPage *self);
void luthier_new_job_page_emit_created (LuthierNewJobPage *self, LuthierJob *job);

/* Nothing can be changed of what is confirmed until there is an answer, or the user has given it
 * up. */
gboolean luthier_new_job_page_is_confirmed (LuthierNewJobPage *self);
/* And while nothing is asked of the user, there is nothing to do but wait. */
gboolean luthier_new_job_page_is_busy (LuthierNewJobPage *self);
void luthier_new_job_page_confirm (LuthierNewJobPage *self);
void luthier_new_job_page_stage_cb (LuthierNewJobPage *self);
void luthier_new_job_page_stop_patience (LuthierNewJobPage *self);
/* From here on the intent is what is corrected; it is stored, and no draft besides. */
void luthier_new_job_page_correct (LuthierNewJobPage *self, LuthierIntent *intent);
/* What was confirmed goes its way, and the list shows it. */
void luthier_new_job_page_leave_confirmed (LuthierNewJobPage *self);

G_END_DECLS
