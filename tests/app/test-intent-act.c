/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-act.h"

#include "intent-fixture.h"

#define BIT(act) (1u << LUTHIER_INTENT_ACT_##act)

static guint
get_acts (LuthierIntent *intent)
{
  g_autoptr (GEnumClass) acts = g_type_class_ref (LUTHIER_TYPE_INTENT_ACT);
  guint bits = 0;

  for (guint i = 0; i < acts->n_values; i++)
    if (luthier_intent_act_applies ((LuthierIntentAct) acts->values[i].value, intent))
      bits |= 1u << acts->values[i].value;
  return bits;
}

static void
assert_acts (LuthierIntentState state, LuthierIntentWait wait, gboolean held, guint expected)
{
  g_autoptr (LuthierIntent) intent = intent_new ("a", state, wait);

  luthier_intent_set_held (intent, held);
  g_assert_cmphex (get_acts (intent), ==, expected);
}

static void
test_queued (void)
{
  const guint always = BIT (EDIT) | BIT (MOVE) | BIT (REMOVE);

  assert_acts (LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_NETWORK, FALSE, always | BIT (HOLD));
  assert_acts (LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_SLOT, FALSE,
               always | BIT (HOLD) | BIT (SEND_NOW));
  assert_acts (LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_TURN, FALSE,
               always | BIT (HOLD) | BIT (SEND_NOW));
  assert_acts (LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_HELD, TRUE, always | BIT (CONTINUE));
}

/* What may have made a job is neither removed nor changed, and decided on only when it asks. */
static void
test_sent (void)
{
  static const LuthierIntentState sent[] = { LUTHIER_INTENT_SENDING, LUTHIER_INTENT_UNCERTAIN,
                                             LUTHIER_INTENT_LOOKING, LUTHIER_INTENT_SETTLED,
                                             LUTHIER_INTENT_FORGOTTEN };

  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    assert_acts (sent[i], LUTHIER_INTENT_WAIT_LOOK, FALSE, 0);
  assert_acts (LUTHIER_INTENT_ASKS, LUTHIER_INTENT_WAIT_NONE, FALSE,
               BIT (KEEP_LOOKING) | BIT (SEND_AGAIN) | BIT (FORGET));
  assert_acts (LUTHIER_INTENT_REFUSED, LUTHIER_INTENT_WAIT_NONE, FALSE,
               BIT (TRY_AGAIN) | BIT (EDIT) | BIT (REMOVE));
}

static void
test_upload (void)
{
  g_autoptr (LuthierIntent)
      intent = intent_new ("a", LUTHIER_INTENT_QUEUED, LUTHIER_INTENT_WAIT_UPLOAD);
  LuthierTransfer *transfer = intent_set_transfer (intent, LUTHIER_TRANSFER_RUNNING, 1, 2);

  g_assert_false (luthier_intent_act_applies (LUTHIER_INTENT_ACT_UPLOAD, intent));
  luthier_transfer_set_state (transfer, LUTHIER_TRANSFER_FAILED);
  g_assert_true (luthier_intent_act_applies (LUTHIER_INTENT_ACT_UPLOAD, intent));
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/intent-act/queued", test_queued);
  g_test_add_func ("/intent-act/sent", test_sent);
  g_test_add_func ("/intent-act/upload", test_upload);
  return g_test_run ();
}
