// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Luthier developers
// jwt.mjs URL PROGRAM: the signed assertions of a service account, verified by an implementation that
// nobody here wrote (jose).
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { importSPKI, jwtVerify } from 'jose';
import { hash, Probe } from './probe.mjs';
import { runAll, test } from './tap.mjs';

const program = process.argv[3];
const EMAIL = 'tuner@acme.iam.gserviceaccount.com';
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const key = await importSPKI(publicKey, 'RS256');

// A token endpoint that believes what jose believes.
const judged = [];
const server = createServer(async (request, response) => {
  const pieces = [];

  for await (const piece of request) pieces.push(piece);
  const form = new URLSearchParams(Buffer.concat(pieces).toString());
  try {
    assert.equal(form.get('grant_type'), 'urn:ietf:params:oauth:grant-type:jwt-bearer');
    judged.push(await jwtVerify(form.get('assertion'), key, {
      issuer: EMAIL, audience: `${base}/token`, maxTokenAge: '5 minutes', algorithms: ['RS256'],
    }));
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ access_token: 'proved', expires_in: 3600, token_type: 'Bearer' }));
  } catch (error) {
    judged.push(error);
    response.writeHead(400, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }));
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}`;

const keyFile = (pem) => ({
  type: 'service_account', project_id: 'acme', private_key_id: 'k1', private_key: pem,
  client_email: EMAIL, client_id: '1', token_uri: `${base}/token`,
});

test('jose verifies the assertion', async () => {
  const probe = new Probe(program, 'token', keyFile(privateKey));

  assert.equal(await probe.hear('token'), hash('proved'));
  const { payload, protectedHeader } = judged.pop();
  assert.deepEqual(protectedHeader, { alg: 'RS256', typ: 'JWT', kid: 'k1' });
  assert.equal(payload.scope, SCOPE);
  assert.equal(payload.exp - payload.iat, 3600);
  await probe.end();
});

test('a key that is not the account’s is refused by name', async () => {
  const other = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const probe = new Probe(program, 'token', keyFile(other.privateKey));

  assert.equal(await probe.hear('failed'), 'invalid_grant');
  assert.match(await probe.hear('message'), new RegExp(EMAIL.replaceAll('.', '\\.')));
  assert.ok(judged.pop() instanceof Error);
  await probe.end();
});

test('all is closed', async () => { server.close(); });
await runAll();
