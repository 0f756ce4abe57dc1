import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { packageService } from '../local/package-service';
import { type Figure, median, ms } from './figure';

const RUNS = 15;

/** Size of the responder's bundle, and what loading it costs a new process beside an empty handler. */
export async function benchBundle(): Promise<readonly Figure[]> {
  const { folder } = await packageService();
  const work = mkdtempSync(join(tmpdir(), 'trailwarden-bench-'));
  try {
    const files = unzipSync(readFileSync(join(folder, 'responder.zip')));
    const code = files['services/responder/handler.js'];
    if (!code) throw new Error('The package holds no bundle of the responder.');
    const bundle = join(work, 'handler.js');
    const empty = join(work, 'empty.js');
    writeFileSync(bundle, code);
    writeFileSync(empty, 'exports.handler = async () => ({ batchItemFailures: [] });\n');
    const [full, nothing] = alternate(bundle, empty);
    const bytes = statSync(bundle).size;
    return [
      {
        name: 'bundle size',
        measured: `${bytes} bytes`,
        baseline: '500,000 bytes',
        ratio: bytes / 500_000,
        limit: 1,
      },
      {
        name: 'cold init: a new process that loads the handler',
        measured: ms(full),
        baseline: `${ms(nothing)} with an empty handler`,
        ratio: full / nothing,
      },
    ];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** One after the other in turn, so that both meet the same machine. */
function alternate(one: string, other: string): readonly [number, number] {
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    times[0].push(timeOf(one));
    times[1].push(timeOf(other));
  }
  return [median(times[0]), median(times[1])];
}

function timeOf(file: string): number {
  const startedAt = performance.now();
  execFileSync(process.execPath, ['-e', `require(${JSON.stringify(file)})`], {
    env: { PATH: process.env.PATH },
  });
  return performance.now() - startedAt;
}
