/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json-scanner.h"

G_BEGIN_DECLS

/* Reads a string from behind its opening quote to behind the closing one, and notes what it is like.
 * FALSE: it is none; the scanner has the reason and the place. The portable form looks at one special
 * byte after the other, the other at 64 bytes at a time; both give the same for any bytes, which a
 * test holds them to. */
gboolean luthier_json_string_scan (LuthierJsonScanner *scanner, const guint8 *at);
gboolean luthier_json_string_scan_portable (LuthierJsonScanner *scanner, const guint8 *at);

LuthierJsonToken luthier_json_scanner_fail (LuthierJsonScanner *self,
                                            const guint8 *at,
                                            LuthierJsonError code,
                                            const char *problem);

G_END_DECLS
