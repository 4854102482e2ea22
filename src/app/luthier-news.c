/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-news.h"

#include <glib/gi18n.h>

#include "luthier-format.h"
#include "luthier-intent-words.h"
#include "luthier-job-endings.h"
#include "luthier-job-words.h"
#include "luthier-profile-words.h"
#include "luthier-sign-in-words.h"
#include "luthier-word-list.h"

struct _LuthierNews
{
  GObject parent_instance;

  LuthierNewsKind kind;
  LuthierProfile *profile; /* (owned) */
  GListStore *things;      /* (owned) */
  char *id;                /* (owned) (nullable) */
  GError *error;           /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierNews, luthier_news, G_TYPE_OBJECT)

static void
luthier_news_finalize (GObject *object)
{
  LuthierNews *self = LUTHIER_NEWS (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->things);
  g_clear_pointer (&self->id, g_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (luthier_news_parent_class)->finalize (object);
}

static void
luthier_news_class_init (LuthierNewsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_news_finalize;
}

static void
luthier_news_init (LuthierNews *self)
{
  self->things = g_list_store_new (G_TYPE_OBJECT);
}

LuthierNews *
luthier_news_new (LuthierNewsKind kind, LuthierProfile *profile)
{
  LuthierNews *self = g_object_new (LUTHIER_TYPE_NEWS, NULL);

  self->kind = kind;
  self->profile = g_object_ref (profile);
  return self;
}

LuthierNewsKind
luthier_news_get_kind (LuthierNews *self)
{
  return self->kind;
}

LuthierProfile *
luthier_news_get_profile (LuthierNews *self)
{
  return self->profile;
}

GListModel *
luthier_news_get_things (LuthierNews *self)
{
  return G_LIST_MODEL (self->things);
}

static char *
make_id (LuthierNews *self, GObject *thing)
{
  const char *profile = luthier_profile_get_id (self->profile);

  switch (self->kind)
    {
    case LUTHIER_NEWS_ENDED:
      return g_strdup_printf ("ended-%s-%s", profile, luthier_job_get_id (LUTHIER_JOB (thing)));
    case LUTHIER_NEWS_ASKS:
      return g_strdup_printf ("asks-%s-%s", profile,
                              luthier_intent_get_id (LUTHIER_INTENT (thing)));
    case LUTHIER_NEWS_SIGN_IN:
    default:
      return g_strdup_printf ("sign-in-%s", profile);
    }
}

void
luthier_news_add (LuthierNews *self, GObject *thing)
{
  g_return_if_fail (LUTHIER_IS_NEWS (self));

  if (g_list_store_find (self->things, thing, NULL))
    return;

  g_list_store_append (self->things, thing);
}

void
luthier_news_remove (LuthierNews *self, GObject *thing)
{
  guint position;

  g_return_if_fail (LUTHIER_IS_NEWS (self));

  if (g_list_store_find (self->things, thing, &position))
    g_list_store_remove (self->things, position);
}

void
luthier_news_set_error (LuthierNews *self, const GError *error)
{
  g_return_if_fail (LUTHIER_IS_NEWS (self));

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

static guint
get_n_things (LuthierNews *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->things));
}

/* (transfer none) */
static gpointer
get_first (LuthierNews *self)
{
  g_autoptr (GObject) first = g_list_model_get_item (G_LIST_MODEL (self->things), 0);

  return first;
}

const char *
luthier_news_get_id (LuthierNews *self)
{
  if (self->id == NULL)
    self->id = make_id (self, get_first (self));
  return self->id;
}

static gboolean
is_practice (LuthierNews *self)
{
  return luthier_profile_get_kind (self->profile) == LUTHIER_PROFILE_PRACTICE;
}

static char *
count_title (LuthierNews *self)
{
  const guint n = get_n_things (self);

  if (self->kind == LUTHIER_NEWS_ENDED)
    return g_strdup_printf (ngettext ("%u job has ended", "%u jobs have ended", n), n);
  return g_strdup_printf (ngettext ("%u job needs you", "%u jobs need you", n), n);
}

static const char *
name_title (LuthierNews *self)
{
  switch (self->kind)
    {
    case LUTHIER_NEWS_ENDED:
      return luthier_job_get_title (get_first (self));
    case LUTHIER_NEWS_ASKS:
      return luthier_intent_words_title (get_first (self));
    case LUTHIER_NEWS_SIGN_IN:
    default:
      return luthier_profile_words_title (self->profile);
    }
}

