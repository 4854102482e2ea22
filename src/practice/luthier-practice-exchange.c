/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-exchange.h"

#include "luthier-json-text.h"
#include "luthier-practice-fields.h"
#include "luthier-practice-record.h"
#include "luthier-practice-violations.h"

/* Shorter answers do not gain from it. */
#define GZIP_MIN_LENGTH 256
#define GZIP_LEVEL      3

struct _LuthierPracticeExchange
{
  GObject parent_instance;

  SoupServerMessage *message; /* (owned) */
  GHashTable *query;          /* (owned) (nullable): of char * to char * */
  char *path;                 /* (owned) */
  GBytes *body;               /* (owned) (nullable): once asked for */
  LuthierJson *json;          /* (owned) (nullable): once asked for */
  const char *schema;         /* (nullable): interned */
  gboolean answered;
  gboolean sent;
  gboolean waiting;
  gboolean gone;
};

G_DEFINE_FINAL_TYPE (LuthierPracticeExchange, luthier_practice_exchange, G_TYPE_OBJECT)

enum
{
  SIGNAL_ACT,
  SIGNAL_ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GBytes *
gzip (const char *text, gsize length)
{
  g_autoptr (GZlibCompressor)
      compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, GZIP_LEVEL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream)
      stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  /* Into memory nothing can fail. */
  g_output_stream_write_all (stream, text, length, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static gboolean
accepts_gzip (LuthierPracticeExchange *self)
{
  const char *header = luthier_practice_exchange_get_header (self, "Accept-Encoding");
  GSList *accepted = header != NULL ? soup_header_parse_quality_list (header, NULL) : NULL;
  gboolean found = g_slist_find_custom (accepted, "gzip", (GCompareFunc) g_ascii_strcasecmp) !=
                   NULL;

  soup_header_free_list (accepted);
  return found;
}

static LuthierJsonLayout
get_layout (LuthierPracticeExchange *self)
{
  const char *pretty = luthier_practice_exchange_get_query (self, "prettyPrint");

  return g_strcmp0 (pretty, "false") == 0 ? LUTHIER_JSON_COMPACT : LUTHIER_JSON_PRETTY;
}

/* Takes the text. */
static void
reply_laid_out (LuthierPracticeExchange *self, guint status, char *text)
{
  gsize length = strlen (text);
  g_autoptr (GBytes) plain = g_bytes_new_take (text, length);
  g_autoptr (GBytes) packed = NULL;

  luthier_practice_exchange_set_header (self, "Vary", "Origin, Accept-Encoding");
  if (length >= GZIP_MIN_LENGTH && accepts_gzip (self))
    {
      packed = gzip (text, length);
      luthier_practice_exchange_set_header (self, "Content-Encoding", "gzip");
    }
  luthier_practice_exchange_reply_bytes (self, status, "application/json; charset=UTF-8",
                                         packed != NULL ? packed : plain);
}

/* A successful answer cut down to what the parameter "fields" names. */
static void
reply_masked (LuthierPracticeExchange *self, guint status, const char *json, const char *mask)
{
  g_autoptr (LuthierPracticeFields) fields = luthier_practice_fields_parse (mask);
  g_autoptr (LuthierJson) document = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (fields == NULL)
    {
      g_autofree char *message = g_strdup_printf ("Invalid field selection %s", mask);

      luthier_practice_exchange_reply_error (self, 400, "INVALID_ARGUMENT", message, NULL);
      return;
    }
  document = luthier_json_parse_text (json, -1, NULL);
  node = luthier_practice_fields_apply (fields, luthier_json_get_root (document));
  reply_laid_out (self, status, luthier_json_node_to_text (node, get_layout (self)));
}

static void
record_answer (LuthierPracticeExchange *self, const char *json)
{
  if (self->schema != NULL)
    luthier_practice_record (self->schema, json);
}

/* As the service's JSON reader does, which has no field to name. */
static void
refuse_body (LuthierPracticeExchange *self, const char *problem)
{
  g_autoptr (LuthierPracticeViolations) violations = luthier_practice_violations_new ();

  luthier_practice_violations_add (violations, NULL, "Invalid JSON payload received. %s", problem);
  luthier_practice_violations_reply_unreadable (violations, self);
}

/* Or libsoup takes the end of the connection for the end of the answer, and ends it. */
static void
wrote_headers_cb (SoupServerMessage *message)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_NONE);
}

