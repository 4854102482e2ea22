/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-policies.h"

#include <string.h>

#include "luthier-json-text.h"
#include "luthier-practice-accounts.h"
#include "luthier-practice-apis.h"
#include "luthier-practice-refusals.h"

/* The same as long as nobody changes a policy, which nobody can here. */
#define ETAG "BwPractice8="

struct _LuthierPracticePolicies
{
  GObject parent_instance;

  LuthierPracticeState *state;           /* (owned) */
  LuthierPracticeGrants *grants;         /* (owned) */
  LuthierPracticeSituations *situations; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierPracticePolicies, luthier_practice_policies, G_TYPE_OBJECT)

typedef enum
{
  PERSON = 1 << 0,       /* who consents in the consent page */
  TUNING_AGENT = 1 << 1, /* reads datasets, uses keys and service accounts */
  PLATFORM_AGENT = 1 << 2,
  ACCOUNTS = 1 << 3, /* the project's service accounts */
} Members;

static const struct
{
  LuthierPracticeResource resource;
  const char *role;
  Members members;
} bindings[] = {
  { LUTHIER_PRACTICE_PROJECT, "roles/aiplatform.serviceAgent", PLATFORM_AGENT },
  { LUTHIER_PRACTICE_PROJECT, "roles/aiplatform.tuningServiceAgent",
    TUNING_AGENT | PLATFORM_AGENT | ACCOUNTS },
  { LUTHIER_PRACTICE_PROJECT, "roles/owner", PERSON },
  { LUTHIER_PRACTICE_BUCKET, "roles/storage.admin", PERSON },
  { LUTHIER_PRACTICE_BUCKET, "roles/storage.objectViewer",
    TUNING_AGENT | PLATFORM_AGENT | ACCOUNTS },
  { LUTHIER_PRACTICE_KEY, "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    TUNING_AGENT | PLATFORM_AGENT },
  { LUTHIER_PRACTICE_ACCOUNT, "roles/iam.serviceAccountTokenCreator",
    TUNING_AGENT | PLATFORM_AGENT },
  { LUTHIER_PRACTICE_ACCOUNT, "roles/iam.serviceAccountUser", PERSON },
};

static const char *
get_prefix (LuthierPracticeResource resource)
{
  switch (resource)
    {
    case LUTHIER_PRACTICE_BUCKET:
      return "storage.";
    case LUTHIER_PRACTICE_KEY:
      return "cloudkms.cryptoKey";
    case LUTHIER_PRACTICE_ACCOUNT:
      return "iam.serviceAccount";
    case LUTHIER_PRACTICE_PROJECT:
    default:
      return "";
    }
}

static void
add_agent (LuthierPracticePolicies *self, GPtrArray *members, const char *domain)
{
  g_ptr_array_add (
      members, g_strdup_printf ("serviceAccount:service-%s@%s.iam.gserviceaccount.com",
                                luthier_practice_state_get_project_number (self->state), domain));
}

static void
add_accounts (LuthierPracticePolicies *self, GPtrArray *members)
{
  g_autoptr (GPtrArray) accounts = luthier_practice_accounts_list (self->state, self->grants);

  for (guint i = 0; i < accounts->len; i++)
    g_ptr_array_add (members,
                     g_strconcat ("serviceAccount:",
                                  ((LuthierPracticeAccount *) accounts->pdata[i])->email, NULL));
}

static GPtrArray *
list_members (LuthierPracticePolicies *self, LuthierPracticeExchange *exchange, Members kinds)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_free);

  if (kinds & TUNING_AGENT &&
      !luthier_practice_situations_has (self->situations, "no-agent", "", exchange))
    add_agent (self, members, "gcp-sa-vertex-tune");
  if (kinds & PLATFORM_AGENT)
    add_agent (self, members, "gcp-sa-aiplatform");
  if (kinds & ACCOUNTS)
    add_accounts (self, members);
  if (kinds & PERSON)
    g_ptr_array_add (members, g_strdup ("user:" LUTHIER_PRACTICE_PERSON));
  return members;
}

