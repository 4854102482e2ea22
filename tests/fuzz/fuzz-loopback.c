/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz-text.h"

#include "luthier-loopback-listener.h"
#include "luthier-manual-clock.h"

/* What comes in at the port where the browser is to answer a sign-in: any program and any page can
 * send something there. "@" stands for the port, as nobody can guess it. */

#define MAX_TURNS 200

typedef struct
{
  LuthierLoopbackListener *listener;
  gboolean answered;
  gboolean closed;
} World;

static void
answered_cb (World *world, GHashTable *query)
{
  GHashTableIter iter;
  gpointer name, value;

  fuzz_assert (!world->answered);
  world->answered = TRUE;
  fuzz_assert (g_hash_table_contains (query, "code") || g_hash_table_contains (query, "error"));
  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    fuzz_assert (name != NULL && value != NULL);
}

static void
closed_cb (World *world)
{
  fuzz_assert (!world->closed);
  world->closed = TRUE;
}

static void
turn (void)
{
  for (guint i = 0; i < MAX_TURNS && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

/* (transfer full): what the address ends in, in the place of each "@". */
static GString *
fill_in (const guint8 *data, gsize size, const char *port)
{
  GString *text = g_string_sized_new (size + 16);

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] == '@')
        g_string_append (text, port);
      else
        g_string_append_c (text, (char) data[i]);
    }
  return text;
}

static GSocket *
call (const char *uri)
{
  g_autoptr (GSocketAddress) address = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                  NULL);
  const char *port = strrchr (uri, ':') + 1;

  fuzz_assert (socket != NULL);
  address = g_inet_socket_address_new_from_string ("127.0.0.1", (guint) atoi (port));
  fuzz_assert (g_socket_connect (socket, address, NULL, NULL));
  g_socket_set_blocking (socket, FALSE);
  return socket;
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (0);
  World world = { luthier_loopback_listener_new (clock, NULL) };
  g_autofree char *uri = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GSocket) socket = NULL;

  fuzz_assert (world.listener != NULL);
  uri = g_strdup (luthier_loopback_listener_get_uri (world.listener));
  g_signal_connect_swapped (world.listener, "answered", G_CALLBACK (answered_cb), &world);
  g_signal_connect_swapped (world.listener, "closed", G_CALLBACK (closed_cb), &world);

  text = fill_in (data, size, strrchr (uri, ':') + 1);
  socket = call (uri);
  g_socket_send (socket, text->str, text->len, NULL, NULL);
  turn ();
  luthier_loopback_listener_close (world.listener, world.answered ? LUTHIER_SIGN_IN_PAGE_DONE
                                                                  : LUTHIER_SIGN_IN_PAGE_REFUSED);
  turn ();
  /* A browser that takes nothing is not waited for. */
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 10000);
  turn ();
  fuzz_assert (world.closed);
  g_socket_close (socket, NULL);
  g_object_unref (world.listener);
  turn ();
  return 0;
}
