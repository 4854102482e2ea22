/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-json-private.h"
#include "luthier-json-scanner.h"

struct _LuthierJson
{
  gatomicrefcount references;
  char *text;              /* (owned): our copy, in which strings are decoded in place */
  LuthierJsonValue *nodes; /* (owned) */
};

G_DEFINE_QUARK (luthier - json - error - quark, luthier_json_error)

typedef struct
{
  LuthierJsonValue *nodes; /* (owned) */
  gsize n_nodes;
  gsize capacity;
  gsize open[LUTHIER_JSON_MAX_DEPTH]; /* the containers we are in, outermost first */
  guint depth;
} Builder;

static LuthierJsonValue *
add_node (Builder *self, LuthierJsonKind kind)
{
  LuthierJsonValue *node;

  if (self->n_nodes == self->capacity)
    {
      self->capacity += self->capacity / 2 + 32;
      self->nodes = g_renew (LuthierJsonValue, self->nodes, self->capacity);
    }
  node = &self->nodes[self->n_nodes++];
  node->kind = (guint8) kind;
  node->truth = FALSE;
  node->length = 0;
  node->text = NULL;
  return node;
}

/* The node of a value; what it is in counts it, an object by the name it has just counted. */
static LuthierJsonValue *
add_value (Builder *self, LuthierJsonKind kind)
{
  if (self->depth > 0)
    {
      LuthierJsonValue *container = &self->nodes[self->open[self->depth - 1]];
      if (container->kind == LUTHIER_JSON_ARRAY)
        container->length++;
    }
  return add_node (self, kind);
}

static void
open_container (Builder *self, LuthierJsonKind kind)
{
  add_value (self, kind);
  self->open[self->depth++] = self->n_nodes - 1;
}

static void
close_container (Builder *self)
{
  gsize container = self->open[--self->depth];

  self->nodes[container].extent = self->n_nodes - container;
}

/* A string never grows when it is decoded, so it stays where it is; the NUL replaces the quote. */
static void
set_string (LuthierJsonValue *node, const LuthierJsonScanner *scanner)
{
  char *text = (char *) scanner->start;
  gsize length = scanner->length;

  if (scanner->escaped)
    length = luthier_json_unescape (text, length, text);
  text[length] = '\0';
  node->text = text;
  node->length = (guint32) length;
}

static void
add_token (Builder *self, LuthierJsonToken token, const LuthierJsonScanner *scanner)
{
  LuthierJsonValue *node;

  switch (token)
    {
    case LUTHIER_JSON_TOKEN_OBJECT:
      open_container (self, LUTHIER_JSON_OBJECT);
      break;
    case LUTHIER_JSON_TOKEN_ARRAY:
      open_container (self, LUTHIER_JSON_ARRAY);
      break;
    case LUTHIER_JSON_TOKEN_OBJECT_END:
    case LUTHIER_JSON_TOKEN_ARRAY_END:
      close_container (self);
      break;
    case LUTHIER_JSON_TOKEN_NAME:
      self->nodes[self->open[self->depth - 1]].length++;
      set_string (add_node (self, LUTHIER_JSON_STRING), scanner);
      break;
    case LUTHIER_JSON_TOKEN_STRING:
      set_string (add_value (self, LUTHIER_JSON_STRING), scanner);
      break;
    case LUTHIER_JSON_TOKEN_NUMBER:
      node = add_value (self, LUTHIER_JSON_NUMBER);
      node->text = scanner->start;
      node->length = (guint32) scanner->length;
      break;
    case LUTHIER_JSON_TOKEN_TRUE:
    case LUTHIER_JSON_TOKEN_FALSE:
      add_value (self, LUTHIER_JSON_BOOLEAN)->truth = token == LUTHIER_JSON_TOKEN_TRUE;
      break;
    case LUTHIER_JSON_TOKEN_NULL:
      add_value (self, LUTHIER_JSON_NULL);
      break;
    case LUTHIER_JSON_TOKEN_END:
    case LUTHIER_JSON_TOKEN_ERROR:
    default:
      g_assert_not_reached ();
    }
}

