/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-state.h"

#include <string.h>

struct _LuthierPracticeState
{
  GObject parent_instance;

  LuthierClock *clock; /* (owned) */
  double speed;
  char *project;        /* (owned) */
  char *project_number; /* (owned) */
  sqlite3 *database;    /* (owned) */
  gint64 latest;        /* what now() said last */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeState, luthier_practice_state, G_TYPE_OBJECT)

/* The first 64 bits of a digest: the same everywhere, unlike g_str_hash() well spread. */
static guint64
digest (const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize length = sizeof bytes;
  guint64 number = 0;

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, bytes, &length);
  for (guint i = 0; i < 8; i++)
    number = number << 8 | bytes[i];
  return number;
}

/* Between 10^18 and 9 * 10^18: it has 19 digits and fits into an int64. */
static char *
format_id (guint64 number)
{
  const guint64 floor = G_GUINT64_CONSTANT (1000000000000000000);

  return g_strdup_printf ("%" G_GUINT64_FORMAT, floor + number % (8 * floor));
}

static char *
make_project_number (const char *project)
{
  const guint64 floor = G_GUINT64_CONSTANT (100000000000);

  if (*project != '\0' && strspn (project, "0123456789") == strlen (project))
    return g_strdup (project);
  return g_strdup_printf ("%" G_GUINT64_FORMAT, floor + digest (project) % (9 * floor));
}

/* WAL with "normal" syncs loses nothing when the program is killed, at a tenth of the price. */
static gboolean
open_database (LuthierPracticeState *self, const char *path, GError **error)
{
  int status = sqlite3_open (path != NULL ? path : ":memory:", &self->database);

  if (status == SQLITE_OK)
    {
      sqlite3_busy_timeout (self->database, 2000);
      status = sqlite3_exec (self->database,
                             "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                             "PRAGMA foreign_keys = ON;"
                             "",
                             NULL, NULL, NULL);
    }
  if (status == SQLITE_OK)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The state file %s cannot be used: %s",
               path != NULL ? path : "in memory", sqlite3_errmsg (self->database));
  return FALSE;
}

static void
luthier_practice_state_finalize (GObject *object)
{
  LuthierPracticeState *self = LUTHIER_PRACTICE_STATE (object);

  sqlite3_close_v2 (self->database);
  g_clear_object (&self->clock);
  g_free (self->project);
  g_free (self->project_number);

  G_OBJECT_CLASS (luthier_practice_state_parent_class)->finalize (object);
}

static void
luthier_practice_state_class_init (LuthierPracticeStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_state_finalize;
}

static void
luthier_practice_state_init (LuthierPracticeState *self)
{
}

/**
 * luthier_practice_state_new:
 * @clock: the time
 * @speed: how many times faster than the real service things go, more than 0
 * @project: the id of the only project there is
 * @path: (nullable) (type filename): the SQLite file, made if missing; %NULL keeps all in memory
 * @error: set if the file cannot be opened or is no SQLite file
 *
 * Returns: (transfer full) (nullable): the state
 */
