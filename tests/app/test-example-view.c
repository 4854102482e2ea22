/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-view.h"

#include "example-fixture.h"
#include "luthier-example-turn.h"
#include "luthier-ui-test.h"
#include "words-check.h"

/* Under the sanitizers that takes a minute. */
#ifdef __SANITIZE_ADDRESS__
#define LAYS_OUT_MUCH FALSE
#else
#define LAYS_OUT_MUCH TRUE
#endif

typedef struct
{
  GtkWidget *view;
  GtkWidget *window;
  GPtrArray *findings; /* (owned) */
} Bench;

static void
set_up (Bench *self, gconstpointer unused)
{
  self->view = luthier_example_view_new ();
  self->window = luthier_ui_test_show (self->view, 640, 700);
  self->findings = example_findings_new ();
}

static void
tear_down (Bench *self, gconstpointer unused)
{
  luthier_ui_test_destroy (self->window);
  g_ptr_array_unref (self->findings);
}

static void
show (Bench *self, const char *line, const LuthierDatasetPlace *place)
{
  example_show (self->view, line, self->findings, place);
  luthier_ui_test_wait_frames (self->window, 3);
}

/* The label with these words that is on the screen, or would be further down. */
static GtkLabel *
find_label (Bench *self, const char *text)
{
  return GTK_LABEL (luthier_ui_test_find (self->window, GTK_TYPE_LABEL, text));
}

static void
assert_says (Bench *self, const char *text)
{
  if (find_label (self, text) == NULL)
    g_error ("Nobody says “%s”", text);
}

/* What is marked in a label, with bars between the pieces. */
static char *
get_marked (GtkLabel *label)
{
  GString *marked = g_string_new (NULL);
  PangoAttrList *attributes = gtk_label_get_attributes (label);
  g_autoptr (PangoAttrIterator) iterator = pango_attr_list_get_iterator (attributes);
  const char *text = gtk_label_get_text (label);

  do
    {
      int start, end;

      if (pango_attr_iterator_get (iterator, PANGO_ATTR_BACKGROUND) == NULL)
        continue;
      pango_attr_iterator_range (iterator, &start, &end);
      if (marked->len > 0)
        g_string_append_c (marked, '|');
      g_string_append_len (marked, text + start, end - start);
    }
  while (pango_attr_iterator_next (iterator));
  return g_string_free (marked, FALSE);
}

static void
assert_marked (Bench *self, const char *text, const char *expected)
{
  GtkLabel *label = find_label (self, text);
  g_autofree char *marked = NULL;

  g_assert_nonnull (label);
  marked = get_marked (label);
  g_assert_cmpstr (marked, ==, expected);
}

static GtkTextView *
get_raw_view (Bench *self)
{
  return GTK_TEXT_VIEW (luthier_ui_test_find (self->window, GTK_TYPE_TEXT_VIEW, NULL));
}

/* (transfer full) (nullable): what is marked in the raw line. */
static char *
get_raw_marked (Bench *self, const char *tag_name)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_raw_view (self));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), tag_name);
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  if (!gtk_text_iter_starts_tag (&start, tag) && !gtk_text_iter_forward_to_tag_toggle (&start, tag))
    return NULL;
  end = start;
  gtk_text_iter_forward_to_tag_toggle (&end, tag);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
test_empty (Bench *self, gconstpointer unused)
{
  assert_says (self, "No Example Chosen");
  show (self, "{\"prompt\": \"P\"}", NULL);
  g_assert_null (find_label (self, "No Example Chosen"));
  luthier_example_view_show (LUTHIER_EXAMPLE_VIEW (self->view), NULL, 0, NULL, NULL);
  luthier_ui_test_wait_frames (self->window, 2);
  assert_says (self, "No Example Chosen");
}

static void
add_support_findings (Bench *self)
{
  LuthierDatasetPlace empty = example_place (EXAMPLE_SUPPORT, "\"\"");
  LuthierDatasetPlace blanks = example_place (EXAMPLE_SUPPORT, "  \"}");
  LuthierDatasetPlace comment = example_place (EXAMPLE_SUPPORT, "comment");

  empty.byte++;
  empty.length = 0;
  blanks.length = 2;
  example_findings_add (self->findings, "C06", LUTHIER_FINDING_ERROR, empty, "This answer is empty",
                        "Write what the model is to answer, or leave the example out.");
  example_findings_add (self->findings, "C07", LUTHIER_FINDING_WARNING, blanks,
                        "The answer begins or ends with blanks",
                        "Take the blanks away, unless they are meant.");
  example_findings_add (self->findings, "C09", LUTHIER_FINDING_WARNING, comment,
                        "The field “comment” is not known", "The service may refuse it.");
  example_findings_add (self->findings, "F10", LUTHIER_FINDING_HINT,
                        example_place (EXAMPLE_SUPPORT, NULL), "The same example is in line 12",
                        "Leave one of them out.");
}

