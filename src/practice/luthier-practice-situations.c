/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-situations.h"

#include <string.h>

#include "luthier-practice-strikes.h"

typedef gboolean (*StrikeFunc) (const LuthierPracticeStrike *strike);

/* Those without a function are asked for by the part of the service that they concern. */
typedef struct
{
  const char *name;
  StrikeFunc strike; /* (nullable) */
  LuthierPracticeMoment moment;
  const char *description;
} Kind;

#define BEFORE LUTHIER_PRACTICE_BEFORE
#define AFTER  LUTHIER_PRACTICE_AFTER

static const Kind kinds[] = {
  { "unavailable", luthier_practice_strike_unavailable, BEFORE,
    "Answers 503; the value is Retry-After in seconds." },
  { "error", luthier_practice_strike_error, BEFORE,
    "Answers with an error without details; the value is the status (500)." },
  { "refuses", luthier_practice_strike_trouble, BEFORE,
    "Answers as the value says: a name of --list-troubles." },
  { "rate-limited", luthier_practice_strike_rate_limited, BEFORE,
    "Answers 429 with RetryInfo and QuotaFailure; the value is the delay in seconds." },
  { "region-down", luthier_practice_strike_region_down, BEFORE,
    "Answers 503 for the region that is the value." },
  { "no-permission", luthier_practice_strike_no_permission, BEFORE,
    "Answers 403 to what needs the permission that is the value, or to everything." },
  { "no-policy", luthier_practice_strike_no_policy, BEFORE,
    "Answers 403 to who asks for a policy." },
  { "no-grant", NULL, BEFORE, "No policy grants the role that is the value; can be repeated." },
  { "no-agent", NULL, BEFORE, "The tuning service agent is named in no policy." },
  { "api-disabled", luthier_practice_strike_api_disabled, BEFORE,
    "The API that is the value is not enabled, such as cloudkms.googleapis.com." },
  { "disabled", luthier_practice_strike_disabled, BEFORE,
    "Answers 403 to tuning and storage: the API is not enabled in the project." },
  { "token-expires", luthier_practice_strike_token_expires, BEFORE,
    "Answers 401 to the token that comes first; a new one is good." },
  { "re-auth", luthier_practice_strike_re_auth, BEFORE,
    "The token endpoint asks to sign in again (rapt_required)." },
  { "revoked", luthier_practice_strike_revoked, BEFORE,
    "The token endpoint has revoked every grant (invalid_grant)." },
  { "consents", NULL, BEFORE, "The consent page says yes by itself." },
  { "access-denied", NULL, BEFORE, "The consent page says no by itself." },
  { "narrow-scope", NULL, BEFORE, "The consent page says yes by itself, but not to Google Cloud." },
  { "wrong-state", NULL, BEFORE,
    "The consent page says yes by itself and sends back another state." },
  { "clock-skew", NULL, BEFORE,
    "Its clock is wrong by so many seconds as the value says (600); may be negative." },
  { "session-gone", luthier_practice_strike_session_gone, BEFORE,
    "Upload sessions are gone; the value is the status, 410 or 404." },
  { "html-404", luthier_practice_strike_html_404, BEFORE,
    "Answers 404 with a web page, as the front end does." },
  { "reset-before", luthier_practice_strike_reset, BEFORE,
    "Breaks the connection before the request has acted." },
  { "acts-late", luthier_practice_strike_late, BEFORE,
    "Acts later, whether anybody still waits or not; the value is how many milliseconds (1000)." },
  { "error-after", luthier_practice_strike_error_after, AFTER,
    "Acts, then answers with an error; the value is the status (503)." },
  { "reset-after", luthier_practice_strike_reset, AFTER,
    "Acts, then breaks the connection without an answer." },
  { "garbage", luthier_practice_strike_garbage, AFTER, "Acts, then answers with what is no JSON." },
  { "truncated", luthier_practice_strike_truncated, AFTER,
    "Acts, then answers with JSON that ends in the middle." },
  { "huge", luthier_practice_strike_huge, AFTER,
    "Acts, then answers with as many megabytes as the value says (100)." },
  { "stalls", luthier_practice_strike_stalls, AFTER,
    "Acts, then sends part of the answer and nothing more." },
  { "slow", luthier_practice_strike_slow, AFTER,
    "Answers later; the value is how many milliseconds (1000)." },
  { "cuts-upload", NULL, BEFORE,
    "Breaks the connection after so many bytes of an upload as the value says (1000000)." },
  { "keeps-less", NULL, BEFORE, "Every other piece of an upload is kept by half." },
  { "rotates-refresh", NULL, BEFORE,
    "Every access token comes with a new refresh token; the old one is void." },
  { "unknown-state", NULL, BEFORE, "Jobs are in a state that nobody has heard of." },
  { "unknown-fields", NULL, BEFORE, "Answers have fields that nobody has heard of." },
  { "numbers", NULL, BEFORE, "Integers of 64 bits are JSON numbers instead of strings." },
  { "empty-page", NULL, BEFORE, "The first page of a list is empty but has a next one." },
  { "list-lags", NULL, BEFORE, "New jobs appear in lists so many seconds later (the value)." },
  { "labels-missing", NULL, BEFORE, "Jobs in lists have no labels." },
  { "concurrent-jobs", NULL, BEFORE, "So many jobs run at a time as the value says (1)." },
  { "quota-full", NULL, BEFORE, "Refuses jobs over that quota instead of letting them wait." },
  { "drops-example", NULL, BEFORE,
    "Jobs leave out the example on the line that is the value (1)." },
  { "curve", NULL, BEFORE,
    "Jobs learn in the way that is the value: falls, flat, overfits, breaks, none, long or "
    "foreign; "
    "the path is the job's name." },
  { "no-steps", NULL, BEFORE,
    "Jobs make no steps for so many minutes as the value says (60), from halfway on; the path is "
    "the job's name." },
  { "slow-capacity", NULL, BEFORE,
    "Jobs wait for capacity so many minutes longer as the value says (60); the path is the job's "
    "name." },
  { "job-fails", NULL, BEFORE,
    "Jobs fail, in the way that is the value: a name of --list-troubles (job-internal)." },
  { "endpoint-fails", NULL, BEFORE, "Jobs fail at the end, with a model but no endpoint." },
  { "too-late-data", NULL, BEFORE,
    "Jobs fail so many seconds after their start (the value) with an error in the dataset." },
};

