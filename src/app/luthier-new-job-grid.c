/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-grid.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LuthierNewJobGrid
{
  GObject parent_instance;

  LuthierJobSpec *spec;   /* (owned) */
  LuthierJobGrid *values; /* (owned): as the spec has them */
  /* (owned) (nullable), by combination */
  LuthierSpecFinding *faults[LUTHIER_JOB_GRID_MAX];
};

G_DEFINE_FINAL_TYPE (LuthierNewJobGrid, luthier_new_job_grid, G_TYPE_OBJECT)

static const LuthierSpecField fields[LUTHIER_GRID_N_AXES] = {
  [LUTHIER_GRID_EPOCHS] = LUTHIER_SPEC_FIELD_EPOCHS,
  [LUTHIER_GRID_RATE] = LUTHIER_SPEC_FIELD_LEARNING_RATE,
  [LUTHIER_GRID_ADAPTER_SIZE] = LUTHIER_SPEC_FIELD_ADAPTER_SIZE,
};

/* LUTHIER_GRID_N_AXES: it is of no axis. */
static LuthierGridAxis
axis_of_field (LuthierSpecField field)
{
  LuthierGridAxis axis = 0;

  while (axis < LUTHIER_GRID_N_AXES && fields[axis] != field)
    axis++;

  return axis;
}

static void
clear_faults (LuthierNewJobGrid *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->faults); i++)
    g_clear_pointer (&self->faults[i], luthier_spec_finding_free);
}

/* What was known to be wrong is of other combinations, until they are judged. */
static void
read_spec (LuthierNewJobGrid *self)
{
  clear_faults (self);
  g_clear_pointer (&self->values, luthier_job_grid_free);
  self->values = luthier_job_grid_new (self->spec);
}

static void
luthier_new_job_grid_dispose (GObject *object)
{
  LuthierNewJobGrid *self = LUTHIER_NEW_JOB_GRID (object);

  clear_faults (self);
  g_clear_pointer (&self->values, luthier_job_grid_free);
  g_clear_object (&self->spec);

  G_OBJECT_CLASS (luthier_new_job_grid_parent_class)->dispose (object);
}

static void
luthier_new_job_grid_class_init (LuthierNewJobGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_grid_dispose;
}

static void
luthier_new_job_grid_init (LuthierNewJobGrid *self)
{
}

/**
 * luthier_new_job_grid_new:
 * @spec: what has the grid, if it has one
 *
 * Returns: (transfer full): its grid
 */
LuthierNewJobGrid *
luthier_new_job_grid_new (LuthierJobSpec *spec)
{
  LuthierNewJobGrid *self = g_object_new (LUTHIER_TYPE_NEW_JOB_GRID, NULL);

  self->spec = g_object_ref (spec);
  /* A form that was made before it hears of the spec later, and asks here then. */
  g_signal_connect_object (spec, "notify", G_CALLBACK (read_spec), self, G_CONNECT_SWAPPED);
  read_spec (self);

  return self;
}

gboolean
luthier_new_job_grid_get_on (LuthierNewJobGrid *self)
{
  return luthier_job_spec_get_grid (self->spec) != NULL;
}

/* Writes the changed values down, which has them read back. */
static void
save (LuthierNewJobGrid *self, const LuthierJobGrid *values)
{
  g_autofree char *text = luthier_job_grid_to_text (values);

  luthier_job_spec_set_grid (self->spec, text);
}

static LuthierJobGrid *
copy_values (LuthierNewJobGrid *self)
{
  return luthier_job_grid_new (self->spec);
}

void
luthier_new_job_grid_set_on (LuthierNewJobGrid *self, gboolean on)
{
  g_autoptr (LuthierJobGrid) values = copy_values (self);

  if (on == luthier_new_job_grid_get_on (self))
    return;

  if (on)
    {
      save (self, values);
      return;
    }

  g_object_freeze_notify (G_OBJECT (self->spec));
  luthier_job_spec_set_grid (self->spec, NULL);
  for (LuthierGridAxis axis = 0; axis < LUTHIER_GRID_N_AXES; axis++)
    luthier_grid_axis_set (axis, self->spec, luthier_job_grid_get_value (values, axis, 0));
  g_object_thaw_notify (G_OBJECT (self->spec));
}

const LuthierJobGrid *
luthier_new_job_grid_get_values (LuthierNewJobGrid *self)
{
  return self->values;
}

gboolean
luthier_new_job_grid_add (LuthierNewJobGrid *self, LuthierGridAxis axis, double value)
{
  g_autoptr (LuthierJobGrid) values = copy_values (self);

  if (!luthier_job_grid_add (values, axis, value))
    return FALSE;

  save (self, values);
  return TRUE;
}

gboolean
luthier_new_job_grid_remove (LuthierNewJobGrid *self, LuthierGridAxis axis, double value)
{
  g_autoptr (LuthierJobGrid) values = copy_values (self);

  if (!luthier_job_grid_remove (values, axis, value))
    return FALSE;

  save (self, values);
  return TRUE;
}

void
luthier_new_job_grid_set_left_out (LuthierNewJobGrid *self, guint i, gboolean left_out)
{
  g_autoptr (LuthierJobGrid) values = copy_values (self);

  luthier_job_grid_set_left_out (values, i, left_out);
  save (self, values);
}

guint
luthier_new_job_grid_get_n_jobs (LuthierNewJobGrid *self)
{
  return luthier_job_grid_get_n_jobs (self->values);
}