static void
add_binding (JsonBuilder *builder, const char *role, GPtrArray *members)
{
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "role", role);
  json_builder_set_member_name (builder, "members");
  json_builder_begin_array (builder);
  for (guint i = 0; i < members->len; i++)
    json_builder_add_string_value (builder, members->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* A role that nobody has is not in a policy. */
static void
add_bindings (LuthierPracticePolicies *self,
              LuthierPracticeExchange *exchange,
              JsonBuilder *builder,
              LuthierPracticeResource resource)
{
  json_builder_set_member_name (builder, "bindings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    {
      g_autoptr (GPtrArray) members = NULL;

      if (bindings[i].resource != resource ||
          luthier_practice_situations_has (self->situations, "no-grant", bindings[i].role,
                                           exchange))
        continue;
      members = list_members (self, exchange, bindings[i].members);
      if (members->len > 0)
        add_binding (builder, bindings[i].role, members);
    }
  json_builder_end_array (builder);
}

static void
luthier_practice_policies_finalize (GObject *object)
{
  LuthierPracticePolicies *self = LUTHIER_PRACTICE_POLICIES (object);

  g_clear_object (&self->situations);
  g_clear_object (&self->grants);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (luthier_practice_policies_parent_class)->finalize (object);
}

static void
luthier_practice_policies_class_init (LuthierPracticePoliciesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_policies_finalize;
}

static void
luthier_practice_policies_init (LuthierPracticePolicies *self)
{
}

LuthierPracticePolicies *
luthier_practice_policies_new (LuthierPracticeState *state,
                               LuthierPracticeGrants *grants,
                               LuthierPracticeSituations *situations)
{
  LuthierPracticePolicies *self = g_object_new (LUTHIER_TYPE_PRACTICE_POLICIES, NULL);

  self->state = g_object_ref (state);
  self->grants = g_object_ref (grants);
  self->situations = g_object_ref (situations);
  return self;
}

LuthierPracticeState *
luthier_practice_policies_get_state (LuthierPracticePolicies *self)
{
  return self->state;
}

LuthierPracticeGrants *
luthier_practice_policies_get_grants (LuthierPracticePolicies *self)
{
  return self->grants;
}

gboolean
luthier_practice_policies_has (LuthierPracticePolicies *self,
                               const char *permission,
                               LuthierPracticeExchange *exchange)
{
  return !luthier_practice_situations_has (self->situations, "no-permission", permission, exchange);
}

gboolean
luthier_practice_policies_fits (LuthierPracticeResource resource, const char *permission)
{
  return g_str_has_prefix (permission, get_prefix (resource)) && strchr (permission, '*') == NULL &&
         strchr (permission, '.') != NULL;
}

/**
 * luthier_practice_policies_is_enabled:
 * @self: the policies
 * @service: the name of an API; those that this service does not play are not enabled
 *
 * Returns: whether requests to it are answered
 */
gboolean
luthier_practice_policies_is_enabled (LuthierPracticePolicies *self, const char *service)
{
  if (luthier_practice_api_get_title (service) == NULL ||
      luthier_practice_situations_has (self->situations, "api-disabled", service, NULL))
    return FALSE;
  return !luthier_practice_situations_has (self->situations, "disabled", "", NULL) ||
         (strcmp (service, "aiplatform.googleapis.com") != 0 &&
          strcmp (service, "storage.googleapis.com") != 0);
}

/**
 * luthier_practice_policies_reply_policy:
 * @self: the policies
 * @exchange: a request for the policy of something that there is
 * @resource: what that is
 * @name: of a bucket; else it is not looked at
 */
void
luthier_practice_policies_reply_policy (LuthierPracticePolicies *self,
                                        LuthierPracticeExchange *exchange,
                                        LuthierPracticeResource resource,
                                        const char *name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  if (resource == LUTHIER_PRACTICE_BUCKET)
    {
      g_autofree char *id = g_strconcat ("projects/_/buckets/", name, NULL);

      luthier_json_add_string (builder, "kind", "storage#policy");
      luthier_json_add_string (builder, "resourceId", id);
    }
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  luthier_json_add_string (builder, "etag", ETAG);
  add_bindings (self, exchange, builder, resource);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

/* FALSE: one of them cannot be asked for, and that is answered. */
static gboolean
check_permissions (LuthierPracticeExchange *exchange,
                   const LuthierJsonValue *wanted,
                   LuthierPracticeResource resource)
{
  for (guint i = 0; i < luthier_json_value_get_length (wanted); i++)
    {
      const char *permission = luthier_json_value_get_string (
          luthier_json_value_get_element (wanted, i), "");
      g_autofree char *message = NULL;

      if (luthier_practice_policies_fits (resource, permission))
        continue;
      message = g_strdup_printf ("Permission %s is not valid for this resource.", permission);
      luthier_practice_refuse_argument (exchange, message);
      return FALSE;
    }
  return TRUE;
}

void
luthier_practice_policies_reply_permissions (LuthierPracticePolicies *self,
                                             LuthierPracticeExchange *exchange,
                                             LuthierPracticeResource resource,
                                             const char *only)
{
  LuthierJson *json = luthier_practice_exchange_get_json (exchange);
  const LuthierJsonValue *wanted;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *answer;
  JsonArray *held;

  if (json == NULL)
    return;
  wanted = luthier_json_value_get_member (luthier_json_get_root (json), "permissions");
  if (!check_permissions (exchange, wanted, resource))
    return;
  held = json_array_new ();
  for (guint i = 0; i < luthier_json_value_get_length (wanted); i++)
    {
      const char *permission = luthier_json_value_get_string (
          luthier_json_value_get_element (wanted, i), "");

      if (luthier_practice_policies_has (self, permission, exchange) &&
          (only == NULL || strcmp (only, permission) == 0))
        json_array_add_string_element (held, permission);
    }
  answer = json_object_new ();
  if (json_array_get_length (held) > 0)
    json_object_set_array_member (answer, "permissions", json_array_ref (held));
  json_array_unref (held);
  root = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (root, answer);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}
