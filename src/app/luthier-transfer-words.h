/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-transfer.h"

G_BEGIN_DECLS

/* Uploads in words, translated and to be freed. */

/* "143 MB of 231 MB, 12 MB/s, 9 s left" while it goes on. size: of the file, if the transfer should
 * not know it yet; bytes. */
char *luthier_transfer_words_progress (LuthierTransfer *transfer, guint64 size);
/* Likewise, or what has become of it. */
char *luthier_transfer_words_state (LuthierTransfer *transfer);
char *luthier_transfer_words_error (const GError *error);

G_END_DECLS
