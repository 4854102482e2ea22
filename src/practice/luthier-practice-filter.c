/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-filter.h"

#include <string.h>

#include "luthier-json.h"

typedef enum
{
  FIELD_STATE,
  FIELD_BASE_MODEL,
  FIELD_DISPLAY_NAME,
  FIELD_DESCRIPTION,
  FIELD_LABEL,
} Field;

typedef enum
{
  TEST_EQUAL,
  TEST_UNEQUAL,
  TEST_HAS,
} Test;

typedef struct
{
  Field field;
  char *key; /* (owned) (nullable): of a label */
  Test test;
  char *value; /* (owned) */
} Condition;

struct _LuthierPracticeFilter
{
  GPtrArray *conditions; /* (owned): of Condition */
};

static const struct
{
  const char *name;
  Field field;
} fields[] = {
  { "state", FIELD_STATE },
  { "base_model", FIELD_BASE_MODEL },
  { "baseModel", FIELD_BASE_MODEL },
  { "tuned_model_display_name", FIELD_DISPLAY_NAME },
  { "tunedModelDisplayName", FIELD_DISPLAY_NAME },
  { "display_name", FIELD_DISPLAY_NAME },
  { "displayName", FIELD_DISPLAY_NAME },
  { "description", FIELD_DESCRIPTION },
};

static void
condition_free (Condition *self)
{
  g_free (self->key);
  g_free (self->value);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Condition, condition_free)

static gboolean
set_field (Condition *condition, const char *name)
{
  if (g_str_has_prefix (name, "labels.") && name[strlen ("labels.")] != '\0')
    {
      condition->field = FIELD_LABEL;
      condition->key = g_strdup (name + strlen ("labels."));
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].name, name) == 0)
      {
        condition->field = fields[i].field;
        return TRUE;
      }
  return FALSE;
}

static void
skip_blanks (const char **text)
{
  *text += strspn (*text, " \t");
}

static gboolean
read_test (const char **text, Test *test)
{
  gsize length = **text == '!' ? 2 : 1;

  if (g_str_has_prefix (*text, "!="))
    *test = TEST_UNEQUAL;
  else if (**text == '=')
    *test = TEST_EQUAL;
  else if (**text == ':')
    *test = TEST_HAS;
  else
    return FALSE;
  *text += length;
  return TRUE;
}

/* NULL: a quote is not closed, or there is nothing. */
static char *
read_value (const char **text)
{
  GString *value = g_string_new (NULL);
  gboolean quoted = **text == '"';

  if (quoted)
    *text += 1;
  while (**text != '\0' && (quoted ? **text != '"' : strchr (" \t", **text) == NULL))
    {
      if (quoted && **text == '\\' && (*text)[1] != '\0')
        *text += 1;
      g_string_append_c (value, **text);
      *text += 1;
    }
  if (quoted && **text == '"')
    *text += 1;
  else if (quoted || value->len == 0)
    {
      g_string_free (value, TRUE);
      return NULL;
    }
  return g_string_free (value, FALSE);
}

static Condition *
read_condition (const char **text, char **problem)
{
  g_autoptr (Condition) condition = g_new0 (Condition, 1);
  gsize length = strcspn (*text, " \t=!:");
  g_autofree char *name = g_strndup (*text, length);

  if (!set_field (condition, name))
    {
      *problem = g_strdup_printf ("Field \"%s\" cannot be filtered by", name);
      return NULL;
    }
  *text += length;
  skip_blanks (text);
  if (!read_test (text, &condition->test))
    {
      *problem = g_strdup_printf ("\"=\", \"!=\" or \":\" is missing after \"%s\"", name);
      return NULL;
    }
  skip_blanks (text);
  condition->value = read_value (text);
  if (condition->value == NULL)
    {
      *problem = g_strdup_printf ("The value of \"%s\" is missing or not closed", name);
      return NULL;
    }
  skip_blanks (text);
  return g_steal_pointer (&condition);
}

/* What may be compared lies in the job, or in its spec. */
static const char *
get_text (const Condition *condition,
          const LuthierPracticeJob *job,
          const LuthierJsonValue *spec,
          gint64 now)
{
  const LuthierJsonValue *value = NULL;

  switch (condition->field)
    {
    case FIELD_STATE:
      return luthier_job_state_to_wire (luthier_practice_job_get_state (job, now, NULL));
    case FIELD_BASE_MODEL:
      return job->base_model;
    case FIELD_DISPLAY_NAME:
      return job->display_name;
    case FIELD_LABEL:
      value = luthier_json_value_get_path (spec, "labels", condition->key, NULL);
      break;
    case FIELD_DESCRIPTION:
    default:
      value = luthier_json_value_get_member (spec, "description");
      break;
    }
  return luthier_json_value_get_string (value, NULL);
}

static gboolean
holds (const Condition *condition, const char *text)
{
  switch (condition->test)
    {
    case TEST_EQUAL:
      return g_strcmp0 (text, condition->value) == 0;
    case TEST_UNEQUAL:
      return g_strcmp0 (text, condition->value) != 0;
    case TEST_HAS:
    default:
      return text != NULL &&
             (strcmp (condition->value, "*") == 0 || strstr (text, condition->value) != NULL);
    }
}

static gboolean
needs_spec (LuthierPracticeFilter *self)
{
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *condition = self->conditions->pdata[i];

      if (condition->field == FIELD_LABEL || condition->field == FIELD_DESCRIPTION)
        return TRUE;
    }
  return FALSE;
}

/**
 * luthier_practice_filter_parse:
 * @text: the filter; an empty one lets everything through
 * @problem: (out): what is wrong with it
 *
 * Returns: (transfer full) (nullable): the filter
 */
LuthierPracticeFilter *
luthier_practice_filter_parse (const char *text, char **problem)
{
  g_autoptr (LuthierPracticeFilter) self = g_new0 (LuthierPracticeFilter, 1);

  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) condition_free);
  skip_blanks (&text);
  while (*text != '\0')
    {
      Condition *condition;

      if (self->conditions->len > 0)
        {
          if (!g_str_has_prefix (text, "AND "))
            {
              *problem = g_strdup_printf ("AND is missing before \"%s\"", text);
              return NULL;
            }
          text += strlen ("AND ");
          skip_blanks (&text);
        }
      condition = read_condition (&text, problem);
      if (condition == NULL)
        return NULL;
      g_ptr_array_add (self->conditions, condition);
    }
  return g_steal_pointer (&self);
}

void
luthier_practice_filter_free (LuthierPracticeFilter *self)
{
  g_ptr_array_unref (self->conditions);
  g_free (self);
}

/**
 * luthier_practice_filter_match:
 * @self: a filter
 * @job: a job
 * @now: the time, for its state
 *
 * Returns: whether it lets the job through
 */
gboolean
luthier_practice_filter_match (LuthierPracticeFilter *self,
                               const LuthierPracticeJob *job,
                               gint64 now)
{
  g_autoptr (LuthierJson) spec = needs_spec (self) ? luthier_json_parse_text (job->spec, -1, NULL)
                                                   : NULL;
  const LuthierJsonValue *root = spec != NULL ? luthier_json_get_root (spec) : NULL;

  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *condition = self->conditions->pdata[i];

      if (!holds (condition, get_text (condition, job, root, now)))
        return FALSE;
    }
  return TRUE;
}
