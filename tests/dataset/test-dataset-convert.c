/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "rewrite-fixture.h"

#define MESSAGE(role, content) "{\"role\":\"" role "\",\"content\":" content "}"
#define MESSAGES(m)            "{\"messages\":[" m "]}\n"
#define ASK                    MESSAGE ("user", "\"Hi\"")
#define ANSWER                 MESSAGE ("assistant", "\"Hello\"")
#define SYSTEM(t)              "{\"systemInstruction\":{\"parts\":[" TEXT (t) "]},\"contents\":["
#define USER_PARTS(p)          "{\"role\":\"user\",\"parts\":[" p "]}"
#define MODEL_PARTS(p)         "{\"role\":\"model\",\"parts\":[" p "]}"
#define IMAGE(u)               "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" u "\"}}"
#define FILE_DATA(type, uri)   "{\"fileData\":{\"mimeType\":\"" type "\",\"fileUri\":\"" uri "\"}}"
#define FUNCTION(f)            "\"tools\":[{\"type\":\"function\",\"function\":" f "}]"
#define CALL(id, name, arguments)                                                                  \
  "{\"id\":\"" id "\",\"type\":\"function\",\"function\":{\"name\":\"" name                        \
  "\",\"arguments\":\"" arguments "\"}}"
#define DECLARED "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}]}\n"

typedef struct
{
  const char *text;
  const char *converted; /* NULL: none of it can be */
  const char *losses;
} Case;

