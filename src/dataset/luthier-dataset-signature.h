/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an example is told from others by. Plain memory. */
typedef struct
{
  guint64 whole;  /* of all that it says */
  guint64 prompt; /* of the user's first turn, or the prompt; 0 = it has none */
} LuthierDatasetSignature;

/* Makes signatures, for one thread. */
typedef struct _LuthierDatasetSigner LuthierDatasetSigner;

LuthierDatasetSigner *luthier_dataset_signer_new (void);
void luthier_dataset_signer_free (LuthierDatasetSigner *self);
/* text: ends in a NUL with LUTHIER_JSON_PADDING readable bytes. */
LuthierDatasetSignature luthier_dataset_signer_sign (LuthierDatasetSigner *self,
                                                     const char *text,
                                                     gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetSigner, luthier_dataset_signer_free)

G_END_DECLS
