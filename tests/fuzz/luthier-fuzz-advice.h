/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-advice.h"
#include "luthier-error-facts.h"
#include "luthier-fuzz-text.h"

/* What is made of words that a service has said, and can be acted upon. advice: (transfer full)
 * (nullable) */
static inline void
fuzz_take_advice (LuthierAdvice *advice)
{
  g_autoptr (GPtrArray) facts = NULL;

  if (advice == NULL)
    return;

  fuzz_assert (advice->title != NULL && advice->n_steps <= LUTHIER_ADVICE_MAX_STEPS);
  fuzz_look_at_line (advice->title);
  fuzz_look_at_text (advice->reason);
  fuzz_look_at_text (advice->what_to_do);
  fuzz_look_at_text (advice->raw);
  for (guint i = 0; i < advice->n_steps; i++)
    {
      const LuthierAdviceStep *step = &advice->steps[i];

      fuzz_assert (step->label != NULL);
      fuzz_look_at_line (step->label);
      fuzz_look_at_text (step->value);
      if (step->action == LUTHIER_ADVICE_OPEN_URL)
        fuzz_assert (g_str_has_prefix (step->value, "https://"));
      /* Pasted, it is one command. */
      if (step->action == LUTHIER_ADVICE_COPY_COMMAND)
        fuzz_assert (strchr (step->value, '\n') == NULL);
    }

  facts = luthier_error_facts_read (advice->raw);
  for (guint i = 0; i < facts->len; i++)
    {
      const LuthierErrorFact *fact = g_ptr_array_index (facts, i);

      fuzz_look_at_line (fact->name);
      fuzz_look_at_line (fact->value);
    }
  luthier_advice_free (advice);
}
