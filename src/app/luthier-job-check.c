/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-check.h"

#include "luthier-jobs-list.h"

struct _LuthierJobCheck
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GBinding *binding; /* (unowned) (nullable): to the list that it is in */
};

G_DEFINE_FINAL_TYPE (LuthierJobCheck, luthier_job_check, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ACTIVE = 1,
  N_PROPS
} LuthierJobCheckProperty;

static GParamSpec *properties[N_PROPS];

static void
luthier_job_check_root (GtkWidget *widget)
{
  LuthierJobCheck *self = LUTHIER_JOB_CHECK (widget);
  GtkWidget *list = NULL;

  GTK_WIDGET_CLASS (luthier_job_check_parent_class)->root (widget);
  list = gtk_widget_get_ancestor (widget, LUTHIER_TYPE_JOBS_LIST);
  if (list != NULL)
    self->binding = g_object_bind_property (list, "choosing", self, "visible",
                                            G_BINDING_SYNC_CREATE);
}

static void
luthier_job_check_unroot (GtkWidget *widget)
{
  g_clear_pointer (&LUTHIER_JOB_CHECK (widget)->binding, g_binding_unbind);
  GTK_WIDGET_CLASS (luthier_job_check_parent_class)->unroot (widget);
}

static void
luthier_job_check_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobCheck *self = LUTHIER_JOB_CHECK (object);

  switch ((LuthierJobCheckProperty) prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->button)));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_check_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LuthierJobCheck *self = LUTHIER_JOB_CHECK (object);
  GtkCheckButton *button = GTK_CHECK_BUTTON (self->button);

  switch ((LuthierJobCheckProperty) prop_id)
    {
    case PROP_ACTIVE:
      if (gtk_check_button_get_active (button) == g_value_get_boolean (value))
        break;
      gtk_check_button_set_active (button, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_check_dispose (GObject *object)
{
  LuthierJobCheck *self = LUTHIER_JOB_CHECK (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_job_check_parent_class)->dispose (object);
}

static void
luthier_job_check_class_init (LuthierJobCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_job_check_get_property;
  object_class->set_property = luthier_job_check_set_property;
  object_class->dispose = luthier_job_check_dispose;
  widget_class->root = luthier_job_check_root;
  widget_class->unroot = luthier_job_check_unroot;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                      G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
luthier_job_check_init (LuthierJobCheck *self)
{
  self->button = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role",
                               GTK_ACCESSIBLE_ROLE_PRESENTATION, "can-target", FALSE, "focusable",
                               FALSE, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * luthier_job_check_new:
 *
 * Returns: (transfer floating): a mark that is not seen
 */
GtkWidget *
luthier_job_check_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_CHECK, NULL);
}
