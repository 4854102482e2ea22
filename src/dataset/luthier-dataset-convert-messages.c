/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-conversion.h"

#include <string.h>

/* A conversation while it is converted. */
typedef struct
{
  LuthierConversion *conversion; /* (unowned) */
  GString *system;               /* (owned): texts as JSON writes them, without quotes */
  GString *contents;             /* (owned) */
  GString *parts;                /* (owned): of the turn that is open */
  GString *tools;                /* (owned) */
  GHashTable *declared;          /* (owned): names of functions */
  GHashTable *calls;             /* (owned): names of functions by the ids of their calls */
  GHashTable *called;            /* (owned): names of functions */
  gboolean in_responses;         /* tools answer, and perhaps more of them will */
  gboolean has_answer;
} Talk;

static void
talk_clear (Talk *self)
{
  g_string_free (self->system, TRUE);
  g_string_free (self->contents, TRUE);
  g_string_free (self->parts, TRUE);
  g_string_free (self->tools, TRUE);
  g_hash_table_unref (self->declared);
  g_hash_table_unref (self->calls);
  g_hash_table_unref (self->called);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Talk, talk_clear)

static gboolean
refuse (Talk *self, LuthierLoss loss)
{
  return luthier_conversion_refuse (self->conversion, loss);
}

static void
lose (Talk *self, LuthierLoss loss)
{
  luthier_conversion_lose (self->conversion, loss);
}

static void
write_turn (Talk *self, const char *role)
{
  g_string_append_printf (self->contents, "%s{\"role\":\"%s\",\"parts\":[",
                          self->contents->len > 0 ? "," : "", role);
  g_string_append_len (self->contents, self->parts->str, (gssize) self->parts->len);
  g_string_append (self->contents, "]}");
  g_string_truncate (self->parts, 0);
}

/* Answers of tools that follow each other are one turn. */
static void
finish_responses (Talk *self)
{
  if (self->in_responses)
    write_turn (self, "user");
  self->in_responses = FALSE;
}

/* A text, or an array of parts. Nothing is nothing. */
static gboolean
read_content (Talk *self, const LuthierRaw *content, gboolean *has_text)
{
  LuthierRawIter iter;
  LuthierRaw part;

  if (!luthier_raw_is_there (content))
    return TRUE;
  if (content->kind != LUTHIER_JSON_TOKEN_ARRAY)
    return luthier_convert_part (self->conversion, content, self->parts, has_text);
  luthier_raw_iter_init (&iter, content);
  while (luthier_raw_iter_next (&iter, NULL, &part))
    if (!luthier_convert_part (self->conversion, &part, self->parts, has_text))
      return FALSE;
  return TRUE;
}

static void
add_system_text (Talk *self, const LuthierRaw *text)
{
  if (text->kind != LUTHIER_JSON_TOKEN_STRING || luthier_raw_is_empty_text (text))
    return;
  if (self->system->len > 0)
    g_string_append (self->system, "\\n\\n");
  g_string_append_len (self->system, text->text + 1, (gssize) text->length - 2);
}

static gboolean
read_system (Talk *self, const LuthierRaw *content)
{
  LuthierRawIter iter;
  LuthierRaw part, text;

  if (self->contents->len > 0)
    lose (self, LUTHIER_LOSS_SYSTEM_PLACE);
  add_system_text (self, content);
  luthier_raw_iter_init (&iter, content);
  if (content->kind != LUTHIER_JSON_TOKEN_ARRAY)
    return TRUE;
  while (luthier_raw_iter_next (&iter, NULL, &part))
    {
      text = part.kind == LUTHIER_JSON_TOKEN_STRING ? part : luthier_raw_get_member (&part, "text");
      if (text.kind != LUTHIER_JSON_TOKEN_STRING)
        lose (self, LUTHIER_LOSS_MEDIA);
      add_system_text (self, &text);
    }
  return TRUE;
}

static gboolean
read_user (Talk *self, const LuthierRaw *content)
{
  gboolean has_text = FALSE;

  if (!read_content (self, content, &has_text))
    return FALSE;
  if (self->parts->len == 0)
    return refuse (self, LUTHIER_LOSS_EMPTY_TURN);
  write_turn (self, "user");
  return TRUE;
}

/* An object that is written as a text, or is one; appended on one line. */
static gboolean
append_object (GString *text, const LuthierRaw *value)
{
  g_autofree char *decoded = NULL;
  LuthierRaw inner = *value;
  gsize length;

  if (value->kind == LUTHIER_JSON_TOKEN_STRING)
    {
      decoded = luthier_raw_decode (value, &length);
      if (!luthier_raw_init (&inner, decoded, length))
        return FALSE;
    }
  if (inner.kind != LUTHIER_JSON_TOKEN_OBJECT)
    return FALSE;
  luthier_raw_append_compact (text, &inner);
  return TRUE;
}

