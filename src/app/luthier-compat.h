/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The dialogs that newer systems have better ones for: the only file with version #ifs. */

typedef enum
{
  LUTHIER_FILE_KIND_JSONL,
  LUTHIER_FILE_KIND_JSON,
  LUTHIER_FILE_KIND_CSV,
  LUTHIER_FILE_KIND_PNG,
  LUTHIER_FILE_KIND_SVG,
} LuthierFileKind;

typedef enum
{
  LUTHIER_RESPONSE_PLAIN,
  LUTHIER_RESPONSE_SUGGESTED,
  LUTHIER_RESPONSE_DESTRUCTIVE,
} LuthierResponseStyle;

typedef struct
{
  const char *id;
  const char *label; /* translated, may have a mnemonic */
  LuthierResponseStyle style;
} LuthierResponse;

typedef struct
{
  const char *title;  /* untranslated, of the context "shortcut window"; NULL ends a group */
  const char *action; /* (nullable): what the keys do */
  const char *accels; /* separated by blanks */
} LuthierShortcut;

typedef struct
{
  const char *title; /* as above; NULL ends a table */
  LuthierShortcut shortcuts[12];
} LuthierShortcutGroup;

/* An answer of NULL with G_IO_ERROR_CANCELLED means that the user chose none. */
void luthier_compat_choose_file_async (GtkWidget *parent,
                                       const char *title,
                                       LuthierFileKind kind,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GFile *luthier_compat_choose_file_finish (GAsyncResult *result, GError **error);

/* The same for a file that is to be written; suggestion: where it would be without a choice. That
 * one is there already is asked about by the dialog itself. */
void luthier_compat_choose_target_async (GtkWidget *parent,
                                         const char *title,
                                         GFile *suggestion,
                                         LuthierFileKind kind,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GFile *luthier_compat_choose_target_finish (GAsyncResult *result, GError **error);

/* responses ends with an id of NULL; the first is the way out, and what Escape answers. */
void luthier_compat_ask_async (GtkWidget *parent,
                               const char *heading,
                               const char *body,
                               const LuthierResponse *responses,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
char *luthier_compat_ask_finish (GAsyncResult *result);

/* Shows an address in the browser. An error says that none could be opened; that one was does not
 * tell that the page came up. */
void luthier_compat_open_uri_async (GtkWidget *parent,
                                    const char *uri,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean luthier_compat_open_uri_finish (GAsyncResult *result, GError **error);

/* Says something to who uses a screen reader and cannot see what happened; older systems cannot. */
void luthier_compat_announce (GtkWidget *widget, const char *text);

/* The colour of the widget's texts. */
void luthier_compat_get_color (GtkWidget *widget, GdkRGBA *color);

void luthier_compat_show_about (GtkWindow *parent, const char *debug_info);

void luthier_compat_show_shortcuts (GtkWindow *parent, const LuthierShortcutGroup *groups);

G_END_DECLS
