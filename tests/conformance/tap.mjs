// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Luthier developers
// The Test Anything Protocol, as far as these tests need it.
const cases = [];

export function test(name, run) {
  cases.push({ name, run });
}

// One after the other: later cases may build on what earlier ones have made.
export async function runAll() {
  let failures = 0;

  console.log(`1..${cases.length}`);
  for (const [index, { name, run }] of cases.entries()) {
    try {
      await run();
      console.log(`ok ${index + 1} ${name}`);
    } catch (error) {
      failures += 1;
      console.log(`not ok ${index + 1} ${name}`);
      console.error(error);
    }
  }
  process.exit(failures > 0 ? 1 : 0);
}