/* Turn by turn, with what is wrong where it is wrong. */
static void
test_conversation (Bench *self, gconstpointer unused)
{
  LuthierDatasetPlace place;
  GtkWidget *bubble;

  add_support_findings (self);
  place = g_array_index (((LuthierDatasetFinding *) self->findings->pdata[0])->places,
                         LuthierDatasetPlace, 0);
  show (self, EXAMPLE_SUPPORT, &place);
  assert_says (self, "System instruction");
  assert_says (self, "User, turn 1");
  assert_says (self, "Model, turn 2 · column 360");
  assert_says (self, "Model, turn 4 · column 463");
  assert_says (self, "Field “comment” · column 472");
  assert_says (self, "This answer is empty");
  assert_says (self, "Take the blanks away, unless they are meant.");
  assert_says (self, "The same example is in line 12");
  assert_marked (self,
                 "I am sorry for the wait. Could you send me the parcel number? It begins with two "
                 "letters.  ",
                 "  ");
  bubble = gtk_widget_get_ancestor (GTK_WIDGET (find_label (self, "Empty text")), GTK_TYPE_BOX);
  while (!gtk_widget_has_css_class (bubble, "bubble"))
    bubble = gtk_widget_get_parent (bubble);
  g_assert_true (gtk_widget_has_css_class (bubble, "marked-error"));
  words_take_picture (self->window, "example-view");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  luthier_ui_test_wait_frames (self->window, 3);
  words_take_picture (self->window, "example-view-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* Escapes in the line are characters on the screen. */
static void
test_marked (Bench *self, gconstpointer unused)
{
  static const char line[] = "{\"prompt\": \"\\u00e9\\n<b>\\ud83c\\udfbb</b> \\\"x\\\"\"}";
  LuthierDatasetPlace place = example_place (line, "\\ud83c\\udfbb");

  example_findings_add (self->findings, "X01", LUTHIER_FINDING_WARNING, place, "A fiddle & more",
                        NULL);
  show (self, line, &place);
  assert_marked (self, "é\n<b>🎻</b> \"x\"", "🎻");
  assert_says (self, "A fiddle & more");
}

/* What was searched for is no fault. */
static void
test_found (Bench *self, gconstpointer unused)
{
  static const char line[] = "{\"prompt\": \"where is it\", \"completion\": \"Here\"}";
  LuthierDatasetPlace place = example_place (line, "is it");
  g_autofree char *marked = NULL;

  show (self, line, &place);
  assert_marked (self, "where is it", "is it");
  g_object_set (self->view, "raw", TRUE, NULL);
  luthier_ui_test_wait_frames (self->window, 2);
  marked = get_raw_marked (self, "found");
  g_assert_cmpstr (marked, ==, "is it");
}

static void
test_raw (Bench *self, gconstpointer unused)
{
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;
  g_autofree char *error = NULL;
  g_autofree char *warning = NULL;

  add_support_findings (self);
  show (self, EXAMPLE_SUPPORT, NULL);
  g_assert_null (get_raw_view (self));
  g_object_set (self->view, "raw", TRUE, NULL);
  luthier_ui_test_wait_frames (self->window, 2);
  buffer = gtk_text_view_get_buffer (get_raw_view (self));
  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, EXAMPLE_SUPPORT);
  error = get_raw_marked (self, "error");
  g_assert_cmpstr (error, ==, "\"");
  warning = get_raw_marked (self, "warning");
  g_assert_cmpstr (warning, ==, "  ");
  assert_says (self, "This answer is empty");
  words_take_picture (self->window, "example-view-raw");
  g_object_set (self->view, "raw", FALSE, NULL);
  luthier_ui_test_wait_frames (self->window, 2);
  g_assert_null (get_raw_view (self));
}

/* It is shown as it is, and why. */
static void
test_broken (Bench *self, gconstpointer unused)
{
  g_autofree char *marked = NULL;
  gboolean raw;

  show (self, "{\"contents\": [}", NULL);
  assert_says (self, "This line is not valid JSON, so it is shown as it stands in the file");
  assert_says (self, "Column 15: a value is missing, or a comma is too many");
  marked = get_raw_marked (self, "error");
  g_assert_cmpstr (marked, ==, "}");
  g_object_get (self->view, "raw", &raw, NULL);
  g_assert_false (raw);
  words_take_picture (self->window, "example-view-broken");
  /* Who asked for it knows. */
  g_object_set (self->view, "raw", TRUE, NULL);
  luthier_ui_test_wait_frames (self->window, 2);
  g_assert_null (find_label (self, "Column 15: a value is missing, or a comma is too many"));
}

static void
test_bytes (Bench *self, gconstpointer unused)
{
  static const char line[] = "{\"prompt\": \"a\xff\0b\"}";
  g_autoptr (GBytes) bytes = g_bytes_new (line, sizeof line - 1);
  g_autofree char *text = NULL;

  luthier_example_view_show (LUTHIER_EXAMPLE_VIEW (self->view), bytes, 1, NULL, NULL);
  luthier_ui_test_wait_frames (self->window, 2);
  g_object_get (gtk_text_view_get_buffer (get_raw_view (self)), "text", &text, NULL);
  g_assert_cmpstr (text, ==,
                   "{\"prompt\": \"a\xef\xbf\xbd\xe2\x90\x80"
                   "b\"}");
}

static void
test_nothing_said (Bench *self, gconstpointer unused)
{
  show (self, "[1, 2]", NULL);
  assert_says (self, "Nothing is said in this line, so it is shown as it stands in the file");
  show (self, "{\"contents\": [{\"role\": \"narrator\", \"parts\": []}, {\"parts\": \"T\"}]}",
        NULL);
  assert_says (self, "Turn 1 · “narrator”");
  assert_says (self, "This turn has no text");
  assert_says (self, "Turn 2, without a role");
}

static void
test_other_formats (Bench *self, gconstpointer unused)
{
  show (self,
        "{\"contents\": [{\"role\": \"user\", \"parts\": [{\"fileData\": {\"mimeType\": "
        "\"image/png\", \"fileUri\": \"gs://acme/a.png\"}}, {\"text\": \"What is it?\"}]}, "
        "{\"role\": \"model\", \"parts\": [{\"functionCall\": {\"name\": \"look\", \"args\": "
        "{\"at\": 1}}}]}], \"completions\": [{\"score\": 1, \"completion\": {\"role\": \"model\", "
        "\"parts\": [{\"text\": \"A cat\"}]}}, {\"score\": 0, \"completion\": {\"role\": "
        "\"model\", \"parts\": [{\"text\": \"A dog\"}]}}], \"references\": {\"answer\": \"cat\"}}",
        NULL);
  assert_says (self, "image/png");
  assert_says (self, "gs://acme/a.png");
  assert_says (self, "Call of “look”");
  assert_says (self, "{\n  \"at\": 1\n}");
  assert_says (self, "Preferred answer");
  assert_says (self, "Rejected answer");
  assert_says (self, "Reference “answer”");
  words_take_picture (self->window, "example-view-formats");
  show (self, "{\"messages\": [{\"role\": \"assistant\", \"content\": \"Hello\"}]}", NULL);
  assert_says (self, "Model, turn 1 · “assistant”");
}

/* There are more turns than are laid out: those around the place come first. */
static void
test_many_turns (Bench *self, gconstpointer unused)
{
  g_autoptr (GString) line = g_string_new ("{\"messages\": [");
  GtkWidget *list;
  LuthierDatasetPlace place;

  for (guint i = 1; i <= 90; i++)
    g_string_append_printf (line, "%s{\"role\": \"user\", \"content\": \"Word %u.\"}",
                            i > 1 ? ", " : "", i);
  g_string_append (line, "]}");
  place = example_place (line->str, "Word 60.");
  show (self, line->str, &place);
  assert_marked (self, "Word 60.", "Word 60.");
  assert_says (self, "User, turn 60");
  g_assert_null (find_label (self, "User, turn 1"));
  g_assert_nonnull (luthier_ui_test_find (self->window, GTK_TYPE_BUTTON, "Show _Later Turns"));
  if (!LAYS_OUT_MUCH)
    return;
  list = luthier_ui_test_find (self->window, GTK_TYPE_LIST_BOX, NULL);
  g_signal_emit_by_name (
      luthier_ui_test_find (self->window, GTK_TYPE_BUTTON, "Show _Earlier Turns"), "clicked");
  luthier_ui_test_wait_frames (self->window, 2);
  g_assert_null (luthier_ui_test_find (self->window, GTK_TYPE_BUTTON, "Show _Earlier Turns"));
  assert_says (self, "User, turn 1");
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 83));
}

