/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* Each entry of the catalogue of errors is found by what the practice service says of it, and not by
 * words that are close. tests/session/errors.md is what comes out. LUTHIER_WRITE_ERRORS=1 writes
 * it. */

#include "errors-fixtures.h"
#include "luthier-advice.h"
#include "luthier-error-facts.h"
#include "luthier-job-json.h"
#include "luthier-situations.h"
#include "luthier-test.h"

#define JOB_NAME "projects/123456789012/locations/europe-west4/tuningJobs/42"
#define KEY      "projects/acme/locations/us-central1/keyRings/tuning/cryptoKeys/tuning-key"
#define ACCOUNT  "tuner@acme.iam.gserviceaccount.com"
#define DATA     "gs://acme-data/train.jsonl"
#define MODEL    "projects/123456789012/locations/europe-west4/models/77@1"

/* What is known around the errors: all. */
typedef struct
{
  LuthierProfile *profile; /* (owned) */
  LuthierJobSpec *spec;    /* (owned) */
} Scene;

static void
set_up (Scene *scene, gconstpointer unused)
{
  static const char *const regions[] = { "europe-west4", "us-central1", NULL };

  scene->profile = luthier_profile_new (LUTHIER_PROFILE_GOOGLE_ACCOUNT, "p1");
  g_object_set (scene->profile, "project", "acme", "account", "ada@example.com", "quota-project",
                "acme-bills", "regions", regions, NULL);
  scene->spec = luthier_job_spec_new ();
  luthier_job_spec_set_region (scene->spec, "europe-west4");
  luthier_job_spec_set_base_model (scene->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (scene->spec, DATA);
  luthier_job_spec_set_kms_key_name (scene->spec, KEY);
  luthier_job_spec_set_service_account (scene->spec, ACCOUNT);
}

static void
tear_down (Scene *scene, gconstpointer unused)
{
  g_clear_object (&scene->profile);
  g_clear_object (&scene->spec);
}

/* model: whether one was left; error: (nullable): JSON */
static LuthierJob *
make_job (const char *state, const char *error, gboolean model, gboolean checkpoints)
{
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"" JOB_NAME "\",\"state\":\"%s\",\"baseModel\":\"gemini-2.5-flash\","
      "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"" DATA "\"},\"encryptionSpec\":{"
      "\"kmsKeyName\":\"" KEY "\"},\"tunedModel\":{%s%s%s}%s%s}",
      state, model ? "\"model\":\"" MODEL "\"" : "", model && checkpoints ? "," : "",
      checkpoints ? "\"checkpoints\":[{\"checkpointId\":\"1\",\"endpoint\":\"projects/1/locations/"
                    "us/endpoints/5\"},{\"checkpointId\":\"2\",\"endpoint\":\"projects/1/locations/"
                    "us/endpoints/6\"}]"
                  : "",
      error != NULL ? ",\"error\":" : "", error != NULL ? error : "");
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, NULL);

  return luthier_job_new_from_json (luthier_json_get_root (json), TRUE, NULL);
}

static LuthierAdvice *
advise_job (Scene *scene, LuthierJob *job)
{
  return luthier_advice_new_for_job_in (job, &(LuthierAdviceScene){ .profile = scene->profile });
}

static LuthierAdvice *
advise_error (Scene *scene, const GError *error)
{
  return luthier_advice_new_for_error_in (
      error, &(LuthierAdviceScene){ .profile = scene->profile, .spec = scene->spec });
}

/* What is said of a trouble, as the practice service would cause it. */
static LuthierAdvice *
advise_trouble (Scene *scene, const LuthierPracticeTrouble *trouble)
{
  g_autofree char *json = luthier_practice_trouble_to_json (trouble);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJob) job = NULL;

  if (trouble->time != LUTHIER_PRACTICE_ON_REQUEST)
    {
      job = make_job ("JOB_STATE_FAILED", json, trouble->time == LUTHIER_PRACTICE_ON_ENDPOINT,
                      trouble->time == LUTHIER_PRACTICE_ON_LATE);
      return advise_job (scene, job);
    }
  body = trouble->status != NULL ? g_bytes_new (json, strlen (json))
                                 : g_bytes_new_static (trouble->message, strlen (trouble->message));
  error = luthier_error_new_from_reply (trouble->code, NULL, body, NULL, NULL);

  return advise_error (scene, error);
}

