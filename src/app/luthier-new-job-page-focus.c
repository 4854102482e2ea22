/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-page-private.h"
#include "luthier-new-job-row.h"

/* Where the focus goes as the page comes to be seen. */

/* Of a row that is led to. */
#define ROOM_BELOW 48.0f

/* The focus scrolls as far as the field; what is said below it belongs to it. */
static void
reveal_row (LuthierNewJobPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, LUTHIER_TYPE_NEW_JOB_ROW) : NULL;
  GtkWidget *scrolled = row != NULL ? gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW)
                                    : NULL;
  GtkWidget *step = self->step_widgets[self->step];
  graphene_rect_t bounds;

  if (scrolled != NULL && gtk_widget_compute_bounds (row, step, &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                               bounds.origin.y, bounds.origin.y + bounds.size.height + ROOM_BELOW);
}

static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LuthierNewJobPage *self = LUTHIER_NEW_JOB_PAGE (widget);
  const LuthierSpecField field = self->field;

  /* What has no place yet cannot be scrolled to. */
  if (self->form != NULL && field != LUTHIER_SPEC_FIELD_NONE &&
      gtk_widget_get_height (self->step_widgets[self->step]) == 0)
    return G_SOURCE_CONTINUE;

  self->focus_id = 0;
  self->field = LUTHIER_SPEC_FIELD_NONE;
  if (self->form != NULL && field != LUTHIER_SPEC_FIELD_NONE)
    {
      luthier_new_job_form_show_field (self->form, field);
      reveal_row (self);
    }
  else if (self->form != NULL)
    gtk_widget_grab_focus (self->step_widgets[self->step]);

  return G_SOURCE_REMOVE;
}

/* Later, for whoever shows the page moves the focus on as it does so. */
void
luthier_new_job_page_focus_later (LuthierNewJobPage *self)
{
  self->focus_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, NULL, NULL);
}

void
luthier_new_job_page_stop_focus (LuthierNewJobPage *self)
{
  if (self->focus_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->focus_id);
  self->focus_id = 0;
}

/* As it comes to be seen, the page moves the focus: then is the time. */
void
luthier_new_job_page_lead_to (LuthierNewJobPage *self, LuthierSpecField field)
{
  if (self->focus_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      luthier_new_job_form_show_field (self->form, field);
      return;
    }

  self->field = field;
  luthier_new_job_page_show_step (self, luthier_new_job_step_of_field (field));
}

/**
 * luthier_new_job_page_show_field:
 * @field: what is to be changed; %LUTHIER_SPEC_FIELD_NONE for nothing in particular
 *
 * Leads to the field, with all steps open: the rest was right once.
 */
void
luthier_new_job_page_show_field (LuthierNewJobPage *self, LuthierSpecField field)
{
  g_return_if_fail (LUTHIER_IS_NEW_JOB_PAGE (self));

  if (self->form == NULL || field == LUTHIER_SPEC_FIELD_NONE)
    return;

  luthier_new_job_page_show_step (self, LUTHIER_NEW_JOB_STEP_REVIEW);
  luthier_new_job_page_lead_to (self, field);
}
