/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-raw.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"

/* Bytes that are laid out at once: a line is one paragraph, and takes time by its length. */
#define PIECE (32 * 1024)
/* Pango shapes all of a run for each line that it takes from it: a text of one run takes time by the
 * square of its length. Every other stretch of so many characters is a run of its own. */
#define RUN 200

struct _LuthierExampleRaw
{
  GtkWidget parent_instance;

  GBytes *line;  /* (owned) (nullable) */
  GArray *marks; /* (owned) (nullable) (element-type LuthierExampleMark) */
  gsize begin;   /* of the piece that is shown */

  GtkWidget *box;
  GtkWidget *pager;
  GtkLabel *pager_label;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkTextTag *run_tag; /* (owned by the buffer): looks like nothing */
};

G_DEFINE_FINAL_TYPE (LuthierExampleRaw, luthier_example_raw, GTK_TYPE_WIDGET)

static const char *const tag_names[] = {
  [LUTHIER_MARK_FOUND] = "found",
  [LUTHIER_MARK_HINT] = "hint",
  [LUTHIER_MARK_WARNING] = "warning",
  [LUTHIER_MARK_ERROR] = "error",
};

static void
make_tags (LuthierExampleRaw *self)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (tag_names); kind++)
    gtk_text_buffer_create_tag (
        self->buffer, tag_names[kind], "background-rgba", luthier_mark_kind_get_color (kind),
        "underline", kind == LUTHIER_MARK_ERROR ? PANGO_UNDERLINE_DOUBLE : PANGO_UNDERLINE_SINGLE,
        NULL);
  self->run_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
}

static void
divide (LuthierExampleRaw *self)
{
  const int length = gtk_text_buffer_get_char_count (self->buffer);

  for (int start = 0; start < length; start += 2 * RUN)
    {
      GtkTextIter from, to;

      gtk_text_buffer_get_iter_at_offset (self->buffer, &from, start);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &to, start + RUN);
      gtk_text_buffer_apply_tag (self->buffer, self->run_tag, &from, &to);
    }
}

/* In the file there are no blanks that only the eye sees: what is said is what is marked. */
static void
mark (LuthierExampleRaw *self,
      const LuthierDatasetText *text,
      const LuthierExampleMark *place,
      gboolean is_primary)
{
  GtkTextIter from, to;
  guint start, end;

  if (!luthier_dataset_text_find (text, place->byte, MAX (place->length, 1), &start, &end))
    return;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, (int) start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, (int) end);
  gtk_text_buffer_apply_tag_by_name (self->buffer, tag_names[place->kind], &from, &to);
  if (is_primary)
    gtk_text_buffer_place_cursor (self->buffer, &from);
}

static void
show_pager (LuthierExampleRaw *self, gsize length)
{
  gsize total = g_bytes_get_size (self->line);
  g_autofree char *from = luthier_format_count ((gint64) self->begin + 1);
  g_autofree char *to = luthier_format_count ((gint64) (self->begin + length));
  g_autofree char *of = luthier_format_count ((gint64) total);
  /* Translators: the piece of a long line that is shown: "Bytes 65,537 to 131,072 of 300,000" */
  g_autofree char *words = g_strdup_printf (_ ("Bytes %s to %s of %s"), from, to, of);

  gtk_label_set_text (self->pager_label, words);
  gtk_widget_set_visible (self->pager, length < total);
  gtk_widget_set_sensitive (self->previous_button, self->begin > 0);
  gtk_widget_set_sensitive (self->next_button, self->begin + length < total);
}

/* Not within a character. */
static gsize
to_boundary (const char *bytes, gsize size, gsize byte)
{
  for (guint i = 0; i < 3 && byte < size && (bytes[byte] & 0xc0) == 0x80; i++)
    byte++;
  return byte;
}

static void
update (LuthierExampleRaw *self)
{
  gsize size;
  const char *bytes = g_bytes_get_data (self->line, &size);
  gsize end = to_boundary (bytes, size, MIN (self->begin + PIECE, size));
  const LuthierExampleMark *primary = luthier_example_marks_get_primary (self->marks);
  g_autoptr (LuthierDatasetText)
      text = luthier_dataset_text_new_raw (bytes, self->begin, end - self->begin);
  GtkTextIter start;

  gtk_text_buffer_set_text (self->buffer, luthier_dataset_text_get_text (text), -1);
  divide (self);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const LuthierExampleMark *place = &g_array_index (self->marks, LuthierExampleMark, i);
      mark (self, text, place, place == primary);
    }
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (self->buffer), 0.1, FALSE,
                                0, 0);
  show_pager (self, end - self->begin);
}

static void
go_to (LuthierExampleRaw *self, gsize begin)
{
  gsize size;
  const char *bytes = g_bytes_get_data (self->line, &size);

  self->begin = to_boundary (bytes, size, begin);
  update (self);
}

static void
previous_cb (LuthierExampleRaw *self)
{
  go_to (self, self->begin > PIECE ? self->begin - PIECE : 0);
}

static void
next_cb (LuthierExampleRaw *self)
{
  go_to (self, self->begin + PIECE);
}

static void
luthier_example_raw_dispose (GObject *object)
{
  LuthierExampleRaw *self = LUTHIER_EXAMPLE_RAW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->line, g_bytes_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  G_OBJECT_CLASS (luthier_example_raw_parent_class)->dispose (object);
}

static void
luthier_example_raw_class_init (LuthierExampleRawClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_example_raw_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-example-raw.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleRaw, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleRaw, pager);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleRaw, pager_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleRaw, previous_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleRaw, next_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleRaw, view);
  gtk_widget_class_bind_template_child (widget_class, LuthierExampleRaw, buffer);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_example_raw_init (LuthierExampleRaw *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_tags (self);
}

/**
 * luthier_example_raw_new:
 *
 * Returns: (transfer floating): one without a line
 */
GtkWidget *
luthier_example_raw_new (void)
{
  return g_object_new (LUTHIER_TYPE_EXAMPLE_RAW, NULL);
}

/**
 * luthier_example_raw_show:
 * @line: (nullable): any bytes
 * @marks: (element-type LuthierExampleMark): what to point at
 *
 * Shows the piece of the line that the first of the marks is in.
 */
void
luthier_example_raw_show (LuthierExampleRaw *self, GBytes *line, GArray *marks)
{
  const LuthierExampleMark *primary = luthier_example_marks_get_primary (marks);
  gsize size = line != NULL ? g_bytes_get_size (line) : 0;
  gsize focus = primary != NULL ? MIN (primary->byte, size) : 0;

  g_clear_pointer (&self->line, g_bytes_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  self->line = line != NULL ? g_bytes_ref (line) : g_bytes_new (NULL, 0);
  self->marks = g_array_ref (marks);
  go_to (self, size <= PIECE || focus < PIECE / 2 ? 0 : MIN (focus - PIECE / 2, size - PIECE));
}
