/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-pauses.h"

#include "luthier-error.h"

/* The second failure in a row makes a pause, each one more doubles it. */
#define FIRST_MS (30 * 1000)
#define MOST_MS  (5 * 60 * 1000)
/* Nobody waits longer because the service says so: it may mean something else, or be wrong. */
#define MOST_ASKED_MS (60 * 60 * 1000)
/* Regions that failed together do not come back together. */
#define JITTER 0.1

struct _LuthierPauses
{
  GObject parent_instance;

  LuthierClock *clock;   /* (owned) */
  LuthierRandom *random; /* (owned) */
  GHashTable *pauses;    /* (owned): region (owned) to Pause (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierPauses, luthier_pauses, G_TYPE_OBJECT)

/* Monotonic microseconds, so that a clock that is set changes nothing; 0 = none. */
typedef struct
{
  guint n_failures; /* in a row */
  gint64 asked;     /* until when the service wants to be left alone */
  gint64 own;       /* until when we leave it alone by ourselves */
} Pause;

static void
luthier_pauses_finalize (GObject *object)
{
  LuthierPauses *self = LUTHIER_PAUSES (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_clear_pointer (&self->pauses, g_hash_table_unref);

  G_OBJECT_CLASS (luthier_pauses_parent_class)->finalize (object);
}

static void
luthier_pauses_class_init (LuthierPausesClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_pauses_finalize;
}

static void
luthier_pauses_init (LuthierPauses *self)
{
  self->pauses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

LuthierPauses *
luthier_pauses_new (LuthierClock *clock, LuthierRandom *random)
{
  LuthierPauses *self = g_object_new (LUTHIER_TYPE_PAUSES, NULL);

  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);

  return self;
}

static Pause *
get_pause (LuthierPauses *self, const char *region)
{
  Pause *pause = g_hash_table_lookup (self->pauses, region);

  if (pause == NULL)
    {
      pause = g_new0 (Pause, 1);
      g_hash_table_insert (self->pauses, g_strdup (region), pause);
    }

  return pause;
}

static gint64
choose_own_us (LuthierPauses *self, guint n_failures)
{
  const guint doublings = MIN (n_failures - 2, 10);
  const gint64 most_ms = MIN ((gint64) FIRST_MS << doublings, MOST_MS);

  return (gint64) ((double) most_ms * luthier_random_get_double (self->random, 1 - JITTER, 1)) *
         1000;
}

/**
 * luthier_pauses_take:
 * @region: a region that was asked
 * @error: (nullable): why it did not answer
 *
 * What the service asks for with Retry-After or RetryInfo holds up to an hour. Our own pauses are
 * half a minute to five minutes.
 */
void
luthier_pauses_take (LuthierPauses *self, const char *region, const GError *error)
{
  const gint64 delay_ms = error != NULL ? luthier_error_get_retry_delay (error) : -1;
  const gint64 now = luthier_clock_get_monotonic_time (self->clock);
  Pause *pause = NULL;

  g_return_if_fail (LUTHIER_IS_PAUSES (self));

  if (error == NULL)
    {
      g_hash_table_remove (self->pauses, region);
      return;
    }

  pause = get_pause (self, region);
  pause->n_failures++;
  pause->own = pause->n_failures >= 2 ? now + choose_own_us (self, pause->n_failures) : 0;
  pause->asked = delay_ms > 0 ? now + MIN (delay_ms, MOST_ASKED_MS) * 1000 : 0;
}

gboolean
luthier_pauses_may_ask (LuthierPauses *self, const char *region)
{
  const Pause *pause = NULL;

  g_return_val_if_fail (LUTHIER_IS_PAUSES (self), FALSE);

  pause = g_hash_table_lookup (self->pauses, region);

  return pause == NULL ||
         luthier_clock_get_monotonic_time (self->clock) >= MAX (pause->asked, pause->own);
}

void
luthier_pauses_forgive (LuthierPauses *self)
{
  GHashTableIter iter;
  gpointer pause = NULL;

  g_return_if_fail (LUTHIER_IS_PAUSES (self));

  g_hash_table_iter_init (&iter, self->pauses);
  while (g_hash_table_iter_next (&iter, NULL, &pause))
    {
      ((Pause *) pause)->n_failures = 0;
      ((Pause *) pause)->own = 0;
    }
}
