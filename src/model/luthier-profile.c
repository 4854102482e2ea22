/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-profile.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-json-text.h"

typedef enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_ACCOUNT,
  PROP_PROJECT,
  PROP_QUOTA_PROJECT,
  PROP_ENDPOINT,
  PROP_BUCKET,
  PROP_IMPERSONATE,
  PROP_KMS_KEY,
  PROP_SERVICE_ACCOUNT,
  N_STRINGS,
  PROP_KIND = N_STRINGS,
  PROP_REGIONS,
  PROP_CONCURRENT_JOBS,
  PROP_SESSION_ONLY,
  N_PROPS
} LuthierProfileProperty;

struct _LuthierProfile
{
  GObject parent_instance;

  char *strings[N_STRINGS]; /* (owned) (nullable), by property; never "" */
  LuthierProfileKind kind;
  GStrv regions; /* (owned) */
  guint concurrent_jobs;
  gboolean session_only;
};

G_DEFINE_FINAL_TYPE (LuthierProfile, luthier_profile, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (LuthierProfileKind,
                    luthier_profile_kind,
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROFILE_PRACTICE, "practice"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROFILE_SERVICE_ACCOUNT, "service-account"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROFILE_GOOGLE_ACCOUNT, "google-account"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROFILE_IMPORTED, "imported"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROFILE_ACCESS_TOKEN, "access-token"))

static GParamSpec *properties[N_PROPS];

static const char *const string_names[N_STRINGS] = {
  [PROP_ID] = "id",
  [PROP_TITLE] = "title",
  [PROP_ACCOUNT] = "account",
  [PROP_PROJECT] = "project",
  [PROP_QUOTA_PROJECT] = "quota-project",
  [PROP_ENDPOINT] = "endpoint",
  [PROP_BUCKET] = "bucket",
  [PROP_IMPERSONATE] = "impersonate",
  [PROP_KMS_KEY] = "kms-key",
  [PROP_SERVICE_ACCOUNT] = "service-account",
};

/* The regions that tune every model of today. */
static const char *const default_regions[] = { "us-central1", "europe-west4", NULL };

static const char *
get_string (LuthierProfile *self, LuthierProfileProperty property)
{
  g_return_val_if_fail (LUTHIER_IS_PROFILE (self), NULL);

  return self->strings[property];
}

static void
set_string (LuthierProfile *self, LuthierProfileProperty property, const char *value)
{
  g_return_if_fail (LUTHIER_IS_PROFILE (self));

  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (self->strings[property], value) == 0)
    return;

  g_free (self->strings[property]);
  self->strings[property] = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
luthier_profile_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierProfile *self = LUTHIER_PROFILE (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_REGIONS:
      g_value_set_boxed (value, self->regions);
      break;
    case PROP_CONCURRENT_JOBS:
      g_value_set_uint (value, self->concurrent_jobs);
      break;
    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, self->session_only);
      break;
    default:
      g_return_if_fail (prop_id < N_STRINGS);
      g_value_set_string (value, self->strings[prop_id]);
    }
}

static void
luthier_profile_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  LuthierProfile *self = LUTHIER_PROFILE (object);

  switch (prop_id)
    {
    case PROP_KIND:
      luthier_profile_set_kind (self, g_value_get_enum (value));
      break;
    case PROP_REGIONS:
      luthier_profile_set_regions (self, g_value_get_boxed (value));
      break;
    case PROP_CONCURRENT_JOBS:
      luthier_profile_set_concurrent_jobs (self, g_value_get_uint (value));
      break;
    case PROP_SESSION_ONLY:
      luthier_profile_set_session_only (self, g_value_get_boolean (value));
      break;
    default:
      g_return_if_fail (prop_id < N_STRINGS);
      set_string (self, prop_id, g_value_get_string (value));
    }
}

static void
luthier_profile_finalize (GObject *object)
{
  LuthierProfile *self = LUTHIER_PROFILE (object);

  for (guint i = 0; i < N_STRINGS; i++)
    g_free (self->strings[i]);
  g_strfreev (self->regions);

  G_OBJECT_CLASS (luthier_profile_parent_class)->finalize (object);
}

