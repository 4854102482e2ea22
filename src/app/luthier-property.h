/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Whether the object has that value of the property, and setting it changes nothing. pspec: readable. */
gboolean luthier_property_is (GObject *object, GParamSpec *pspec, const GValue *value);

G_END_DECLS
