/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-session.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_DOCUMENT_CHECKING,
  LUTHIER_DOCUMENT_CHECKED,
  LUTHIER_DOCUMENT_UNREADABLE,
} LuthierDocumentState;

#define LUTHIER_TYPE_DATASET_DOCUMENT (luthier_dataset_document_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierDatasetDocument, luthier_dataset_document, LUTHIER, DATASET_DOCUMENT, GObject)

/* A dataset file that is looked at: it is checked at once, again for another model, and again when
 * it changes on disk. Signals: changed () for everything but the progress, progress (). */
LuthierDatasetDocument *luthier_dataset_document_new (LuthierSession *session, GFile *file);
LuthierSession *luthier_dataset_document_get_session (LuthierDatasetDocument *self);
GFile *luthier_dataset_document_get_file (LuthierDatasetDocument *self);
LuthierDocumentState luthier_dataset_document_get_state (LuthierDatasetDocument *self);
double luthier_dataset_document_get_progress (LuthierDatasetDocument *self);
/* (nullable): what the last check found; while the first one runs, what it has found so far. */
LuthierDatasetReport *luthier_dataset_document_get_report (LuthierDatasetDocument *self);
const GError *luthier_dataset_document_get_error (LuthierDatasetDocument *self);
const LuthierDatasetRules *luthier_dataset_document_get_rules (LuthierDatasetDocument *self);
/* What the file is held against. model: (nullable): no limits. */
void luthier_dataset_document_set_purpose (LuthierDatasetDocument *self,
                                           LuthierBaseModel *model,
                                           LuthierMethods method,
                                           gboolean validation);
/* By the method that reads what the file has. */
void luthier_dataset_document_set_model (LuthierDatasetDocument *self, LuthierBaseModel *model);
LuthierBaseModel *luthier_dataset_document_get_model (LuthierDatasetDocument *self);
LuthierMethods luthier_dataset_document_get_method (LuthierDatasetDocument *self);
void luthier_dataset_document_check_again (LuthierDatasetDocument *self);
/* Nothing of it is to outlive the window: ends the check, and follows the file no more. */
void luthier_dataset_document_close (LuthierDatasetDocument *self);

G_END_DECLS
