/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-herald.h"

#include "luthier-job-words.h"

/* The regions answer one after the other. */
#define GATHER_MS 1000
#define JOIN_US   (30 * G_USEC_PER_SEC)
/* A page that is only passed by is not looked at. */
#define GLANCE_MS 500

struct _LuthierHerald
{
  GObject parent_instance;

  GApplication *application; /* (unowned) */
  LuthierClock *clock;       /* (owned) */
  GSettings *settings;       /* (owned) */
  GPtrArray *entries;        /* (owned) of Entry */
  GHashTable *ended;         /* (owned): a set of profile and name of jobs that were heard of */
  GHashTable *signed_out;    /* (owned): a set of ids of profiles that need a sign-in */
  guint glance;              /* 0 or of the clock */
};

G_DEFINE_FINAL_TYPE (LuthierHerald, luthier_herald, G_TYPE_OBJECT)

enum
{
  SIGNAL_LOOKS_AT,
  SIGNAL_UNSEEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What one notification tells, or is about to. */
typedef struct
{
  LuthierHerald *herald; /* (unowned) */
  LuthierNews *news;     /* (owned) */
  GPtrArray *fresh;      /* (owned): those of its things that are not told yet */
  gint64 begun;          /* on the monotonic clock: when the first of it was heard of */
  guint timer;           /* 0 or of the clock: until the fresh ones are told */
  gboolean told;
} Entry;

static void
entry_free (Entry *entry)
{
  if (entry->timer != 0)
    luthier_clock_remove (entry->herald->clock, entry->timer);
  g_object_unref (entry->news);
  g_ptr_array_unref (entry->fresh);
  g_free (entry);
}

static gboolean
looks_at (LuthierHerald *self, GObject *thing)
{
  gboolean looks = FALSE;

  g_signal_emit (self, signals[SIGNAL_LOOKS_AT], 0, thing, &looks);
  return looks;
}

static void
remove_thing (Entry *entry, GObject *thing)
{
  luthier_news_remove (entry->news, thing);
  g_ptr_array_remove (entry->fresh, thing);
}

static gboolean
is_empty (Entry *entry)
{
  return g_list_model_get_n_items (luthier_news_get_things (entry->news)) == 0;
}

/* An entry that has nothing to tell any more goes, and what it has told is taken back. */
static void
drop_if_empty (LuthierHerald *self, Entry *entry)
{
  if (!is_empty (entry))
    return;

  if (entry->told)
    g_application_withdraw_notification (self->application, luthier_news_get_id (entry->news));
  g_ptr_array_remove (self->entries, entry);
}

static void
remove_seen (LuthierHerald *self, Entry *entry)
{
  GListModel *things = luthier_news_get_things (entry->news);

  for (guint i = g_list_model_get_n_items (things); i > 0; i--)
    {
      g_autoptr (GObject) thing = g_list_model_get_item (things, i - 1);

      if (looks_at (self, thing))
        remove_thing (entry, thing);
    }
}

/* The key of the preference that this is told by. */
static const char *
get_key (LuthierNewsKind kind, GObject *thing)
{
  if (kind != LUTHIER_NEWS_ENDED)
    return "notify-questions";
  return luthier_job_words_group (luthier_job_get_state (LUTHIER_JOB (thing))) ==
                 LUTHIER_JOB_GROUP_FAILED
             ? "notify-failed"
             : "notify-succeeded";
}

static void
tell (LuthierHerald *self, Entry *entry)
{
  const LuthierNewsKind kind = luthier_news_get_kind (entry->news);
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GNotification) notification = NULL;

