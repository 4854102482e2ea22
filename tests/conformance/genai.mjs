// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Luthier developers
// genai.mjs URL: the official Gen AI SDK against the practice service, from the first request to
// the end of a job. The SDK uses v1beta1 and checks what comes back by its own rules.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { GoogleGenAI, JobState } from '@google/genai';
import { runAll, test } from './tap.mjs';

const base = process.argv[2];
const headers = { Authorization: 'Bearer conformance' };
const location = 'us-central1';
const bucket = 'conformance-genai';
const deadline = Date.now() + 120_000;

function connect(region, options = {}) {
  return new GoogleGenAI({
    vertexai: true,
    project: 'practice',
    location: region,
    httpOptions: { baseUrl: base, ...options },
    googleAuthOptions: { authClient: { getRequestHeaders: async () => new Headers(headers) } },
  });
}

async function send(method, path, body, type) {
  const reply = await fetch(base + path, {
    method,
    headers: { ...headers, 'Content-Type': type },
    body,
  });

  assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${await reply.text()}`);
}

async function upload(name, count) {
  const line = (i) =>
    JSON.stringify({
      contents: [
        { role: 'user', parts: [{ text: `Which class has ticket ${i}?` }] },
        { role: 'model', parts: [{ text: i % 2 === 0 ? 'billing' : 'shipping' }] },
      ],
    });
  const lines = Array.from({ length: count }, (_, i) => line(i)).join('\n');
  const query = `uploadType=media&name=${encodeURIComponent(name)}`;

  await send('POST', `/upload/storage/v1/b/${bucket}/o?${query}`, lines, 'application/jsonl');
}

async function waitFor(client, name, isReached) {
  for (;;) {
    const job = await client.tunings.get({ name });

    if (isReached(job)) return job;
    assert.ok(Date.now() < deadline, `${name} is still ${job.state}`);
    await sleep(100);
  }
}

const isTerminal = (job) =>
  [
    JobState.JOB_STATE_SUCCEEDED,
    JobState.JOB_STATE_FAILED,
    JobState.JOB_STATE_CANCELLED,
    JobState.JOB_STATE_EXPIRED,
  ].includes(job.state);

const client = connect(location);
let job;

test('the data are uploaded', async () => {
  await send('POST', '/storage/v1/b?project=practice', JSON.stringify({ name: bucket, location }),
    'application/json');
  await upload('sft/train.jsonl', 120);
  await upload('sft/validation.jsonl', 20);
});

test('a job is created', async () => {
  job = await client.tunings.tune({
    baseModel: 'gemini-2.5-flash',
    trainingDataset: { gcsUri: `gs://${bucket}/sft/train.jsonl` },
    config: {
      tunedModelDisplayName: 'Conformance',
      description: 'By the official SDK',
      labels: { made: 'conformance' },
      epochCount: 3,
      learningRateMultiplier: 0.5,
      adapterSize: 'ADAPTER_SIZE_FOUR',
      validationDataset: { gcsUri: `gs://${bucket}/sft/validation.jsonl` },
    },
  });
  assert.match(job.name, /^projects\/\d+\/locations\/us-central1\/tuningJobs\/\d+$/);
  assert.ok([JobState.JOB_STATE_PENDING, JobState.JOB_STATE_QUEUED].includes(job.state), job.state);
  assert.equal(job.tunedModelDisplayName, 'Conformance');
  assert.equal(job.labels.made, 'conformance');
});

test('the job comes to its end', async () => {
  const done = await waitFor(client, job.name, isTerminal);
  const hyperParameters = done.supervisedTuningSpec.hyperParameters;

  assert.equal(done.state, JobState.JOB_STATE_SUCCEEDED, JSON.stringify(done.error));
  assert.equal(String(hyperParameters.epochCount), '3');
  assert.equal(hyperParameters.adapterSize, 'ADAPTER_SIZE_FOUR');
  assert.match(done.tunedModel.model, /\/models\/\d+@\d+$/);
  assert.match(done.tunedModel.endpoint, /\/endpoints\/\d+$/);
  assert.ok(done.tunedModel.checkpoints.length > 0);
  assert.ok(Date.parse(done.endTime) >= Date.parse(done.startTime));
  assert.ok(Date.parse(done.startTime) >= Date.parse(done.createTime));
  const stats = done.tuningDataStats.supervisedTuningDataStats;
  assert.equal(String(stats.tuningDatasetExampleCount), '120');
});

test('the list has it, page by page', async () => {
  const names = [];

  await client.tunings.tune({
    baseModel: 'gemini-2.5-flash',
    trainingDataset: { gcsUri: `gs://${bucket}/sft/train.jsonl` },
  });
  const pager = await client.tunings.list({ config: { pageSize: 1 } });
  assert.equal(pager.pageLength, 1);
  assert.ok(pager.hasNextPage());
  for await (const listed of pager) names.push(listed.name);
  assert.ok(names.length >= 2);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.includes(job.name));
});

test('a region without jobs has an empty list', async () => {
  const pager = await connect('europe-west4').tunings.list();

  assert.equal(pager.pageLength, 0);
});

test('a job is cancelled', async () => {
  const victim = await client.tunings.tune({
    baseModel: 'gemini-2.5-flash',
    trainingDataset: { gcsUri: `gs://${bucket}/sft/train.jsonl` },
  });

  await client.tunings.cancel({ name: victim.name });
  const done = await waitFor(client, victim.name, isTerminal);
  assert.equal(done.state, JobState.JOB_STATE_CANCELLED);
  assert.equal(done.error.code, 1);
});

test('a tuned model is tuned again', async () => {
  const done = await client.tunings.get({ name: job.name });
  const next = await client.tunings.tune({
    baseModel: done.tunedModel.model,
    trainingDataset: { gcsUri: `gs://${bucket}/sft/train.jsonl` },
    config: { preTunedModelCheckpointId: done.tunedModel.checkpoints[0].checkpointId },
  });

  assert.equal(next.preTunedModel.tunedModelName, done.tunedModel.model);
});

test('what is wrong is said', async () => {
  await assert.rejects(
    client.tunings.get({ name: 'projects/practice/locations/us-central1/tuningJobs/1' }),
    (error) => error.status === 404 && JSON.parse(error.message).error.status === 'NOT_FOUND',
  );
  await assert.rejects(
    client.tunings.tune({ baseModel: 'no-such-model', trainingDataset: { gcsUri: 'gs://a/b' } }),
    (error) => error.status >= 400 && error.status < 500,
  );
});

test('v1 has it, too', async () => {
  const done = await connect(location, { apiVersion: 'v1' }).tunings.get({ name: job.name });

  assert.equal(done.state, JobState.JOB_STATE_SUCCEEDED);
});

await runAll();
