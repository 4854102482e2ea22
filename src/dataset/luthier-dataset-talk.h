/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-example.h"

G_BEGIN_DECLS

/* Who says what after whom. */
gboolean luthier_dataset_talk_read_contents (LuthierDatasetExample *self);
gboolean luthier_dataset_talk_read_system (LuthierDatasetExample *self);
void luthier_dataset_talk_begin (LuthierDatasetTalk *self, const char *place);
void luthier_dataset_talk_add (LuthierDatasetExample *example, const LuthierDatasetTurn *turn);
void luthier_dataset_talk_add_broken (LuthierDatasetExample *example);
/* A text that is a target, and one that is not. */
void luthier_dataset_talk_judge_answer (LuthierDatasetExample *example,
                                        const LuthierDatasetTurn *turn);
void luthier_dataset_talk_judge_question (LuthierDatasetExample *example,
                                          const LuthierDatasetTurn *turn);
/* When the format of the example is known. */
void luthier_dataset_talk_judge (LuthierDatasetExample *example);

G_END_DECLS
