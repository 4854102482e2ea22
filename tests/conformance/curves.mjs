// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Luthier developers
// curves.mjs URL: Google's own client of experiments and TensorBoards against the practice service:
// the way from a job to its curves, by REST, read by the client's definitions of every message.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { MetadataServiceClient, TensorboardServiceClient } from '@google-cloud/aiplatform';
import { runAll, test } from './tap.mjs';

const base = new URL(process.argv[2]);
const headers = { Authorization: 'Bearer conformance' };
const bucket = 'conformance-curves';
const deadline = Date.now() + 60_000;

async function send(method, path, body, type = 'application/json') {
  const reply = await fetch(new URL(path, base), {
    method,
    headers: { ...headers, 'Content-Type': type },
    body,
  });

  assert.ok(reply.ok, `${method} ${path}: ${reply.status}`);
  return reply.json();
}

async function upload(name, count) {
  const line = (i) =>
    JSON.stringify({
      contents: [
        { role: 'user', parts: [{ text: `Which class has ${name} ${i}?` }] },
        { role: 'model', parts: [{ text: i % 2 === 0 ? 'billing' : 'shipping' }] },
      ],
    });
  const lines = Array.from({ length: count }, (_, i) => line(i)).join('\n');

  await send('POST', `/upload/storage/v1/b/${bucket}/o?uploadType=media&name=${name}`, lines,
    'application/jsonl');
}

const authClient = {
  getRequestHeaders: async () => new Headers(headers),
  getUniverseDomain: async () => 'googleapis.com',
  getProjectId: async () => 'practice',
  fetch: (uri, options) => fetch(uri, { ...options, headers: { ...options.headers, ...headers } }),
};
authClient.getClient = async () => authClient;

const options = {
  apiEndpoint: base.hostname,
  port: Number(base.port),
  protocol: 'http',
  fallback: true,
  auth: authClient,
  projectId: 'practice',
};
const metadata = new MetadataServiceClient(options);
const tensorboards = new TensorboardServiceClient(options);
const manual = { autoPaginate: false };
let job;
let tensorboard;
let series;

async function waitFor(isReached) {
  do {
    job = await send('GET', `/v1beta1/${job.name}`);
    assert.ok(Date.now() < deadline, `the job is still ${job.state}`);
    await sleep(20);
  } while (!isReached(job));
}

const number = (value) => Number(value ?? 0);

test('a job has an experiment', async () => {
  await send('POST', '/storage/v1/b?project=practice', JSON.stringify({ name: bucket }));
  await upload('train.jsonl', 600);
  await upload('validation.jsonl', 20);
  job = await send('POST', '/v1/projects/practice/locations/us-central1/tuningJobs',
    JSON.stringify({
      baseModel: 'gemini-2.5-flash',
      supervisedTuningSpec: {
        trainingDatasetUri: `gs://${bucket}/train.jsonl`,
        validationDatasetUri: `gs://${bucket}/validation.jsonl`,
        hyperParameters: { epochCount: '30' },
      },
    }));
  await waitFor((now) => now.state === 'JOB_STATE_SUCCEEDED');
  const [context] = await metadata.getContext({ name: job.experiment });

  assert.equal(context.name, job.experiment);
  assert.equal(context.schemaTitle, 'system.Experiment');
  tensorboard = context.metadata.fields.backing_tensorboard_resource.stringValue;
});

test('its TensorBoard has a run', async () => {
  const experiment = job.experiment.split('/').pop();
  const [board] = await tensorboards.getTensorboard({ name: tensorboard });
  const [runs] = await tensorboards.listTensorboardRuns({
    parent: `${tensorboard}/experiments/${experiment}`,
  });

  assert.equal(board.name, tensorboard);
  assert.equal(runs.length, 1);
  series = [];
  let request = { parent: runs[0].name, pageSize: 4 };
  while (request) {
    const [page, next] = await tensorboards.listTensorboardTimeSeries(request, manual);

    assert.ok(page.length <= 4);
    series.push(...page);
    request = next;
  }
});

test('the contexts lead to the run, too', async () => {
  const [contexts] = await metadata.listContexts({
    parent: job.experiment.replace(/\/contexts\/.*/, ''),
    filter: `schema_title="system.ExperimentRun" AND parent_contexts:"${job.experiment}"`,
  });

  assert.deepEqual(contexts.map((context) => context.parentContexts), [[job.experiment]]);
  assert.ok(contexts[0].name.startsWith(`${job.experiment}-`));
});

test('the run has series', () => {
  assert.deepEqual(series.map((one) => one.displayName), [
    '/train_total_loss', '/train_fraction_of_correct_next_step_preds', '/train_num_predictions',
    '/eval_total_loss', '/eval_fraction_of_correct_next_step_preds', '/eval_num_predictions',
  ]);
  for (const one of series) {
    assert.equal(one.valueType, 'SCALAR');
    assert.equal(String(one.metadata.maxStep), '1125');
  }
});

test('many series are read at once, a thousand points of each', async () => {
  const [read] = await tensorboards.batchReadTensorboardTimeSeriesData({
    tensorboard,
    timeSeries: series.map((one) => one.name),
  });
  const ids = series.map((one) => one.name.split('/').pop());
  const [training, , , validation] = read.timeSeriesData;

  assert.deepEqual(read.timeSeriesData.map((data) => data.tensorboardTimeSeriesId), ids);
  assert.equal(new Set(training.values.map((point) => number(point.step))).size, 1000);
  assert.equal(validation.values.length, 121);
  assert.equal(number(validation.values[0].step), 0);
});

test('one series is read to the last point', async () => {
  const [read] = await tensorboards.readTensorboardTimeSeriesData({
    tensorboardTimeSeries: series[0].name,
    maxDataPoints: -1,
  });
  const points = read.timeSeriesData.values;

  assert.deepEqual(points.map((point) => number(point.step)),
    Array.from({ length: 1125 }, (_, i) => i + 1));
  assert.ok(points.at(-1).scalar.value < points[0].scalar.value);
  for (const [i, point] of points.entries()) {
    const at = number(point.wallTime.seconds) + point.wallTime.nanos / 1e9;

    assert.ok(at <= Date.parse(job.endTime) / 1000, `point ${i}`);
  }
});

test('what is not there is not found', async () => {
  await assert.rejects(metadata.getContext({ name: `${job.experiment}0` }), (error) =>
    error.code === 5 || error.code === 404);
  await assert.rejects(
    tensorboards.readTensorboardTimeSeriesData({ tensorboardTimeSeries: `${series[0].name}0` }),
    (error) => error.code === 5 || error.code === 404,
  );
});

await runAll();