LuthierPracticeState *
luthier_practice_state_new (
    LuthierClock *clock, double speed, const char *project, const char *path, GError **error)
{
  g_autoptr (LuthierPracticeState) self = g_object_new (LUTHIER_TYPE_PRACTICE_STATE, NULL);

  self->clock = g_object_ref (clock);
  self->speed = speed > 0 ? speed : 1;
  self->project = g_strdup (project);
  self->project_number = make_project_number (project);
  if (!open_database (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * luthier_practice_state_get_database:
 * @self: the state
 *
 * Returns: (transfer none): the open database, for every part's own tables
 */
sqlite3 *
luthier_practice_state_get_database (LuthierPracticeState *self)
{
  return self->database;
}

/**
 * luthier_practice_state_execute:
 * @self: the state
 * @sql: statements
 *
 * Returns: whether all went well; if not, why is logged
 */
gboolean
luthier_practice_state_execute (LuthierPracticeState *self, const char *sql)
{
  if (sqlite3_exec (self->database, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  g_warning ("The state was not written: %s", sqlite3_errmsg (self->database));
  return FALSE;
}

/**
 * luthier_practice_state_now:
 * @self: the state
 *
 * Returns: the time in microseconds since the epoch; a clock set back stands still meanwhile
 */
gint64
luthier_practice_state_now (LuthierPracticeState *self)
{
  self->latest = MAX (self->latest, luthier_clock_get_real_time (self->clock));
  return self->latest;
}

/**
 * luthier_practice_state_duration:
 * @self: the state
 * @service_ms: how long it takes the real service
 *
 * Returns: how long it takes here, in microseconds
 */
gint64
luthier_practice_state_duration (LuthierPracticeState *self, gint64 service_ms)
{
  return (gint64) ((double) service_ms * 1000.0 / self->speed);
}

/**
 * luthier_practice_state_add_timeout:
 * @self: the state
 * @service_ms: the delay in the service's time
 * @function: called once it is over, again if it returns %G_SOURCE_CONTINUE
 * @data: for @function
 * @notify: (nullable): frees @data
 *
 * Returns: an id for luthier_practice_state_remove_timeout()
 */
guint
luthier_practice_state_add_timeout (LuthierPracticeState *self,
                                    gint64 service_ms,
                                    GSourceFunc function,
                                    gpointer data,
                                    GDestroyNotify notify)
{
  gint64 ms = (luthier_practice_state_duration (self, service_ms) + 999) / 1000;

  return luthier_clock_add_timeout (self->clock, (guint64) MAX (ms, 0), function, data, notify);
}

/**
 * luthier_practice_state_add_alarm:
 * @self: the state
 * @moment: when, in microseconds since the epoch
 * @function: called then, or at once if that is over
 * @data: for @function
 * @notify: (nullable): frees @data
 *
 * Returns: an id for luthier_practice_state_remove_timeout()
 */
guint
luthier_practice_state_add_alarm (LuthierPracticeState *self,
                                  gint64 moment,
                                  GSourceFunc function,
                                  gpointer data,
                                  GDestroyNotify notify)
{
  gint64 ms = (moment - luthier_practice_state_now (self) + 999) / 1000;

  return luthier_clock_add_timeout (self->clock, (guint64) MAX (ms, 0), function, data, notify);
}

void
luthier_practice_state_remove_timeout (LuthierPracticeState *self, guint id)
{
  luthier_clock_remove (self->clock, id);
}

const char *
luthier_practice_state_get_project (LuthierPracticeState *self)
{
  return self->project;
}

/**
 * luthier_practice_state_get_project_number:
 * @self: the state
 *
 * Answers of the service name the project by its number, whatever the request said.
 *
 * Returns: twelve digits, or the project itself if it is a number
 */
const char *
luthier_practice_state_get_project_number (LuthierPracticeState *self)
{
  return self->project_number;
}

/**
 * luthier_practice_state_is_project:
 * @self: the state
 * @name: what a path says
 *
 * Returns: whether that is the project's id or number
 */
gboolean
luthier_practice_state_is_project (LuthierPracticeState *self, const char *name)
{
  return strcmp (name, self->project) == 0 || strcmp (name, self->project_number) == 0;
}

/**
 * luthier_practice_state_new_id:
 * @self: the state
 *
 * Returns: (transfer full): 19 digits that were not given out before
 */
char *
luthier_practice_state_new_id (LuthierPracticeState *self)
{
  return format_id ((guint64) g_random_int () << 32 | g_random_int ());
}

/**
 * luthier_practice_state_id_for:
 * @text: names a thing, such as "endpoint of checkpoint 2 of job 4982013113894174720"
 *
 * What follows from something else needs no memory if its id does, too.
 *
 * Returns: (transfer full): 19 digits
 */
char *
luthier_practice_state_id_for (const char *text)
{
  return format_id (digest (text));
}
