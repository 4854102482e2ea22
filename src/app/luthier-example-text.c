/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-config.h"
#include "luthier-format.h"

/* In characters. Many such texts are laid out at once; all of a long one never is, as the time that
 * Pango takes grows with the square of a paragraph. */
#define FIRST_LIMIT 4000
#define LAST_LIMIT  16000
#define NAME_LIMIT  500
/* What a label may at least be wrapped to: to try how narrow it can get takes longest. */
#define LEAST_WIDTH 14
/* Pango shapes all of a run for each line that it takes from it: a text of one run takes time by the
 * square of its length. Every other stretch of so many bytes is a run of its own. */
#define RUN 400

struct _LuthierExampleText
{
  GtkWidget parent_instance;

  const LuthierDatasetText *text; /* (unowned) (nullable) */
  GArray *ranges;                 /* (owned) (nullable) (element-type LuthierExampleRange) */
  guint limit;

  GtkWidget *box;
  GtkLabel *label;
  GtkWidget *rest;
  GtkLabel *rest_label;
  GtkWidget *more_button;
};

G_DEFINE_FINAL_TYPE (LuthierExampleText, luthier_example_text, GTK_TYPE_WIDGET)

static guint
get_focus (LuthierExampleText *self)
{
  for (guint i = 0; i < self->ranges->len; i++)
    {
      const LuthierExampleRange *range = &g_array_index (self->ranges, LuthierExampleRange, i);
      if (range->is_primary)
        return range->start;
    }
  return self->ranges->len > 0 ? g_array_index (self->ranges, LuthierExampleRange, 0).start : 0;
}

