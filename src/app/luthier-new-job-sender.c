/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-sender.h"

#include <glib/gi18n.h>

#include "luthier-intent-order.h"
#include "luthier-intent-words.h"
#include "luthier-new-job-preflight.h"
#include "luthier-new-job-verify.h"

struct _LuthierNewJobSender
{
  GObject parent_instance;

  LuthierSession *session; /* (owned) */
  LuthierNewJobStage stage;
  LuthierNewJobForm *form; /* (owned) (nullable): while it is verified */
  LuthierIntent *replaces; /* (owned) (nullable): likewise */
  LuthierIntent *intent;   /* (owned) (nullable): that is watched */
  guint n_queued;
};

G_DEFINE_ENUM_TYPE (LuthierNewJobStage,
                    luthier_new_job_stage,
                    G_DEFINE_ENUM_VALUE (LUTHIER_NEW_JOB_STAGE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_NEW_JOB_STAGE_VERIFYING, "verifying"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_NEW_JOB_STAGE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_NEW_JOB_STAGE_UNSURE, "unsure"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_NEW_JOB_STAGE_ASKS, "asks"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_NEW_JOB_STAGE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_NEW_JOB_STAGE_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_NEW_JOB_STAGE_SETTLED, "settled"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_NEW_JOB_STAGE_FORGOTTEN, "forgotten"))
G_DEFINE_FINAL_TYPE (LuthierNewJobSender, luthier_new_job_sender, G_TYPE_OBJECT)

typedef enum
{
  PROP_STAGE = 1,
} LuthierNewJobSenderProperty;

static GParamSpec *properties[PROP_STAGE + 1];

static void
set_stage (LuthierNewJobSender *self, LuthierNewJobStage stage)
{
  if (self->stage == stage)
    return;

  self->stage = stage;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

/* An upload is known only when it has begun. */
static gboolean
is_kept (LuthierIntent *intent)
{
  LuthierIntentWait wait = luthier_intent_get_wait (intent);

  if (wait == LUTHIER_INTENT_WAIT_UPLOAD)
    return luthier_intent_get_transfer (intent) != NULL;

  return wait != LUTHIER_INTENT_WAIT_NONE;
}

static void
judge (LuthierNewJobSender *self)
{
  switch (luthier_intent_get_state (self->intent))
    {
    case LUTHIER_INTENT_QUEUED:
      set_stage (self, is_kept (self->intent) ? LUTHIER_NEW_JOB_STAGE_QUEUED
                                              : LUTHIER_NEW_JOB_STAGE_SENDING);
      break;

    case LUTHIER_INTENT_SETTLED:
      set_stage (self, LUTHIER_NEW_JOB_STAGE_SETTLED);
      break;

    case LUTHIER_INTENT_REFUSED:
      /* Why comes after it. */
      if (luthier_intent_get_error (self->intent) != NULL)
        set_stage (self, LUTHIER_NEW_JOB_STAGE_REFUSED);
      break;

    case LUTHIER_INTENT_UNCERTAIN:
    case LUTHIER_INTENT_LOOKING:
      set_stage (self, LUTHIER_NEW_JOB_STAGE_UNSURE);
      break;

    case LUTHIER_INTENT_ASKS:
      set_stage (self, LUTHIER_NEW_JOB_STAGE_ASKS);
      break;

    case LUTHIER_INTENT_FORGOTTEN:
      set_stage (self, LUTHIER_NEW_JOB_STAGE_FORGOTTEN);
      break;

    case LUTHIER_INTENT_SENDING:
    default:
      set_stage (self, LUTHIER_NEW_JOB_STAGE_SENDING);
      break;
    }
}

static void
look_away (LuthierNewJobSender *self)
{
  if (self->intent != NULL)
    g_signal_handlers_disconnect_by_func (self->intent, judge, self);
  g_clear_object (&self->intent);
  g_clear_object (&self->replaces);
  g_clear_object (&self->form);
  self->n_queued = 0;
}

/* What was corrected goes on, or is not sent as well. */
static void
replace (LuthierNewJobSender *self, GPtrArray *intents)
{
  if (self->replaces == NULL)
    return;

  if (g_ptr_array_find (intents, self->replaces, NULL))
    luthier_session_hold (self->session, self->replaces, FALSE);
  else
    luthier_session_forget_intent (self->session, self->replaces);
}

static void
submit (LuthierNewJobSender *self)
{
  g_autoptr (GPtrArray)
      specs = luthier_new_job_grid_make_specs (luthier_new_job_form_get_grid (self->form));
  g_autoptr (GPtrArray) intents = luthier_session_submit_all (self->session, specs);

  if (intents == NULL)
    {
      luthier_new_job_sender_stop (self);
      return;
    }

  replace (self, intents);
  g_clear_object (&self->replaces);
  g_clear_object (&self->form);
  self->n_queued = intents->len;
  /* Of several nobody waits for the first one. */
  if (intents->len > 1)
    {
      set_stage (self, LUTHIER_NEW_JOB_STAGE_QUEUED);
      return;
    }

  self->intent = g_object_ref (g_ptr_array_index (intents, 0));
  g_signal_connect_object (self->intent, "notify", G_CALLBACK (judge), self, G_CONNECT_SWAPPED);
  judge (self);
}

/* One look at the files; by its end another form may be there, or none. */
typedef struct
{
  LuthierNewJobSender *sender; /* (owned) */
  LuthierNewJobForm *form;     /* (owned) */
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->sender);
  g_object_unref (look->form);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  LuthierNewJobSender *self = look->sender;
  gboolean same = luthier_new_job_verify_finish (result);
  g_autoptr (GPtrArray) checks = NULL;

  if (self->form != look->form)
    return;

  checks = luthier_new_job_preflight (look->form);
  if (same && luthier_new_job_preflight_allows (checks))
    submit (self);
  else
    /* The review says what is being done about it. */
    luthier_new_job_sender_stop (self);
}

