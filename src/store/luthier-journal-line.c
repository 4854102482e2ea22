/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-journal-line.h"

#include "luthier-crc32c.h"
#include "luthier-json-text.h"

#define SUM_DIGITS 8

static char *
finish (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = luthier_json_node_to_text (root, LUTHIER_JSON_COMPACT);

  return g_strdup_printf ("%08x %s\n", luthier_crc32c_update (0, text, strlen (text)), text);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/* Nothing for NULL. What is no text would be no JSON. */
static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  luthier_json_add_string (builder, name, valid);
}

GString *
luthier_journal_line_begin (gint64 number, guint count)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  add_int (builder, "begin", number);
  add_int (builder, "count", count);
  json_builder_end_object (builder);
  line = finish (builder);

  return g_string_new (line);
}

static void
add_intent (JsonBuilder *builder, const LuthierIntentRecord *intent)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", intent->id);
  add_text (builder, "profile", intent->profile);
  add_int (builder, "state", intent->state);
  add_text (builder, "spec", intent->spec);
  add_text (builder, "job", intent->job_name);
  add_text (builder, "error", intent->error);
  add_int (builder, "time", intent->time_us);
  add_int (builder, "asked", intent->asked_us);
  add_int (builder, "sent", intent->sent_us);
  add_int (builder, "place", intent->place);
  add_int (builder, "held", intent->held);
  json_builder_end_object (builder);
}

/* Several that are one step are in one line: its checksum is right for all of them, or for none. */
static void
add_intents (JsonBuilder *builder, GPtrArray *intents)
{
  if (intents->len == 1)
    {
      json_builder_set_member_name (builder, "intent");
      add_intent (builder, g_ptr_array_index (intents, 0));
      return;
    }

  json_builder_set_member_name (builder, "intents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < intents->len; i++)
    add_intent (builder, g_ptr_array_index (intents, i));
  json_builder_end_array (builder);
}

char *
luthier_journal_line_write (LuthierStoreCall *step)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_int (builder, "step", step->number);
  switch (step->step)
    {
    case LUTHIER_STEP_PROFILE:
      add_text (builder, "profile", step->profile_id);
      add_text (builder, "text", step->text);
      break;
    case LUTHIER_STEP_PROFILE_REMOVED:
      add_text (builder, "removed", step->profile_id);
      break;
    case LUTHIER_STEP_INTENT:
      add_intents (builder, step->intents);
      break;
    case LUTHIER_STEP_NONE:
    default:
      break;
    }
  json_builder_end_object (builder);

  return finish (builder);
}

static char *
dup_text (const LuthierJsonValue *object, const char *name)
{
  return g_strdup (luthier_json_value_get_member_string (object, name));
}

static gint64
get_int (const LuthierJsonValue *object, const char *name)
{
  return luthier_json_value_get_int64 (luthier_json_value_get_member (object, name), 0);
}

static LuthierIntentRecord *
read_intent (const LuthierJsonValue *object)
{
  g_autoptr (LuthierIntentRecord) intent = g_new0 (LuthierIntentRecord, 1);

  intent->id = dup_text (object, "id");
  intent->profile = dup_text (object, "profile");
  intent->state = (LuthierIntentState) get_int (object, "state");
  intent->spec = dup_text (object, "spec");
  intent->job_name = dup_text (object, "job");
  intent->error = dup_text (object, "error");
  intent->time_us = get_int (object, "time");
  intent->asked_us = get_int (object, "asked");
  intent->sent_us = get_int (object, "sent");
  intent->place = get_int (object, "place");
  intent->held = get_int (object, "held") != 0;

  return intent->id != NULL && intent->profile != NULL && intent->spec != NULL
             ? g_steal_pointer (&intent)
             : NULL;
}

static gboolean
take_intent (GPtrArray *intents, const LuthierJsonValue *object)
{
  LuthierIntentRecord *intent = read_intent (object);

  if (intent != NULL)
    g_ptr_array_add (intents, intent);
  return intent != NULL;
}

/* (transfer full) (nullable) */
static GPtrArray *
read_intents (const LuthierJsonValue *one, const LuthierJsonValue *several)
{
  g_autoptr (GPtrArray) intents = luthier_intent_records_new ();
  const LuthierJsonValue *object = NULL;
  LuthierJsonIter iter;

  if (one != NULL && !take_intent (intents, one))
    return NULL;
  luthier_json_iter_init (&iter, several);
  while (luthier_json_iter_next (&iter, NULL, &object))
    if (!take_intent (intents, object))
      return NULL;

  return intents->len > 0 ? g_steal_pointer (&intents) : NULL;
}

/* (transfer full) (nullable) */
static LuthierStoreCall *
read_step (const LuthierJsonValue *object)
{
  g_autoptr (LuthierStoreCall) step = luthier_store_call_new (LUTHIER_STORE_RUN);
  const LuthierJsonValue *intent = luthier_json_value_get_member (object, "intent");
  const LuthierJsonValue *intents = luthier_json_value_get_member (object, "intents");

  step->number = get_int (object, "step");
  if (intent != NULL || intents != NULL)
    {
      step->step = LUTHIER_STEP_INTENT;
      step->intents = read_intents (intent, intents);
      return step->intents != NULL ? g_steal_pointer (&step) : NULL;
    }

  step->profile_id = dup_text (object, "profile");
  step->text = dup_text (object, "text");
  step->step = LUTHIER_STEP_PROFILE;
  if (step->profile_id == NULL)
    {
      step->step = LUTHIER_STEP_PROFILE_REMOVED;
      step->profile_id = dup_text (object, "removed");
    }
  return step->profile_id != NULL &&
                 (step->text != NULL || step->step == LUTHIER_STEP_PROFILE_REMOVED)
             ? g_steal_pointer (&step)
             : NULL;
}

static gboolean
check_sum (const char *line, gsize length)
{
  g_autofree char *digits = NULL;
  guint64 sum = 0;

  if (length <= SUM_DIGITS || line[SUM_DIGITS] != ' ')
    return FALSE;

  digits = g_strndup (line, SUM_DIGITS);
  return g_ascii_string_to_unsigned (digits, 16, 0, G_MAXUINT32, &sum, NULL) &&
         sum == luthier_crc32c_update (0, line + SUM_DIGITS + 1, length - SUM_DIGITS - 1);
}

gboolean
luthier_journal_line_read (
    const char *line, gsize length, LuthierStoreCall **step, gint64 *begin, guint *count)
{
  g_autoptr (LuthierJson) json = NULL;
  const LuthierJsonValue *root = NULL;
  const LuthierJsonValue *first = NULL;

  *step = NULL;
  if (check_sum (line, length))
    json = luthier_json_parse_text (line + SUM_DIGITS + 1, (gssize) (length - SUM_DIGITS - 1),
                                    NULL);
  if (json == NULL)
    return FALSE;

  root = luthier_json_get_root (json);
  first = luthier_json_value_get_member (root, "begin");
  if (first == NULL)
    {
      *step = read_step (root);
      return *step != NULL;
    }

  *begin = luthier_json_value_get_int64 (first, 0);
  *count = (guint) get_int (root, "count");
  return TRUE;
}
