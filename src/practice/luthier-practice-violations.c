/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-violations.h"

struct _LuthierPracticeViolations
{
  GPtrArray *fields;       /* (owned): of char *, or NULL */
  GPtrArray *descriptions; /* (owned): of char *, parallel */
};

/* [{"@type": "...BadRequest", "fieldViolations": [{field, description}]}] */
static JsonNode *
build_details (LuthierPracticeViolations *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "@type");
  json_builder_add_string_value (builder, "type.googleapis.com/google.rpc.BadRequest");
  json_builder_set_member_name (builder, "fieldViolations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->fields->len; i++)
    {
      json_builder_begin_object (builder);
      if (self->fields->pdata[i] != NULL)
        {
          json_builder_set_member_name (builder, "field");
          json_builder_add_string_value (builder, self->fields->pdata[i]);
        }
      json_builder_set_member_name (builder, "description");
      json_builder_add_string_value (builder, self->descriptions->pdata[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static void
reply (LuthierPracticeViolations *self, LuthierPracticeExchange *exchange, const char *message)
{
  g_autoptr (JsonNode) details = build_details (self);

  luthier_practice_exchange_reply_error (exchange, 400, "INVALID_ARGUMENT", message,
                                         json_node_get_array (details));
}

LuthierPracticeViolations *
luthier_practice_violations_new (void)
{
  LuthierPracticeViolations *self = g_new0 (LuthierPracticeViolations, 1);

  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->descriptions = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
luthier_practice_violations_free (LuthierPracticeViolations *self)
{
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->descriptions);
  g_free (self);
}

/**
 * luthier_practice_violations_add:
 * @self: the violations
 * @field: (nullable): a path in the names of the proto; %NULL is the request as a whole
 * @format: what is wrong, as printf() has it
 */
void
luthier_practice_violations_add (LuthierPracticeViolations *self,
                                 const char *field,
                                 const char *format,
                                 ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->fields, g_strdup (field));
  g_ptr_array_add (self->descriptions, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

guint
luthier_practice_violations_count (LuthierPracticeViolations *self)
{
  return self->fields->len;
}

const char *
luthier_practice_violations_get_field (LuthierPracticeViolations *self, guint index)
{
  return self->fields->pdata[index];
}

const char *
luthier_practice_violations_get_description (LuthierPracticeViolations *self, guint index)
{
  return self->descriptions->pdata[index];
}

/**
 * luthier_practice_violations_reply_unreadable:
 * @self: the violations, at least one
 * @exchange: the request
 *
 * Answers as the reader of ProtoJSON does: the message is all descriptions, one a line.
 */
void
luthier_practice_violations_reply_unreadable (LuthierPracticeViolations *self,
                                              LuthierPracticeExchange *exchange)
{
  g_autoptr (GString) message = g_string_new (NULL);

  for (guint i = 0; i < self->descriptions->len; i++)
    g_string_append_printf (message, "%s%s", i > 0 ? "\n" : "",
                            (const char *) self->descriptions->pdata[i]);
  reply (self, exchange, message->str);
}

/**
 * luthier_practice_violations_reply_invalid:
 * @self: the violations, at least one
 * @exchange: the request
 *
 * Answers as the service behind the reader does: "List of found errors:" with fields and messages.
 */
void
luthier_practice_violations_reply_invalid (LuthierPracticeViolations *self,
                                           LuthierPracticeExchange *exchange)
{
  g_autoptr (GString) message = g_string_new ("List of found errors:");

  for (guint i = 0; i < self->fields->len; i++)
    g_string_append_printf (message, "\t%u.Field: %s; Message: %s", i + 1,
                            (const char *) self->fields->pdata[i],
                            (const char *) self->descriptions->pdata[i]);
  g_string_append_c (message, '\t');
  reply (self, exchange, message->str);
}