GPtrArray *
luthier_new_job_grid_make_specs (LuthierNewJobGrid *self)
{
  return luthier_job_grid_make_specs (self->values, self->spec);
}

static gboolean
has_error (GPtrArray *findings, LuthierSpecField field)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const LuthierSpecFinding *finding = g_ptr_array_index (findings, i);

      if (finding->field == field && finding->severity == LUTHIER_SEVERITY_ERROR)
        return TRUE;
    }

  return FALSE;
}

/* The value of an axis in a combination, as it reads. */
static double
get_value_of (LuthierNewJobGrid *self, guint i, LuthierGridAxis axis)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_grid_make_spec (self->values, self->spec, i);

  return luthier_grid_axis_get (axis, spec);
}

static void
add_fault (LuthierNewJobGrid *self, guint i, GPtrArray *findings)
{
  LuthierSpecFinding *finding = luthier_spec_finding_copy (self->faults[i]);
  LuthierGridAxis axis = axis_of_field (finding->field);

  if (axis < LUTHIER_GRID_N_AXES && luthier_job_grid_get_n_values (self->values, axis) > 1)
    {
      g_free (finding->fix_label);
      /* Translators: a value of a setting, such as 32 */
      finding->fix_label = g_strdup_printf (_ ("Leave %.10g Out"), get_value_of (self, i, axis));
      if (finding->fix == NULL)
        finding->fix = g_variant_ref_sink (g_variant_new_boolean (TRUE));
    }
  g_ptr_array_add (findings, finding);
}

/**
 * luthier_new_job_grid_judge:
 * @model: (nullable): what is tuned
 * @findings: (element-type LuthierSpecFinding): of the spec alone, whose own settings do not count
 *   while there is a grid
 */
void
luthier_new_job_grid_judge (LuthierNewJobGrid *self, LuthierBaseModel *model, GPtrArray *findings)
{
  clear_faults (self);
  if (!luthier_new_job_grid_get_on (self))
    return;

  for (guint i = findings->len; i > 0; i--)
    {
      const LuthierSpecFinding *finding = g_ptr_array_index (findings, i - 1);

      if (axis_of_field (finding->field) < LUTHIER_GRID_N_AXES)
        g_ptr_array_remove_index (findings, i - 1);
    }

  for (guint i = 0; i < luthier_job_grid_get_n_combinations (self->values); i++)
    {
      self->faults[i] = luthier_job_grid_judge (self->values, self->spec, i, model);
      if (self->faults[i] != NULL && !luthier_job_grid_is_left_out (self->values, i) &&
          !has_error (findings, self->faults[i]->field))
        add_fault (self, i, findings);
    }
}

const LuthierSpecFinding *
luthier_new_job_grid_get_fault (LuthierNewJobGrid *self, guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (self->faults), NULL);

  return self->faults[i];
}

char *
luthier_new_job_grid_judge_value (LuthierNewJobGrid *self,
                                  LuthierGridAxis axis,
                                  double value,
                                  LuthierBaseModel *model)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_copy (self->spec);
  g_autoptr (GPtrArray) findings = NULL;
  guint count = luthier_job_grid_count_with (self->values, axis);

  if (!luthier_grid_axis_set (axis, spec, value))
    return g_strdup (axis == LUTHIER_GRID_ADAPTER_SIZE ? _ ("The sizes are 1, 2, 4, 8, 16 and 32.")
                                                       : _ ("A whole number is needed here."));

  findings = luthier_job_spec_check (spec, model, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      const LuthierSpecFinding *finding = g_ptr_array_index (findings, i);

      if (finding->field == fields[axis] && finding->severity == LUTHIER_SEVERITY_ERROR)
        return g_strdup (finding->message);
    }

  if (count > LUTHIER_JOB_GRID_MAX)
    return g_strdup_printf (
        /* Translators: a number of jobs, and how many are allowed */
        ngettext ("That would be %u job, and %u is the most in one go.",
                  "That would be %u jobs, and %u are the most in one go.", count),
        count, LUTHIER_JOB_GRID_MAX);

  return NULL;
}

/* What stands for a value that is the only one of its setting: what the rules propose, or what the
 * service chooses. */
static double
find_better (const LuthierSpecFinding *fault, LuthierGridAxis axis, LuthierJobSpec *spec)
{
  g_autoptr (LuthierJobSpec) mended = luthier_job_spec_copy (spec);

  if (fault->fix == NULL)
    return NAN;

  luthier_spec_finding_apply (fault, mended);
  return luthier_grid_axis_get (axis, mended);
}

gboolean
luthier_new_job_grid_mend (LuthierNewJobGrid *self, LuthierSpecField field)
{
  const LuthierGridAxis axis = axis_of_field (field);
  g_autoptr (LuthierJobGrid) values = copy_values (self);
  gboolean mended = FALSE;

  if (!luthier_new_job_grid_get_on (self) || axis == LUTHIER_GRID_N_AXES)
    return FALSE;

  for (guint i = 0; i < luthier_job_grid_get_n_combinations (self->values); i++)
    {
      double value;

      if (self->faults[i] == NULL || self->faults[i]->field != field)
        continue;

      value = get_value_of (self, i, axis);
      if (luthier_job_grid_get_n_values (self->values, axis) == 1)
        luthier_job_grid_add (values, axis, find_better (self->faults[i], axis, self->spec));
      mended |= luthier_job_grid_remove (values, axis, value);
    }

  if (mended)
    save (self, values);

  return mended;
}
