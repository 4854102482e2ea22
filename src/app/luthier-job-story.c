/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-story.h"

struct _LuthierJobStory
{
  GObject parent_instance;

  LuthierJob *job;       /* (owned) */
  LuthierRecord *record; /* (owned) */
  LuthierOutlook outlook;
  guint changed_id;
};

G_DEFINE_FINAL_TYPE (LuthierJobStory, luthier_job_story, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
tell_cb (gpointer user_data)
{
  LuthierJobStory *self = user_data;

  self->changed_id = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* A reply notifies a dozen properties: they are told once. */
static void
changed_cb (LuthierJobStory *self)
{
  if (self->changed_id == 0)
    self->changed_id = g_idle_add (tell_cb, self);
}

static void
luthier_job_story_dispose (GObject *object)
{
  LuthierJobStory *self = LUTHIER_JOB_STORY (object);

  g_clear_handle_id (&self->changed_id, g_source_remove);

  G_OBJECT_CLASS (luthier_job_story_parent_class)->dispose (object);
}

static void
luthier_job_story_finalize (GObject *object)
{
  LuthierJobStory *self = LUTHIER_JOB_STORY (object);

  g_object_unref (self->job);
  g_object_unref (self->record);

  G_OBJECT_CLASS (luthier_job_story_parent_class)->finalize (object);
}

static void
luthier_job_story_class_init (LuthierJobStoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = luthier_job_story_dispose;
  object_class->finalize = luthier_job_story_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LUTHIER_TYPE_JOB_STORY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_job_story_init (LuthierJobStory *self)
{
  self->outlook = (LuthierOutlook){ -1, -1, -1, FALSE };
}

/**
 * luthier_job_story_new:
 *
 * Returns: (transfer full): a story without an outlook
 */
LuthierJobStory *
luthier_job_story_new (LuthierJob *job, LuthierRecord *record)
{
  LuthierJobStory *self = g_object_new (LUTHIER_TYPE_JOB_STORY, NULL);

  self->job = g_object_ref (job);
  self->record = g_object_ref (record);
  g_signal_connect_object (job, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (luthier_record_get_events (record), "items-changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (luthier_record_get_curves (record), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}

LuthierJob *
luthier_job_story_get_job (LuthierJobStory *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_STORY (self), NULL);

  return self->job;
}

LuthierRecord *
luthier_job_story_get_record (LuthierJobStory *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_STORY (self), NULL);

  return self->record;
}

/**
 * luthier_job_story_get_outlook:
 *
 * Returns: how it goes on, as far as that can be told
 */
LuthierOutlook
luthier_job_story_get_outlook (LuthierJobStory *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_STORY (self), ((LuthierOutlook){ -1, -1, -1, FALSE }));

  return self->outlook;
}

/**
 * luthier_job_story_set_outlook:
 *
 * Sets how it goes on, and has all that counts time told anew.
 */
void
luthier_job_story_set_outlook (LuthierJobStory *self, LuthierOutlook outlook)
{
  g_return_if_fail (LUTHIER_IS_JOB_STORY (self));

  self->outlook = outlook;
  changed_cb (self);
}
