/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-message.h"

G_BEGIN_DECLS

/* google.cloud.aiplatform.v1 and v1beta1, as far as a client may write it. */
extern const LuthierPracticeMessage luthier_practice_tuning_job_message;
extern const LuthierPracticeMessage luthier_practice_cancel_message;

G_END_DECLS
