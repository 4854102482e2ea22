/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-external-account.h"

#include <glib/gi18n.h>

#include "luthier-fields.h"
#include "luthier-impersonation-grant.h"

#define SOURCE "credential_source"

struct _LuthierExternalAccount
{
  GObject parent_instance;

  char *audience;          /* (owned) */
  char *token_type;        /* (owned) */
  char *token_url;         /* (owned) */
  char *impersonation_url; /* (owned) (nullable) */
  char *user_project;      /* (owned) (nullable): of a workforce pool */
  char *file;              /* (owned) (nullable) */
  char *url;               /* (owned) (nullable) */
  GStrv headers;           /* (owned) (nullable): may hold secrets */
  char *token_field;       /* (owned) (nullable): NULL: all of the text is the token */
};

G_DEFINE_FINAL_TYPE (LuthierExternalAccount, luthier_external_account, G_TYPE_OBJECT)

/* Kinds of sources that a desktop program has no part in. */
static gboolean
refuse_foreign_source (const LuthierJsonValue *source, GError **error)
{
  if (luthier_json_value_get_kind (source) == LUTHIER_JSON_ABSENT)
    return luthier_fields_refuse (error, _ ("%s: is missing"), SOURCE);
  if (luthier_json_value_get_kind (source) != LUTHIER_JSON_OBJECT)
    return luthier_fields_refuse (error, _ ("%s: is not an object"), SOURCE);
  if (luthier_json_value_get_member (source, "environment_id") != NULL)
    return luthier_fields_refuse (error,
                                  _ ("%s: an identity of Amazon Web Services works only on its "
                                     "machines: use a token in a file or at an address"),
                                  SOURCE ".environment_id");
  if (luthier_json_value_get_member (source, "executable") != NULL)
    return luthier_fields_refuse (error,
                                  _ ("%s: programs that a file names are not run: use a token in a "
                                     "file or at an address"),
                                  SOURCE ".executable");
  if (luthier_json_value_get_member (source, "certificate") != NULL)
    return luthier_fields_refuse (error,
                                  _ ("%s: client certificates cannot be used: use a token in a "
                                     "file or at an address"),
                                  SOURCE ".certificate");
  return TRUE;
}

