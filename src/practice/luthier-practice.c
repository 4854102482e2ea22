/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice.h"

#include "luthier-practice-fields.h"
#include "luthier-practice-iam.h"
#include "luthier-practice-keys.h"
#include "luthier-practice-projects.h"
#include "luthier-practice-situations.h"
#include "luthier-practice-storage.h"

struct _LuthierPractice
{
  GObject parent_instance;

  LuthierPracticeState *state;           /* (owned) */
  LuthierPracticeSituations *situations; /* (owned) */
  LuthierPracticeObjects *objects;       /* (owned) */
  LuthierPracticeStorage *storage;       /* (owned) */
  LuthierPracticeTokens *tokens;         /* (owned) */
  LuthierPracticeTuning *tuning;         /* (owned) */
  LuthierPracticePolicies *policies;     /* (owned) */
  SoupServer *server;                    /* (owned) */
  char *base_url;                        /* (owned) (nullable) */
  GHashTable *counts; /* (owned): of "METHOD path" to how many came, as GUINT_TO_POINTER */
};

G_DEFINE_FINAL_TYPE (LuthierPractice, luthier_practice, G_TYPE_OBJECT)

typedef enum
{
  ROUTE_NOWHERE,
  ROUTE_TOKENS,
  ROUTE_STORAGE,
  ROUTE_PROJECTS,
  ROUTE_SERVICES,
  ROUTE_IAM,
  ROUTE_KEYS,
  ROUTE_TUNING,
} Route;

/* The first glob that the path matches. */
static const struct
{
  const char *glob;
  Route route;
} routes[] = {
  { "/token", ROUTE_TOKENS },
  { "/tokeninfo", ROUTE_TOKENS },
  { "/revoke", ROUTE_TOKENS },
  { "/oauth2/v4/token", ROUTE_TOKENS },
  { "/v1/token", ROUTE_TOKENS },
  { "/o/oauth2/v2/auth", ROUTE_TOKENS },
  { "/storage", ROUTE_STORAGE },
  { "/storage/*", ROUTE_STORAGE },
  { "/upload/storage/*", ROUTE_STORAGE },
  { "/download/storage/*", ROUTE_STORAGE },
  { "/v3/*", ROUTE_PROJECTS },
  { "/v1/projects/*/serviceAccounts*", ROUTE_IAM },
  { "/v1/projects/*/services/*", ROUTE_SERVICES },
  { "/v1/projects/*/locations/*/keyRings*", ROUTE_KEYS },
  { "/v1", ROUTE_TUNING },
  { "/v1/*", ROUTE_TUNING },
  { "/v1beta1", ROUTE_TUNING },
  { "/v1beta1/*", ROUTE_TUNING },
};

static Route
find_route (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_pattern_match_simple (routes[i].glob, path))
      return routes[i].route;
  return ROUTE_NOWHERE;
}

static void
count (LuthierPractice *self, LuthierPracticeExchange *exchange)
{
  char *request = g_strdup_printf ("%s %s", luthier_practice_exchange_get_method (exchange),
                                   luthier_practice_exchange_get_path (exchange));
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, request));

  g_hash_table_replace (self->counts, request, GUINT_TO_POINTER (n + 1));
}

/* A slip in these must not become known only after the request has acted. */
static gboolean
check_parameters (LuthierPracticeExchange *exchange)
{
  const char *mask = luthier_practice_exchange_get_query (exchange, "fields");
  const char *format = luthier_practice_exchange_get_query (exchange, "alt");
  g_autoptr (LuthierPracticeFields) fields = NULL;
  g_autofree char *message = NULL;

  if (mask != NULL && (fields = luthier_practice_fields_parse (mask)) == NULL)
    message = g_strdup_printf ("Invalid field selection %s", mask);
  else if (format != NULL && strcmp (format, "json") != 0 && strcmp (format, "media") != 0)
    message = g_strdup_printf ("Invalid alt value: %s", format);
  if (message == NULL)
    return TRUE;
  luthier_practice_exchange_reply_error (exchange, 400, "INVALID_ARGUMENT", message, NULL);
  return FALSE;
}

