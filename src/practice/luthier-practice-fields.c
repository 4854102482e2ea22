/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-fields.h"

#include <string.h>

#include "luthier-json-text.h"

/* Deeper than any message of the service. */
#define MAX_DEPTH 32

struct _LuthierPracticeFields
{
  char *name;          /* (owned) (nullable): NULL at the root, "*" for any */
  GPtrArray *children; /* (owned): of LuthierPracticeFields; empty means everything below */
};

static LuthierPracticeFields *
fields_new (const char *name, gsize length)
{
  LuthierPracticeFields *self = g_new0 (LuthierPracticeFields, 1);

  self->name = name != NULL ? g_strndup (name, length) : NULL;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_practice_fields_free);
  return self;
}

/* "a,b/c" adds to b what it says of c, even if b was named before. */
static LuthierPracticeFields *
find_or_add (LuthierPracticeFields *parent, const char *name, gsize length)
{
  for (guint i = 0; i < parent->children->len; i++)
    {
      LuthierPracticeFields *child = parent->children->pdata[i];

      if (strlen (child->name) == length && strncmp (child->name, name, length) == 0)
        return child;
    }
  g_ptr_array_add (parent->children, fields_new (name, length));
  return parent->children->pdata[parent->children->len - 1];
}

/* list := path ("," path)*;  path := name ("/" path | "(" list ")")? */
static gboolean
parse_list (const char **text, LuthierPracticeFields *parent, guint depth)
{
  LuthierPracticeFields *at = parent;

  for (;;)
    {
      gsize length = strcspn (*text, ",/()");

      if (length == 0 || depth > MAX_DEPTH)
        return FALSE;
      at = find_or_add (at, *text, length);
      *text += length;
      if (**text == '/')
        {
          *text += 1;
          continue;
        }
      if (**text == '(')
        {
          *text += 1;
          if (!parse_list (text, at, depth + 1) || **text != ')')
            return FALSE;
          *text += 1;
        }
      if (**text != ',')
        return TRUE;
      *text += 1;
      at = parent;
    }
}

static LuthierPracticeFields *
find (LuthierPracticeFields *self, const char *name)
{
  for (guint i = 0; i < self->children->len; i++)
    {
      LuthierPracticeFields *child = self->children->pdata[i];

      if (strcmp (child->name, name) == 0 || strcmp (child->name, "*") == 0)
        return child;
    }
  return NULL;
}

static JsonNode *
apply_to_list (LuthierPracticeFields *self, const LuthierJsonValue *value)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_sized_new (luthier_json_value_get_length (value));
  LuthierJsonIter iter;
  const LuthierJsonValue *element;

  luthier_json_iter_init (&iter, value);
  while (luthier_json_iter_next (&iter, NULL, &element))
    json_array_add_element (array, luthier_practice_fields_apply (self, element));
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
apply_to_object (LuthierPracticeFields *self, const LuthierJsonValue *value)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  LuthierJsonIter iter;
  const char *name;
  const LuthierJsonValue *member;

  luthier_json_iter_init (&iter, value);
  while (luthier_json_iter_next (&iter, &name, &member))
    {
      LuthierPracticeFields *child = find (self, name);

      if (child != NULL)
        json_object_set_member (object, name, luthier_practice_fields_apply (child, member));
    }
  json_node_take_object (node, object);
  return node;
}

/**
 * luthier_practice_fields_parse:
 * @text: the value of the parameter "fields"
 *
 * Returns: (transfer full) (nullable): the mask, %NULL if the text is none
 */
LuthierPracticeFields *
luthier_practice_fields_parse (const char *text)
{
  g_autoptr (LuthierPracticeFields) root = fields_new (NULL, 0);

  if (!parse_list (&text, root, 0) || *text != '\0')
    return NULL;
  return g_steal_pointer (&root);
}

void
luthier_practice_fields_free (LuthierPracticeFields *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->children);
  g_free (self);
}

/**
 * luthier_practice_fields_apply:
 * @self: a mask
 * @value: (nullable): what to cut down
 *
 * Returns: (transfer full): the members that are named, in the order in which they were
 */
JsonNode *
luthier_practice_fields_apply (LuthierPracticeFields *self, const LuthierJsonValue *value)
{
  if (self->children->len > 0 && luthier_json_value_get_kind (value) == LUTHIER_JSON_ARRAY)
    return apply_to_list (self, value);
  if (self->children->len > 0 && luthier_json_value_get_kind (value) == LUTHIER_JSON_OBJECT)
    return apply_to_object (self, value);
  return luthier_json_value_to_node (value);
}
