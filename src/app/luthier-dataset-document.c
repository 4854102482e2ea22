/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-document.h"

struct _LuthierDatasetDocument
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (LuthierDatasetDocument, luthier_dataset_document, G_TYPE_OBJECT)

static void
luthier_dataset_document_class_init (LuthierDatasetDocumentClass *klass)
{
}

static void
luthier_dataset_document_init (LuthierDatasetDocument *self)
{
}
