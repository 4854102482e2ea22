/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-format.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-count.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* (transfer full) (nullable): NULL before the year 1 and after the year 9999, here as well. */
static GDateTime *
new_local (gint64 us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

static gboolean
is_same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/**
 * luthier_format_time:
 * @us: microseconds since the epoch
 *
 * Says when something was, relative to now.
 *
 * Returns: (transfer full): "today 14:02", "yesterday 17:41", "20 Nov" or "20 Nov 2025"; "" for 0
 */
char *
luthier_format_time (gint64 us)
{
  return luthier_format_time_at (us, g_get_real_time ());
}

/**
 * luthier_format_time_at:
 * @us: microseconds since the epoch
 * @now_us: what to call now
 *
 * luthier_format_time() for another now.
 *
 * Returns: (transfer full): the time in words
 */
char *
luthier_format_time_at (gint64 us, gint64 now_us)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) yesterday = NULL;

  if (us == 0)
    return g_strdup ("");

  time = new_local (us);
  now = new_local (now_us);
  if (time == NULL || now == NULL)
    return g_strdup ("");
  yesterday = g_date_time_add_days (now, -1);

  if (is_same_day (time, now))
    /* Translators: a time of the present day, in the format of g_date_time_format() */
    return g_date_time_format (time, _ ("today %H:%M"));
  if (is_same_day (time, yesterday))
    /* Translators: a time of the day before, in the format of g_date_time_format() */
    return g_date_time_format (time, _ ("yesterday %H:%M"));
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: a day of this year, "20 Nov", in the format of g_date_time_format() */
    return g_date_time_format (time, _ ("%-d %b"));
  /* Translators: a day of another year, "20 Nov 2025", in the format of g_date_time_format() */
  return g_date_time_format (time, _ ("%-d %b %Y"));
}

/**
 * luthier_format_ago:
 * @us: microseconds since the epoch
 * @now_us: what to call now
 *
 * Says how long ago something was.
 *
 * Returns: (transfer full): "just now", "20 s ago", "5 min ago"
 */
char *
luthier_format_ago (gint64 us, gint64 now_us)
{
  gint64 seconds = (now_us - us) / G_USEC_PER_SEC;
  g_autofree char *duration = NULL;

  if (seconds < 5)
    return g_strdup (_ ("just now"));
  /* Steps of five seconds are calmer to look at than a running clock. */
  duration = luthier_format_duration (seconds < MINUTE ? seconds / 5 * 5 : seconds);
  /* Translators: %s is a span of time such as "20 s" or "5 min" */
  return g_strdup_printf (_ ("%s ago"), duration);
}

/**
 * luthier_format_duration:
 * @seconds: how long
 *
 * Says how long something takes, in at most two units.
 *
 * Returns: (transfer full): "45 s", "38 min", "2 h 10 min", "3 d 4 h"; "" if negative
 */
char *
luthier_format_duration (gint64 seconds)
{
  int days = (int) (MIN (seconds, G_MAXINT) / DAY);
  int hours = (int) (seconds % DAY / HOUR);
  int minutes = (int) (seconds % HOUR / MINUTE);

  if (seconds < 0)
    return g_strdup ("");
  if (seconds < MINUTE)
    return g_strdup_printf (C_ ("duration", "%d s"), (int) seconds);
  if (seconds < HOUR)
    return g_strdup_printf (C_ ("duration", "%d min"), minutes);
  if (seconds < DAY)
    return minutes == 0 ? g_strdup_printf (C_ ("duration", "%d h"), hours)
                        : g_strdup_printf (C_ ("duration", "%d h %d min"), hours, minutes);
  return hours == 0 ? g_strdup_printf (C_ ("duration", "%d d"), days)
                    : g_strdup_printf (C_ ("duration", "%d d %d h"), days, hours);
}

/**
 * luthier_format_size:
 * @bytes: how many bytes
 *
 * Returns: (transfer full): "41.2 MB"
 */
char *
luthier_format_size (guint64 bytes)
{
  return g_format_size (bytes);
}

/**
 * luthier_format_count:
 * @count: a number of things
 *
 * Writes a number with the thousands separator of the user's language.
 *
 * Returns: (transfer full): "117,159"
 */
char *
luthier_format_count (gint64 count)
{
  return luthier_count_to_text (count);
}

/**
 * luthier_format_rate:
 * @bytes_per_second: how fast
 *
 * Returns: (transfer full): "4.2 MB/s"
 */
char *
luthier_format_rate (double bytes_per_second)
{
  g_autofree char *size = g_format_size (bytes_per_second > 0 ? (guint64) (bytes_per_second + 0.5)
                                                              : 0);

  /* Translators: so many bytes (kB, MB) in a second */
  return g_strdup_printf (_ ("%s/s"), size);
}

/**
 * luthier_format_price:
 * @dollars: a sum in US dollars
 *
 * Returns: (transfer full): "$0.45", "$46": with cents only where they matter
 */
char *
luthier_format_price (double dollars)
{
  return dollars < 10 ? g_strdup_printf (C_ ("price in US dollars", "$%.2f"), dollars)
                      : g_strdup_printf (C_ ("price in US dollars", "$%.0f"), dollars);
}

/**
 * luthier_format_loss:
 * @loss: or a reward, or a difference of two
 *
 * Returns: (transfer full): "0.418"; "4.2e-05" where three decimals would say nothing
 */
char *
luthier_format_loss (double loss)
{
  return loss != 0 && fabs (loss) < 0.001 ? g_strdup_printf ("%.1e", loss)
                                          : g_strdup_printf ("%.3f", loss);
}

/**
 * luthier_format_plain:
 * @text: what somebody else has written
 *
 * Some desktops read the body of a notification as markup, and some do not.
 *
 * Returns: (transfer full): the same without anything that could be markup
 */
char *
luthier_format_plain (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "&", "＆", 0);
  g_string_replace (plain, "<", "‹", 0);
  g_string_replace (plain, ">", "›", 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}
