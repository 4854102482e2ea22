/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-banner.h"

#include <glib/gi18n.h>

#include "luthier-banner.h"
#include "luthier-compat.h"
#include "luthier-error.h"

struct _LuthierStoreBanner
{
  GtkWidget parent_instance;

  LuthierSession *session;       /* (owned) (nullable) */
  GSignalGroup *session_signals; /* (owned) */

  LuthierBanner *banner;
};

G_DEFINE_FINAL_TYPE (LuthierStoreBanner, luthier_store_banner, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
} LuthierStoreBannerProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static const char *
trouble_words (const GError *trouble)
{
  const char *reason = luthier_error_get_reason (trouble);

  if (g_strcmp0 (reason, LUTHIER_REASON_STORE_FULL) == 0)
    return _ ("The disk is full. Until there is room, nothing is kept and no job is created.");
  if (g_strcmp0 (reason, LUTHIER_REASON_STORE_IN_USE) == 0)
    return _ ("Luthier is open in another session. Here nothing is kept and no job is created.");
  if (g_strcmp0 (reason, LUTHIER_REASON_STORE_NEWER) == 0)
    return _ ("A newer Luthier was used here. In this one nothing is kept and no job is created.");

  return _ ("The data folder cannot be written. Nothing is kept and no job is created.");
}

static void
update (LuthierStoreBanner *self)
{
  const GError *trouble = self->session != NULL ? luthier_session_get_store_trouble (self->session)
                                                : NULL;
  const gboolean damaged = self->session != NULL &&
                           luthier_session_get_damaged_path (self->session) != NULL;

  if (damaged)
    luthier_banner_set_title (self->banner, _ ("What Luthier keeps on this computer was damaged."));
  else if (trouble != NULL)
    luthier_banner_set_title (self->banner, trouble_words (trouble));
  luthier_banner_set_revealed (self->banner, damaged || trouble != NULL);
}

static void
damage_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierSession) session = user_data;
  g_autofree char *answer = luthier_compat_ask_finish (result);

  luthier_session_dismiss_damage (session);
}

static void
trouble_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *answer = luthier_compat_ask_finish (result);
}

static char *
describe_trouble (const GError *trouble)
{
  const gboolean passes = g_strcmp0 (luthier_error_get_reason (trouble),
                                     LUTHIER_REASON_STORE_NEWER) != 0;

  return g_strdup_printf (
      "%s\n\n%s", trouble->message,
      passes ? _ ("Jobs are shown as the service has them. Luthier tries again by itself, and "
                  "writes down what could not be kept meanwhile.")
             : _ ("Jobs are shown as the service has them. What is kept here is left as it is "
                  "for the newer version."));
}

static void
clicked_cb (LuthierStoreBanner *self)
{
  const LuthierResponse responses[] = {
    { "close", _ ("_Close"), LUTHIER_RESPONSE_PLAIN },
    { NULL },
  };
  const GError *trouble = luthier_session_get_store_trouble (self->session);
  g_autofree char *body = luthier_session_describe_damage (self->session);

  if (body != NULL)
    {
      luthier_compat_ask_async (GTK_WIDGET (self), _ ("Damaged File"), body, responses,
                                damage_read_cb, g_object_ref (self->session));
      return;
    }
  if (trouble == NULL)
    return;

  body = describe_trouble (trouble);
  luthier_compat_ask_async (GTK_WIDGET (self), _ ("Nothing Is Kept"), body, responses,
                            trouble_read_cb, NULL);
}

static void
luthier_store_banner_dispose (GObject *object)
{
  LuthierStoreBanner *self = LUTHIER_STORE_BANNER (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  if (self->banner != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->banner));
  self->banner = NULL;
  G_OBJECT_CLASS (luthier_store_banner_parent_class)->dispose (object);
}

static void
luthier_store_banner_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierStoreBanner *self = LUTHIER_STORE_BANNER (object);

  switch ((LuthierStoreBannerProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_store_banner_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  LuthierStoreBanner *self = LUTHIER_STORE_BANNER (object);

  switch ((LuthierStoreBannerProperty) prop_id)
    {
    case PROP_SESSION:
      luthier_store_banner_set_session (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_store_banner_class_init (LuthierStoreBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = luthier_store_banner_dispose;
  object_class->get_property = luthier_store_banner_get_property;
  object_class->set_property = luthier_store_banner_set_property;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                      G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_store_banner_init (LuthierStoreBanner *self)
{
  self->banner = LUTHIER_BANNER (luthier_banner_new ());
  luthier_banner_set_button_label (self->banner, _ ("Details…"));
  gtk_widget_set_parent (GTK_WIDGET (self->banner), GTK_WIDGET (self));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);

  self->session_signals = g_signal_group_new (LUTHIER_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::store-trouble",
                                  G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::damaged-path",
                                  G_CALLBACK (update), self);
}

/**
 * luthier_store_banner_new:
 *
 * Returns: (transfer floating): a banner without a session
 */
GtkWidget *
luthier_store_banner_new (void)
{
  return g_object_new (LUTHIER_TYPE_STORE_BANNER, NULL);
}

/**
 * luthier_store_banner_set_session:
 * @session: (nullable): the session to watch
 */
void
luthier_store_banner_set_session (LuthierStoreBanner *self, LuthierSession *session)
{
  g_return_if_fail (LUTHIER_IS_STORE_BANNER (self));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
