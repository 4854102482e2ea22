/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-cloud-private.h"
#include "luthier-error.h"
#include "luthier-job-json.h"
#include "luthier-resource-name.h"

/* The largest page that each API gives. */
#define PROJECTS_PAGE         "500"
#define STORAGE_PAGE          "1000"
#define KEYS_PAGE             "1000"
#define SERVICE_ACCOUNTS_PAGE "100"

/* One page that is asked for. */
typedef struct
{
  LuthierChoices choices;
  char *where; /* (owned) */
  /* What the service calls the page; NULL is the first. */
  char *token; /* (owned) (nullable) */
  /* Of keys: their rings that are still to be listed, the first one now. While the rings
   * themselves are, all that are known. */
  GPtrArray *rings;       /* (owned): of char *, ids */
  gboolean listing_rings; /* else the keys of the first ring */
} Page;

void
luthier_choice_page_free (LuthierChoicePage *self)
{
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_free (self->next_page_token);
  g_free (self);
}

static void
page_free (Page *page)
{
  g_clear_pointer (&page->rings, g_ptr_array_unref);
  g_free (page->where);
  g_free (page->token);
  g_free (page);
}

/* Our page tokens of keys: what is listed ("rings" or "keys"), the service's token, and the rings,
 * escaped and with slashes between. */
