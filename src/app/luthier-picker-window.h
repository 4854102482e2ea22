/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PICKER_WINDOW (luthier_picker_window_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPickerWindow, luthier_picker_window, LUTHIER, PICKER_WINDOW, AdwWindow)

/* A searchable list of what the service has for a field. Folders are gone into, and out of up to
 * the list of buckets. Signal: chosen (value string), after which the window closes itself. */
GtkWidget *luthier_picker_window_new (GtkWidget *over,
                                      LuthierSession *session,
                                      LuthierChoices choices,
                                      const char *where,
                                      const char *current);
GtkWidget *luthier_picker_window_new_for_listing (GtkWidget *over,
                                                  LuthierChoices choices,
                                                  LuthierListing *listing,
                                                  const char *current);

G_END_DECLS