/* (transfer full): with a token endpoint's answer, if it is one's */
static GError *
make_own_error (const OwnError *own)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) body = NULL;

  if (own->message == NULL)
    return luthier_error_new (own->code, own->reason, "In any language: %s", own->id);
  text = g_strdup_printf ("{\"error\":\"%s\",\"error_description\":\"%s\"}", own->reason,
                          own->message);
  body = g_bytes_new (text, strlen (text));

  return luthier_error_new_from_reply (400, NULL, body, NULL, NULL);
}

/* Every word has found its value, and what is a button has a label. */
static void
assert_whole (const LuthierAdvice *advice, const char *name)
{
  g_assert_nonnull (advice->title);
  for (guint i = 0; i < advice->n_steps; i++)
    {
      const LuthierAdviceStep *step = &advice->steps[i];

      g_assert_cmpint (step->action, !=, LUTHIER_ADVICE_NONE);
      if (step->label == NULL || strpbrk (step->label, "{}") != NULL)
        g_error ("%s: the label “%s”", name, step->label);
      if (step->action != LUTHIER_ADVICE_COPY_TEXT && step->value != NULL)
        g_assert_null (strpbrk (step->value, "{}"));
    }
  if (strpbrk (advice->title, "{}") != NULL)
    g_error ("%s: the title “%s”", name, advice->title);
  if (advice->what_to_do != NULL)
    g_assert_null (strpbrk (advice->what_to_do, "{}"));
}

static gboolean
is_unheard_of (const char *name)
{
  return g_str_has_suffix (name, "unheard-of");
}

static void
test_troubles (Scene *scene, gconstpointer unused)
{
  const LuthierPracticeTrouble *trouble;

  for (guint i = 0; (trouble = luthier_practice_troubles_get (i)) != NULL; i++)
    {
      g_autoptr (LuthierAdvice) advice = advise_trouble (scene, trouble);

      if (!is_unheard_of (trouble->name) && g_strcmp0 (advice->id, trouble->name) != 0)
        g_error ("“%s” is taken for “%s”: %s", trouble->name, advice->id, trouble->message);
      if (is_unheard_of (trouble->name))
        g_assert_null (advice->id);
      assert_whole (advice, trouble->name);
      g_assert_nonnull (advice->raw);
    }
}

static void
test_own_errors (Scene *scene, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_errors); i++)
    {
      OwnError other = own_errors[i];
      g_autoptr (GError) error = make_own_error (&own_errors[i]);
      g_autoptr (LuthierAdvice) advice = advise_error (scene, error);
      g_autoptr (GError) near_error = NULL;
      g_autoptr (LuthierAdvice) near = NULL;

      g_assert_cmpstr (advice->id, ==, own_errors[i].id);
      assert_whole (advice, own_errors[i].id);
      /* The same for another reason, or of another kind. */
      if (other.reason != NULL)
        other.reason = "luthier/other";
      else
        other.code = LUTHIER_ERROR_FAILED;
      near_error = make_own_error (&other);
      near = advise_error (scene, near_error);
      g_assert_cmpstr (near->id, !=, own_errors[i].id);
    }
}

static void
test_odd_jobs (Scene *scene, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (odd_jobs); i++)
    {
      g_autoptr (LuthierJob) job = make_job (odd_jobs[i].state, odd_jobs[i].error, FALSE, FALSE);
      g_autoptr (LuthierAdvice) advice = advise_job (scene, job);
      g_autoptr (LuthierJob)
          other = make_job ("JOB_STATE_FAILED", "{\"code\":13,\"message\":\"x\"}", FALSE, FALSE);
      g_autoptr (LuthierAdvice) near = advise_job (scene, other);

      g_assert_cmpstr (advice->id, ==, odd_jobs[i].id);
      assert_whole (advice, odd_jobs[i].id);
      g_assert_cmpstr (near->id, !=, odd_jobs[i].id);
    }
}

