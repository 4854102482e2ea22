/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-spec-finding-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (LuthierSpecFinding,
                     luthier_spec_finding,
                     luthier_spec_finding_copy,
                     luthier_spec_finding_free)

/* The property of a spec that each field of the form shows. */
static const char *const properties[] = {
  [LUTHIER_SPEC_FIELD_BASE_MODEL] = "base-model",
  [LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL] = "pre-tuned-model",
  [LUTHIER_SPEC_FIELD_CHECKPOINT] = "checkpoint-id",
  [LUTHIER_SPEC_FIELD_TRAINING_DATA] = "training-uri",
  [LUTHIER_SPEC_FIELD_VALIDATION_DATA] = "validation-uri",
  [LUTHIER_SPEC_FIELD_DISPLAY_NAME] = "display-name",
  [LUTHIER_SPEC_FIELD_DESCRIPTION] = "description",
  [LUTHIER_SPEC_FIELD_LABELS] = "labels",
  [LUTHIER_SPEC_FIELD_EPOCHS] = "epoch-count",
  [LUTHIER_SPEC_FIELD_LEARNING_RATE] = "learning-rate-multiplier",
  [LUTHIER_SPEC_FIELD_ADAPTER_SIZE] = "adapter-size",
  [LUTHIER_SPEC_FIELD_CHECKPOINTS] = "export-last-checkpoint-only",
  [LUTHIER_SPEC_FIELD_REGION] = "region",
  [LUTHIER_SPEC_FIELD_KMS_KEY] = "kms-key-name",
  [LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT] = "service-account",
};

/* Names on the wire, without the capitals and underscores in which the two spellings differ. */
static const struct
{
  const char *name;
  LuthierSpecField field;
} wire_names[] = {
  { "basemodel", LUTHIER_SPEC_FIELD_BASE_MODEL },
  { "pretunedmodel", LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL },
  { "tunedmodelname", LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL },
  { "checkpointid", LUTHIER_SPEC_FIELD_CHECKPOINT },
  { "trainingdataseturi", LUTHIER_SPEC_FIELD_TRAINING_DATA },
  { "validationdataseturi", LUTHIER_SPEC_FIELD_VALIDATION_DATA },
  { "tunedmodeldisplayname", LUTHIER_SPEC_FIELD_DISPLAY_NAME },
  { "description", LUTHIER_SPEC_FIELD_DESCRIPTION },
  { "labels", LUTHIER_SPEC_FIELD_LABELS },
  { "epochcount", LUTHIER_SPEC_FIELD_EPOCHS },
  { "learningratemultiplier", LUTHIER_SPEC_FIELD_LEARNING_RATE },
  { "adaptersize", LUTHIER_SPEC_FIELD_ADAPTER_SIZE },
  { "exportlastcheckpointonly", LUTHIER_SPEC_FIELD_CHECKPOINTS },
  { "parent", LUTHIER_SPEC_FIELD_REGION },
  { "kmskeyname", LUTHIER_SPEC_FIELD_KMS_KEY },
  { "encryptionspec", LUTHIER_SPEC_FIELD_KMS_KEY },
  { "serviceaccount", LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT },
};

LuthierSpecFinding *
luthier_spec_finding_add (GPtrArray *findings,
                          LuthierSpecField field,
                          LuthierSeverity severity,
                          const char *rule,
                          const char *format,
                          ...)
{
  LuthierSpecFinding *self = g_new0 (LuthierSpecFinding, 1);
  va_list arguments;

  self->field = field;
  self->severity = severity;
  self->rule = g_strdup (rule);
  va_start (arguments, format);
  self->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (findings, self);

  return self;
}

void
luthier_spec_finding_take_fix (LuthierSpecFinding *self, char *label, GVariant *value)
{
  self->fix_label = label;
  self->fix = g_variant_ref_sink (value);
}

/**
 * luthier_spec_finding_copy:
 * @self: a finding
 *
 * Returns: (transfer full): another one that says the same
 */
LuthierSpecFinding *
luthier_spec_finding_copy (const LuthierSpecFinding *self)
{
  LuthierSpecFinding *copy = g_memdup2 (self, sizeof *self);

  copy->rule = g_strdup (self->rule);
  copy->message = g_strdup (self->message);
  copy->fix_label = g_strdup (self->fix_label);
  copy->fix = self->fix != NULL ? g_variant_ref (self->fix) : NULL;

  return copy;
}

/**
 * luthier_spec_finding_free:
 * @self: (transfer full): a finding
 *
 * Frees a finding.
 */
void
luthier_spec_finding_free (LuthierSpecFinding *self)
{
  g_free (self->rule);
  g_free (self->message);
  g_free (self->fix_label);
  g_clear_pointer (&self->fix, g_variant_unref);
  g_free (self);
}

static GHashTable *
unpack_labels (GVariant *fix)
{
  GHashTable *labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariantIter iter;
  char *key, *value;

  g_variant_iter_init (&iter, fix);
  while (g_variant_iter_next (&iter, "{ss}", &key, &value))
    g_hash_table_insert (labels, key, value);

  return labels;
}

/**
 * luthier_spec_finding_apply:
 * @self: a finding
 * @spec: the spec that it is about
 *
 * Mends @spec as the finding proposes; does nothing if it proposes nothing.
 */
void
luthier_spec_finding_apply (const LuthierSpecFinding *self, LuthierJobSpec *spec)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_if_fail (self != NULL);
  g_return_if_fail (LUTHIER_IS_JOB_SPEC (spec));

  if (self->fix == NULL)
    return;

  if (self->field == LUTHIER_SPEC_FIELD_LABELS)
    {
      g_autoptr (GHashTable) labels = unpack_labels (self->fix);

      luthier_job_spec_set_labels (spec, labels);
      return;
    }

  g_dbus_gvariant_to_gvalue (self->fix, &value);
  g_object_set_property (G_OBJECT (spec), properties[self->field], &value);
}

/* "adapter_size", "adapterSize" and "labels[team]" to "adaptersize" and "labels". */
static char *
simplify (const char *name)
{
  GString *simple = g_string_new (NULL);

  for (const char *p = name; *p != '\0' && *p != '['; p++)
    if (*p != '_')
      g_string_append_c (simple, g_ascii_tolower (*p));

  return g_string_free (simple, FALSE);
}

/**
 * luthier_spec_field_from_path:
 * @path: (nullable): a path of `google.rpc.BadRequest`
 *
 * Finds the field of the form that the service objects to: the innermost part of the path that
 * the form has.
 *
 * Returns: the field, %LUTHIER_SPEC_FIELD_NONE if the form has none of them
 */
LuthierSpecField
luthier_spec_field_from_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path != NULL ? path : "", ".", -1);

  for (guint i = g_strv_length (parts); i > 0; i--)
    {
      g_autofree char *name = simplify (parts[i - 1]);

      for (guint j = 0; j < G_N_ELEMENTS (wire_names); j++)
        if (g_str_equal (name, wire_names[j].name))
          return wire_names[j].field;
    }

  return LUTHIER_SPEC_FIELD_NONE;
}
