import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { packageService } from '../../local/package-service';

export interface Bundles {
  readonly responder: string;
  readonly sweeper: string;
  readonly remove: () => void;
}

/** The functions as they ship, unpacked. */
export async function unpackBundles(): Promise<Bundles> {
  const { folder } = await packageService();
  const work = mkdtempSync(join(tmpdir(), 'trailwarden-bench-sweep-'));
  const unpack = (name: string): string => {
    for (const [file, code] of Object.entries(
      unzipSync(readFileSync(join(folder, `${name}.zip`))),
    )) {
      const path = join(work, name, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, code);
    }
    return join(work, name, 'services', name, 'handler.js');
  };
  return {
    responder: unpack('responder'),
    sweeper: unpack('sweeper'),
    remove: () => rmSync(work, { recursive: true, force: true }),
  };
}