/* The place is in sight at once. */
static void
test_scrolled (Bench *self, gconstpointer unused)
{
  g_autoptr (GString) line = g_string_new ("{\"messages\": [");
  LuthierDatasetPlace place;
  graphene_rect_t bounds;

  for (guint i = 1; i <= 40; i++)
    g_string_append_printf (line, "%s{\"role\": \"user\", \"content\": \"Word %u.\"}",
                            i > 1 ? ", " : "", i);
  g_string_append (line, "]}");
  place = example_place (line->str, "Word 35.");
  show (self, line->str, &place);
  luthier_ui_test_wait_frames (self->window, 3);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (find_label (self, "Word 35.")),
                                            self->window, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >, 0);
  g_assert_cmpfloat (bounds.origin.y, <, 700);
}

static char *
make_long_line (gsize length)
{
  char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = i % 7 == 6 ? ' ' : (char) ('a' + i % 26);
  text[length] = '\0';
  memcpy (text + length / 2, "needle", 6);
  {
    g_autofree char *whole = text;
    return g_strdup_printf ("{\"prompt\": \"%s\"}", whole);
  }
}

/* A long text is cut around the place, and a piece of the line is shown at a time. */
static void
test_long (Bench *self, gconstpointer unused)
{
  g_autofree char *line = make_long_line (600 * 1024);
  LuthierDatasetPlace place = example_place (line, "needle");
  g_autofree char *marked = NULL;
  g_autofree char *text = NULL;

  show (self, line, &place);
  luthier_test_wait_until (find_label (self, "4,000 of 614,400 characters") != NULL);
  if (LAYS_OUT_MUCH)
    {
      g_signal_emit_by_name (luthier_ui_test_find (self->window, GTK_TYPE_BUTTON, "Show More"),
                             "clicked");
      luthier_ui_test_wait_frames (self->window, 2);
      assert_says (self, "16,000 of 614,400 characters");
    }
  g_object_set (self->view, "raw", TRUE, NULL);
  luthier_ui_test_wait_frames (self->window, 2);
  marked = get_raw_marked (self, "found");
  g_assert_cmpstr (marked, ==, "needle");
  g_object_get (gtk_text_view_get_buffer (get_raw_view (self)), "text", &text, NULL);
  g_assert_cmpuint (strlen (text), ==, 32 * 1024);
  assert_says (self, "Bytes 290,829 to 323,596 of 614,414");
}

