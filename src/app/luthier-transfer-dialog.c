/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-transfer-dialog.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTransfer) transfer = user_data;
  g_autofree char *answer = luthier_compat_ask_finish (result);

  if (g_strcmp0 (answer, "replace") == 0)
    luthier_transfer_replace (transfer);
}

void
luthier_transfer_dialog_ask_to_replace (GtkWidget *parent, LuthierTransfer *transfer)
{
  const LuthierResponse responses[] = {
    { "cancel", _ ("_Cancel"), LUTHIER_RESPONSE_PLAIN },
    { "replace", _ ("_Replace"), LUTHIER_RESPONSE_DESTRUCTIVE },
    { NULL },
  };
  g_autofree char *body = g_strdup_printf (
      _ ("%s has other content than this file. Jobs that read it would find this file in its "
         "place."),
      luthier_transfer_get_uri (transfer));

  luthier_compat_ask_async (parent, _ ("Replace What Is Stored?"), body, responses, answered_cb,
                            g_object_ref (transfer));
}