static void
set_error (GError **error, const LuthierJsonScanner *scanner, const char *text, const char *copy)
{
  guint64 line, column;

  /* The copy has been changed in the part that was read. */
  luthier_json_get_position (text, (gsize) (scanner->at - copy), &line, &column);
  g_set_error (error, LUTHIER_JSON_ERROR, scanner->code,
               /* Translators: a place in a JSON text, and what is wrong there. */
               _ ("line %lu, column %lu: %s"), (gulong) line, (gulong) column,
               _ (scanner->problem));
}

static LuthierJson *
parse (const char *text, gsize length, GError **error)
{
  g_autofree char *copy = NULL;
  LuthierJsonScanner scanner;
  LuthierJsonToken token;
  Builder builder = { NULL };
  LuthierJson *self;

  if (length > LUTHIER_JSON_MAX_SIZE)
    {
      g_autofree char *size = g_format_size (length);
      g_autofree char *limit = g_format_size (LUTHIER_JSON_MAX_SIZE);
      g_set_error (error, LUTHIER_JSON_ERROR, LUTHIER_JSON_ERROR_TOO_LARGE,
                   _ ("the text is %s long, more than the limit of %s"), size, limit);
      return NULL;
    }

  copy = g_malloc (length + LUTHIER_JSON_PADDING);
  if (length > 0)
    memcpy (copy, text, length);
  memset (copy + length, 0, LUTHIER_JSON_PADDING);

  luthier_json_scanner_init (&scanner, copy, length);
  while ((token = luthier_json_scanner_next (&scanner)) > LUTHIER_JSON_TOKEN_END &&
         builder.n_nodes <= LUTHIER_JSON_MAX_VALUES)
    add_token (&builder, token, &scanner);
  if (token > LUTHIER_JSON_TOKEN_END)
    {
      g_free (builder.nodes);
      g_set_error (error, LUTHIER_JSON_ERROR, LUTHIER_JSON_ERROR_TOO_LARGE,
                   _ ("the text holds more than %d values"), LUTHIER_JSON_MAX_VALUES);
      return NULL;
    }
  if (token == LUTHIER_JSON_TOKEN_ERROR)
    {
      g_free (builder.nodes);
      set_error (error, &scanner, text, copy);
      return NULL;
    }

  self = g_new (LuthierJson, 1);
  g_atomic_ref_count_init (&self->references);
  self->text = g_steal_pointer (&copy);
  self->nodes = g_renew (LuthierJsonValue, builder.nodes, builder.n_nodes);
  return self;
}

/**
 * luthier_json_parse:
 * @text: a JSON text
 * @error: return location for an error of %LUTHIER_JSON_ERROR
 *
 * Reads a text by RFC 8259, strictly: valid UTF-8 without byte order mark, no comments, no trailing
 * commas, no NaN, no unpaired surrogates, and the limits of size, depth and number of values. A
 * message about a place begins with it: "line 3, column 17: ...". May be called on any thread.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with @error set
 */
LuthierJson *
luthier_json_parse (GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  return parse (data, length, error);
}

/**
 * luthier_json_parse_text:
 * @text: a JSON text
 * @length: its length in bytes, or -1 if it ends in a NUL
 * @error: return location for an error of %LUTHIER_JSON_ERROR
 *
 * Does what [func@Json.parse] does, for text in memory.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with @error set
 */
LuthierJson *
luthier_json_parse_text (const char *text, gssize length, GError **error)
{
  return parse (text, length < 0 ? strlen (text) : (gsize) length, error);
}

LuthierJson *
luthier_json_ref (LuthierJson *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
luthier_json_unref (LuthierJson *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->text);
  g_free (self->nodes);
  g_free (self);
}

/**
 * luthier_json_get_root:
 *
 * Returns: (transfer none): the value that the whole text is; never %NULL
 */
const LuthierJsonValue *
luthier_json_get_root (LuthierJson *self)
{
  return self->nodes;
}
