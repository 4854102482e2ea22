/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-connection-facts.h"

#include "luthier-error.h"

#define AGENT_DOMAIN "gcp-sa-vertex-tune.iam.gserviceaccount.com"

G_DEFINE_FINAL_TYPE (LuthierConnectionFacts, luthier_connection_facts, G_TYPE_OBJECT)

enum
{
  KNOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const char *const luthier_connection_facts_permissions[] = {
  "aiplatform.tuningJobs.create",
  "aiplatform.tuningJobs.list",
  "aiplatform.tuningJobs.get",
  "aiplatform.tuningJobs.cancel",
  "aiplatform.endpoints.predict",
  "storage.buckets.list",
  NULL,
};

const char *const luthier_connection_facts_bucket_permissions[] = {
  "storage.objects.create",
  "storage.objects.get",
  "storage.objects.list",
  NULL,
};

static const char *const account_permissions[] = { LUTHIER_PERMISSION_ACT_AS, NULL };

/* A question under way. It keeps the facts: they end after it. */
typedef struct
{
  LuthierConnectionFacts *facts; /* (owned) */
  LuthierFact fact;
} Question;

static Question *
question_new (LuthierConnectionFacts *self, LuthierFact fact)
{
  Question *question = g_new0 (Question, 1);

  question->facts = g_object_ref (self);
  question->fact = fact;
  return question;
}

/* error: (transfer full) (nullable) */
static void
settle (LuthierConnectionFacts *self, LuthierFact fact, GError *error)
{
  self->errors[fact] = error;
  self->known |= LUTHIER_FACT_MASK (fact);
  g_signal_emit (self, signals[KNOWN], 0);
}

/* error: (transfer full) (nullable) */
static void
question_end (Question *question, GError *error)
{
  settle (question->facts, question->fact, error);
  g_object_unref (question->facts);
  g_free (question);
}

static void
number_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  LuthierConnectionFacts *self = question->facts;
  GError *error = NULL;

  self->number = luthier_cloud_get_project_number_finish (LUTHIER_CLOUD (source), result, &error);
  if (self->number != NULL)
    self->agent = g_strdup_printf ("serviceAccount:service-%s@" AGENT_DOMAIN, self->number);
  self->skew = luthier_http_client_get_skew (self->http);
  question_end (question, error);
}

static void
enabled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  GError *error = NULL;

  luthier_cloud_is_enabled_finish (LUTHIER_CLOUD (source), result,
                                   &question->facts->enabled[question->fact], &error);
  question_end (question, error);
}

static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  GError *error = NULL;

  question->facts->policies[question->fact] = luthier_cloud_get_policy_finish (
      LUTHIER_CLOUD (source), result, &error);
  question_end (question, error);
}

static void
usable_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  luthier_cloud_check_usable_finish (LUTHIER_CLOUD (source), result, &error);
  question_end (user_data, error);
}

static void
held_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  GError *error = NULL;

  question->facts->held[question->fact] = luthier_cloud_test_permissions_finish (
      LUTHIER_CLOUD (source), result, &error);
  question_end (question, error);
}

static void
jobs_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierJobPage) page = NULL;
  GError *error = NULL;

  page = luthier_tuning_service_list_finish (LUTHIER_TUNING_SERVICE (source), result, &error);
  question_end (user_data, error);
}

/* Whether jobs can be listed shows in listing them, if nobody tells of the right. */
static void
ask_for_jobs (LuthierConnectionFacts *self)
{
  LuthierTuningService *tuning = luthier_connection_get_tuning (self->connection);

  if (tuning != NULL)
    luthier_tuning_service_list_async (
        tuning, luthier_connection_get_usual_region (self->connection), NULL, self->cancellable,
        jobs_listed_cb, question_new (self, LUTHIER_FACT_TUNING_LIST));
  else
    settle (self, LUTHIER_FACT_TUNING_LIST, g_error_copy (self->errors[LUTHIER_FACT_PERMISSIONS]));
}

