import { gunzipSync } from 'node:zlib';
import { type Collected, readTar } from '../../../shared/playbooks/instance-login/collected';

/** Both fit into the memory of the function, several times over; the scripts send at most that. */
export const MOST_PACKED = 64 * 1_048_576;
const MOST_UNPACKED = 128 * 1_048_576;

/** Undefined for what is no archive, or swells. A host may send anything. */
export function unpacked(bytes: Uint8Array): Collected | undefined {
  try {
    return readTar(gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED })).files;
  } catch {
    return undefined;
  }
}