static void
finished_cb (SoupServerMessage *message, LuthierPracticeExchange *self)
{
  self->gone = TRUE;
}

static void
luthier_practice_exchange_finalize (GObject *object)
{
  LuthierPracticeExchange *self = LUTHIER_PRACTICE_EXCHANGE (object);

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, luthier_json_unref);
  g_free (self->path);

  G_OBJECT_CLASS (luthier_practice_exchange_parent_class)->finalize (object);
}

static void
luthier_practice_exchange_class_init (LuthierPracticeExchangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_exchange_finalize;

  /**
   * LuthierPracticeExchange::act:
   *
   * The request was put off until now.
   */
  signals[SIGNAL_ACT] = g_signal_new ("act", LUTHIER_TYPE_PRACTICE_EXCHANGE, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LuthierPracticeExchange::answered:
   *
   * The answer is ready but has not left.
   *
   * Returns: %TRUE to hold it back until luthier_practice_exchange_send()
   */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", LUTHIER_TYPE_PRACTICE_EXCHANGE,
                                           G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                                           NULL, NULL, G_TYPE_BOOLEAN, 0);
}

static void
luthier_practice_exchange_init (LuthierPracticeExchange *self)
{
}

/**
 * luthier_practice_exchange_new:
 * @message: a request of which the headers, or all, have come
 * @query: (nullable): its decoded query
 *
 * Returns: (transfer full): the exchange
 */
LuthierPracticeExchange *
luthier_practice_exchange_new (SoupServerMessage *message, GHashTable *query)
{
  LuthierPracticeExchange *self = g_object_new (LUTHIER_TYPE_PRACTICE_EXCHANGE, NULL);
  const char *raw;

  self->message = g_object_ref (message);
  self->query = query != NULL ? g_hash_table_ref (query) : NULL;
  raw = luthier_practice_exchange_get_raw_path (self);
  self->path = g_uri_unescape_string (raw, NULL);
  if (self->path == NULL)
    self->path = g_strdup (raw);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  g_signal_connect (message, "disconnected", G_CALLBACK (finished_cb), self);
  luthier_practice_exchange_set_header (self, "X-Luthier-Practice", "1");
  return self;
}

SoupServerMessage *
luthier_practice_exchange_get_message (LuthierPracticeExchange *self)
{
  return self->message;
}

const char *
luthier_practice_exchange_get_method (LuthierPracticeExchange *self)
{
  return soup_server_message_get_method (self->message);
}

/**
 * luthier_practice_exchange_get_path:
 * @self: the exchange
 *
 * Returns: the path, decoded; raw where it cannot be
 */
const char *
luthier_practice_exchange_get_path (LuthierPracticeExchange *self)
{
  return self->path;
}

/**
 * luthier_practice_exchange_get_raw_path:
 * @self: the exchange
 *
 * Returns: the path as it was sent, in which "%2F" is not yet a slash
 */
const char *
luthier_practice_exchange_get_raw_path (LuthierPracticeExchange *self)
{
  return g_uri_get_path (soup_server_message_get_uri (self->message));
}

/**
 * luthier_practice_exchange_get_query:
 * @self: the exchange
 * @name: of a parameter
 *
 * Returns: (nullable): its value, decoded; %NULL if it is not there
 */
const char *
luthier_practice_exchange_get_query (LuthierPracticeExchange *self, const char *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
}

/**
 * luthier_practice_exchange_get_header:
 * @self: the exchange
 * @name: of a header, in any case
 *
 * Returns: (nullable): its value
 */
const char *
luthier_practice_exchange_get_header (LuthierPracticeExchange *self, const char *name)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);

  return soup_message_headers_get_one (headers, name);
}

/**
 * luthier_practice_exchange_get_body:
 * @self: the exchange
 *
 * Returns: (transfer none): what was sent; empty if somebody took the body as it came
 */
