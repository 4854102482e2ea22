/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

/* A profile that is being kept. */
typedef struct
{
  LuthierProfile *target; /* (owned): the one of the session's list, or the one that joins it */
  LuthierProfile *saved;  /* (owned): as it was written */
  gboolean joins;         /* was in no list when it was handed to the store */
  gboolean open;
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_object_unref (keeping->target);
  g_object_unref (keeping->saved);
  g_free (keeping);
}

/* Where the service's own models of the catalogue can be tuned, the first model's first. */
GStrv
luthier_session_list_usual_regions (LuthierSession *self)
{
  static const char *const fallback[] = { "us-central1", "europe-west4", NULL };
  g_autoptr (GPtrArray) usual = g_ptr_array_new ();
  const guint n_models = self->catalogue != NULL
                             ? g_list_model_get_n_items (G_LIST_MODEL (self->catalogue))
                             : 0;

  for (guint i = 0; i < n_models; i++)
    {
      g_autoptr (LuthierBaseModel)
          model = g_list_model_get_item (G_LIST_MODEL (self->catalogue), i);
      const char *const *regions = luthier_base_model_get_regions (model);

      if (luthier_base_model_is_open (model) ||
          luthier_base_model_get_status (model) == LUTHIER_MODEL_RETIRED)
        continue;
      for (guint j = 0; regions != NULL && regions[j] != NULL; j++)
        {
          if (!g_ptr_array_find_with_equal_func (usual, regions[j], g_str_equal, NULL))
            g_ptr_array_add (usual, (gpointer) regions[j]);
        }
    }

  if (usual->len == 0)
    return g_strdupv ((char **) fallback);

  g_ptr_array_add (usual, NULL);
  return g_strdupv ((char **) usual->pdata);
}

static void
open_profile_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("A change of the profile is not remembered: %s", error->message);
}

void
luthier_session_save_open_profile (LuthierSession *self)
{
  luthier_store_save_profile_async (self->store, luthier_session_get_profile (self), NULL,
                                    open_profile_saved_cb, NULL);
}

static gboolean
are_twins (LuthierProfile *a, LuthierProfile *b)
{
  return luthier_profile_get_kind (a) == luthier_profile_get_kind (b) &&
         g_strcmp0 (luthier_profile_get_account (a), luthier_profile_get_account (b)) == 0 &&
         g_strcmp0 (luthier_profile_get_project (a), luthier_profile_get_project (b)) == 0 &&
         g_strcmp0 (luthier_profile_get_endpoint (a), luthier_profile_get_endpoint (b)) == 0 &&
         g_strcmp0 (luthier_profile_get_impersonate (a), luthier_profile_get_impersonate (b)) == 0;
}

LuthierProfile *
luthier_session_find_twin (LuthierSession *self, LuthierProfile *profile)
{
  const guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (self->profiles));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr (LuthierProfile) other = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);

      if (other != profile && are_twins (other, profile))
        return other;
    }

  return NULL;
}

/* Would another service, or another part of it, be asked? */
static gboolean
is_elsewhere (LuthierProfile *a, LuthierProfile *b)
{
  return g_strcmp0 (luthier_profile_get_project (a), luthier_profile_get_project (b)) != 0 ||
         g_strcmp0 (luthier_profile_get_endpoint (a), luthier_profile_get_endpoint (b)) != 0 ||
         g_strcmp0 (luthier_profile_get_impersonate (a), luthier_profile_get_impersonate (b)) !=
             0 ||
         g_strcmp0 (luthier_profile_get_quota_project (a), luthier_profile_get_quota_project (b)) !=
             0 ||
         !g_strv_equal (luthier_profile_get_regions (a), luthier_profile_get_regions (b));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Keeping *keeping = g_task_get_task_data (task);
  GError *error = NULL;

  if (luthier_session_open_profile_finish (LUTHIER_SESSION (source), result, &error))
    g_task_return_pointer (task, g_object_ref (keeping->target), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* What is on screen stays there: only who asks has changed. */
static void
renew (LuthierSession *self)
{
  luthier_connection_renew (self->connection);
  luthier_lookout_renew (self->lookout);
  luthier_session_set_failures (self, NULL);
  luthier_session_update_expires_at (self);
  luthier_session_refresh_async (self, NULL, NULL, NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  Keeping *keeping = g_task_get_task_data (task);
  const gboolean is_open = luthier_session_get_profile (self) == keeping->target;
  gboolean moved = FALSE;
  GError *error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* It was removed after that: so does the store. */
  if (!keeping->joins && !g_list_store_find (self->profiles, keeping->target, NULL))
    {
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_FAILED,
                               _ ("The profile has been removed."));
      return;
    }

  moved = is_elsewhere (keeping->target, keeping->saved);
  luthier_profile_copy (keeping->target, keeping->saved);
  if (moved)
    luthier_session_end_queue (self, keeping->target);
  else
    luthier_session_renew_queue (self, keeping->target);
  if (!g_list_store_find (self->profiles, keeping->target, NULL))
    g_list_store_append (self->profiles, keeping->target);

  if (is_open && !moved)
    {
      if (keeping->open)
        renew (self);
      g_task_return_pointer (task, g_object_ref (keeping->target), g_object_unref);
    }
  else if (is_open || keeping->open)
    luthier_session_open_profile_async (self, keeping->target, NULL, opened_cb,
                                        g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_object_ref (keeping->target), g_object_unref);
}

/**
 * luthier_session_keep_profile_async:
 * @target: (nullable): one of the session's, which becomes like @draft
 * @draft: what to save; joins the session's profiles if @target is %NULL
 * @open: whether to open it; one that is open already asks with its credential anew
 *
 * Error: %LUTHIER_ERROR_STORE, and then nothing has changed
 */
void
luthier_session_keep_profile_async (LuthierSession *self,
                                    LuthierProfile *target,
                                    LuthierProfile *draft,
                                    gboolean open,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Keeping *keeping = g_new0 (Keeping, 1);

  g_task_set_source_tag (task, luthier_session_keep_profile_async);
  g_task_set_task_data (task, keeping, (GDestroyNotify) keeping_free);
  keeping->target = g_object_ref (target != NULL ? target : draft);
  keeping->saved = luthier_profile_new (luthier_profile_get_kind (draft),
                                        luthier_profile_get_id (keeping->target));
  luthier_profile_copy (keeping->saved, draft);
  keeping->joins = !g_list_store_find (self->profiles, keeping->target, NULL);
  keeping->open = open;
  luthier_store_save_profile_async (self->store, keeping->saved, NULL, saved_cb,
                                    g_steal_pointer (&task));
}

LuthierProfile *
luthier_session_keep_profile_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
