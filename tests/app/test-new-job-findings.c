/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-findings.h"

#include "luthier-dataset-fault.h"
#include "luthier-ui-test.h"

/* Where the user wants to look. */
static guint64 opened;

static void
open_cb (LuthierNewJobFindings *findings, guint64 line)
{
  opened = line;
}

static void
add (GPtrArray *findings, LuthierDatasetFault fault, guint64 line)
{
  LuthierDatasetFinding *finding = luthier_dataset_fault_to_finding (fault, NULL, 3, NULL);

  finding->line = line;
  g_ptr_array_add (findings, finding);
}

/* Worst first, and no more than a few; the others are behind the button. */
static void
test_worst_first (void)
{
  g_autoptr (GPtrArray)
      findings = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_dataset_finding_free);
  GtkWidget *widget = g_object_new (LUTHIER_TYPE_NEW_JOB_FINDINGS, NULL);
  GtkWidget *window = luthier_ui_test_show (widget, 360, 600);
  GtkWidget *list, *row;

  g_signal_connect (widget, "open", G_CALLBACK (open_cb), NULL);
  add (findings, LUTHIER_FAULT_BLANK_LINE, 4);
  add (findings, LUTHIER_FAULT_BLANKS_AROUND, 7);
  add (findings, LUTHIER_FAULT_REPEATED_EXAMPLE, 9);
  add (findings, LUTHIER_FAULT_UNKNOWN_NAME, 11);
  add (findings, LUTHIER_FAULT_NO_CONTENTS, 13);
  luthier_new_job_findings_show (LUTHIER_NEW_JOB_FINDINGS (widget), NULL, findings, TRUE);
  luthier_ui_test_wait_frames (window, 2);

  list = luthier_ui_test_find (window, GTK_TYPE_LIST_BOX, NULL);
  row = gtk_widget_get_first_child (list);
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 4));
  g_signal_emit_by_name (list, "row-activated", row);
  g_assert_cmpuint (opened, ==, 13);
  g_signal_emit_by_name (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "See All 5…"), "clicked");
  g_assert_cmpuint (opened, ==, 0);

  /* More of the check keeps the rows: a focus stays. */
  g_ptr_array_remove_index (findings, 0);
  luthier_new_job_findings_show (LUTHIER_NEW_JOB_FINDINGS (widget), NULL, findings, TRUE);
  g_assert_true (gtk_widget_get_first_child (list) == row);
  g_assert_nonnull (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "See All…"));
  luthier_ui_test_destroy (window);
}

/* What is in the cloud only cannot be opened, and nothing is seen of nothing. */
static void
test_no_file (void)
{
  g_autoptr (GPtrArray)
      findings = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_dataset_finding_free);
  GtkWidget *widget = g_object_new (LUTHIER_TYPE_NEW_JOB_FINDINGS, NULL);
  GtkWidget *window = luthier_ui_test_show (widget, 360, 600);
  GtkWidget *list, *row;

  add (findings, LUTHIER_FAULT_NO_CONTENTS, 13);
  luthier_new_job_findings_show (LUTHIER_NEW_JOB_FINDINGS (widget), NULL, findings, FALSE);
  luthier_ui_test_wait_frames (window, 2);
  list = luthier_ui_test_find (window, GTK_TYPE_LIST_BOX, NULL);
  row = gtk_widget_get_first_child (list);
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "See All…"));
  g_assert_true (luthier_ui_test_says (window, "the job would fail"));

  luthier_new_job_findings_show (LUTHIER_NEW_JOB_FINDINGS (widget), NULL, NULL, FALSE);
  g_assert_false (gtk_widget_get_visible (widget));
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/new-job-findings/worst-first", test_worst_first);
  g_test_add_func ("/new-job-findings/no-file", test_no_file);
  return g_test_run ();
}
