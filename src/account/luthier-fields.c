/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fields.h"

#include <glib/gi18n.h>

#include "luthier-endpoints.h"
#include "luthier-error.h"
#include "luthier-one-line.h"

#define MARK        "\xef\xbb\xbf"
#define MARK_SIZE   3u
#define MAX_EMAIL   320u /* bytes: 64 before and 255 after the at sign */
#define MAX_MESSAGE 500u

/**
 * luthier_fields_get:
 * @object: (nullable): where it may be
 * @name: the field
 *
 * Returns: (nullable): its text, unless that is empty
 */
const char *
luthier_fields_get (const LuthierJsonValue *object, const char *name)
{
  const char *text = luthier_json_value_get_string (luthier_json_value_get_member (object, name),
                                                    NULL);

  return text != NULL && *text != '\0' ? text : NULL;
}

/* What a header, an address or a form is made of holds neither line breaks nor what only changes how
 * its neighbours look. */
static gboolean
is_visible (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) ||
        g_unichar_type (g_utf8_get_char (p)) == G_UNICODE_FORMAT)
      return FALSE;
  return TRUE;
}

/**
 * luthier_fields_is_email:
 * @text: (nullable): what may be one
 *
 * Returns: whether it can be shown and asked for as an e-mail address
 */
gboolean
luthier_fields_is_email (const char *text)
{
  return text != NULL && strchr (text, '@') != NULL && strlen (text) <= MAX_EMAIL &&
         strchr (text, ' ') == NULL && is_visible (text);
}

/**
 * luthier_fields_is_token:
 * @text: (nullable): what may be one
 *
 * Returns: whether it can be sent as an access token, RFC 6750, 2.1
 */
gboolean
luthier_fields_is_token (const char *text)
{
  if (text == NULL || *text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isgraph (*text))
      return FALSE;
  return TRUE;
}

/**
 * luthier_fields_read:
 * @object: (nullable): where it may be
 * @name: the field
 * @value: (out) (transfer none) (nullable): its text; %NULL if it is not there, null or empty
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL
 *
 * Returns: whether it may be as it is
 */
gboolean
luthier_fields_read (const LuthierJsonValue *object,
                     const char *name,
                     const char **value,
                     GError **error)
{
  LuthierJsonKind kind = luthier_json_value_get_kind (luthier_json_value_get_member (object, name));

  *value = luthier_fields_get (object, name);
  if (kind != LUTHIER_JSON_STRING && kind != LUTHIER_JSON_ABSENT && kind != LUTHIER_JSON_NULL)
    return luthier_fields_refuse (error, _ ("%s: is not a text"), name);
  if (*value == NULL || is_visible (*value))
    return TRUE;
  *value = NULL;
  return luthier_fields_refuse (error, _ ("%s: holds characters that cannot be seen"), name);
}

/**
 * luthier_fields_require:
 * @object: (nullable): where it must be
 * @name: the field
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL
 *
 * Returns: its text
 */
const char *
luthier_fields_require (const LuthierJsonValue *object, const char *name, GError **error)
{
  const char *value = NULL;

  if (luthier_fields_read (object, name, &value, error) && value == NULL)
    luthier_fields_refuse (error, _ ("%s: is missing"), name);
  return value;
}

/**
 * luthier_fields_check_uri:
 * @name: the field
 * @uri: its text
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL
 *
 * Returns: whether @uri is https, or http on loopback
 */
gboolean
luthier_fields_check_uri (const char *name, const char *uri, GError **error)
{
  g_autoptr (GError) unsafe = NULL;

  if (luthier_endpoints_check_uri (uri, &unsafe))
    return TRUE;
  return luthier_fields_refuse (error, "%s: %s", name, unsafe->message);
}

/**
 * luthier_fields_refuse:
 * @error: return location
 * @format: what is wrong, beginning with the field
 * @...: what is in it
 *
 * Returns: %FALSE
 */
gboolean
luthier_fields_refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = luthier_one_line (message, MAX_MESSAGE);
  g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL, line);
  return FALSE;
}

/**
 * luthier_fields_trim:
 * @text: a file
 *
 * Returns: (transfer full): the same without the mark that some editors begin a file with
 */
GBytes *
luthier_fields_trim (GBytes *text)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);

  if (size >= MARK_SIZE && memcmp (data, MARK, MARK_SIZE) == 0)
    return g_bytes_new_from_bytes (text, MARK_SIZE, size - MARK_SIZE);
  return g_bytes_ref (text);
}
