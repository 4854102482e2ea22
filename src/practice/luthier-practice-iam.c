/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-iam.h"

#include <string.h>

#include "luthier-json-text.h"
#include "luthier-practice-accounts.h"
#include "luthier-practice-page.h"
#include "luthier-practice-refusals.h"
#include "luthier-practice-target.h"

#define MAX_PAGE       100
#define MAX_LIFETIME_S 3600

static void
add_account (JsonBuilder *builder,
             const LuthierPracticeAccount *account,
             LuthierPracticeState *state)
{
  const char *project = luthier_practice_state_get_project (state);
  g_autofree char *name = g_strdup_printf ("projects/%s/serviceAccounts/%s", project,
                                           account->email);

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "name", name);
  luthier_json_add_string (builder, "projectId", project);
  luthier_json_add_string (builder, "uniqueId", account->unique_id);
  luthier_json_add_string (builder, "email", account->email);
  luthier_json_add_string (builder, "displayName", account->display_name);
  luthier_json_add_string (builder, "etag", "MDEwMjE5MjA=");
  luthier_json_add_string (builder, "oauth2ClientId", account->unique_id);
  if (account->disabled)
    {
      json_builder_set_member_name (builder, "disabled");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
}

static void
reply_list (LuthierPracticePolicies *policies,
            LuthierPracticeExchange *exchange,
            GPtrArray *accounts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  LuthierPracticePage page;

  if (!luthier_practice_page_init (&page, exchange, MAX_PAGE))
    return;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = page.first; i < luthier_practice_page_get_end (&page, accounts->len); i++)
    add_account (builder, accounts->pdata[i], luthier_practice_policies_get_state (policies));
  json_builder_end_array (builder);
  luthier_practice_page_add_token (&page, builder, accounts->len);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

static void
reply_account (LuthierPracticePolicies *policies,
               LuthierPracticeExchange *exchange,
               const LuthierPracticeAccount *account)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  add_account (builder, account, luthier_practice_policies_get_state (policies));
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

static void
refuse_unknown (LuthierPracticeExchange *exchange, const char *name)
{
  g_autofree char *message = g_strdup_printf ("Unknown service account: %s", name);

  luthier_practice_exchange_reply_error (exchange, 404, "NOT_FOUND", message, NULL);
}

/* "3600s"; 0: it is none, or too long. Nothing is an hour. */
static gint64
read_lifetime (const char *text)
{
  g_autofree char *digits = NULL;
  gint64 seconds;

  if (text == NULL)
    return MAX_LIFETIME_S;
  if (!g_str_has_suffix (text, "s"))
    return 0;
  digits = g_strndup (text, strlen (text) - 1);
  return g_ascii_string_to_signed (digits, 10, 1, MAX_LIFETIME_S, &seconds, NULL) ? seconds : 0;
}

/* Returns: (transfer full) (nullable): scopes with blanks between; NULL: there are none. */
static char *
read_scope (const LuthierJsonValue *list)
{
  g_autoptr (GString) scope = g_string_new (NULL);

  for (guint i = 0; i < luthier_json_value_get_length (list); i++)
    g_string_append_printf (
        scope, "%s%s", i > 0 ? " " : "",
        luthier_json_value_get_string (luthier_json_value_get_element (list, i), ""));
  return scope->len > 0 ? g_strdup (scope->str) : NULL;
}

/* NULL: all are there. Else one that is not. */
static const char *
find_unknown_delegate (const LuthierJsonValue *delegates, GPtrArray *accounts)
{
  for (guint i = 0; i < luthier_json_value_get_length (delegates); i++)
    {
      const char *name = luthier_json_value_get_string (
          luthier_json_value_get_element (delegates, i), "");
      const char *slash = strrchr (name, '/');

      if (luthier_practice_accounts_find (accounts, slash != NULL ? slash + 1 : name) == NULL)
        return name;
    }
  return NULL;
}

static void
reply_token (LuthierPracticePolicies *policies,
             LuthierPracticeExchange *exchange,
             const LuthierPracticeGrant *grant,
             gint64 lifetime_s)
{
  LuthierPracticeState *state = luthier_practice_policies_get_state (policies);
  LuthierPracticeGrants *grants = luthier_practice_policies_get_grants (policies);
  g_autofree char *token = luthier_practice_grants_issue (grants, grant, lifetime_s);
  gint64 end = luthier_practice_state_now (state) / G_USEC_PER_SEC + lifetime_s;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (end);
  g_autofree char *moment = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, "accessToken", token);
  json_object_set_string_member (answer, "expireTime", moment);
  json_node_take_object (root, answer);
  luthier_practice_exchange_set_header (exchange, "Cache-Control", "no-store");
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