  remove_seen (self, entry);
  fresh = g_steal_pointer (&entry->fresh);
  entry->fresh = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = fresh->len; i > 0; i--)
    {
      GObject *thing = g_ptr_array_index (fresh, i - 1);

      if (LUTHIER_IS_JOB (thing))
        g_signal_emit (self, signals[SIGNAL_UNSEEN], 0, thing);
      if (g_settings_get_boolean (self->settings, get_key (kind, thing)))
        continue;
      luthier_news_remove (entry->news, thing);
      g_ptr_array_remove_index (fresh, i - 1);
    }
  if (is_empty (entry) || fresh->len == 0)
    {
      drop_if_empty (self, entry);
      return;
    }

  notification = luthier_news_to_notification (entry->news);
  g_application_send_notification (self->application, luthier_news_get_id (entry->news),
                                   notification);
  entry->told = TRUE;
}

static gboolean
gathered_cb (gpointer user_data)
{
  Entry *entry = user_data;

  entry->timer = 0;
  tell (entry->herald, entry);
  return G_SOURCE_REMOVE;
}

static Entry *
ensure_entry (LuthierHerald *self, LuthierNewsKind kind, LuthierProfile *profile)
{
  const gint64 now = luthier_clock_get_monotonic_time (self->clock);
  Entry *entry = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      entry = g_ptr_array_index (self->entries, i);
      if (luthier_news_get_kind (entry->news) == kind &&
          luthier_news_get_profile (entry->news) == profile && now - entry->begun <= JOIN_US)
        return entry;
    }

  entry = g_new0 (Entry, 1);
  entry->herald = self;
  entry->news = luthier_news_new (kind, profile);
  entry->fresh = g_ptr_array_new_with_free_func (g_object_unref);
  entry->begun = now;
  g_ptr_array_add (self->entries, entry);
  return entry;
}

static Entry *
hear (LuthierHerald *self, LuthierNewsKind kind, LuthierProfile *profile, GObject *thing)
{
  Entry *entry = ensure_entry (self, kind, profile);

  if (g_ptr_array_find (entry->fresh, thing, NULL))
    return entry;

  luthier_news_add (entry->news, thing);
  g_ptr_array_add (entry->fresh, g_object_ref (thing));
  if (entry->timer == 0)
    entry->timer = luthier_clock_add_timeout (self->clock, GATHER_MS, gathered_cb, entry, NULL);
  return entry;
}

/* It is no longer so. */
static void
unhear (LuthierHerald *self, LuthierNewsKind kind, GObject *thing)
{
  for (guint i = self->entries->len; i > 0; i--)
    {
      Entry *entry = g_ptr_array_index (self->entries, i - 1);

      if (luthier_news_get_kind (entry->news) != kind)
        continue;
      remove_thing (entry, thing);
      drop_if_empty (self, entry);
    }
}

/**
 * luthier_herald_hear_end:
 * @job: one that was in progress, and is at its end
 */
void
luthier_herald_hear_end (LuthierHerald *self, LuthierProfile *profile, LuthierJob *job)
{
  g_return_if_fail (LUTHIER_IS_HERALD (self));
  g_return_if_fail (LUTHIER_IS_PROFILE (profile));
  g_return_if_fail (LUTHIER_IS_JOB (job));

  if (g_hash_table_add (self->ended, g_strconcat (luthier_profile_get_id (profile), "\n",
                                                  luthier_job_get_name (job), NULL)))
    hear (self, LUTHIER_NEWS_ENDED, profile, G_OBJECT (job));
}

void
luthier_herald_hear_intent (LuthierHerald *self, LuthierProfile *profile, LuthierIntent *intent)
{
  const LuthierIntentState state = luthier_intent_get_state (intent);
  LuthierJob *job = luthier_intent_get_job (intent);

  g_return_if_fail (LUTHIER_IS_HERALD (self));

  unhear (self, LUTHIER_NEWS_ASKS, G_OBJECT (intent));
  if (state == LUTHIER_INTENT_ASKS || state == LUTHIER_INTENT_REFUSED)
    hear (self, LUTHIER_NEWS_ASKS, profile, G_OBJECT (intent));
  /* One that was found late may be over already: nobody has seen it go on. */
  if (state == LUTHIER_INTENT_SETTLED && job != NULL && luthier_job_is_terminal (job))
    luthier_herald_hear_end (self, profile, job);
}

