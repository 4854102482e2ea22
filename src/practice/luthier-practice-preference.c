/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-preference.h"

#include <math.h>

#include "luthier-json.h"

/* As many characters make a token, about. */
#define TOKEN_LENGTH 4

typedef struct
{
  LuthierPracticeSurvey *survey; /* (not owned) */
  GArray *input;                 /* (owned): of guint64, the tokens of each example */
  GArray *output;                /* (owned) */
} Count;

static guint64
count_tokens (const LuthierJsonValue *content)
{
  LuthierJsonIter iter;
  const LuthierJsonValue *part;
  guint64 length = 0;

  luthier_json_iter_init (&iter, luthier_json_value_get_member (content, "parts"));
  while (luthier_json_iter_next (&iter, NULL, &part))
    length += luthier_json_value_get_length (luthier_json_value_get_member (part, "text"));
  return (length + TOKEN_LENGTH - 1) / TOKEN_LENGTH;
}

static guint64
count_input (const LuthierJsonValue *example)
{
  LuthierJsonIter iter;
  const LuthierJsonValue *content;
  guint64 sum = count_tokens (luthier_json_value_get_member (example, "systemInstruction"));

  luthier_json_iter_init (&iter, luthier_json_value_get_member (example, "contents"));
  while (luthier_json_iter_next (&iter, NULL, &content))
    sum += count_tokens (content);
  return sum;
}

/* NULL: the example is as it should be. */
static const char *
find_fault (const LuthierJsonValue *example)
{
  const LuthierJsonValue *contents = luthier_json_value_get_member (example, "contents");
  const LuthierJsonValue *completions = luthier_json_value_get_member (example, "completions");
  const LuthierJsonValue *first = luthier_json_value_get_element (completions, 0);
  const LuthierJsonValue *second = luthier_json_value_get_element (completions, 1);
  double scores[2];

  if (luthier_json_value_get_kind (example) != LUTHIER_JSON_OBJECT)
    return "the line is not a JSON object";
  if (luthier_json_value_get_length (contents) == 0)
    return "contents is missing";
  if (luthier_json_value_get_kind (completions) != LUTHIER_JSON_ARRAY ||
      luthier_json_value_get_length (completions) != 2)
    return "there must be exactly two completions";
  scores[0] = luthier_json_value_get_double (luthier_json_value_get_member (first, "score"), 0);
  scores[1] = luthier_json_value_get_double (luthier_json_value_get_member (second, "score"), 0);
  if (fabs (scores[0] + scores[1] - 1) > 1e-9 || fabs (scores[0] * scores[1]) > 1e-9)
    return "one completion must have the score 1 and the other 0";
  if (count_tokens (luthier_json_value_get_member (first, "completion")) == 0 ||
      count_tokens (luthier_json_value_get_member (second, "completion")) == 0)
    return "a completion has no text";
  return NULL;
}

static void
take_example (Count *count, const LuthierJsonValue *example)
{
  const LuthierJsonValue *completions = luthier_json_value_get_member (example, "completions");
  guint64 input = count_input (example), output = 0;

  for (guint i = 0; i < 2; i++)
    output += count_tokens (luthier_json_value_get_member (
        luthier_json_value_get_element (completions, i), "completion"));
  g_array_append_val (count->input, input);
  g_array_append_val (count->output, output);
  count->survey->examples++;
}

static void
fail (LuthierPracticeSurvey *survey, const char *name, guint64 line, const char *problem)
{
  survey->error_code = 3;
  survey->error_message = g_strdup_printf (
      "Dataset validation failed: %s, line %" G_GUINT64_FORMAT ": %s.", name, line, problem);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a, second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

static double
pick (GArray *sorted, double part)
{
  return (double) g_array_index (sorted, guint64, (guint) (part * (sorted->len - 1)));
}

static void
summarize (GArray *numbers, LuthierTokenSummary *summary)
{
  if (numbers->len == 0)
    return;
  g_array_sort (numbers, compare_numbers);
  summary->min = g_array_index (numbers, guint64, 0);
  summary->max = g_array_index (numbers, guint64, numbers->len - 1);
  summary->n_buckets = 8;
  summary->bucket_width = summary->max / summary->n_buckets + 1;
  for (guint i = 0; i < numbers->len; i++)
    {
      guint64 number = g_array_index (numbers, guint64, i);

      summary->sum += number;
      summary->buckets[number / summary->bucket_width]++;
    }
  summary->mean = (double) summary->sum / numbers->len;
  summary->median = pick (numbers, 0.5);
  summary->p5 = pick (numbers, 0.05);
  summary->p95 = pick (numbers, 0.95);
}

static gboolean
read_lines (Count *count,
            GDataInputStream *lines,
            const char *name,
            GCancellable *cancellable,
            GError **error)
{
  for (guint64 number = 1; count->survey->error_code == 0; number++)
    {
      gsize length;
      g_autoptr (GError) failure = NULL;
      g_autoptr (LuthierJson) document = NULL;
      g_autofree char *line = g_data_input_stream_read_line (lines, &length, cancellable, &failure);
      const char *fault = NULL;

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (line == NULL)
        return TRUE;
      if (*g_strstrip (line) == '\0')
        continue;
      document = luthier_json_parse_text (line, -1, &failure);
      fault = document != NULL ? find_fault (luthier_json_get_root (document)) : failure->message;
      if (fault != NULL)
        fail (count->survey, name, number, fault);
      else
        take_example (count, luthier_json_get_root (document));
    }
  return TRUE;
}

/**
 * luthier_practice_preference_survey:
 * @survey: takes what is found
 * @stream: the file
 * @name: what to call it in messages
 * @cancellable: (nullable): stops it
 * @error: set if it was cancelled or could not be read
 *
 * Blocks. The first line that is not as it should be ends it; which one and why is in @survey.
 *
 * Returns: whether the file was read
 */
gboolean
luthier_practice_preference_survey (LuthierPracticeSurvey *survey,
                                    GInputStream *stream,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);
  g_autoptr (GArray) input = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) output = g_array_new (FALSE, FALSE, sizeof (guint64));
  Count count = { survey, input, output };

  survey->preference = TRUE;
  if (!read_lines (&count, lines, name, cancellable, error))
    return FALSE;
  if (survey->error_code == 0 && survey->examples == 0)
    fail (survey, name, 1, "there is no example");
  summarize (input, &survey->input);
  summarize (output, &survey->output);
  return TRUE;
}
