/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-objects.h"

G_BEGIN_DECLS

/* Answers with the bytes of an object, or with those of its "Range" header, in pieces. */
void luthier_practice_download (LuthierPracticeExchange *exchange,
                                LuthierPracticeObjects *objects,
                                LuthierPracticeObject *object);

G_END_DECLS
