/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>
#include <glib/gstdio.h>

#include "luthier-ui-test.h"

/* Looks at all that is to be read in a window, in the language of po/make-pseudo: is all of it
 * there to be seen, and has all of it been translated? */

#define WORDS_OPEN  "⟦"
#define WORDS_CLOSE "⟧"

/* What is not ours to translate: names that the tests give, what the service says, and words of
 * GLib, GTK and libadwaita, which have no catalogue of this language. */
static const char words_foreign[] =
    "gs://[^\\s⟧]+|[\\w.-]+@[\\w.-]+|https?://\\S+|projects/\\S+|"
    "gemini-[\\w.…-]*|(us|europe|asia)-[a-z]+\\d|[\\w-]+\\.(jsonl?|iam)\\b|"
    "(support|routing|summaries|tone|labels|train|good)-[\\w-]+|\\bacme(-data)?\\b|Luthier|"
    "team: "
    "\\S+|Alt\\+(Up|Down)|\\bDelete\\b|tuning-experiment-\\d+|translation-llm-\\d+|(Shift\\+)?"
    "Ctrl\\+.|Esc(ape)?|POST|\\b[A-Z]"
    "\\d\\d\\b|-"
    "\\d+-[a-z]+|\\d "
    "(bytes|kB|MB)|\\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\b";

typedef struct
{
  const char *screen;
  const char *more_foreign; /* a pattern (nullable): what else is not ours on this screen */
  gboolean real;            /* a language that has no marks to tell words from names by */
  GtkWidget *top;
  GString *faults;
} WordsCheck;

static inline char *
words_remove (const char *text, const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &error);
  char *rest;

  g_assert_no_error (error);
  rest = g_regex_replace_literal (regex, text, -1, 0, "", 0, &error);
  g_assert_no_error (error);
  return rest;
}

/* What of a text is neither translated nor foreign. */
static inline char *
words_find_untranslated (const WordsCheck *self, const char *text)
{
  char *rest = g_strdup (text);
  gboolean again;

  /* What is put into a message may be one itself. */
  do
    {
      char *less = words_remove (rest, WORDS_OPEN "[^" WORDS_OPEN WORDS_CLOSE "]*" WORDS_CLOSE);

      again = !g_str_equal (less, rest);
      g_free (rest);
      rest = less;
    }
  while (again);
  for (guint i = 0; i < 2; i++)
    {
      const char *pattern = i == 0 ? self->more_foreign : words_foreign;
      char *less = pattern != NULL ? words_remove (rest, pattern) : g_strdup (rest);

      g_free (rest);
      rest = less;
    }
  return g_strstrip (rest);
}

static inline void
words_complain (WordsCheck *self, GtkWidget *widget, const char *what, const char *text)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (GtkWidget *w = widget; w != NULL && w != self->top; w = gtk_widget_get_parent (w))
    {
      const char *name = G_OBJECT_TYPE_NAME (w);

      if (g_str_has_prefix (name, "Luthier"))
        g_string_append_printf (path, " in %s", name);
    }
  g_string_append_printf (self->faults, "%s: %s: “%s”%s\n", self->screen, what, text, path->str);
}

static inline void
words_check_translated (WordsCheck *self, GtkWidget *widget, const char *what, const char *text)
{
  g_autofree char *rest = self->real ? NULL : words_find_untranslated (self, text);

  for (const char *c = rest; c != NULL && *c != '\0'; c++)
    if (g_ascii_isalpha (*c))
      {
        g_autofree char *where = g_strdup_printf ("%s is not translated (%s)", what, rest);

        words_complain (self, widget, where, text);
        return;
      }
}

