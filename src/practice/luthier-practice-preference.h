/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-survey.h"

G_BEGIN_DECLS

/* Surveys examples with a better and a worse answer: JSON lines {contents, completions[2]}. Blocks;
 * name: of the file, for messages. FALSE: cancelled or unreadable. */
gboolean luthier_practice_preference_survey (LuthierPracticeSurvey *survey,
                                             GInputStream *stream,
                                             const char *name,
                                             GCancellable *cancellable,
                                             GError **error);

G_END_DECLS
