/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-keys.h"

#include <string.h>

#include "luthier-json-text.h"
#include "luthier-practice-page.h"
#include "luthier-practice-refusals.h"
#include "luthier-practice-target.h"

#define MAX_PAGE 1000
#define CREATED  "2026-01-05T08:00:00Z"

static const char *const rings[] = { "practice-ring", "practice-ring-2" };

/* Every ring has all of them. */
typedef struct
{
  const char *id;
  const char *purpose;
  const char *algorithm;
  const char *primary_state; /* (nullable): only what encrypts has a primary version */
} Key;

static const Key keys[] = {
  { "practice-key", "ENCRYPT_DECRYPT", "GOOGLE_SYMMETRIC_ENCRYPTION", "ENABLED" },
  { "practice-key-2", "ENCRYPT_DECRYPT", "GOOGLE_SYMMETRIC_ENCRYPTION", "ENABLED" },
  { "practice-disabled-key", "ENCRYPT_DECRYPT", "GOOGLE_SYMMETRIC_ENCRYPTION", "DISABLED" },
  { "practice-signing-key", "ASYMMETRIC_SIGN", "RSA_SIGN_PKCS1_2048_SHA256", NULL },
};

static const Key *
find_key (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].id, id) == 0)
      return &keys[i];
  return NULL;
}

static gboolean
is_ring (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    if (strcmp (rings[i], id) == 0)
      return TRUE;
  return FALSE;
}

static void
add_ring (JsonBuilder *builder, const char *parent, const char *id)
{
  g_autofree char *name = g_strdup_printf ("%s/keyRings/%s", parent, id);

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "name", name);
  luthier_json_add_string (builder, "createTime", CREATED);
  json_builder_end_object (builder);
}

static void
add_version (JsonBuilder *builder, const char *key_name, const Key *key)
{
  g_autofree char *name = g_strconcat (key_name, "/cryptoKeyVersions/1", NULL);

  json_builder_set_member_name (builder, "primary");
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "name", name);
  luthier_json_add_string (builder, "state", key->primary_state);
  luthier_json_add_string (builder, "createTime", CREATED);
  luthier_json_add_string (builder, "protectionLevel", "SOFTWARE");
  luthier_json_add_string (builder, "algorithm", key->algorithm);
  json_builder_end_object (builder);
}

static void
add_key (JsonBuilder *builder, const char *parent, const Key *key)
{
  g_autofree char *name = g_strdup_printf ("%s/cryptoKeys/%s", parent, key->id);

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "name", name);
  if (key->primary_state != NULL)
    add_version (builder, name, key);
  luthier_json_add_string (builder, "purpose", key->purpose);
  luthier_json_add_string (builder, "createTime", CREATED);
  json_builder_set_member_name (builder, "versionTemplate");
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "protectionLevel", "SOFTWARE");
  luthier_json_add_string (builder, "algorithm", key->algorithm);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
reply (LuthierPracticeExchange *exchange, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  luthier_practice_exchange_reply_json (exchange, 200, root);
}

static void
add_total (JsonBuilder *builder, const LuthierPracticePage *page, guint n)
{
  json_builder_end_array (builder);
  luthier_practice_page_add_token (page, builder, n);
  json_builder_set_member_name (builder, "totalSize");
  json_builder_add_int_value (builder, n);
  json_builder_end_object (builder);
}

static void
reply_rings (LuthierPracticeExchange *exchange, const char *parent)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  LuthierPracticePage page;

  if (!luthier_practice_page_init (&page, exchange, MAX_PAGE))
    return;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "keyRings");
  json_builder_begin_array (builder);
  for (guint i = page.first; i < luthier_practice_page_get_end (&page, G_N_ELEMENTS (rings)); i++)
    add_ring (builder, parent, rings[i]);
  add_total (builder, &page, G_N_ELEMENTS (rings));
  reply (exchange, builder);
}

