/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-tuning-messages.h"

#define STRING(name)                                                                               \
  {                                                                                                \
    name, LUTHIER_PRACTICE_STRING, NULL, 0, NULL, NULL, NULL                                       \
  }
#define BOOLEAN(name)                                                                              \
  {                                                                                                \
    name, LUTHIER_PRACTICE_BOOLEAN, NULL, 0, NULL, NULL, NULL                                      \
  }
#define INT64(name)                                                                                \
  {                                                                                                \
    name, LUTHIER_PRACTICE_INT64, NULL, 0, NULL, NULL, NULL                                        \
  }
#define DOUBLE(name)                                                                               \
  {                                                                                                \
    name, LUTHIER_PRACTICE_DOUBLE, NULL, 0, NULL, NULL, NULL                                       \
  }
#define MESSAGE(name, message)                                                                     \
  {                                                                                                \
    name, LUTHIER_PRACTICE_MESSAGE, NULL, 0, &message, NULL, NULL                                  \
  }
#define STRUCT(name, type)                                                                         \
  {                                                                                                \
    name, LUTHIER_PRACTICE_STRUCT, NULL, 0, NULL, NULL, type                                       \
  }
#define ENUM(name, values, type)                                                                   \
  {                                                                                                \
    name, LUTHIER_PRACTICE_ENUM, NULL, 0, NULL, values, type                                       \
  }
#define OUTPUT(name)                                                                               \
  {                                                                                                \
    name, LUTHIER_PRACTICE_STRUCT, NULL, LUTHIER_PRACTICE_OUTPUT_ONLY, NULL, NULL, NULL            \
  }
#define END                                                                                        \
  {                                                                                                \
    NULL, LUTHIER_PRACTICE_STRING, NULL, 0, NULL, NULL, NULL                                       \
  }

/* The numbers are in the order in which the sizes were added, not the sizes. */
static const LuthierPracticeEnumValue adapter_sizes[] = {
  { "ADAPTER_SIZE_UNSPECIFIED", 0 }, { "ADAPTER_SIZE_ONE", 1 },
  { "ADAPTER_SIZE_FOUR", 2 },        { "ADAPTER_SIZE_EIGHT", 3 },
  { "ADAPTER_SIZE_SIXTEEN", 4 },     { "ADAPTER_SIZE_THIRTY_TWO", 5 },
  { "ADAPTER_SIZE_TWO", 6 },         { NULL, 0 },
};

static const LuthierPracticeEnumValue tuning_modes[] = {
  { "TUNING_MODE_UNSPECIFIED", 0 },
  { "TUNING_MODE_FULL", 1 },
  { "TUNING_MODE_PEFT_ADAPTER", 2 },
  { NULL, 0 },
};

static const LuthierPracticeEnumValue aggregation_metrics[] = {
  { "AGGREGATION_METRIC_UNSPECIFIED", 0 },
  { "AVERAGE", 1 },
  { "MODE", 2 },
  { "STANDARD_DEVIATION", 3 },
  { "VARIANCE", 4 },
  { "MINIMUM", 5 },
  { "MAXIMUM", 6 },
  { "MEDIAN", 7 },
  { "PERCENTILE_P90", 8 },
  { "PERCENTILE_P95", 9 },
  { "PERCENTILE_P99", 10 },
  { NULL, 0 },
};

static const LuthierPracticeField supervised_hyper_parameters_fields[] = {
  INT64 ("epoch_count"),
  DOUBLE ("learning_rate_multiplier"),
  ENUM ("adapter_size", adapter_sizes, "SupervisedHyperParameters.AdapterSize"),
  { "batch_size", LUTHIER_PRACTICE_INT64, NULL, LUTHIER_PRACTICE_BETA },
  { "learning_rate", LUTHIER_PRACTICE_DOUBLE, NULL, LUTHIER_PRACTICE_BETA },
  END,
};

static const LuthierPracticeMessage supervised_hyper_parameters = {
  "SupervisedHyperParameters",
  supervised_hyper_parameters_fields,
};

