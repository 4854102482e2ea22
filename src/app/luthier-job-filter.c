/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-filter.h"

#include "luthier-job-words.h"

struct _LuthierJobFilter
{
  GtkFilter parent_instance;

  char *group;  /* (owned) */
  char *search; /* (owned) */
  GStrv words;  /* (owned): of search, folded */
};

G_DEFINE_FINAL_TYPE (LuthierJobFilter, luthier_job_filter, GTK_TYPE_FILTER)

typedef enum
{
  PROP_GROUP = 1,
  PROP_SEARCH,
} LuthierJobFilterProperty;

static GParamSpec *properties[PROP_SEARCH + 1];

/* All the text of a job that a search looks at, folded once for each version of the job. */
typedef struct
{
  gint64 update_time;
  char *text; /* (owned) */
} Haystack;

static GQuark haystack_quark;

static void
haystack_free (Haystack *haystack)
{
  g_free (haystack->text);
  g_free (haystack);
}

static void
append (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  g_string_append (text, part);
  g_string_append_c (text, '\n');
}

static char *
text_of (LuthierJob *job)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTable *labels = luthier_job_get_labels (job);
  GHashTableIter iter;
  gpointer key, value;

  append (text, luthier_job_get_title (job));
  append (text, luthier_job_get_id (job));
  append (text, luthier_job_get_base_model (job));
  append (text, luthier_job_get_pre_tuned_model (job));
  append (text, luthier_job_get_region (job));
  append (text, luthier_job_get_training_uri (job));
  append (text, luthier_job_get_validation_uri (job));
  if (labels != NULL)
    {
      g_hash_table_iter_init (&iter, labels);
      while (g_hash_table_iter_next (&iter, &key, &value))
        g_string_append_printf (text, "%s:%s\n", (char *) key, (char *) value);
    }
  return g_utf8_casefold (text->str, (gssize) text->len);
}

static const char *
haystack_of (LuthierJob *job)
{
  Haystack *haystack = g_object_get_qdata (G_OBJECT (job), haystack_quark);

  if (haystack != NULL && haystack->update_time == luthier_job_get_update_time (job))
    return haystack->text;
  haystack = g_new0 (Haystack, 1);
  haystack->update_time = luthier_job_get_update_time (job);
  haystack->text = text_of (job);
  g_object_set_qdata_full (G_OBJECT (job), haystack_quark, haystack,
                           (GDestroyNotify) haystack_free);
  return haystack->text;
}

static gboolean
is_in_group (LuthierJob *job, const char *group)
{
  static const char *const names[] = {
    [LUTHIER_JOB_GROUP_ACTIVE] = "active",
    [LUTHIER_JOB_GROUP_DONE] = "done",
    [LUTHIER_JOB_GROUP_FAILED] = "failed",
  };

  return g_str_equal (group, "all") || g_str_equal (group, names[luthier_job_words_group_of (job)]);
}

static gboolean
luthier_job_filter_match (GtkFilter *filter, gpointer item)
{
  LuthierJobFilter *self = LUTHIER_JOB_FILTER (filter);
  LuthierJob *job = LUTHIER_JOB (item);

  if (!is_in_group (job, self->group))
    return FALSE;
  for (char **word = self->words; *word != NULL; word++)
    if (strstr (haystack_of (job), *word) == NULL)
      return FALSE;
  return TRUE;
}

static GtkFilterMatch
luthier_job_filter_get_strictness (GtkFilter *filter)
{
  LuthierJobFilter *self = LUTHIER_JOB_FILTER (filter);

  return g_str_equal (self->group, "all") && self->words[0] == NULL ? GTK_FILTER_MATCH_ALL
                                                                    : GTK_FILTER_MATCH_SOME;
}

static void
luthier_job_filter_finalize (GObject *object)
{
  LuthierJobFilter *self = LUTHIER_JOB_FILTER (object);

  g_free (self->group);
  g_free (self->search);
  g_strfreev (self->words);
  G_OBJECT_CLASS (luthier_job_filter_parent_class)->finalize (object);
}

static void
luthier_job_filter_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobFilter *self = LUTHIER_JOB_FILTER (object);

  switch ((LuthierJobFilterProperty) prop_id)
    {
    case PROP_GROUP:
      g_value_set_string (value, self->group);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_filter_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  LuthierJobFilter *self = LUTHIER_JOB_FILTER (object);

  switch ((LuthierJobFilterProperty) prop_id)
    {
    case PROP_GROUP:
      luthier_job_filter_set_group (self, g_value_get_string (value));
      break;
    case PROP_SEARCH:
      luthier_job_filter_set_search (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_filter_class_init (LuthierJobFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = luthier_job_filter_finalize;
  object_class->get_property = luthier_job_filter_get_property;
  object_class->set_property = luthier_job_filter_set_property;
  filter_class->match = luthier_job_filter_match;
  filter_class->get_strictness = luthier_job_filter_get_strictness;

  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, "all", flags);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  haystack_quark = g_quark_from_static_string ("luthier-job-haystack");
}

static void
luthier_job_filter_init (LuthierJobFilter *self)
{
  self->group = g_strdup ("all");
  self->search = g_strdup ("");
  self->words = g_new0 (char *, 1);
}

/**
 * luthier_job_filter_new:
 *
 * Returns: (transfer full): a filter that lets every job through
 */
LuthierJobFilter *
luthier_job_filter_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_FILTER, NULL);
}

/**
 * luthier_job_filter_set_group:
 * @group: "all", "active", "done" or "failed"
 */
void
luthier_job_filter_set_group (LuthierJobFilter *self, const char *group)
{
  g_return_if_fail (LUTHIER_IS_JOB_FILTER (self));
  g_return_if_fail (group != NULL);

  if (g_str_equal (self->group, group))
    return;
  g_free (self->group);
  self->group = g_strdup (group);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUP]);
}

/* Typing on, or deleting the end, lets the list look at fewer jobs again. */
static GtkFilterChange
change_between (const char *old, const char *search)
{
  if (g_str_has_prefix (search, old))
    return GTK_FILTER_CHANGE_MORE_STRICT;
  if (g_str_has_prefix (old, search))
    return GTK_FILTER_CHANGE_LESS_STRICT;
  return GTK_FILTER_CHANGE_DIFFERENT;
}

/**
 * luthier_job_filter_set_search:
 * @search: (nullable): what the user looks for
 */
void
luthier_job_filter_set_search (LuthierJobFilter *self, const char *search)
{
  g_autofree char *old = NULL;
  g_autofree char *folded = NULL;

  g_return_if_fail (LUTHIER_IS_JOB_FILTER (self));

  if (search == NULL)
    search = "";
  if (g_str_equal (self->search, search))
    return;
  old = g_steal_pointer (&self->search);
  self->search = g_strdup (search);
  folded = g_utf8_casefold (search, -1);
  g_strfreev (self->words);
  self->words = g_strsplit_set (folded, " \t\n", -1);
  gtk_filter_changed (GTK_FILTER (self), change_between (old, search));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}
