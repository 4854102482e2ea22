// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Luthier developers
// Our side: the program account-probe, which says what happens in lines of JSON.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PATIENCE_MS = 30000;

export const hash = (token) => createHash('sha256').update(token).digest('hex');

export class Probe {
  constructor(program, what, file) {
    this.folder = mkdtempSync(join(tmpdir(), 'luthier-probe-'));
    const path = join(this.folder, 'credential.json');
    writeFileSync(path, JSON.stringify(file), { mode: 0o600 });
    this.child = spawn(program, [what, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.said = {};
    this.waiting = [];
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      Object.assign(this.said, JSON.parse(line));
      this.waiting.forEach((look) => look());
    });
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
  }

  // What it says of this, at once or later.
  async hear(what) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`nothing of ${what}: ${JSON.stringify(this.said)}`)), PATIENCE_MS);
    });
    const heard = new Promise((resolve) => {
      const look = () => this.said[what] !== undefined && resolve(this.said[what]);

      this.waiting.push(look);
      look();
    });

    try {
      return await Promise.race([heard, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async end() {
    this.child.kill();
    await this.ended;
    rmSync(this.folder, { recursive: true });
  }
}
