/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-job-list.h"

#include "luthier-json-text.h"
#include "luthier-practice-distortion.h"
#include "luthier-practice-filter.h"
#include "luthier-practice-render.h"

#define MAX_PAGE_SIZE  100
#define DEFAULT_LAG_MS 30000

typedef struct
{
  LuthierPracticeFilter *filter; /* (owned) (nullable) */
  guint page_size;
  /* The page begins after this job; G_MAXINT64 begins with the newest. */
  gint64 after_created;
  char *after_id; /* (owned) (nullable) */
} Query;

static void
query_clear (Query *self)
{
  g_clear_pointer (&self->filter, luthier_practice_filter_free);
  g_free (self->after_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* A token names the last job of its page, so that jobs created meanwhile shift nothing. */
static char *
make_token (gint64 created, const char *id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", created, id);

  return g_base64_encode ((const guchar *) text, strlen (text));
}

static gboolean
read_token (const char *token, Query *query)
{
  gsize length = 0;
  g_autofree guchar *bytes = g_base64_decode (token, &length);
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  char *colon = NULL;

  query->after_created = g_ascii_strtoll (text, &colon, 10);
  if (colon == text || *colon != ':')
    return FALSE;
  query->after_id = g_strdup (colon + 1);
  return TRUE;
}

static gboolean
read_page_size (const char *text, guint *size)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &number, NULL))
    return FALSE;
  *size = number == 0 ? MAX_PAGE_SIZE : (guint) MIN (number, MAX_PAGE_SIZE);
  return TRUE;
}

/* NULL: all is well. */
static char *
read_query (Query *query, LuthierPracticeExchange *exchange)
{
  const char *size = luthier_practice_exchange_get_query (exchange, "pageSize");
  const char *token = luthier_practice_exchange_get_query (exchange, "pageToken");
  const char *filter = luthier_practice_exchange_get_query (exchange, "filter");
  g_autofree char *problem = NULL;

  query->page_size = MAX_PAGE_SIZE;
  query->after_created = G_MAXINT64;
  if (size != NULL && !read_page_size (size, &query->page_size))
    return g_strdup_printf ("Invalid value at 'page_size' (TYPE_INT32), \"%s\"", size);
  if (token != NULL && *token != '\0' && !read_token (token, query))
    return g_strdup ("Invalid page token.");
  if (filter == NULL)
    return NULL;
  query->filter = luthier_practice_filter_parse (filter, &problem);
  return query->filter != NULL ? NULL : g_strdup_printf ("Invalid filter: %s.", problem);
}