static void
reply_keys (LuthierPracticeExchange *exchange, const char *parent)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  LuthierPracticePage page;

  if (!luthier_practice_page_init (&page, exchange, MAX_PAGE))
    return;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "cryptoKeys");
  json_builder_begin_array (builder);
  for (guint i = page.first; i < luthier_practice_page_get_end (&page, G_N_ELEMENTS (keys)); i++)
    add_key (builder, parent, &keys[i]);
  add_total (builder, &page, G_N_ELEMENTS (keys));
  reply (exchange, builder);
}

static void
refuse_unknown (LuthierPracticeExchange *exchange, const char *kind, const char *name)
{
  g_autofree char *message = g_strdup_printf ("%s %s not found.", kind, name);

  luthier_practice_exchange_reply_error (exchange, 404, "NOT_FOUND", message, NULL);
}

/* key: (nullable): one that is not there has no permissions. */
static void
handle_key (LuthierPracticePolicies *policies,
            LuthierPracticeExchange *exchange,
            const LuthierPracticeTarget *target,
            const char *parent,
            const Key *key)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (luthier_practice_target_asks (target, "testIamPermissions", FALSE))
    luthier_practice_policies_reply_permissions (policies, exchange, LUTHIER_PRACTICE_KEY,
                                                 key != NULL ? NULL : "");
  else if (key == NULL)
    refuse_unknown (exchange, "CryptoKey", target->parts[8]);
  else if (luthier_practice_target_asks (target, NULL, TRUE))
    {
      add_key (builder, parent, key);
      reply (exchange, builder);
    }
  else if (luthier_practice_target_asks (target, "getIamPolicy", TRUE))
    luthier_practice_policies_reply_policy (policies, exchange, LUTHIER_PRACTICE_KEY, key->id);
  else
    luthier_practice_exchange_reply_page (exchange, 404);
}

/* What lies in a ring. */
static void
handle_ring (LuthierPracticePolicies *policies,
             LuthierPracticeExchange *exchange,
             const LuthierPracticeTarget *target,
             const char *parent)
{
  const char *ring = target->parts[6];
  g_autofree char *name = g_strdup_printf ("%s/keyRings/%s", parent, ring);
  gboolean is_list = luthier_practice_target_asks (target, NULL, TRUE);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (target->n_parts == 9 && luthier_practice_target_has (target, 7, "cryptoKeys"))
    handle_key (policies, exchange, target, name,
                is_ring (ring) ? find_key (target->parts[8]) : NULL);
  else if (target->n_parts > 8 || !is_list)
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (!is_ring (ring))
    refuse_unknown (exchange, "KeyRing", ring);
  else if (target->n_parts == 7)
    {
      add_ring (builder, parent, ring);
      reply (exchange, builder);
    }
  else if (luthier_practice_target_has (target, 7, "cryptoKeys"))
    reply_keys (exchange, name);
  else
    luthier_practice_exchange_reply_page (exchange, 404);
}

/**
 * luthier_practice_keys_handle:
 * @policies: who may do what
 * @exchange: a request for keys or what holds them
 */
void
luthier_practice_keys_handle (LuthierPracticePolicies *policies, LuthierPracticeExchange *exchange)
{
  LuthierPracticeState *state = luthier_practice_policies_get_state (policies);
  g_auto (LuthierPracticeTarget) target = { 0 };
  g_autofree char *parent = NULL;

  luthier_practice_target_init (&target, exchange);
  if (!luthier_practice_target_has (&target, 3, "locations") ||
      !luthier_practice_target_has (&target, 5, "keyRings"))
    {
      luthier_practice_exchange_reply_page (exchange, 404);
      return;
    }
  if (!luthier_practice_state_is_project (state, target.parts[2]))
    {
      luthier_practice_refuse_permission (exchange, "cloudkms.keyRings.list");
      return;
    }
  parent = g_strdup_printf ("projects/%s/locations/%s", luthier_practice_state_get_project (state),
                            target.parts[4]);
  if (target.n_parts > 6)
    handle_ring (policies, exchange, &target, parent);
  else if (luthier_practice_target_asks (&target, NULL, TRUE))
    reply_rings (exchange, parent);
  else
    luthier_practice_exchange_reply_page (exchange, 404);
}
