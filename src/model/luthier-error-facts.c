/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error-facts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-json-text.h"
#include "luthier-json.h"
#include "luthier-one-line.h"

/* More of them nobody reads; all is in the text of the service. */
#define MAX_FACTS 40
#define MAX_VALUE 600

#define TYPE_PREFIX "type.googleapis.com/"

const char *
luthier_error_facts_name_code (int rpc_code)
{
  static const char *const names[] = {
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
  };

  return rpc_code >= 0 && rpc_code < (int) G_N_ELEMENTS (names) ? names[rpc_code] : NULL;
}

static void
fact_free (gpointer data)
{
  LuthierErrorFact *fact = data;

  g_free (fact->name);
  g_free (fact->value);
  g_free (fact);
}

/* value: (transfer full) (nullable) */
static void
take_fact (GPtrArray *facts, const char *name, char *value)
{
  g_autofree char *owned = value;
  g_autofree char *line = value != NULL ? luthier_one_line (value, MAX_VALUE) : NULL;
  LuthierErrorFact *fact;

  if (line == NULL || *line == '\0' || facts->len >= MAX_FACTS)
    return;
  fact = g_new0 (LuthierErrorFact, 1);
  fact->name = luthier_one_line (name, MAX_VALUE);
  fact->value = g_steal_pointer (&line);
  g_ptr_array_add (facts, fact);
}

/* (transfer full): strings without their quotes, the rest as JSON. */
static char *
dup_value (const LuthierJsonValue *value)
{
  const char *string = luthier_json_value_get_string (value, NULL);

  return string != NULL ? g_strdup (string)
                        : luthier_json_value_to_text (value, LUTHIER_JSON_COMPACT);
}

/* "13 INTERNAL" of a job; "400 INVALID_ARGUMENT" of a reply, which names it itself. */
static void
add_code (GPtrArray *facts, const LuthierJsonValue *error, gboolean is_reply)
{
  const char *status = luthier_json_value_get_member_string (error, "status");
  const gint64 code = luthier_json_value_get_int64 (luthier_json_value_get_member (error, "code"),
                                                    0);

  if (status == NULL && !is_reply)
    status = luthier_error_facts_name_code ((int) CLAMP (code, -1, 99));
  if (code != 0)
    take_fact (facts, _ ("Code"),
               status != NULL ? g_strdup_printf ("%d %s", (int) CLAMP (code, 0, 9999), status)
                              : g_strdup_printf ("%d", (int) CLAMP (code, 0, 9999)));
}

static void
add_members (GPtrArray *facts, const LuthierJsonValue *object)
{
  LuthierJsonIter iter;
  const char *key;
  const LuthierJsonValue *value;

  luthier_json_iter_init (&iter, object);
  while (luthier_json_iter_next (&iter, &key, &value))
    take_fact (facts, key, dup_value (value));
}

/* A list of objects of which one member says what, and another one what is wrong with it. */
static void
add_list (GPtrArray *facts, const LuthierJsonValue *list, const char *what, const char *why)
{
  LuthierJsonIter iter;
  const LuthierJsonValue *element;

  luthier_json_iter_init (&iter, list);
  while (luthier_json_iter_next (&iter, NULL, &element))
    {
      const char *name = luthier_json_value_get_member_string (element, what);
      const char *text = luthier_json_value_get_member_string (element, why);

      if (name != NULL && text != NULL)
        take_fact (facts, name, g_strdup (text));
      else
        take_fact (facts, name != NULL ? name : what, dup_value (element));
    }
}

/* TRUE: all of it has been told. */
static gboolean
add_known_detail (GPtrArray *facts, const char *type, const LuthierJsonValue *detail)
{
  const LuthierJsonValue *violations = luthier_json_value_get_member (detail, "violations");

  if (g_str_has_suffix (type, "google.rpc.ErrorInfo"))
    {
      take_fact (facts, _ ("Reason"), dup_value (luthier_json_value_get_member (detail, "reason")));
      add_members (facts, luthier_json_value_get_member (detail, "metadata"));
    }
  else if (g_str_has_suffix (type, "google.rpc.BadRequest"))
    add_list (facts, luthier_json_value_get_member (detail, "fieldViolations"), "field",
              "description");
  else if (g_str_has_suffix (type, "google.rpc.PreconditionFailure"))
    add_list (facts, violations, "subject", "description");
  else if (g_str_has_suffix (type, "google.rpc.QuotaFailure"))
    add_list (facts, violations, "quotaMetric", "quotaValue");
  else if (g_str_has_suffix (type, "google.rpc.RequestInfo"))
    take_fact (facts, _ ("Request id"),
               dup_value (luthier_json_value_get_member (detail, "requestId")));
  else if (g_str_has_suffix (type, "google.rpc.RetryInfo"))
    take_fact (facts, _ ("Try again after"),
               dup_value (luthier_json_value_get_member (detail, "retryDelay")));
  else if (g_str_has_suffix (type, "google.rpc.Help"))
    add_list (facts, luthier_json_value_get_member (detail, "links"), "description", "url");
  else if (g_str_has_suffix (type, "google.rpc.ResourceInfo"))
    take_fact (facts, _ ("Resource"),
               dup_value (luthier_json_value_get_member (detail, "resourceName")));
  else
    return FALSE;

  return TRUE;
}

static void
add_detail (GPtrArray *facts, const LuthierJsonValue *detail)
{
  const char *type = luthier_json_value_get_member_string (detail, "@type");
  const guint before = facts->len;

  if (type != NULL && add_known_detail (facts, type, detail) && facts->len > before)
    return;
  if (type != NULL && g_str_has_prefix (type, TYPE_PREFIX))
    type += strlen (TYPE_PREFIX);
  take_fact (facts, type != NULL ? type : _ ("Detail"), dup_value (detail));
}

GPtrArray *
luthier_error_facts_read (const char *raw)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);
  g_autoptr (LuthierJson) json = raw != NULL ? luthier_json_parse_text (raw, -1, NULL) : NULL;
  const LuthierJsonValue *root = json != NULL ? luthier_json_get_root (json) : NULL;
  const LuthierJsonValue *envelope = NULL;
  LuthierJsonIter iter;
  const LuthierJsonValue *element;

  if (luthier_json_value_get_kind (root) == LUTHIER_JSON_ARRAY)
    root = luthier_json_value_get_element (root, 0);
  envelope = luthier_json_value_get_member (root, "error");
  if (luthier_json_value_get_kind (envelope) != LUTHIER_JSON_OBJECT)
    envelope = NULL;

  add_code (facts, envelope != NULL ? envelope : root, envelope != NULL);
  luthier_json_iter_init (
      &iter, luthier_json_value_get_member (envelope != NULL ? envelope : root, "details"));
  while (luthier_json_iter_next (&iter, NULL, &element))
    add_detail (facts, element);
  /* Cloud Storage has its own list. */
  luthier_json_iter_init (&iter, luthier_json_value_get_member (envelope, "errors"));
  while (luthier_json_iter_next (&iter, NULL, &element))
    take_fact (facts, _ ("Reason"), dup_value (luthier_json_value_get_member (element, "reason")));

  return facts;
}

void
luthier_error_facts_append (const char *raw, GString *text)
{
  g_autoptr (GPtrArray) facts = luthier_error_facts_read (raw);

  for (guint i = 0; i < facts->len; i++)
    {
      const LuthierErrorFact *fact = g_ptr_array_index (facts, i);

      g_string_append_printf (text, "%s: %s\n", fact->name, fact->value);
    }
}
