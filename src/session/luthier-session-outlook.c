/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

LuthierOutlook
luthier_session_get_outlook (LuthierSession *self, LuthierJob *job)
{
  return (LuthierOutlook){ -1, -1, -1, FALSE };
}
