/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-banner.h"

#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-banner.h"
#include "luthier-countdown.h"
#include "luthier-error.h"
#include "luthier-format.h"
#include "luthier-sign-in-words.h"
#include "luthier-word-list.h"

/* From so many minutes on the end of an access token is told of. */
#define LAST_MINUTES 10

struct _LuthierSessionBanner
{
  GtkWidget parent_instance;

  LuthierSession *session;       /* (owned) (nullable) */
  GSignalGroup *session_signals; /* (owned) */
  LuthierCountdown *countdown;   /* (owned) (nullable): to the end of the access token */
  const char *action;            /* what the button does */

  LuthierBanner *banner;
};

G_DEFINE_FINAL_TYPE (LuthierSessionBanner, luthier_session_banner, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
} LuthierSessionBannerProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static gboolean
does_not_answer (const GError *error)
{
  return error == NULL || error->domain != LUTHIER_ERROR || error->code == LUTHIER_ERROR_NOT_SENT ||
         error->code == LUTHIER_ERROR_UNCERTAIN || error->code == LUTHIER_ERROR_UNAVAILABLE ||
         error->code == LUTHIER_ERROR_BAD_REPLY;
}

static char *
one_region_text (LuthierSession *session, const char *region)
{
  const GError *error = luthier_session_get_region_error (session, region);
  g_autoptr (LuthierAdvice) advice = NULL;
  gint64 updated_at = luthier_session_get_updated_at (session);
  g_autofree char *time = luthier_format_time (updated_at);

  if (does_not_answer (error) && updated_at == 0)
    /* Translators: %s is a region */
    return g_strdup_printf (_ ("%s does not answer. Its jobs are not known yet."), region);
  if (does_not_answer (error))
    /* Translators: a region, and a time such as "today 14:06" */
    return g_strdup_printf (_ ("%s does not answer. Its jobs are shown as of %s."), region, time);
  advice = luthier_advice_new_for_error (error);
  return g_strdup_printf (C_ ("region and what is wrong there", "%s: %s"), region, advice->title);
}

static char *
regions_text (LuthierSession *session, const char *const *regions)
{
  guint n = g_strv_length ((char **) regions);
  g_autofree char *names = NULL;

  if (n == 1)
    return one_region_text (session, regions[0]);
  names = luthier_word_list_join (regions);
  if (n <= 3)
    /* Translators: %s is a list of regions */
    return g_strdup_printf (_ ("No answer from %s. Jobs there are shown as last seen."), names);
  return g_strdup_printf (ngettext ("%u region does not answer. Jobs there are shown as last seen.",
                                    "%u regions do not answer. Jobs there are shown as last seen.",
                                    n),
                          n);
}

static void
show (LuthierSessionBanner *self, const char *title, const char *button, const char *action)
{
  luthier_banner_set_title (self->banner, title);
  luthier_banner_set_button_label (self->banner, button);
  self->action = action;
  luthier_banner_set_revealed (self->banner, TRUE);
}

static void
show_sign_in (LuthierSessionBanner *self)
{
  LuthierSignInCure cure;
  const char *words = luthier_sign_in_words (luthier_session_get_profile (self->session),
                                             luthier_session_get_sign_in_error (self->session),
                                             &cure);

  show (self, words,
        cure == LUTHIER_SIGN_IN_CURE_UNLOCK    ? _ ("Unlock…")
        : cure == LUTHIER_SIGN_IN_CURE_SIGN_IN ? _ ("Sign In Again…")
                                               : _ ("Try Again"),
        cure == LUTHIER_SIGN_IN_CURE_SIGN_IN ? "win.sign-in-again" : "win.refresh");
}

/* In good time to get another one. FALSE: there is no hurry. */
static gboolean
show_life (LuthierSessionBanner *self)
{
  int minutes = luthier_countdown_get_minutes (self->countdown);
  g_autofree char *text = NULL;

  if (minutes < 0 || minutes >= LAST_MINUTES)
    return FALSE;
  text = minutes == 0
             ? g_strdup (_ ("The access token ends in less than a minute."))
             : g_strdup_printf (ngettext ("The access token ends in %d minute.",
                                          "The access token ends in %d minutes.", (gulong) minutes),
                                minutes);
  show (self, text, _ ("Sign In Again…"), "win.sign-in-again");
  return TRUE;
}

