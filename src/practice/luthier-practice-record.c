/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-record.h"

#include <fcntl.h>
#include <unistd.h>

static const char *
file_name (void)
{
  const char *name = g_getenv ("LUTHIER_RECORD_BODIES");

  return name != NULL && *name != '\0' ? name : NULL;
}

/**
 * luthier_practice_record_is_on:
 *
 * Returns: whether bodies are recorded, for callers to whom the text is a price
 */
gboolean
luthier_practice_record_is_on (void)
{
  return file_name () != NULL;
}

/**
 * luthier_practice_record:
 * @schema: the name of the definition that the body should satisfy
 * @json: one JSON value
 *
 * One write a line, so that programs which record into the same file do not mix their lines.
 */
void
luthier_practice_record (const char *schema, const char *json)
{
  g_autoptr (GString) line = NULL;
  const char *name = file_name ();
  int file;

  if (name == NULL)
    return;

  line = g_string_new (NULL);
  g_string_printf (line, "{\"schema\":\"%s\",\"body\":", schema);
  for (const char *c = json; *c != '\0'; c++)
    g_string_append_c (line, *c == '\n' ? ' ' : *c);
  g_string_append (line, "}\n");

  file = open (name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 || write (file, line->str, line->len) != (gssize) line->len)
    g_warning ("A body was not recorded in %s", name);
  if (file >= 0)
    close (file);
}
