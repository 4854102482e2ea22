/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-cloud.h"
#include "luthier-connection.h"
#include "luthier-listing.h"

G_BEGIN_DECLS

/* Both begin at once. where: (nullable), see LuthierChoices. */
LuthierListing *luthier_listing_new (LuthierConnection *connection,
                                     LuthierChoices choices,
                                     const char *where);
/* Of an account that is no profile yet. */
LuthierListing *luthier_listing_new_for_cloud (LuthierCloud *cloud,
                                               LuthierChoices choices,
                                               const char *where);

G_END_DECLS
