/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-format.h"

/* Sunday, 22 Nov 2026, 19:55:10 UTC. */
#define NOW  (G_GINT64_CONSTANT (1795377310) * G_USEC_PER_SEC)
#define DAYS (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

#define assert_text(call, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text_ = (call);                                                               \
    g_assert_cmpstr (text_, ==, (expected));                                                       \
  }                                                                                                \
  G_STMT_END

static void
test_time (void)
{
  assert_text (luthier_format_time_at (0, NOW), "");
  assert_text (luthier_format_time_at (NOW, NOW), "today 19:55");
  assert_text (luthier_format_time_at (NOW - DAYS, NOW), "yesterday 19:55");
  assert_text (luthier_format_time_at (NOW - 2 * DAYS, NOW), "20 Nov");
  assert_text (luthier_format_time_at (NOW - 365 * DAYS, NOW), "22 Nov 2025");
  assert_text (luthier_format_time_at (NOW + 2 * DAYS, NOW), "24 Nov");
  assert_text (luthier_format_time_at (G_MAXINT64, NOW), "");
}

static void
test_new_year (void)
{
  /* Half an hour into 2027, an hour ago was yesterday and last year. */
  gint64 now = G_GINT64_CONSTANT (1798763400) * G_USEC_PER_SEC;

  assert_text (luthier_format_time_at (now - DAYS / 24, now), "yesterday 23:30");
  assert_text (luthier_format_time_at (now - 2 * DAYS, now), "30 Dec 2026");
}

static void
test_ago (void)
{
  assert_text (luthier_format_ago (NOW, NOW), "just now");
  assert_text (luthier_format_ago (NOW + DAYS, NOW), "just now");
  assert_text (luthier_format_ago (NOW - 23 * G_USEC_PER_SEC, NOW), "20 s ago");
  assert_text (luthier_format_ago (NOW - 300 * G_USEC_PER_SEC, NOW), "5 min ago");
}

static void
test_duration (void)
{
  assert_text (luthier_format_duration (-1), "");
  assert_text (luthier_format_duration (0), "0 s");
  assert_text (luthier_format_duration (59), "59 s");
  assert_text (luthier_format_duration (38 * 60 + 59), "38 min");
  assert_text (luthier_format_duration (7200), "2 h");
  assert_text (luthier_format_duration (7800), "2 h 10 min");
  assert_text (luthier_format_duration (86400 * 3 + 4 * 3600 + 5), "3 d 4 h");
  assert_text (luthier_format_duration (86400 * 3), "3 d");
}

static void
test_figures (void)
{
  assert_text (luthier_format_count (0), "0");
  assert_text (luthier_format_count (999), "999");
  assert_text (luthier_format_count (-999), "-999");
  assert_text (luthier_format_count (1000), "1,000");
  assert_text (luthier_format_count (-1000), "-1,000");
  assert_text (luthier_format_count (117159), "117,159");
  assert_text (luthier_format_count (G_MAXINT64), "9,223,372,036,854,775,807");
  assert_text (luthier_format_size (41200000), "41.2\u00a0MB");
  assert_text (luthier_format_rate (4200000.4), "4.2\u00a0MB/s");
  assert_text (luthier_format_rate (-1.0), "0 bytes/s");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/time", test_time);
  g_test_add_func ("/format/new-year", test_new_year);
  g_test_add_func ("/format/ago", test_ago);
  g_test_add_func ("/format/duration", test_duration);
  g_test_add_func ("/format/figures", test_figures);
  return g_test_run ();
}
