/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-fault.h"

#include <glib/gi18n.h>

/* Marks a singular and a plural for translation (a keyword of po/meson.build). Findings that
 * concern the file as a whole have one form. */
#define PLURAL(singular, plural) singular, plural

typedef struct
{
  const char *rule;
  LuthierFindingSeverity severity;
  const char *title;
  const char *titles;
  const char *consequence;
} Wording;

#define ERROR   LUTHIER_FINDING_ERROR
#define WARNING LUTHIER_FINDING_WARNING

/* clang-format off */
static const Wording wordings[LUTHIER_N_FAULTS] = {
  [LUTHIER_FAULT_EMPTY] = { "F01", ERROR,
    N_("The file has no examples"), NULL,
    N_("There is nothing to learn from.") },
  [LUTHIER_FAULT_ENCODING] = { "F02", ERROR,
    /* Translators: in this and all titles of findings, %s is a number. It has to be there once, as
     * %s and nothing else. */
    PLURAL ("%s line is not valid UTF-8", "%s lines are not valid UTF-8"),
    N_("Such lines cannot be read. Save the file as UTF-8.") },
  [LUTHIER_FAULT_BYTE_ORDER_MARK] = { "F02", ERROR,
    N_("The file begins with a byte order mark"), NULL,
    N_("It makes the first example unreadable. Save the file as UTF-8 without it.") },
  [LUTHIER_FAULT_UTF16] = { "F02", ERROR,
    N_("The file is UTF-16, not UTF-8"), NULL,
    N_("No line of it can be read. Save the file as UTF-8.") },
  [LUTHIER_FAULT_NUL] = { "F02", ERROR,
    PLURAL ("%s line holds a NUL byte", "%s lines hold NUL bytes"),
    N_("Such lines cannot be read. The file may be damaged.") },
  [LUTHIER_FAULT_COMPRESSED] = { "F02", ERROR,
    N_("The file is compressed"), NULL,
    N_("The service reads plain text. Unpack the file first.") },
  [LUTHIER_FAULT_CARRIAGE_RETURN] = { "F02", WARNING,
    PLURAL ("%s line ends as on Windows", "%s lines end as on Windows"),
    N_("Such lines are read, but a plain line break is safer.") },
  [LUTHIER_FAULT_SYNTAX] = { "F03", ERROR,
    PLURAL ("%s line is not valid JSON", "%s lines are not valid JSON"),
    N_("The service drops such lines.") },
  [LUTHIER_FAULT_NOT_OBJECT] = { "F03", ERROR,
    PLURAL ("%s line is not a JSON object", "%s lines are not JSON objects"),
    N_("Every line has to be one example, in braces.") },
  [LUTHIER_FAULT_ONE_ARRAY] = { "F03", ERROR,
    N_("The file is one JSON array"), NULL,
    N_("Every example has to be a line of its own, without brackets and commas around it.") },
  [LUTHIER_FAULT_SPREAD] = { "F03", ERROR,
    N_("Examples are spread over several lines"), NULL,
    N_("Every example has to be one line of its own.") },
  [LUTHIER_FAULT_ENDLESS] = { "F03", ERROR,
    PLURAL ("%s line is longer than 64 MB", "%s lines are longer than 64 MB"),
    N_("No model reads that much at once.") },
  [LUTHIER_FAULT_BLANK_LINE] = { "F03", WARNING,
    PLURAL ("%s line is blank", "%s lines are blank"),
    N_("Blank lines are left out, and the service may count lines differently.") },
  [LUTHIER_FAULT_REPEATED_NAME] = { "F04", WARNING,
    PLURAL ("%s name is given twice in its object", "%s names are given twice in their object"),
    N_("Only the last one counts.") },
  [LUTHIER_FAULT_BOTH_SPELLINGS] = { "F04", WARNING,
    PLURAL ("%s field is given in both spellings", "%s fields are given in both spellings"),
    N_("The service refuses a field that is given twice.") },
  [LUTHIER_FAULT_TOO_LARGE] = { "F05", ERROR,
    N_("The file is too large"), NULL,
    N_("The service refuses it. Split the file, or leave examples out.") },
  [LUTHIER_FAULT_LARGE] = { "F05", WARNING,
    N_("The file is at the limit of size"), NULL,
    N_("The limit may be 1,000,000,000 bytes, or somewhat more.") },
  [LUTHIER_FAULT_TOO_MANY] = { "F06", ERROR,
    PLURAL ("%s example is more than the model takes", "%s examples are more than the model takes"),
    N_("The job would fail.") },
  [LUTHIER_FAULT_FEW] = { "F07", WARNING,
    PLURAL ("There is only %s example", "There are only %s examples"),
    N_("100 to 500 good ones are a better start.") },
  [LUTHIER_FAULT_TOO_MUCH_VALIDATION] = { "F08", ERROR,
    PLURAL ("%s example is too much to validate with", "%s examples are too many to validate with"),
    N_("The job would fail.") },
  [LUTHIER_FAULT_SHARE_OF_VALIDATION] = { "F08", ERROR,
    PLURAL ("%s example to validate with is more than three tenths of those to train with",
            "%s examples to validate with are more than three tenths of those to train with"),
    N_("Beyond 1,000 of them the service takes no larger part. The job would fail.") },
  [LUTHIER_FAULT_REPEATED_EXAMPLE] = { "F10", WARNING,
    PLURAL ("%s example appears twice", "%s examples appear twice"),
    N_("What is repeated counts double in training and in cost.") },
  [LUTHIER_FAULT_UNKNOWN_COPIES] = { "F10", LUTHIER_FINDING_HINT,
    N_("Repeated examples were not looked for"), NULL,
    N_("There is no room on the disk for a temporary file. Make room, and check the file again.") },
  [LUTHIER_FAULT_LEAK] = { "F10", WARNING,
    PLURAL ("%s example is in the training data too", "%s examples are in the training data too"),
    N_("What was learned by heart says nothing about what was understood: the results look too good.") },
  [LUTHIER_FAULT_OTHER_FORMAT] = { "F12", ERROR,
    N_("The file has another format than the training data"), NULL,
    N_("The job would fail. Both files have to be in one format.") },
  [LUTHIER_FAULT_NO_CONTENTS] = { "C01", ERROR,
    PLURAL ("%s example has no contents", "%s examples have no contents"),
    N_("An example is a list “contents” of turns; the service drops other lines.") },
  [LUTHIER_FAULT_CHAT_FORMAT] = { "C01", ERROR,
    PLURAL ("%s example is a list of “messages”", "%s examples are lists of “messages”"),
    N_("That is the format of another service. This one reads “contents”.") },
  [LUTHIER_FAULT_PROMPT_FORMAT] = { "C01", ERROR,
    PLURAL ("%s example is a pair of prompt and output", "%s examples are pairs of prompt and output"),
    N_("That is the format of another service. This one reads “contents”.") },
  [LUTHIER_FAULT_TURN_KIND] = { "C02", ERROR,
    PLURAL ("%s turn is not an object", "%s turns are not objects"),
    N_("A turn is an object with “role” and “parts”.") },
  [LUTHIER_FAULT_NO_PARTS] = { "C02", ERROR,
    PLURAL ("%s turn has no parts", "%s turns have no parts"),
    N_("The service drops examples with such turns.") },
  [LUTHIER_FAULT_PART_KIND] = { "C02", ERROR,
    PLURAL ("%s part is not of the kind it has to be", "%s parts are not of the kind they have to be"),
    N_("A part is an object; its text is a string.") },
  [LUTHIER_FAULT_PART_DATA] = { "C02", ERROR,
    PLURAL ("%s part does not hold exactly one thing", "%s parts do not hold exactly one thing"),
    N_("A part is a text, a file, a function call or its response.") },
  [LUTHIER_FAULT_ROLE] = { "C03", ERROR,
    PLURAL ("%s turn has an unknown role", "%s turns have unknown roles"),
    N_("A role is “user” or “model”.") },
  [LUTHIER_FAULT_NO_ROLE] = { "C03", ERROR,
    PLURAL ("%s turn has no role", "%s turns have no role"),
    N_("Among several turns, each has to say “user” or “model”.") },
  [LUTHIER_FAULT_NO_ANSWER] = { "C04", ERROR,
    PLURAL ("%s example has no answer", "%s examples have no answer"),
    N_("Without a turn of the model there is nothing to learn.") },
  [LUTHIER_FAULT_LAST_TURN] = { "C04", WARNING,
    PLURAL ("%s example does not end with the model", "%s examples do not end with the model"),
    N_("Nothing is learned from what follows the last answer.") },
  [LUTHIER_FAULT_FIRST_TURN] = { "C05", WARNING,
    PLURAL ("%s example begins with the model", "%s examples begin with the model"),
    N_("In use, the user always begins.") },
  [LUTHIER_FAULT_ALTERNATION] = { "C05", WARNING,
    PLURAL ("%s turn follows one of the same role", "%s turns follow one of the same role"),
    N_("User and model usually take turns.") },
  [LUTHIER_FAULT_EMPTY_ANSWER] = { "C06", ERROR,
    PLURAL ("%s answer is empty", "%s answers are empty"),
    N_("There is nothing to learn from an empty answer, and the service drops such lines.") },
  [LUTHIER_FAULT_BLANK_TEXT] = { "C07", WARNING,
    PLURAL ("%s turn has a text of nothing but blanks", "%s turns have a text of nothing but blanks"),
    N_("The model learns nothing from blanks.") },
  [LUTHIER_FAULT_BLANKS_AROUND] = { "C07", WARNING,
    PLURAL ("%s answer begins or ends with blanks", "%s answers begin or end with blanks"),
    N_("The model would learn the blanks too.") },
  [LUTHIER_FAULT_SYSTEM_PARTS] = { "C08", ERROR,
    PLURAL ("%s system instruction is more than text", "%s system instructions are more than text"),
    N_("A system instruction takes “parts” with texts and nothing else.") },
  [LUTHIER_FAULT_UNKNOWN_NAME] = { "C09", WARNING,
    PLURAL ("%s name is not known here", "%s names are not known here"),
    N_("The service may leave out what it does not know, or refuse it.") },
  [LUTHIER_FAULT_WITH_SYSTEM] = { "C10", WARNING,
    PLURAL ("%s example has a system instruction", "%s examples have a system instruction"),
    N_("Most have none. One task is learned best in one form.") },
  [LUTHIER_FAULT_WITHOUT_SYSTEM] = { "C10", WARNING,
    PLURAL ("%s example has no system instruction", "%s examples have no system instruction"),
    N_("Most have one. One task is learned best in one form.") },
  [LUTHIER_FAULT_FILE_DATA] = { "M01", ERROR,
    PLURAL ("%s file cannot be found by its address", "%s files cannot be found by their address"),
    N_("A file needs “mimeType” and “fileUri”, which begins with gs:// or https://.") },
  [LUTHIER_FAULT_INLINE_DATA] = { "M08", WARNING,
    PLURAL ("%s part holds a whole file", "%s parts hold whole files"),
    N_("The documentation of the service has files by their address only, as “fileData”.") },
  [LUTHIER_FAULT_CALL] = { "N01", ERROR,
    PLURAL ("%s function call or response is not complete", "%s function calls or responses are not complete"),
    N_("A call takes a name and “args”, a response a name and “response”, as an object.") },
  [LUTHIER_FAULT_UNDECLARED_CALL] = { "N01", ERROR,
    PLURAL ("%s function is called that is not declared", "%s functions are called that are not declared"),
    N_("Every function has to be declared in “tools” of its example.") },
  [LUTHIER_FAULT_RESPONSE] = { "N02", ERROR,
    PLURAL ("%s function response has no call before it", "%s function responses have no call before them"),
    N_("A response follows a call of the same name.") },
  [LUTHIER_FAULT_TOO_LONG] = { "T01", ERROR,
    PLURAL ("%s example is too long for the model", "%s examples are too long for the model"),
    N_("The service cuts off what is too long, and the end of the answer is lost.") },
  [LUTHIER_FAULT_LONG] = { "T01", WARNING,
    PLURAL ("%s example is nearly too long for the model", "%s examples are nearly too long for the model"),
    N_("Tokens are estimated here; the service may count more.") },
};
/* clang-format on */