static void
luthier_new_job_sender_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierNewJobSender *self = LUTHIER_NEW_JOB_SENDER (object);

  switch ((LuthierNewJobSenderProperty) id)
    {
    case PROP_STAGE:
      g_value_set_enum (value, self->stage);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_new_job_sender_dispose (GObject *object)
{
  LuthierNewJobSender *self = LUTHIER_NEW_JOB_SENDER (object);

  look_away (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (luthier_new_job_sender_parent_class)->dispose (object);
}

static void
luthier_new_job_sender_class_init (LuthierNewJobSenderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = luthier_new_job_sender_dispose;
  object_class->get_property = luthier_new_job_sender_get_property;

  properties[PROP_STAGE] = g_param_spec_enum (
      "stage", NULL, NULL, LUTHIER_TYPE_NEW_JOB_STAGE, LUTHIER_NEW_JOB_STAGE_IDLE,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_new_job_sender_init (LuthierNewJobSender *self)
{
}

/**
 * luthier_new_job_sender_new:
 * @session: what takes the jobs
 *
 * Returns: (transfer full): a sender that is idle
 */
LuthierNewJobSender *
luthier_new_job_sender_new (LuthierSession *session)
{
  LuthierNewJobSender *self = g_object_new (LUTHIER_TYPE_NEW_JOB_SENDER, NULL);

  self->session = g_object_ref (session);

  return self;
}

LuthierNewJobStage
luthier_new_job_sender_get_stage (LuthierNewJobSender *self)
{
  return self->stage;
}

LuthierIntent *
luthier_new_job_sender_get_intent (LuthierNewJobSender *self)
{
  return self->intent;
}

char *
luthier_new_job_sender_describe (LuthierNewJobSender *self)
{
  const char *const *regions = luthier_session_get_failing_regions (self->session);
  LuthierIntentAround around = {
    .now_us = luthier_clock_get_real_time (luthier_session_get_clock (self->session)),
    .region = regions != NULL ? regions[0] : NULL,
  };
  g_autofree char *words = NULL;

  if (self->intent == NULL)
    return g_strdup_printf (ngettext ("%u job queued", "%u jobs queued", self->n_queued),
                            self->n_queued);

  around.n_before = luthier_intent_order_count_before (luthier_session_get_intents (self->session),
                                                       luthier_intent_get_id (self->intent));
  words = luthier_intent_words_now (self->intent, &around);

  /* Translators: %s is what a job waits for, in a sentence: "Starts when a slot is free" */
  return g_strdup_printf (_ ("Queued. %s"), words);
}

/**
 * luthier_new_job_sender_send:
 * @form: what the user has confirmed
 * @replaces: (nullable): the intent that @form corrects
 *
 * Once more with the same form is the same jobs.
 */
void
luthier_new_job_sender_send (LuthierNewJobSender *self,
                             LuthierNewJobForm *form,
                             LuthierIntent *replaces)
{
  Look *look = g_new0 (Look, 1);

  look_away (self);
  self->form = g_object_ref (form);
  g_set_object (&self->replaces, replaces);
  look->sender = g_object_ref (self);
  look->form = g_object_ref (form);
  set_stage (self, LUTHIER_NEW_JOB_STAGE_VERIFYING);
  luthier_new_job_verify_async (form, verified_cb, look);
}

void
luthier_new_job_sender_stop (LuthierNewJobSender *self)
{
  look_away (self);
  set_stage (self, LUTHIER_NEW_JOB_STAGE_IDLE);
}
