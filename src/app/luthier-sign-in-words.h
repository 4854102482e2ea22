/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-profile.h"

G_BEGIN_DECLS

/* What the user does about it. */
typedef enum
{
  LUTHIER_SIGN_IN_CURE_SIGN_IN,
  LUTHIER_SIGN_IN_CURE_UNLOCK,
  LUTHIER_SIGN_IN_CURE_TRY_AGAIN,
} LuthierSignInCure;

/* Why nothing can be asked in the name of a profile, in a sentence or two. (transfer none); error:
 * (nullable): of the session. */
const char *luthier_sign_in_words (LuthierProfile *profile,
                                   const GError *error,
                                   LuthierSignInCure *cure);

G_END_DECLS