static const LuthierPracticeField metric_fields[] = {
  { "aggregation_metrics", LUTHIER_PRACTICE_ENUM, NULL, LUTHIER_PRACTICE_REPEATED, NULL,
    aggregation_metrics, "Metric.AggregationMetric" },
  { "predefined_metric_spec", LUTHIER_PRACTICE_STRUCT, "metric_spec", 0, NULL, NULL,
    "PredefinedMetricSpec" },
  { "computation_based_metric_spec", LUTHIER_PRACTICE_STRUCT, "metric_spec", 0, NULL, NULL,
    "ComputationBasedMetricSpec" },
  { "llm_based_metric_spec", LUTHIER_PRACTICE_STRUCT, "metric_spec", 0, NULL, NULL,
    "LLMBasedMetricSpec" },
  { "pointwise_metric_spec", LUTHIER_PRACTICE_STRUCT, "metric_spec", 0, NULL, NULL,
    "PointwiseMetricSpec" },
  { "pairwise_metric_spec", LUTHIER_PRACTICE_STRUCT, "metric_spec", 0, NULL, NULL,
    "PairwiseMetricSpec" },
  { "exact_match_spec", LUTHIER_PRACTICE_STRUCT, "metric_spec", 0, NULL, NULL, "ExactMatchSpec" },
  { "bleu_spec", LUTHIER_PRACTICE_STRUCT, "metric_spec", 0, NULL, NULL, "BleuSpec" },
  { "rouge_spec", LUTHIER_PRACTICE_STRUCT, "metric_spec", 0, NULL, NULL, "RougeSpec" },
  END,
};

static const LuthierPracticeMessage metric = { "Metric", metric_fields };

static const LuthierPracticeField gcs_destination_fields[] = {
  STRING ("output_uri_prefix"),
  END,
};

static const LuthierPracticeMessage gcs_destination = { "GcsDestination", gcs_destination_fields };

static const LuthierPracticeField output_config_fields[] = {
  MESSAGE ("gcs_destination", gcs_destination),
  END,
};

static const LuthierPracticeMessage output_config = { "OutputConfig", output_config_fields };

static const LuthierPracticeField autorater_config_fields[] = {
  { "sampling_count", LUTHIER_PRACTICE_INT64 },
  BOOLEAN ("flip_enabled"),
  STRING ("autorater_model"),
  STRUCT ("generation_config", "GenerationConfig"),
  END,
};

static const LuthierPracticeMessage autorater_config = {
  "AutoraterConfig",
  autorater_config_fields,
};

static const LuthierPracticeField evaluation_config_fields[] = {
  { "metrics", LUTHIER_PRACTICE_MESSAGE, NULL, LUTHIER_PRACTICE_REPEATED, &metric },
  MESSAGE ("output_config", output_config),
  MESSAGE ("autorater_config", autorater_config),
  STRUCT ("inference_generation_config", "GenerationConfig"),
  END,
};

static const LuthierPracticeMessage evaluation_config = {
  "EvaluationConfig",
  evaluation_config_fields,
};

static const LuthierPracticeField supervised_tuning_spec_fields[] = {
  STRING ("training_dataset_uri"),
  STRING ("validation_dataset_uri"),
  MESSAGE ("hyper_parameters", supervised_hyper_parameters),
  BOOLEAN ("export_last_checkpoint_only"),
  MESSAGE ("evaluation_config", evaluation_config),
  { "tuning_mode", LUTHIER_PRACTICE_ENUM, NULL, LUTHIER_PRACTICE_BETA, NULL, tuning_modes,
    "SupervisedTuningSpec.TuningMode" },
  END,
};

static const LuthierPracticeMessage supervised_tuning_spec = {
  "SupervisedTuningSpec",
  supervised_tuning_spec_fields,
};

static const LuthierPracticeField preference_hyper_parameters_fields[] = {
  INT64 ("epoch_count"),
  DOUBLE ("learning_rate_multiplier"),
  ENUM ("adapter_size", adapter_sizes, "PreferenceOptimizationHyperParameters.AdapterSize"),
  DOUBLE ("beta"),
  END,
};

static const LuthierPracticeMessage preference_hyper_parameters = {
  "PreferenceOptimizationHyperParameters",
  preference_hyper_parameters_fields,
};

static const LuthierPracticeField preference_spec_fields[] = {
  STRING ("training_dataset_uri"),
  STRING ("validation_dataset_uri"),
  MESSAGE ("hyper_parameters", preference_hyper_parameters),
  BOOLEAN ("export_last_checkpoint_only"),
  END,
};

