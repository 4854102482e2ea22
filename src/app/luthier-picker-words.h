/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-choice.h"

G_BEGIN_DECLS

/* How a picker speaks of what it lists. All strings are translated. */
typedef struct
{
  const char *title;       /* of the window: what is chosen here */
  const char *button;      /* of what opens it */
  const char *search;      /* in the empty search entry */
  const char *empty_title; /* there is nothing to choose from */
  const char *empty_text;  /* and why that may be */
  const char *instead;     /* what can be done without the list */
} LuthierPickerWords;

LuthierPickerWords luthier_picker_words_of (LuthierChoices choices);

G_END_DECLS
