/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-json.h"
#include "luthier-test.h"

static void
test_good (void)
{
  static const struct
  {
    const char *text;
    gint64 microseconds;
  } cases[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "1970-01-01T00:00:01.5Z", 1500000 },
    { "2026-11-20T09:08:07.734198Z", 1795165687734198 },
    { "2026-11-20T09:08:07.734198999Z", 1795165687734198 },
    { "2026-11-20T09:08:07.734Z", 1795165687734000 },
    { "2026-11-20T10:08:07+01:00", 1795165687000000 },
    { "2026-11-20T04:38:07-04:30", 1795165687000000 },
    { "2000-02-29T12:00:00z", 951825600000000 },
    { "1969-12-31T23:59:59Z", -1000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (luthier_timestamp_parse (cases[i].text), ==, cases[i].microseconds);
}

static void
test_none (void)
{
  static const char *const texts[] = {
    NULL,
    "",
    "today",
    "2026-11-20",
    "2026-11-20 09:08:07Z",
    "2026-11-20T09:08:07",
    "2026-11-20T09:08:07.Z",
    "2026-11-20T09:08:07.1",
    "2026-13-20T09:08:07Z",
    "2026-11-00T09:08:07Z",
    "2026-11-20T24:08:07Z",
    "2026-11-20T09:08:07+1:00",
    "2026-11-20T09:08:07+01",
    "2026-11-20T09:08:07Zulu",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (luthier_timestamp_parse (texts[i]), ==, 0);
}

/* Every day of four centuries against another calendar. */
static void
test_calendar (void)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (1901, 1, 1, 0, 0, 0);

  while (g_date_time_get_year (day) < 2301)
    {
      g_autofree char *text = g_date_time_format (day, "%Y-%m-%dT%H:%M:%SZ");
      GDateTime *next = g_date_time_add_days (day, 1);

      if (luthier_timestamp_parse (text) != g_date_time_to_unix (day) * G_USEC_PER_SEC)
        g_error ("%s is wrong", text);
      g_date_time_unref (day);
      day = next;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/timestamp/good", test_good);
  g_test_add_func ("/timestamp/none", test_none);
  g_test_add_func ("/timestamp/calendar", test_calendar);

  return g_test_run ();
}