/* How many jobs, oldest first, come after the token's: the page begins with the last of them. */
static guint
find_begin (GPtrArray *jobs, const Query *query)
{
  guint low = 0, high = jobs->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const LuthierPracticeJob *job = jobs->pdata[middle];

      if (job->created < query->after_created ||
          (job->created == query->after_created && strcmp (job->id, query->after_id) < 0))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static GPtrArray *
select_jobs (GPtrArray *jobs, const Query *query, gint64 visible, gint64 now, gboolean *more)
{
  GPtrArray *page = g_ptr_array_new ();

  *more = FALSE;
  for (guint i = jobs != NULL ? find_begin (jobs, query) : 0; i > 0 && !*more; i--)
    {
      LuthierPracticeJob *job = jobs->pdata[i - 1];

      if (job->created > visible ||
          (query->filter != NULL && !luthier_practice_filter_match (query->filter, job, now)))
        continue;
      if (page->len < query->page_size)
        g_ptr_array_add (page, job);
      else
        *more = TRUE;
    }
  return page;
}

static char *
make_last_token (GPtrArray *page)
{
  const LuthierPracticeJob *last = page->pdata[page->len - 1];

  return make_token (last->created, last->id);
}

/* With the situation "list-lags=SECONDS" a new job is not in lists at once. */
static gint64
find_horizon (LuthierPracticeState *state, LuthierPracticeSituations *situations)
{
  const char *lag = NULL;

  if (!luthier_practice_situations_get (situations, "list-lags", NULL, &lag))
    return G_MAXINT64;
  return luthier_practice_state_now (state) -
         luthier_practice_state_duration (
             state, lag != NULL ? g_ascii_strtoll (lag, NULL, 10) * 1000 : DEFAULT_LAG_MS);
}

/* With the situation "empty-page" the first page has nothing but the token of the next. */
static gboolean
is_left_empty (const Query *query, LuthierPracticeSituations *situations)
{
  return query->after_id == NULL &&
         luthier_practice_situations_get (situations, "empty-page", NULL, NULL);
}

static void
remove_labels_cb (JsonArray *array, guint index, JsonNode *job, gpointer unused)
{
  json_object_remove_member (json_node_get_object (job), "labels");
}

/* With the situation "labels-missing" only the job itself tells its labels. (transfer full) */
static char *
remove_labels (const char *json)
{
  g_autoptr (LuthierJson) document = luthier_json_parse_text (json, -1, NULL);
  g_autoptr (JsonNode) node = luthier_json_value_to_node (luthier_json_get_root (document));
  JsonObject *object = json_node_get_object (node);

  if (json_object_has_member (object, "tuningJobs"))
    json_array_foreach_element (json_object_get_array_member (object, "tuningJobs"),
                                remove_labels_cb, NULL);
  return luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
}

static void
reply (LuthierPracticeExchange *exchange, LuthierPracticeSituations *situations, GString *json)
{
  g_autofree char *distorted = luthier_practice_distortion_apply (situations, json->str);

  if (distorted == NULL)
    luthier_practice_exchange_set_schema (exchange, "ListTuningJobsResponse");
  luthier_practice_exchange_reply_text (exchange, 200, distorted != NULL ? distorted : json->str);
}

/**
 * luthier_practice_job_list_reply:
 * @jobs: all jobs
 * @state: the time and the project
 * @location: of the path
 * @version: of the path
 * @situations: lists may lag behind, or begin with an empty page
 * @exchange: the request
 *
 * Answers with one page. Its token names the last job on it, not a position.
 */
void
luthier_practice_job_list_reply (LuthierPracticeJobs *jobs,
                                 LuthierPracticeState *state,
                                 const char *location,
                                 LuthierPracticeVersion version,
                                 LuthierPracticeSituations *situations,
                                 LuthierPracticeExchange *exchange)
{
  g_auto (Query) query = { NULL };
  g_autofree char *problem = read_query (&query, exchange);
  const char *project = luthier_practice_state_get_project_number (state);
  gint64 now = luthier_practice_state_now (state);
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GString) json = g_string_new ("{");
  gboolean more = FALSE;
  g_autofree char *token = NULL;

  if (problem != NULL)
    {
      luthier_practice_exchange_reply_error (exchange, 400, "INVALID_ARGUMENT", problem, NULL);
      return;
    }
  page = select_jobs (luthier_practice_jobs_get_all (jobs, location), &query,
                      find_horizon (state, situations), now, &more);
  if (is_left_empty (&query, situations))
    {
      g_ptr_array_set_size (page, 0);
      token = make_token (G_MAXINT64, "");
    }
  else if (more)
    token = make_last_token (page);
  for (guint i = 0; i < page->len; i++)
    {
      g_string_append (json, i == 0 ? "\"tuningJobs\":[" : ",");
      luthier_practice_render_job (json, page->pdata[i], project, version, now);
    }
  g_string_append (json, page->len > 0 ? "]" : "");
  if (token != NULL)
    g_string_append_printf (json, "%s\"nextPageToken\":\"%s\"", page->len > 0 ? "," : "", token);
  g_string_append_c (json, '}');
  if (luthier_practice_situations_get (situations, "labels-missing", NULL, NULL))
    {
      g_autofree char *bare = remove_labels (json->str);

      g_string_assign (json, bare);
    }
  reply (exchange, situations, json);
}
