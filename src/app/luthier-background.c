/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-background.h"

#include <glib/gi18n.h>

#include "luthier-word-list.h"

/* No signal tells of all that may come to its end, in all profiles. */
#define CHECK_MS        10000
#define NOTIFICATION_ID "background"

struct _LuthierBackground
{
  GObject parent_instance;

  GApplication *application;       /* (unowned) */
  LuthierSession *session;         /* (owned) */
  LuthierHerald *herald;           /* (owned) */
  LuthierBackgroundPortal *portal; /* (owned) (nullable) */
  GCancellable *cancellable;       /* (owned) (nullable): while it is entered */
  guint timer;                     /* 0 or of the session's clock */
  char *status;                    /* (owned) (nullable): what was told last */
  gboolean allowed;
};

G_DEFINE_FINAL_TYPE (LuthierBackground, luthier_background, G_TYPE_OBJECT)

enum
{
  SIGNAL_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
has_work (LuthierBackground *self)
{
  const LuthierWork work = luthier_session_count_work (self->session);

  return work.n_jobs + work.n_intents + work.n_uploads > 0;
}

/* What is to be told has to be told, too. */
static gboolean
is_needed (LuthierBackground *self)
{
  return has_work (self) || luthier_herald_get_busy (self->herald);
}

char *
luthier_background_describe (LuthierWork work)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autofree char *jobs = g_strdup_printf (
      ngettext ("%u job is running", "%u jobs are running", work.n_jobs), work.n_jobs);
  g_autofree char *intents = g_strdup_printf (
      ngettext ("%u job is waiting", "%u jobs are waiting", work.n_intents), work.n_intents);
  g_autofree char *uploads = g_strdup_printf (
      ngettext ("%u file is being uploaded", "%u files are being uploaded", work.n_uploads),
      work.n_uploads);

  if (work.n_jobs > 0)
    g_strv_builder_add (builder, jobs);
  if (work.n_intents > 0)
    g_strv_builder_add (builder, intents);
  if (work.n_uploads > 0)
    g_strv_builder_add (builder, uploads);
  words = g_strv_builder_end (builder);
  return luthier_word_list_join ((const char *const *) words);
}

static void
update_status (LuthierBackground *self)
{
  g_autofree char *status = luthier_background_describe (
      luthier_session_count_work (self->session));

  if (self->portal == NULL || !self->allowed || g_strcmp0 (status, self->status) == 0)
    return;
  luthier_background_portal_set_status (self->portal, status);
  g_free (self->status);
  self->status = g_steal_pointer (&status);
}

static gboolean
is_practice (LuthierBackground *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self->session);

  return profile != NULL && luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE;
}

static void
tell (LuthierBackground *self)
{
  const char *title = _ ("Luthier stays in the background");
  g_autofree char *practice = g_strdup_printf (_ ("Practice: %s"), title);
  g_autofree char *status = luthier_background_describe (
      luthier_session_count_work (self->session));
  /* Translators: %s is "2 jobs are running, 1 job is waiting" */
  g_autofree char *body = g_strdup_printf (
      _ ("%s. Click here, or start Luthier again, to see the window. Luthier quits by itself when "
         "nothing is left to do."),
      status);
  g_autoptr (GNotification)
      notification = g_notification_new (is_practice (self) ? practice : title);

  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.show-window");
  g_application_send_notification (self->application, NOTIFICATION_ID, notification);
}

static void watch (LuthierBackground *self);

static gboolean
check_cb (gpointer user_data)
{
  LuthierBackground *self = user_data;

  self->timer = 0;
  if (!is_needed (self))
    {
      g_signal_emit (self, signals[SIGNAL_OVER], 0);
      return G_SOURCE_REMOVE;
    }
  update_status (self);
  watch (self);
  return G_SOURCE_REMOVE;
}

static void
watch (LuthierBackground *self)
{
  self->timer = luthier_clock_add_timeout (luthier_session_get_clock (self->session), CHECK_MS,
                                           check_cb, self, NULL);
}

static void
stay (LuthierBackground *self)
{
  self->allowed = TRUE;
  if (has_work (self))
    tell (self);
  update_status (self);
  watch (self);
}

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierBackground) self = user_data;
  g_autoptr (GError) error = NULL;

  luthier_background_portal_request_finish (LUTHIER_BACKGROUND_PORTAL (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (error != NULL)
    g_message ("Luthier cannot stay in the background: %s", error->message);
  /* The last job may have ended before the answer came. */
  else if (is_needed (self))
    {
      stay (self);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_OVER], 0);
}

gboolean
luthier_background_enter (LuthierBackground *self)
{
  g_return_val_if_fail (LUTHIER_IS_BACKGROUND (self), FALSE);

  if (self->cancellable != NULL)
    return TRUE;
  if (!has_work (self))
    return FALSE;

  self->cancellable = g_cancellable_new ();
  g_application_hold (self->application);
  if (self->portal != NULL)
    luthier_background_portal_request_async (
        self->portal, _ ("To follow your jobs, and to tell you when they have ended"),
        self->cancellable, requested_cb, g_object_ref (self));
  else
    stay (self);
  return TRUE;
}

void
luthier_background_leave (LuthierBackground *self)
{
  g_return_if_fail (LUTHIER_IS_BACKGROUND (self));

  if (self->cancellable == NULL)
    return;

  if (self->timer != 0)
    luthier_clock_remove (luthier_session_get_clock (self->session), self->timer);
  self->timer = 0;
  if (self->allowed)
    g_application_withdraw_notification (self->application, NOTIFICATION_ID);
  self->allowed = FALSE;
  g_clear_pointer (&self->status, g_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_application_release (self->application);
}

gboolean
luthier_background_is_entered (LuthierBackground *self)
{
  g_return_val_if_fail (LUTHIER_IS_BACKGROUND (self), FALSE);

  return self->cancellable != NULL;
}

static void
luthier_background_dispose (GObject *object)
{
  luthier_background_leave (LUTHIER_BACKGROUND (object));
  G_OBJECT_CLASS (luthier_background_parent_class)->dispose (object);
}

static void
luthier_background_finalize (GObject *object)
{
  LuthierBackground *self = LUTHIER_BACKGROUND (object);

  g_clear_object (&self->portal);
  g_clear_object (&self->herald);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_background_parent_class)->finalize (object);
}

static void
luthier_background_class_init (LuthierBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = luthier_background_dispose;
  object_class->finalize = luthier_background_finalize;
  signals[SIGNAL_OVER] = g_signal_new ("over", LUTHIER_TYPE_BACKGROUND, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_background_init (LuthierBackground *self)
{
}

LuthierBackground *
luthier_background_new (GApplication *application,
                        LuthierSession *session,
                        LuthierHerald *herald,
                        LuthierBackgroundPortal *portal)
{
  LuthierBackground *self = g_object_new (LUTHIER_TYPE_BACKGROUND, NULL);

  self->application = application;
  self->session = g_object_ref (session);
  self->herald = g_object_ref (herald);
  self->portal = portal != NULL ? g_object_ref (portal) : NULL;
  return self;
}
