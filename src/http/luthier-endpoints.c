/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-endpoints.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-one-line.h"

#define MAX_LINE 300

struct _LuthierEndpoints
{
  GObject parent_instance;

  char *tuning;  /* (owned) (nullable): stands for every tuning host */
  char *storage; /* (owned) (nullable): stands for Cloud Storage */
};

G_DEFINE_FINAL_TYPE (LuthierEndpoints, luthier_endpoints, G_TYPE_OBJECT)

#define TUNING_VARIABLE  "GOOGLE_VERTEX_BASE_URL"
#define STORAGE_VARIABLE "STORAGE_EMULATOR_HOST"
#define STORAGE_BASE     "https://storage.googleapis.com"

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* "scheme://host:port", so that two addresses of one origin compare equal. */
static char *
get_origin (GUri *uri)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  gboolean secure = g_str_equal (g_uri_get_scheme (uri), "https");
  int port = g_uri_get_port (uri);

  return g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), host,
                          port > 0 ? port : (secure ? 443 : 80));
}

static GUri *
parse (const char *text, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0')
    {
      g_autofree char *line = luthier_one_line (text, MAX_LINE);

      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                   _ ("“%s” is not an address such as https://example.com"), line);
      return NULL;
    }
  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                           _ ("An address must not hold a user name or password"));
      return NULL;
    }
  if (!g_str_equal (g_uri_get_scheme (uri), "https") &&
      !(g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback (host)))
    {
      g_autofree char *line = luthier_one_line (text, MAX_LINE);

      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                   _ ("“%s” is not safe: only https is, or http on this computer itself"), line);
      return NULL;
    }
  return g_steal_pointer (&uri);
}

/* (transfer full): the address without query, fragment and final slashes. */
static char *
check_base (const char *text, GError **error)
{
  g_autoptr (GUri) uri = parse (text, error);
  char *base;

  if (uri == NULL)
    return NULL;
  base = g_uri_to_string_partial (uri, G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
  for (gsize length = strlen (base); length > 0 && base[length - 1] == '/'; length--)
    base[length - 1] = '\0';
  return base;
}

/* The emulator's variable is often "localhost:9199", without a scheme. */
static char *
add_scheme (const char *text)
{
  g_autofree char *guess = NULL;
  g_autoptr (GUri) uri = NULL;

  if (strstr (text, "://") != NULL)
    return g_strdup (text);

  guess = g_strconcat ("http://", text, NULL);
  uri = g_uri_parse (guess, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && g_uri_get_host (uri) != NULL && is_loopback (g_uri_get_host (uri)))
    return g_steal_pointer (&guess);
  return g_strconcat ("https://", text, NULL);
}

static gboolean
read_variable (const char *name, char **base, GError **error)
{
  const char *value = g_getenv (name);
  g_autofree char *text = NULL;

  if (value == NULL || *value == '\0')
    return TRUE;
  text = add_scheme (value);
  *base = check_base (text, error);
  if (*base == NULL)
    g_prefix_error (error, "%s: ", name);
  return *base != NULL;
}

static gboolean
has_origin_of (const char *base, const char *origin)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *base_origin = NULL;

  if (base == NULL)
    return FALSE;
  uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  base_origin = get_origin (uri);
  return g_str_equal (base_origin, origin);
}

static void
luthier_endpoints_finalize (GObject *object)
{
  LuthierEndpoints *self = LUTHIER_ENDPOINTS (object);

  g_free (self->tuning);
  g_free (self->storage);

  G_OBJECT_CLASS (luthier_endpoints_parent_class)->finalize (object);
}

static void
luthier_endpoints_class_init (LuthierEndpointsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_endpoints_finalize;
}

static void
luthier_endpoints_init (LuthierEndpoints *self)
{
}

/**
 * luthier_endpoints_new:
 * @override: (nullable): the endpoint of a profile
 * @error: return location for %LUTHIER_ERROR_INVALID, which names the setting that is wrong
 *
 * Takes the profile's endpoint, else the environment, else the service's public hosts. An
 * @override on loopback stands for all services, as the practice service does; any other is a
 * private endpoint of the tuning service and leaves Cloud Storage where it is.
 *
 * Returns: (nullable): the endpoints
 */
