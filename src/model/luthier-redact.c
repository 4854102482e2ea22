/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-redact.h"

/* What stands behind a name: a text in JSON, the same inside another text, or a word. */
#define VALUE "(?:\\\\++\"[^\"\\\\]*+|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"?|[^\\s&,}\"]++)"

/* Names of nothing but secrets. An upload's session needs no token besides its address. */
static const char named[] = "((?:access_?|refresh_?|id_?|subject_?|actor_?)token|assertion|"
                            "private_?key|client_?secret|code_?verifier|upload_?id|api_?key|"
                            "x-goog-signature)(\\\\*+\"?\\s*+[:=]\\s*+)" VALUE;
/* Names that are also words of sentences, and a code that is no number. */
static const char fields[] = "\\b(token|password)(=|\\\\*+\"\\s*+:\\s*+)" VALUE
                             "|\\b(code)(=)[^\\s&\"]{10,}+";
/* What tells by itself what it is. */
static const char bare[] = "\\b(?:ya29\\.|AIza|AQ\\.|GOCSPX-|1//|4/0|Bearer\\s|"
                           "(?i:authorization\\W{1,4}bearer)\\s|eyJ)[\\w.~+/=-]++"
                           "|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*+";

/* (transfer full) (nullable) */
static char *
replace (const char *pattern, GRegexCompileFlags flags, const char *text, const char *replacement)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, flags, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, replacement, 0, NULL);
}

/**
 * luthier_redact:
 * @text: what somebody else has written, and might be shown or kept
 *
 * Whatever a service, a proxy or a library echoes, no credential is kept or shown.
 *
 * Returns: (transfer full): the same with an ellipsis in place of each credential
 */
char *
luthier_redact (const char *text)
{
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  char *thrice = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  once = replace (named, G_REGEX_CASELESS | G_REGEX_DOTALL, text, "\\1\\2\"…\"");
  if (once != NULL)
    twice = replace (fields, G_REGEX_CASELESS | G_REGEX_DOTALL, once, "\\1\\2\\3\\4\"…\"");
  if (twice != NULL)
    thrice = replace (bare, 0, twice, "…");

  /* The matcher gives up on some texts: better nothing than a secret. */
  return thrice != NULL ? thrice : g_strdup ("…");
}