static const LuthierPracticeMessage preference_spec = {
  "PreferenceOptimizationSpec",
  preference_spec_fields,
};

static const LuthierPracticeField pre_tuned_model_fields[] = {
  STRING ("tuned_model_name"),
  STRING ("checkpoint_id"),
  OUTPUT ("base_model"),
  END,
};

static const LuthierPracticeMessage pre_tuned_model = { "PreTunedModel", pre_tuned_model_fields };

static const LuthierPracticeField encryption_spec_fields[] = {
  STRING ("kms_key_name"),
  END,
};

static const LuthierPracticeMessage encryption_spec = { "EncryptionSpec", encryption_spec_fields };

#define BETA_SPEC(name, type)                                                                      \
  {                                                                                                \
    name, LUTHIER_PRACTICE_STRUCT, "tuning_spec", LUTHIER_PRACTICE_BETA, NULL, NULL, type          \
  }

static const LuthierPracticeField tuning_job_fields[] = {
  { "base_model", LUTHIER_PRACTICE_STRING, "source_model" },
  { "pre_tuned_model", LUTHIER_PRACTICE_MESSAGE, "source_model", 0, &pre_tuned_model },
  { "supervised_tuning_spec", LUTHIER_PRACTICE_MESSAGE, "tuning_spec", 0, &supervised_tuning_spec },
  { "preference_optimization_spec", LUTHIER_PRACTICE_MESSAGE, "tuning_spec", 0, &preference_spec },
  BETA_SPEC ("reinforcement_tuning_spec", "ReinforcementTuningSpec"),
  BETA_SPEC ("distillation_spec", "DistillationSpec"),
  BETA_SPEC ("partner_model_tuning_spec", "PartnerModelTuningSpec"),
  BETA_SPEC ("veo_tuning_spec", "VeoTuningSpec"),
  BETA_SPEC ("veo_lora_tuning_spec", "VeoLoraTuningSpec"),
  STRING ("tuned_model_display_name"),
  STRING ("description"),
  { "labels", LUTHIER_PRACTICE_STRING_MAP },
  MESSAGE ("encryption_spec", encryption_spec),
  STRING ("service_account"),
  { "custom_base_model", LUTHIER_PRACTICE_STRING, NULL, LUTHIER_PRACTICE_BETA },
  { "output_uri", LUTHIER_PRACTICE_STRING, NULL, LUTHIER_PRACTICE_BETA },
  OUTPUT ("name"),
  OUTPUT ("state"),
  OUTPUT ("create_time"),
  OUTPUT ("start_time"),
  OUTPUT ("end_time"),
  OUTPUT ("update_time"),
  OUTPUT ("error"),
  OUTPUT ("experiment"),
  OUTPUT ("gcs_metrics_uri"),
  OUTPUT ("tuned_model"),
  OUTPUT ("tuning_data_stats"),
  OUTPUT ("evaluate_dataset_runs"),
  { "tuning_job_state", LUTHIER_PRACTICE_STRUCT, NULL,
    LUTHIER_PRACTICE_OUTPUT_ONLY | LUTHIER_PRACTICE_BETA },
  { "tuning_job_metadata", LUTHIER_PRACTICE_STRUCT, NULL,
    LUTHIER_PRACTICE_OUTPUT_ONLY | LUTHIER_PRACTICE_BETA },
  { "pipeline_job", LUTHIER_PRACTICE_STRUCT, NULL,
    LUTHIER_PRACTICE_OUTPUT_ONLY | LUTHIER_PRACTICE_BETA },
  { "satisfies_pzs", LUTHIER_PRACTICE_STRUCT, NULL,
    LUTHIER_PRACTICE_OUTPUT_ONLY | LUTHIER_PRACTICE_BETA },
  { "satisfies_pzi", LUTHIER_PRACTICE_STRUCT, NULL,
    LUTHIER_PRACTICE_OUTPUT_ONLY | LUTHIER_PRACTICE_BETA },
  END,
};

const LuthierPracticeMessage luthier_practice_tuning_job_message = {
  "TuningJob",
  tuning_job_fields,
};

static const LuthierPracticeField no_fields[] = { END };

const LuthierPracticeMessage luthier_practice_cancel_message = {
  "CancelTuningJobRequest",
  no_fields,
};