GBytes *
luthier_practice_exchange_get_body (LuthierPracticeExchange *self)
{
  if (self->body == NULL)
    self->body = soup_message_body_flatten (soup_server_message_get_request_body (self->message));
  return self->body;
}

/**
 * luthier_practice_exchange_get_json:
 * @self: the exchange
 *
 * Returns: (transfer none) (nullable): the body, whose root is an object; %NULL if it is not, and
 *   then the client has been told so
 */
LuthierJson *
luthier_practice_exchange_get_json (LuthierPracticeExchange *self)
{
  GBytes *body = luthier_practice_exchange_get_body (self);
  g_autoptr (GError) error = NULL;

  if (self->json != NULL)
    return self->json;
  if (g_bytes_get_size (body) == 0)
    self->json = luthier_json_parse_text ("{}", -1, &error);
  else
    self->json = luthier_json_parse (body, &error);

  if (self->json == NULL)
    refuse_body (self, error->message);
  else if (luthier_json_value_get_kind (luthier_json_get_root (self->json)) != LUTHIER_JSON_OBJECT)
    {
      g_clear_pointer (&self->json, luthier_json_unref);
      refuse_body (self, "Unknown name \"\": Root element must be a message.");
    }
  return self->json;
}

void
luthier_practice_exchange_set_header (LuthierPracticeExchange *self,
                                      const char *name,
                                      const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), name,
                                value);
}

/**
 * luthier_practice_exchange_set_schema:
 * @self: the exchange
 * @schema: the name of a definition
 *
 * Says of what the JSON answer to come is an instance, so that it is recorded: see
 * luthier_practice_record(). Distorted answers are of nothing.
 */
void
luthier_practice_exchange_set_schema (LuthierPracticeExchange *self, const char *schema)
{
  self->schema = g_intern_string (schema);
}

/**
 * luthier_practice_exchange_reply_json:
 * @self: the exchange
 * @status: the HTTP status
 * @node: (transfer none): the whole answer, however little of it the client has asked for
 */
void
luthier_practice_exchange_reply_json (LuthierPracticeExchange *self, guint status, JsonNode *node)
{
  const char *mask = luthier_practice_exchange_get_query (self, "fields");
  g_autofree char *json = NULL;

  if (mask != NULL && status < 300)
    {
      json = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
      luthier_practice_exchange_reply_text (self, status, json);
      return;
    }
  json = luthier_json_node_to_text (node, get_layout (self));
  record_answer (self, json);
  reply_laid_out (self, status, g_steal_pointer (&json));
}

/**
 * luthier_practice_exchange_reply_text:
 * @self: the exchange
 * @status: the HTTP status
 * @json: compact JSON of our own making
 */
void
luthier_practice_exchange_reply_text (LuthierPracticeExchange *self, guint status, const char *json)
{
  const char *mask = luthier_practice_exchange_get_query (self, "fields");
  g_autoptr (LuthierJson) document = NULL;

  record_answer (self, json);
  if (mask != NULL && status < 300)
    {
      reply_masked (self, status, json, mask);
      return;
    }
  if (get_layout (self) == LUTHIER_JSON_COMPACT)
    {
      reply_laid_out (self, status, g_strdup (json));
      return;
    }
  document = luthier_json_parse_text (json, -1, NULL);
  reply_laid_out (
      self, status,
      luthier_json_value_to_text (luthier_json_get_root (document), LUTHIER_JSON_PRETTY));
}

/**
 * luthier_practice_exchange_reply_bytes:
 * @self: the exchange
 * @status: the HTTP status
 * @content_type: (nullable): of @bytes
 * @bytes: (nullable): the body
 *
 * Every answer comes by here; the signal #LuthierPracticeExchange::answered follows.
 */