static void
begin_part (GString *parts, const char *kind, const char *name)
{
  g_string_append_printf (parts, "%s{\"%s\":{\"name\":", parts->len > 0 ? "," : "", kind);
  luthier_raw_append_string (parts, name, strlen (name));
}

static gboolean
read_call (Talk *self, const LuthierRaw *function, const LuthierRaw *id)
{
  LuthierRaw name = luthier_raw_get_member (function, "name");
  LuthierRaw arguments = luthier_raw_get_member (function, "arguments");
  g_autofree char *text = NULL;
  gsize length;

  if (name.kind != LUTHIER_JSON_TOKEN_STRING || luthier_raw_is_empty_text (&name))
    return refuse (self, LUTHIER_LOSS_CALL);
  text = luthier_raw_decode (&name, &length);
  if (strlen (text) != length)
    return refuse (self, LUTHIER_LOSS_CALL);
  if (!g_hash_table_contains (self->declared, text))
    return refuse (self, LUTHIER_LOSS_UNDECLARED);

  begin_part (self->parts, "functionCall", text);
  g_string_append (self->parts, ",\"args\":");
  if (!luthier_raw_is_there (&arguments) || luthier_raw_is_empty_text (&arguments))
    g_string_append (self->parts, "{}");
  else if (!append_object (self->parts, &arguments))
    return refuse (self, LUTHIER_LOSS_CALL);
  g_string_append (self->parts, "}}");

  g_hash_table_add (self->called, g_strdup (text));
  if (id->kind == LUTHIER_JSON_TOKEN_STRING)
    g_hash_table_insert (self->calls, luthier_raw_decode (id, &length), g_steal_pointer (&text));
  return TRUE;
}

