/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-diff.h"
#include "rewrite-fixture.h"

#define PAIR(question, answer) LINE (TURN ("user", question) "," TURN ("model", answer))

static gboolean
run (GFile *before,
     GFile *after,
     GCancellable *cancellable,
     LuthierDatasetChanges *changes,
     GError **error)
{
  g_autoptr (LuthierDatasetDiff) diff = luthier_dataset_diff_new ();
  g_autoptr (GAsyncResult) result = NULL;
  gboolean is_done;

  luthier_dataset_diff_run_async (diff, before, after, cancellable, luthier_test_result_cb,
                                  &result);
  luthier_test_wait_for (result);
  is_done = luthier_dataset_diff_run_finish (diff, result, changes, error);
  if (is_done)
    g_assert_cmpfloat (luthier_dataset_diff_get_progress (diff), ==, 1);
  return is_done;
}

static LuthierDatasetChanges
compare (const char *one, const char *two)
{
  g_autoptr (GFile) before = rewrite_write ("before.jsonl", one, -1);
  g_autoptr (GFile) after = rewrite_write ("after.jsonl", two, -1);
  LuthierDatasetChanges changes;
  g_autoptr (GError) error = NULL;

  run (before, after, NULL, &changes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes.same + changes.changed + changes.removed, ==, changes.before);
  g_assert_cmpuint (changes.same + changes.changed + changes.added, ==, changes.after);
  return changes;
}

static void
assert_changes (
    const char *one, const char *two, guint64 same, guint64 changed, guint64 removed, guint64 added)
{
  LuthierDatasetChanges changes = compare (one, two);

  g_assert_cmpuint (changes.same, ==, same);
  g_assert_cmpuint (changes.changed, ==, changed);
  g_assert_cmpuint (changes.removed, ==, removed);
  g_assert_cmpuint (changes.added, ==, added);
}

static void
test_counts (void)
{
  const char *three = PAIR ("a", "1") PAIR ("b", "2") PAIR ("c", "3");

  assert_changes ("", "", 0, 0, 0, 0);
  assert_changes (three, three, 3, 0, 0, 0);
  assert_changes (three, "", 0, 0, 3, 0);
  assert_changes ("", three, 0, 0, 0, 3);
  assert_changes (three, PAIR ("c", "3") PAIR ("a", "1") PAIR ("b", "2"), 3, 0, 0, 0);
  assert_changes (three, PAIR ("a", "1") PAIR ("b", "new") PAIR ("d", "4") PAIR ("e", "5"), 1, 1, 1,
                  2);
}

/* What is there twice counts twice. */
static void
test_copies (void)
{
  assert_changes (PAIR ("a", "1") PAIR ("a", "1") PAIR ("a", "1"), PAIR ("a", "1"), 1, 0, 2, 0);
  assert_changes (PAIR ("a", "1"), PAIR ("a", "1") PAIR ("a", "1"), 1, 0, 0, 1);
  /* The equal ones first, then as many pairs as there are. */
  assert_changes (PAIR ("a", "1") PAIR ("a", "2") PAIR ("a", "3"), PAIR ("a", "3") PAIR ("a", "4"),
                  1, 1, 1, 0);
}

/* How it is written is no change. */
static void
test_spelling (void)
{
  const char *plain = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Größe?\"}]},"
                      "{\"role\":\"model\",\"parts\":[{\"text\":\"a/b\"}]}],\"n\":[1,2]}\n";
  const char *other = "\xef\xbb\xbf { \"n\" : [ 1 , 2 ], \"contents\": [ {\"parts\": [{\"text\":"
                      "\"Gr\\u00f6\\u00dfe?\"}], \"role\": \"user\"}, {\"role\": \"model\",\t"
                      "\"parts\": [{\"text\": \"a\\/b\"}]}] } \r\n\n  \n";

  assert_changes (plain, other, 1, 0, 0, 0);
}