static void
test_near_misses (Scene *scene, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (near_misses); i++)
    {
      const NearMiss *near = &near_misses[i];
      const LuthierPracticeTrouble *trouble = luthier_practice_troubles_find (near->id);
      LuthierPracticeTrouble other = *trouble;
      g_autoptr (LuthierAdvice) advice = NULL;

      if (other.reason != NULL)
        other.reason = "SOMETHING_ELSE";
      if (near->message != NULL)
        {
          other.message = near->message;
          other.details = NULL;
        }
      if (near->code != 0)
        other.code = near->code;
      if (g_strcmp0 (other.status, "FAILED_PRECONDITION") == 0 && near->code == 400)
        other.status = "INVALID_ARGUMENT";
      advice = advise_trouble (scene, &other);
      if (g_strcmp0 (advice->id, near->id) == 0)
        g_error ("“%s” is taken for “%s” too", other.message, near->id);
    }
}

/* Those that are told by what a job has left are near to each other. */
static void
test_what_is_left (Scene *scene, gconstpointer unused)
{
  const char *error = "{\"code\":13,\"message\":\"Internal error.\"}";
  g_autoptr (LuthierJob) model = make_job ("JOB_STATE_FAILED", error, TRUE, TRUE);
  g_autoptr (LuthierJob) checkpoints = make_job ("JOB_STATE_FAILED", error, FALSE, TRUE);
  g_autoptr (LuthierJob) nothing = make_job ("JOB_STATE_FAILED", error, FALSE, FALSE);
  g_autoptr (LuthierAdvice) of_model = advise_job (scene, model);
  g_autoptr (LuthierAdvice) of_checkpoints = advise_job (scene, checkpoints);
  g_autoptr (LuthierAdvice) of_nothing = advise_job (scene, nothing);

  g_assert_cmpstr (of_model->id, ==, "model-left");
  g_assert_true (of_model->usable);
  g_assert_cmpstr (of_model->steps[0].value, ==,
                   "https://console.cloud.google.com/vertex-ai/models/locations/europe-west4/"
                   "models/77?project=acme");
  g_assert_cmpstr (of_model->steps[1].value, ==, MODEL);
  g_assert_cmpint (of_model->steps[2].action, ==, LUTHIER_ADVICE_TUNE_FURTHER);
  g_assert_cmpstr (of_checkpoints->id, ==, "checkpoints-left");
  g_assert_true (of_checkpoints->usable);
  /* The last of them. */
  g_assert_cmpstr (of_checkpoints->steps[0].value, ==, "projects/1/locations/us/endpoints/6");
  g_assert_cmpstr (of_nothing->id, ==, "job-internal");
  g_assert_false (of_nothing->usable);
}

static const char *
find_value (const LuthierAdvice *advice, LuthierAdviceAction action)
{
  for (guint i = 0; i < advice->n_steps; i++)
    if (advice->steps[i].action == action)
      return advice->steps[i].value;

  return NULL;
}