static void
luthier_profile_class_init (LuthierProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_profile_get_property;
  object_class->set_property = luthier_profile_set_property;
  object_class->finalize = luthier_profile_finalize;

  for (guint i = PROP_ID; i < N_STRINGS; i++)
    properties[i] = g_param_spec_string (string_names[i], NULL, NULL, NULL,
                                         i == PROP_ID ? flags | G_PARAM_CONSTRUCT_ONLY : flags);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, LUTHIER_TYPE_PROFILE_KIND,
                                             LUTHIER_PROFILE_PRACTICE, flags);
  properties[PROP_REGIONS] = g_param_spec_boxed ("regions", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_CONCURRENT_JOBS] = g_param_spec_uint ("concurrent-jobs", NULL, NULL, 1, G_MAXUINT,
                                                        1, flags);
  properties[PROP_SESSION_ONLY] = g_param_spec_boolean ("session-only", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
luthier_profile_init (LuthierProfile *self)
{
  self->regions = g_strdupv ((GStrv) default_regions);
  self->concurrent_jobs = 1;
}

/**
 * luthier_profile_new:
 * @kind: how it proves who asks
 * @id: (nullable): what it is stored under; %NULL for a fresh one
 *
 * Makes a profile with the usual regions and one job at a time.
 *
 * Returns: (transfer full): the profile
 */
LuthierProfile *
luthier_profile_new (LuthierProfileKind kind, const char *id)
{
  g_autofree char *fresh = id == NULL ? g_uuid_string_random () : NULL;

  return g_object_new (LUTHIER_TYPE_PROFILE, "kind", kind, "id", id != NULL ? id : fresh, NULL);
}

/**
 * luthier_profile_get_id:
 * @self: a profile
 *
 * Returns: (transfer none): what it is stored under, here and in the keyring
 */
const char *
luthier_profile_get_id (LuthierProfile *self)
{
  return get_string (self, PROP_ID);
}

#define STRING_ACCESSORS(name, NAME)                                                               \
  const char *luthier_profile_get_##name (LuthierProfile *self)                                    \
  {                                                                                                \
    return get_string (self, PROP_##NAME);                                                         \
  }                                                                                                \
                                                                                                   \
  void luthier_profile_set_##name (LuthierProfile *self, const char *name)                         \
  {                                                                                                \
    set_string (self, PROP_##NAME, name);                                                          \
  }

STRING_ACCESSORS (title, TITLE)
STRING_ACCESSORS (account, ACCOUNT)
STRING_ACCESSORS (project, PROJECT)
STRING_ACCESSORS (quota_project, QUOTA_PROJECT)
STRING_ACCESSORS (endpoint, ENDPOINT)
STRING_ACCESSORS (bucket, BUCKET)
STRING_ACCESSORS (impersonate, IMPERSONATE)
STRING_ACCESSORS (kms_key, KMS_KEY)
STRING_ACCESSORS (service_account, SERVICE_ACCOUNT)

/**
 * luthier_profile_get_kind:
 * @self: a profile
 *
 * Returns: how it proves who asks
 */
LuthierProfileKind
luthier_profile_get_kind (LuthierProfile *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROFILE (self), LUTHIER_PROFILE_PRACTICE);

  return self->kind;
}

void
luthier_profile_set_kind (LuthierProfile *self, LuthierProfileKind kind)
{
  g_return_if_fail (LUTHIER_IS_PROFILE (self));

  if (self->kind == kind)
    return;

  self->kind = kind;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

/**
 * luthier_profile_get_regions:
 * @self: a profile
 *
 * Returns: (transfer none): the regions that are looked at, maybe none
 */
const char *const *
luthier_profile_get_regions (LuthierProfile *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROFILE (self), NULL);

  return (const char *const *) self->regions;
}

/**
 * luthier_profile_set_regions:
 * @self: a profile
 * @regions: (nullable): the regions to look at; %NULL for the usual ones
 *
 * Sets the regions that are looked at.
 */
void
luthier_profile_set_regions (LuthierProfile *self, const char *const *regions)
{
  g_return_if_fail (LUTHIER_IS_PROFILE (self));

  if (regions == NULL)
    regions = default_regions;
  if (g_strv_equal ((const char *const *) self->regions, regions))
    return;

  g_strfreev (self->regions);
  self->regions = g_strdupv ((GStrv) regions);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGIONS]);
}

/**
 * luthier_profile_get_concurrent_jobs:
 * @self: a profile
 *
 * Returns: how many jobs the project may have at a time
 */
guint
luthier_profile_get_concurrent_jobs (LuthierProfile *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROFILE (self), 1);

  return self->concurrent_jobs;
}

/**
 * luthier_profile_set_concurrent_jobs:
 * @self: a profile
 * @concurrent_jobs: a number above 0
 *
 * Sets how many jobs the project may have at a time: the quota is one for all regions.
 */
void
luthier_profile_set_concurrent_jobs (LuthierProfile *self, guint concurrent_jobs)
{
  g_return_if_fail (LUTHIER_IS_PROFILE (self));
  g_return_if_fail (concurrent_jobs > 0);

  if (self->concurrent_jobs == concurrent_jobs)
    return;

  self->concurrent_jobs = concurrent_jobs;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONCURRENT_JOBS]);
}

/**
 * luthier_profile_get_session_only:
 * @self: a profile
 *
 * Returns: whether no keyring was ever given its secret
 */
gboolean
luthier_profile_get_session_only (LuthierProfile *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROFILE (self), FALSE);

  return self->session_only;
}

void
luthier_profile_set_session_only (LuthierProfile *self, gboolean session_only)
{
  g_return_if_fail (LUTHIER_IS_PROFILE (self));

  if (self->session_only == !!session_only)
    return;

  self->session_only = !!session_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
}

