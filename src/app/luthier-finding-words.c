/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-finding-words.h"

#include <glib/gi18n.h>

#include "luthier-format.h"

const char *
luthier_finding_words_severity (LuthierFindingSeverity severity)
{
  switch (severity)
    {
    case LUTHIER_FINDING_ERROR:
      return C_ ("severity", "Error");
    case LUTHIER_FINDING_WARNING:
      return C_ ("severity", "Warning");
    case LUTHIER_FINDING_HINT:
    default:
      return C_ ("severity", "Hint");
    }
}

const char *
luthier_finding_words_icon (LuthierFindingSeverity severity)
{
  switch (severity)
    {
    case LUTHIER_FINDING_ERROR:
      return "dialog-error-symbolic";
    case LUTHIER_FINDING_WARNING:
      return "dialog-warning-symbolic";
    case LUTHIER_FINDING_HINT:
    default:
      return "dialog-information-symbolic";
    }
}

/**
 * luthier_finding_words_source:
 *
 * Returns: what a rule rests on, as a sentence
 */
const char *
luthier_finding_words_source (LuthierRuleSource source)
{
  switch (source)
    {
    case LUTHIER_RULE_DOCUMENTED:
      return _ ("Documented: a rule or limit of Google’s tuning guides.");
    case LUTHIER_RULE_SCHEMA:
      return _ ("Schema: the service’s API reads nothing else.");
    case LUTHIER_RULE_CAUTION:
    default:
      return _ ("Experience: the service accepts it, but it harms.");
    }
}

char *
luthier_finding_words_rule (const LuthierDatasetFinding *finding)
{
  /* Translators: how bad a finding is ("Error", "Warning", "Hint") and the code of the rule that is
   * broken ("C06") */
  return g_strdup_printf (_ ("%s, rule %s"), luthier_finding_words_severity (finding->severity),
                          finding->rule);
}

/**
 * luthier_finding_words_kept:
 *
 * Returns: (transfer full) (nullable): how many places are listed; %NULL if all are
 */
char *
luthier_finding_words_kept (const LuthierDatasetFinding *finding)
{
  const guint n_places = finding->places != NULL ? finding->places->len : 0;
  g_autofree char *kept = luthier_format_count (n_places);
  g_autofree char *count = luthier_format_count ((gint64) finding->count);

  if (n_places == 0 || n_places >= finding->count)
    return NULL;
  if (n_places == 1)
    return g_strdup (_ ("Only the first is listed."));
  /* Translators: the first 1,000 of 1,204,500 places where something is wrong */
  return g_strdup_printf (_ ("The first %s of %s are listed."), kept, count);
}

static char *
format_total (LuthierFindingSeverity severity, guint64 n)
{
  g_autofree char *count = luthier_format_count ((gint64) n);

  switch (severity)
    {
    case LUTHIER_FINDING_ERROR:
      return g_strdup_printf (ngettext ("%s error", "%s errors", (gulong) n), count);
    case LUTHIER_FINDING_WARNING:
      return g_strdup_printf (ngettext ("%s warning", "%s warnings", (gulong) n), count);
    case LUTHIER_FINDING_HINT:
    default:
      return g_strdup_printf (ngettext ("%s hint", "%s hints", (gulong) n), count);
    }
}

char *
luthier_finding_words_totals (LuthierDatasetReport *report)
{
  guint64 totals[LUTHIER_FINDING_ERROR + 1] = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);

      totals[finding->severity] += finding->count;
    }
  for (int severity = LUTHIER_FINDING_ERROR; severity >= LUTHIER_FINDING_HINT; severity--)
    {
      g_autofree char *total = format_total ((LuthierFindingSeverity) severity, totals[severity]);

      if (totals[severity] > 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", total);
    }
  return g_strdup (text->str);
}

gboolean
luthier_finding_words_get_worst (LuthierDatasetReport *report, LuthierFindingSeverity *severity)
{
  *severity = LUTHIER_FINDING_HINT;
  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);

      *severity = MAX (*severity, finding->severity);
    }
  return report->findings->len > 0;
}

/**
 * luthier_finding_words_verdict:
 *
 * Returns: what a job would make of the file, as a sentence
 */
const char *
luthier_finding_words_verdict (LuthierDatasetReport *report)
{
  LuthierFindingSeverity worst;

  if (!luthier_finding_words_get_worst (report, &worst))
    return report->is_preview ? _ ("Nothing is wrong so far.") : _ ("Nothing is wrong.");
  if (worst == LUTHIER_FINDING_ERROR)
    return _ ("A job with this file would fail, or lose examples.");
  if (report->is_preview)
    return _ ("Nothing stops a job so far.");
  if (worst == LUTHIER_FINDING_WARNING)
    return _ ("A job can use this file. What it learns may suffer.");
  return _ ("A job can use this file.");
}
