/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_APPLICATION (luthier_application_get_type ())
G_DECLARE_FINAL_TYPE (LuthierApplication, luthier_application, LUTHIER, APPLICATION, AdwApplication)

LuthierApplication *luthier_application_new (GApplicationFlags flags);

G_END_DECLS
