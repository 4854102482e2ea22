/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-grid.h"

#include <math.h>
#include <string.h>

#include "luthier-spec-finding-private.h"

/* As many as an intent id has: see luthier_session_ensure_intent(). */
#define ID_DIGITS 32

struct _LuthierJobGrid
{
  GArray *values[LUTHIER_GRID_N_AXES];     /* (owned) (element-type double) */
  gboolean left_out[LUTHIER_JOB_GRID_MAX]; /* by combination */
};

/* The order in which a name tells the settings. */
static const LuthierGridAxis told[] = { LUTHIER_GRID_EPOCHS, LUTHIER_GRID_ADAPTER_SIZE,
                                        LUTHIER_GRID_RATE };

/* The place of a value among those of an axis; their number if it is not there. */
static guint
find_value (const LuthierJobGrid *self, LuthierGridAxis axis, double value)
{
  const GArray *values = self->values[axis];
  guint i = 0;

  while (i < values->len && !luthier_grid_axis_equal (g_array_index (values, double, i), value))
    i++;

  return i;
}

static void
put_value (LuthierJobGrid *self, LuthierGridAxis axis, double value)
{
  g_array_append_val (self->values[axis], value);
  g_array_sort (self->values[axis], luthier_grid_axis_compare);
}

/* Which value of an axis a combination has: the last axis changes fastest. */
static guint
get_place (const LuthierJobGrid *self, guint i, LuthierGridAxis axis)
{
  for (guint later = LUTHIER_GRID_N_AXES - 1; later > axis; later--)
    i /= self->values[later]->len;

  return i % self->values[axis]->len;
}

static double
get_value_of (const LuthierJobGrid *self, guint i, LuthierGridAxis axis)
{
  return g_array_index (self->values[axis], double, get_place (self, i, axis));
}

/* "3/auto/8": what a combination is known by, however many others there are. */
static char *
make_key (const LuthierJobGrid *self, guint i)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (LuthierGridAxis axis = 0; axis < LUTHIER_GRID_N_AXES; axis++)
    {
      g_autofree char *value = luthier_grid_axis_format (get_value_of (self, i, axis));

      g_string_append_printf (key, "%s%s", axis > 0 ? "/" : "", value);
    }

  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* (transfer full) (element-type utf8): the keys of what is left out. */
static GHashTable *
list_left_out (const LuthierJobGrid *self)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < luthier_job_grid_get_n_combinations (self); i++)
    if (self->left_out[i])
      g_hash_table_add (keys, make_key (self, i));

  return keys;
}

/* The combinations have other places now. */
static void
leave_out (LuthierJobGrid *self, GHashTable *keys)
{
  for (guint i = 0; i < luthier_job_grid_get_n_combinations (self); i++)
    {
      g_autofree char *key = make_key (self, i);

      self->left_out[i] = g_hash_table_contains (keys, key);
    }

  /* Nothing at all is not what anybody wanted. */
  if (luthier_job_grid_get_n_jobs (self) == 0)
    memset (self->left_out, 0, sizeof self->left_out);
}

static void
read_values (LuthierJobGrid *self, LuthierGridAxis axis, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      double value;

      if (luthier_grid_axis_parse (words[i], &value) && luthier_grid_axis_is_value (axis, value) &&
          find_value (self, axis, value) == self->values[axis]->len &&
          luthier_job_grid_count_with (self, axis) <= LUTHIER_JOB_GRID_MAX)
        put_value (self, axis, value);
    }
}

/* "epochs 3 4;rate auto;adapter 4 8;without 3/auto/8", of this or another version. */
static void
read_text (LuthierJobGrid *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  g_autoptr (GHashTable) left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], " ", -1);

      for (LuthierGridAxis axis = 0; words[0] != NULL && axis < LUTHIER_GRID_N_AXES; axis++)
        if (g_str_equal (words[0], luthier_grid_axis_get_word (axis)))
          read_values (self, axis, words + 1);
      for (guint j = 1; g_strcmp0 (words[0], "without") == 0 && words[j] != NULL; j++)
        g_hash_table_add (left_out, g_strdup (words[j]));
    }

  for (LuthierGridAxis axis = 0; axis < LUTHIER_GRID_N_AXES; axis++)
    if (self->values[axis]->len == 0)
      put_value (self, axis, NAN);
  leave_out (self, left_out);
}

