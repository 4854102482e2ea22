/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"

G_BEGIN_DECLS

/* The real service is many APIs on many hosts; here the path tells them apart. */

/* Such as "aiplatform.googleapis.com"; NULL: the path is none of an API but about tokens. */
const char *luthier_practice_api_of_path (const char *path);
/* What people call it: "Agent Platform API"; NULL: there is no such API here. */
const char *luthier_practice_api_get_title (const char *service);
/* What a request needs; NULL: nothing, or this service does not know. */
const char *luthier_practice_api_get_permission (LuthierPracticeExchange *exchange);

G_END_DECLS
