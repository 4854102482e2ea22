/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-job-grid.h"

/* (nullable): "invoices" of "file:///data/invoices.jsonl" or "gs://bucket/invoices.jsonl" */
static char *
get_stem (const char *uri)
{
  g_autofree char *name = NULL;
  g_autofree char *plain = NULL;
  char *dot = NULL;

  if (uri == NULL || *uri == '\0')
    return NULL;

  name = g_path_get_basename (uri);
  plain = g_str_has_prefix (uri, "file:") ? g_uri_unescape_string (name, NULL) : NULL;
  if (plain != NULL)
    {
      g_free (name);
      name = g_steal_pointer (&plain);
    }
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';

  return g_steal_pointer (&name);
}

static char *
choose_stem (LuthierJobSpec *spec)
{
  const char *base_model = spec != NULL ? luthier_job_spec_get_base_model (spec) : NULL;
  char *stem = NULL;

  if (spec != NULL)
    stem = get_stem (luthier_job_spec_get_training_file (spec));
  if (stem == NULL && spec != NULL)
    stem = get_stem (luthier_job_spec_get_training_uri (spec));
  if (stem == NULL && base_model != NULL && *base_model != '\0')
    stem = g_strdup (base_model);

  return stem != NULL ? stem : g_strdup (C_ ("start of a job's name", "tuned"));
}

/* Also as the name of a group, whose jobs' names begin with it. */
static gboolean
has_job_named (LuthierSession *self, const char *display_name, const char *group)
{
  const guint n_jobs = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);
      GHashTable *labels = luthier_job_get_labels (job);

      if (g_strcmp0 (luthier_job_get_display_name (job), display_name) == 0 ||
          (labels != NULL &&
           g_strcmp0 (g_hash_table_lookup (labels, LUTHIER_GROUP_LABEL), group) == 0))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_intent_named (LuthierSession *self, const char *display_name, const char *group, const char *id)
{
  GListModel *intents = luthier_session_get_intents (self);

  for (guint i = 0; i < g_list_model_get_n_items (intents); i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (intents, i);
      LuthierJobSpec *spec = luthier_intent_get_spec (intent);
      const char *own = g_hash_table_lookup (luthier_job_spec_get_labels (spec),
                                             LUTHIER_GROUP_LABEL);

      if (g_strcmp0 (luthier_intent_get_id (intent), id) != 0 &&
          (g_strcmp0 (luthier_job_spec_get_display_name (spec), display_name) == 0 ||
           g_strcmp0 (own, group) == 0))
        return TRUE;
    }

  return FALSE;
}

/**
 * luthier_session_has_name:
 * @display_name: a name
 * @intent_id: (nullable): whose name it may be nevertheless
 *
 * Returns: whether a known job or one that is queued has this name, or is of a group of this name
 */
gboolean
luthier_session_has_name (LuthierSession *self, const char *display_name, const char *intent_id)
{
  g_autofree char *group = NULL;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), FALSE);
  g_return_val_if_fail (display_name != NULL, FALSE);

  group = luthier_job_grid_make_group (display_name);
  return has_job_named (self, display_name, group) ||
         has_intent_named (self, display_name, group, intent_id);
}

/* (nullable): "us-central1", the first of the open profile's. */
static const char *
get_first_region (LuthierSession *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self);
  const char *const *regions = profile != NULL ? luthier_profile_get_regions (profile) : NULL;

  return regions != NULL ? regions[0] : NULL;
}

/* Every spec that is sent carries the label by which it is found again. */
void
luthier_session_ensure_intent (LuthierSession *self, LuthierJobSpec *spec)
{
  const char *present = luthier_job_spec_get_intent_id (spec);
  g_autofree char *fresh = NULL;

  if (present != NULL && *present != '\0')
    return;

  fresh = luthier_random_make_id (self->random);
  luthier_job_spec_set_intent_id (spec, fresh);
}

/**
 * luthier_session_suggest_name:
 * @spec: (nullable): what it is for
 *
 * Returns: (transfer full): a display name that no known job has, such as "invoices-22-nov" or
 *   "invoices-22-nov-2"
 */
char *
luthier_session_suggest_name (LuthierSession *self, LuthierJobSpec *spec)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *date = NULL;
  g_autofree char *day = NULL;
  const char *id = NULL;
  char *name = NULL;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  now = g_date_time_new_from_unix_local (luthier_clock_get_real_time (self->clock) /
                                         G_USEC_PER_SEC);
  date = now != NULL ? g_date_time_format (now, "%-d-%b") : g_strdup ("");
  day = g_utf8_strdown (date, -1);
  stem = choose_stem (spec);

  id = spec != NULL ? luthier_job_spec_get_intent_id (spec) : NULL;
  name = g_strdup_printf ("%s-%s", stem, day);
  for (guint i = 2; luthier_session_has_name (self, name, id); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%s-%u", stem, day, i);
    }

  return name;
}

/**
 * luthier_session_new_spec:
 *
 * Returns: (transfer full): the unfinished one as it was left, else a new one with an intent id,
 *   a dated name and the profile's first region
 */
LuthierJobSpec *
luthier_session_new_spec (LuthierSession *self)
{
  LuthierJobSpec *spec = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  if (luthier_session_get_draft (self))
    {
      spec = luthier_job_spec_copy (luthier_session_get_draft (self));
      luthier_session_ensure_intent (self, spec);
      return spec;
    }

  spec = luthier_job_spec_new ();
  luthier_session_ensure_intent (self, spec);
  name = luthier_session_suggest_name (self, spec);
  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_region (spec, get_first_region (self));

  return spec;
}

/**
 * luthier_session_save_draft:
 * @spec: what is being written in the open profile; call it after each change
 *
 * Writes it down shortly afterwards, once for many changes.
 */
void
luthier_session_save_draft (LuthierSession *self, LuthierJobSpec *spec)
{
  g_return_if_fail (LUTHIER_IS_SESSION (self));

  luthier_draft_save (self->draft, spec);
}

void
luthier_session_discard_draft (LuthierSession *self)
{
  g_return_if_fail (LUTHIER_IS_SESSION (self));

  luthier_draft_discard (self->draft);
}

/* Takes note of the jobs that turned out to exist. The draft may have become one of them, and
 * nobody heard of it; it is none any more unless it was changed afterwards. */
void
luthier_session_settle (LuthierSession *self)
{
  LuthierJobSpec *draft = luthier_session_get_draft (self);

  luthier_queue_see (self->queue, G_LIST_MODEL (self->jobs));
  if (draft != NULL &&
      luthier_queue_get_job_name (self->queue, luthier_job_spec_get_intent_id (draft)) != NULL &&
      luthier_queue_has_asked (self->queue, draft))
    luthier_session_discard_draft (self);
}
