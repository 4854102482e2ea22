/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of a line as people read it, which knows where in the line each of its characters
 * stands: valid UTF-8 without a NUL, whatever the line holds. Immutable. */
typedef struct _LuthierDatasetText LuthierDatasetText;

/* What is between the quotes of a string that a scanner has accepted: decoded. */
LuthierDatasetText *luthier_dataset_text_new_string (const char *line, gsize byte, gsize length);
/* A valid JSON value: its tokens as they are, laid out anew. The line has the scanner's padding. */
LuthierDatasetText *luthier_dataset_text_new_json (const char *line, gsize byte, gsize length);
/* Any bytes: as they are. */
LuthierDatasetText *luthier_dataset_text_new_raw (const char *line, gsize byte, gsize length);
void luthier_dataset_text_free (LuthierDatasetText *self);

const char *luthier_dataset_text_get_text (const LuthierDatasetText *self);
/* In bytes of the text. */
gsize luthier_dataset_text_get_length (const LuthierDatasetText *self);
gboolean luthier_dataset_text_find (
    const LuthierDatasetText *self, gsize byte, gsize length, guint *start, guint *end);
/* Whether a stretch of the line has all of the text in it, and more than its quotes. */
gboolean luthier_dataset_text_is_within (const LuthierDatasetText *self, gsize byte, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetText, luthier_dataset_text_free)

G_END_DECLS
