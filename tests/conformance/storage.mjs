// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Luthier developers
// storage.mjs URL: the official Cloud Storage client against the practice service. It compares
// checksums by itself.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CRC32C, Storage } from '@google-cloud/storage';
import { runAll, test } from './tap.mjs';

const MIB = 1024 * 1024;
// An endpoint of one's own gets no token from this client, unless one adds it.
const storage = new Storage({ apiEndpoint: process.argv[2], projectId: 'practice' });
storage.interceptors.push({
  request: (options) => ({
    ...options,
    headers: { ...options.headers, Authorization: 'Bearer conformance' },
  }),
});
const bucket = storage.bucket('conformance-storage');

// A stream that comes in pieces of odd sizes.
function inPieces(bytes, size) {
  const pieces = [];

  for (let i = 0; i < bytes.length; i += size) pieces.push(bytes.subarray(i, i + size));
  return Readable.from(pieces);
}

async function read(file, options) {
  const pieces = [];

  for await (const piece of file.createReadStream(options)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function hasStatus(promise, status) {
  await assert.rejects(promise, (error) => Number(error.code ?? error.status) === status);
}

test('a bucket is made', async () => {
  const [made] = await storage.createBucket(bucket.name, { location: 'us-central1' });
  const [buckets] = await storage.getBuckets();

  assert.equal(made.name, bucket.name);
  assert.ok(buckets.some(({ name }) => name === bucket.name));
  assert.deepEqual(await bucket.exists(), [true]);
  await hasStatus(storage.createBucket(bucket.name), 409);
});

test('a small file goes up in one request', async () => {
  const file = bucket.file('small/one.jsonl');

  await file.save('{"a": 1}\n', { resumable: false, metadata: { contentType: 'application/jsonl' } });
  const [metadata] = await file.getMetadata();
  assert.equal(metadata.size, '9');
  assert.equal(metadata.contentType, 'application/jsonl');
  assert.equal(metadata.storageClass, 'STANDARD');
  assert.ok(metadata.md5Hash);
  assert.equal(String(await read(file)), '{"a": 1}\n');
});

test('a large file goes up in a resumable session', async () => {
  const bytes = randomBytes(20 * MIB + 12345);
  const file = bucket.file('large/stream.bin');

  await pipeline(inPieces(bytes, 99991), file.createWriteStream({ resumable: true, validation: 'crc32c' }));
  const back = await read(file, { validation: 'crc32c' });
  assert.ok(back.equals(bytes));
});

test('a large file goes up in chunks', async () => {
  const bytes = randomBytes(5 * MIB + 1);
  const file = bucket.file('large/chunks.bin');

  await pipeline(
    inPieces(bytes, 65536),
    file.createWriteStream({ resumable: true, chunkSize: MIB, validation: 'md5' }),
  );
  const [back] = await file.download({ validation: 'md5' });
  assert.ok(back.equals(bytes));
});

test('a session is taken up again', async () => {
  const bytes = randomBytes(3 * MIB);
  const file = bucket.file('large/resumed.bin');
  const [uri] = await file.createResumableUpload();
  const resumeCRC32C = new CRC32C();
  const first = await fetch(uri, {
    method: 'PUT',
    headers: { 'Content-Range': `bytes 0-${MIB - 1}/${bytes.length}` },
    body: bytes.subarray(0, MIB),
  });

  assert.equal(first.status, 308);
  resumeCRC32C.update(bytes.subarray(0, MIB));
  await pipeline(
    inPieces(bytes.subarray(MIB), 100000),
    file.createWriteStream({ uri, offset: MIB, resumeCRC32C: resumeCRC32C.toString() }),
  );
  assert.ok((await read(file)).equals(bytes));
});

test('an empty file', async () => {
  const file = bucket.file('empty');

  await file.save('', { resumable: true });
  const [metadata] = await file.getMetadata();
  assert.equal(metadata.size, '0');
  assert.equal(metadata.crc32c, 'AAAAAA==');
});

test('names of all kinds', async () => {
  for (const name of ['a b/ü?#%&+.jsonl', '日本/🎸', '../../up', "it's (1)*!"]) {
    const file = bucket.file(name);

    await file.save(name, { resumable: name.length % 2 === 0 });
    assert.equal(String((await file.download())[0]), name);
    const [files] = await bucket.getFiles({ prefix: name });
    assert.deepEqual(files.map((found) => found.name), [name]);
  }
});

test('parts of a file', async () => {
  const file = bucket.file('digits');

  await file.save('0123456789', { resumable: false });
  assert.equal(String(await read(file, { start: 2, end: 4 })), '234');
  assert.equal(String(await read(file, { start: 7 })), '789');
  assert.equal(String(await read(file, { end: -3 })), '789');
  await hasStatus(read(file, { start: 10 }), 416);
});

test('lists by folder and page', async () => {
  for (let i = 0; i < 5; i += 1) await bucket.file(`list/${i}`).save('', { resumable: false });
  await bucket.file('list/deeper/6').save('', { resumable: false });
  const [all] = await bucket.getFiles({ prefix: 'list/', maxResults: 2 });
  assert.equal(all.length, 2);
  const [paged] = await bucket.getFiles({ prefix: 'list/', autoPaginate: true });
  assert.equal(paged.length, 6);
  const [files, , reply] = await bucket.getFiles({
    prefix: 'list/',
    delimiter: '/',
    autoPaginate: false,
  });
  assert.equal(files.length, 5);
  assert.deepEqual(reply.prefixes, ['list/deeper/']);
});

test('preconditions', async () => {
  const file = bucket.file('only-once');
  const options = { resumable: true, preconditionOpts: { ifGenerationMatch: 0 } };

  await file.save('one', options);
  await hasStatus(file.save('two', options), 412);
  const [metadata] = await file.getMetadata();
  await file.save('three', { preconditionOpts: { ifGenerationMatch: metadata.generation } });
  assert.equal(String((await file.download())[0]), 'three');
});

test('metadata of one own', async () => {
  const file = bucket.file('labelled');

  await file.save('x', { resumable: true, metadata: { metadata: { made: 'conformance' } } });
  assert.equal((await file.getMetadata())[0].metadata.made, 'conformance');
  await file.setMetadata({ metadata: { made: 'again' } });
  assert.equal((await file.getMetadata())[0].metadata.made, 'again');
});

test('rights', async () => {
  const [rights] = await bucket.iam.testPermissions(['storage.objects.get', 'storage.objects.create']);

  assert.deepEqual(rights, { 'storage.objects.get': true, 'storage.objects.create': true });
});

test('what is not there', async () => {
  await hasStatus(bucket.file('nothing').getMetadata(), 404);
  await hasStatus(bucket.file('nothing').download(), 404);
  await hasStatus(storage.bucket('no-such-bucket').getFiles(), 404);
  assert.deepEqual(await bucket.file('nothing').exists(), [false]);
});

test('a file is deleted', async () => {
  const file = bucket.file('small/one.jsonl');

  await file.delete();
  assert.deepEqual(await file.exists(), [false]);
  await hasStatus(file.delete(), 404);
});

await runAll();
