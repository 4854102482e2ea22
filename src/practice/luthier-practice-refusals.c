/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-refusals.h"

#include <string.h>

#include "luthier-practice-apis.h"
#include "luthier-practice-storage-json.h"

#define TYPE(name) "type.googleapis.com/google.rpc." name
#define TUNING     "aiplatform.googleapis.com"

static gboolean
is_storage (LuthierPracticeExchange *exchange)
{
  return strstr (luthier_practice_exchange_get_path (exchange), "/storage/v1/") != NULL;
}

static void
add_string (JsonObject *object, const char *name, const char *value)
{
  json_object_set_string_member (object, name, value);
}

/* A detail of this type at the end of the list. */
static JsonObject *
add_detail (JsonArray *details, const char *type)
{
  JsonObject *detail = json_object_new ();

  add_string (detail, "@type", type);
  json_array_add_object_element (details, detail);
  return detail;
}

/* A list of one object, as a member. */
static JsonObject *
add_only_element (JsonObject *object, const char *name)
{
  JsonArray *list = json_array_new ();
  JsonObject *element = json_object_new ();

  json_array_add_object_element (list, element);
  json_object_set_array_member (object, name, list);
  return element;
}

static const char *
get_service (LuthierPracticeExchange *exchange)
{
  const char *service = luthier_practice_api_of_path (
      luthier_practice_exchange_get_path (exchange));

  return service != NULL ? service : TUNING;
}

/* Returns the metadata, to be filled in. */
static JsonObject *
add_error_info (JsonArray *details, const char *reason, const char *domain, const char *service)
{
  JsonObject *info = add_detail (details, TYPE ("ErrorInfo"));
  JsonObject *metadata = json_object_new ();

  add_string (info, "reason", reason);
  add_string (info, "domain", domain);
  json_object_set_object_member (info, "metadata", metadata);
  add_string (metadata, "service", service);
  return metadata;
}

void
luthier_practice_refuse_token (LuthierPracticeExchange *exchange, const char *reason)
{
  g_autoptr (JsonArray) details = json_array_new ();
  const char *message = reason == NULL
                            ? "Request is missing required authentication credential. Expected "
                              "OAuth 2 access token or other valid authentication credential."
                            : "Request had invalid authentication credentials. Expected OAuth 2 "
                              "access token or other valid authentication credential.";

  luthier_practice_exchange_set_header (exchange, "WWW-Authenticate",
                                        reason == NULL
                                            ? "Bearer realm=\"https://accounts.google.com/\""
                                            : "Bearer realm=\"https://accounts.google.com/\", "
                                              "error=\"invalid_token\"");
  add_error_info (details, reason != NULL ? reason : "CREDENTIALS_MISSING", "googleapis.com",
                  get_service (exchange));
  luthier_practice_exchange_reply_error (exchange, 401, "UNAUTHENTICATED", message, details);
}

void
luthier_practice_refuse_permission (LuthierPracticeExchange *exchange, const char *permission)
{
  g_autoptr (JsonArray) details = json_array_new ();
  g_autofree char *resource = NULL;
  g_autofree char *message = NULL;
  const char *service = get_service (exchange);
  JsonObject *metadata;

  if (is_storage (exchange))
    {
      message = g_strdup_printf ("The caller does not have %s access to the Google Cloud Storage "
                                 "resource. Permission '%s' denied on resource (or it may not "
                                 "exist).",
                                 permission, permission);
      luthier_practice_storage_reply_error (exchange, 403, "forbidden", message);
      return;
    }
  resource = g_strconcat ("//", service, luthier_practice_exchange_get_path (exchange), NULL);
  message = g_strdup_printf ("Permission '%s' denied on resource '%s' (or it may not exist).",
                             permission, resource);
  metadata = add_error_info (details, "IAM_PERMISSION_DENIED", service, service);
  add_string (metadata, "permission", permission);
  add_string (metadata, "resource", resource);
  luthier_practice_exchange_reply_error (exchange, 403, "PERMISSION_DENIED", message, details);
}

