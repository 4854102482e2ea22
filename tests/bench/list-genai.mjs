// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Luthier developers
// list-genai.mjs URL: the same list by the official SDK; the token is read from standard input.
import { readFileSync } from 'node:fs';
import { GoogleGenAI } from '@google/genai';

const token = readFileSync(0, 'utf8').trim();
const authClient = {
  getRequestHeaders: async () => new Headers({ Authorization: `Bearer ${token}` }),
};
const client = new GoogleGenAI({
  vertexai: true,
  project: 'practice',
  location: 'us-central1',
  httpOptions: { baseUrl: process.argv[2] },
  googleAuthOptions: { authClient },
});
let count = 0;
const pager = await client.tunings.list({ config: { pageSize: 100 } });
for await (const job of pager) if (job.name) count += 1;
console.log(count);
