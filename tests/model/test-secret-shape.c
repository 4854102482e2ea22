/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-secret-shape.h"

static void
test_shapes (void)
{
  static const struct
  {
    const char *text;
    LuthierSecretShape shape;
  } cases[] = {
    { NULL, LUTHIER_SECRET_NONE },
    { "", LUTHIER_SECRET_NONE },
    { " \n", LUTHIER_SECRET_NONE },
    { "gemini-tuning", LUTHIER_SECRET_NONE },
    { "AIza", LUTHIER_SECRET_NONE },
    { "AIza is how they begin", LUTHIER_SECRET_NONE },
    { " AIzaNotAKey\n", LUTHIER_SECRET_API_KEY },
    { "AQ.NotAKey", LUTHIER_SECRET_API_KEY },
    { "ya29.not-a-token", LUTHIER_SECRET_ACCESS_TOKEN },
    { "Bearer anything", LUTHIER_SECRET_ACCESS_TOKEN },
    { "1//not-a-token", LUTHIER_SECRET_REFRESH_TOKEN },
    { "1-a.apps.googleusercontent.com", LUTHIER_SECRET_CLIENT_ID },
    { "\t1-a.apps.googleusercontent.com ", LUTHIER_SECRET_CLIENT_ID },
    { "GOCSPX-not-a-secret", LUTHIER_SECRET_CLIENT_SECRET },
    { "-----BEGIN PRIVATE KEY-----\nx\n", LUTHIER_SECRET_PRIVATE_KEY },
    { "\n{\"type\":", LUTHIER_SECRET_JSON },
    { "[1]", LUTHIER_SECRET_JSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (luthier_secret_shape_of (cases[i].text), ==, cases[i].shape);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret-shape/shapes", test_shapes);
  return g_test_run ();
}