/* The commands are whole: with who lacks what, where. */
static void
test_commands (Scene *scene, gconstpointer unused)
{
  static const struct
  {
    const char *id;
    const char *command;
  } commands[] = {
    { "data-denied", "gcloud storage buckets add-iam-policy-binding gs://acme-data "
                     "--member=serviceAccount:service-123456789012@gcp-sa-vertex-tune.iam."
                     "gserviceaccount.com --role=roles/storage.objectViewer" },
    { "bucket-denied", "gcloud storage buckets add-iam-policy-binding gs://acme-data "
                       "--member=user:ada@example.com --role=roles/storage.objectUser" },
    { "key-denied",
      "gcloud kms keys add-iam-policy-binding tuning-key --keyring=tuning "
      "--location=us-central1 --project=acme "
      "--member=serviceAccount:" ACCOUNT " --role=roles/cloudkms.cryptoKeyEncrypterDecrypter" },
    { "act-as", "gcloud iam service-accounts add-iam-policy-binding " ACCOUNT
                " --member=user:ada@example.com --role=roles/iam.serviceAccountUser" },
    { "agent-tokens", "gcloud iam service-accounts add-iam-policy-binding " ACCOUNT
                      " --member=serviceAccount:service-123456789012@gcp-sa-vertex-tune.iam."
                      "gserviceaccount.com --role=roles/iam.serviceAccountTokenCreator" },
    { "permission", "gcloud projects add-iam-policy-binding acme --member=user:ada@example.com "
                    "--role=roles/aiplatform.user" },
    { "quota-project", "gcloud projects add-iam-policy-binding acme-bills "
                       "--member=user:ada@example.com "
                       "--role=roles/serviceusage.serviceUsageConsumer" },
    { "api-disabled", "gcloud services enable aiplatform.googleapis.com --project=acme" },
    { "agent-missing", "gcloud beta services identity create --service=aiplatform.googleapis.com "
                       "--project=acme" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (LuthierAdvice)
          advice = advise_trouble (scene, luthier_practice_troubles_find (commands[i].id));

      g_assert_cmpstr (find_value (advice, LUTHIER_ADVICE_COPY_COMMAND), ==, commands[i].command);
    }
}

/* Where nothing is known around it, what cannot be whole is not offered. */
static void
test_bare (Scene *scene, gconstpointer unused)
{
  const LuthierPracticeTrouble *trouble = luthier_practice_troubles_find ("permission");
  g_autofree char *json = luthier_practice_trouble_to_json (trouble);
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = luthier_error_new_from_reply (403, NULL, body, NULL, NULL);
  g_autoptr (LuthierAdvice) advice = luthier_advice_new_for_error (error);

  g_assert_cmpuint (advice->n_steps, ==, 1);
  g_assert_cmpint (advice->steps[0].action, ==, LUTHIER_ADVICE_OPEN_URL);
  g_assert_cmpstr (advice->reason, ==, "aiplatform.tuningJobs.create is missing on projects/acme.");
}

/* The console knows nothing of what is practised. */
static void
test_practice (Scene *scene, gconstpointer unused)
{
  g_autoptr (LuthierAdvice) advice = NULL;

  luthier_profile_set_kind (scene->profile, LUTHIER_PROFILE_PRACTICE);
  advice = advise_trouble (scene, luthier_practice_troubles_find ("endpoint-failed"));
  g_assert_cmpuint (advice->n_steps, ==, 2);
  g_assert_false (luthier_advice_offers (advice, LUTHIER_ADVICE_OPEN_URL));
}

/* Of the job the region is chosen, in the form it is one to use. */
static void
test_other_region (Scene *scene, gconstpointer unused)
{
  g_autoptr (LuthierAdvice)
      job = advise_trouble (scene, luthier_practice_troubles_find ("key-elsewhere"));
  g_autoptr (LuthierAdvice)
      form = advise_trouble (scene, luthier_practice_troubles_find ("region-of-model"));

  g_assert_cmpuint (job->n_steps, ==, 2);
  g_assert_cmpint (job->steps[0].action, ==, LUTHIER_ADVICE_TUNE_AGAIN);
  g_assert_cmpstr (job->steps[0].label, ==, "Tune Again in us-central1");
  g_assert_cmpstr (job->steps[0].value, ==, "us-central1");
  g_assert_cmpstr (job->steps[1].label, ==, "Choose Another Key…");
  g_assert_cmpint (job->steps[1].field, ==, LUTHIER_SPEC_FIELD_KMS_KEY);
  g_assert_cmpstr (form->steps[0].label, ==, "Use us-central1");
}

static void
test_line (Scene *scene, gconstpointer unused)
{
  g_autoptr (LuthierAdvice)
      named = advise_trouble (scene, luthier_practice_troubles_find ("data-turns"));
  g_autoptr (LuthierAdvice)
      unnamed = advise_trouble (scene, luthier_practice_troubles_find ("data-rules"));

  g_assert_cmpint (named->steps[0].action, ==, LUTHIER_ADVICE_OPEN_DATA);
  g_assert_cmpstr (named->steps[0].label, ==, "Open Line 17");
  g_assert_cmpstr (named->steps[0].value, ==, "17");
  /* Once is enough. */
  g_assert_cmpint (named->steps[1].action, ==, LUTHIER_ADVICE_TUNE_AGAIN);
  g_assert_cmpstr (unnamed->steps[0].label, ==, "Open the Data");
}

static void
test_unheard_of (Scene *scene, gconstpointer unused)
{
  g_autoptr (LuthierAdvice)
      advice = advise_trouble (scene, luthier_practice_troubles_find ("job-unheard-of"));
  const char *report = find_value (advice, LUTHIER_ADVICE_COPY_TEXT);

  g_assert_null (advice->id);
  g_assert_true (advice->is_vague);
  g_assert_cmpstr (advice->title, ==, "The moon is full.");
  g_assert_nonnull (strstr (report, JOB_NAME));
  g_assert_nonnull (strstr (report, "JOB_STATE_FAILED"));
  g_assert_nonnull (strstr (report, "Reason: MOON_IS_FULL"));
  g_assert_nonnull (strstr (report, "google.moon.Phase"));
  g_assert_nonnull (strstr (report, "\"illumination\""));
}

static void
test_no_advice (void)
{
  const char *cancelled = "{\"code\":1,\"message\":\"CANCELLED\"}";
  g_autoptr (LuthierJob) stopped = make_job ("JOB_STATE_CANCELLED", cancelled, FALSE, FALSE);
  g_autoptr (LuthierJob) failed = make_job ("JOB_STATE_FAILED", cancelled, FALSE, FALSE);
  g_autoptr (LuthierJob) running = make_job ("JOB_STATE_RUNNING", NULL, FALSE, FALSE);
  g_autoptr (LuthierJob) well = make_job ("JOB_STATE_SUCCEEDED", NULL, TRUE, TRUE);
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");

  g_assert_null (luthier_advice_new_for_job (stopped));
  g_assert_null (luthier_advice_new_for_job (failed));
  g_assert_null (luthier_advice_new_for_job (running));
  g_assert_null (luthier_advice_new_for_job (well));
  g_assert_null (luthier_advice_get_title_for_job (running));
  g_assert_null (luthier_advice_new_for_error (error));
}

/* Words that mean something from the service mean nothing in the name of a file. */
static void
test_own_words (void)
{
  g_autoptr (GError) file = luthier_error_new (
      LUTHIER_ERROR_DATASET, NULL, "“allowlist, CMEK, storage.objects.get.jsonl” cannot be read");
  g_autoptr (GError) other = luthier_error_new (LUTHIER_ERROR_FAILED, NULL, "Something else.");
  g_autoptr (LuthierAdvice) of_file = luthier_advice_new_for_error (file);
  g_autoptr (LuthierAdvice) of_other = luthier_advice_new_for_error (other);

  g_assert_cmpstr (of_file->id, ==, "file");
  g_assert_null (of_other->id);
  g_assert_cmpstr (of_other->title, ==, "Something else.");
  g_assert_cmpuint (of_other->n_steps, ==, 0);
}

/* What is made to be hard to compare is not compared to its end. */
static void
test_hostile (void)
{
  static const char *const words[] = { "endpoint", "tokens", "image", "kms key", "region" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GString) error = g_string_new ("{\"code\":99,\"message\":\"");
      g_autoptr (LuthierJob) job = NULL;
      g_autoptr (LuthierAdvice) advice = NULL;

      while (error->len < 200000)
        g_string_append_printf (error, "%s ä", words[i]);
      g_string_append (error, "\"}");
      job = make_job ("JOB_STATE_FAILED", error->str, FALSE, FALSE);
      advice = luthier_advice_new_for_job (job);
      g_assert_true (g_utf8_validate (advice->title, -1, NULL));
    }
}

