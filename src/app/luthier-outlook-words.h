/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"
#include "luthier-outlook.h"

G_BEGIN_DECLS

/* How a job goes on, in words; translated, and to be freed. NULL: that is not known. */

/* "next checkpoint about step 122, about 14 min left" */
char *luthier_outlook_words_next (const LuthierOutlook *outlook, LuthierJob *job);
/* "Ends about 14:28" */
char *luthier_outlook_words_end (const LuthierOutlook *outlook, gint64 now_us);
/* That nothing has happened for longer than is usual. */
char *luthier_outlook_words_quiet (const LuthierOutlook *outlook);

G_END_DECLS
