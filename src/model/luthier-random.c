/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-random.h"

struct _LuthierRandom
{
  GObject parent_instance;

  GRand *rand; /* (owned) (nullable): NULL: the system's */
};

G_DEFINE_FINAL_TYPE (LuthierRandom, luthier_random, G_TYPE_OBJECT)

static void
luthier_random_finalize (GObject *object)
{
  LuthierRandom *self = LUTHIER_RANDOM (object);

  g_clear_pointer (&self->rand, g_rand_free);

  G_OBJECT_CLASS (luthier_random_parent_class)->finalize (object);
}

static void
luthier_random_class_init (LuthierRandomClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_random_finalize;
}

static void
luthier_random_init (LuthierRandom *self)
{
}

/**
 * luthier_random_new:
 *
 * Returns: (transfer full): the chance of the system
 */
LuthierRandom *
luthier_random_new (void)
{
  return g_object_new (LUTHIER_TYPE_RANDOM, NULL);
}

/**
 * luthier_random_new_with_seed:
 * @seed: what it depends on, and on nothing else
 *
 * Returns: (transfer full): a chance that repeats
 */
LuthierRandom *
luthier_random_new_with_seed (guint32 seed)
{
  LuthierRandom *self = luthier_random_new ();

  self->rand = g_rand_new_with_seed (seed);

  return self;
}

/**
 * luthier_random_branch:
 *
 * Returns: (transfer full): a chance that depends on nothing but this one as it is now
 */
LuthierRandom *
luthier_random_branch (LuthierRandom *self)
{
  g_return_val_if_fail (LUTHIER_IS_RANDOM (self), NULL);

  return self->rand != NULL ? luthier_random_new_with_seed (g_rand_int (self->rand))
                            : luthier_random_new ();
}

/**
 * luthier_random_get_integer:
 *
 * Returns: from @begin on, below @end; they are less than 2^31 apart
 */
guint32
luthier_random_get_integer (LuthierRandom *self, guint32 begin, guint32 end)
{
  g_return_val_if_fail (LUTHIER_IS_RANDOM (self), begin);
  g_return_val_if_fail (begin < end && end - begin <= G_MAXINT32, begin);

  return begin + (guint32) (self->rand != NULL
                                ? g_rand_int_range (self->rand, 0, (gint32) (end - begin))
                                : g_random_int_range (0, (gint32) (end - begin)));
}

double
luthier_random_get_double (LuthierRandom *self, double begin, double end)
{
  g_return_val_if_fail (LUTHIER_IS_RANDOM (self), begin);

  return self->rand != NULL ? g_rand_double_range (self->rand, begin, end)
                            : g_random_double_range (begin, end);
}

static char *
make_unique_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto (GStrv) groups = g_strsplit (uuid, "-", -1);

  return g_strjoinv (NULL, groups);
}

/**
 * luthier_random_make_id:
 *
 * Returns: (transfer full): 32 lower-case hexadecimal digits; those of the system are a version 4
 *   UUID without its dashes (RFC 9562), so that no two computers make the same
 */
char *
luthier_random_make_id (LuthierRandom *self)
{
  g_return_val_if_fail (LUTHIER_IS_RANDOM (self), NULL);

  if (self->rand == NULL)
    return make_unique_id ();
  return g_strdup_printf ("%08x%08x%08x%08x", g_rand_int (self->rand), g_rand_int (self->rand),
                          g_rand_int (self->rand), g_rand_int (self->rand));
}
