/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-check-command.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "luthier-check-output.h"
#include "luthier-dataset-check.h"

/* Where it goes. */
typedef struct
{
  gboolean is_json;
  gboolean is_closed; /* nobody reads any more */
  gboolean has_failed;
  guint n_files; /* written so far */
} Output;

/* JSON is UTF-8; text is what the terminal shows, with codes for what it cannot show. */
static void
print (Output *output, const GString *text)
{
  const char *charset;
  g_autofree char *local = NULL;
  const char *bytes = text->str;
  gsize length = text->len;

  if (!output->is_json && !g_get_charset (&charset))
    {
      local = g_convert_with_fallback (text->str, (gssize) text->len, charset, "UTF-8", NULL, NULL,
                                       &length, NULL);
      bytes = local != NULL ? local : bytes;
      length = local != NULL ? length : text->len;
    }
  if (!output->is_closed && (fwrite (bytes, 1, length, stdout) != length || fflush (stdout) != 0))
    {
      output->is_closed = TRUE;
      /* Whoever has seen enough closes the pipe: no reason to complain. */
      output->has_failed = errno != EPIPE;
      if (output->has_failed)
        g_printerr ("luthier: %s\n", g_strerror (errno));
    }
}

static void
print_file (Output *output, const char *file, LuthierDatasetReport *report, const GError *error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (output->is_json)
    {
      g_string_append (text, output->n_files > 0 ? ",\n" : "{\"files\":[");
      luthier_check_output_write_json (text, file, report, error);
    }
  else if (report != NULL)
    luthier_check_output_write_text (text, file, report);
  output->n_files++;
  print (output, text);
  if (report == NULL)
    {
      g_autofree char *name = luthier_check_output_escape (file);
      g_autofree char *message = luthier_check_output_escape (error->message);

      g_printerr ("luthier: %s: %s\n", name, message);
    }
}

static LuthierCheckStatus
check_file (Output *output, const LuthierDatasetRules *rules, const char *argument)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);
  g_autoptr (LuthierDatasetCheck) check = luthier_dataset_check_new (rules);
  g_autofree char *name = g_filename_display_name (argument);
  g_autoptr (LuthierDatasetReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = luthier_dataset_check_run (check, file, NULL, &error);
  print_file (output, name, report, error);
  if (report == NULL)
    return LUTHIER_CHECK_UNUSABLE;
  return luthier_dataset_report_has_errors (report) ? LUTHIER_CHECK_ERRORS : LUTHIER_CHECK_SOUND;
}