/* What it says is one. */
static void
test_meaning (void)
{
  assert_changes ("{\"a\":[1,2]}\n", "{\"a\":[2,1]}\n", 0, 0, 1, 1);
  assert_changes ("{\"a\":1}\n", "{\"a\":\"1\"}\n", 0, 0, 1, 1);
  assert_changes ("{\"a\":{}}\n", "{\"a\":[]}\n", 0, 0, 1, 1);
  assert_changes ("{\"a\":true}\n", "{\"a\":null}\n", 0, 0, 1, 1);
  assert_changes ("{\"a\":\"b\"}\n", "{\"b\":\"a\"}\n", 0, 0, 1, 1);
  assert_changes ("{\"a\":{\"x\":1},\"b\":{\"y\":2}}\n", "{\"a\":{\"y\":2},\"b\":{\"x\":1}}\n", 0,
                  0, 1, 1);
  assert_changes ("{\"a\":[[1],2]}\n", "{\"a\":[1,[2]]}\n", 0, 0, 1, 1);
  assert_changes ("{\"a\":\"x \"}\n", "{\"a\":\"x\"}\n", 0, 0, 1, 1);
}

/* In all formats: the same prompt with something else. */
static void
test_prompts (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    gboolean is_change;
  } cases[] = {
    { LINE (USER "," MODEL), LINE (USER "," MODEL "," USER "," MODEL), TRUE },
    { LINE (USER "," MODEL), LINE (TURN ("user", "Other") "," MODEL), FALSE },
    { LINE (MODEL), LINE (MODEL "," MODEL), FALSE },
    { "{\"systemInstruction\":" TURN ("system", "x") ",\"contents\":[" USER "," MODEL "]}\n",
      LINE (USER "," MODEL), TRUE },
    { "{\"contents\":[{\"parts\":[" TEXT ("q") "]},{\"parts\":[" TEXT ("1") "]}]}\n",
      "{\"contents\":[{\"parts\":[" TEXT ("q") "]},{\"parts\":[" TEXT ("2") "]}]}\n", TRUE },
    { "{\"messages\":[{\"role\":\"system\",\"content\":\"x\"},{\"role\":\"user\",\"content\":\"q\"}"
      ",{\"role\":\"assistant\",\"content\":\"1\"}]}\n",
      "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}"
      ",{\"role\":\"assistant\",\"content\":\"2\"}]}\n",
      TRUE },
    { "{\"prompt\":\"q\",\"completion\":\"1\"}\n", "{\"prompt\":\"q\",\"completion\":\"2\"}\n",
      TRUE },
    { "{\"text_input\":\"q\",\"output\":\"1\"}\n", "{\"output\":\"2\",\"text_input\":\"q\"}\n",
      TRUE },
    { "{\"instruction\":\"i\",\"input\":\"q\",\"output\":\"1\"}\n",
      "{\"instruction\":\"i\",\"input\":\"q\",\"output\":\"2\"}\n", TRUE },
    { "{\"instruction\":\"i\",\"input\":\"q\",\"output\":\"1\"}\n",
      "{\"instruction\":\"i\",\"input\":\"r\",\"output\":\"1\"}\n", FALSE },
    { "{\"prompt\":\"q\",\"completion\":\"1\"}\n", "{\"text_input\":\"q\",\"output\":\"1\"}\n",
      FALSE },
    { "{\"contents\":\"q\",\"output\":\"1\"}\n", "{\"contents\":\"q\",\"output\":\"2\"}\n", FALSE },
    { "not JSON\n", "not JSON at all\n", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_change = cases[i].is_change;

      g_test_message ("%s", cases[i].before);
      assert_changes (cases[i].before, cases[i].after, 0, is_change, !is_change, !is_change);
    }
}

/* Lines that are no JSON count by what they are. */
static void
test_broken (void)
{
  assert_changes ("{\"a\":\n[1,2]\n\"x\"\n\n", "\"x\"\n{\"a\":\n[1,2]", 3, 0, 0, 0);
  assert_changes ("{\"a\":1} {\"b\":2}\n", "{\"a\":1} {\"b\":3}\n", 0, 0, 1, 1);
  assert_changes ("{\"a\":\"\xff\"}\n", "{\"a\":\"\xff\"}\n{\"a\":\"\xfe\"}\n", 1, 0, 0, 1);
  {
    g_autofree char *opened = g_strnfill (100000, '[');
    g_autofree char *deep = g_strconcat ("{\"a\":", opened, "\n", NULL);

    assert_changes (deep, deep, 1, 0, 0, 0);
  }
}