#define ANY_TIMES      G_MAXUINT
#define DEFAULT_SKEW_S 600

typedef struct
{
  const Kind *kind;
  char *value;        /* (owned) (nullable) */
  char *method;       /* (owned) (nullable) */
  GPatternSpec *path; /* (owned) (nullable) */
  guint times;
  char *memory; /* (owned) (nullable): of the strike function */
} Situation;

struct _LuthierPracticeSituations
{
  GObject parent_instance;

  LuthierPracticeState *state; /* (owned) */
  GPtrArray *situations;       /* (owned): of Situation */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeSituations, luthier_practice_situations, G_TYPE_OBJECT)

static void
situation_free (Situation *situation)
{
  g_clear_pointer (&situation->path, g_pattern_spec_free);
  g_free (situation->value);
  g_free (situation->method);
  g_free (situation->memory);
  g_free (situation);
}

static const Kind *
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];
  return NULL;
}

/* Cuts "*3" off the end of the text; globs end in a star too, but not in one with digits. */
static guint
cut_times (char *text)
{
  char *star = strrchr (text, '*');
  guint64 times;

  if (star == NULL || !g_ascii_string_to_unsigned (star + 1, 10, 1, ANY_TIMES - 1, &times, NULL))
    return ANY_TIMES;
  *star = '\0';
  return (guint) times;
}

/* Cuts off what follows the separator. */
static char *
cut_rest (char *text, char separator)
{
  char *place = strchr (text, separator);

  if (place == NULL)
    return NULL;
  *place = '\0';
  return place + 1;
}

static gboolean
matches (Situation *situation, const char *method, const char *path)
{
  if (situation->times == 0)
    return FALSE;
  if (situation->method != NULL && method != NULL && strcmp (situation->method, method) != 0)
    return FALSE;
  return situation->path == NULL || path == NULL ||
         g_pattern_spec_match_string (situation->path, path);
}

static void
use_up (Situation *situation)
{
  if (situation->times != ANY_TIMES)
    situation->times--;
}

static Situation *
find (LuthierPracticeSituations *self, const char *name, const char *path)
{
  for (guint i = 0; i < self->situations->len; i++)
    {
      Situation *situation = self->situations->pdata[i];

      if (g_str_equal (situation->kind->name, name) && matches (situation, NULL, path))
        return situation;
    }
  return NULL;
}

static gboolean
strike_one (LuthierPracticeSituations *self,
            Situation *situation,
            LuthierPracticeExchange *exchange)
{
  const LuthierPracticeStrike strike = {
    .state = self->state,
    .exchange = exchange,
    .value = situation->value,
    .memory = &situation->memory,
  };
  gboolean taken = situation->kind->strike (&strike);

  /* What comes after the deed concerns every request that it is asked about. */
  if (taken || situation->kind->moment == AFTER)
    use_up (situation);
  return taken;
}

static void
luthier_practice_situations_finalize (GObject *object)
{
  LuthierPracticeSituations *self = LUTHIER_PRACTICE_SITUATIONS (object);

  g_clear_pointer (&self->situations, g_ptr_array_unref);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (luthier_practice_situations_parent_class)->finalize (object);
}

static void
luthier_practice_situations_class_init (LuthierPracticeSituationsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_situations_finalize;
}

static void
luthier_practice_situations_init (LuthierPracticeSituations *self)
{
  self->situations = g_ptr_array_new_with_free_func ((GDestroyNotify) situation_free);
}

