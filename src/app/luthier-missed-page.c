/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-missed-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-intent-perform.h"
#include "luthier-intents-section.h"
#include "luthier-job-endings.h"
#include "luthier-missed-list.h"
#include "luthier-profile-button.h"
#include "luthier-session-banner.h"
#include "luthier-share-box.h"
#include "luthier-width-bin.h"

struct _LuthierMissedPage
{
  GtkWidget parent_instance;

  LuthierSession *session; /* (owned) */
  GListModel *jobs;        /* (owned): those that were missed */

  GtkWidget *intents;
  GtkStack *stack;
  GtkLabel *counts;
  AdwStatusPage *empty;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (LuthierMissedPage, luthier_missed_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
} LuthierMissedPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update (LuthierMissedPage *self)
{
  const gboolean any = g_list_model_get_n_items (self->jobs) > 0;
  g_autofree char *counts = luthier_job_endings_to_text (luthier_job_endings_count (self->jobs));

  gtk_label_set_text (self->counts, counts);
  gtk_stack_set_visible_child_name (self->stack, any ? "jobs" : "nothing");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "missed.dismiss", any);
}

static void
act_cb (LuthierMissedPage *self, LuthierIntent *intent, LuthierIntentAct act, guint position)
{
  luthier_intent_perform (GTK_WIDGET (self), self->session, intent, act, position);
}

static char *
first_cb (gpointer object, GStrv regions)
{
  return regions != NULL ? g_strdup (regions[0]) : NULL;
}

/* No binding: what a binding looks at goes before the page does, and GTK warns of that. */
static void
describe_nothing (LuthierMissedPage *self)
{
  adw_status_page_set_description (self->empty,
                                   gtk_widget_get_visible (GTK_WIDGET (self->intents))
                                       ? _ ("What is above is on its way, or waits for you.")
                                       : _ ("What ends while you are away is listed here."));
}

static void
close_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CLOSED], 0);
}

static void
dismiss_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  luthier_session_dismiss_missed (LUTHIER_MISSED_PAGE (widget)->session);
  close_action (widget, NULL, NULL);
}

static gboolean
luthier_missed_page_grab_focus (GtkWidget *widget)
{
  LuthierMissedPage *self = LUTHIER_MISSED_PAGE (widget);

  return gtk_widget_grab_focus (self->list) ||
         gtk_widget_child_focus (self->intents, GTK_DIR_TAB_FORWARD) ||
         gtk_widget_child_focus (gtk_widget_get_first_child (widget), GTK_DIR_TAB_FORWARD);
}

static void
luthier_missed_page_constructed (GObject *object)
{
  LuthierMissedPage *self = LUTHIER_MISSED_PAGE (object);

  G_OBJECT_CLASS (luthier_missed_page_parent_class)->constructed (object);
  g_object_set (self->intents, "clock", luthier_session_get_clock (self->session), NULL);
  self->jobs = g_object_ref (luthier_session_get_missed (self->session));
  g_signal_connect_object (self->jobs, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intents, "notify::visible", G_CALLBACK (describe_nothing), self,
                           G_CONNECT_SWAPPED);
  describe_nothing (self);
  update (self);
}

static void
luthier_missed_page_dispose (GObject *object)
{
  LuthierMissedPage *self = LUTHIER_MISSED_PAGE (object);
  GtkWidget *child;

  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_func (self->jobs, update, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->jobs);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_missed_page_parent_class)->dispose (object);
}

static void
luthier_missed_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((LuthierMissedPageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, LUTHIER_MISSED_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_missed_page_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch ((LuthierMissedPageProperty) prop_id)
    {
    case PROP_SESSION:
      LUTHIER_MISSED_PAGE (object)->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (LUTHIER_TYPE_INTENTS_SECTION);
  g_type_ensure (LUTHIER_TYPE_MISSED_LIST);
  g_type_ensure (LUTHIER_TYPE_PROFILE_BUTTON);
  g_type_ensure (LUTHIER_TYPE_SESSION_BANNER);
  g_type_ensure (LUTHIER_TYPE_SHARE_BOX);
  g_type_ensure (LUTHIER_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-missed-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedPage, intents);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedPage, counts);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedPage, empty);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedPage, list);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_cb);
}

static void
luthier_missed_page_class_init (LuthierMissedPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = luthier_missed_page_constructed;
  object_class->dispose = luthier_missed_page_dispose;
  object_class->get_property = luthier_missed_page_get_property;
  object_class->set_property = luthier_missed_page_set_property;
  widget_class->grab_focus = luthier_missed_page_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                      G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CLOSED] = g_signal_new ("closed", LUTHIER_TYPE_MISSED_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "missed.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "missed.dismiss", NULL, dismiss_action);
  bind_template (widget_class);
}

static void
luthier_missed_page_init (LuthierMissedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_missed_page_new:
 * @session: what happened in it
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
luthier_missed_page_new (LuthierSession *session)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (session), NULL);

  return g_object_new (LUTHIER_TYPE_MISSED_PAGE, "session", session, NULL);
}
