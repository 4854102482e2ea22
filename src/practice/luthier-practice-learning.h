/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-job.h"

G_BEGIN_DECLS

/* How a job would learn, if anything learned here: what follows from its settings and its data, the
 * same whenever it is asked for. */
typedef struct
{
  guint64 seed;
  gboolean preference;
  gint64 steps;
  double epochs;
  double multiplier; /* of the learning rate */
  double adapter;    /* size */
  double distinct;   /* examples */
  double repeats;    /* of each of them in an epoch */
  double validation; /* examples, 0 = none */
  double tokens;     /* of an answer */
  /* What follows from them */
  double start;  /* loss before the first step */
  double floor;  /* that it falls to */
  double tau;    /* steps that it takes */
  double haste;  /* how soon nothing is left to learn: the power of the fall */
  double memory; /* how fast examples are learnt by heart */
  double turn;   /* steps after which the validation loss rises */
  double rise;   /* how fast it does */
  double noise;  /* share of the loss */
  gint64 broken; /* the first step whose loss is no number, 0 = none is */
} LuthierPracticeLearning;

void luthier_practice_learning_init (LuthierPracticeLearning *self, const LuthierPracticeJob *job);
double luthier_practice_learning_get_training_loss (const LuthierPracticeLearning *self,
                                                    gint64 step);
double luthier_practice_learning_get_validation_loss (const LuthierPracticeLearning *self,
                                                      gint64 step);
/* Around 0, mostly between -1 and 1, the same for the same step; what: different things have
 * different ones. */
double luthier_practice_learning_get_noise (const LuthierPracticeLearning *self,
                                            gint64 step,
                                            guint what);

G_END_DECLS
