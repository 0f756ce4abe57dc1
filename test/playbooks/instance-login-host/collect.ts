import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from './examine';
import { type Ran, runDocument } from './run-document';
import { type Sent, startStore } from './start-store';

/** Runs in a process space of its own, whose /proc is that of the machine: real processes, and none of anyone else. */
const ALONE = ['unshare', '--pid', '--fork', '--mount', '--kill-child', 'sh', '-c'];

export interface Collected {
  readonly ran: Ran;
  readonly sent: Sent | undefined;
  /** Where the archive was unpacked. */
  readonly folder: string;
  read(file: string): string;
}

/** Collects a machine, where these commands ran before. */
export async function collect(
  root: string,
  {
    before = 'true',
    environment = {},
  }: { before?: string; environment?: Record<string, string> } = {},
): Promise<Collected> {
  const store = await startStore();
  const ran = await runDocument('collect', {
    parameters: { putUrl: `${store.url}/evidence/collected.tar.gz?X-Amz-Signature=a` },
    environment: { MACHINE_ROOT: root, ...environment },
    through: [...ALONE, `mount -t proc proc "$MACHINE_ROOT/proc" && ${before}; "$@"`, 'alone'],
  });
  await store.stop();
  const [sent] = store.sent;
  const folder = unpack(sent?.body ?? Buffer.of());
  return { ran, sent, folder, read: (file) => readFileSync(join(folder, file), 'utf8') };
}
