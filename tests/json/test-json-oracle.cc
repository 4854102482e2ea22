/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <cstring>
#include <glib.h>
#include <simdjson.h>
#include <string>

#include "luthier-json-scanner.h"

#define N_LINES 400000

/* What lines are made of, by changes of a few bytes. */
static const char *const seeds[] = {
  "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello, "
  "caf\u00e9\"}]},{\"role\":\"model\","
  "\"parts\":[{\"text\":\"Hi\"}]}]}",
  "{\"a\":[1,-2.5e3,0.0,true,false,null],\"b\":{\"c\":\"\\u00e9\\ud83d\\ude00\\n\"},\"d\":[]}",
  "[\"\u4e2d\u6587\",\"\U0001f600\",\"\\\\\\\"\\/\\b\\f\\r\\t\",{},[[[]]]]",
  "{\"messages\": [ {\"role\": \"user\", \"content\": "
  "\"0123456789abcdef0123456789abcdef0123456789abcdef"
  "0123456789abcdef0123456789\\\\\"} ], \"x\" : -0.5E+7 }",
  "\"\u0434\u043e\u0433\u043e\u0432\u043e\u0440 \u0434\u043e\u0433\u043e\u0432\u043e\u0440\"",
  "[0,1,12,123,1.5,1e5,-0]",
};

static const char alphabet[] =
    "{}[]:,\"\\ \t\n\r/ubfnrt0123456789aAeEdD+-.xX'#\x01\x1f\x7f\x80\xbf\xc2\xc3"
    "\xe0\xa0\xed\x9f\xef\xbb\xf0\x90\xf4\x8f\xff";

static guint64 state = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

static guint32
draw (guint32 limit)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (guint32) ((state >> 32) % limit);
}

/* In half of the lines one change, in the others up to four; in a few none. */
static void
change (std::string &line)
{
  guint32 n_changes = draw (20) == 0 ? 0 : draw (2) == 0 ? 1 : 1 + draw (4);

  while (n_changes-- > 0 && !line.empty ())
    {
      size_t place = draw ((guint32) line.size ());
      char byte = alphabet[draw (sizeof alphabet - 1)];

      switch (draw (5))
        {
        case 0:
          line[place] = byte;
          break;
        case 1:
          line.insert (place, 1, byte);
          break;
        case 2:
          line.erase (place, 1 + draw (3));
          break;
        case 3:
          line.insert (place, line.substr (draw ((guint32) line.size ()), 1 + draw (8)));
          break;
        default:
          line[place] ^= (char) (1 << draw (8));
        }
    }
}

static bool
is_accepted (const std::string &line)
{
  static char padded[4096];
  LuthierJsonScanner scanner;
  LuthierJsonToken token;

  memcpy (padded, line.data (), line.size ());
  memset (padded + line.size (), 0, LUTHIER_JSON_PADDING);
  luthier_json_scanner_init (&scanner, padded, line.size ());
  do
    token = luthier_json_scanner_next (&scanner);
  while (token > LUTHIER_JSON_TOKEN_END);
  return token == LUTHIER_JSON_TOKEN_END;
}

/* The other one stores numbers, and refuses what it cannot store; and it skips a byte order mark. */
static bool
may_differ (const std::string &line, simdjson::error_code code)
{
  return code == simdjson::NUMBER_ERROR || line.compare (0, 3, "\xef\xbb\xbf") == 0;
}

static void
test_agreement (void)
{
  simdjson::dom::parser parser;
  guint n_accepted = 0, n_left_out = 0;

  for (guint i = 0; i < N_LINES; i++)
    {
      std::string line = seeds[draw (G_N_ELEMENTS (seeds))];
      simdjson::dom::element element;
      simdjson::error_code code;
      bool ours;

      change (line);
      code = parser.parse (line).get (element);
      ours = is_accepted (line);
      n_accepted += ours;
      if (ours == (code == simdjson::SUCCESS))
        continue;
      if (!may_differ (line, code))
        g_error ("%s, but simdjson: %s: %s", ours ? "accepted" : "rejected",
                 simdjson::error_message (code), line.c_str ());
      n_left_out++;
    }
  g_test_message ("%u of %u lines accepted, %u left out", n_accepted, N_LINES, n_left_out);
  g_assert_cmpuint (n_accepted, >, N_LINES / 20);
  g_assert_cmpuint (n_left_out, <, N_LINES / 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-oracle/agreement", test_agreement);

  return g_test_run ();
}