static void
hand_over (LuthierPractice *self, LuthierPracticeExchange *exchange, Route route)
{
  switch (route)
    {
    case ROUTE_STORAGE:
      luthier_practice_storage_handle (self->storage, exchange);
      break;
    case ROUTE_PROJECTS:
      luthier_practice_projects_handle (self->policies, exchange);
      break;
    case ROUTE_SERVICES:
      luthier_practice_projects_handle_service (self->policies, exchange);
      break;
    case ROUTE_IAM:
      luthier_practice_iam_handle (self->policies, exchange);
      break;
    case ROUTE_KEYS:
      luthier_practice_keys_handle (self->policies, exchange);
      break;
    case ROUTE_TUNING:
      luthier_practice_tuning_handle (self->tuning, exchange);
      break;
    case ROUTE_NOWHERE:
    case ROUTE_TOKENS:
    default:
      luthier_practice_exchange_reply_page (exchange, 404);
      break;
    }
}

static void
act (LuthierPractice *self, LuthierPracticeExchange *exchange)
{
  Route route = find_route (luthier_practice_exchange_get_path (exchange));

  if (route == ROUTE_TOKENS)
    luthier_practice_tokens_handle (self->tokens, exchange);
  else if (luthier_practice_tokens_check (self->tokens, exchange) && check_parameters (exchange))
    hand_over (self, exchange, route);
}

static void
dispatch (LuthierPractice *self, LuthierPracticeExchange *exchange)
{
  if (find_route (luthier_practice_exchange_get_path (exchange)) == ROUTE_NOWHERE)
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (!luthier_practice_situations_strike (self->situations, exchange,
                                                LUTHIER_PRACTICE_BEFORE))
    act (self, exchange);
}

static void
act_cb (LuthierPracticeExchange *exchange, LuthierPractice *self)
{
  act (self, exchange);
}

/* By the service's clock, which a test may have stopped or put wrong, and not by libsoup's. */
static void
set_date (LuthierPractice *self, LuthierPracticeExchange *exchange)
{
  gint64 now = luthier_practice_state_now (self->state) / G_USEC_PER_SEC +
               luthier_practice_situations_get_skew_s (self->situations);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now);
  g_autofree char *text = soup_date_time_to_string (date, SOUP_DATE_HTTP);

  luthier_practice_exchange_set_header (exchange, "Date", text);
}

static gboolean
answered_cb (LuthierPracticeExchange *exchange, LuthierPractice *self)
{
  return luthier_practice_situations_strike (self->situations, exchange, LUTHIER_PRACTICE_AFTER);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  LuthierPractice *self = user_data;
  g_autoptr (LuthierPracticeExchange) exchange = luthier_practice_exchange_new (message, query);

  g_signal_connect_object (exchange, "act", G_CALLBACK (act_cb), self, 0);
  g_signal_connect_object (exchange, "answered", G_CALLBACK (answered_cb), self, 0);
  count (self, exchange);
  set_date (self, exchange);
  dispatch (self, exchange);
  luthier_practice_exchange_wait (exchange);
}

/* An upload has no limit but its own length: storage takes it while it comes. */
static void
got_headers_cb (SoupServerMessage *message, LuthierPractice *self)
{
  const char *method = soup_server_message_get_method (message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  if ((strcmp (method, "PUT") == 0 || strcmp (method, "POST") == 0) &&
      g_str_has_prefix (path, "/upload/"))
    luthier_practice_storage_prepare (self->storage, message);
}

static void
request_started_cb (SoupServer *server, SoupServerMessage *message, LuthierPractice *self)
{
  g_signal_connect_object (message, "got-headers", G_CALLBACK (got_headers_cb), self, 0);
}

static void
luthier_practice_finalize (GObject *object)
{
  LuthierPractice *self = LUTHIER_PRACTICE (object);

  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->tuning);
  g_clear_object (&self->storage);
  g_clear_object (&self->policies);
  g_clear_object (&self->tokens);
  g_clear_object (&self->objects);
  g_clear_object (&self->situations);
  g_clear_object (&self->state);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_free (self->base_url);

  G_OBJECT_CLASS (luthier_practice_parent_class)->finalize (object);
}

static void
luthier_practice_class_init (LuthierPracticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_finalize;
}