/* Another one is chosen while a long line is read. */
static void
test_overtaken (Bench *self, gconstpointer unused)
{
  g_autofree char *line = make_long_line (600 * 1024);

  example_show (self->view, line, NULL, NULL);
  example_show (self->view, "{\"prompt\": \"short\"}", NULL, NULL);
  for (guint i = 0; i < 20; i++)
    luthier_ui_test_wait_frames (self->window, 1);
  assert_says (self, "short");
  example_show (self->view, line, NULL, NULL);
}

/* Everything is there on a phone. */
static void
test_narrow (Bench *self, gconstpointer unused)
{
  WordsCheck words = { .screen = "narrow", .top = self->window, .real = TRUE };

  add_support_findings (self);
  words.faults = g_string_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, 700);
  show (self, EXAMPLE_SUPPORT, NULL);
  luthier_ui_test_wait_frames (self->window, 3);
  g_assert_cmpint (gtk_widget_get_width (self->view), ==, 360);
  words_check_widget (&words, self->window);
  g_assert_cmpstr (words.faults->str, ==, "");
  words_take_picture (self->window, "example-view-narrow");
  g_string_free (words.faults, TRUE);
}

/* Each paragraph runs as its script does. */
static void
test_right_to_left (Bench *self, gconstpointer unused)
{
  show (self,
        "{\"contents\": [{\"role\": \"user\", \"parts\": [{\"text\": "
        "\"\\u05d0\\u05d9\\u05e4\\u05d4 \\u05d4\\u05d7\\u05d1\\u05d9\\u05dc\\u05d4?\\nAnd in "
        "English, which is longer.\"}]}]}",
        NULL);
  words_take_picture (self->window, "example-view-bidi");
  assert_says (self, "User, turn 1");
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
#define add(name, test) g_test_add ("/example-view/" name, Bench, NULL, set_up, test, tear_down)
  add ("empty", test_empty);
  add ("conversation", test_conversation);
  add ("marked", test_marked);
  add ("found", test_found);
  add ("raw", test_raw);
  add ("broken", test_broken);
  add ("bytes", test_bytes);
  add ("nothing-said", test_nothing_said);
  add ("other-formats", test_other_formats);
  add ("many-turns", test_many_turns);
  add ("scrolled", test_scrolled);
  add ("long", test_long);
  add ("overtaken", test_overtaken);
  add ("narrow", test_narrow);
  add ("right-to-left", test_right_to_left);
  return g_test_run ();
}
