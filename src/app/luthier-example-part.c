/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-part.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-example-text.h"
#include "luthier-format.h"

struct _LuthierExamplePart
{
  GtkWidget parent_instance;

  LuthierConversationPart *part; /* (owned) (nullable) */
  gboolean marked;

  GtkWidget *box;
  GtkWidget *heading;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  LuthierExampleText *text;
};

G_DEFINE_FINAL_TYPE (LuthierExamplePart, luthier_example_part, GTK_TYPE_WIDGET)

/* A name or an address may be anything, and be as long as the line. */
static void
set_text (GtkLabel *label, const char *text)
{
  g_autofree char *short_text = luthier_example_text_shorten (text);

  gtk_label_set_text (label, short_text);
}

static void
show_heading (LuthierExamplePart *self, const char *icon, const char *title, const char *detail)
{
  gtk_widget_set_visible (self->heading, TRUE);
  gtk_image_set_from_icon_name (self->icon, icon);
  set_text (self->title, title);
  set_text (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail != NULL);
}

static const char *
get_file_icon (const char *mime_type)
{
  static const struct
  {
    const char *prefix;
    const char *icon;
  } icons[] = {
    { "image/", "image-x-generic-symbolic" },
    { "audio/", "audio-x-generic-symbolic" },
    { "video/", "video-x-generic-symbolic" },
  };

  for (guint i = 0; mime_type != NULL && i < G_N_ELEMENTS (icons); i++)
    if (g_str_has_prefix (mime_type, icons[i].prefix))
      return icons[i].icon;
  return "text-x-generic-symbolic";
}

static void
show_file (LuthierExamplePart *self)
{
  const char *mime_type = luthier_conversation_part_get_mime_type (self->part);
  const char *uri = luthier_conversation_part_get_uri (self->part);
  gsize inline_size = luthier_conversation_part_get_inline_size (self->part);
  g_autofree char *size = luthier_format_size (inline_size);
  /* Translators: of a file that is written into the example itself; %s is its size */
  g_autofree char *within = g_strdup_printf (_ ("Within the example, about %s"), size);
  const char *where = inline_size > 0 ? within : _ ("File without an address");

  show_heading (self, get_file_icon (mime_type),
                mime_type != NULL && *mime_type != '\0' ? mime_type
                                                        : _ ("File of a kind that is not named"),
                uri != NULL && *uri != '\0' ? uri : where);
}

/* format: of the translation with a name; alone: the one without. */
static void
show_named (LuthierExamplePart *self, const char *icon, const char *format, const char *alone)
{
  const char *name = luthier_conversation_part_get_name (self->part);
  g_autofree char *title = NULL;

  if (name != NULL)
    {
      g_auto (GStrv) pieces = g_strsplit (format, "%s", 2);
      title = g_strjoinv (name, pieces);
    }
  show_heading (self, icon, title != NULL ? title : alone, NULL);
}

static void
show_text (LuthierExamplePart *self, GArray *marks)
{
  const LuthierDatasetText *text = luthier_conversation_part_get_text (self->part);
  gboolean is_code = luthier_conversation_part_get_kind (self->part) != LUTHIER_PART_TEXT;

  gtk_widget_set_visible (GTK_WIDGET (self->text), text != NULL);
  if (text != NULL)
    self->marked = luthier_example_text_show (self->text, text, marks, is_code);
}

static void
show (LuthierExamplePart *self, GArray *marks)
{
  switch (luthier_conversation_part_get_kind (self->part))
    {
    case LUTHIER_PART_FILE:
      show_file (self);
      break;
    case LUTHIER_PART_CALL:
      show_named (self, "system-run-symbolic", _ ("Call of “%s”"), _ ("Call of a function"));
      break;
    case LUTHIER_PART_RESPONSE:
      show_named (self, "mail-reply-sender-symbolic", _ ("Response of “%s”"),
                  _ ("Response of a function"));
      break;
    case LUTHIER_PART_OTHER:
      if (luthier_conversation_part_get_name (self->part) != NULL)
        show_named (self, "text-x-generic-symbolic", _ ("Field “%s”"), "");
      break;
    case LUTHIER_PART_TEXT:
    default:
      break;
    }
  show_text (self, marks);
}

static void
luthier_example_part_dispose (GObject *object)
{
  LuthierExamplePart *self = LUTHIER_EXAMPLE_PART (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->part);
  G_OBJECT_CLASS (luthier_example_part_parent_class)->dispose (object);
}

static void
luthier_example_part_class_init (LuthierExamplePartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_example_part_dispose;
  g_type_ensure (LUTHIER_TYPE_EXAMPLE_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-example-part.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePart, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePart, heading);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePart, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePart, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePart, detail);
  gtk_widget_class_bind_template_child (widget_class, LuthierExamplePart, text);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_example_part_init (LuthierExamplePart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_example_part_new:
 * @part: what to show
 * @marks: (element-type LuthierExampleMark): of the line
 *
 * Returns: (transfer floating): the part
 */
GtkWidget *
luthier_example_part_new (LuthierConversationPart *part, GArray *marks)
{
  LuthierExamplePart *self = g_object_new (LUTHIER_TYPE_EXAMPLE_PART, NULL);

  self->part = g_object_ref (part);
  show (self, marks);
  return GTK_WIDGET (self);
}

gboolean
luthier_example_part_get_marked (LuthierExamplePart *self)
{
  return self->marked;
}