static void
luthier_practice_init (LuthierPractice *self)
{
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->server = g_object_new (SOUP_TYPE_SERVER, "raw-paths", TRUE, "server-header",
                               "luthier-practice ", NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
}

/**
 * luthier_practice_new:
 * @clock: the time
 * @project: the only project there is; paths may also hold its number
 * @token: (nullable): a bearer token that is always good; %NULL: any is, until an account is added
 * @state_file: (nullable) (type filename): what to go on from and to remember in
 * @speed: how many times faster than the real service it is
 * @error: set if the state file cannot be used
 *
 * Returns: (transfer full) (nullable): a service that does not listen yet
 */
LuthierPractice *
luthier_practice_new (LuthierClock *clock,
                      const char *project,
                      const char *token,
                      const char *state_file,
                      double speed,
                      GError **error)
{
  g_autoptr (LuthierPractice) self = g_object_new (LUTHIER_TYPE_PRACTICE, NULL);

  self->state = luthier_practice_state_new (clock, speed, project, state_file, error);
  if (self->state == NULL)
    return NULL;
  self->situations = luthier_practice_situations_new (self->state);
  self->objects = luthier_practice_objects_new (self->state);
  self->tokens = luthier_practice_tokens_new (self->state, self->situations, token);
  self->policies = luthier_practice_policies_new (
      self->state, luthier_practice_tokens_get_grants (self->tokens), self->situations);
  self->storage = luthier_practice_storage_new (self->state, self->objects, self->situations,
                                                self->policies);
  self->tuning = luthier_practice_tuning_new (self->state, self->objects, self->situations, error);
  if (self->tuning == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * luthier_practice_listen:
 * @self: the service
 * @port: where on 127.0.0.1; 0 takes a free one
 * @error: set if the port is taken
 *
 * Returns: whether it listens now
 */
gboolean
luthier_practice_listen (LuthierPractice *self, guint port, GError **error)
{
  g_autoslist (GUri) uris = NULL;

  if (!soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  uris = soup_server_get_uris (self->server);
  g_free (self->base_url);
  self->base_url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  return TRUE;
}

/**
 * luthier_practice_get_base_url:
 * @self: the service
 *
 * Returns: (nullable): scheme, host and port; %NULL before it listens
 */
const char *
luthier_practice_get_base_url (LuthierPractice *self)
{
  return self->base_url;
}

/**
 * luthier_practice_close:
 * @self: the service
 *
 * Stops listening and drops every connection, as if the program had ended.
 */
void
luthier_practice_close (LuthierPractice *self)
{
  soup_server_disconnect (self->server);
  g_clear_pointer (&self->base_url, g_free);
}

/**
 * luthier_practice_add_situation:
 * @self: the service
 * @text: as in luthier_practice_situations_add()
 * @error: set if there is no such situation
 *
 * Returns: whether it is on now
 */
gboolean
luthier_practice_add_situation (LuthierPractice *self, const char *text, GError **error)
{
  return luthier_practice_situations_add (self->situations, text, error);
}

void
luthier_practice_clear_situations (LuthierPractice *self)
{
  luthier_practice_situations_clear (self->situations);
}

const char *const *
luthier_practice_list_situations (void)
{
  return luthier_practice_situations_list ();
}

/**
 * luthier_practice_count_requests:
 * @self: the service
 * @method: such as "POST"; a glob, too
 * @path_glob: of the decoded path, without the query
 *
 * Returns: how many such requests came since it was made
 */
guint
luthier_practice_count_requests (LuthierPractice *self, const char *method, const char *path_glob)
{
  g_autofree char *glob = g_strdup_printf ("%s %s", method, path_glob);
  g_autoptr (GPatternSpec) pattern = g_pattern_spec_new (glob);
  GHashTableIter iter;
  gpointer request, n;
  guint sum = 0;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &request, &n))
    if (g_pattern_spec_match_string (pattern, request))
      sum += GPOINTER_TO_UINT (n);
  return sum;
}

LuthierPracticeState *
luthier_practice_get_state (LuthierPractice *self)
{
  return self->state;
}

LuthierPracticeObjects *
luthier_practice_get_objects (LuthierPractice *self)
{
  return self->objects;
}

LuthierPracticeTokens *
luthier_practice_get_tokens (LuthierPractice *self)
{
  return self->tokens;
}

LuthierPracticeTuning *
luthier_practice_get_tuning (LuthierPractice *self)
{
  return self->tuning;
}