static char *
word_title (const Wording *wording, guint64 count)
{
  /* Plural forms depend on the last digits only. */
  gulong form = (gulong) (count < 1000000 ? count : 1000000 + count % 1000000);
  GString *title = g_string_new (wording->titles != NULL
                                     ? ngettext (wording->title, wording->titles, form)
                                     : _ (wording->title));
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, count);

  g_string_replace (title, "%s", number, 1);
  return g_string_free (title, FALSE);
}

static char *
word_consequence (const Wording *wording, const char *detail)
{
  if (detail == NULL)
    return g_strdup (_ (wording->consequence));
  /* Translators: a whole sentence, such as "The service drops such lines.", and what the first place
   * is about: a name in quotes, or what is wrong there. A line may follow: "First in line 12." */
  return g_strdup_printf (_ ("%s First: %s."), _ (wording->consequence), _ (detail));
}

/**
 * luthier_dataset_fault_get_severity:
 *
 * Returns: how bad a fault is
 */
LuthierFindingSeverity
luthier_dataset_fault_get_severity (LuthierDatasetFault fault)
{
  return wordings[fault].severity;
}

/**
 * luthier_dataset_fault_to_finding:
 * @count: how many there are
 * @detail: (nullable): what the first one is about, untranslated
 *
 * Puts a fault into words.
 *
 * Returns: (transfer full): a finding with no place
 */
LuthierDatasetFinding *
luthier_dataset_fault_to_finding (LuthierDatasetFault fault, guint64 count, const char *detail)
{
  const Wording *wording = &wordings[fault];
  LuthierDatasetFinding *finding = g_new0 (LuthierDatasetFinding, 1);

  finding->id = wording->rule;
  finding->rule = wording->rule;
  finding->severity = wording->severity;
  finding->source = LUTHIER_RULE_CAUTION;
  finding->count = count;
  finding->places = g_array_new (FALSE, FALSE, sizeof (LuthierDatasetPlace));
  finding->title = word_title (wording, count);
  finding->message = word_title (wording, 1);
  finding->consequence = word_consequence (wording, detail);
  finding->fix = g_strdup ("");
  return finding;
}

void
luthier_dataset_finding_free (LuthierDatasetFinding *finding)
{
  g_array_unref (finding->places);
  g_free (finding->title);
  g_free (finding->message);
  g_free (finding->consequence);
  g_free (finding->fix);
  g_free (finding);
}