static char *
format_key_token (gboolean listing_rings, const char *token, GPtrArray *rings)
{
  g_autoptr (GString) text = g_string_new (listing_rings ? "rings/" : "keys/");

  g_string_append_uri_escaped (text, token != NULL ? token : "", NULL, TRUE);
  for (guint i = 0; i < rings->len; i++)
    {
      g_string_append_c (text, '/');
      g_string_append_uri_escaped (text, rings->pdata[i], NULL, TRUE);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
parse_key_token (Page *page, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);
  const guint n_parts = g_strv_length (parts);

  page->listing_rings = n_parts < 3 || g_str_equal (parts[0], "rings");
  if (n_parts > 1 && *parts[1] != '\0')
    page->token = g_uri_unescape_string (parts[1], NULL);
  for (guint i = 2; i < n_parts; i++)
    {
      char *ring = g_uri_unescape_string (parts[i], NULL);

      if (ring != NULL)
        g_ptr_array_add (page->rings, ring);
    }
}

static Page *
page_new (LuthierChoices choices, const char *where, const char *token)
{
  Page *page = g_new0 (Page, 1);

  page->choices = choices;
  page->where = g_strdup (where != NULL ? where : "");
  page->rings = g_ptr_array_new_with_free_func (g_free);
  if (choices == LUTHIER_CHOICES_KEYS)
    parse_key_token (page, token != NULL ? token : "");
  else
    page->token = g_strdup (token);
  return page;
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

/* What follows the last slash, or all. */
static const char *
get_last_segment (const char *name)
{
  const char *slash = strrchr (name, '/');

  return slash != NULL ? slash + 1 : name;
}

/* "bucket/folder/" to its halves; the second is "" for a bucket. */
static void
split_place (const char *where, char **bucket, char **prefix)
{
  const char *slash = strchr (where, '/');

  *bucket = slash != NULL ? g_strndup (where, (gsize) (slash - where)) : g_strdup (where);
  *prefix = g_strdup (slash != NULL ? slash + 1 : "");
}

static void
append_parameter (GString *uri, const char *name, const char *value)
{
  g_string_append_c (uri, strchr (uri->str, '?') == NULL ? '?' : '&');
  g_string_append (uri, name);
  g_string_append_c (uri, '=');
  g_string_append_uri_escaped (uri, value, "/:", FALSE);
}

static GString *
new_uri (LuthierCloud *self, LuthierApi api, const char *path, const char *page_size)
{
  g_autofree char *uri = luthier_cloud_get_uri (self, api, path);
  GString *string = g_string_new (uri);

  append_parameter (string, "pageSize", page_size);
  return string;
}

static GString *
new_storage_uri (LuthierCloud *self, const char *path, const char *fields)
{
  g_autofree char *uri = luthier_cloud_get_storage_uri (self, path);
  GString *string = g_string_new (uri);

  append_parameter (string, "maxResults", STORAGE_PAGE);
  /* Of the API's own grammar: parentheses and commas stay. */
  g_string_append_printf (string, "&fields=%s", fields);
  return string;
}

static GString *
new_projects_uri (LuthierCloud *self, Page *page)
{
  GString *uri = new_uri (self, LUTHIER_API_RESOURCE_MANAGER, "/v3/projects:search", PROJECTS_PAGE);

  append_parameter (uri, "query", "state:ACTIVE");
  return uri;
}

static GString *
new_buckets_uri (LuthierCloud *self, Page *page)
{
  GString *uri = new_storage_uri (self, "b", "items(name,location,storageClass),nextPageToken");

  append_parameter (uri, "project", luthier_cloud_get_project (self));
  append_parameter (uri, "projection", "noAcl");
  return uri;
}

static GString *
new_objects_uri (LuthierCloud *self, Page *page)
{
  g_autofree char *bucket = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;
  GString *uri;

  split_place (page->where, &bucket, &prefix);
  escaped = luthier_cloud_escape (bucket);
  path = g_strdup_printf ("b/%s/o", escaped);
  uri = new_storage_uri (self, path, "items(name,size,updated),prefixes,nextPageToken");
  append_parameter (uri, "prefix", prefix);
  append_parameter (uri, "delimiter", "/");
  return uri;
}

static GString *
new_keys_uri (LuthierCloud *self, Page *page)
{
  g_autofree char *project = luthier_cloud_escape (luthier_cloud_get_project (self));
  g_autofree char *location = luthier_cloud_escape (page->where);
  g_autoptr (GString) path = g_string_new (NULL);

  g_string_printf (path, "/v1/projects/%s/locations/%s/keyRings", project, location);
  if (!page->listing_rings)
    {
      g_autofree char *ring = luthier_cloud_escape (page->rings->pdata[0]);

      g_string_append_printf (path, "/%s/cryptoKeys", ring);
    }
  return new_uri (self, LUTHIER_API_KMS, path->str, KEYS_PAGE);
}

static GString *
new_service_accounts_uri (LuthierCloud *self, Page *page)
{
  g_autofree char *project = luthier_cloud_escape (luthier_cloud_get_project (self));
  g_autofree char *path = g_strdup_printf ("/v1/projects/%s/serviceAccounts", project);

  return new_uri (self, LUTHIER_API_IAM, path, SERVICE_ACCOUNTS_PAGE);
}

static LuthierChoice *
read_project (Page *page, const LuthierJsonValue *item)
{
  const char *id = luthier_json_value_get_member_string (item, "projectId");
  const char *title = luthier_json_value_get_member_string (item, "displayName");

  return !is_empty (id) ? luthier_choice_new (id, !is_empty (title) ? title : id, id) : NULL;
}

static LuthierChoice *
read_bucket (Page *page, const LuthierJsonValue *item)
{
  const char *name = luthier_json_value_get_member_string (item, "name");
  const char *location = luthier_json_value_get_member_string (item, "location");
  const char *class = luthier_json_value_get_member_string (item, "storageClass");
  g_autofree char *both = NULL;

  if (is_empty (name))
    return NULL;
  if (!is_empty (location) && !is_empty (class))
    both = g_strdup_printf ("%s · %s", location, class);
  else
    both = g_strdup (!is_empty (location) ? location : class);
  return luthier_choice_new (name, name, both);
}

/* A folder that was made as such has an object of its name, which holds nothing. */
static LuthierChoice *
read_object (Page *page, const LuthierJsonValue *item)
{
  const char *name = luthier_json_value_get_member_string (item, "name");
  g_autofree char *bucket = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *value = NULL;
  const char *title;
  gint64 size;

  if (is_empty (name))
    return NULL;
  split_place (page->where, &bucket, &prefix);
  size = luthier_json_value_get_int64 (luthier_json_value_get_member (item, "size"), -1);
  if (g_str_equal (name, prefix) && size <= 0)
    return NULL;
  title = get_last_segment (name);
  value = g_strdup_printf ("gs://%s/%s", bucket, name);
  /* A name that no field could hold, with a line break in it. */
  if (!luthier_gs_uri_parse (value, NULL, NULL))
    return NULL;
  return luthier_choice_new_object (
      value, *title != '\0' ? title : name, size,
      luthier_timestamp_parse (luthier_json_value_get_member_string (item, "updated")));
}

static LuthierChoice *
read_key (Page *page, const LuthierJsonValue *item)
{
  const char *name = luthier_json_value_get_member_string (item, "name");
  const char *state = luthier_json_value_get_string (
      luthier_json_value_get_path (item, "primary", "state", NULL), NULL);

  if (is_empty (name) ||
      g_strcmp0 (luthier_json_value_get_member_string (item, "purpose"), "ENCRYPT_DECRYPT") != 0 ||
      g_strcmp0 (state, "ENABLED") != 0)
    return NULL;
  return luthier_choice_new (name, get_last_segment (name), page->rings->pdata[0]);
}

static LuthierChoice *
read_service_account (Page *page, const LuthierJsonValue *item)
{
  const char *email = luthier_json_value_get_member_string (item, "email");
  const char *title = luthier_json_value_get_member_string (item, "displayName");

  if (is_empty (email) ||
      luthier_json_value_get_boolean (luthier_json_value_get_member (item, "disabled"), FALSE))
    return NULL;
  return luthier_choice_new (email, !is_empty (title) ? title : email, email);
}

/* How each kind is asked for, and read. */
static const struct
{
  GString *(*new_uri) (LuthierCloud *self, Page *page);
  const char *items;
  LuthierChoice *(*read) (Page *page, const LuthierJsonValue *item);
} kinds[] = {
  [LUTHIER_CHOICES_PROJECTS] = { new_projects_uri, "projects", read_project },
  [LUTHIER_CHOICES_BUCKETS] = { new_buckets_uri, "items", read_bucket },
  [LUTHIER_CHOICES_OBJECTS] = { new_objects_uri, "items", read_object },
  [LUTHIER_CHOICES_KEYS] = { new_keys_uri, "cryptoKeys", read_key },
  [LUTHIER_CHOICES_SERVICE_ACCOUNTS] = { new_service_accounts_uri, "accounts",
                                         read_service_account },
};

/* "a/b/" is the folder "b" of "a". */
static void
read_folders (Page *page, const LuthierJsonValue *prefixes, GPtrArray *choices)
{
  g_autofree char *bucket = NULL;
  g_autofree char *prefix = NULL;
  const LuthierJsonValue *element;
  LuthierJsonIter iter;

  split_place (page->where, &bucket, &prefix);
  luthier_json_iter_init (&iter, prefixes);
  while (luthier_json_iter_next (&iter, NULL, &element))
    {
      const char *name = luthier_json_value_get_string (element, "");
      g_autofree char *stem = g_strdup (name);
      g_autofree char *value = g_strdup_printf ("%s/%s", bucket, name);
      const gsize length = strlen (stem);

      if (length == 0)
        continue;
      if (stem[length - 1] == '/')
        stem[length - 1] = '\0';
      g_ptr_array_add (choices, luthier_choice_new_folder (value, get_last_segment (stem)));
    }
}

static void
read_rings (Page *page, const LuthierJsonValue *root)
{
  const LuthierJsonValue *ring;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, luthier_json_value_get_member (root, "keyRings"));
  while (luthier_json_iter_next (&iter, NULL, &ring))
    {
      const char *name = luthier_json_value_get_member_string (ring, "name");

      if (!is_empty (name) && *get_last_segment (name) != '\0')
        g_ptr_array_add (page->rings, g_strdup (get_last_segment (name)));
    }
}

static void
read_items (Page *page, const LuthierJsonValue *root, GPtrArray *choices)
{
  const LuthierJsonValue *item;
  LuthierJsonIter iter;

  if (page->choices == LUTHIER_CHOICES_OBJECTS)
    read_folders (page, luthier_json_value_get_member (root, "prefixes"), choices);
  luthier_json_iter_init (&iter, luthier_json_value_get_member (root, kinds[page->choices].items));
  while (luthier_json_iter_next (&iter, NULL, &item))
    {
      LuthierChoice *choice = kinds[page->choices].read (page, item);

      if (choice != NULL)
        g_ptr_array_add (choices, choice);
    }
}

/* (transfer full) (nullable): how to go on after this page; token: the service's, or NULL. */
static char *
get_next_token (Page *page, const char *token)
{
  if (page->choices != LUTHIER_CHOICES_KEYS)
    return g_strdup (token);

  if (token != NULL)
    return format_key_token (page->listing_rings, token, page->rings);
  if (!page->listing_rings)
    g_ptr_array_remove_index (page->rings, 0);
  return page->rings->len > 0 ? format_key_token (FALSE, NULL, page->rings) : NULL;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Page *page = g_task_get_task_data (task);
  g_autoptr (LuthierJson) reply = luthier_cloud_take_reply (task, source, result);
  const LuthierJsonValue *root;
  LuthierChoicePage *answer;
  const char *token;

  if (reply == NULL)
    return;

  root = luthier_json_get_root (reply);
  token = luthier_json_value_get_member_string (root, "nextPageToken");
  if (is_empty (token))
    token = NULL;
  if (token != NULL && g_strcmp0 (token, page->token) == 0)
    {
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY, "%s",
                               _ ("The list does not end: its next page is the same again."));
      return;
    }

  answer = g_new0 (LuthierChoicePage, 1);
  answer->choices = g_ptr_array_new_with_free_func (g_object_unref);
  if (page->choices == LUTHIER_CHOICES_KEYS && page->listing_rings)
    read_rings (page, root);
  else
    read_items (page, root, answer->choices);
  answer->next_page_token = get_next_token (page, token);
  g_task_return_pointer (task, answer, (GDestroyNotify) luthier_choice_page_free);
}