static gboolean
read_calls (Talk *self, const LuthierRaw *message)
{
  LuthierRaw calls = luthier_raw_get_member (message, "tool_calls");
  LuthierRaw function = luthier_raw_get_member (message, "function_call");
  LuthierRaw call, id = { LUTHIER_JSON_TOKEN_ERROR, NULL, 0 };
  LuthierRawIter iter;

  if (luthier_raw_is_there (&function) && !read_call (self, &function, &id))
    return FALSE;
  luthier_raw_iter_init (&iter, &calls);
  while (luthier_raw_iter_next (&iter, NULL, &call))
    {
      id = luthier_raw_get_member (&call, "id");
      function = luthier_raw_get_member (&call, "function");
      if (!read_call (self, &function, &id))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_answer (Talk *self, const LuthierRaw *message, const LuthierRaw *content)
{
  LuthierRaw refusal = luthier_raw_get_member (message, "refusal");
  LuthierRaw weight = luthier_raw_get_member (message, "weight");
  gboolean has_text = FALSE;
  gsize n_texts;

  if (!read_content (self, content, &has_text))
    return FALSE;
  if (refusal.kind == LUTHIER_JSON_TOKEN_STRING && !luthier_raw_is_empty_text (&refusal))
    {
      lose (self, LUTHIER_LOSS_REFUSALS);
      luthier_convert_part (self->conversion, &refusal, self->parts, &has_text);
    }
  /* A call often comes with an empty text. */
  if (!has_text && content->kind == LUTHIER_JSON_TOKEN_STRING)
    g_string_truncate (self->parts, 0);
  n_texts = self->parts->len;
  if (!read_calls (self, message))
    return FALSE;
  if (!has_text && self->parts->len == n_texts)
    return refuse (self, LUTHIER_LOSS_EMPTY_ANSWER);
  if (weight.kind == LUTHIER_JSON_TOKEN_NUMBER && g_ascii_strtod (weight.text, NULL) < 1)
    lose (self, LUTHIER_LOSS_WEIGHTS);
  self->has_answer = TRUE;
  write_turn (self, "model");
  return TRUE;
}

/* (transfer full) (nullable): the function that a message answers for */
static char *
find_called (Talk *self, const LuthierRaw *message)
{
  LuthierRaw id = luthier_raw_get_member (message, "tool_call_id");
  LuthierRaw name = luthier_raw_get_member (message, "name");
  g_autofree char *key = NULL;
  const char *found = NULL;
  gsize length;

  if (id.kind == LUTHIER_JSON_TOKEN_STRING)
    {
      key = luthier_raw_decode (&id, &length);
      found = g_hash_table_lookup (self->calls, key);
    }
  if (found == NULL && name.kind == LUTHIER_JSON_TOKEN_STRING)
    {
      g_free (key);
      key = luthier_raw_decode (&name, &length);
      found = g_hash_table_contains (self->called, key) ? key : NULL;
    }
  return g_strdup (found);
}

static gboolean
read_response (Talk *self, const LuthierRaw *message, const LuthierRaw *content)
{
  g_autofree char *name = find_called (self, message);

  if (name == NULL)
    return refuse (self, LUTHIER_LOSS_RESPONSE);
  begin_part (self->parts, "functionResponse", name);
  g_string_append (self->parts, ",\"response\":");
  if (!append_object (self->parts, content))
    {
      g_string_append (self->parts, "{\"result\":");
      if (luthier_raw_is_there (content))
        luthier_raw_append (self->parts, content);
      else
        g_string_append (self->parts, "null");
      g_string_append_c (self->parts, '}');
    }
  g_string_append (self->parts, "}}");
  self->in_responses = TRUE;
  return TRUE;
}

static void
note_fields (Talk *self, const LuthierRaw *message, gboolean is_response)
{
  static const char *const known[] = { "role",          "content",      "weight",  "tool_calls",
                                       "function_call", "tool_call_id", "refusal", NULL };
  LuthierRaw name, value;
  LuthierRawIter iter;

  luthier_raw_iter_init (&iter, message);
  while (luthier_raw_iter_next (&iter, &name, &value))
    {
      guint i = 0;
      while (known[i] != NULL && !luthier_raw_is_text (&name, known[i]))
        i++;
      if (known[i] != NULL || !luthier_raw_is_there (&value))
        continue;
      if (!luthier_raw_is_text (&name, "name"))
        lose (self, LUTHIER_LOSS_FIELDS);
      else if (!is_response)
        lose (self, LUTHIER_LOSS_NAMES);
    }
}

static gboolean
read_message (Talk *self, const LuthierRaw *message)
{
  LuthierRaw role = luthier_raw_get_member (message, "role");
  LuthierRaw content = luthier_raw_get_member (message, "content");
  gboolean is_response = luthier_raw_is_text (&role, "tool") ||
                         luthier_raw_is_text (&role, "function");

  note_fields (self, message, is_response);
  if (is_response)
    return read_response (self, message, &content);
  finish_responses (self);
  if (luthier_raw_is_text (&role, "system") || luthier_raw_is_text (&role, "developer"))
    return read_system (self, &content);
  if (luthier_raw_is_text (&role, "user"))
    return read_user (self, &content);
  if (luthier_raw_is_text (&role, "assistant") || luthier_raw_is_text (&role, "model"))
    return read_answer (self, message, &content);
  return refuse (self, LUTHIER_LOSS_ROLE);
}

static void
note_settings (Talk *self, const LuthierRaw *example)
{
  LuthierRaw name, value;
  LuthierRawIter iter;

  luthier_raw_iter_init (&iter, example);
  while (luthier_raw_iter_next (&iter, &name, &value))
    if (!luthier_raw_is_text (&name, "messages") && !luthier_raw_is_text (&name, "tools") &&
        !luthier_raw_is_text (&name, "functions") && luthier_raw_is_there (&value))
      lose (self, LUTHIER_LOSS_FIELDS);
}

static void
write_example (Talk *self)
{
  GString *text = self->conversion->text;

  g_string_append_c (text, '{');
  if (self->system->len > 0)
    {
      g_string_append (text, "\"systemInstruction\":{\"parts\":[{\"text\":\"");
      g_string_append_len (text, self->system->str, (gssize) self->system->len);
      g_string_append (text, "\"}]},");
    }
  g_string_append (text, "\"contents\":[");
  g_string_append_len (text, self->contents->str, (gssize) self->contents->len);
  g_string_append_c (text, ']');
  if (self->tools->len > 0)
    {
      g_string_append (text, ",\"tools\":[{\"functionDeclarations\":[");
      g_string_append_len (text, self->tools->str, (gssize) self->tools->len);
      g_string_append (text, "]}]");
    }
  g_string_append_c (text, '}');
}

static gboolean
read_messages (Talk *self, const LuthierRaw *example)
{
  LuthierRaw messages = luthier_raw_get_member (example, "messages");
  LuthierRaw message;
  LuthierRawIter iter;

  note_settings (self, example);
  if (!luthier_convert_tools (self->conversion, example, self->tools, self->declared))
    return FALSE;
  luthier_raw_iter_init (&iter, &messages);
  while (luthier_raw_iter_next (&iter, NULL, &message))
    if (!read_message (self, &message))
      return FALSE;
  finish_responses (self);
  if (!self->has_answer)
    return refuse (self, LUTHIER_LOSS_NO_ANSWER);
  write_example (self);
  return TRUE;
}

/**
 * luthier_convert_messages:
 * @example: an object with “messages” of role and content
 *
 * Converts a conversation of OpenAI's chat format.
 *
 * Returns: whether that could be done
 */
gboolean
luthier_convert_messages (LuthierConversion *self, const LuthierRaw *example)
{
  g_auto (Talk) talk = {
    .conversion = self,
    .system = g_string_new (NULL),
    .contents = g_string_new (NULL),
    .parts = g_string_new (NULL),
    .tools = g_string_new (NULL),
    .declared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .called = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };

  return read_messages (&talk, example);
}
