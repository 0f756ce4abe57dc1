import type { WrittenManifest } from '../../shared/aws/dark/dark-row';
import type { DarkManifest } from '../../shared/domain/dark';
import { sha256Of } from './gzip-lines';
import type { Investigator } from './investigator';
import type { DarkRead } from './read-dark';

/**
 * Lists the files of an incident with their sums, once for each set of files: under Object Lock every
 * version stays. Nothing when there is no file. The sum of the manifest itself is on the incident, so that
 * one who can write into the bucket cannot change what it says.
 */
export async function writeManifest(
  { put, save }: Pick<Investigator, 'put' | 'save'>,
  { incident, dark, times }: Pick<DarkRead, 'incident' | 'dark' | 'times'>,
): Promise<Pick<WrittenManifest, 'key' | 'sha256'> | undefined> {
  const { files, manifest: before } = dark;
  if (files.length === 0) return undefined;
  if (before?.files === files.length) return { key: before.key, sha256: before.sha256 };
  const manifest: DarkManifest = {
    version: 1,
    incident: incident.id,
    writtenAt: times.now.toISOString(),
    events: files.reduce((sum, { events }) => sum + events, 0),
    // Places are read side by side: which is through first says nothing.
    files: files.toSorted((one, other) => (one.key < other.key ? -1 : 1)),
  };
  const body = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  const sha256 = sha256Of(body);
  const key = `${incident.id}/manifest-${sha256.slice(0, 16)}.json`;
  await put({ key, body, sha256, contentType: 'application/json' });
  await save(incident.id, { ...dark, manifest: { key, sha256, files: files.length } });
  return { key, sha256 };
}
