/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-walk.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

/* Jobs that are made meanwhile move others to the next page; they do not fill so many. */
#define MAX_IDLE  20
#define MAX_PAGES 10000

struct _LuthierWalk
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  char *region;                  /* (owned) */
  GHashTable *tokens;            /* (owned): of the pages that were asked for */
  GHashTable *hashes;            /* (owned): of the names of the jobs so far */
  guint n_pages;
  guint n_idle; /* pages in a row that told of no job that was not seen before */
};

G_DEFINE_FINAL_TYPE (LuthierWalk, luthier_walk, G_TYPE_OBJECT)

enum
{
  PAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Whether the page tells of anything new. */
static gboolean
note_names (LuthierWalk *self, LuthierJobPage *page)
{
  const LuthierJsonValue *job = NULL;
  gboolean is_new = FALSE;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, luthier_job_page_get_jobs (page));
  while (luthier_json_iter_next (&iter, NULL, &job))
    {
      const char *name = luthier_json_value_get_member_string (job, "name");

      if (name != NULL)
        is_new |= g_hash_table_add (self->hashes, GUINT_TO_POINTER (g_str_hash (name)));
    }
  return is_new;
}

/* A list that goes on for ever: with the same pages again, with nothing new, or with more jobs than
 * anybody has. */
static gboolean
is_endless (LuthierWalk *self, LuthierJobPage *page)
{
  self->n_pages++;
  self->n_idle = note_names (self, page) ? 0 : self->n_idle + 1;
  return page->next_page_token != NULL &&
         (self->n_idle > MAX_IDLE || self->n_pages > MAX_PAGES ||
          g_hash_table_contains (self->tokens, page->next_page_token));
}

static void ask_for_page (GTask *task, const char *page_token);

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierWalk *self = g_task_get_source_object (task);
  g_autoptr (LuthierJobPage) page = NULL;
  GError *error = NULL;

  page = luthier_tuning_service_list_finish (LUTHIER_TUNING_SERVICE (source), result, &error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  g_signal_emit (self, signals[PAGE], 0, page);
  if (page->next_page_token == NULL)
    g_task_return_boolean (task, TRUE);
  else if (is_endless (self, page))
    g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                             _ ("The list of %s does not end."), self->region);
  else
    ask_for_page (g_steal_pointer (&task), page->next_page_token);
}

/* (transfer full) task */
static void
ask_for_page (GTask *task, const char *page_token)
{
  LuthierWalk *self = g_task_get_source_object (task);

  if (page_token != NULL)
    g_hash_table_add (self->tokens, g_strdup (page_token));
  luthier_tuning_service_list_async (luthier_connection_get_tuning (self->connection), self->region,
                                     page_token, g_task_get_cancellable (task), page_cb, task);
}

static void
luthier_walk_finalize (GObject *object)
{
  LuthierWalk *self = LUTHIER_WALK (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->tokens, g_hash_table_unref);
  g_clear_pointer (&self->hashes, g_hash_table_unref);

  G_OBJECT_CLASS (luthier_walk_parent_class)->finalize (object);
}

static void
luthier_walk_class_init (LuthierWalkClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_walk_finalize;

  signals[PAGE] = g_signal_new ("page", LUTHIER_TYPE_WALK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
luthier_walk_init (LuthierWalk *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hashes = g_hash_table_new (NULL, NULL);
}

LuthierWalk *
luthier_walk_new (LuthierConnection *connection, const char *region)
{
  LuthierWalk *self = g_object_new (LUTHIER_TYPE_WALK, NULL);

  self->connection = g_object_ref (connection);
  self->region = g_strdup (region);

  return self;
}

const char *
luthier_walk_get_region (LuthierWalk *self)
{
  g_return_val_if_fail (LUTHIER_IS_WALK (self), NULL);

  return self->region;
}

/**
 * luthier_walk_run_async:
 *
 * Runs once.
 *
 * Errors: those of the service; %LUTHIER_ERROR_BAD_REPLY if the pages go round in a circle;
 * %G_IO_ERROR_CANCELLED if the connection is closed
 */
void
luthier_walk_run_async (LuthierWalk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_WALK (self));

  task = g_task_new (self, luthier_connection_get_cancellable (self->connection), callback,
                     user_data);
  g_task_set_source_tag (task, luthier_walk_run_async);
  ask_for_page (g_steal_pointer (&task), NULL);
}

gboolean
luthier_walk_run_finish (LuthierWalk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
