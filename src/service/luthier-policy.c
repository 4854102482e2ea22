/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-policy.h"

/* Some members of one role. */
typedef struct
{
  char *role;    /* (owned) */
  GStrv members; /* (owned) */
  gboolean conditional;
} Binding;

struct _LuthierPolicy
{
  GPtrArray *bindings; /* (owned): of Binding */
};

static void
binding_free (Binding *binding)
{
  g_free (binding->role);
  g_strfreev (binding->members);
  g_free (binding);
}

static GStrv
read_members (const LuthierJsonValue *array)
{
  g_autoptr (GStrvBuilder) members = g_strv_builder_new ();
  const LuthierJsonValue *element;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, array);
  while (luthier_json_iter_next (&iter, NULL, &element))
    {
      const char *member = luthier_json_value_get_string (element, NULL);

      if (member != NULL)
        g_strv_builder_add (members, member);
    }
  return g_strv_builder_end (members);
}

/* The kind of a member is a keyword; what follows is an e-mail address or a domain, in which case
 * does not count. A deleted one ("deleted:serviceAccount:a@b?uid=1") is another kind. */
static gboolean
is_member (const char *listed, const char *member)
{
  const char *listed_colon = strchr (listed, ':');
  const char *colon = strchr (member, ':');

  if (listed_colon == NULL || colon == NULL)
    return g_str_equal (listed, member);
  return listed_colon - listed == colon - member &&
         strncmp (listed, member, (gsize) (colon - member)) == 0 &&
         g_ascii_strcasecmp (listed_colon, colon) == 0;
}

static gboolean
covers (const Binding *binding, const char *member)
{
  for (guint i = 0; binding->members[i] != NULL; i++)
    if (g_str_equal (binding->members[i], "allUsers") ||
        g_str_equal (binding->members[i], "allAuthenticatedUsers") ||
        is_member (binding->members[i], member))
      return TRUE;
  return FALSE;
}

/**
 * luthier_policy_new_from_json:
 * @root: (nullable): a Policy object, as getIamPolicy answers
 *
 * What it does not know or cannot read it leaves out.
 *
 * Returns: (transfer full): who has which role
 */
LuthierPolicy *
luthier_policy_new_from_json (const LuthierJsonValue *root)
{
  LuthierPolicy *self = g_new0 (LuthierPolicy, 1);
  const LuthierJsonValue *object;
  LuthierJsonIter iter;

  self->bindings = g_ptr_array_new_with_free_func ((GDestroyNotify) binding_free);
  luthier_json_iter_init (&iter, luthier_json_value_get_member (root, "bindings"));
  while (luthier_json_iter_next (&iter, NULL, &object))
    {
      const LuthierJsonValue *condition = luthier_json_value_get_member (object, "condition");
      Binding *binding = g_new0 (Binding, 1);

      binding->role = g_strdup (
          luthier_json_value_get_string (luthier_json_value_get_member (object, "role"), ""));
      binding->members = read_members (luthier_json_value_get_member (object, "members"));
      binding->conditional = luthier_json_value_get_kind (condition) > LUTHIER_JSON_NULL;
      g_ptr_array_add (self->bindings, binding);
    }
  return self;
}

/**
 * luthier_policy_free:
 * @self: (transfer full): a policy
 *
 * Frees a policy.
 */
void
luthier_policy_free (LuthierPolicy *self)
{
  g_ptr_array_unref (self->bindings);
  g_free (self);
}

/**
 * luthier_policy_get_grant:
 * @self: a policy
 * @role: a role, such as "roles/aiplatform.user"
 * @member: a member, such as "serviceAccount:a@b"; case does not count in its address
 *
 * Looks at this policy alone. What @member has through a group, a domain or a resource above this
 * one cannot be judged and is %LUTHIER_GRANT_MISSING; what everybody has counts.
 *
 * Returns: whether @member has @role
 */
LuthierGrant
luthier_policy_get_grant (LuthierPolicy *self, const char *role, const char *member)
{
  LuthierGrant best = LUTHIER_GRANT_MISSING;

  g_return_val_if_fail (self != NULL, LUTHIER_GRANT_MISSING);
  g_return_val_if_fail (role != NULL, LUTHIER_GRANT_MISSING);
  g_return_val_if_fail (member != NULL, LUTHIER_GRANT_MISSING);

  for (guint i = 0; i < self->bindings->len; i++)
    {
      const Binding *binding = self->bindings->pdata[i];

      if (g_str_equal (binding->role, role) && covers (binding, member))
        best = MAX (best, binding->conditional ? LUTHIER_GRANT_CONDITIONAL : LUTHIER_GRANT_THERE);
    }
  return best;
}

/**
 * luthier_policy_get_any_grant:
 * @self: a policy
 * @roles: (array zero-terminated=1): roles each of which is enough
 * @member: a member, as in luthier_policy_get_grant()
 *
 * Returns: the best answer for any of @roles
 */
LuthierGrant
luthier_policy_get_any_grant (LuthierPolicy *self, const char *const *roles, const char *member)
{
  LuthierGrant best = LUTHIER_GRANT_MISSING;

  g_return_val_if_fail (roles != NULL, LUTHIER_GRANT_MISSING);

  for (guint i = 0; roles[i] != NULL; i++)
    best = MAX (best, luthier_policy_get_grant (self, roles[i], member));
  return best;
}

/**
 * luthier_policy_names:
 * @self: a policy
 * @member: a member, as in luthier_policy_get_grant()
 *
 * Returns: whether any role at all names @member itself; everybody and the deleted do not count
 */
gboolean
luthier_policy_names (LuthierPolicy *self, const char *member)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (member != NULL, FALSE);

  for (guint i = 0; i < self->bindings->len; i++)
    {
      const Binding *binding = self->bindings->pdata[i];

      for (guint j = 0; binding->members[j] != NULL; j++)
        if (is_member (binding->members[j], member))
          return TRUE;
    }
  return FALSE;
}