static inline gboolean
words_has_tooltip (GtkWidget *widget)
{
  for (guint i = 0; i < 5 && widget != NULL; i++, widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

/* What is in it can be brought to be seen, sideways. */
static inline gboolean
words_scrolls (GtkWidget *widget)
{
  GtkAdjustment *adjustment = GTK_IS_SCROLLABLE (widget)
                                  ? gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (widget))
                                  : NULL;

  return adjustment != NULL &&
         gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 1;
}

/* What is beyond the border of something that clips, or of the window. */
static inline GtkWidget *
words_find_clipper (GtkWidget *label, GtkWidget *top)
{
  for (GtkWidget *parent = gtk_widget_get_parent (label); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    {
      graphene_rect_t box;

      if (words_scrolls (parent))
        break;
      if ((parent == top || gtk_widget_get_overflow (parent) == GTK_OVERFLOW_HIDDEN) &&
          gtk_widget_compute_bounds (label, parent, &box) &&
          (box.origin.x < -1 ||
           box.origin.x + box.size.width > (float) gtk_widget_get_width (parent) + 1))
        return parent;
      if (parent == top)
        break;
    }
  return NULL;
}

static inline gboolean
words_hold_name (const WordsCheck *self, const char *text)
{
  return g_regex_match_simple (words_foreign, text, 0, 0);
}

static inline void
words_check_label (WordsCheck *self, GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);
  const char *text = gtk_label_get_text (label);
  PangoLayout *layout = gtk_label_get_layout (label);
  PangoRectangle extents;
  GtkWidget *clipper;

  if (*text == '\0')
    return;
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  clipper = words_find_clipper (widget, self->top);
  if (pango_layout_is_ellipsized (layout))
    {
      /* A message may end in a name of any length. */
      if ((self->real || strstr (text, WORDS_OPEN) != NULL) && !words_hold_name (self, text))
        words_complain (self, widget, "words end in an ellipsis", text);
      else if (!words_has_tooltip (widget) && !gtk_label_get_selectable (label))
        words_complain (self, widget, "ends in an ellipsis, and has no tooltip", text);
    }
  else if (extents.width > gtk_widget_get_width (widget) + 1 ||
           extents.height > gtk_widget_get_height (widget) + 1)
    words_complain (self, widget, "is larger than its place", text);
  if (clipper != NULL)
    words_complain (self, widget, G_OBJECT_TYPE_NAME (clipper), text);
  words_check_translated (self, widget, "label", text);
}

static inline void
words_check_widget (WordsCheck *self, GtkWidget *widget)
{
  const char *tooltip;

  if (!gtk_widget_get_mapped (widget))
    return;
  tooltip = gtk_widget_get_tooltip_text (widget);
  if (tooltip != NULL)
    words_check_translated (self, widget, "tooltip", tooltip);
  if (GTK_IS_LABEL (widget))
    words_check_label (self, GTK_LABEL (widget));
  if (GTK_IS_TEXT (widget))
    {
      g_autofree char *hint = NULL;

      g_object_get (widget, "placeholder-text", &hint, NULL);
      if (hint != NULL)
        words_check_translated (self, widget, "placeholder", hint);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      words_check_widget (self, child);
}

/* (transfer full) (nullable): what the widget has painted; NULL if it is to be painted anew. */
static inline GskRenderNode *
words_copy_image (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  return gtk_snapshot_free_to_node (snapshot);
}

/* A picture of a window, dialog or popover, if LUTHIER_TEST_PICTURES names a folder for them. Under
 * the sanitizers painting takes too long, and nobody looks. */
static inline void
words_take_picture (GtkWidget *widget, const char *name)
{
#ifdef __SANITIZE_ADDRESS__
  const char *folder = NULL;
#else
  const char *folder = g_getenv ("LUTHIER_TEST_PICTURES");
#endif
  g_autofree char *path = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderer) renderer = NULL;
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    return;
  g_mkdir_with_parents (folder, 0777);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  /* What changes by itself, as progress does, may be about to be painted. */
  for (guint i = 0; i < 20 && (node = words_copy_image (widget)) == NULL; i++)
    luthier_ui_test_wait_frames (widget, 1);
  if (node == NULL)
    g_error ("There is nothing to be seen of %s", name);
  /* Not the window's renderer, which may be in the middle of a frame. */
  renderer = gsk_cairo_renderer_new ();
  gsk_renderer_realize (renderer, NULL, &error);
  g_assert_no_error (error);
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  gsk_renderer_unrealize (renderer);
  gdk_texture_save_to_png (texture, path);
}