static gboolean
is_header_name (const char *name)
{
  if (*name == '\0')
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && strchr ("!#$%&'*+-.^_`|~", *name) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
read_headers (LuthierExternalAccount *self, const LuthierJsonValue *source, GError **error)
{
  const LuthierJsonValue *headers = luthier_json_value_get_member (source, "headers");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  LuthierJsonIter iter;
  const LuthierJsonValue *value;
  const char *name;

  if (headers == NULL || luthier_json_value_get_kind (headers) == LUTHIER_JSON_NULL)
    return TRUE;
  if (luthier_json_value_get_kind (headers) != LUTHIER_JSON_OBJECT)
    return luthier_fields_refuse (error, _ ("%s: is not an object"), SOURCE ".headers");
  luthier_json_iter_init (&iter, headers);
  while (luthier_json_iter_next (&iter, &name, &value))
    {
      const char *text = luthier_json_value_get_string (value, NULL);

      if (!is_header_name (name) || text == NULL || strpbrk (text, "\r\n") != NULL)
        return luthier_fields_refuse (error, _ ("%s: “%s” is not a header"), SOURCE ".headers",
                                      name);
      g_strv_builder_add_many (builder, name, text, NULL);
    }
  self->headers = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_format (LuthierExternalAccount *self, const LuthierJsonValue *source, GError **error)
{
  const LuthierJsonValue *format = luthier_json_value_get_member (source, "format");
  const char *type = luthier_fields_get (format, "type");
  const char *field = luthier_fields_get (format, "subject_token_field_name");

  if (type == NULL || g_str_equal (type, "text"))
    return TRUE;
  if (!g_str_equal (type, "json"))
    return luthier_fields_refuse (error, _ ("%s: “%s” is not known, only text and json are"),
                                  SOURCE ".format.type", type);
  if (field == NULL)
    return luthier_fields_refuse (error, _ ("%s: is missing"),
                                  SOURCE ".format.subject_token_field_name");
  self->token_field = g_strdup (field);
  return TRUE;
}

static gboolean
read_source (LuthierExternalAccount *self, const LuthierJsonValue *source, GError **error)
{
  const char *file = NULL;
  const char *url = NULL;

  if (!refuse_foreign_source (source, error))
    return FALSE;
  if (!luthier_fields_read (source, "file", &file, error) ||
      !luthier_fields_read (source, "url", &url, error))
    {
      g_prefix_error (error, "%s.", SOURCE);
      return FALSE;
    }
  if ((file == NULL) == (url == NULL))
    return luthier_fields_refuse (error, _ ("%s: must name either a file or a url"), SOURCE);
  if (file != NULL && !g_path_is_absolute (file))
    return luthier_fields_refuse (error, _ ("%s: is not a full path"), SOURCE ".file");
  if (url != NULL && !luthier_fields_check_uri (SOURCE ".url", url, error))
    return FALSE;
  self->file = g_strdup (file);
  self->url = g_strdup (url);
  return read_headers (self, source, error) && read_format (self, source, error);
}

/* What the file names as its source goes there, which may be any file that the user can read: so it
 * must be a service of Google's or, for a stand-in, http on loopback. */
static gboolean
check_token_url (const char *token_url, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  if (!luthier_fields_check_uri ("token_url", token_url, error))
    return FALSE;
  uri = g_uri_parse (token_url, G_URI_FLAGS_NONE, NULL);
  if (g_str_equal (g_uri_get_scheme (uri), "http") ||
      g_str_has_suffix (g_uri_get_host (uri), ".googleapis.com"))
    return TRUE;
  return luthier_fields_refuse (error, _ ("%s: “%s” is not a host of the Security Token Service"),
                                "token_url", g_uri_get_host (uri));
}

static gboolean
read_fields (LuthierExternalAccount *self, const LuthierJsonValue *file, GError **error)
{
  const char *audience = luthier_fields_require (file, "audience", error);
  const char *type = audience != NULL ? luthier_fields_require (file, "subject_token_type", error)
                                      : NULL;
  const char *token_url = type != NULL ? luthier_fields_require (file, "token_url", error) : NULL;
  const char *impersonation_url = NULL;
  const char *user_project = NULL;
  g_autofree char *email = NULL;

  if (token_url == NULL || !check_token_url (token_url, error) ||
      !luthier_fields_read (file, "service_account_impersonation_url", &impersonation_url, error) ||
      !luthier_fields_read (file, "workforce_pool_user_project", &user_project, error))
    return FALSE;
  if (impersonation_url != NULL)
    {
      email = luthier_impersonation_grant_read_uri (impersonation_url,
                                                    "service_account_impersonation_url", error);
      if (email == NULL)
        return FALSE;
    }
  self->audience = g_strdup (audience);
  self->token_type = g_strdup (type);
  self->token_url = g_strdup (token_url);
  self->impersonation_url = g_strdup (impersonation_url);
  self->user_project = g_strdup (user_project);
  return read_source (self, luthier_json_value_get_member (file, SOURCE), error);
}

static void
luthier_external_account_finalize (GObject *object)
{
  LuthierExternalAccount *self = LUTHIER_EXTERNAL_ACCOUNT (object);

  g_free (self->audience);
  g_free (self->token_type);
  g_free (self->token_url);
  g_free (self->impersonation_url);
  g_free (self->user_project);
  g_free (self->file);
  g_free (self->url);
  g_strfreev (self->headers);
  g_free (self->token_field);

  G_OBJECT_CLASS (luthier_external_account_parent_class)->finalize (object);
}

static void
luthier_external_account_class_init (LuthierExternalAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_external_account_finalize;
}

static void
luthier_external_account_init (LuthierExternalAccount *self)
{
}

/**
 * luthier_external_account_new:
 * @file: the file's object
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL
 *
 * Returns: (transfer full): what it describes
 */
LuthierExternalAccount *
luthier_external_account_new (const LuthierJsonValue *file, GError **error)
{
  g_autoptr (LuthierExternalAccount) self = g_object_new (LUTHIER_TYPE_EXTERNAL_ACCOUNT, NULL);

  if (!read_fields (self, file, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
luthier_external_account_get_audience (LuthierExternalAccount *self)
{
  g_return_val_if_fail (LUTHIER_IS_EXTERNAL_ACCOUNT (self), NULL);

  return self->audience;
}

const char *
luthier_external_account_get_token_type (LuthierExternalAccount *self)
{
  g_return_val_if_fail (LUTHIER_IS_EXTERNAL_ACCOUNT (self), NULL);

  return self->token_type;
}

const char *
luthier_external_account_get_token_url (LuthierExternalAccount *self)
{
  g_return_val_if_fail (LUTHIER_IS_EXTERNAL_ACCOUNT (self), NULL);

  return self->token_url;
}

/**
 * luthier_external_account_get_impersonation_url:
 * @self: an external account
 *
 * Returns: (nullable): where its token is traded for one of a service account
 */
const char *
luthier_external_account_get_impersonation_url (LuthierExternalAccount *self)
{
  g_return_val_if_fail (LUTHIER_IS_EXTERNAL_ACCOUNT (self), NULL);

  return self->impersonation_url;
}

/**
 * luthier_external_account_get_user_project:
 * @self: an external account
 *
 * Returns: (nullable): the project that the exchange of a workforce pool's token is counted
 *   against
 */
const char *
luthier_external_account_get_user_project (LuthierExternalAccount *self)
{
  g_return_val_if_fail (LUTHIER_IS_EXTERNAL_ACCOUNT (self), NULL);

  return self->user_project;
}

const char *
luthier_external_account_get_file (LuthierExternalAccount *self)
{
  g_return_val_if_fail (LUTHIER_IS_EXTERNAL_ACCOUNT (self), NULL);

  return self->file;
}

const char *
luthier_external_account_get_url (LuthierExternalAccount *self)
{
  g_return_val_if_fail (LUTHIER_IS_EXTERNAL_ACCOUNT (self), NULL);

  return self->url;
}

const char *const *
luthier_external_account_get_headers (LuthierExternalAccount *self)
{
  g_return_val_if_fail (LUTHIER_IS_EXTERNAL_ACCOUNT (self), NULL);

  return (const char *const *) self->headers;
}

/**
 * luthier_external_account_find_token:
 * @self: an external account
 * @text: what is in the file or was answered
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL
 *
 * Returns: (transfer full): the token that is to be exchanged, a secret
 */
char *
luthier_external_account_find_token (LuthierExternalAccount *self, GBytes *text, GError **error)
{
  const char *field = self->file != NULL ? SOURCE ".file" : SOURCE ".url";
  g_autoptr (LuthierJson) json = NULL;
  const char *token;
  char *trimmed;
  gsize size;

  g_return_val_if_fail (LUTHIER_IS_EXTERNAL_ACCOUNT (self), NULL);

  if (self->token_field != NULL)
    {
      json = luthier_json_parse (text, NULL);
      token = json != NULL ? luthier_fields_get (luthier_json_get_root (json), self->token_field)
                           : NULL;
      if (token != NULL)
        return g_strdup (token);
      luthier_fields_refuse (error, _ ("%s: there is no “%s” in what is there"), field,
                             self->token_field);
      return NULL;
    }
  token = g_bytes_get_data (text, &size);
  trimmed = g_strstrip (g_strndup (token != NULL ? token : "", size));
  if (*trimmed != '\0' && g_utf8_validate (trimmed, -1, NULL))
    return trimmed;
  g_free (trimmed);
  luthier_fields_refuse (error, _ ("%s: there is no token in what is there"), field);
  return NULL;
}
