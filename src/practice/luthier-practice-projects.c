/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-projects.h"

#include <string.h>

#include "luthier-json-text.h"
#include "luthier-practice-apis.h"
#include "luthier-practice-page.h"
#include "luthier-practice-refusals.h"
#include "luthier-practice-target.h"

#define MAX_PAGE     500
#define NUMBER_SIZE  12
#define ORGANISATION "organizations/100000000001"
#define SEE          "resourcemanager.projects.get"

typedef struct
{
  const char *id;
  const char *display_name;
  gboolean is_going; /* somebody has asked for its deletion */
} Project;

static const Project invented[] = {
  { "practice-archive", "Practice: archive", FALSE },
  { "practice-closed", "Practice: to be deleted", TRUE },
  { "practice-evaluation", "Practice: evaluation", FALSE },
  { "practice-research", "Practice: research", FALSE },
  { "practice-shared", "Practice: shared data", FALSE },
  { "practice-staging", "Practice: staging", FALSE },
};

static char *
dup_number (const Project *project)
{
  g_autofree char *id = luthier_practice_state_id_for (project->id);

  return g_strndup (id, NUMBER_SIZE);
}

static const Project *
find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (invented); i++)
    {
      g_autofree char *number = dup_number (&invented[i]);

      if (strcmp (invented[i].id, name) == 0 || strcmp (number, name) == 0)
        return &invented[i];
    }
  return NULL;
}

static void
add_project (JsonBuilder *builder, const Project *project, const char *number)
{
  g_autofree char *name = g_strconcat ("projects/", number, NULL);

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "name", name);
  luthier_json_add_string (builder, "parent", ORGANISATION);
  luthier_json_add_string (builder, "projectId", project->id);
  luthier_json_add_string (builder, "state", project->is_going ? "DELETE_REQUESTED" : "ACTIVE");
  luthier_json_add_string (builder, "displayName", project->display_name);
  luthier_json_add_string (builder, "createTime", "2026-01-05T08:00:00Z");
  luthier_json_add_string (builder, "etag", "W/\"practice\"");
  json_builder_end_object (builder);
}

/* Without regard to case, as the service compares. */
static gboolean
is_like (const char *text, const char *glob)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *pattern = g_utf8_strdown (glob, -1);

  return g_pattern_match_simple (pattern, lower);
}

/* One part of a query, "field:value" or "field=value"; known: (inout): cleared if there is no
 * such field. */
static gboolean
meets_term (const Project *project, const char *term, gboolean *known)
{
  gsize length = strcspn (term, ":=");
  g_autofree char *field = g_strndup (term, length);
  const char *value = term[length] != '\0' ? term + length + 1 : "";

  if (strcmp (field, "state") == 0)
    return is_like (project->is_going ? "DELETE_REQUESTED" : "ACTIVE", value);
  if (strcmp (field, "projectId") == 0 || strcmp (field, "id") == 0)
    return is_like (project->id, value);
  if (strcmp (field, "name") == 0 || strcmp (field, "displayName") == 0)
    return is_like (project->display_name, value);
  if (strcmp (field, "parent") == 0)
    return is_like (ORGANISATION, value);
  *known = FALSE;
  return FALSE;
}

/* Several fields are joined by OR. */
static gboolean
meets_query (const Project *project, const char *query, gboolean *known)
{
  g_auto (GStrv) terms = g_strsplit_set (query, " ", -1);
  gboolean any = FALSE;
  gboolean met = FALSE;

  for (guint i = 0; terms[i] != NULL; i++)
    {
      if (*terms[i] == '\0' || g_str_equal (terms[i], "AND") || g_str_equal (terms[i], "OR"))
        continue;
      any = TRUE;
      met = meets_term (project, terms[i], known) || met;
    }
  return met || !any;
}

/* Returns: (transfer container): of const Project, in the order that they are listed in. */
static GPtrArray *
list (const Project *own, const char *query, gboolean *known)
{
  GPtrArray *projects = g_ptr_array_new ();

  if (meets_query (own, query, known))
    g_ptr_array_add (projects, (gpointer) own);
  for (guint i = 0; i < G_N_ELEMENTS (invented); i++)
    if (strcmp (invented[i].id, own->id) != 0 && meets_query (&invented[i], query, known))
      g_ptr_array_add (projects, (gpointer) &invented[i]);
  return projects;
}

static void
add_page (JsonBuilder *builder,
          const LuthierPracticePage *page,
          GPtrArray *projects,
          const Project *own,
          const char *own_number)
{
  json_builder_set_member_name (builder, "projects");
  json_builder_begin_array (builder);
  for (guint i = page->first; i < luthier_practice_page_get_end (page, projects->len); i++)
    {
      const Project *project = projects->pdata[i];
      g_autofree char *number = project == own ? g_strdup (own_number) : dup_number (project);

      add_project (builder, project, number);
    }
  json_builder_end_array (builder);
}