/* RFC 6750: the token is good, but not for this. */
void
luthier_practice_refuse_scope (LuthierPracticeExchange *exchange)
{
  g_autoptr (JsonArray) details = json_array_new ();
  JsonObject *metadata = add_error_info (details, "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                                         "googleapis.com", get_service (exchange));

  add_string (metadata, "method", luthier_practice_exchange_get_path (exchange));
  luthier_practice_exchange_set_header (exchange, "WWW-Authenticate",
                                        "Bearer realm=\"https://accounts.google.com/\", "
                                        "error=\"insufficient_scope\", scope=\""
                                        "https://www.googleapis.com/auth/cloud-platform\"");
  luthier_practice_exchange_reply_error (exchange, 403, "PERMISSION_DENIED",
                                         "Request had insufficient authentication scopes.",
                                         details);
}

/* A kind of question that the API does not answer. */
void
luthier_practice_refuse_argument (LuthierPracticeExchange *exchange, const char *message)
{
  luthier_practice_exchange_reply_error (exchange, 400, "INVALID_ARGUMENT", message, NULL);
}

void
luthier_practice_refuse_disabled (LuthierPracticeExchange *exchange, const char *project_number)
{
  const char *service = get_service (exchange);
  g_autoptr (JsonArray) details = json_array_new ();
  g_autofree char *consumer = g_strdup_printf ("projects/%s", project_number);
  g_autofree char *url = g_strdup_printf (
      "https://console.developers.google.com/apis/api/%s/overview?"
      "project=%s",
      service, project_number);
  g_autofree char *message = g_strdup_printf (
      "%s has not been used in project %s before or it is disabled. Enable it by "
      "visiting %s then retry.",
      luthier_practice_api_get_title (service), project_number, url);
  JsonObject *link;

  add_string (add_error_info (details, "SERVICE_DISABLED", "googleapis.com", service), "consumer",
              consumer);
  link = add_only_element (add_detail (details, TYPE ("Help")), "links");
  add_string (link, "description", "Google developers console API activation");
  add_string (link, "url", url);
  luthier_practice_exchange_reply_error (exchange, 403, "PERMISSION_DENIED", message, details);
}

void
luthier_practice_refuse_quota (LuthierPracticeExchange *exchange,
                               const char *project_number,
                               guint64 delay_s)
{
  g_autoptr (JsonArray) details = json_array_new ();
  g_autofree char *subject = g_strdup_printf ("project:%s", project_number);
  g_autofree char *delay = g_strdup_printf ("%" G_GUINT64_FORMAT "s", delay_s);
  JsonObject *violation = add_only_element (add_detail (details, TYPE ("QuotaFailure")),
                                            "violations");
  JsonObject *link;

  add_string (violation, "subject", subject);
  add_string (violation, "description", "Quota exceeded.");
  add_string (violation, "quotaMetric", "aiplatform.googleapis.com/global_concurrent_tuning_jobs");
  add_string (violation, "quotaValue", "1");
  add_error_info (details, "RATE_LIMIT_EXCEEDED", "googleapis.com", TUNING);
  add_string (add_detail (details, TYPE ("RetryInfo")), "retryDelay", delay);
  link = add_only_element (add_detail (details, TYPE ("Help")), "links");
  add_string (link, "description", "Request a higher quota limit.");
  add_string (link, "url", "https://cloud.google.com/docs/quotas/help/request_increase");
  luthier_practice_exchange_reply_error (exchange, 429, "RESOURCE_EXHAUSTED", "Quota exceeded.",
                                         details);
}

void
luthier_practice_refuse_grant (LuthierPracticeExchange *exchange,
                               guint status,
                               const char *error,
                               const char *description,
                               const char *subtype)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  add_string (object, "error", error);
  add_string (object, "error_description", description);
  if (subtype != NULL)
    add_string (object, "error_subtype", subtype);
  json_node_take_object (root, object);
  luthier_practice_exchange_reply_json (exchange, status, root);
}
