/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

LuthierRecord *
luthier_session_get_record (LuthierSession *self, LuthierJob *job)
{
  return luthier_record_new ();
}

LuthierOutlook
luthier_session_get_outlook (LuthierSession *self, LuthierJob *job)
{
  return (LuthierOutlook){ -1, -1, -1, FALSE };
}