LuthierEndpoints *
luthier_endpoints_new (const char *override, GError **error)
{
  g_autoptr (LuthierEndpoints) self = g_object_new (LUTHIER_TYPE_ENDPOINTS, NULL);

  if (override != NULL && *override != '\0')
    {
      self->tuning = check_base (override, error);
      if (self->tuning == NULL)
        return NULL;
      if (g_str_has_prefix (self->tuning, "http:"))
        self->storage = g_strdup (self->tuning);
    }
  else if (!read_variable (TUNING_VARIABLE, &self->tuning, error))
    {
      return NULL;
    }
  if (self->storage == NULL && !read_variable (STORAGE_VARIABLE, &self->storage, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * luthier_endpoints_get_tuning_base:
 * @self: the endpoints
 * @location: a region, a multi-region or "global", as in a resource name
 *
 * The host follows the location of the resource, never a setting.
 *
 * Returns: (transfer full): such as "https://us-central1-aiplatform.googleapis.com"
 */
char *
luthier_endpoints_get_tuning_base (LuthierEndpoints *self, const char *location)
{
  g_return_val_if_fail (LUTHIER_IS_ENDPOINTS (self), NULL);
  g_return_val_if_fail (location != NULL, NULL);

  if (self->tuning != NULL)
    return g_strdup (self->tuning);
  if (g_str_equal (location, "global"))
    return g_strdup ("https://aiplatform.googleapis.com");
  if (g_str_equal (location, "us") || g_str_equal (location, "eu"))
    return g_strdup_printf ("https://aiplatform.%s.rep.googleapis.com", location);
  return g_strdup_printf ("https://%s-aiplatform.googleapis.com", location);
}

/**
 * luthier_endpoints_get_storage_base:
 * @self: the endpoints
 *
 * Returns: (transfer full): scheme, host and port in front of "/storage/v1"
 */
char *
luthier_endpoints_get_storage_base (LuthierEndpoints *self)
{
  g_return_val_if_fail (LUTHIER_IS_ENDPOINTS (self), NULL);

  return g_strdup (self->storage != NULL ? self->storage : STORAGE_BASE);
}

/**
 * luthier_endpoints_get_stand_in:
 * @self: the endpoints
 *
 * Returns: (nullable): the address on this computer that stands for the tuning service, and so
 *   for all APIs around it
 */
const char *
luthier_endpoints_get_stand_in (LuthierEndpoints *self)
{
  g_return_val_if_fail (LUTHIER_IS_ENDPOINTS (self), NULL);

  return self->tuning != NULL && g_str_has_prefix (self->tuning, "http:") ? self->tuning : NULL;
}

/**
 * luthier_endpoints_get_base:
 * @self: the endpoints
 * @api: which API
 *
 * Returns: (transfer full): scheme, host and port; a private endpoint of the tuning service does
 *   not change it, a stand-in on this computer does
 */
char *
luthier_endpoints_get_base (LuthierEndpoints *self, LuthierApi api)
{
  static const char *const hosts[] = {
    [LUTHIER_API_RESOURCE_MANAGER] = "cloudresourcemanager",
    [LUTHIER_API_SERVICE_USAGE] = "serviceusage",
    [LUTHIER_API_IAM] = "iam",
    [LUTHIER_API_IAM_CREDENTIALS] = "iamcredentials",
    [LUTHIER_API_KMS] = "cloudkms",
    [LUTHIER_API_OAUTH] = "oauth2",
  };
  const char *stand_in = luthier_endpoints_get_stand_in (self);

  g_return_val_if_fail ((guint) api < G_N_ELEMENTS (hosts), NULL);

  if (stand_in != NULL)
    return g_strdup (stand_in);
  return g_strdup_printf ("https://%s.googleapis.com", hosts[api]);
}

/**
 * luthier_endpoints_is_trusted:
 * @self: the endpoints
 * @uri: where a request goes
 *
 * Returns: whether a bearer token may be sent to @uri: the service's own hosts over https, or
 *   exactly the scheme, host and port of an override
 */
gboolean
luthier_endpoints_is_trusted (LuthierEndpoints *self, const char *uri)
{
  g_autoptr (GUri) parsed = NULL;
  g_autofree char *origin = NULL;

  g_return_val_if_fail (LUTHIER_IS_ENDPOINTS (self), FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);

  parsed = parse (uri, NULL);
  if (parsed == NULL)
    return FALSE;
  origin = get_origin (parsed);
  return (g_str_has_prefix (origin, "https://") &&
          g_str_has_suffix (origin, ".googleapis.com:443")) ||
         has_origin_of (self->tuning, origin) || has_origin_of (self->storage, origin);
}

/**
 * luthier_endpoints_check_uri:
 * @uri: an address that somebody typed or a file named
 * @error: return location for %LUTHIER_ERROR_INVALID
 *
 * Returns: whether @uri is https, or http on loopback
 */
gboolean
luthier_endpoints_check_uri (const char *uri, GError **error)
{
  g_autoptr (GUri) parsed = NULL;

  g_return_val_if_fail (uri != NULL, FALSE);

  parsed = parse (uri, error);
  return parsed != NULL;
}