/* The table */

static gboolean
is_own (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_errors); i++)
    if (g_str_equal (own_errors[i].id, id))
      return TRUE;

  return FALSE;
}

static gboolean
is_odd (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (odd_jobs); i++)
    if (g_str_equal (odd_jobs[i].id, id))
      return TRUE;

  return FALSE;
}

static gboolean
has_near_miss (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (near_misses); i++)
    if (g_str_equal (near_misses[i].id, id))
      return TRUE;

  /* See test_what_is_left(). */
  return g_str_has_suffix (id, "-left");
}

/* What nobody plays, nobody knows to work. */
static void
test_complete (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  const LuthierSituation *situations;
  guint n_situations;

  for (guint i = 0; (situations = luthier_situations_get_table (i, &n_situations)) != NULL; i++)
    for (guint j = 0; j < n_situations; j++)
      {
        const char *id = situations[j].id;
        const gboolean played = luthier_practice_troubles_find (id) != NULL;

        if (!g_hash_table_add (ids, (gpointer) id))
          g_error ("Two are called “%s”", id);
        if (played + is_own (id) + is_odd (id) != 1)
          g_error ("“%s” is played %d times", id, played + is_own (id) + is_odd (id));
        if (played && !has_near_miss (id))
          g_error ("“%s” has no near miss", id);
      }
  g_assert_cmpuint (g_hash_table_size (ids), >=, 40);
}