static const Case cases[] = {
  /* Messages */
  { MESSAGES (ASK "," ANSWER), GOOD, "" },
  { MESSAGES (MESSAGE ("system", "\"Be kind.\"") "," ASK "," ANSWER),
    SYSTEM ("Be kind.") USER "," MODEL "]}\n", "" },
  { MESSAGES (MESSAGE ("developer", "\"A\"") "," MESSAGE (
        "system", "[" TEXT ("B") "," TEXT ("C") "]") "," ASK "," ANSWER),
    SYSTEM ("A\\n\\nB\\n\\nC") USER "," MODEL "]}\n", "" },
  { MESSAGES (ASK "," MESSAGE ("system", "\"A\"") "," ANSWER), SYSTEM ("A") USER "," MODEL "]}\n",
    "system-place 1@1" },
  { MESSAGES (ASK "," ANSWER "," ASK "," ANSWER), LINE (USER "," MODEL "," USER "," MODEL), "" },
  /* Text keeps its bytes. */
  { MESSAGES (MESSAGE ("user", "\"caf\\u00e9 \\ud83d\\ude00 \\/ \u4e2d\"") "," ANSWER),
    LINE (TURN ("user", "caf\\u00e9 \\ud83d\\ude00 \\/ \u4e2d") "," MODEL), "" },
  { MESSAGES (MESSAGE ("user",
                       "[{\"type\":\"text\",\"text\":\"A\"},{\"type\":\"input_text\","
                       "\"text\":\"B\"}]") "," ANSWER),
    LINE (USER_PARTS (TEXT ("A") "," TEXT ("B")) "," MODEL), "" },
  { MESSAGES ("{\"role\":\"user\",\"name\":\"Ann\",\"content\":\"Hi\",\"x\":1},{\"role\":"
              "\"assistant\",\"content\":\"Hello\",\"weight\":0,\"refusal\":null}"),
    GOOD, "fields 1@1 names 1@1 weights 1@1" },
  { MESSAGES (ASK ",{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No.\",\"weight\":1}"),
    LINE (USER "," TURN ("model", "No.")), "refusals 1@1" },
  { "{\"messages\":[" ASK "," ANSWER "],\"parallel_tool_calls\":false,\"metadata\":null}\n", GOOD,
    "fields 1@1" },

  /* Images */
  { MESSAGES (
        MESSAGE ("user", "[" TEXT ("?") "," IMAGE ("https://e.org/a/b.JPG?x=1#y") "]") "," ANSWER),
    LINE (USER_PARTS (
        TEXT ("?") "," FILE_DATA ("image/jpeg", "https://e.org/a/b.JPG?x=1#y")) "," MODEL),
    "" },
  { MESSAGES (MESSAGE ("user", "[" IMAGE ("gs:\\/\\/b\\/i.png") "]") "," ANSWER),
    LINE (USER_PARTS (FILE_DATA ("image/png", "gs://b/i.png")) "," MODEL), "" },
  { MESSAGES (MESSAGE ("user",
                       "[" TEXT ("?") "," IMAGE ("data:image/png;base64,AAAA") "," IMAGE (
                           "https://e.org/a") "," IMAGE ("file:///a.png") ",{\"type\":\"input_"
                                                                          "audio\"}]") "," ANSWER),
    LINE (USER_PARTS (TEXT ("?")) "," MODEL), "media 3@1 inline-media 1@1" },
  { MESSAGES (MESSAGE ("user",
                       "[{\"type\":\"image_url\",\"image_url\":{\"url\":"
                       "\"gs://b/i.webp\",\"detail\":\"low\"}}]") "," ANSWER),
    LINE (USER_PARTS (FILE_DATA ("image/webp", "gs://b/i.webp")) "," MODEL), "detail 1@1" },

  /* Tools */
  { "{\"messages\":[" ASK ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" CALL (
        "1",
        "f",
        "{\\\"a\\\": 1.50,\\n\\\"b\\\": \\\"x y\\\"}") "," CALL ("2",
                                                                 "f",
                                                                 "") "]},"
                                                                     "{\"role\":\"tool\",\"tool_"
                                                                     "call_id\":\"2\",\"content\":"
                                                                     "\"{\\\"r\\\": 2}\"},"
                                                                     "{\"role\":\"tool\",\"tool_"
                                                                     "call_id\":\"1\",\"content\":"
                                                                     "\"sunny\"}," ANSWER
                                                                     "]," FUNCTION (
                                                                         "{\"name\":\"f\"}") "}\n",
    "{\"contents\":[" USER "," MODEL_PARTS (
        "{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":1.50,\"b\":\"x y\"}}},"
        "{\"functionCall\":{\"name\":\"f\",\"args\":{}}}") "," USER_PARTS ("{\"functionResponse\":{"
                                                                           "\"name\":\"f\","
                                                                           "\"response\":{\"r\":2}}"
                                                                           "},"
                                                                           "{\"functionResponse\":{"
                                                                           "\"name\":\"f\","
                                                                           "\"response\":{"
                                                                           "\"result\":\"sunny\"}}"
                                                                           "}") "," MODEL
                                                                                "]," DECLARED,
    "" },
  { "{\"messages\":[" ASK ",{\"role\":\"assistant\",\"content\":\"\",\"function_call\":{\"name\":"
    "\"f\",\"arguments\":\"{}\"}},{\"role\":\"function\",\"name\":\"f\",\"content\":\"1\"}," ANSWER
    "],\"functions\":[{\"name\":\"f\"}]}\n",
    "{\"contents\":[" USER
    "," MODEL_PARTS ("{\"functionCall\":{\"name\":\"f\",\"args\":{}}}") "," USER_PARTS (
        "{\"functionResponse\":{\"name\":\"f\",\"response\":{\"result\":\"1\"}}}") "," MODEL
                                                                                   "]," DECLARED,
    "" },
  { "{\"messages\":[" ASK "," ANSWER "]," FUNCTION (
        "{\"name\":\"f\",\"description\":\"D\",\"strict\":true,\"parameters\":{\"type\":\"object\","
        "\"additionalProperties\":false,\"properties\":{\"a\":{\"type\":[\"string\",\"null\"],"
        "\"enum\":[\"x\",\"y\"]},\"n\":{\"type\":\"integer\",\"minimum\":0,\"enum\":[1,2]},"
        "\"l\":{\"type\":\"array\",\"items\":{\"oneOf\":[{\"type\":\"number\"}]}},"
        "\"z\":{\"$ref\":\"#/x\"}},\"required\":[\"a\"]}}") "}\n",
    "{\"contents\":[" USER "," MODEL "],\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\","
    "\"description\":\"D\",\"parameters\":{\"type\":\"object\",\"properties\":{"
    "\"a\":{\"type\":\"string\",\"enum\":[\"x\",\"y\"],\"nullable\":true},"
    "\"n\":{\"type\":\"integer\",\"minimum\":0},"
    "\"l\":{\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"number\"}]}},\"z\":{}},"
    "\"required\":[\"a\"]}}]}]}\n",
    "schema 3@1" },
  { "{\"messages\":[" ASK "," ANSWER "],\"tools\":[{\"type\":\"code_interpreter\"}]}\n", GOOD,
    "tools 1@1" },

  /* What is left out, beside one that is not. */
  { MESSAGES (ASK "," ANSWER) MESSAGES (ASK), GOOD, "no-answer 1@2" },
  { MESSAGES (ASK "," ANSWER) MESSAGES (ASK "," MESSAGE ("assistant", "\"\"")), GOOD,
    "empty-answer 1@2" },
  { MESSAGES (ASK "," ANSWER) MESSAGES (MESSAGE ("user", "[" IMAGE ("data:,") "]") "," ANSWER),
    GOOD, "empty-turn 1@2" },
  { MESSAGES (ASK "," ANSWER) MESSAGES (MESSAGE ("moderator", "\"\"") "," ANSWER), GOOD,
    "role 1@2" },
  { MESSAGES (ASK "," ANSWER) MESSAGES (MESSAGE ("user", "7") "," ANSWER), GOOD, "incomplete 1@2" },
  { MESSAGES (ASK "," ANSWER) "{\"messages\":[" ASK
                              ",{\"role\":\"assistant\",\"tool_calls\":[" CALL (
                                  "1", "f", "{oops") "]}]," FUNCTION ("{\"name\":\"f\"}") "}\n",
    GOOD, "call 1@2" },
  { MESSAGES (ASK "," ANSWER)
        MESSAGES (ASK ",{\"role\":\"assistant\",\"tool_calls\":[" CALL ("1", "f", "{}") "]}"),
    GOOD, "undeclared-call 1@2" },
  { MESSAGES (ASK "," ANSWER)
        MESSAGES (ASK ",{\"role\":\"tool\",\"tool_call_id\":\"9\",\"content\":\"\"}," ANSWER),
    GOOD, "response 1@2" },
  { MESSAGES (ASK "," ANSWER) "{\"messages\":\n[1]\n{\"other\":1}\n\n", GOOD,
    "broken-lines 2@2 format 1@4" },
  { MESSAGES (ASK "," ANSWER) GOOD, GOOD GOOD, "" },

  /* Pairs */
  { "{\"prompt\":\"Hi\",\"completion\":\"Hello\",\"id\":1e400}\n", GOOD, "fields 1@1" },
  { "{\"text_input\":\"Hi\",\"output\":\"Hello\"}{\"textInput\":\"Hi\",\"output\":\"Hello\"}\n",
    GOOD GOOD, "" },
  { "{\"instruction\":\"Add.\",\"input\":\"1\\u002b1\",\"output\":\"2\",\"system\":\"S\"}\n",
    SYSTEM ("S") TURN ("user", "Add.\\n\\n1\\u002b1") "," TURN ("model", "2") "]}\n", "" },
  { "{\"instruction\":\"Hi\",\"input\":\"\",\"output\":\"Hello\"}\n", GOOD, "" },
  { "[{\"question\":\"Hi\",\"answer\":\"Hello\"},\n {\"Input\":\"Hi\",\"Output\":\"Hello\"}]",
    GOOD GOOD, "" },
  { "{\"prompt\":\"Hi\",\"completion\":\"Hello\"}\n{\"prompt\":\"Hi\",\"completion\":\"\"}\n"
    "{\"prompt\":\"\",\"completion\":\"x\"}\n{\"prompt\":[],\"completion\":\"x\"}\n",
    GOOD, "incomplete 2@3 empty-answer 1@2" },

  /* Tables */
  { "prompt,completion\nHi,Hello\n", GOOD, "" },
  { "\xef\xbb\xbfPrompt ; Completion;Remark\r\nHi;Hello;x\r\n\r\nHi;Hello", GOOD GOOD,
    "fields 1@1" },
  { "text_input\toutput\nHi\tHello\n", GOOD, "" },
  { "\"system\",\"user\",\"assistant\"\n\"S\"\"s\",\"a, b\nc\r\nd\t\\\",\"x \"\"y\"\"\"\n",
    SYSTEM ("S\\\"s")
        TURN ("user", "a, b\\nc\\u000d\\nd\\u0009\\\\") "," TURN ("model", "x \\\"y\\\"") "]}\n",
    "" },
  { "instruction,input,output\nAdd.,1+1,2\n\"Hi\",,Hello\n",
    LINE (TURN ("user", "Add.\\n\\n1+1") "," TURN ("model", "2")) GOOD, "" },
  { "question,answer\nHi,Hello\nHi\n\"two\nlines\",\nHi,Hello,more\nHi,Hello,,\n", GOOD GOOD,
    "empty-answer 2@3 columns 1@6" },
  { "question,answer\nHi,Hello\n\u00e9\xff,Hello\n", GOOD, "encoding 1@3" },
  /* A quote that is never closed would take in all that follows. */
  { "question,answer\nHi,Hello\nHi,\"Hello\nHi,Hello\n", GOOD, "quotes 1@3" },
  { "question,answer\nHi,\"Hello\"", GOOD, "" },
  { "question,answer\ncaf\xe9,Hello\n", LINE (TURN ("user", "caf\u00e9") "," MODEL),
    "windows-1252 1@0" },

  /* Nothing that could be converted. */
  { "", NULL, "" },
  { GOOD, NULL, "" },
  { "{\"other\":1}\n", NULL, "" },
  { "prompt,remark\na,b\n", NULL, "" },
  { MESSAGES (ASK), NULL, "" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) source = rewrite_write ("a.jsonl", cases[i].text, -1);
      g_autoptr (GFile) target = rewrite_file ("b.jsonl");
      g_autoptr (LuthierDatasetOutcome) outcome = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL, *losses = NULL;

      g_unlink (g_file_peek_path (target));
      outcome = rewrite_convert (source, target, LUTHIER_FORMAT_UNKNOWN, &error);
      if (cases[i].converted == NULL)
        {
          g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
          g_assert_false (g_file_query_exists (target, NULL));
          continue;
        }
      g_assert_no_error (error);
      text = rewrite_read (target, NULL);
      g_assert_cmpstr (text, ==, cases[i].converted);
      losses = rewrite_describe_losses (outcome);
      g_assert_cmpstr (losses, ==, cases[i].losses);
      rewrite_assert_no_findings (target, LUTHIER_FINDING_ERROR);
    }
}

