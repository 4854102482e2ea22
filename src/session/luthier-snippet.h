/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-spec.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_SNIPPET_JSON,
  LUTHIER_SNIPPET_CURL,
  LUTHIER_SNIPPET_PYTHON,
  LUTHIER_SNIPPET_POWERSHELL,
} LuthierSnippetKind;

/* The create request for another tool; it never holds a token. */
char *luthier_snippet_new (LuthierSnippetKind kind, const char *uri, LuthierJobSpec *spec);

G_END_DECLS
