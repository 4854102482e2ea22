/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-conversation.h"

#include <string.h>

static LuthierDatasetConversation *
read_bytes (const char *line, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (line, length);

  return luthier_dataset_conversation_new (bytes);
}

static void
tell_part (GString *told, LuthierConversationPart *part)
{
  static const char *const kinds[] = { "text", "file", "call", "response", "other" };
  const char *name = luthier_conversation_part_get_name (part);
  const LuthierDatasetText *text = luthier_conversation_part_get_text (part);

  g_string_append_printf (told, " %s", kinds[luthier_conversation_part_get_kind (part)]);
  if (name != NULL)
    g_string_append_printf (told, "(%s)", name);
  if (luthier_conversation_part_get_kind (part) == LUTHIER_PART_FILE)
    g_string_append_printf (told, "<%s %s %u>", luthier_conversation_part_get_mime_type (part),
                            luthier_conversation_part_get_uri (part),
                            (guint) luthier_conversation_part_get_inline_size (part));
  if (text != NULL)
    g_string_append_printf (told, "=%s", luthier_dataset_text_get_text (text));
}

static void
tell_turn (GString *told, LuthierConversationTurn *turn)
{
  static const char *const speakers[] = { "system", "user",     "model",     "tool", "other",
                                          "better", "rejected", "reference", "field" };
  const char *word = luthier_conversation_turn_get_word (turn);
  GListModel *parts = luthier_conversation_turn_get_parts (turn);

  g_string_append (told, speakers[luthier_conversation_turn_get_speaker (turn)]);
  if (luthier_conversation_turn_get_number (turn) > 0)
    g_string_append_printf (told, " %u", luthier_conversation_turn_get_number (turn));
  if (word != NULL)
    g_string_append_printf (told, " [%s]", word);
  g_string_append_c (told, ':');
  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (LuthierConversationPart) part = g_list_model_get_item (parts, i);

      tell_part (told, part);
    }
  g_string_append_c (told, '\n');
}

static char *
tell (LuthierDatasetConversation *conversation)
{
  GString *told = g_string_new (NULL);
  GListModel *turns = luthier_dataset_conversation_get_turns (conversation);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (LuthierConversationTurn) turn = g_list_model_get_item (turns, i);

      tell_turn (told, turn);
    }
  return g_string_free (told, FALSE);
}

