/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-situations-private.h"

/* The service looks at the data after it has created the job, and says one thing of them. Where it
 * names a line, the file that was uploaded opens at it. */

#define LINE "(line|row|example|index)s?:? #?"

static const LuthierSituation situations[] = {
  {
      .id = "data-dropped",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "10 ?%|10 percent|too many .*(dropped|invalid)|examples .*(were )?dropped",
      .title = N_ ("Too many examples were dropped"),
      .what_to_do = N_ ("A job fails if more than a tenth of its examples cannot be used. Check "
                        "the dataset for the model's rules, correct it and tune again."),
      .remedies = { OPEN_DATA, CHOOSE_DATA },
  },
  {
      .id = "data-part",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern =
          "unsupported (modality|part|content)(?: type)? \\[?\"?(?<part>[A-Za-z_ ]+)",
      /* Translators: {part} becomes a name of the service's, such as "function call" */
      /* xgettext: python-brace-format */
      .title = N_ ("This model does not learn from “{part}”"),
      .what_to_do = N_ ("The same data may be right for another model. Choose one that takes them, "
                        "or take these parts out of the examples."),
      .remedies = { OPEN_LINE, CHANGE (BASE_MODEL, N_ ("Choose Another Model…")), CHOOSE_DATA },
  },
  {
      .id = "data-few",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "(at least|a minimum of|fewer than|less than) [0-9]+ (training "
                         ")?(examples|samples|rows)|(too few|not enough|insufficient( number of)?) "
                         "(training )?(examples|samples|rows)",
      .title = N_ ("There are too few examples"),
      .what_to_do = N_ (
          "Add examples: a hundred good ones are a beginning. Many copies of a few do "
          "not help."),
      .remedies = { CHOOSE_DATA, OPEN_DATA },
  },
  {
      .id = "validation-large",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern =
          "validation (data ?set|data|file|set|examples).*(exceed|too (large|many)|more "
          "than|at most|up to)",
      .title = N_ ("The validation data have too many examples"),
      .what_to_do = N_ (
          "Up to 5,000 are taken, and above 1,000 not more than 30 percent as many as "
          "there are training examples. Luthier can divide a file so."),
      .remedies = { CHANGE (VALIDATION_DATA, N_ ("Choose Other Validation Data…")) },
  },
  {
      .id = "data-many",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "too many (training )?(examples|samples|rows)|more than [0-9,]+ (training "
                         ")?(examples|samples|rows)|(number of|training) examples.*exceed",
      .title = N_ ("There are too many examples"),
      .what_to_do = N_ ("Leave examples out: those that say the same again first."),
      .remedies = { CHOOSE_DATA },
  },
  {
      .id = "data-long",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "(tokens?( count| limit)?.*(exceed|limit|too (long|many)|more "
                         "than)|exceed.*tokens?|too many tokens|context (length|window))",
      .title = N_ ("An example is too long for the model"),
      .what_to_do = N_ ("Shorten it and what is like it, or leave them out. Luthier's check of the "
                        "file lists all that come near the limit."),
      .remedies = { OPEN_LINE, OPEN_DATA, CHOOSE_DATA },
  },
  {
      .id = "data-file-large",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern =
          "(file|data ?set|object)( size)?.*(exceeds|is larger|too large|bigger).*([0-9] "
          "?[GM]i?B|bytes|size)",
      .title = N_ ("The file is too large"),
      .what_to_do = N_ ("A file of data has up to 1 GB. Leave examples out, or shorten them."),
      .remedies = { CHOOSE_DATA },
  },
  {
      .id = "data-empty",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "(data ?set|file|object) (is|was) empty|empty (data ?set|file)|no (valid "
                         ")?(training )?examples",
      .title = N_ ("There are no examples in the data"),
      .what_to_do = N_ ("Choose a file with one example a line."),
      .remedies = { CHOOSE_DATA },
  },
  {
      .id = "data-encoding",
      .symptoms = JOB,
      .code = RPC_INVALID_ARGUMENT,
      .message_pattern = "(utf-?(8|16)|byte order mark|\\bBOM\\b|encoding|NUL character)",
      .title = N_ ("The data are not in UTF-8"),
      .what_to_do = N_ ("Open the file here: Luthier can save a copy in the right encoding."),
      .remedies = { OPEN_LINE, OPEN_DATA, CHOOSE_DATA },
  },
  {
      .id = "data-json",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "(not (a )?valid JSON|(invalid|malformed) JSON|JSON ?(parse|syntax)|pars"
                         "e.*JSON|expected.*JSON object)",
      .title = N_ ("A line of the data is not JSON"),
      .what_to_do = N_ ("Each line is one JSON object. Correct the line and what is like it, and "
                        "tune again."),
      .remedies = { OPEN_LINE, OPEN_DATA, CHOOSE_DATA },
  },
  {
      .id = "data-turns",
      .symptoms = JOB,
      .code = RPC_INVALID_ARGUMENT,
      .message_pattern = "(\\broles?\\b|alternat|(last|final|first) (turn|content|message))",
      .title = N_ ("The turns of an example are not in order"),
      .what_to_do = N_ ("User and model take turns, and the model has the last word. Correct the "
                        "examples and tune again."),
      .remedies = { OPEN_LINE, OPEN_DATA, CHOOSE_DATA },
  },
  {
      .id = "data-fields",
      .symptoms = JOB,
      .code = RPC_INVALID_ARGUMENT,
      .message_pattern = "((missing|unknown|unexpected|required) (field|key|property)|has no "
                         "(contents|parts|completions)|(contents|parts|completions|messages)['"
                         "\"` ].*(missing|required|empty))",
      .title = N_ ("An example lacks what every example has"),
      .what_to_do = N_ ("Open the data: Luthier says of each example what is missing, and can "
                        "convert some other formats."),
      .remedies = { OPEN_LINE, OPEN_DATA, CHOOSE_DATA },
  },
  {
      .id = "media-unreadable",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern =
          "((image|video|audio|pdf|media|file ?ur[il]).*(cannot|could not|unable|failed|not "
          "found|denied)|(cannot|could not|unable to|failed to) (read|fetch|download|load).*"
          "(image|video|audio|pdf|media|file ?ur[il]))",
      .title = N_ ("A picture, sound or video of the data cannot be read"),
      .reason = N_ ("The service agent reads them, not your account."),
      .what_to_do = N_ ("Check its address, and that the service agent for tuning may read the "
                        "bucket it is in."),
      .remedies = { OPEN_LINE, COPY_GRANT ("{grant-bucket}"), CHOOSE_DATA },
  },
  {
      .id = "media-unfit",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "(mime.?type|too many (images|files|videos)|(image|video|audio|pdf).*("
                         "size|length|duration|limit|pages|at most|too)|media_?resolution)",
      .title = N_ ("A picture, sound or video is not as the model takes it"),
      .what_to_do = N_ ("Open the data: Luthier's check says what the model takes, and where it is "
                        "passed."),
      .remedies = { OPEN_LINE, OPEN_DATA, CHOOSE_DATA },
  },
  {
      .id = "data-functions",
      .symptoms = JOB,
      .code = RPC_INVALID_ARGUMENT,
      .message_pattern = "(function.?(declaration|call|response)|\\btools?\\b)",
      .title = N_ ("A function of an example is not right"),
      .what_to_do = N_ ("Every call names a function that the example declares, and its answer "
                        "follows it. Correct the examples and tune again."),
      .remedies = { OPEN_LINE, OPEN_DATA, CHOOSE_DATA },
  },
  {
      .id = "data-unsafe",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "(\\bRAI\\b|responsible AI|safety|prohibited|content policy)",
      .title = N_ ("The service does not train on some of the examples"),
      .reason = N_ ("Its rules on content forbid it."),
      .what_to_do = N_ ("Take out what the message names and what is like it, and tune again."),
      .remedies = { OPEN_LINE, OPEN_DATA, CHOOSE_DATA },
  },
  {
      .id = "data-line",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "\\b" LINE "(?<line>[0-9]+)",
      /* xgettext: python-brace-format */
      .title = N_ ("Line {line} of the dataset is wrong"),
      .what_to_do = N_ ("Open the dataset, correct the line and what is like it, and tune again."),
      .remedies = { OPEN_LINE, CHOOSE_DATA },
  },
  {
      .id = "data-rules",
      .symptoms = JOB,
      .code = RPC_INVALID_ARGUMENT,
      .message_pattern = "data ?set|example|jsonl",
      .title = N_ ("The dataset does not keep the model's rules"),
      .what_to_do = N_ ("Check the dataset for this model, correct it and tune again."),
      .vague = TRUE,
      .remedies = { OPEN_DATA, CHOOSE_DATA },
  },
};

const LuthierSituation *
luthier_situations_get_of_data (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
