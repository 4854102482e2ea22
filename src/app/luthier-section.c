/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-section.h"

struct _LuthierSection
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *heading;
  GtkWidget *aside;
  GtkWidget *child; /* (owned by the widget tree) (nullable) */
};

static void buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierSection,
                               luthier_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_iface_init))

typedef enum
{
  PROP_TITLE = 1,
  PROP_ASIDE,
  PROP_CHILD,
} LuthierSectionProperty;

static GParamSpec *props[PROP_CHILD + 1];
static GtkBuildableIface *parent_buildable_iface;

static void
set_text (LuthierSection *self, GtkWidget *label, const char *text, GParamSpec *pspec)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_child (LuthierSection *self, GtkWidget *child)
{
  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHILD]);
}

static void
luthier_section_add_child (GtkBuildable *buildable,
                           GtkBuilder *builder,
                           GObject *child,
                           const char *type)
{
  if (GTK_IS_WIDGET (child))
    set_child (LUTHIER_SECTION (buildable), GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
luthier_section_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierSection *self = LUTHIER_SECTION (object);

  switch ((LuthierSectionProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->heading)));
      break;
    case PROP_ASIDE:
      g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->aside)));
      break;
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_section_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  LuthierSection *self = LUTHIER_SECTION (object);

  switch ((LuthierSectionProperty) prop_id)
    {
    case PROP_TITLE:
      set_text (self, self->heading, g_value_get_string (value), pspec);
      break;
    case PROP_ASIDE:
      set_text (self, self->aside, g_value_get_string (value), pspec);
      break;
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_section_dispose (GObject *object)
{
  LuthierSection *self = LUTHIER_SECTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_section_parent_class)->dispose (object);
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = luthier_section_add_child;
}

static void
luthier_section_class_init (LuthierSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_section_get_property;
  object_class->set_property = luthier_section_set_property;
  object_class->dispose = luthier_section_dispose;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_ASIDE] = g_param_spec_string ("aside", NULL, NULL, NULL, flags);
  props[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
luthier_section_init (LuthierSection *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_set_hexpand (self->heading, TRUE);
  gtk_widget_add_css_class (self->heading, "heading");
  gtk_box_append (GTK_BOX (self->box), self->heading);
  self->aside = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->aside), TRUE);
  gtk_widget_set_css_classes (self->aside,
                              (const char *[]){ "caption", "dim-label", "numeric", NULL });
  gtk_box_append (GTK_BOX (self->box), self->aside);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->heading, NULL, -1);
}

/**
 * luthier_section_new:
 *
 * Returns: (transfer floating): a section without title and content
 */
GtkWidget *
luthier_section_new (void)
{
  return g_object_new (LUTHIER_TYPE_SECTION, NULL);
}