static const struct
{
  const char *name;
  const char *line;
  const char *told;
} formats[] = {
  { "supervised",
    "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]},{\"role\":\"model\","
    "\"parts\":[{\"text\":\"a\"},{\"text\":\"\"}]}],\"systemInstruction\":{\"role\":\"system\","
    "\"parts\":[{\"text\":\"Be \\u00e9\"}]}}",
    "system [system]: text=Be é\nuser 1 [user]: text=Hi\nmodel 2 [model]: text=a text=\n" },
  { "preference",
    "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Q\"}]}],\"completions\":[{\"score\":"
    "0.0,\"completion\":{\"role\":\"model\",\"parts\":[{\"text\":\"no\"}]}},{\"completion\":{"
    "\"role\":\"model\",\"parts\":[{\"text\":\"yes\"}]},\"score\":1}]}",
    "user 1 [user]: text=Q\nrejected [model]: text=no\nbetter: text=yes\n" },
  { "no score",
    "{\"contents\":[],\"completions\":[{\"completion\":{\"role\":\"model\",\"parts\":[]},"
    "\"rank\":2},4]}",
    "model [model]: other(rank)=2\nother: other=4\n" },
  { "reinforcement",
    "{\"contents\":[{\"parts\":[{\"text\":\"Q\"}]}],\"references\":{\"answer\":\"42\",\"n\":3}}",
    "other 1: text=Q\nreference [answer]: text=42\nreference [n]: other=3\n" },
  { "messages",
    "{\"messages\":[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":[{"
    "\"type\":\"text\",\"text\":\"T\"},{\"type\":\"image_url\",\"image_url\":{\"url\":"
    "\"https://e.org/i.png\",\"detail\":\"low\"}}]},{\"role\":\"assistant\",\"content\":null,"
    "\"weight\":0}]}",
    "system [system]: text=S\nuser 1 [user]: text=T file<(null) https://e.org/i.png 0>\n"
    "model 2 [assistant]: other(weight)=0\n" },
  { "tools of messages",
    "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
    "\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}]},{\"role\":\"tool\","
    "\"tool_call_id\":\"c1\",\"content\":\"5\"}]}",
    "model 1 [assistant]: call(f)={\"a\":1}\ntool 2 [tool]: other(tool_call_id)=c1 text=5\n" },
  { "completion", "{\"prompt\":\"P\",\"completion\":\"C\"}", "user 1: text=P\nmodel 2: text=C\n" },
  { "turns in a prompt",
    "{\"prompt\":[{\"role\":\"user\",\"content\":\"P\"}],\"completion\":[{\"role\":\"assistant\","
    "\"content\":\"C\"}]}",
    "user 1 [user]: text=P\nmodel 2 [assistant]: text=C\n" },
  { "legacy", "{\"text_input\":\"I\",\"output\":\"O\"}", "user 1: text=I\nmodel 2: text=O\n" },
  { "instruction", "{\"instruction\":\"Do\",\"input\":\"this\",\"output\":\"O\",\"id\":7}",
    "user 1: text=Do text=this\nmodel 2: text=O\nfield [id]: other=7\n" },
  { "flat fields beside turns", "{\"contents\":[],\"output\":\"O\"}", "field [output]: text=O\n" },
  { "files",
    "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"fileData\":{\"mimeType\":\"image/png\","
    "\"fileUri\":\"gs://b/i.png\"}},{\"inline_data\":{\"mime_type\":\"image/gif\",\"data\":"
    "\"AAAAAAAA\"}},{\"image_url\":\"data:image/webp;base64,AAAA\"}]}]}",
    "user 1 [user]: file<image/png gs://b/i.png 0> file<image/gif (null) 6> "
    "file<image/webp (null) 15>\n" },
  { "calls",
    "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{"
    "\"a\":1}}}]},{\"role\":\"user\",\"parts\":[{\"function_response\":{\"name\":\"f\","
    "\"response\":{}}}]}],\"tools\":[]}",
    "model 1 [model]: call(f)={\n  \"a\": 1\n}\nuser 2 [user]: response(f)={}\n"
    "field [tools]: other=[]\n" },
  { "other parts",
    "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"T\",\"thought\":true},{},5,\"s\","
    "{\"text\":5},{\"fileData\":[]},{\"functionCall\":null}]},\"bare\",7]}",
    "user 1 [user]: text=T other(thought)=true other={} other=5 text=s other(text)=5 other=[] "
    "other=null\nother 2: text=bare\nother 3: other=7\n" },
  { "other shapes",
    "{\"contents\":{\"role\":3,\"parts\":\"p\"},\"systemInstruction\":\"S\",\"completions\":1,"
    "\"references\":[],\"tools\":{\"b\":[]}}",
    "system: text=S\nother 1: other(role)=3 text=p\nother: other=1\nreference [references]: "
    "other=[]\nfield [tools]: other={\n  \"b\": []\n}\n" },
  { "unknown role", "{\"contents\":[{\"role\":\"narrator\",\"parts\":[{\"text\":\"T\"}]}]}",
    "other 1 [narrator]: text=T\n" },
  { "byte order mark", "\xef\xbb\xbf{\"prompt\":\"P\"}", "user 1: text=P\n" },
  { "carriage return", "{\"prompt\":\"P\"}\r", "user 1: text=P\n" },
  { "no object", "[1, 2]", "" },
  { "empty object", "{}", "" },
};

static void
test_formats (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (LuthierDatasetConversation)
          conversation = read_bytes (formats[i].line, strlen (formats[i].line));
      g_autofree char *told = tell (conversation);

      g_test_message ("%s", formats[i].name);
      g_assert_cmpstr (told, ==, formats[i].told);
      g_assert_null (luthier_dataset_conversation_get_error (conversation)->message);
    }
}

/* The turn that a piece of the line is in. */
static int
find (LuthierDatasetConversation *conversation, const char *line, const char *piece)
{
  return luthier_dataset_conversation_find (conversation, (gsize) (strstr (line, piece) - line));
}

static void
test_find (void)
{
  static const char line[] =
      "{\"contents\": [{\"role\": \"user\", \"parts\": [{\"text\": \"Q\"}]}, {\"role\": \"model\", "
      "\"parts\": [{\"text\": \"A\"}]}], \"systemInstruction\": {\"parts\": []}, \"strange\": 1}";
  g_autoptr (LuthierDatasetConversation) conversation = read_bytes (line, strlen (line));

  g_assert_cmpint (find (conversation, line, "\"contents"), ==, -1);
  g_assert_cmpint (find (conversation, line, "{\"role\": \"user"), ==, 1);
  g_assert_cmpint (find (conversation, line, "Q\""), ==, 1);
  g_assert_cmpint (find (conversation, line, ", {\"role\": \"model"), ==, -1);
  g_assert_cmpint (find (conversation, line, "A\""), ==, 2);
  g_assert_cmpint (find (conversation, line, "systemInstruction"), ==, 0);
  g_assert_cmpint (find (conversation, line, "strange"), ==, 3);
  g_assert_cmpint (find (conversation, line, "1}"), ==, 3);
  g_assert_cmpint (luthier_dataset_conversation_find (conversation, 100000), ==, -1);
}

/* Fields of one speaker stand in several places. */
static void
test_find_flat (void)
{
  static const char line[] = "{\"instruction\": \"Do\", \"output\": \"O\", \"input\": \"this\"}";
  g_autoptr (LuthierDatasetConversation) conversation = read_bytes (line, strlen (line));

  g_assert_cmpint (find (conversation, line, "Do"), ==, 0);
  g_assert_cmpint (find (conversation, line, "O\""), ==, 1);
  g_assert_cmpint (find (conversation, line, "this"), ==, 0);
}

/* Parts know their place, the first of an object all of it. */
static void
test_places_of_parts (void)
{
  static const char line[] = "{\"contents\":[{\"parts\":[{\"text\":\"a\",\"thought\":true}]}]}";
  g_autoptr (LuthierDatasetConversation) conversation = read_bytes (line, strlen (line));
  g_autoptr (LuthierConversationTurn)
      turn = g_list_model_get_item (luthier_dataset_conversation_get_turns (conversation), 0);
  g_autoptr (LuthierConversationPart)
      text = g_list_model_get_item (luthier_conversation_turn_get_parts (turn), 0);
  g_autoptr (LuthierConversationPart)
      thought = g_list_model_get_item (luthier_conversation_turn_get_parts (turn), 1);
  guint start, end;

  g_assert_cmpuint (luthier_conversation_part_get_byte (text), ==, 23);
  g_assert_cmpuint (luthier_conversation_part_get_length (text), ==, strlen ("{\"text\":\"a\""));
  g_assert_cmpuint (luthier_conversation_part_get_byte (thought), ==, 35);
  g_assert_true (
      luthier_dataset_text_find (luthier_conversation_part_get_text (text), 32, 1, &start, &end));
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 1);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *line;
    gsize byte;
  } cases[] = {
    { "", 0 },
    { "{\"contents\": [}", 14 },
    { "{\"a\": 1,}", 8 },
    { "{\"prompt\": \"P\"} x", 16 },
    { "{\"prompt\": \"\xff\"}", 12 },
    { "\xef\xbb\xbf{\"a\" 1}", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierDatasetConversation)
          conversation = read_bytes (cases[i].line, strlen (cases[i].line));
      const LuthierConversationError *error = luthier_dataset_conversation_get_error (conversation);

      g_test_message ("%u", i);
      g_assert_nonnull (error->message);
      g_assert_cmpuint (error->byte, ==, cases[i].byte);
      g_assert_cmpuint (
          g_list_model_get_n_items (luthier_dataset_conversation_get_turns (conversation)), ==, 0);
    }
}

