/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error-private.h"

/* Inlined into what the macro below generates, these three make GCC see a NULL that never comes. */
G_NO_INLINE static void
luthier_error_private_init (LuthierErrorPrivate *self)
{
  self->retry_delay = -1;
}

static char *
copy_string (const char *text, gpointer unused)
{
  return g_strdup (text);
}

static GHashTable *
copy_table (GHashTable *table)
{
  GHashTable *copy;
  GHashTableIter iter;
  gpointer key, value;

  if (table == NULL)
    return NULL;

  copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, g_strdup (key), g_strdup (value));

  return copy;
}

G_NO_INLINE static void
luthier_error_private_copy (const LuthierErrorPrivate *source, LuthierErrorPrivate *target)
{
  target->http_status = source->http_status;
  target->retry_delay = source->retry_delay;
  target->status = g_strdup (source->status);
  target->reason = g_strdup (source->reason);
  target->metadata = copy_table (source->metadata);
  if (source->violations != NULL)
    target->violations = g_ptr_array_copy (source->violations, (GCopyFunc) copy_string, NULL);
  target->quota_metric = g_strdup (source->quota_metric);
  target->quota_value = g_strdup (source->quota_value);
  target->help_url = g_strdup (source->help_url);
  target->raw = g_strdup (source->raw);
}

G_NO_INLINE static void
luthier_error_private_clear (LuthierErrorPrivate *self)
{
  g_free (self->status);
  g_free (self->reason);
  g_clear_pointer (&self->metadata, g_hash_table_unref);
  g_clear_pointer (&self->violations, g_ptr_array_unref);
  g_free (self->quota_metric);
  g_free (self->quota_value);
  g_free (self->help_url);
  g_free (self->raw);
}

G_DEFINE_EXTENDED_ERROR (LuthierError, luthier_error)

static const LuthierErrorPrivate *
get_private (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == LUTHIER_ERROR ? luthier_error_get_private (error) : NULL;
}

LuthierErrorPrivate *
luthier_error_get_details (GError *error)
{
  return luthier_error_get_private (error);
}

/**
 * luthier_error_new:
 * @code: what kind of error it is
 * @reason: (nullable): what luthier_error_get_reason() tells, such as %LUTHIER_REASON_NOT_SECURE
 * @format: the message, for the user
 * @...: what is in it
 *
 * Returns: (transfer full): an error that is no answer of the service
 */
GError *
luthier_error_new (LuthierError code, const char *reason, const char *format, ...)
{
  GError *error;
  va_list arguments;

  va_start (arguments, format);
  error = g_error_new_valist (LUTHIER_ERROR, code, format, arguments);
  va_end (arguments);
  luthier_error_get_details (error)->reason = g_strdup (reason);

  return error;
}

/**
 * luthier_error_is_no_such_thing:
 * @error: (nullable): an error
 *
 * The web page of a front end that has found nobody to ask is a 404, too, and says nothing of that.
 *
 * Returns: whether the service itself says that what was asked for is not there
 */
gboolean
luthier_error_is_no_such_thing (const GError *error)
{
  return g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND) &&
         g_strcmp0 (luthier_error_get_status (error), "NOT_FOUND") == 0;
}

/**
 * luthier_error_is_about_sign_in:
 * @error: (nullable): an error
 *
 * Returns: whether nothing can be asked for before the user has given another credential, or has
 *   opened the keyring
 */
gboolean
luthier_error_is_about_sign_in (const GError *error)
{
  return g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED) ||
         g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAUTHENTICATED) ||
         g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL) ||
         g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_KEYRING);
}

/**
 * luthier_error_get_http_status:
 * @error: an error
 *
 * Tells the status of the HTTP answer that the error was.
 *
 * Returns: the status, 0 if it was no answer
 */
guint
luthier_error_get_http_status (const GError *error)
{
  const LuthierErrorPrivate *self = get_private (error);

  return self != NULL ? self->http_status : 0;
}