/* Nobody takes what was only practised for what was paid for. */
char *
luthier_news_get_title (LuthierNews *self)
{
  g_autofree char *title = get_n_things (self) == 1 ? g_strdup (name_title (self))
                                                    : count_title (self);
  g_autofree char *plain = luthier_format_plain (title);

  /* Translators: of the practice service; %s is the name of a job, or how many have ended */
  return is_practice (self) ? g_strdup_printf (_ ("Practice: %s"), plain)
                            : g_steal_pointer (&plain);
}

static char *
ended_body (LuthierNews *self)
{
  LuthierJob *job = get_first (self);
  g_autofree char *now = luthier_job_words_now (job);

  if (get_n_things (self) > 1)
    return luthier_job_endings_to_text (luthier_job_endings_count (G_LIST_MODEL (self->things)));
  /* Translators: a job's state and what there is to say of it: "Succeeded: Tuned in 38 min" */
  return g_strdup_printf (C_ ("job's state and more", "%s: %s"), luthier_job_words_state (job),
                          now);
}

static char *
one_asks_body (LuthierIntent *intent)
{
  const LuthierIntentAround around = { 0 };

  if (luthier_intent_get_state (intent) == LUTHIER_INTENT_ASKS)
    return g_strdup (_ ("It is not known whether it was created. What is to be done?"));
  return luthier_intent_words_now (intent, &around);
}

static char *
many_ask_body (LuthierNews *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *refused = NULL;
  g_autofree char *unsure = NULL;
  g_auto (GStrv) words = NULL;
  guint n_refused = 0;
  guint n_unsure = 0;

  for (guint i = 0; i < get_n_things (self); i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (G_LIST_MODEL (self->things), i);

      if (luthier_intent_get_state (intent) == LUTHIER_INTENT_ASKS)
        n_unsure++;
      else
        n_refused++;
    }
  refused = g_strdup_printf (ngettext ("%u was refused", "%u were refused", n_refused), n_refused);
  /* Translators: of so many jobs it is not known whether the service has created them */
  unsure = g_strdup_printf (ngettext ("%u may or may not have been created",
                                      "%u may or may not have been created", n_unsure),
                            n_unsure);
  if (n_refused > 0)
    g_strv_builder_add (builder, refused);
  if (n_unsure > 0)
    g_strv_builder_add (builder, unsure);
  words = g_strv_builder_end (builder);
  return luthier_word_list_join ((const char *const *) words);
}

char *
luthier_news_get_body (LuthierNews *self)
{
  LuthierSignInCure cure;
  g_autofree char *body = NULL;

  switch (self->kind)
    {
    case LUTHIER_NEWS_ENDED:
      body = ended_body (self);
      break;
    case LUTHIER_NEWS_ASKS:
      body = get_n_things (self) == 1 ? one_asks_body (get_first (self)) : many_ask_body (self);
      break;
    case LUTHIER_NEWS_SIGN_IN:
    default:
      body = g_strdup (luthier_sign_in_words (self->profile, self->error, &cure));
      break;
    }
  return luthier_format_plain (body);
}

/* What the user can do something about comes before what has gone well. */
static GNotificationPriority
get_priority (LuthierNews *self)
{
  if (self->kind == LUTHIER_NEWS_ENDED &&
      luthier_job_endings_count (G_LIST_MODEL (self->things)).n_failed == 0)
    return G_NOTIFICATION_PRIORITY_NORMAL;
  return G_NOTIFICATION_PRIORITY_HIGH;
}

static void
set_action (LuthierNews *self, GNotification *notification)
{
  const char *profile = luthier_profile_get_id (self->profile);

  if (self->kind == LUTHIER_NEWS_ENDED && get_n_things (self) == 1)
    g_notification_set_default_action_and_target (notification, "app.open-told", "(ss)", profile,
                                                  luthier_job_get_name (get_first (self)));
  else
    g_notification_set_default_action_and_target (
        notification,
        self->kind == LUTHIER_NEWS_ENDED  ? "app.show-missed"
        : self->kind == LUTHIER_NEWS_ASKS ? "app.show-queue"
                                          : "app.sign-in-again",
        "s", profile);
}

GNotification *
luthier_news_to_notification (LuthierNews *self)
{
  g_autofree char *title = luthier_news_get_title (self);
  g_autofree char *body = luthier_news_get_body (self);
  GNotification *notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, get_priority (self));
  set_action (self, notification);
  return notification;
}