static void
update (LuthierSessionBanner *self)
{
  const char *const *regions;
  g_autofree char *text = NULL;

  if (self->session == NULL || luthier_session_get_profile (self->session) == NULL)
    {
      luthier_banner_set_revealed (self->banner, FALSE);
      return;
    }
  regions = luthier_session_get_failing_regions (self->session);
  if (luthier_session_get_sign_in_needed (self->session))
    show_sign_in (self);
  else if (!luthier_session_get_online (self->session))
    show (self, _ ("No network. Jobs are shown as last seen."), _ ("Try Again"), "win.refresh");
  else if (regions != NULL && regions[0] != NULL)
    {
      text = regions_text (self->session, regions);
      show (self, text, _ ("Try Again"), "win.refresh");
    }
  else if (!show_life (self))
    luthier_banner_set_revealed (self->banner, FALSE);
}

static void
expiry_changed_cb (LuthierSessionBanner *self)
{
  luthier_countdown_set_end (self->countdown, luthier_session_get_expires_at (self->session));
  update (self);
}

/* Another session may have another clock. */
static void
start_countdown (LuthierSessionBanner *self)
{
  g_clear_object (&self->countdown);
  if (self->session == NULL)
    return;
  self->countdown = luthier_countdown_new (luthier_session_get_clock (self->session));
  g_signal_connect_object (self->countdown, "notify::minutes", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  luthier_countdown_set_end (self->countdown, luthier_session_get_expires_at (self->session));
}

static void
clicked_cb (LuthierSessionBanner *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), self->action, NULL);
}

static void
luthier_session_banner_dispose (GObject *object)
{
  LuthierSessionBanner *self = LUTHIER_SESSION_BANNER (object);

  g_clear_object (&self->countdown);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  if (self->banner != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->banner));
  self->banner = NULL;
  G_OBJECT_CLASS (luthier_session_banner_parent_class)->dispose (object);
}

static void
luthier_session_banner_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  LuthierSessionBanner *self = LUTHIER_SESSION_BANNER (object);

  switch ((LuthierSessionBannerProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_session_banner_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  LuthierSessionBanner *self = LUTHIER_SESSION_BANNER (object);

  switch ((LuthierSessionBannerProperty) prop_id)
    {
    case PROP_SESSION:
      luthier_session_banner_set_session (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_session_banner_class_init (LuthierSessionBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = luthier_session_banner_dispose;
  object_class->get_property = luthier_session_banner_get_property;
  object_class->set_property = luthier_session_banner_set_property;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                      G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_session_banner_init (LuthierSessionBanner *self)
{
  static const char *const causes[] = { "profile", "online", "sign-in-needed", "failing-regions",
                                        "updated-at" };

  self->banner = LUTHIER_BANNER (luthier_banner_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->banner), GTK_WIDGET (self));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);

  self->session_signals = g_signal_group_new (LUTHIER_TYPE_SESSION);
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", causes[i], NULL);

      g_signal_group_connect_swapped (self->session_signals, signal, G_CALLBACK (update), self);
    }
  g_signal_group_connect_swapped (self->session_signals, "notify::expires-at",
                                  G_CALLBACK (expiry_changed_cb), self);
}

/**
 * luthier_session_banner_new:
 *
 * Returns: (transfer floating): a banner without a session
 */
GtkWidget *
luthier_session_banner_new (void)
{
  return g_object_new (LUTHIER_TYPE_SESSION_BANNER, NULL);
}

/**
 * luthier_session_banner_set_session:
 * @session: (nullable): the session to watch
 */
void
luthier_session_banner_set_session (LuthierSessionBanner *self, LuthierSession *session)
{
  g_return_if_fail (LUTHIER_IS_SESSION_BANNER (self));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  start_countdown (self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
