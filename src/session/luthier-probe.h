/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* From best to worst. */
typedef enum
{
  LUTHIER_PROBE_WAITING,
  LUTHIER_PROBE_RUNNING,
  LUTHIER_PROBE_GOOD,
  LUTHIER_PROBE_SKIPPED, /* nothing to look at */
  LUTHIER_PROBE_UNKNOWN, /* it may not be looked at; amber */
  LUTHIER_PROBE_WARNING,
  LUTHIER_PROBE_BAD,
} LuthierProbeVerdict;

#define LUTHIER_TYPE_PROBE_VERDICT (luthier_probe_verdict_get_type ())
GType luthier_probe_verdict_get_type (void);

#define LUTHIER_TYPE_PROBE (luthier_probe_get_type ())
G_DECLARE_FINAL_TYPE (LuthierProbe, luthier_probe, LUTHIER, PROBE, GObject)

/* One line of a connection test. Properties, notified: id (string), title, verdict, text (what was
 * found, in words), grant (nullable: the role or permission that is missing, as the service spells
 * it), command (nullable: what an administrator can run), url (nullable: where it is done by
 * hand), error (boxed GError, nullable). */
const char *luthier_probe_get_id (LuthierProbe *self);
const char *luthier_probe_get_title (LuthierProbe *self);
LuthierProbeVerdict luthier_probe_get_verdict (LuthierProbe *self);
const char *luthier_probe_get_text (LuthierProbe *self);
const char *luthier_probe_get_grant (LuthierProbe *self);
const char *luthier_probe_get_command (LuthierProbe *self);
const char *luthier_probe_get_url (LuthierProbe *self);

G_END_DECLS
