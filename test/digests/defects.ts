import { gunzipSync, gzipSync } from 'node:zlib';
import { at, backfill, type Generated, generate, type Plan } from './generate';

/** One damage to a chain of six hours with two log files each, and the expected verdicts. */
export interface Defect {
  readonly title: string;
  readonly plan?: Omit<Plan, 'bucket'>;
  /** Damage that only files in S3 can have: files in a folder have the signature from the next digest. */
  readonly onlyInS3?: true;
  readonly damage: (generated: Generated) => unknown;
  readonly digests: Verdicts;
  /** Absent when the chain has no backfills. */
  readonly backfills?: Verdicts;
  readonly logs: Verdicts;
  readonly windows: readonly Expected[];
}

interface Verdicts {
  readonly valid: number;
  readonly invalid: number;
}

interface Expected {
  readonly kind: string;
  readonly certainty: string;
  readonly from: string;
  readonly to: string;
}

export const bucketWith = ({ plan, damage }: Defect, bucket: string): Generated => {
  const generated = generate({ bucket, ...plan });
  damage(generated);
  return generated;
};

const all = { digests: { valid: 6, invalid: 0 }, logs: { valid: 12, invalid: 0 }, windows: [] };
const oneLogLess = { ...all, logs: { valid: 11, invalid: 1 } };
const unproven = (from: number, to: number) => ({
  kind: 'unproven',
  certainty: 'unknown',
  from: at(from),
  to: at(to),
});
const oneDigestLess = {
  digests: { valid: 5, invalid: 1 },
  logs: { valid: 10, invalid: 0 },
  windows: [unproven(2, 3)],
};
const stopped = { digests: { valid: 4, invalid: 0 }, logs: { valid: 8, invalid: 0 } };

export const defects: readonly Defect[] = [
  { title: 'nothing', damage: () => {}, ...all },
  {
    title: 'an altered log file',
    damage: ({ objects, logs }) => alter(objects, logs[2]?.[0]),
    ...oneLogLess,
  },
  {
    title: 'a log file that is no gzip any more',
    damage: ({ objects, logs }) => put(objects, logs[2]?.[0], Buffer.from('{"Records":[]}')),
    ...oneLogLess,
  },
  {
    title: 'a log file with something behind its end',
    damage: ({ objects, logs }) => append(objects, logs[2]?.[0]),
    ...oneLogLess,
  },
  {
    title: 'a missing log file',
    damage: ({ objects, logs }) => remove(objects, logs[2]?.[1]),
    ...oneLogLess,
  },
  {
    title: 'an altered digest',
    damage: ({ objects, digests }) => alter(objects, digests[2]),
    ...oneDigestLess,
  },
  {
    title: 'a digest without its signature',
    onlyInS3: true,
    damage: ({ objects, digests }) => {
      const key = digests[2] ?? '';
      const found = objects.get(key);
      if (found) objects.set(key, { ...found, metadata: {} });
    },
    ...oneDigestLess,
  },
  {
    title: 'a digest that is none any more',
    damage: ({ objects, digests }) => put(objects, digests[2], gzipSync('{}')),
    ...oneDigestLess,
  },
  {
    title: 'a digest in the place of another',
    damage: ({ objects, digests }) => {
      const other = objects.get(digests[1] ?? '');
      if (other) objects.set(digests[2] ?? '', other);
    },
    ...oneDigestLess,
  },
  {
    title: 'a missing digest',
    damage: ({ objects, digests }) => remove(objects, digests[2]),
    ...oneDigestLess,
  },
  {
    title: 'a gap that no event explains',
    plan: { off: [2, 3] },
    damage: () => {},
    ...stopped,
    windows: [{ kind: 'logging-off', certainty: 'likely', from: at(2), to: at(4) }],
  },
  {
    title: 'a stop and a start',
    plan: { off: [2, 3], told: true },
    damage: () => {},
    ...stopped,
    windows: [{ kind: 'logging-off', certainty: 'certain', from: at(2), to: at(4) }],
  },
  {
    title: 'validation turned off and on',
    plan: { off: [2, 3], logged: true },
    damage: () => {},
    ...stopped,
    windows: [{ kind: 'validation-off', certainty: 'likely', from: at(2), to: at(4) }],
  },
  {
    title: 'backfill digests',
    damage: (generated) => backfill(generated, [1, 3]),
    ...all,
    backfills: { valid: 2, invalid: 0 },
    logs: { valid: 16, invalid: 0 },
  },
  {
    title: 'an altered log file of a backfill digest',
    damage: (generated) => alter(generated.objects, backfill(generated, [1, 3]).logs[0]),
    ...all,
    backfills: { valid: 2, invalid: 0 },
    logs: { valid: 15, invalid: 1 },
  },
  {
    title: 'an altered backfill digest',
    damage: (generated) => alter(generated.objects, backfill(generated, [1, 3]).digests[0]),
    ...all,
    backfills: { valid: 1, invalid: 1 },
    logs: { valid: 14, invalid: 0 },
  },
  {
    title: 'a missing backfill digest',
    damage: (generated) => remove(generated.objects, backfill(generated, [1, 3]).digests[0]),
    ...all,
    backfills: { valid: 1, invalid: 1 },
    logs: { valid: 14, invalid: 0 },
  },
];

type Objects = Generated['objects'];

/** Changes one value in a file and compresses the file again. */
function alter(objects: Objects, key = ''): void {
  const found = objects.get(key);
  if (!found) throw new Error(`There is no ${key}.`);
  const text = gunzipSync(found.body).toString().replace('"20', '"19');
  objects.set(key, { ...found, body: gzipSync(text) });
}

function put(objects: Objects, key = '', body: Buffer): void {
  objects.set(key, { body, metadata: objects.get(key)?.metadata ?? {} });
}

function append(objects: Objects, key = ''): void {
  const found = objects.get(key);
  if (!found) throw new Error(`There is no ${key}.`);
  objects.set(key, { ...found, body: Buffer.concat([found.body, Buffer.from('{"Records":[]}')]) });
}

function remove(objects: Objects, key = ''): void {
  if (!objects.delete(key)) throw new Error(`There is no ${key}.`);
}
