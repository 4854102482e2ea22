/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-fuzz.h"

#include "luthier-http-client.h"

/* luthier-fuzz-http.c has a LuthierHttpClient that asks nobody: what it is to have been answered is
 * said here. So the very callbacks that read replies are run, without sockets. */

/* statuses and texts in turns: "2" and a body, "4" and one, or "0" and one, which is a 404; then as
 * often as asked, nothing more comes. */
void fuzz_http_answer (const guint8 *data, gsize size);
/* For how many requests there was an answer. */
guint fuzz_http_get_n_answered (void);
/* Until all that was asked has its answer. */
void fuzz_http_run (void);
