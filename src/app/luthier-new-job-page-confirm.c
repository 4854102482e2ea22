/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-new-job-page-private.h"

/* After this the user is told what is going on. */
#define PATIENCE_MS 4000

gboolean
luthier_new_job_page_is_confirmed (LuthierNewJobPage *self)
{
  LuthierNewJobStage stage = luthier_new_job_sender_get_stage (self->sender);

  return stage != LUTHIER_NEW_JOB_STAGE_IDLE && stage != LUTHIER_NEW_JOB_STAGE_REFUSED;
}

gboolean
luthier_new_job_page_is_busy (LuthierNewJobPage *self)
{
  return luthier_new_job_page_is_confirmed (self) &&
         luthier_new_job_sender_get_stage (self->sender) != LUTHIER_NEW_JOB_STAGE_ASKS;
}

/* No answer for long may be a lost one. */
static gboolean
patience_cb (gpointer user_data)
{
  LuthierNewJobPage *self = user_data;

  self->patience_id = 0;
  luthier_banner_set_title (self->waiting,
                            _ ("No answer yet. If it was lost, Luthier looks for the "
                               "job for some minutes; nothing is sent twice."));
  luthier_banner_set_revealed (self->waiting, TRUE);

  return G_SOURCE_REMOVE;
}

void
luthier_new_job_page_stop_patience (LuthierNewJobPage *self)
{
  if (self->patience_id != 0)
    luthier_clock_remove (luthier_session_get_clock (self->session), self->patience_id);
  self->patience_id = 0;
}

/* The search for a lost answer takes minutes, and nobody has to sit it out. */
static void
show_waiting (LuthierNewJobPage *self)
{
  if (luthier_new_job_sender_get_stage (self->sender) == LUTHIER_NEW_JOB_STAGE_UNSURE)
    {
      luthier_new_job_page_stop_patience (self);
      luthier_banner_set_title (self->waiting,
                                _ ("Checking whether it started. Nothing is sent twice."));
      luthier_banner_set_revealed (self->waiting, TRUE);
      return;
    }
  if (!luthier_new_job_page_is_busy (self))
    {
      luthier_new_job_page_stop_patience (self);
      luthier_banner_set_revealed (self->waiting, FALSE);
      return;
    }
  if (self->patience_id == 0)
    self->patience_id = luthier_clock_add_timeout (luthier_session_get_clock (self->session),
                                                   PATIENCE_MS, patience_cb, self, NULL);
}

/* What is corrected is none. */
static void
discard_draft (LuthierNewJobPage *self)
{
  if (self->edited == NULL)
    luthier_session_discard_draft (self->session);
}

static void
close_form (LuthierNewJobPage *self)
{
  luthier_new_job_page_set_default (self, FALSE);
  luthier_new_job_sender_stop (self->sender);
  luthier_new_job_page_drop_form (self);
}

static void
leave (LuthierNewJobPage *self)
{
  close_form (self);
  luthier_new_job_page_emit_closed (self);
}

void
luthier_new_job_page_leave_confirmed (LuthierNewJobPage *self)
{
  discard_draft (self);
  leave (self);
}

/* Left as it was, it goes on as it was. */
static void
leave_edited (LuthierNewJobPage *self)
{
  if (self->releases)
    luthier_session_hold (self->session, self->edited, FALSE);
  leave (self);
}

void
luthier_new_job_page_correct (LuthierNewJobPage *self, LuthierIntent *intent)
{
  const GError *error = luthier_intent_get_error (intent);
  LuthierSpecField field = luthier_new_job_form_set_refusal (self->form, error);

  discard_draft (self);
  g_set_object (&self->edited, intent);
  self->releases = FALSE;
  luthier_new_job_form_keep (self->form);
  luthier_new_job_review_set_error (luthier_new_job_page_get_review (self), error);
  if (field != LUTHIER_SPEC_FIELD_NONE)
    luthier_new_job_page_lead_to (self, field);
  else
    luthier_new_job_page_show_step (self, LUTHIER_NEW_JOB_STEP_REVIEW);
}

static void
show_job (LuthierNewJobPage *self, LuthierIntent *intent)
{
  LuthierJob *job = luthier_intent_get_job (intent);

  /* One that was settled long ago and has left the list. */
  if (job == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  _ ("This job was created already"));
      luthier_new_job_page_leave_confirmed (self);
      return;
    }

  g_object_ref (job);
  discard_draft (self);
  close_form (self);
  luthier_new_job_page_emit_created (self, job);
  g_object_unref (job);
}

static void
say_queued (LuthierNewJobPage *self)
{
  g_autofree char *words = luthier_new_job_sender_describe (self->sender);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
  luthier_new_job_page_leave_confirmed (self);
}