static void
append_cell (GString *table, const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    if (*p == '|')
      g_string_append (table, "\\|");
    else if (*p == '\n' || *p == '\t')
      g_string_append_c (table, ' ');
    else
      g_string_append_c (table, *p);
  g_string_append (table, " | ");
}

static const char *
name_code (const LuthierSituation *situation)
{
  static const char *const kinds[] = {
    "failed",     "not sent",   "answer lost",  "unauthenticated", "sign-in needed", "forbidden",
    "not found",  "invalid",    "precondition", "conflict",        "rate limited",   "unavailable",
    "unreadable", "credential", "keyring",      "store",           "dataset",
  };

  if (situation->symptoms & LUTHIER_SYMPTOM_JOB)
    return situation->code != 0 ? luthier_error_facts_name_code (situation->code) : "no error";
  g_assert_cmpint (situation->code, <, G_N_ELEMENTS (kinds));

  return kinds[situation->code];
}

/* (transfer full): all that has to fit. */
static char *
describe_symptom (const LuthierSituation *situation)
{
  GString *text = g_string_new (NULL);

  if (situation->http_status != 0)
    g_string_append_printf (text, "status %u ", situation->http_status);
  if (situation->code != LUTHIER_SYMPTOM_ANY_CODE)
    g_string_append_printf (text, "%s %d ",
                            situation->symptoms & LUTHIER_SYMPTOM_JOB ? "code" : "kind",
                            situation->code);
  if (situation->state != LUTHIER_JOB_STATE_UNKNOWN)
    g_string_append_printf (text, "%s ", luthier_job_state_to_wire (situation->state));
  if (situation->left != LUTHIER_LEFT_ANYTHING)
    g_string_append (text,
                     situation->left == LUTHIER_LEFT_MODEL ? "with a model " : "with checkpoints ");
  if (situation->reason_pattern != NULL)
    g_string_append_printf (text, "reason `%s` ", situation->reason_pattern);
  if (situation->message_pattern != NULL)
    g_string_append_printf (text, "`%s`", situation->message_pattern);

  return g_strstrip (g_string_free (text, FALSE));
}

static LuthierAdvice *
play (Scene *scene, const char *id)
{
  const LuthierPracticeTrouble *trouble = luthier_practice_troubles_find (id);

  if (trouble != NULL)
    return advise_trouble (scene, trouble);
  for (guint i = 0; i < G_N_ELEMENTS (own_errors); i++)
    if (g_str_equal (own_errors[i].id, id))
      {
        g_autoptr (GError) error = make_own_error (&own_errors[i]);

        return advise_error (scene, error);
      }
  for (guint i = 0; i < G_N_ELEMENTS (odd_jobs); i++)
    if (g_str_equal (odd_jobs[i].id, id))
      {
        g_autoptr (LuthierJob) job = make_job (odd_jobs[i].state, odd_jobs[i].error, FALSE, FALSE);

        return advise_job (scene, job);
      }
  g_assert_not_reached ();
}

/* (nullable): what the service says */
static const char *
find_example (const char *id)
{
  const LuthierPracticeTrouble *trouble = luthier_practice_troubles_find (id);

  for (guint i = 0; i < G_N_ELEMENTS (own_errors); i++)
    if (g_str_equal (own_errors[i].id, id))
      return own_errors[i].message;

  return trouble != NULL ? trouble->message : NULL;
}

