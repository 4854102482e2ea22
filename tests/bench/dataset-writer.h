/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

/* Writes JSON Lines as people tune with them, the same ones every time: lengths vary by a factor of
 * a hundred, three lines of five have a system instruction, one of seven more than one pair of turns;
 * one of six is not in English, one of ten is written with escapes only. */
void luthier_dataset_writer_write (int fd, guint64 size);
