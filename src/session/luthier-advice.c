/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-advice.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-situations.h"

/* An error of either kind, as the situations are compared with it. */
typedef struct
{
  LuthierSymptom symptom;
  int code;
  const char *reason;  /* (nullable) */
  const char *message; /* (nullable) */
  const char *raw;     /* (nullable) */
  const GError *error; /* (nullable): of a request */
  gboolean of_service; /* these are its words: English, whatever the user's language is */
} Complaint;

/* Compiled when first needed; a table of a list may ask for many. text: static */
static GRegex *
get_pattern (const char *text)
{
  static GHashTable *patterns;
  GRegex *pattern = NULL;

  if (patterns == NULL)
    patterns = g_hash_table_new (NULL, NULL);

  pattern = g_hash_table_lookup (patterns, text);
  if (pattern == NULL)
    {
      pattern = g_regex_new (text, G_REGEX_CASELESS, 0, NULL);
      g_hash_table_insert (patterns, (gpointer) text, pattern);
    }

  return pattern;
}

/* What the service said in full may hold what its message does not. */
static gboolean
fits_text (const Complaint *complaint, GRegex *pattern, GMatchInfo **match)
{
  const char *const texts[] = { complaint->message, complaint->raw };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_clear_pointer (match, g_match_info_unref);
      if (texts[i] != NULL && g_regex_match (pattern, texts[i], 0, match))
        return TRUE;
    }

  return FALSE;
}

/* alternatives: with bars between them. */
static gboolean
is_one_of (const char *reason, const char *alternatives)
{
  g_auto (GStrv) names = g_strsplit (alternatives, "|", -1);

  return reason != NULL && g_strv_contains ((const char *const *) names, reason);
}

static gboolean
fits (const Complaint *complaint, const LuthierSituation *situation, GMatchInfo **match)
{
  if (!(situation->symptoms & complaint->symptom))
    return FALSE;
  if (situation->code != LUTHIER_SYMPTOM_ANY_CODE && situation->code != complaint->code)
    return FALSE;
  if (situation->reason_pattern != NULL &&
      !is_one_of (complaint->reason, situation->reason_pattern))
    return FALSE;

  return situation->message_pattern == NULL ||
         (complaint->of_service &&
          fits_text (complaint, get_pattern (situation->message_pattern), match));
}

/* (transfer full) (nullable) */
static char *
get_word (const Complaint *complaint, GMatchInfo *match, const char *word)
{
  const char *value = NULL;
  char *group = match != NULL ? g_match_info_fetch_named (match, word) : NULL;

  if (group != NULL)
    return group;

  if (strcmp (word, "message") == 0)
    value = complaint->message;
  else if (complaint->error == NULL)
    value = NULL;
  else if (strcmp (word, "url") == 0)
    value = luthier_error_get_help_url (complaint->error);
  else if (strcmp (word, "quota") == 0)
    value = luthier_error_get_quota (complaint->error, NULL);
  else if (strcmp (word, "limit") == 0)
    luthier_error_get_quota (complaint->error, &value);
  else
    value = luthier_error_get_metadata (complaint->error, word);

  return g_strdup (value);
}

/* word: "name" or "name|what stands there if it is not known"; FALSE if nothing can stand there */
static gboolean
append_word (GString *text, const Complaint *complaint, GMatchInfo *match, const char *word)
{
  const char *bar = strchr (word, '|');
  g_autofree char *name = bar != NULL ? g_strndup (word, (gsize) (bar - word)) : g_strdup (word);
  g_autofree char *value = get_word (complaint, match, name);

  if (value == NULL && bar == NULL)
    return FALSE;
  g_string_append (text, value != NULL ? value : bar + 1);

  return TRUE;
}