static void
append_row (GString *table, Scene *scene, const LuthierSituation *situation)
{
  const LuthierPracticeTrouble *trouble = luthier_practice_troubles_find (situation->id);
  g_autoptr (LuthierAdvice) advice = play (scene, situation->id);
  g_autofree char *symptom = describe_symptom (situation);
  g_autoptr (GString) buttons = g_string_new (NULL);

  for (guint i = 0; i < advice->n_steps; i++)
    g_string_append_printf (buttons, "%s%s", i > 0 ? "; " : "", advice->steps[i].label);
  g_string_append (table, "| ");
  append_cell (table, situation->id);
  append_cell (table, symptom);
  append_cell (table, find_example (situation->id));
  append_cell (table, advice->title);
  append_cell (table, advice->what_to_do);
  append_cell (table, buttons->str);
  append_cell (table, trouble == NULL                                ? ""
                      : trouble->time == LUTHIER_PRACTICE_ON_REQUEST ? "refuses"
                                                                     : "job-fails");
  g_string_truncate (table, table->len - 1);
  g_string_append_c (table, '\n');
}

static const char introduction[] =
    "# What Luthier says of errors\n"
    "\n"
    "Every entry of the catalogue (`src/session/luthier-situations-*.c`), in the order in which\n"
    "they are tried: the first that fits is the one. This file is what\n"
    "`tests/session/test-advice.c` wrote; the test fails if it would write anything else\n"
    "(`LUTHIER_WRITE_ERRORS=1` lets it).\n"
    "\n"
    "An entry of the last column can be tried: `luthier-practice --situation refuses=NAME` "
    "answers\n"
    "requests so, `--situation job-fails=NAME` lets jobs end so. Buttons are those of a job's "
    "page,\n"
    "or of a form that is open; one that cannot be whole for want of a name is left out. What "
    "fits\n"
    "nothing is shown with all that the service said.\n";

static void
compare (const char *expected, const char *actual)
{
  g_auto (GStrv) old = g_strsplit (expected, "\n", -1);
  g_auto (GStrv) new = g_strsplit (actual, "\n", -1);

  for (guint i = 0; old[i] != NULL || new[i] != NULL; i++)
    {
      if (g_strcmp0 (old[i], new[i]) != 0)
        g_error ("errors.md, line %u:\n-%s\n+%s\nLUTHIER_WRITE_ERRORS=1 writes it anew", i + 1,
                 old[i] != NULL ? old[i] : "", new[i] != NULL ? new[i] : "");
      if (old[i] == NULL || new[i] == NULL)
        break;
    }
}

static void
test_table (Scene *scene, gconstpointer unused)
{
  static const char *const titles[] = {
    "Not all is lost", "Who asks",        "The project", "The encryption key",
    "What was asked",  "Storage, rights", "The data",    "Requests, and the service itself",
    "How jobs end",
  };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "session", "errors.md", NULL);
  g_autoptr (GString) table = g_string_new (introduction);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const LuthierSituation *situations;
  guint n_situations;

  for (guint i = 0; (situations = luthier_situations_get_table (i, &n_situations)) != NULL; i++)
    {
      g_assert_cmpuint (i, <, G_N_ELEMENTS (titles));
      g_string_append_printf (table,
                              "\n## %s\n\n| name | recognised by | for example | what is said | "
                              "what to do | buttons | practice |\n|---|---|---|---|---|---|---|\n",
                              titles[i]);
      for (guint j = 0; j < n_situations; j++)
        append_row (table, scene, &situations[j]);
    }
  if (g_getenv ("LUTHIER_WRITE_ERRORS") != NULL)
    g_file_set_contents (path, table->str, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  compare (text, table->str);
}

#define ADD(path, test) g_test_add (path, Scene, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/advice/complete", test_complete);
  ADD ("/advice/troubles", test_troubles);
  ADD ("/advice/own-errors", test_own_errors);
  ADD ("/advice/odd-jobs", test_odd_jobs);
  ADD ("/advice/near-misses", test_near_misses);
  ADD ("/advice/what-is-left", test_what_is_left);
  ADD ("/advice/commands", test_commands);
  ADD ("/advice/bare", test_bare);
  ADD ("/advice/practice", test_practice);
  ADD ("/advice/other-region", test_other_region);
  ADD ("/advice/line", test_line);
  ADD ("/advice/unheard-of", test_unheard_of);
  g_test_add_func ("/advice/none", test_no_advice);
  g_test_add_func ("/advice/own-words", test_own_words);
  g_test_add_func ("/advice/hostile", test_hostile);
  ADD ("/advice/table", test_table);

  return g_test_run ();
}
