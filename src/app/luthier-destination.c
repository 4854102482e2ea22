/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-destination.h"

struct _LuthierDestination
{
  GObject parent_instance;

  LuthierSession *session; /* (owned) (nullable): until it is reached or lost */
  char *profile_id;        /* (owned) */
  char *job_name;          /* (owned) (nullable) */
  gboolean opening;        /* the profile was asked for */
};

G_DEFINE_FINAL_TYPE (LuthierDestination, luthier_destination, G_TYPE_OBJECT)

enum
{
  SIGNAL_REACHED,
  SIGNAL_LOST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void step (LuthierDestination *self);

/* There is nothing more to wait for. */
static void
end (LuthierDestination *self, guint signal)
{
  g_autoptr (LuthierSession) session = g_steal_pointer (&self->session);

  g_signal_handlers_disconnect_by_func (session, step, self);
  g_signal_handlers_disconnect_by_func (luthier_session_get_profiles (session), step, self);
  g_signal_emit (self, signals[signal], 0);
}

/* What fails is told where the profile is shown. */
static void
open_profile (LuthierDestination *self)
{
  LuthierProfile *profile = luthier_session_find_profile (self->session, self->profile_id);

  /* An empty list is not read yet. */
  if (profile == NULL &&
      g_list_model_get_n_items (luthier_session_get_profiles (self->session)) > 0)
    end (self, SIGNAL_LOST);
  else if (profile != NULL && self->opening)
    /* The user has gone elsewhere meanwhile. */
    end (self, SIGNAL_LOST);
  else if (profile != NULL)
    {
      self->opening = TRUE;
      luthier_session_open_profile_async (self->session, profile, NULL, NULL, NULL);
    }
}

static void
step (LuthierDestination *self)
{
  LuthierProfile *profile = NULL;

  if (self->session == NULL)
    return;
  profile = luthier_session_get_profile (self->session);
  if (profile == NULL || g_strcmp0 (luthier_profile_get_id (profile), self->profile_id) != 0)
    {
      open_profile (self);
      return;
    }
  self->opening = TRUE;
  if (!luthier_session_get_loaded (self->session))
    return;
  if (self->job_name == NULL || luthier_session_lookup_job (self->session, self->job_name) != NULL)
    end (self, SIGNAL_REACHED);
  else if (luthier_session_get_updated_at (self->session) != 0 &&
           !luthier_session_get_refreshing (self->session))
    end (self, SIGNAL_LOST);
}

static void
luthier_destination_finalize (GObject *object)
{
  LuthierDestination *self = LUTHIER_DESTINATION (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->profile_id, g_free);
  g_clear_pointer (&self->job_name, g_free);
  G_OBJECT_CLASS (luthier_destination_parent_class)->finalize (object);
}

static void
luthier_destination_class_init (LuthierDestinationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_destination_finalize;

  signals[SIGNAL_REACHED] = g_signal_new ("reached", LUTHIER_TYPE_DESTINATION, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LOST] = g_signal_new ("lost", LUTHIER_TYPE_DESTINATION, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_destination_init (LuthierDestination *self)
{
}

LuthierDestination *
luthier_destination_new (LuthierSession *session, const char *profile_id, const char *job_name)
{
  LuthierDestination *self = g_object_new (LUTHIER_TYPE_DESTINATION, NULL);

  self->session = g_object_ref (session);
  self->profile_id = g_strdup (profile_id);
  self->job_name = g_strdup (job_name);
  return self;
}

void
luthier_destination_set_out (LuthierDestination *self)
{
  static const char *const causes[] = { "notify::profile", "notify::loaded", "notify::updated-at",
                                        "notify::refreshing" };

  g_return_if_fail (LUTHIER_IS_DESTINATION (self));

  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    g_signal_connect_object (self->session, causes[i], G_CALLBACK (step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (luthier_session_get_profiles (self->session), "items-changed",
                           G_CALLBACK (step), self, G_CONNECT_SWAPPED);
  step (self);
}
