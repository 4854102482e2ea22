/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-account-page.h"

typedef struct
{
  LuthierSession *session;     /* (owned) (nullable) */
  LuthierEnrolment *enrolment; /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) */
  gboolean busy;
  gboolean ready;
} LuthierAccountPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LuthierAccountPage, luthier_account_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_BUSY = 1,
  PROP_READY,
} LuthierAccountPageProperty;

static GParamSpec *properties[PROP_READY + 1];

enum
{
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static LuthierAccountPagePrivate *
get_private (LuthierAccountPage *self)
{
  return luthier_account_page_get_instance_private (self);
}

static void
luthier_account_page_real_leave (LuthierAccountPage *self)
{
  LuthierAccountPagePrivate *priv = get_private (self);

  g_cancellable_cancel (priv->cancellable);
  g_object_unref (priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  luthier_account_page_set_busy (self, FALSE);
}

/* Closing the window ends what the page has begun, which keeps the object until it has ended. */
static void
luthier_account_page_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (get_private (LUTHIER_ACCOUNT_PAGE (widget))->cancellable);
  GTK_WIDGET_CLASS (luthier_account_page_parent_class)->unrealize (widget);
}

static void
luthier_account_page_dispose (GObject *object)
{
  LuthierAccountPagePrivate *priv = get_private (LUTHIER_ACCOUNT_PAGE (object));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&priv->cancellable);
  g_clear_object (&priv->enrolment);
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (luthier_account_page_parent_class)->dispose (object);
}

static void
luthier_account_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierAccountPagePrivate *priv = get_private (LUTHIER_ACCOUNT_PAGE (object));

  switch ((LuthierAccountPageProperty) prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, priv->busy);
      break;
    case PROP_READY:
      g_value_set_boolean (value, priv->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_account_page_class_init (LuthierAccountPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  klass->leave = luthier_account_page_real_leave;
  object_class->dispose = luthier_account_page_dispose;
  object_class->get_property = luthier_account_page_get_property;
  GTK_WIDGET_CLASS (klass)->unrealize = luthier_account_page_unrealize;
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_DONE] = g_signal_new ("done", LUTHIER_TYPE_ACCOUNT_PAGE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", LUTHIER_TYPE_ACCOUNT_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_account_page_init (LuthierAccountPage *self)
{
  get_private (self)->cancellable = g_cancellable_new ();
}

/**
 * luthier_account_page_set_up:
 * @session: where the clock and the catalogue are
 * @enrolment: what the page fills
 *
 * Gives the page what it works on.
 */
void
luthier_account_page_set_up (LuthierAccountPage *self,
                             LuthierSession *session,
                             LuthierEnrolment *enrolment)
{
  LuthierAccountPagePrivate *priv;

  g_return_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self));

  priv = get_private (self);
  g_return_if_fail (priv->session == NULL);
  priv->session = g_object_ref (session);
  priv->enrolment = g_object_ref (enrolment);
  if (LUTHIER_ACCOUNT_PAGE_GET_CLASS (self)->set_up != NULL)
    LUTHIER_ACCOUNT_PAGE_GET_CLASS (self)->set_up (self);
}

/**
 * luthier_account_page_get_session:
 *
 * Returns: (transfer none): the session; not before it is set up
 */
LuthierSession *
luthier_account_page_get_session (LuthierAccountPage *self)
{
  g_return_val_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self), NULL);

  return get_private (self)->session;
}

/**
 * luthier_account_page_get_enrolment:
 *
 * Returns: (transfer none): the enrolment; not before it is set up
 */
LuthierEnrolment *
luthier_account_page_get_enrolment (LuthierAccountPage *self)
{
  g_return_val_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self), NULL);

  return get_private (self)->enrolment;
}

/**
 * luthier_account_page_get_cancellable:
 *
 * Returns: (transfer none): is cancelled when the page is left
 */
GCancellable *
luthier_account_page_get_cancellable (LuthierAccountPage *self)
{
  g_return_val_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self), NULL);

  return get_private (self)->cancellable;
}

/**
 * luthier_account_page_enter:
 *
 * Tells the page that it is shown from now on.
 */
void
luthier_account_page_enter (LuthierAccountPage *self)
{
  g_return_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self));

  if (LUTHIER_ACCOUNT_PAGE_GET_CLASS (self)->enter != NULL)
    LUTHIER_ACCOUNT_PAGE_GET_CLASS (self)->enter (self);
}

/**
 * luthier_account_page_leave:
 *
 * Tells the page that another one is shown from now on.
 */
void
luthier_account_page_leave (LuthierAccountPage *self)
{
  g_return_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self));

  LUTHIER_ACCOUNT_PAGE_GET_CLASS (self)->leave (self);
}

/**
 * luthier_account_page_get_busy:
 *
 * Returns: whether it waits for something that it has begun
 */
gboolean
luthier_account_page_get_busy (LuthierAccountPage *self)
{
  g_return_val_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self), FALSE);

  return get_private (self)->busy;
}

/**
 * luthier_account_page_set_busy:
 * @busy: whether it waits for something that it has begun
 *
 * For the page itself.
 */
void
luthier_account_page_set_busy (LuthierAccountPage *self, gboolean busy)
{
  g_return_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self));

  if (get_private (self)->busy == busy)
    return;
  get_private (self)->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * luthier_account_page_get_ready:
 *
 * Returns: whether there is all that the next page needs
 */
gboolean
luthier_account_page_get_ready (LuthierAccountPage *self)
{
  g_return_val_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self), FALSE);

  return get_private (self)->ready;
}

/**
 * luthier_account_page_set_ready:
 * @ready: whether there is all that the next page needs
 *
 * For the page itself.
 */
void
luthier_account_page_set_ready (LuthierAccountPage *self, gboolean ready)
{
  g_return_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self));

  if (get_private (self)->ready == ready)
    return;
  get_private (self)->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

/**
 * luthier_account_page_say_done:
 *
 * For the page itself: the next one may come.
 */
void
luthier_account_page_say_done (LuthierAccountPage *self)
{
  g_return_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self));

  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

/**
 * luthier_account_page_say_failed:
 * @error: (nullable): what went wrong; %NULL if what went wrong before does not matter any more
 *
 * For the page itself: the window shows it.
 */
void
luthier_account_page_say_failed (LuthierAccountPage *self, const GError *error)
{
  g_return_if_fail (LUTHIER_IS_ACCOUNT_PAGE (self));

  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}
