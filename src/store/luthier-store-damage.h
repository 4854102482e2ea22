/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What may be missing after a damage. Jobs are not among it: the service has them. */
typedef enum
{
  LUTHIER_DAMAGE_STEPS = 1 << 0,   /* profiles and intents, nobody knows how many */
  LUTHIER_DAMAGE_DRAFTS = 1 << 1,  /* unfinished jobs of the wizard */
  LUTHIER_DAMAGE_UPLOADS = 1 << 2, /* unfinished uploads, and which file an address stands for */
  LUTHIER_DAMAGE_RECORDS = 1 << 3, /* what was seen of jobs over time */
} LuthierDamageParts;

/* A file that could not be read any more, and what became of what was in it. */
typedef struct
{
  char *path;     /* (owned): where it is kept */
  guint n_steps;  /* changes of profiles and intents that are known to be missing, at least */
  guint n_unsure; /* intents that may have been sent since what is known of them */
  LuthierDamageParts parts;
} LuthierDamage;

#define LUTHIER_TYPE_DAMAGE (luthier_damage_get_type ())
GType luthier_damage_get_type (void);

LuthierDamage *luthier_damage_copy (const LuthierDamage *self);
void luthier_damage_free (LuthierDamage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDamage, luthier_damage_free)

G_END_DECLS