/**
 * luthier_profile_copy:
 * @self: a profile
 * @source: another one
 *
 * Makes @self like @source in everything but the id.
 */
void
luthier_profile_copy (LuthierProfile *self, LuthierProfile *source)
{
  g_return_if_fail (LUTHIER_IS_PROFILE (self));
  g_return_if_fail (LUTHIER_IS_PROFILE (source));

  luthier_profile_set_kind (self, source->kind);
  for (guint i = PROP_TITLE; i < N_STRINGS; i++)
    set_string (self, i, source->strings[i]);
  luthier_profile_set_regions (self, (const char *const *) source->regions);
  luthier_profile_set_concurrent_jobs (self, source->concurrent_jobs);
  luthier_profile_set_session_only (self, source->session_only);
}

/**
 * luthier_profile_serialize:
 * @self: a profile
 *
 * Writes all properties. There is no secret among them.
 *
 * Returns: (transfer full): a text for luthier_profile_deserialize()
 */
char *
luthier_profile_serialize (LuthierProfile *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (GEnumClass) kinds = g_type_class_ref (LUTHIER_TYPE_PROFILE_KIND);
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (LUTHIER_IS_PROFILE (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, g_enum_get_value (kinds, self->kind)->value_nick);
  for (guint i = PROP_ID; i < N_STRINGS; i++)
    if (self->strings[i] != NULL)
      {
        json_builder_set_member_name (builder, string_names[i]);
        json_builder_add_string_value (builder, self->strings[i]);
      }
  json_builder_set_member_name (builder, "regions");
  json_builder_begin_array (builder);
  for (guint i = 0; self->regions[i] != NULL; i++)
    json_builder_add_string_value (builder, self->regions[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "concurrent-jobs");
  json_builder_add_int_value (builder, self->concurrent_jobs);
  json_builder_set_member_name (builder, "session-only");
  json_builder_add_boolean_value (builder, self->session_only);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return luthier_json_node_to_text (root, LUTHIER_JSON_COMPACT);
}

static GStrv
read_regions (const LuthierJsonValue *value)
{
  g_autoptr (GStrvBuilder) regions = g_strv_builder_new ();
  LuthierJsonIter iter;
  const LuthierJsonValue *region;

  luthier_json_iter_init (&iter, value);
  while (luthier_json_iter_next (&iter, NULL, &region))
    if (luthier_json_value_get_string (region, NULL) != NULL)
      g_strv_builder_add (regions, luthier_json_value_get_string (region, NULL));

  return g_strv_builder_end (regions);
}

static LuthierProfile *
read_profile (const LuthierJsonValue *root)
{
  const LuthierJsonValue *regions = luthier_json_value_get_member (root, "regions");
  const LuthierJsonValue *jobs = luthier_json_value_get_member (root, "concurrent-jobs");
  const char *kind = luthier_json_value_get_string (luthier_json_value_get_member (root, "kind"),
                                                    "");
  const char *id = luthier_json_value_get_string (luthier_json_value_get_member (root, "id"), "");
  g_autoptr (GEnumClass) kinds = g_type_class_ref (LUTHIER_TYPE_PROFILE_KIND);
  const GEnumValue *known = g_enum_get_value_by_nick (kinds, kind);
  LuthierProfile *self;

  if (known == NULL || *id == '\0')
    return NULL;

  self = luthier_profile_new (known->value, id);
  for (guint i = PROP_TITLE; i < N_STRINGS; i++)
    set_string (self, i,
                luthier_json_value_get_string (
                    luthier_json_value_get_member (root, string_names[i]), NULL));
  if (luthier_json_value_get_kind (regions) == LUTHIER_JSON_ARRAY)
    {
      g_auto (GStrv) names = read_regions (regions);

      luthier_profile_set_regions (self, (const char *const *) names);
    }
  luthier_profile_set_concurrent_jobs (
      self, (guint) CLAMP (luthier_json_value_get_int64 (jobs, 1), 1, G_MAXUINT));
  luthier_profile_set_session_only (
      self,
      luthier_json_value_get_boolean (luthier_json_value_get_member (root, "session-only"), FALSE));

  return self;
}

/**
 * luthier_profile_deserialize:
 * @text: what luthier_profile_serialize() wrote
 * @error: return location for an error
 *
 * Reads a profile back.
 *
 * Returns: (transfer full): the profile, %NULL and an error if @text has no id or a kind that this
 *   version does not know
 */
LuthierProfile *
luthier_profile_deserialize (const char *text, GError **error)
{
  g_autoptr (LuthierJson) json = NULL;
  LuthierProfile *self;

  g_return_val_if_fail (text != NULL, NULL);

  json = luthier_json_parse_text (text, -1, error);
  if (json == NULL)
    return NULL;

  self = read_profile (luthier_json_get_root (json));
  if (self == NULL)
    g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                         _ ("A stored profile has no id, or is of a kind that this version does "
                            "not know."));

  return self;
}