/* One sees the projects that one has the permission to see. */
static void
search (LuthierPracticePolicies *policies, LuthierPracticeExchange *exchange, const Project *own)
{
  LuthierPracticeState *state = luthier_practice_policies_get_state (policies);
  const char *query = luthier_practice_exchange_get_query (exchange, "query");
  gboolean known = TRUE;
  g_autoptr (GPtrArray) projects = list (own, query != NULL ? query : "", &known);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  LuthierPracticePage page;

  if (!luthier_practice_page_init (&page, exchange, MAX_PAGE))
    return;
  if (!known)
    {
      luthier_practice_refuse_argument (exchange, "Request contains an invalid argument: query.");
      return;
    }
  if (!luthier_practice_policies_has (policies, SEE, exchange))
    g_ptr_array_set_size (projects, 0);
  json_builder_begin_object (builder);
  if (projects->len > 0)
    add_page (builder, &page, projects, own, luthier_practice_state_get_project_number (state));
  luthier_practice_page_add_token (&page, builder, projects->len);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

static void
reply_project (LuthierPracticeExchange *exchange, const Project *project, const char *number)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  add_project (builder, project, number);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

static void
handle_own (LuthierPracticePolicies *policies,
            LuthierPracticeExchange *exchange,
            const LuthierPracticeTarget *target,
            const Project *own)
{
  LuthierPracticeState *state = luthier_practice_policies_get_state (policies);

  if (luthier_practice_target_asks (target, NULL, TRUE))
    reply_project (exchange, own, luthier_practice_state_get_project_number (state));
  else if (luthier_practice_target_asks (target, "testIamPermissions", FALSE))
    luthier_practice_policies_reply_permissions (policies, exchange, LUTHIER_PRACTICE_PROJECT,
                                                 NULL);
  else if (luthier_practice_target_asks (target, "getIamPolicy", FALSE))
    luthier_practice_policies_reply_policy (policies, exchange, LUTHIER_PRACTICE_PROJECT, own->id);
  else
    luthier_practice_exchange_reply_page (exchange, 404);
}

/* project: (nullable): NULL is none that the caller may see. */
static void
handle_other (LuthierPracticePolicies *policies,
              LuthierPracticeExchange *exchange,
              const LuthierPracticeTarget *target,
              const Project *project)
{
  g_autofree char *number = project != NULL ? dup_number (project) : NULL;

  if (luthier_practice_target_asks (target, NULL, TRUE) && project != NULL)
    reply_project (exchange, project, number);
  else if (luthier_practice_target_asks (target, NULL, TRUE))
    luthier_practice_refuse_permission (exchange, SEE);
  else if (luthier_practice_target_asks (target, "testIamPermissions", FALSE))
    luthier_practice_policies_reply_permissions (policies, exchange, LUTHIER_PRACTICE_PROJECT,
                                                 project != NULL ? SEE : "");
  else if (luthier_practice_target_asks (target, "getIamPolicy", FALSE))
    luthier_practice_refuse_permission (exchange, "resourcemanager.projects.getIamPolicy");
  else
    luthier_practice_exchange_reply_page (exchange, 404);
}

/**
 * luthier_practice_projects_handle:
 * @policies: who may do what
 * @exchange: a request below /v3
 */
void
luthier_practice_projects_handle (LuthierPracticePolicies *policies,
                                  LuthierPracticeExchange *exchange)
{
  LuthierPracticeState *state = luthier_practice_policies_get_state (policies);
  const Project own = { luthier_practice_state_get_project (state), "Practice project", FALSE };
  g_auto (LuthierPracticeTarget) target = { 0 };

  luthier_practice_target_init (&target, exchange);
  if (!luthier_practice_target_has (&target, 1, "projects") || target.n_parts > 3)
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (target.n_parts == 2 && luthier_practice_target_asks (&target, "search", TRUE))
    search (policies, exchange, &own);
  else if (target.n_parts == 2)
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (luthier_practice_state_is_project (state, target.parts[2]))
    handle_own (policies, exchange, &target, &own);
  else
    handle_other (policies, exchange, &target, find (target.parts[2]));
}

static void
reply_service (LuthierPracticePolicies *policies,
               LuthierPracticeExchange *exchange,
               const char *service)
{
  LuthierPracticeState *state = luthier_practice_policies_get_state (policies);
  const char *title = luthier_practice_api_get_title (service);
  g_autofree char *parent = g_strconcat ("projects/",
                                         luthier_practice_state_get_project_number (state), NULL);
  g_autofree char *name = g_strdup_printf ("%s/services/%s", parent, service);
  gboolean is_enabled = luthier_practice_policies_is_enabled (policies, service);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "name", name);
  json_builder_set_member_name (builder, "config");
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "name", service);
  luthier_json_add_string (builder, "title", title);
  json_builder_end_object (builder);
  luthier_json_add_string (builder, "state", is_enabled ? "ENABLED" : "DISABLED");
  luthier_json_add_string (builder, "parent", parent);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

/**
 * luthier_practice_projects_handle_service:
 * @policies: who may do what, and what is enabled
 * @exchange: a request for an API of a project
 */
void
luthier_practice_projects_handle_service (LuthierPracticePolicies *policies,
                                          LuthierPracticeExchange *exchange)
{
  LuthierPracticeState *state = luthier_practice_policies_get_state (policies);
  g_auto (LuthierPracticeTarget) target = { 0 };

  luthier_practice_target_init (&target, exchange);
  if (target.n_parts != 5 || !luthier_practice_target_asks (&target, NULL, TRUE))
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (!luthier_practice_state_is_project (state, target.parts[2]) ||
           !g_str_has_suffix (target.parts[4], ".googleapis.com"))
    luthier_practice_refuse_permission (exchange, "serviceusage.services.get");
  else
    reply_service (policies, exchange, target.parts[4]);
}
