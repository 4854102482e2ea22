/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-example.h"

G_BEGIN_DECLS

/* Reads the value of "messages", as OpenAI's chat and open models have it; FALSE: no JSON. */
gboolean luthier_dataset_messages_read (LuthierDatasetExample *self);

G_END_DECLS