/**
 * luthier_cloud_list_async:
 * @self: a cloud
 * @choices: what is listed
 * @where: (nullable): a bucket or "bucket/folder/" for objects, a region for keys
 * @page_token: (nullable): of the page before; %NULL is the first page
 * @cancellable: (nullable): a cancellable
 * @callback: called with the page
 * @user_data: data for @callback
 *
 * Asks for one page with one request. A page may be empty and not be the last. Keys that cannot
 * encrypt and service accounts that are disabled are left out.
 */
void
luthier_cloud_list_async (LuthierCloud *self,
                          LuthierChoices choices,
                          const char *where,
                          const char *page_token,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GString) uri = NULL;
  Page *page;

  g_return_if_fail (LUTHIER_IS_CLOUD (self));
  g_return_if_fail ((guint) choices < G_N_ELEMENTS (kinds));

  page = page_new (choices, where, page_token);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_cloud_list_async);
  g_task_set_task_data (task, page, (GDestroyNotify) page_free);
  uri = kinds[choices].new_uri (self, page);
  if (page->token != NULL)
    append_parameter (uri, "pageToken", page->token);
  luthier_cloud_send (task, SOUP_METHOD_GET, uri->str, NULL, listed_cb);
}

/**
 * luthier_cloud_list_finish:
 * @self: a cloud
 * @result: the result
 * @error: return location; %LUTHIER_ERROR_FORBIDDEN is common: then a name has to be typed
 *
 * Returns: (transfer full) (nullable): the page
 */
LuthierChoicePage *
luthier_cloud_list_finish (LuthierCloud *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
