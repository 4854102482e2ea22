/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-property.h"

gboolean
luthier_property_is (GObject *object, GParamSpec *pspec, const GValue *value)
{
  g_auto (GValue) own = G_VALUE_INIT;

  g_value_init (&own, G_PARAM_SPEC_VALUE_TYPE (pspec));
  g_object_get_property (object, pspec->name, &own);

  return g_param_values_cmp (pspec, &own, value) == 0;
}
