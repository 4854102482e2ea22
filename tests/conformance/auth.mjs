// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Luthier developers
// auth.mjs FOLDER URL: the official authentication library against the practice service, with the
// key and the OAuth client that the service has written to FOLDER.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CodeChallengeMethod, Impersonated, JWTAccess, OAuth2Client } from 'google-auth-library';
import { runAll, test } from './tap.mjs';

const [folder, url] = process.argv.slice(2);
const redirectUri = 'http://127.0.0.1:51234';
const scope = ['email', 'https://www.googleapis.com/auth/cloud-platform'];
const jobs = `${url}/v1/projects/practice/locations/us-central1/tuningJobs`;

function read(name) {
  return JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
}

function newClient() {
  const { client_id, client_secret, auth_uri, token_uri } = read('client.json').installed;

  return new OAuth2Client({
    clientId: client_id,
    clientSecret: client_secret,
    redirectUri,
    endpoints: {
      oauth2AuthBaseUrl: auth_uri,
      oauth2TokenUrl: token_uri,
      oauth2RevokeUrl: `${url}/revoke`,
      tokenInfoUrl: `${url}/tokeninfo`,
    },
  });
}

// As a person with a browser does it.
async function signIn(client) {
  const { codeVerifier, codeChallenge } = await client.generateCodeVerifierAsync();
  const address = client.generateAuthUrl({
    access_type: 'offline',
    scope,
    state: 'conformance',
    code_challenge: codeChallenge,
    code_challenge_method: CodeChallengeMethod.S256,
  });
  const page = await fetch(address);
  const reply = await fetch(`${address}&decision=allow`, { redirect: 'manual' });
  const back = new URL(reply.headers.get('location'));

  assert.equal(page.status, 200);
  assert.equal(back.searchParams.get('state'), 'conformance');
  const { tokens } = await client.getToken({ code: back.searchParams.get('code'), codeVerifier });

  client.setCredentials(tokens);
  return tokens;
}

async function hasStatus(promise, status) {
  await assert.rejects(promise, (error) => Number(error.response?.status) === status);
}

test('signs in, renews, and tells whose token it is', async () => {
  const client = newClient();
  const tokens = await signIn(client);
  const info = await client.getTokenInfo(tokens.access_token);

  assert.equal(info.email, 'practice@example.com');
  assert.ok(info.expiry_date > Date.now());
  assert.ok(info.scopes.includes(scope[1]));
  client.setCredentials({ refresh_token: tokens.refresh_token });
  assert.equal((await client.request({ url: jobs })).status, 200);
});

test('a code without its verifier is refused', async () => {
  const client = newClient();

  await hasStatus(client.getToken({ code: '4/0nothing', codeVerifier: 'x'.repeat(43) }), 400);
});

test('a revoked consent is over', async () => {
  const client = newClient();
  const { refresh_token } = await signIn(client);

  await client.revokeToken(refresh_token);
  client.setCredentials({ refresh_token });
  await hasStatus(client.request({ url: jobs }), 400);
});

test('acts as a service account', async () => {
  const sourceClient = newClient();

  await signIn(sourceClient);
  const client = new Impersonated({
    sourceClient,
    targetPrincipal: 'practice-tuner@practice.iam.gserviceaccount.com',
    targetScopes: [scope[1]],
    lifetime: 600,
    endpoint: url,
  });

  assert.equal((await client.request({ url: jobs })).status, 200);
});

test('a service account signs its own token', async () => {
  const access = new JWTAccess();

  access.fromJSON(read('key.json'));
  const headers = access.getRequestHeaders(undefined, undefined, scope[1]);

  assert.equal((await fetch(jobs, { headers })).status, 200);
  assert.equal((await fetch(jobs, { headers: { Authorization: 'Bearer x' } })).status, 401);
});

await runAll();
