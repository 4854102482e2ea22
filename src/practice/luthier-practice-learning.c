/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-learning.h"

#include <math.h>

#include "luthier-adapter-size.h"
#include "luthier-json.h"

/* What the loss of a preference is before anything is learnt: either answer is as likely. */
#define LN_2 0.6931471805599453

/* The rate that models of others are tuned with, unless they are told. */
#define USUAL_RATE 0.0002

/* A learning rate that is so many times too large breaks everything. */
#define TOO_FAST 20

enum
{
  TRAINING_NOISE,
  VALIDATION_NOISE,
  SPIKES,
  TRAITS,
};

/* Well mixed: a step of SplitMix64. */
static guint64
mix (guint64 number)
{
  number += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  number = (number ^ (number >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  number = (number ^ (number >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return number ^ (number >> 31);
}

/* From 0 to 1 */
static double
draw (const LuthierPracticeLearning *self, gint64 step, guint what)
{
  const guint64 number = mix (mix (self->seed + what) ^ (guint64) step);

  return (double) (number >> 11) / 9007199254740992.0; /* 2^53 */
}

double
luthier_practice_learning_get_noise (const LuthierPracticeLearning *self, gint64 step, guint what)
{
  double sum = 0;

  /* Near enough to a normal distribution of half the width. */
  for (guint i = 0; i < 3; i++)
    sum += draw (self, step, 16 + 4 * what + i) - 0.5;
  return sum;
}

static void
read_stats (LuthierPracticeLearning *self, const LuthierPracticeJob *job)
{
  g_autoptr (LuthierJson)
      document = luthier_json_parse_text (job->stats != NULL ? job->stats : "{}", -1, NULL);
  const LuthierJsonValue *root = luthier_json_get_root (document);
  const LuthierJsonValue *stats = luthier_json_value_get_member (root, "supervisedTuningDataStats");
  gint64 examples;

  if (stats == NULL)
    stats = luthier_json_value_get_member (root, "preferenceOptimizationDataStats");
  examples = luthier_json_value_get_int64 (
      luthier_json_value_get_member (stats, "tuningDatasetExampleCount"), 100);
  examples = MAX (examples, 1);
  self->distinct = (double) MAX (examples - job->copies, 1);
  self->repeats = (double) examples / self->distinct;
  self->tokens = luthier_json_value_get_double (
      luthier_json_value_get_path (stats, "userOutputTokenDistribution", "mean", NULL), 20);
}

static void
read_rate (LuthierPracticeLearning *self, const LuthierJsonValue *parameters)
{
  double rate = luthier_json_value_get_double (
      luthier_json_value_get_member (parameters, "learningRate"), USUAL_RATE);

  self->multiplier = luthier_json_value_get_double (
      luthier_json_value_get_member (parameters, "learningRateMultiplier"), rate / USUAL_RATE);
  self->multiplier = CLAMP (self->multiplier, 0.001, 1000);
}

static void
read_settings (LuthierPracticeLearning *self, const LuthierPracticeJob *job)
{
  g_autoptr (LuthierJson) document = luthier_json_parse_text (
      job->resolved != NULL ? job->resolved : job->spec, -1, NULL);
  const LuthierJsonValue *root = luthier_json_get_root (document);
  const LuthierJsonValue *spec = luthier_json_value_get_member (root, "preferenceOptimizationSpec");
  const LuthierJsonValue *parameters;
  const char *adapter;

  self->preference = spec != NULL;
  if (spec == NULL)
    spec = luthier_json_value_get_member (root, "supervisedTuningSpec");
  parameters = luthier_json_value_get_member (spec, "hyperParameters");
  adapter = luthier_json_value_get_member_string (parameters, "adapterSize");
  self->adapter = adapter != NULL ? luthier_adapter_size_from_wire (adapter) : 0;
  if (self->adapter < 1)
    self->adapter = 4;
  read_rate (self, parameters);
  self->validation = (double) job->validation;
  if (job->validation == 0 && luthier_json_value_get_member (spec, "validationDatasetUri") != NULL)
    self->validation = 100;
}

/* Larger adapters reach lower; a larger rate gets there sooner and noisier, and a far too large one
 * never. Few examples are known by heart after some epochs, and what is not among them suffers. */
static void
foresee (LuthierPracticeLearning *self)
{
  const double steps = (double) MAX (self->steps, 1);
  const double excess = MAX (0, log2 (self->multiplier) - 2);
  const double reach = 0.46 - 0.045 * log2 (self->adapter) + 0.06 * draw (self, 1, TRAITS);
  double epoch;

  self->start = self->preference ? LN_2 : 1.7 + 0.8 * draw (self, 0, TRAITS);
  self->floor = self->start * MIN (0.9, reach + 0.04 * excess * excess);
  self->haste = 1.1;
  self->tau = MAX (1, (8 + 1.2 * sqrt (steps)) / pow (self->multiplier, 0.8));
  self->memory = 0.1 * pow (self->multiplier, 0.6) * pow (self->adapter / 4, 0.4) *
                 sqrt (300 / self->distinct);
  epoch = 1.5 + 4 * sqrt (self->distinct / 1000) /
                    (sqrt (self->multiplier) * pow (self->adapter / 4, 0.25));
  self->turn = epoch / self->repeats / self->epochs * steps;
  self->rise = 0.02 * (0.5 + 0.5 * sqrt (self->multiplier));
  self->noise = 0.13 * (0.6 + 0.4 * pow (self->multiplier, 0.7));
  if (self->multiplier >= TOO_FAST)
    self->broken = MAX (1, self->steps * 3 / 10);
}

/* A shape that was chosen makes its point whatever the settings and the data are. */
static void
bend (LuthierPracticeLearning *self, const char *shape)
{
  const double steps = (double) MAX (self->steps, 1);

  if (g_str_equal (shape, "breaks"))
    self->broken = MAX (1, self->steps * 6 / 10);
  else if (g_str_equal (shape, "falls") || g_str_equal (shape, "flat") ||
           g_str_equal (shape, "overfits"))
    {
      self->tau = steps * (g_str_equal (shape, "falls") ? 0.8 : 0.05);
      self->haste = g_str_equal (shape, "flat") ? 3 : self->haste;
      self->memory = 0;
      self->turn = 2 * steps;
      self->broken = 0;
      self->noise = 0.08;
    }
  if (g_str_equal (shape, "overfits"))
    {
      self->tau = steps * 0.06;
      self->turn = steps * 0.35;
      self->memory = 1.5 / pow (self->epochs, 1.2);
      self->rise = 0.5 / pow (0.65 * self->epochs * self->repeats, 1.4);
    }
}

/**
 * luthier_practice_learning_init:
 * @self: (out caller-allocates): how it learns
 * @job: a job whose data are known
 */
void
luthier_practice_learning_init (LuthierPracticeLearning *self, const LuthierPracticeJob *job)
{
  *self = (LuthierPracticeLearning){
    .seed = g_ascii_strtoull (job->id, NULL, 10),
    .steps = job->steps,
    .epochs = (double) MAX (job->epochs, 1),
  };
  read_stats (self, job);
  read_settings (self, job);
  foresee (self);
  if (job->curve != NULL)
    bend (self, job->curve);
}

static gboolean
is_broken (const LuthierPracticeLearning *self, gint64 step)
{
  return self->broken != 0 && step >= self->broken;
}

/* Everything explodes before it breaks. */
static double
explode (const LuthierPracticeLearning *self, gint64 step, double loss)
{
  const double left = (double) (self->broken - step) / (double) MAX (self->steps, 1);

  if (is_broken (self, step))
    return step == self->broken ? INFINITY : NAN;
  return self->broken != 0 && left < 0.1 ? loss * exp (30 * (0.1 - left)) : loss;
}

/* How much of what there is to learn is not learnt yet. */
static double
get_rest (const LuthierPracticeLearning *self, gint64 step)
{
  return pow (1 + (double) step / self->tau, -self->haste);
}

/* How often every example was shown. */
static double
get_views (const LuthierPracticeLearning *self, double step)
{
  return step / (double) MAX (self->steps, 1) * self->epochs * self->repeats;
}

/* From 0 to 1: how much of the examples is known by heart */
static double
get_memorized (const LuthierPracticeLearning *self, gint64 step)
{
  const double again = MAX (0, get_views (self, (double) step) - 1);

  return 1 - exp (-self->memory * pow (again, 1.2));
}

/**
 * luthier_practice_learning_get_training_loss:
 * @self: how it learns
 * @step: from 1
 *
 * Returns: the loss of that step's examples; infinite, or no number, if the learning broke down
 */
double
luthier_practice_learning_get_training_loss (const LuthierPracticeLearning *self, gint64 step)
{
  double loss = self->floor + (self->start - self->floor) * get_rest (self, step);

  loss *= 1 - 0.85 * get_memorized (self, step);
  loss *= 1 + self->noise * luthier_practice_learning_get_noise (self, step, TRAINING_NOISE);
  if (self->multiplier > 8 && draw (self, step, SPIKES) < 0.03)
    loss *= 1.5;
  return explode (self, step, MAX (loss, 0.004));
}

static double
get_rise (const LuthierPracticeLearning *self, gint64 step)
{
  const double limit = 0.6;
  const double views = get_views (self, (double) step - self->turn);

  return views > 0 ? limit * (1 - exp (-self->rise * pow (views, 1.4) / limit)) : 0;
}

/**
 * luthier_practice_learning_get_validation_loss:
 * @self: how it learns
 * @step: from 0
 *
 * Returns: the loss of the validation data after that step
 */
double
luthier_practice_learning_get_validation_loss (const LuthierPracticeLearning *self, gint64 step)
{
  const double rest = get_rest (self, step);
  const double gap = (0.03 + 0.6 / sqrt (self->distinct)) * (1 - rest);
  const double noise = 0.015 / sqrt (CLAMP (self->validation, 10, 400) / 100);
  double loss = self->floor + (self->start - self->floor) * rest;

  loss += self->start * (gap + get_rise (self, step));
  loss *= 1 + noise * luthier_practice_learning_get_noise (self, step, VALIDATION_NOISE);
  return explode (self, step, loss);
}