static void
insert (PangoAttrList *attributes, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

static gboolean
is_blank (const char *text, gsize start, gsize end)
{
  for (const char *at = text + start; at < text + end; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

/* Colour is never alone: there is a line below, too. Blanks are seen only if they are drawn. */
static void
add_mark (PangoAttrList *attributes,
          const char *text,
          const LuthierExampleRange *range,
          gsize start,
          gsize end)
{
  const GdkRGBA *color = luthier_mark_kind_get_color (range->kind);

  insert (attributes,
          pango_attr_background_new ((guint16) (color->red * 65535),
                                     (guint16) (color->green * 65535),
                                     (guint16) (color->blue * 65535)),
          start, end);
  insert (attributes, pango_attr_background_alpha_new ((guint16) (color->alpha * 65535)), start,
          end);
  insert (attributes,
          pango_attr_underline_new (range->kind == LUTHIER_MARK_ERROR ? PANGO_UNDERLINE_DOUBLE
                                                                      : PANGO_UNDERLINE_SINGLE),
          start, end);
  if (is_blank (text, start, end))
    {
      insert (attributes, pango_attr_show_new (PANGO_SHOW_SPACES | PANGO_SHOW_LINE_BREAKS), start,
              end);
      /* Pango shows them in the whole run of one font, so this has to be another one. */
      insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
    }
}

/* Of attributes that split runs, this one changes nothing. */
static void
divide (PangoAttrList *attributes, gsize length)
{
  for (gsize start = 0; start < length; start += (gsize) 2 * RUN)
    insert (attributes, pango_attr_fallback_new (TRUE), start, start + RUN);
}

/* Of the characters from first on. */
static PangoAttrList *
make_attributes (LuthierExampleText *self, const char *text, guint first, guint length)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  divide (attributes, strlen (text));
  /* Of nothing else there would be nothing to be seen. */
  if (is_blank (text, 0, strlen (text)))
    pango_attr_list_insert (attributes,
                            pango_attr_show_new (PANGO_SHOW_SPACES | PANGO_SHOW_LINE_BREAKS));
  for (guint i = 0; i < self->ranges->len; i++)
    {
      const LuthierExampleRange *range = &g_array_index (self->ranges, LuthierExampleRange, i);
      guint start = MAX (range->start, first) - first;
      guint end = MIN (range->end, first + length);
      const char *from;

      if (range->start >= first + length || range->end <= first)
        continue;
      from = g_utf8_offset_to_pointer (text, start);
      add_mark (attributes, text, range, (gsize) (from - text),
                (gsize) (g_utf8_offset_to_pointer (from, end - first - start) - text));
    }
  return attributes;
}

static void
show_rest (LuthierExampleText *self, guint shown, guint length)
{
  g_autofree char *of = luthier_format_count (length);
  g_autofree char *count = luthier_format_count (shown);
  /* Translators: how much of a long text there is to be seen: "4,000 of 120,000 characters" */
  g_autofree char *words = g_strdup_printf (_ ("%s of %s characters"), count, of);

  gtk_label_set_text (self->rest_label, words);
  gtk_widget_set_visible (self->rest, shown < length);
  gtk_widget_set_visible (self->more_button, self->limit < LAST_LIMIT);
}

static void
update (LuthierExampleText *self)
{
  const char *all = luthier_dataset_text_get_text (self->text);
  guint length = (guint) g_utf8_strlen (all, -1);
  guint shown = MIN (length, self->limit);
  guint focus = get_focus (self);
  guint first = MIN (focus > shown / 2 ? focus - shown / 2 : 0, length - shown);
  g_autofree char *text = g_utf8_substring (all, first, first + shown);
  g_autoptr (PangoAttrList) attributes = make_attributes (self, text, first, shown);

  gtk_label_set_width_chars (self->label, (int) MIN (shown / 2, LEAST_WIDTH));
  gtk_label_set_text (self->label, text);
  gtk_label_set_attributes (self->label, attributes);
  show_rest (self, shown, length);
}

static void
show_more_cb (LuthierExampleText *self)
{
  self->limit = LAST_LIMIT;
  update (self);
}

static void
luthier_example_text_dispose (GObject *object)
{
  LuthierExampleText *self = LUTHIER_EXAMPLE_TEXT (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->ranges, g_array_unref);
  self->text = NULL;
  G_OBJECT_CLASS (luthier_example_text_parent_class)->dispose (object);
}

static void
luthier_example_text_class_init (LuthierExampleTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_example_text_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-example-text.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleText, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleText, label);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleText, rest);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleText, rest_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleText, more_button);
  gtk_widget_class_bind_template_callback (widget_class, show_more_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_example_text_init (LuthierExampleText *self)
{
  self->limit = FIRST_LIMIT;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_example_text_new:
 *
 * Returns: (transfer floating): one without a text
 */
GtkWidget *
luthier_example_text_new (void)
{
  return g_object_new (LUTHIER_TYPE_EXAMPLE_TEXT, NULL);
}

/**
 * luthier_example_text_show:
 * @text: what to show; has to outlive the widget
 * @marks: (element-type LuthierExampleMark): of the line
 * @is_code: whether it is JSON, which runs from left to right
 *
 * Shows a text as it is; an empty one says that it is.
 *
 * Returns: whether something is marked in it
 */
gboolean
luthier_example_text_show (LuthierExampleText *self,
                           const LuthierDatasetText *text,
                           GArray *marks,
                           gboolean is_code)
{
  self->text = text;
  g_clear_pointer (&self->ranges, g_array_unref);
  self->ranges = luthier_example_marks_locate (marks, text);
  if (is_code)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "raw");
      gtk_widget_set_direction (GTK_WIDGET (self->label), GTK_TEXT_DIR_LTR);
    }
  if (luthier_dataset_text_get_length (text) == 0)
    {
      gtk_label_set_text (self->label, _ ("Empty text"));
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "empty-text");
      return FALSE;
    }
  update (self);
  return self->ranges->len > 0;
}

/**
 * luthier_example_text_shorten:
 * @text: of any length
 *
 * Returns: (transfer full): the beginning of it
 */
char *
luthier_example_text_shorten (const char *text)
{
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (text, (NAME_LIMIT + 1) * 4) <= NAME_LIMIT)
    return g_strdup (text);
  beginning = g_utf8_substring (text, 0, NAME_LIMIT);
  return g_strconcat (beginning, "…", NULL);
}
