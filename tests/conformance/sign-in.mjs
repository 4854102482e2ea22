// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Luthier developers
// sign-in.mjs URL PROGRAM: the sign-in in the browser against an authorisation server that nobody here
// wrote (oidc-provider, which is certified), in a real browser where the buttons are pressed.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { chromium } from 'playwright-core';
import { Probe } from './probe.mjs';
import { runAll, test } from './tap.mjs';

// What the server says of itself is no result of a test.
console.info = () => {};
console.warn = () => {};

const program = process.argv[3];
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const EMAIL = 'ada@example.com';
const CLIENT = { client_id: 'luthier-desktop', client_secret: 'not-secret-for-a-desktop-client' };

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    ...CLIENT,
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: ['http://127.0.0.1'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  scopes: ['openid', 'email', SCOPE],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  findAccount: async (ctx, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, email: EMAIL, email_verified: true }),
  }),
});

// Somebody between the server and the browser may change where that is sent.
let meddle = null;
const handle = provider.callback();
server.on('request', (request, response) => {
  const setHeader = response.setHeader.bind(response);

  response.setHeader = (name, value) => {
    const leads = name.toLowerCase() === 'location' && URL.canParse(value) && new URL(value);
    return setHeader(name, leads && meddle && leads.searchParams.has('code') ? meddle(leads) : value);
  };
  handle(request, response);
});

const grants = [];
provider.on('grant.success', (ctx) => grants.push(ctx.oidc.params.grant_type));
const refusals = [];
provider.on('grant.error', (ctx, error) => refusals.push(error.error_detail ?? error.message));

const file = {
  installed: {
    ...CLIENT, auth_uri: `${issuer}/auth`, token_uri: `${issuer}/token`, project_id: 'acme',
  },
};

const browser = await chromium.launch({
  executablePath: process.env.LUTHIER_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
    '--disable-background-networking', '--disable-component-update'],
});

// A sign-in in a browser without cookies; "change" may change what leads back to us.
async function begin(change = null) {
  const probe = new Probe(program, 'sign-in', file);
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  meddle = change;
  const uri = await probe.hear('open');
  await page.goto(uri);
  return { probe, page, uri: new URL(uri), end: async () => { await context.close(); await probe.end(); } };
}

async function logIn(page) {
  await page.fill('input[name="login"]', 'ada');
  await page.fill('input[name="password"]', 'anything');
  await page.click('button[type="submit"]');
  await page.waitForSelector('text=Authorize');
}

async function consent(page) {
  await page.click('button[type="submit"]');
}

test('consent in the browser signs in, and its refresh token works', async () => {
  const { probe, page, uri, end } = await begin();

  assert.equal(uri.searchParams.get('code_challenge_method'), 'S256');
  assert.ok(uri.searchParams.get('state').length >= 20);
  await logIn(page);
  await consent(page);
  await page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/\?/);
  assert.match(await page.textContent('body'), /signed in/i);
  assert.equal(await probe.hear('account'), EMAIL);
  await probe.hear('token');
  assert.deepEqual(grants, ['authorization_code', 'refresh_token']);
  assert.equal(await probe.ended, 0);
  // The listener is gone with the sign-in.
  await assert.rejects(fetch(uri.searchParams.get('redirect_uri')));
  await end();
});

test('two sign-ins have nothing in common that could be guessed', async () => {
  const one = await begin();
  const two = await begin();

  for (const name of ['state', 'code_challenge', 'redirect_uri']) {
    assert.notEqual(one.uri.searchParams.get(name), two.uri.searchParams.get(name));
  }
  await one.end();
  await two.end();
});

test('who cancels is told so', async () => {
  const { probe, page, end } = await begin();

  await page.fill('input[name="login"]', 'ada');
  await page.click('text=Cancel');
  await page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/\?error=access_denied/);
  assert.equal(await probe.hear('failed'), 'luthier/sign-in-denied');
  await end();
});

test('an answer with another state is refused', async () => {
  const { probe, page, end } = await begin((url) => {
    url.searchParams.set('state', 'of-somebody-else');
    return url.href;
  });

  await logIn(page);
  await consent(page);
  assert.equal(await probe.hear('failed'), 'luthier/sign-in-state');
  await end();
});

test('a stolen code is worth nothing without the verifier', async () => {
  let stolen;
  const { probe, page, uri, end } = await begin((url) => {
    stolen = url.searchParams.get('code');
    return `${issuer}/.well-known/openid-configuration`;
  });

  await logIn(page);
  await consent(page);
  await page.waitForURL(/openid-configuration$/);
  for (const verifier of [undefined, 'x'.repeat(64)]) {
    const answer = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code', code: stolen, ...CLIENT,
        redirect_uri: uri.searchParams.get('redirect_uri'),
        ...(verifier && { code_verifier: verifier }),
      }),
    });
    assert.equal(answer.status, 400);
    assert.match((await answer.json()).error, /^invalid_(grant|request)$/);
  }
  assert.ok(refusals.some((text) => /verifier/i.test(text)), refusals.join());
  assert.equal(probe.said.account, undefined);
  await end();
});

test('a code that was spent by somebody else is a named failure', async () => {
  const { probe, page, end } = await begin((url) => {
    url.searchParams.set('code', 'spent-or-invented');
    return url.href;
  });

  await logIn(page);
  await consent(page);
  assert.equal(await probe.hear('failed'), 'invalid_grant');
  await end();
});

const close = async () => { await browser.close(); server.close(); };
test('all is closed', close);
await runAll();
