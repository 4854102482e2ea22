/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-probe-private.h"

struct _LuthierProbe
{
  GObject parent_instance;

  const char *id;            /* static */
  char *title;               /* (owned) */
  LuthierProbeReport report; /* (owned) */
};

G_DEFINE_ENUM_TYPE (LuthierProbeVerdict,
                    luthier_probe_verdict,
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROBE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROBE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROBE_GOOD, "good"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROBE_SKIPPED, "skipped"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROBE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROBE_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PROBE_BAD, "bad"))
G_DEFINE_FINAL_TYPE (LuthierProbe, luthier_probe, G_TYPE_OBJECT)

enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_VERDICT,
  PROP_TEXT,
  PROP_GRANT,
  PROP_COMMAND,
  PROP_URL,
  PROP_ERROR,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

void
luthier_probe_report_clear (LuthierProbeReport *self)
{
  self->verdict = LUTHIER_PROBE_WAITING;
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->grant, g_free);
  g_clear_pointer (&self->command, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_error (&self->error);
}

void
luthier_probe_report_say (LuthierProbeReport *self,
                          LuthierProbeVerdict verdict,
                          const char *format,
                          ...)
{
  va_list arguments;

  self->verdict = verdict;
  g_free (self->text);
  va_start (arguments, format);
  self->text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

static void
luthier_probe_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierProbe *self = LUTHIER_PROBE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_VERDICT:
      g_value_set_enum (value, (int) self->report.verdict);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->report.text);
      break;
    case PROP_GRANT:
      g_value_set_string (value, self->report.grant);
      break;
    case PROP_COMMAND:
      g_value_set_string (value, self->report.command);
      break;
    case PROP_URL:
      g_value_set_string (value, self->report.url);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->report.error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_probe_finalize (GObject *object)
{
  LuthierProbe *self = LUTHIER_PROBE (object);

  luthier_probe_report_clear (&self->report);
  g_free (self->title);

  G_OBJECT_CLASS (luthier_probe_parent_class)->finalize (object);
}

static void
luthier_probe_class_init (LuthierProbeClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = luthier_probe_get_property;
  object_class->finalize = luthier_probe_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_VERDICT] = g_param_spec_enum ("verdict", NULL, NULL, LUTHIER_TYPE_PROBE_VERDICT,
                                                LUTHIER_PROBE_WAITING, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_GRANT] = g_param_spec_string ("grant", NULL, NULL, NULL, flags);
  properties[PROP_COMMAND] = g_param_spec_string ("command", NULL, NULL, NULL, flags);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
luthier_probe_init (LuthierProbe *self)
{
}

LuthierProbe *
luthier_probe_new (const char *id, const char *title)
{
  LuthierProbe *self = g_object_new (LUTHIER_TYPE_PROBE, NULL);

  self->id = id;
  self->title = g_strdup (title);
  return self;
}

static void
notify_text (LuthierProbe *self, guint property, const char *before, const char *after)
{
  if (g_strcmp0 (before, after) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
luthier_probe_take_report (LuthierProbe *self, LuthierProbeReport *report)
{
  g_auto (LuthierProbeReport) before = self->report;

  self->report = *report;
  *report = (LuthierProbeReport){ 0 };

  g_object_freeze_notify (G_OBJECT (self));
  if (before.verdict != self->report.verdict)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
  notify_text (self, PROP_TEXT, before.text, self->report.text);
  notify_text (self, PROP_GRANT, before.grant, self->report.grant);
  notify_text (self, PROP_COMMAND, before.command, self->report.command);
  notify_text (self, PROP_URL, before.url, self->report.url);
  if (before.error != self->report.error)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * luthier_probe_get_id:
 * @self: a probe
 *
 * Returns: (transfer none): what it is called in the program: it does not change with the language
 */
const char *
luthier_probe_get_id (LuthierProbe *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROBE (self), NULL);

  return self->id;
}

/**
 * luthier_probe_get_title:
 * @self: a probe
 *
 * Returns: (transfer none): what is looked at, in a few words
 */
const char *
luthier_probe_get_title (LuthierProbe *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROBE (self), NULL);

  return self->title;
}

/**
 * luthier_probe_get_verdict:
 * @self: a probe
 *
 * Returns: how it ended, or that it did not yet
 */
LuthierProbeVerdict
luthier_probe_get_verdict (LuthierProbe *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROBE (self), LUTHIER_PROBE_WAITING);

  return self->report.verdict;
}

/**
 * luthier_probe_get_text:
 * @self: a probe
 *
 * Returns: (transfer none) (nullable): what was found, in sentences
 */
const char *
luthier_probe_get_text (LuthierProbe *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROBE (self), NULL);

  return self->report.text;
}

/**
 * luthier_probe_get_grant:
 * @self: a probe
 *
 * Returns: (transfer none) (nullable): the role or permission that is missing, as the service
 *   spells it; several with commas between
 */
const char *
luthier_probe_get_grant (LuthierProbe *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROBE (self), NULL);

  return self->report.grant;
}

/**
 * luthier_probe_get_command:
 * @self: a probe
 *
 * Returns: (transfer none) (nullable): what an administrator can run in a shell; one line
 */
const char *
luthier_probe_get_command (LuthierProbe *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROBE (self), NULL);

  return self->report.command;
}

/**
 * luthier_probe_get_url:
 * @self: a probe
 *
 * Returns: (transfer none) (nullable): the page on which it is done by hand
 */
const char *
luthier_probe_get_url (LuthierProbe *self)
{
  g_return_val_if_fail (LUTHIER_IS_PROBE (self), NULL);

  return self->report.url;
}