/**
 * luthier_job_grid_new:
 * @spec: a spec
 *
 * Reads the spec's grid. If it has none, the grid is of one combination: the spec's own settings.
 *
 * Returns: (transfer full): a grid
 */
LuthierJobGrid *
luthier_job_grid_new (LuthierJobSpec *spec)
{
  LuthierJobGrid *self = g_new0 (LuthierJobGrid, 1);
  const char *text = luthier_job_spec_get_grid (spec);

  for (LuthierGridAxis axis = 0; axis < LUTHIER_GRID_N_AXES; axis++)
    self->values[axis] = g_array_new (FALSE, FALSE, sizeof (double));

  if (text != NULL)
    {
      read_text (self, text);
      return self;
    }

  for (LuthierGridAxis axis = 0; axis < LUTHIER_GRID_N_AXES; axis++)
    put_value (self, axis, luthier_grid_axis_get (axis, spec));

  return self;
}

void
luthier_job_grid_free (LuthierJobGrid *self)
{
  for (LuthierGridAxis axis = 0; axis < LUTHIER_GRID_N_AXES; axis++)
    g_array_unref (self->values[axis]);
  g_free (self);
}

/**
 * luthier_job_grid_to_text:
 *
 * Returns: (transfer full): what luthier_job_grid_new() reads out of a spec's property
 */