void
luthier_practice_exchange_reply_bytes (LuthierPracticeExchange *self,
                                       guint status,
                                       const char *content_type,
                                       GBytes *bytes)
{
  gboolean held = FALSE;

  if (self->answered)
    return;

  self->answered = TRUE;
  soup_server_message_set_status (self->message, status, NULL);
  if (content_type != NULL)
    luthier_practice_exchange_set_header (self, "Content-Type", content_type);
  if (status == SOUP_STATUS_NO_CONTENT)
    g_signal_connect (self->message, "wrote-headers", G_CALLBACK (wrote_headers_cb), NULL);
  if (bytes != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), bytes);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, &held);
  if (!held)
    luthier_practice_exchange_send (self);
}

/**
 * luthier_practice_exchange_reply_error:
 * @self: the exchange
 * @status: the HTTP status, which is the code of the envelope too
 * @status_name: of google.rpc.Code, such as "NOT_FOUND"
 * @message: for people
 * @details: (nullable) (transfer none): objects with "@type"
 *
 * Answers with an error as every API of the service but Cloud Storage has it.
 */
void
luthier_practice_exchange_reply_error (LuthierPracticeExchange *self,
                                       guint status,
                                       const char *status_name,
                                       const char *message,
                                       JsonArray *details)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *envelope = json_object_new ();
  JsonObject *error = json_object_new ();

  json_object_set_int_member (error, "code", status);
  json_object_set_string_member (error, "message", message);
  json_object_set_string_member (error, "status", status_name);
  if (details != NULL)
    json_object_set_array_member (error, "details", json_array_ref (details));
  json_object_set_object_member (envelope, "error", error);
  json_node_take_object (root, envelope);
  luthier_practice_exchange_set_schema (self, "ErrorResponse");
  luthier_practice_exchange_reply_json (self, status, root);
}

/**
 * luthier_practice_exchange_reply_page:
 * @self: the exchange
 * @status: 404 or 405
 *
 * Answers as the front end does that found no service to ask: with a web page.
 */
void
luthier_practice_exchange_reply_page (LuthierPracticeExchange *self, guint status)
{
  g_autofree char *path = g_markup_escape_text (self->path, -1);
  g_autofree char *problem = status == 405
                                 ? g_strdup_printf (
                                       "The request method <code>%s</code> is inappropriate for "
                                       "the URL <code>%s</code>.",
                                       luthier_practice_exchange_get_method (self), path)
                                 : g_strdup_printf (
                                       "The requested URL <code>%s</code> was not found on this "
                                       "server.",
                                       path);
  char *page = g_strdup_printf ("<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n"
                                "<title>Error %u (%s)!!1</title>\n<p><b>%u.</b> %s\n",
                                status, status == 405 ? "Method Not Allowed" : "Not Found", status,
                                problem);
  g_autoptr (GBytes) bytes = g_bytes_new_take (page, strlen (page));

  luthier_practice_exchange_reply_bytes (self, status, "text/html; charset=UTF-8", bytes);
}

gboolean
luthier_practice_exchange_is_answered (LuthierPracticeExchange *self)
{
  return self->answered;
}

/**
 * luthier_practice_exchange_act:
 * @self: the exchange
 *
 * Lets a request act that a situation has put off.
 */
void
luthier_practice_exchange_act (LuthierPracticeExchange *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0);
}

/**
 * luthier_practice_exchange_is_gone:
 * @self: the exchange
 *
 * Returns: whether the client is no longer there, or has its answer
 */
gboolean
luthier_practice_exchange_is_gone (LuthierPracticeExchange *self)
{
  return self->gone;
}

/**
 * luthier_practice_exchange_send:
 * @self: the exchange
 *
 * Lets an answer go that a handler of #LuthierPracticeExchange::answered held back.
 */
void
luthier_practice_exchange_send (LuthierPracticeExchange *self)
{
  if (self->sent)
    return;
  self->sent = TRUE;
  if (self->waiting && !self->gone)
    soup_server_message_unpause (self->message);
}

/**
 * luthier_practice_exchange_wait:
 * @self: the exchange
 *
 * Keeps the connection until there is an answer. For whoever took the request, once the parts have
 * returned.
 */
void
luthier_practice_exchange_wait (LuthierPracticeExchange *self)
{
  if (self->sent || self->waiting || self->gone)
    return;
  self->waiting = TRUE;
  soup_server_message_pause (self->message);
}
