/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-finding-heading.h"

#include <string.h>

#include "luthier-config.h"
#include "luthier-finding-words.h"
#include "luthier-format.h"
#include "luthier-paragraph.h"

struct _LuthierFindingHeading
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *consequence;
  GtkWidget *more;
  GtkLabel *fix;
  GtkLabel *rule;
  GtkLabel *kept;
  GtkLabel *count;
  GtkImage *arrow;
};

G_DEFINE_FINAL_TYPE (LuthierFindingHeading, luthier_finding_heading, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  gboolean empty = text == NULL || *text == '\0';

  gtk_label_set_text (label, empty ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (label), !empty);
}

static void
set_icon (GtkImage *image, const char *name)
{
  if (g_strcmp0 (gtk_image_get_icon_name (image), name) != 0)
    gtk_image_set_from_icon_name (image, name);
}

static void
set_style (GtkWidget *widget, LuthierFindingSeverity severity, const char *const *styles)
{
  if (gtk_widget_has_css_class (widget, styles[severity]))
    return;
  for (guint i = 0; i <= LUTHIER_FINDING_ERROR; i++)
    gtk_widget_remove_css_class (widget, styles[i]);
  gtk_widget_add_css_class (widget, styles[severity]);
}

static void
show_severity (LuthierFindingHeading *self, LuthierFindingSeverity severity)
{
  static const char *const icon_styles[] = { "dim-label", "warning", "error" };
  static const char *const badge_styles[] = { "plain", "state-unsure", "state-failed" };
  const char *word = luthier_finding_words_severity (severity);

  set_icon (self->icon, luthier_finding_words_icon (severity));
  set_style (GTK_WIDGET (self->icon), severity, icon_styles);
  set_style (GTK_WIDGET (self->count), severity, badge_styles);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);
}

static void
show_more (LuthierFindingHeading *self, const LuthierDatasetFinding *finding)
{
  g_autofree char *kept = luthier_finding_words_kept (finding);
  g_autofree char *rule = luthier_finding_words_rule (finding);

  set_text (self->fix, finding->fix);
  set_text (self->kept, kept);
  gtk_label_set_text (self->rule, rule);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->rule),
                               luthier_finding_words_source (finding->source));
}

static void
luthier_finding_heading_dispose (GObject *object)
{
  LuthierFindingHeading *self = LUTHIER_FINDING_HEADING (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (luthier_finding_heading_parent_class)->dispose (object);
}

static void
luthier_finding_heading_class_init (LuthierFindingHeadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_finding_heading_dispose;

  g_type_ensure (LUTHIER_TYPE_PARAGRAPH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-finding-heading.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingHeading, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingHeading, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingHeading, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingHeading, consequence);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingHeading, more);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingHeading, fix);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingHeading, rule);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingHeading, kept);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingHeading, count);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingHeading, arrow);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_finding_heading_init (LuthierFindingHeading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_finding_heading_new:
 *
 * Returns: (transfer floating): an empty heading
 */
GtkWidget *
luthier_finding_heading_new (void)
{
  return g_object_new (LUTHIER_TYPE_FINDING_HEADING, NULL);
}

/**
 * luthier_finding_heading_show:
 * @group: what to tell of, as it is now
 * @open: whether its places are listed under it
 */
void
luthier_finding_heading_show (LuthierFindingHeading *self,
                              LuthierFindingGroup *group,
                              gboolean open)
{
  const LuthierDatasetFinding *finding = luthier_finding_group_get_finding (group);
  g_autofree char *count = luthier_format_count ((gint64) finding->count);

  set_text (self->title, finding->title);
  set_text (self->consequence, finding->consequence);
  /* Mostly the title says how many there are. */
  set_text (self->count,
            finding->count > 1 && strstr (finding->title, count) == NULL ? count : NULL);
  show_severity (self, finding->severity);
  gtk_widget_set_visible (self->more, open);
  if (open)
    show_more (self, finding);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), luthier_finding_group_get_n_places (group) > 0);
  set_icon (self->arrow, open ? "pan-down-symbolic" : "pan-end-symbolic");
}