LuthierPracticeSituations *
luthier_practice_situations_new (LuthierPracticeState *state)
{
  LuthierPracticeSituations *self = g_object_new (LUTHIER_TYPE_PRACTICE_SITUATIONS, NULL);

  self->state = g_object_ref (state);
  return self;
}

/**
 * luthier_practice_situations_add:
 * @self: the situations
 * @text: name[=value][@glob][*times], such as "unavailable=3@POST *tuningJobs*2"
 * @error: set if there is no such situation
 *
 * Returns: whether it is on now
 */
gboolean
luthier_practice_situations_add (LuthierPracticeSituations *self, const char *text, GError **error)
{
  g_autofree char *name = g_strdup (text);
  guint times = cut_times (name);
  char *glob = cut_rest (name, '@');
  char *value = cut_rest (name, '=');
  const Kind *kind = find_kind (name);
  char *path = glob != NULL ? cut_rest (glob, ' ') : NULL;
  Situation *situation;

  if (kind == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "There is no situation “%s”",
                   name);
      return FALSE;
    }
  situation = g_new0 (Situation, 1);
  situation->kind = kind;
  situation->times = times;
  situation->value = g_strdup (value);
  situation->method = path != NULL ? g_strdup (glob) : NULL;
  if (glob != NULL)
    situation->path = g_pattern_spec_new (path != NULL ? path : glob);
  g_ptr_array_add (self->situations, situation);
  return TRUE;
}

void
luthier_practice_situations_clear (LuthierPracticeSituations *self)
{
  g_ptr_array_set_size (self->situations, 0);
}

/**
 * luthier_practice_situations_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all situations
 */
const char *const *
luthier_practice_situations_list (void)
{
  static const char *names[G_N_ELEMENTS (kinds) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    names[i] = kinds[i].name;
  return names;
}

/**
 * luthier_practice_situations_describe:
 * @name: one of luthier_practice_situations_list()
 *
 * Returns: (nullable): what it does, in a sentence
 */
const char *
luthier_practice_situations_describe (const char *name)
{
  const Kind *kind = find_kind (name);

  return kind != NULL ? kind->description : NULL;
}

gboolean
luthier_practice_situations_get (LuthierPracticeSituations *self,
                                 const char *name,
                                 const char *path,
                                 const char **value)
{
  Situation *situation = find (self, name, path);

  if (value != NULL)
    *value = situation != NULL ? situation->value : NULL;
  return situation != NULL;
}

gboolean
luthier_practice_situations_use (LuthierPracticeSituations *self,
                                 const char *name,
                                 const char *path,
                                 const char **value)
{
  Situation *situation = find (self, name, path);

  if (value != NULL)
    *value = situation != NULL ? situation->value : NULL;
  if (situation != NULL)
    use_up (situation);
  return situation != NULL;
}

gboolean
luthier_practice_situations_has (LuthierPracticeSituations *self,
                                 const char *name,
                                 const char *value,
                                 LuthierPracticeExchange *exchange)
{
  const char *method = exchange != NULL ? luthier_practice_exchange_get_method (exchange) : NULL;
  const char *path = exchange != NULL ? luthier_practice_exchange_get_path (exchange) : NULL;

  for (guint i = 0; i < self->situations->len; i++)
    {
      Situation *situation = self->situations->pdata[i];

      if (g_str_equal (situation->kind->name, name) && matches (situation, method, path) &&
          (situation->value == NULL || strcmp (situation->value, value) == 0))
        return TRUE;
    }
  return FALSE;
}

gint64
luthier_practice_situations_get_skew_s (LuthierPracticeSituations *self)
{
  Situation *situation = find (self, "clock-skew", NULL);
  gint64 seconds = DEFAULT_SKEW_S;

  if (situation == NULL)
    return 0;
  if (situation->value != NULL)
    g_ascii_string_to_signed (situation->value, 10, G_MININT32, G_MAXINT32, &seconds, NULL);
  return seconds;
}

/**
 * luthier_practice_situations_strike:
 * @self: the situations
 * @exchange: a request
 * @moment: whether it has acted already
 *
 * Before it has acted, the first situation that takes it is the only one; afterwards all change
 * the answer, one after the other.
 *
 * Returns: whether the request, or the sending of its answer, is now the situation's business
 */
gboolean
luthier_practice_situations_strike (LuthierPracticeSituations *self,
                                    LuthierPracticeExchange *exchange,
                                    LuthierPracticeMoment moment)
{
  const char *method = luthier_practice_exchange_get_method (exchange);
  const char *path = luthier_practice_exchange_get_path (exchange);
  gboolean taken = FALSE;

  for (guint i = 0; i < self->situations->len && !(taken && moment == BEFORE); i++)
    {
      Situation *situation = self->situations->pdata[i];

      if (situation->kind->strike != NULL && situation->kind->moment == moment &&
          matches (situation, method, path))
        taken = strike_one (self, situation, exchange) || taken;
    }
  return taken;
}
