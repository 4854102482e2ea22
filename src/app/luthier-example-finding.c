/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-finding.h"

#include <glib/gi18n.h>

#include "luthier-config.h"

struct _LuthierExampleFinding
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *message;
  GtkLabel *fix;
};

G_DEFINE_FINAL_TYPE (LuthierExampleFinding, luthier_example_finding, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *style;
  const char *name; /* of the icon, for who does not see it */
} looks[] = {
  [LUTHIER_FINDING_HINT] = { "dialog-information-symbolic", "is-hint", N_ ("Hint") },
  [LUTHIER_FINDING_WARNING] = { "dialog-warning-symbolic", "is-warning", N_ ("Warning") },
  [LUTHIER_FINDING_ERROR] = { "dialog-error-symbolic", "is-error", N_ ("Error") },
};

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
luthier_example_finding_dispose (GObject *object)
{
  LuthierExampleFinding *self = LUTHIER_EXAMPLE_FINDING (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (luthier_example_finding_parent_class)->dispose (object);
}

static void
luthier_example_finding_class_init (LuthierExampleFindingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_example_finding_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-example-finding.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleFinding, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleFinding, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleFinding, message);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleFinding, fix);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "examplefinding");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
luthier_example_finding_init (LuthierExampleFinding *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_example_finding_new:
 * @finding: of one line; its texts are copied
 *
 * Returns: (transfer floating): the finding in words
 */
GtkWidget *
luthier_example_finding_new (const LuthierDatasetFinding *finding)
{
  LuthierExampleFinding *self = g_object_new (LUTHIER_TYPE_EXAMPLE_FINDING, NULL);
  const char *message = finding->message != NULL ? finding->message : finding->title;
  const char *fix = finding->fix != NULL ? finding->fix : finding->consequence;

  gtk_image_set_from_icon_name (self->icon, looks[finding->severity].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[finding->severity].style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (looks[finding->severity].name), -1);
  show_text (self->message, message);
  show_text (self->fix, fix);
  return GTK_WIDGET (self);
}

/**
 * luthier_example_finding_fill:
 * @box: loses what it has
 * @findings: (element-type LuthierDatasetFinding)
 *
 * Shows one under the other.
 */
void
luthier_example_finding_fill (GtkBox *box, GPtrArray *findings)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < findings->len; i++)
    gtk_box_append (box, luthier_example_finding_new (g_ptr_array_index (findings, i)));
  gtk_widget_set_visible (GTK_WIDGET (box), findings->len > 0);
}