/* How many characters have to be put in, taken out or replaced to come from one to the other. */
static guint
get_distance (const char *one, const char *other)
{
  gsize length = strlen (other);
  g_autofree guint *row = g_new (guint, length + 1);

  for (gsize j = 0; j <= length; j++)
    row[j] = (guint) j;
  for (gsize i = 1; one[i - 1] != '\0'; i++)
    {
      guint corner = row[0];

      row[0] = (guint) i;
      for (gsize j = 1; j <= length; j++)
        {
          guint replaced = corner + (one[i - 1] != other[j - 1]);
          corner = row[j];
          row[j] = MIN (replaced, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[length];
}

/* (nullable): a name that may have been meant */
static const char *
find_nearest (LuthierCatalogue *catalogue, const char *name)
{
  GListModel *models = G_LIST_MODEL (catalogue);
  const char *nearest = NULL;
  guint distance = G_MAXUINT;

  for (guint i = 0; strlen (name) < 100 && i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr (LuthierBaseModel) model = g_list_model_get_item (models, i);
      const char *id = luthier_base_model_get_id (model);
      guint d = get_distance (name, id);

      if (d < distance)
        {
          distance = d;
          nearest = id;
        }
    }
  return nearest;
}

static void
complain_about_model (LuthierCatalogue *catalogue, const char *name)
{
  g_autofree char *shown = luthier_check_output_escape (name);
  const char *nearest = find_nearest (catalogue, name);

  g_printerr ("luthier: ");
  if (nearest != NULL)
    g_printerr (_ ("There is no model “%s”. The nearest one is “%s”."), shown, nearest);
  else
    g_printerr (_ ("There is no model “%s”."), shown);
  g_printerr ("\n");
}

/* FALSE after a complaint. */
static gboolean
read_options (LuthierCatalogue *catalogue,
              const char *const *files,
              const char *model,
              const char *format,
              LuthierBaseModel **base_model)
{
  g_autofree char *shown = format != NULL ? luthier_check_output_escape (format) : NULL;

  *base_model = model != NULL ? luthier_catalogue_lookup (catalogue, model) : NULL;
  if (*files == NULL)
    g_printerr ("luthier: %s\n", _ ("Name at least one file to check."));
  else if (model != NULL && *base_model == NULL)
    complain_about_model (catalogue, model);
  else if (format != NULL && strcmp (format, "text") != 0 && strcmp (format, "json") != 0)
    {
      g_printerr ("luthier: ");
      g_printerr (_ ("There is no format “%s”. It is “text” or “json”."), shown);
      g_printerr ("\n");
    }
  else
    return TRUE;
  return FALSE;
}

/**
 * luthier_check_command_run:
 * @files: (array zero-terminated=1): paths or addresses, in the encoding of file names
 * @model: (nullable): the id of the model to be tuned; without it, its limits do not count
 * @format: (nullable): “text” or “json”
 * @validation: whether it is validation data
 *
 * Checks files one after the other and prints what is wrong with them: findings to the standard
 * output, what cannot be used to the standard error. Blocks.
 *
 * Returns: the exit status; the worst one of all files
 */
LuthierCheckStatus
luthier_check_command_run (LuthierCatalogue *catalogue,
                           const char *const *files,
                           const char *model,
                           const char *format,
                           gboolean validation)
{
  LuthierCheckStatus status = LUTHIER_CHECK_SOUND;
  LuthierDatasetRules rules;
  LuthierBaseModel *base_model;
  Output output = { .is_json = g_strcmp0 (format, "json") == 0 };

  if (!read_options (catalogue, files, model, format, &base_model))
    return LUTHIER_CHECK_UNUSABLE;
  luthier_dataset_rules_init (&rules, base_model, LUTHIER_METHOD_SUPERVISED, validation);
  signal (SIGPIPE, SIG_IGN);
  for (; *files != NULL && !output.is_closed; files++)
    {
      LuthierCheckStatus one = check_file (&output, &rules, *files);
      status = MAX (status, one);
    }
  if (output.is_json)
    {
      g_autoptr (GString) end = g_string_new (NULL);

      g_string_printf (end, "],\"status\":%u}\n", (guint) status);
      print (&output, end);
    }
  return output.has_failed ? LUTHIER_CHECK_UNUSABLE : status;
}

/**
 * luthier_check_command_is_meant:
 * @arguments: (array zero-terminated=1): of the program, with its name
 *
 * Returns: whether there is --check among the options
 */
gboolean
luthier_check_command_is_meant (char **arguments)
{
  for (guint i = 1; arguments[0] != NULL && arguments[i] != NULL; i++)
    {
      if (strcmp (arguments[i], "--") == 0)
        return FALSE;
      if (strcmp (arguments[i], "--check") == 0)
        return TRUE;
    }
  return FALSE;
}

static const char *
describe (void)
{
  return _ (
      "Checks files with examples for tuning as the Dataset window does, and needs no display.\n"
      "\n"
      "Text is one line for each place, in the order of the file:\n"
      "  FILE:LINE:COLUMN: SEVERITY RULE: TEXT\n"
      "Lines and columns (in characters) begin with 1. There is no column where a line as a\n"
      "whole is meant, and no line where the file is. Of each rule the first 1,000 places are\n"
      "shown, and how many more there are. The last line of a file is a summary.\n"
      "\n"
      "JSON is one object: “files” and “status”. A file has “file”, figures (“examples”,\n"
      "“tokensLow”, “sha256” and others) and “findings”, each with “id”, “rule”, “severity”,\n"
      "“count”, “title”, “message”, “consequence”, “fix”, “repairs” and “places”; or it has\n"
      "“file” and “error”.\n"
      "\n"
      "Exit status:\n"
      "  0  no errors; there may be warnings\n"
      "  1  there are errors in the files\n"
      "  2  a file or an option cannot be used");
}

/**
 * luthier_check_command_run_line:
 * @arguments: (array zero-terminated=1): of the program, with its name
 *
 * Does what a command line asks for.
 *
 * Returns: the exit status
 */
LuthierCheckStatus
luthier_check_command_run_line (LuthierCatalogue *catalogue, char **arguments)
{
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_auto (GStrv) files = NULL;
  g_autofree char *model = NULL, *format = NULL;
  gboolean check = FALSE, validation = FALSE;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "check", 0, 0, G_OPTION_ARG_NONE, &check, N_ ("Check files and exit"), NULL },
    { "model", 0, 0, G_OPTION_ARG_STRING, &model, N_ ("Hold them against the limits of a model"),
      N_ ("MODEL") },
    { "validation", 0, 0, G_OPTION_ARG_NONE, &validation, N_ ("Check them as validation data"),
      NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("Print “text” (the default) or “json”"),
      N_ ("FORMAT") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { NULL },
  };
  static const char *const no_files[] = { NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("FILE…"));

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, describe ());
  if (!g_option_context_parse_strv (context, &rest, &error))
    {
      g_printerr ("luthier: %s\n", error->message);
      return LUTHIER_CHECK_UNUSABLE;
    }
  return luthier_check_command_run (
      catalogue, files != NULL ? (const char *const *) files : no_files, model, format, validation);
}