/* What is named is what is converted. */
static void
test_formats (void)
{
  const char *text = "{\"prompt\":\"Hi\",\"completion\":\"Hello\"}\n" MESSAGES (ASK "," ANSWER);
  g_autoptr (GFile) source = rewrite_write ("a.jsonl", text, -1);
  g_autoptr (GFile) target = rewrite_file ("b.jsonl");
  static const struct
  {
    LuthierDatasetFormat format;
    guint64 written;
    const char *losses;
  } rows[] = {
    { LUTHIER_FORMAT_UNKNOWN, 2, "" },
    { LUTHIER_FORMAT_MESSAGES, 1, "format 1@1" },
    { LUTHIER_FORMAT_COMPLETION, 1, "format 1@2" },
  };
  g_autoptr (GError) problem = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LuthierDatasetOutcome) outcome = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *losses = NULL;

      outcome = rewrite_convert (source, target, rows[i].format, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (outcome->read, ==, 2);
      g_assert_cmpuint (outcome->written, ==, rows[i].written);
      losses = rewrite_describe_losses (outcome);
      g_assert_cmpstr (losses, ==, rows[i].losses);
    }
  g_assert_null (rewrite_convert (source, target, LUTHIER_FORMAT_CSV, &problem));
  g_assert_error (problem, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
}

