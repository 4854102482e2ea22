/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_PARAGRAPH (luthier_paragraph_get_type ())
G_DECLARE_FINAL_TYPE (LuthierParagraph, luthier_paragraph, LUTHIER, PARAGRAPH, GtkWidget)

/* Around a label that wraps, where many of them are laid out at once. Every box around a label asks
 * it how narrow it may become for a height, and GTK finds out by wrapping it a dozen times; this
 * answers for it. It takes the width that there is, and is seen as long as the label is. */

G_END_DECLS
