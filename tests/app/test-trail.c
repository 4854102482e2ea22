/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-trail.h"

#include "luthier-ui-test.h"

typedef struct
{
  GtkStack *stack;
  GtkWidget *window;
  LuthierTrail *trail;
  GtkWidget *pages[4]; /* buttons, which take the focus */
  GString *left;       /* the numbers of those that were */
} Walk;

static void
left_cb (Walk *walk, GtkWidget *page)
{
  g_string_append (walk->left, gtk_button_get_label (GTK_BUTTON (page)));
}

static void
set_up (Walk *walk, gconstpointer unused)
{
  walk->stack = GTK_STACK (gtk_stack_new ());
  walk->left = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (walk->pages); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      walk->pages[i] = gtk_button_new_with_label (name);
      gtk_stack_add_named (walk->stack, walk->pages[i], name);
    }
  walk->window = luthier_ui_test_show (GTK_WIDGET (walk->stack), 300, 200);
  walk->trail = luthier_trail_new (walk->stack);
  g_signal_connect_swapped (walk->trail, "left", G_CALLBACK (left_cb), walk);
  luthier_trail_start (walk->trail, walk->pages[0]);
}

static void
tear_down (Walk *walk, gconstpointer unused)
{
  g_assert_finalize_object (walk->trail);
  luthier_ui_test_destroy (walk->window);
  g_string_free (walk->left, TRUE);
}

static void
assert_at (Walk *walk, guint page, const char *left)
{
  g_assert_true (luthier_trail_is_at (walk->trail, walk->pages[page]));
  g_assert_true (gtk_stack_get_visible_child (walk->stack) == walk->pages[page]);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (walk->window)) == walk->pages[page]);
  g_assert_cmpstr (walk->left->str, ==, left);
  g_string_truncate (walk->left, 0);
}

/* Back is the way that was come. */
static void
test_back (Walk *walk, gconstpointer unused)
{
  assert_at (walk, 0, "");
  g_assert_true (luthier_trail_is_at_start (walk->trail));
  luthier_trail_go_on (walk->trail, walk->pages[1]);
  luthier_trail_go_on (walk->trail, walk->pages[2]);
  assert_at (walk, 2, "");
  g_assert_false (luthier_trail_is_at_start (walk->trail));

  luthier_trail_go_back (walk->trail);
  assert_at (walk, 1, "2");
  luthier_trail_go_back (walk->trail);
  assert_at (walk, 0, "1");
  /* There is nothing behind the start. */
  luthier_trail_go_back (walk->trail);
  assert_at (walk, 0, "");
}

/* A page is on the way once: who comes to it again is where he was. */
static void
test_circle (Walk *walk, gconstpointer unused)
{
  for (guint i = 1; i < 4; i++)
    luthier_trail_go_on (walk->trail, walk->pages[i]);
  luthier_trail_go_on (walk->trail, walk->pages[1]);
  assert_at (walk, 1, "32");
  luthier_trail_go_back (walk->trail);
  assert_at (walk, 0, "1");
}

static void
test_replace (Walk *walk, gconstpointer unused)
{
  luthier_trail_go_on (walk->trail, walk->pages[1]);
  luthier_trail_replace (walk->trail, walk->pages[2]);
  assert_at (walk, 2, "1");
  luthier_trail_go_back (walk->trail);
  assert_at (walk, 0, "2");
  /* The start stays. */
  luthier_trail_replace (walk->trail, walk->pages[3]);
  luthier_trail_go_back (walk->trail);
  assert_at (walk, 0, "3");
}

static void
test_start (Walk *walk, gconstpointer unused)
{
  luthier_trail_go_on (walk->trail, walk->pages[1]);
  luthier_trail_go_on (walk->trail, walk->pages[2]);
  luthier_trail_go_to_start (walk->trail);
  assert_at (walk, 0, "21");
  luthier_trail_go_on (walk->trail, walk->pages[1]);
  luthier_trail_start (walk->trail, walk->pages[3]);
  assert_at (walk, 3, "10");
  luthier_trail_go_back (walk->trail);
  assert_at (walk, 3, "");
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add ("/trail/back", Walk, NULL, set_up, test_back, tear_down);
  g_test_add ("/trail/circle", Walk, NULL, set_up, test_circle, tear_down);
  g_test_add ("/trail/replace", Walk, NULL, set_up, test_replace, tear_down);
  g_test_add ("/trail/start", Walk, NULL, set_up, test_start, tear_down);

  return g_test_run ();
}
