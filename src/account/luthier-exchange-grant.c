/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-exchange-grant.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-fields.h"
#include "luthier-json-text.h"
#include "luthier-secret.h"

#define GRANT_TYPE   "urn:ietf:params:oauth:grant-type:token-exchange"
#define ACCESS_TOKEN "urn:ietf:params:oauth:token-type:access_token"
#define DEADLINE_MS  30000

struct _LuthierExchangeGrant
{
  LuthierGrant parent_instance;

  LuthierExternalAccount *account; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierExchangeGrant, luthier_exchange_grant, LUTHIER_TYPE_GRANT)

/* (transfer full) (nullable): whom a workforce pool's exchange is counted against. */
static char *
make_options (LuthierExternalAccount *account)
{
  const char *project = luthier_external_account_get_user_project (account);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  if (project == NULL)
    return NULL;
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "userProject", project);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
}

static void
exchange (LuthierExchangeGrant *self, GTask *task, const char *subject)
{
  LuthierExternalAccount *account = self->account;
  g_autofree char *options = make_options (account);

  luthier_grant_post (
      LUTHIER_GRANT (self), task, luthier_external_account_get_token_url (account),
      soup_form_encode (
          "grant_type", GRANT_TYPE, "audience", luthier_external_account_get_audience (account),
          "scope", LUTHIER_GRANT_SCOPE, "requested_token_type", ACCESS_TOKEN, "subject_token_type",
          luthier_external_account_get_token_type (account), "subject_token", subject,
          options != NULL ? "options" : NULL, options, NULL),
      LUTHIER_HTTP_IDEMPOTENT);
}

/* text: what is at the source. */
static void
take_subject (GTask *task, GBytes *text)
{
  LuthierExchangeGrant *self = g_task_get_source_object (task);
  GError *error = NULL;
  char *subject = luthier_external_account_find_token (self->account, text, &error);

  if (subject == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  exchange (self, task, subject);
  luthier_secret_free (subject);
}

static gboolean
read_more_cb (const char *contents, goffset size, gpointer user_data)
{
  return size <= LUTHIER_FIELDS_MAX_SIZE;
}

/* message: (nullable): why it cannot be read; NULL: it is something else. */
static void
return_file_error (GTask *task, const char *message)
{
  GError *error = NULL;

  if (message != NULL)
    luthier_fields_refuse (&error, _ ("%s: cannot be read: %s"), "credential_source.file", message);
  else
    luthier_fields_refuse (&error, _ ("%s: is not a file that holds a token"),
                           "credential_source.file");
  g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = NULL;
  char *contents = NULL;
  gsize length = 0;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &contents, &length, NULL,
                                            &error))
    {
      return_file_error (task, error->message);
      return;
    }
  text = g_bytes_new_take (contents, length);
  if (length > LUTHIER_FIELDS_MAX_SIZE)
    return_file_error (task, NULL);
  else
    take_subject (task, text);
}

/* A pipe or a device would keep a thread for good. */
static void
queried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info == NULL)
    return_file_error (task, error->message);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return_file_error (task, NULL);
  else
    g_file_load_partial_contents_async (G_FILE (source), g_task_get_cancellable (task),
                                        read_more_cb, loaded_cb, g_object_ref (task));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
      text = luthier_http_client_send_finish (LUTHIER_HTTP_CLIENT (source), result, &error);
  guint status;

  if (text != NULL)
    {
      take_subject (task, text);
      return;
    }
  if (error->domain != LUTHIER_ERROR)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  status = luthier_error_get_http_status (error);
  g_task_return_error (task, luthier_grant_reword (error,
                                                   status >= 400 && status < 500
                                                       ? LUTHIER_ERROR_CREDENTIAL
                                                       : (LuthierError) error->code,
                                                   _ ("%s: cannot be read: %s"),
                                                   "credential_source.url", error->message));
}

static void
fetch (LuthierGrant *grant, GTask *task)
{
  LuthierExchangeGrant *self = LUTHIER_EXCHANGE_GRANT (grant);
  const char *path = luthier_external_account_get_file (self->account);
  g_autoptr (GFile) file = NULL;
  const LuthierHttpRequest request = {
    .method = SOUP_METHOD_GET,
    .uri = luthier_external_account_get_url (self->account),
    .headers = luthier_external_account_get_headers (self->account),
    .policy = LUTHIER_HTTP_IDEMPOTENT,
    .deadline_ms = DEADLINE_MS,
  };

  if (path == NULL)
    {
      luthier_http_client_send_async (luthier_grant_get_http (grant), &request,
                                      g_task_get_cancellable (task), answered_cb,
                                      g_object_ref (task));
      return;
    }
  file = g_file_new_for_path (path);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, g_task_get_cancellable (task), queried_cb,
                           g_object_ref (task));
}

/* A token that is over is renewed by whoever put it there; all else is in the file. */
static GError *
explain (LuthierGrant *grant, const GError *refusal)
{
  LuthierExchangeGrant *self = LUTHIER_EXCHANGE_GRANT (grant);
  const char *reason = luthier_error_get_reason (refusal);

  if (g_strcmp0 (reason, "invalid_grant") == 0)
    return luthier_grant_reword (refusal, LUTHIER_ERROR_SIGN_IN_NEEDED,
                                 _ ("The token of the external account is refused: %s"),
                                 refusal->message);
  return luthier_grant_reword (
      refusal, LUTHIER_ERROR_CREDENTIAL, _ ("The external account “%s” is refused: %s"),
      luthier_external_account_get_audience (self->account), refusal->message);
}

static void
luthier_exchange_grant_finalize (GObject *object)
{
  LuthierExchangeGrant *self = LUTHIER_EXCHANGE_GRANT (object);

  g_clear_object (&self->account);

  G_OBJECT_CLASS (luthier_exchange_grant_parent_class)->finalize (object);
}

static void
luthier_exchange_grant_class_init (LuthierExchangeGrantClass *klass)
{
  LuthierGrantClass *grant_class = LUTHIER_GRANT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = luthier_exchange_grant_finalize;
  grant_class->fetch = fetch;
  grant_class->explain = explain;
}

static void
luthier_exchange_grant_init (LuthierExchangeGrant *self)
{
}

/**
 * luthier_exchange_grant_new:
 * @account: whose token is exchanged where
 * @clock: what tokens expire by
 * @random: what waits are spread by
 *
 * Returns: (transfer full): the grant
 */
LuthierGrant *
luthier_exchange_grant_new (LuthierExternalAccount *account,
                            LuthierClock *clock,
                            LuthierRandom *random)
{
  LuthierExchangeGrant *self;

  g_return_val_if_fail (LUTHIER_IS_EXTERNAL_ACCOUNT (account), NULL);

  self = g_object_new (LUTHIER_TYPE_EXCHANGE_GRANT, NULL);
  self->account = g_object_ref (account);
  luthier_grant_open (LUTHIER_GRANT (self), clock, random, NULL);
  return LUTHIER_GRANT (self);
}