/* Every character comes back from a table as it was. */
static void
test_characters (void)
{
  g_autoptr (GString) table = g_string_new ("prompt,completion\nHi,\"");
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GFile) source = NULL;
  g_autoptr (GFile) target = rewrite_file ("b.jsonl");
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (LuthierJson) json = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const LuthierJsonValue *turn, *part;

  for (gunichar c = 1; c < 0x11000; c += c < 0x800 ? 1 : 61)
    if (g_unichar_validate (c))
      {
        g_string_append_unichar (expected, c);
        g_string_append (table, c == '"' ? "\"" : "");
        g_string_append_unichar (table, c);
      }
  g_string_append (table, "\"\n");
  source = rewrite_write ("a.csv", table->str, (gssize) table->len);
  outcome = rewrite_convert (source, target, LUTHIER_FORMAT_CSV, &error);
  g_assert_no_error (error);
  text = rewrite_read (target, NULL);
  json = luthier_json_parse_text (text, -1, &error);
  g_assert_no_error (error);
  turn = luthier_json_value_get_element (
      luthier_json_value_get_member (luthier_json_get_root (json), "contents"), 1);
  part = luthier_json_value_get_element (luthier_json_value_get_member (turn, "parts"), 0);
  g_assert_cmpstr (luthier_json_value_get_member_string (part, "text"), ==, expected->str);
}

/* Tables are read in blocks. */
static void
test_large_table (void)
{
  g_autoptr (GString) table = g_string_new ("prompt,completion\n");
  g_autoptr (GFile) source = NULL;
  g_autoptr (GFile) target = rewrite_file ("b.jsonl");
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (table, "\"What is \"\"%u\"\",\nand why?\",\"It is %u.\"\r\n", i, i);
  source = rewrite_write ("a.csv", table->str, (gssize) table->len);
  outcome = rewrite_convert (source, target, LUTHIER_FORMAT_UNKNOWN, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome->written, ==, 20000);
  g_assert_cmpuint (outcome->losses->len, ==, 0);
  rewrite_assert_no_findings (target, LUTHIER_FINDING_WARNING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-convert/cases", test_cases);
  g_test_add_func ("/dataset-convert/formats", test_formats);
  g_test_add_func ("/dataset-convert/characters", test_characters);
  g_test_add_func ("/dataset-convert/large-table", test_large_table);

  return g_test_run ();
}