/* One example in a random spelling. */
static void
append_example (GString *text, GRand *chance, guint question, guint answer)
{
  const char *blank = g_rand_boolean (chance) ? " " : "";

  if (g_rand_boolean (chance))
    g_string_append_printf (text,
                            "{%s\"contents\":[{\"role\":\"user\",%s\"parts\":[{\"text\":\"q%u\"}]},"
                            "{\"role\":\"model\",\"parts\":[{\"text\":\"a%u\"}]}]}\n",
                            blank, blank, question, answer);
  else
    g_string_append_printf (
        text,
        "{\"contents\":[{\"parts\":[{\"text\":\"\\u0071%u\"}],\"role\":%s\"user\"},"
        "{\"parts\":[{\"text\":%s\"a%u\"}],\"role\":\"model\"}]}%s\r\n",
        question, blank, blank, answer, blank);
}

/* The same, counted without hashes: cells of a table of questions and answers. */
#define N_QUESTIONS 40
#define N_ANSWERS   3

static void
test_random (void)
{
  GRand *chance = g_rand_new_with_seed (4079);

  for (guint round = 0; round < 20; round++)
    {
      guint counts[2][N_QUESTIONS][N_ANSWERS] = { { { 0 } } };
      char *texts[2];
      guint64 same = 0, changed = 0, total[2] = { 0, 0 };

      for (guint side = 0; side < 2; side++)
        {
          GString *text = g_string_new (NULL);

          for (guint i = g_rand_int_range (chance, 0, 300); i > 0; i--)
            {
              guint question = (guint) g_rand_int_range (chance, 0, N_QUESTIONS);
              guint answer = (guint) g_rand_int_range (chance, 0, N_ANSWERS);

              counts[side][question][answer]++;
              total[side]++;
              append_example (text, chance, question, answer);
            }
          texts[side] = g_string_free (text, FALSE);
        }
      for (guint question = 0; question < N_QUESTIONS; question++)
        {
          guint left[2] = { 0, 0 };

          for (guint answer = 0; answer < N_ANSWERS; answer++)
            {
              guint a = counts[0][question][answer], b = counts[1][question][answer];

              same += MIN (a, b);
              left[0] += a - MIN (a, b);
              left[1] += b - MIN (a, b);
            }
          changed += MIN (left[0], left[1]);
        }
      assert_changes (texts[0], texts[1], same, changed, total[0] - same - changed,
                      total[1] - same - changed);
      g_free (texts[0]);
      g_free (texts[1]);
    }
  g_rand_free (chance);
}

/* Lines across the borders of what is read at once, and longer than that. */
static void
test_segments (void)
{
  g_autoptr (GString) one = g_string_new (NULL);
  g_autoptr (GString) two = g_string_new (NULL);
  g_autofree char *filling = g_strnfill (3 * 1024 * 1024, 'x');

  for (guint i = 0; i < 40000; i++)
    {
      g_string_append_printf (one, PAIR ("question %u", "answer"), i);
      g_string_append_printf (
          two, i % 100 == 0 ? PAIR ("question %u", "other") : PAIR ("question %u", "answer"), i);
    }
  g_string_append_printf (one, PAIR ("long", "%s"), filling);
  g_string_append_printf (two, PAIR ("long", "%s"), filling);
  assert_changes (one->str, two->str, 40001 - 400, 400, 0, 0);
}

static void
test_errors (void)
{
  g_autoptr (GFile) before = rewrite_write ("before.jsonl", GOOD, -1);
  g_autoptr (GFile) missing = rewrite_file ("missing.jsonl");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LuthierDatasetChanges changes = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (run (before, missing, NULL, &changes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (run (before, before, cancellable, &changes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dataset-diff/counts", test_counts);
  g_test_add_func ("/dataset-diff/copies", test_copies);
  g_test_add_func ("/dataset-diff/spelling", test_spelling);
  g_test_add_func ("/dataset-diff/meaning", test_meaning);
  g_test_add_func ("/dataset-diff/prompts", test_prompts);
  g_test_add_func ("/dataset-diff/broken", test_broken);
  g_test_add_func ("/dataset-diff/random", test_random);
  g_test_add_func ("/dataset-diff/segments", test_segments);
  g_test_add_func ("/dataset-diff/errors", test_errors);

  return g_test_run ();
}