char *
luthier_job_grid_to_text (const LuthierJobGrid *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean any = FALSE;

  for (LuthierGridAxis axis = 0; axis < LUTHIER_GRID_N_AXES; axis++)
    {
      g_string_append_printf (text, "%s%s", axis > 0 ? ";" : "", luthier_grid_axis_get_word (axis));
      for (guint i = 0; i < self->values[axis]->len; i++)
        {
          g_autofree char *value = luthier_grid_axis_format (
              g_array_index (self->values[axis], double, i));

          g_string_append_printf (text, " %s", value);
        }
    }

  for (guint i = 0; i < luthier_job_grid_get_n_combinations (self); i++)
    if (self->left_out[i])
      {
        g_autofree char *key = make_key (self, i);

        g_string_append_printf (text, "%s %s", any ? "" : ";without", key);
        any = TRUE;
      }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

guint
luthier_job_grid_get_n_values (const LuthierJobGrid *self, LuthierGridAxis axis)
{
  return self->values[axis]->len;
}

double
luthier_job_grid_get_value (const LuthierJobGrid *self, LuthierGridAxis axis, guint i)
{
  g_return_val_if_fail (i < self->values[axis]->len, NAN);

  return g_array_index (self->values[axis], double, i);
}

guint
luthier_job_grid_count_with (const LuthierJobGrid *self, LuthierGridAxis axis)
{
  guint count = 1;

  /* One that has no value yet will have one. */
  for (LuthierGridAxis other = 0; other < LUTHIER_GRID_N_AXES; other++)
    count *= other == axis ? self->values[other]->len + 1 : MAX (self->values[other]->len, 1);

  return count;
}

/**
 * luthier_job_grid_add:
 * @value: a number, or NaN for "automatic"
 *
 * Returns: whether the value is new, can be one of this setting, and there is room for it
 */
gboolean
luthier_job_grid_add (LuthierJobGrid *self, LuthierGridAxis axis, double value)
{
  g_autoptr (GHashTable) left_out = list_left_out (self);

  if (!luthier_grid_axis_is_value (axis, value) ||
      find_value (self, axis, value) < self->values[axis]->len ||
      luthier_job_grid_count_with (self, axis) > LUTHIER_JOB_GRID_MAX)
    return FALSE;

  put_value (self, axis, value);
  leave_out (self, left_out);

  return TRUE;
}

/**
 * luthier_job_grid_remove:
 * @value: a number, or NaN for "automatic"
 *
 * Returns: whether it was there, and not the only one
 */
gboolean
luthier_job_grid_remove (LuthierJobGrid *self, LuthierGridAxis axis, double value)
{
  g_autoptr (GHashTable) left_out = list_left_out (self);
  const guint place = find_value (self, axis, value);

  if (place == self->values[axis]->len || self->values[axis]->len == 1)
    return FALSE;

  g_array_remove_index (self->values[axis], place);
  leave_out (self, left_out);

  return TRUE;
}

guint
luthier_job_grid_get_n_combinations (const LuthierJobGrid *self)
{
  guint count = 1;

  for (LuthierGridAxis axis = 0; axis < LUTHIER_GRID_N_AXES; axis++)
    count *= self->values[axis]->len;

  return count;
}

/**
 * luthier_job_grid_get_n_jobs:
 *
 * Returns: how many combinations are not left out
 */
guint
luthier_job_grid_get_n_jobs (const LuthierJobGrid *self)
{
  const guint n_combinations = luthier_job_grid_get_n_combinations (self);
  guint count = 0;

  for (guint i = 0; i < n_combinations; i++)
    count += self->left_out[i] ? 0 : 1;

  return count;
}

gboolean
luthier_job_grid_is_left_out (const LuthierJobGrid *self, guint i)
{
  g_return_val_if_fail (i < luthier_job_grid_get_n_combinations (self), TRUE);

  return self->left_out[i];
}

/**
 * luthier_job_grid_set_left_out:
 * @i: which combination
 * @left_out: whether it becomes no job
 *
 * The last one that is not left out stays.
 */
void
luthier_job_grid_set_left_out (LuthierJobGrid *self, guint i, gboolean left_out)
{
  g_return_if_fail (i < luthier_job_grid_get_n_combinations (self));

  if (!left_out || luthier_job_grid_get_n_jobs (self) > 1)
    self->left_out[i] = left_out;
}

/* " e3 a4 m0.5": what tells a combination from the others; nothing if it is the only one. */
static char *
make_suffix (const LuthierJobGrid *self, guint i)
{
  g_autoptr (GString) suffix = g_string_new (NULL);

  for (guint j = 0; j < G_N_ELEMENTS (told); j++)
    {
      const double value = get_value_of (self, i, told[j]);
      g_autofree char *text = luthier_grid_axis_format (value);

      if (self->values[told[j]]->len > 1)
        g_string_append_printf (suffix, " %s%s%s", luthier_grid_axis_get_letter (told[j]),
                                isnan (value) ? "-" : "", text);
    }

  return g_string_free (g_steal_pointer (&suffix), FALSE);
}

/* The end is what differs, so a name that is too long loses the end of what comes before it. */
static void
set_name (LuthierJobSpec *spec, const char *suffix)
{
  const char *base = luthier_job_spec_get_display_name (spec);
  const glong room = LUTHIER_MAX_NAME_CHARS - g_utf8_strlen (suffix, -1);
  const glong length = base != NULL ? g_utf8_strlen (base, -1) : 0;
  g_autofree char *stem = base != NULL ? g_utf8_substring (base, 0, MIN (length, room)) : NULL;
  g_autofree char *name = g_strconcat (stem != NULL ? stem : "", suffix, NULL);

  luthier_job_spec_set_display_name (spec, g_strchug (name));
}

/* The same grid confirmed twice is the same jobs. */
static void
set_intent (LuthierJobSpec *spec, const char *combination)
{
  const char *base = luthier_job_spec_get_intent_id (spec);
  g_autofree char *source = NULL;
  g_autofree char *hash = NULL;

  if (base == NULL)
    return;

  source = g_strconcat (base, "/", combination, NULL);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, source, -1);
  hash[ID_DIGITS] = '\0';
  luthier_job_spec_set_intent_id (spec, hash);
}