/* Given up, so that the form is of another job. */
static void
begin_anew (LuthierNewJobPage *self)
{
  LuthierJobSpec *spec = luthier_new_job_form_get_spec (self->form);

  luthier_new_job_sender_stop (self->sender);
  luthier_job_spec_set_intent_id (spec, NULL);
  luthier_session_ensure_intent (self->session, spec);
}

void
luthier_new_job_page_stage_cb (LuthierNewJobPage *self)
{
  LuthierNewJobStage stage = luthier_new_job_sender_get_stage (self->sender);
  LuthierIntent *watched = luthier_new_job_sender_get_intent (self->sender);
  g_autoptr (LuthierIntent) intent = watched != NULL ? g_object_ref (watched) : NULL;
  gboolean busy = luthier_new_job_page_is_busy (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->steps), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stepper), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  show_waiting (self);
  if (self->form == NULL)
    return;

  luthier_new_job_page_show_buttons (self);
  luthier_new_job_review_set_question (luthier_new_job_page_get_review (self),
                                       stage == LUTHIER_NEW_JOB_STAGE_ASKS ? intent : NULL);
  if (stage == LUTHIER_NEW_JOB_STAGE_SETTLED)
    show_job (self, intent);
  else if (stage == LUTHIER_NEW_JOB_STAGE_QUEUED)
    say_queued (self);
  else if (stage == LUTHIER_NEW_JOB_STAGE_REFUSED)
    luthier_new_job_page_correct (self, intent);
  else if (stage == LUTHIER_NEW_JOB_STAGE_FORGOTTEN)
    begin_anew (self);
}

void
luthier_new_job_page_confirm (LuthierNewJobPage *self)
{
  luthier_new_job_form_clear_refusal (self->form);
  luthier_new_job_review_set_error (luthier_new_job_page_get_review (self), NULL);
  if (luthier_new_job_review_get_ready (luthier_new_job_page_get_review (self)))
    luthier_new_job_sender_send (self->sender, self->form, self->edited);
}

/* Nobody will want what is being uploaded for it. */
static void
discard (LuthierNewJobPage *self)
{
  luthier_new_job_dataset_interrupt (luthier_new_job_form_get_training (self->form));
  luthier_new_job_dataset_interrupt (luthier_new_job_form_get_validation (self->form));
  discard_draft (self);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierNewJobPage) self = user_data;
  g_autofree char *answer = luthier_compat_ask_finish (result);

  if (self->form == NULL || g_strcmp0 (answer, "go-on") == 0)
    return;

  if (g_strcmp0 (answer, "discard") == 0)
    discard (self);
  else if (self->edited == NULL)
    luthier_session_save_draft (self->session, luthier_new_job_form_get_spec (self->form));
  if (self->edited != NULL)
    leave_edited (self);
  else
    leave (self);
}

static void
ask (LuthierNewJobPage *self,
     const char *heading,
     const char *body,
     const LuthierResponse *responses)
{
  luthier_compat_ask_async (GTK_WIDGET (self), heading, body, responses, asked_cb,
                            g_object_ref (self));
}

/* What is corrected is in the queue anyway, as it was. */
static void
cancel_edited (LuthierNewJobPage *self)
{
  const LuthierResponse responses[] = {
    { "go-on", _ ("Con_tinue"), LUTHIER_RESPONSE_PLAIN },
    { "discard", _ ("_Discard"), LUTHIER_RESPONSE_DESTRUCTIVE },
    { NULL, NULL, 0 },
  };

  if (luthier_new_job_form_is_touched (self->form))
    ask (self, _ ("Discard Changes?"), _ ("The job stays in the queue as it was."), responses);
  else
    leave_edited (self);
}

/**
 * luthier_new_job_page_cancel:
 *
 * Leaves as the Cancel button does: at once if nothing was entered, else after asking what becomes
 * of the draft.
 */
void
luthier_new_job_page_cancel (LuthierNewJobPage *self)
{
  const LuthierResponse responses[] = {
    { "go-on", _ ("Con_tinue"), LUTHIER_RESPONSE_PLAIN },
    { "discard", _ ("_Discard"), LUTHIER_RESPONSE_DESTRUCTIVE },
    { "keep", _ ("_Keep Draft"), LUTHIER_RESPONSE_SUGGESTED },
    { NULL, NULL, 0 },
  };

  if (luthier_new_job_page_is_busy (self))
    return;

  if (self->form != NULL && luthier_new_job_page_is_confirmed (self))
    luthier_new_job_page_leave_confirmed (self);
  else if (self->form != NULL && self->edited != NULL)
    cancel_edited (self);
  else if (self->form == NULL || (!luthier_new_job_form_is_touched (self->form) &&
                                  luthier_session_get_draft (self->session) == NULL))
    leave (self);
  else
    ask (self, _ ("Keep what you entered?"), _ ("A draft is offered again with the next new job."),
         responses);
}