static void
permissions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (LuthierConnectionFacts) self = g_object_ref (question->facts);

  held_cb (source, result, user_data);
  if (self->errors[LUTHIER_FACT_PERMISSIONS] == NULL)
    settle (self, LUTHIER_FACT_TUNING_LIST, NULL);
  else
    ask_for_jobs (self);
}

static void
ask_for_policy (LuthierConnectionFacts *self,
                LuthierFact fact,
                LuthierResource resource,
                const char *name)
{
  if (name != NULL)
    luthier_cloud_get_policy_async (self->cloud, resource, name, self->cancellable, policy_cb,
                                    question_new (self, fact));
  else
    settle (self, fact, NULL);
}

static void
ask_if_usable (LuthierConnectionFacts *self,
               LuthierFact fact,
               LuthierResource resource,
               const char *name)
{
  if (name != NULL)
    luthier_cloud_check_usable_async (self->cloud, resource, name, self->cancellable, usable_cb,
                                      question_new (self, fact));
  else
    settle (self, fact, NULL);
}

static void
ask_for_held (LuthierConnectionFacts *self,
              LuthierFact fact,
              LuthierResource resource,
              const char *name,
              const char *const *permissions)
{
  if (name != NULL)
    luthier_cloud_test_permissions_async (self->cloud, resource, name, permissions,
                                          self->cancellable, held_cb, question_new (self, fact));
  else
    settle (self, fact, NULL);
}

/* All at once: the transport sends as many at a time as is polite. */
static void
ask (LuthierConnectionFacts *self)
{
  luthier_cloud_get_project_number_async (self->cloud, self->cancellable, number_cb,
                                          question_new (self, LUTHIER_FACT_NUMBER));
  luthier_cloud_is_enabled_async (self->cloud, "aiplatform.googleapis.com", self->cancellable,
                                  enabled_cb, question_new (self, LUTHIER_FACT_TUNING_API));
  luthier_cloud_is_enabled_async (self->cloud, "storage.googleapis.com", self->cancellable,
                                  enabled_cb, question_new (self, LUTHIER_FACT_STORAGE_API));
  luthier_cloud_test_permissions_async (
      self->cloud, LUTHIER_RESOURCE_PROJECT, self->project, luthier_connection_facts_permissions,
      self->cancellable, permissions_cb, question_new (self, LUTHIER_FACT_PERMISSIONS));
  ask_for_held (self, LUTHIER_FACT_BUCKET_PERMISSIONS, LUTHIER_RESOURCE_BUCKET, self->bucket,
                luthier_connection_facts_bucket_permissions);
  ask_for_policy (self, LUTHIER_FACT_PROJECT_POLICY, LUTHIER_RESOURCE_PROJECT, self->project);
  ask_for_policy (self, LUTHIER_FACT_BUCKET_POLICY, LUTHIER_RESOURCE_BUCKET, self->bucket);
  ask_if_usable (self, LUTHIER_FACT_KEY, LUTHIER_RESOURCE_KEY, self->kms_key);
  ask_for_policy (self, LUTHIER_FACT_KEY_POLICY, LUTHIER_RESOURCE_KEY, self->kms_key);
  ask_if_usable (self, LUTHIER_FACT_ACCOUNT, LUTHIER_RESOURCE_SERVICE_ACCOUNT,
                 self->service_account);
  ask_for_held (self, LUTHIER_FACT_ACCOUNT_PERMISSIONS, LUTHIER_RESOURCE_SERVICE_ACCOUNT,
                self->service_account, account_permissions);
  ask_for_policy (self, LUTHIER_FACT_ACCOUNT_POLICY, LUTHIER_RESOURCE_SERVICE_ACCOUNT,
                  self->service_account);
}

/* Without a token there is nothing to ask with. error: (transfer full) */
static void
give_up (LuthierConnectionFacts *self, GError *error)
{
  settle (self, LUTHIER_FACT_TOKEN, error);
  for (guint fact = LUTHIER_FACT_TOKEN + 1; fact < LUTHIER_N_FACTS; fact++)
    settle (self, fact, g_error_copy (error));
}