void
luthier_herald_hear_sign_in (LuthierHerald *self, LuthierProfile *profile, const GError *error)
{
  g_return_if_fail (LUTHIER_IS_HERALD (self));

  if (error == NULL)
    {
      g_hash_table_remove (self->signed_out, luthier_profile_get_id (profile));
      unhear (self, LUTHIER_NEWS_SIGN_IN, G_OBJECT (profile));
      return;
    }
  /* That it is needed for another reason than before is no news. */
  if (!g_hash_table_add (self->signed_out, g_strdup (luthier_profile_get_id (profile))))
    return;
  luthier_news_set_error (hear (self, LUTHIER_NEWS_SIGN_IN, profile, G_OBJECT (profile))->news,
                          error);
}

void
luthier_herald_glance (LuthierHerald *self)
{
  g_return_if_fail (LUTHIER_IS_HERALD (self));

  for (guint i = self->entries->len; i > 0; i--)
    {
      Entry *entry = g_ptr_array_index (self->entries, i - 1);

      remove_seen (self, entry);
      drop_if_empty (self, entry);
    }
}

static gboolean
glance_cb (gpointer user_data)
{
  LuthierHerald *self = user_data;

  self->glance = 0;
  luthier_herald_glance (self);
  return G_SOURCE_REMOVE;
}

void
luthier_herald_look (LuthierHerald *self)
{
  g_return_if_fail (LUTHIER_IS_HERALD (self));

  if (self->entries->len > 0 && self->glance == 0)
    self->glance = luthier_clock_add_timeout (self->clock, GLANCE_MS, glance_cb, self, NULL);
}

void
luthier_herald_hurry (LuthierHerald *self)
{
  g_return_if_fail (LUTHIER_IS_HERALD (self));

  for (guint i = self->entries->len; i > 0; i--)
    {
      Entry *entry = g_ptr_array_index (self->entries, i - 1);

      if (entry->timer == 0)
        continue;
      luthier_clock_remove (self->clock, entry->timer);
      gathered_cb (entry);
    }
}

gboolean
luthier_herald_get_busy (LuthierHerald *self)
{
  g_return_val_if_fail (LUTHIER_IS_HERALD (self), FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->timer != 0)
        return TRUE;
    }
  return FALSE;
}

static void
luthier_herald_finalize (GObject *object)
{
  LuthierHerald *self = LUTHIER_HERALD (object);

  if (self->glance != 0)
    luthier_clock_remove (self->clock, self->glance);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->ended, g_hash_table_unref);
  g_clear_pointer (&self->signed_out, g_hash_table_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (luthier_herald_parent_class)->finalize (object);
}

static void
luthier_herald_class_init (LuthierHeraldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_herald_finalize;

  signals[SIGNAL_LOOKS_AT] = g_signal_new ("looks-at", LUTHIER_TYPE_HERALD, G_SIGNAL_RUN_LAST, 0,
                                           g_signal_accumulator_true_handled, NULL, NULL,
                                           G_TYPE_BOOLEAN, 1, G_TYPE_OBJECT);
  signals[SIGNAL_UNSEEN] = g_signal_new ("unseen", LUTHIER_TYPE_HERALD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, LUTHIER_TYPE_JOB);
}

static void
luthier_herald_init (LuthierHerald *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->signed_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * luthier_herald_new:
 * @application: (unowned): in whose name it is told, and which outlives the herald
 * @clock: the time
 * @settings: the preferences: notify-succeeded, notify-failed, notify-questions
 *
 * Returns: (transfer full): one that has heard of nothing yet
 */
LuthierHerald *
luthier_herald_new (GApplication *application, LuthierClock *clock, GSettings *settings)
{
  LuthierHerald *self = g_object_new (LUTHIER_TYPE_HERALD, NULL);

  self->application = application;
  self->clock = g_object_ref (clock);
  self->settings = g_object_ref (settings);
  return self;
}