static void
generate_token (LuthierPracticePolicies *policies,
                LuthierPracticeExchange *exchange,
                GPtrArray *accounts,
                const LuthierPracticeAccount *account)
{
  LuthierJson *json = luthier_practice_exchange_get_json (exchange);
  const LuthierJsonValue *body = json != NULL ? luthier_json_get_root (json) : NULL;
  g_autofree char *scope = read_scope (luthier_json_value_get_member (body, "scope"));
  gint64 lifetime_s = read_lifetime (
      luthier_json_value_get_string (luthier_json_value_get_member (body, "lifetime"), NULL));
  const char *unknown = find_unknown_delegate (luthier_json_value_get_member (body, "delegates"),
                                               accounts);
  g_autoptr (LuthierPracticeGrant) grant = NULL;

  if (json == NULL)
    return;
  if (scope == NULL)
    luthier_practice_refuse_argument (exchange, "Scope required.");
  else if (lifetime_s == 0)
    luthier_practice_refuse_argument (
        exchange, "The lifetime must be a duration of 3600s at most, such as \"600s\".");
  else if (unknown != NULL)
    refuse_unknown (exchange, unknown);
  else if (account->disabled)
    luthier_practice_exchange_reply_error (exchange, 400, "FAILED_PRECONDITION",
                                           "The service account is disabled.", NULL);
  else
    {
      grant = luthier_practice_grant_new (NULL, account->email, scope);
      reply_token (policies, exchange, grant, lifetime_s);
    }
}

/* What is asked of one account; one that is not there has no permissions. */
static void
handle_account (LuthierPracticePolicies *policies,
                LuthierPracticeExchange *exchange,
                const LuthierPracticeTarget *target,
                GPtrArray *accounts)
{
  const LuthierPracticeAccount *account = luthier_practice_accounts_find (accounts,
                                                                          target->parts[4]);

  if (luthier_practice_target_asks (target, "testIamPermissions", FALSE))
    luthier_practice_policies_reply_permissions (policies, exchange, LUTHIER_PRACTICE_ACCOUNT,
                                                 account != NULL ? NULL : "");
  else if (account == NULL)
    refuse_unknown (exchange, target->parts[4]);
  else if (luthier_practice_target_asks (target, NULL, TRUE))
    reply_account (policies, exchange, account);
  else if (luthier_practice_target_asks (target, "getIamPolicy", FALSE))
    luthier_practice_policies_reply_policy (policies, exchange, LUTHIER_PRACTICE_ACCOUNT,
                                            account->email);
  else if (luthier_practice_target_asks (target, "generateAccessToken", FALSE))
    generate_token (policies, exchange, accounts, account);
  else
    luthier_practice_exchange_reply_page (exchange, 404);
}

/**
 * luthier_practice_iam_handle:
 * @policies: who may do what
 * @exchange: a request below /v1/projects/PROJECT/serviceAccounts; of one account the project may
 *   be "-"
 */
void
luthier_practice_iam_handle (LuthierPracticePolicies *policies, LuthierPracticeExchange *exchange)
{
  LuthierPracticeState *state = luthier_practice_policies_get_state (policies);
  g_autoptr (GPtrArray) accounts = luthier_practice_accounts_list (
      state, luthier_practice_policies_get_grants (policies));
  g_auto (LuthierPracticeTarget) target = { 0 };

  luthier_practice_target_init (&target, exchange);
  if (!luthier_practice_target_has (&target, 3, "serviceAccounts") || target.n_parts > 5)
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (target.n_parts == 5 && luthier_practice_target_has (&target, 2, "-"))
    handle_account (policies, exchange, &target, accounts);
  else if (!luthier_practice_state_is_project (state, target.parts[2]))
    luthier_practice_refuse_permission (exchange, target.n_parts == 5 ? "iam.serviceAccounts.get"
                                                                      : "iam.serviceAccounts.list");
  else if (target.n_parts == 5)
    handle_account (policies, exchange, &target, accounts);
  else if (luthier_practice_target_asks (&target, NULL, TRUE))
    reply_list (policies, exchange, accounts);
  else
    luthier_practice_exchange_reply_page (exchange, 404);
}
