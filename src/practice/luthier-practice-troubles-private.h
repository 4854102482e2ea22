/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-troubles.h"

G_BEGIN_DECLS

const LuthierPracticeTrouble *luthier_practice_troubles_list_of_requests (guint *n_troubles);
const LuthierPracticeTrouble *luthier_practice_troubles_list_of_jobs (guint *n_troubles);

G_END_DECLS