static void
assert_whole_or_error (const char *line, gsize length)
{
  g_autoptr (LuthierDatasetConversation) conversation = read_bytes (line, length);
  const LuthierConversationError *error = luthier_dataset_conversation_get_error (conversation);
  GListModel *turns = luthier_dataset_conversation_get_turns (conversation);

  g_assert_cmpuint (error->byte, <=, length);
  if (error->message != NULL)
    g_assert_cmpuint (g_list_model_get_n_items (turns), ==, 0);
  for (gsize byte = 0; byte <= length; byte += 7)
    g_assert_cmpint (luthier_dataset_conversation_find (conversation, byte), <,
                     (int) g_list_model_get_n_items (turns));
}

/* Every format, cut off anywhere, and with any byte replaced. */
static void
test_garbage (void)
{
  static const char replacements[] = { '\0', '"', '{', '}', '[', '\\', ',', '1', '\xff', 'n' };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      gsize length = strlen (formats[i].line);

      for (gsize cut = 0; cut < length; cut++)
        {
          g_autofree char *broken = g_memdup2 (formats[i].line, length);

          assert_whole_or_error (formats[i].line, cut);
          broken[cut] = replacements[(cut + i) % sizeof replacements];
          assert_whole_or_error (broken, length);
        }
    }
}

/* Deeper than the scanner goes, and as deep as calls may be. */
static void
test_deep (void)
{
  g_autoptr (GString) line = g_string_new ("{\"tool_calls\":");

  for (guint depth = 0; depth < 200; depth++)
    g_string_append (line, "{\"function\":");
  assert_whole_or_error (line->str, line->len);
  g_string_assign (line, "{\"messages\":[{\"tool_calls\":[");
  for (guint depth = 0; depth < 100; depth++)
    g_string_append (line, "{\"function\":");
  g_string_append_c (line, '1');
  for (guint depth = 0; depth < 100; depth++)
    g_string_append_c (line, '}');
  g_string_append (line, "]}]}");
  assert_whole_or_error (line->str, line->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset-conversation/formats", test_formats);
  g_test_add_func ("/dataset-conversation/find", test_find);
  g_test_add_func ("/dataset-conversation/find-flat", test_find_flat);
  g_test_add_func ("/dataset-conversation/places-of-parts", test_places_of_parts);
  g_test_add_func ("/dataset-conversation/errors", test_errors);
  g_test_add_func ("/dataset-conversation/garbage", test_garbage);
  g_test_add_func ("/dataset-conversation/deep", test_deep);
  return g_test_run ();
}