/**
 * luthier_error_get_status:
 * @error: an error
 *
 * Tells the canonical name of the error, such as `FAILED_PRECONDITION`.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
luthier_error_get_status (const GError *error)
{
  const LuthierErrorPrivate *self = get_private (error);

  return self != NULL ? self->status : NULL;
}

/**
 * luthier_error_get_reason:
 * @error: an error
 *
 * Tells the reason of `google.rpc.ErrorInfo`, such as `SERVICE_DISABLED`; of a token endpoint its
 * error, such as `invalid_grant`; of Cloud Storage the reason of the first of its errors; of an
 * error that was made here one of `LUTHIER_REASON_…`.
 *
 * Returns: (transfer none) (nullable): the reason
 */
const char *
luthier_error_get_reason (const GError *error)
{
  const LuthierErrorPrivate *self = get_private (error);

  return self != NULL ? self->reason : NULL;
}

/**
 * luthier_error_get_metadata:
 * @error: an error
 * @key: a key such as `permission`
 *
 * Looks up what `google.rpc.ErrorInfo` says besides the reason.
 *
 * Returns: (transfer none) (nullable): the value
 */
const char *
luthier_error_get_metadata (const GError *error, const char *key)
{
  const LuthierErrorPrivate *self = get_private (error);

  g_return_val_if_fail (key != NULL, NULL);

  if (self == NULL || self->metadata == NULL)
    return NULL;

  return g_hash_table_lookup (self->metadata, key);
}

/**
 * luthier_error_get_retry_delay:
 * @error: an error
 *
 * Tells how long the service asks to wait before another try.
 *
 * Returns: milliseconds, -1 if it did not say
 */
gint64
luthier_error_get_retry_delay (const GError *error)
{
  const LuthierErrorPrivate *self = get_private (error);

  return self != NULL ? self->retry_delay : -1;
}

/**
 * luthier_error_get_n_violations:
 * @error: an error
 *
 * Counts the fields and conditions that the service names.
 *
 * Returns: the number for luthier_error_get_violation()
 */
guint
luthier_error_get_n_violations (const GError *error)
{
  const LuthierErrorPrivate *self = get_private (error);

  return self != NULL && self->violations != NULL ? self->violations->len / 2 : 0;
}

/**
 * luthier_error_get_violation:
 * @error: an error
 * @index: which one
 * @description: (out) (optional) (transfer none): what is wrong with it
 *
 * Tells one thing that the service objects to: the path of a field, in either spelling, or the
 * subject of a failed precondition.
 *
 * Returns: (transfer none) (nullable): the field, %NULL past the last one
 */
const char *
luthier_error_get_violation (const GError *error, guint index, const char **description)
{
  const LuthierErrorPrivate *self = get_private (error);

  if (description != NULL)
    *description = NULL;
  if (index >= luthier_error_get_n_violations (error))
    return NULL;

  if (description != NULL)
    *description = g_ptr_array_index (self->violations, 2 * index + 1);
  return g_ptr_array_index (self->violations, 2 * index);
}

/**
 * luthier_error_get_quota:
 * @error: an error
 * @value: (out) (optional) (transfer none) (nullable): how much is allowed
 *
 * Tells which quota is used up.
 *
 * Returns: (transfer none) (nullable): the metric
 */
const char *
luthier_error_get_quota (const GError *error, const char **value)
{
  const LuthierErrorPrivate *self = get_private (error);

  if (value != NULL)
    *value = self != NULL ? self->quota_value : NULL;
  return self != NULL ? self->quota_metric : NULL;
}

/**
 * luthier_error_get_help_url:
 * @error: an error
 *
 * Tells where the service says it is explained or mended.
 *
 * Returns: (transfer none) (nullable): an https address
 */
const char *
luthier_error_get_help_url (const GError *error)
{
  const LuthierErrorPrivate *self = get_private (error);

  return self != NULL ? self->help_url : NULL;
}

/**
 * luthier_error_get_raw:
 * @error: an error
 *
 * Gives all that the service said, JSON laid out for reading, at most 64 KiB, without tokens.
 *
 * Returns: (transfer none) (nullable): the text, valid UTF-8
 */
const char *
luthier_error_get_raw (const GError *error)
{
  const LuthierErrorPrivate *self = get_private (error);

  return self != NULL ? self->raw : NULL;
}
