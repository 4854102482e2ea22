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

/* What is looked for, and what stands there then; in this order. */
static const struct
{
  const char *pattern;
  GRegexCompileFlags flags;
  const char *replacement;
} kinds[] = {
  { named, G_REGEX_CASELESS | G_REGEX_DOTALL, "\\1\\2\"…\"" },
  { fields, G_REGEX_CASELESS | G_REGEX_DOTALL, "\\1\\2\\3\\4\"…\"" },
  { bare, 0, "…" },
};

/* Compiled once, on whichever thread needs them first: all that is read from outside passes here. */
static GRegex **
get_patterns (void)
{
  static GRegex *patterns[G_N_ELEMENTS (kinds)];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        patterns[i] = g_regex_new (kinds[i].pattern, kinds[i].flags, 0, NULL);
      g_once_init_leave (&ready, 1);
    }
  return patterns;
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
  GRegex **patterns = get_patterns ();
  g_autofree char *clean = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  clean = g_strdup (text);
  for (guint i = 0; i < G_N_ELEMENTS (kinds) && clean != NULL; i++)
    {
      g_autofree char *before = g_steal_pointer (&clean);

      clean = g_regex_replace (patterns[i], before, -1, 0, kinds[i].replacement, 0, NULL);
    }

  /* The matcher gives up on some texts: better nothing than a secret. */
  return clean != NULL ? g_steal_pointer (&clean) : g_strdup ("…");
}