/* Puts values in the place of {words}; (transfer full) (nullable): NULL if one is not known. */
static char *
expand (const Complaint *complaint, GMatchInfo *match, const char *template)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (*template != '\0')
    {
      const char *end = *template == '{' ? strchr (template, '}') : NULL;
      g_autofree char *word = NULL;

      if (end == NULL)
        {
          g_string_append_c (text, *template ++);
          continue;
        }
      word = g_strndup (template + 1, (gsize) (end - template - 1));
      if (!append_word (text, complaint, match, word))
        return NULL;
      template = end + 1;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
expand_translated (const Complaint *complaint, GMatchInfo *match, const char *template)
{
  return template != NULL ? expand (complaint, match, _ (template)) : NULL;
}

/* What nobody has foreseen is shown as it was said. */
static LuthierAdvice *
repeat (const Complaint *complaint)
{
  LuthierAdvice *self = g_new0 (LuthierAdvice, 1);

  self->title = g_strdup (complaint->message != NULL && *complaint->message != '\0'
                              ? complaint->message
                              : _ ("No reason was given"));
  self->raw = g_strdup (complaint->raw);

  return self;
}

static LuthierAdvice *
advise (const Complaint *complaint, const LuthierSituation *situation, GMatchInfo *match)
{
  /* A request that was refused has its form open: there is nothing to tune again. */
  const gboolean acts = situation->action != LUTHIER_ADVICE_TUNE_AGAIN ||
                        complaint->symptom == LUTHIER_SYMPTOM_JOB;
  LuthierAdvice *self = g_new0 (LuthierAdvice, 1);

  self->title = expand_translated (complaint, match, situation->title);
  self->reason = expand_translated (complaint, match, situation->reason);
  if (self->reason == NULL)
    self->reason = g_strdup (situation->reason_in_short != NULL ? _ (situation->reason_in_short)
                                                                : complaint->message);
  self->what_to_do = expand_translated (complaint, match, situation->what_to_do);
  self->raw = g_strdup (complaint->raw);
  if (acts)
    {
      self->action = situation->action;
      self->action_label = expand_translated (complaint, match, situation->action_label);
      if (situation->action_value != NULL)
        self->action_value = expand (complaint, match, situation->action_value);
    }

  return self;
}

/* (nullable) */
static LuthierAdvice *
look_up (const Complaint *complaint, const LuthierSituation *situations, guint n_situations)
{
  for (guint i = 0; i < n_situations; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (fits (complaint, &situations[i], &match))
        return advise (complaint, &situations[i], match);
    }

  return NULL;
}

static LuthierAdvice *
find_advice (const Complaint *complaint)
{
  static const LuthierSituation *(*const tables[]) (guint * n_situations) = {
    luthier_situations_get_of_accounts,
    luthier_situations_get,
    luthier_situations_get_of_jobs,
  };
  LuthierAdvice *advice = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tables) && advice == NULL; i++)
    {
      guint n_situations = 0;
      const LuthierSituation *situations = tables[i](&n_situations);

      advice = look_up (complaint, situations, n_situations);
    }

  return advice != NULL ? advice : repeat (complaint);
}

/**
 * luthier_advice_new_for_error:
 * @error: why a request failed
 *
 * Returns: (transfer full) (nullable): what to say and to do; %NULL for one that was cancelled
 */
LuthierAdvice *
luthier_advice_new_for_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  return find_advice (&(Complaint){
      .symptom = LUTHIER_SYMPTOM_REQUEST,
      .code = error->domain == LUTHIER_ERROR ? error->code : LUTHIER_ERROR_FAILED,
      .reason = luthier_error_get_reason (error),
      .message = error->message,
      .raw = luthier_error_get_raw (error),
      .error = error,
      .of_service = luthier_error_get_http_status (error) != 0,
  });
}

/**
 * luthier_advice_new_for_job:
 *
 * Returns: (transfer full) (nullable): what to say of its error, and to do; %NULL if it has none,
 *   or was cancelled
 */
LuthierAdvice *
luthier_advice_new_for_job (LuthierJob *job)
{
  const int cancelled = 1;

  g_return_val_if_fail (LUTHIER_IS_JOB (job), NULL);

  if (luthier_job_get_error_code (job) == 0 || luthier_job_get_error_code (job) == cancelled ||
      luthier_job_get_state (job) == LUTHIER_JOB_STATE_CANCELLED)
    return NULL;

  return find_advice (&(Complaint){
      .symptom = LUTHIER_SYMPTOM_JOB,
      .code = luthier_job_get_error_code (job),
      .message = luthier_job_get_error_message (job),
      .raw = luthier_job_get_error_raw (job),
      .of_service = TRUE,
  });
}

void
luthier_advice_free (LuthierAdvice *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->reason);
  g_free (self->what_to_do);
  g_free (self->action_label);
  g_free (self->action_value);
  g_free (self->raw);
  g_free (self);
}