static void
token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierConnectionFacts) self = user_data;
  GError *error = NULL;
  char *token = luthier_token_source_get_token_finish (LUTHIER_TOKEN_SOURCE (source), result,
                                                       &error);

  if (token == NULL)
    {
      give_up (self, error);
      return;
    }
  explicit_bzero (token, strlen (token));
  g_free (token);
  settle (self, LUTHIER_FACT_TOKEN, NULL);
  ask (self);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierConnectionFacts) self = user_data;
  GError *error = NULL;

  if (!luthier_connection_ready_finish (self->connection, result, &error))
    {
      give_up (self, error);
      return;
    }
  self->http = g_object_ref (luthier_connection_get_http (self->connection));
  self->cloud = g_object_ref (luthier_connection_get_cloud (self->connection));
  luthier_token_source_get_token_async (luthier_http_client_get_tokens (self->http),
                                        self->cancellable, token_cb, g_object_ref (self));
}

static void
luthier_connection_facts_finalize (GObject *object)
{
  LuthierConnectionFacts *self = LUTHIER_CONNECTION_FACTS (object);

  for (guint fact = 0; fact < LUTHIER_N_FACTS; fact++)
    {
      g_clear_error (&self->errors[fact]);
      g_clear_pointer (&self->held[fact], g_strfreev);
      g_clear_pointer (&self->policies[fact], luthier_policy_free);
    }
  g_clear_object (&self->cloud);
  g_clear_object (&self->http);
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_free (self->project);
  g_free (self->account);
  g_free (self->bucket);
  g_free (self->kms_key);
  g_free (self->service_account);
  g_free (self->number);
  g_free (self->agent);

  G_OBJECT_CLASS (luthier_connection_facts_parent_class)->finalize (object);
}

static void
luthier_connection_facts_class_init (LuthierConnectionFactsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_connection_facts_finalize;

  signals[KNOWN] = g_signal_new ("known", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_connection_facts_init (LuthierConnectionFacts *self)
{
  self->cancellable = g_cancellable_new ();
}

static char *
dup_unless_empty (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

LuthierConnectionFacts *
luthier_connection_facts_new (LuthierConnection *connection,
                              const char *bucket,
                              const char *kms_key,
                              const char *service_account)
{
  LuthierConnectionFacts *self = g_object_new (LUTHIER_TYPE_CONNECTION_FACTS, NULL);
  LuthierProfile *profile = luthier_connection_get_profile (connection);
  const char *project = luthier_profile_get_project (profile);

  self->connection = g_object_ref (connection);
  self->project = g_strdup (project != NULL ? project : "");
  self->account = dup_unless_empty (luthier_profile_get_impersonate (profile));
  if (self->account == NULL)
    self->account = dup_unless_empty (luthier_profile_get_account (profile));
  self->bucket = dup_unless_empty (bucket);
  self->bucket_comes = luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE &&
                       g_strcmp0 (bucket, LUTHIER_PRACTICE_BUCKET) == 0;
  self->kms_key = dup_unless_empty (kms_key);
  self->service_account = dup_unless_empty (service_account);
  g_signal_connect_object (luthier_connection_get_cancellable (connection), "cancelled",
                           G_CALLBACK (g_cancellable_cancel), self->cancellable, G_CONNECT_SWAPPED);
  return self;
}

void
luthier_connection_facts_gather (LuthierConnectionFacts *self)
{
  g_return_if_fail (LUTHIER_IS_CONNECTION_FACTS (self));

  luthier_connection_ready_async (self->connection, ready_cb, g_object_ref (self));
}

void
luthier_connection_facts_cancel (LuthierConnectionFacts *self)
{
  g_return_if_fail (LUTHIER_IS_CONNECTION_FACTS (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
luthier_connection_facts_know (LuthierConnectionFacts *self, guint mask)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION_FACTS (self), FALSE);

  return (self->known & mask) == mask;
}
