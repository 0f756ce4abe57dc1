import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { packageService } from '../../services/cli/local/package-service';
import { property } from '../../services/cli/local/template';
import type { SqsBatchResponse, SqsEvent } from '../../shared/aws/sqs-event';
import { run } from './run';

/** Batches to a cold start of the function, one after the other; rejects when one of them throws. */
export type Invoke = (
  batches: readonly SqsEvent[],
  env: Readonly<Record<string, string>>,
) => Promise<readonly SqsBatchResponse[]>;

/** The zip that would be uploaded, unzipped; each call of the answer is a new Lambda environment. */
export async function packagedResponder(): Promise<Invoke> {
  const { folder, template } = await packageService();
  const unzipped = await unzip(join(folder, 'responder.zip'));
  const handler = property<string>(template, 'ResponderLambdaFunction', 'Handler');
  return async (batches, env) => {
    const lambda = join(__dirname, 'invoke-bundle.cjs');
    const input = JSON.stringify(batches);
    const ended = await run(process.execPath, [lambda, unzipped, handler], { env, input });
    if (ended.code !== 0) throw new Error(ended.stderr);
    return JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '');
  };
}

async function unzip(zip: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trailwarden-responder-'));
  for (const [name, content] of Object.entries(unzipSync(await readFile(zip)))) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    if (!name.endsWith('/')) await writeFile(path, content);
  }
  return folder;
}