static void
set_group (LuthierJobSpec *spec, const char *group)
{
  GHashTable *labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, luthier_job_spec_get_labels (spec));
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (labels, g_strdup (key), g_strdup (value));
  g_hash_table_insert (labels, g_strdup (LUTHIER_GROUP_LABEL), g_strdup (group));
  luthier_job_spec_set_labels (spec, labels);
  g_hash_table_unref (labels);
}

/**
 * luthier_job_grid_make_spec:
 * @base: what all combinations have in common
 * @i: which one
 *
 * Returns: (transfer full): what it asks for; a single combination is @base with its values
 */
LuthierJobSpec *
luthier_job_grid_make_spec (const LuthierJobGrid *self, LuthierJobSpec *base, guint i)
{
  LuthierJobSpec *spec = luthier_job_spec_copy (base);
  g_autofree char *suffix = make_suffix (self, i);
  g_autofree char *combination = make_key (self, i);
  g_autofree char *group = luthier_job_grid_make_group (luthier_job_spec_get_display_name (base));

  luthier_job_spec_set_grid (spec, NULL);
  for (LuthierGridAxis axis = 0; axis < LUTHIER_GRID_N_AXES; axis++)
    luthier_grid_axis_set (axis, spec, get_value_of (self, i, axis));
  if (*suffix == '\0')
    return spec;

  set_name (spec, suffix);
  set_intent (spec, combination);
  set_group (spec, group);

  return spec;
}

/**
 * luthier_job_grid_make_specs:
 * @base: what all combinations have in common
 *
 * Returns: (transfer full) (element-type LuthierJobSpec): all that are not left out
 */
GPtrArray *
luthier_job_grid_make_specs (const LuthierJobGrid *self, LuthierJobSpec *base)
{
  const guint n_combinations = luthier_job_grid_get_n_combinations (self);
  GPtrArray *specs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_combinations; i++)
    if (!self->left_out[i])
      g_ptr_array_add (specs, luthier_job_grid_make_spec (self, base, i));

  return specs;
}

/**
 * luthier_job_grid_judge:
 * @base: what all combinations have in common
 * @i: which one
 * @model: (nullable): its base model, %NULL if that is not in the catalogue
 *
 * Returns: (transfer full) (nullable): the error in its settings, name or labels
 */
LuthierSpecFinding *
luthier_job_grid_judge (const LuthierJobGrid *self,
                        LuthierJobSpec *base,
                        guint i,
                        LuthierBaseModel *model)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_grid_make_spec (self, base, i);
  g_autoptr (GPtrArray) findings = luthier_job_spec_check (spec, model, NULL);

  for (guint j = 0; j < findings->len; j++)
    {
      const LuthierSpecFinding *finding = g_ptr_array_index (findings, j);

      if (finding->severity == LUTHIER_SEVERITY_ERROR &&
          (finding->field == LUTHIER_SPEC_FIELD_EPOCHS ||
           finding->field == LUTHIER_SPEC_FIELD_LEARNING_RATE ||
           finding->field == LUTHIER_SPEC_FIELD_ADAPTER_SIZE ||
           finding->field == LUTHIER_SPEC_FIELD_DISPLAY_NAME ||
           finding->field == LUTHIER_SPEC_FIELD_LABELS))
        return luthier_spec_finding_copy (finding);
    }

  return NULL;
}

/**
 * luthier_job_grid_make_group:
 * @display_name: (nullable): what the jobs' names begin with
 *
 * Returns: (transfer full): a value that a label can have: "invoices-30-nov"
 */
char *
luthier_job_grid_make_group (const char *display_name)
{
  if (display_name == NULL || *display_name == '\0')
    return g_strdup ("grid");

  return luthier_spec_tidy_label (display_name);
}
