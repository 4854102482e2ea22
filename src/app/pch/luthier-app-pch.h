/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* What takes longest to compile in this folder, compiled once. Files name what they need
 * nevertheless: this is in use only with -Db_pch=true. */
#include <adwaita.h>
