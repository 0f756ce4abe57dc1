import type { Random } from './random';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Values that programs trip over: what every object inherits, no numbers, half characters, no ends. */
const values = (random: Random): Json =>
  random.pick<() => Json>([
    () => random.pick(INHERITED),
    () => random.pick(TEXTS),
    () => random.pick<Json>([null, true, false, {}, [], [[]], [null], { '': '' }]),
    () => random.pick([0, -0, -1, 1e308, 2 ** 53, -1e-320, 4_294_967_296]),
    () =>
      `arn:aws:${random.pick(['cloudtrail', 's3', 'iam', 'sqs', ''])}:${'x'.repeat(random.below(40))}`,
    () => 'x'.repeat(random.pick([1, 200, 5_000])),
    () => deep(random.below(200)),
    () => ({ [random.pick(INHERITED)]: random.pick(TEXTS) }),
    () => Array.from({ length: random.below(30) }, () => random.pick(TEXTS)),
  ])();

const INHERITED = [
  'toString',
  'constructor',
  'hasOwnProperty',
  '__proto__',
  'valueOf',
  'prototype',
  '__defineGetter__',
  'isPrototypeOf',
  'then',
  'length',
];

const TEXTS = [
  '',
  ' ',
  'null',
  'a\nb',
  '\u0000',
  '\u001b[2J\u001b]8;;http://x\u0007',
  '\u202Eevil',
  '\uD800',
  'main',
  '../main',
  '*',
  '111122223333',
  '999999999999',
  'yesterday',
  '2026-02-30T25:61:00Z',
  '+275760-09-13T00:00:00.000Z',
  '-000001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  'AccessDenied',
  'cloudtrail.amazonaws.com',
  'organizations.amazonaws.com',
  'arn:aws:iam::111122223333:role/trailwarden-guard',
  'arn:aws:sts::111122223333:assumed-role/trailwarden-guard/trailwarden-responder',
  'trailwarden-heartbeat.0.0',
  'trailwarden-heartbeat.zzzzzzzzz.00',
  'alias/aws/s3',
  '{"Statement":[{"Effect":"Deny"}]}',
  '{"Statement":',
  '<a/>',
];

const deep = (levels: number): Json => {
  let value: Json = 'deep';
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
};

/** A real message with one to four faults. Mostly it is still JSON. */
export function mutated(message: string, random: Random): string {
  if (random.chance(12)) return damaged(message, random);
  const root = { it: JSON.parse(message) as Json };
  const times = 1 + random.below(4);
  for (let time = 0; time < times; time += 1) change(root, random);
  return JSON.stringify(root.it) ?? 'null';
}

function change(root: { it: Json }, random: Random): void {
  let holder: Json[] | { [key: string]: Json } = root;
  let key: string | number = 'it';
  // Mostly somewhere in `detail`: what is wrong with an envelope is found first, and then nothing more is.
  const { it } = root;
  if (!random.chance(8) && typeof it === 'object' && it !== null && 'detail' in it) {
    [holder, key] = [it, 'detail'];
  }
  while (key === 'detail' || random.below(10) < 7) {
    const inner: Json | undefined = (holder as Record<string | number, Json>)[key];
    if (typeof inner !== 'object' || inner === null) break;
    const keys: readonly (string | number)[] = Array.isArray(inner)
      ? [...inner.keys()]
      : Object.keys(inner);
    if (keys.length === 0) break;
    holder = inner;
    key = random.pick(keys);
  }
  const within = holder as Record<string | number, Json>;
  switch (random.below(6)) {
    case 0:
      delete within[key];
      break;
    case 1:
      set(within, random.pick(INHERITED), within[key] ?? null);
      break;
    case 2:
      set(within, typeof key === 'string' ? swapped(key) : key, within[key] ?? null);
      break;
    case 3:
      set(within, random.pick(FIELDS), values(random));
      break;
    default:
      set(within, key, values(random));
  }
}

/** As JSON.parse does it: `__proto__` is a field like any other. */
const set = (holder: object, key: string | number, value: Json): void => {
  if (Array.isArray(holder) && typeof key === 'string') return;
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
};

const swapped = (key: string): string =>
  key.charAt(0) === key.charAt(0).toLowerCase()
    ? key.charAt(0).toUpperCase() + key.slice(1)
    : key.charAt(0).toLowerCase() + key.slice(1);

const FIELDS = [
  'name',
  'trailName',
  'resourceId',
  'errorCode',
  'eventName',
  'eventSource',
  'eventType',
  'eventTime',
  'readOnly',
  'requestParameters',
  'responseElements',
  'serviceEventDetails',
  'resources',
  'userIdentity',
  'recipientAccountId',
  'roleName',
  'policyDocument',
  'bucketName',
  'queueUrl',
  'functionName',
  'trailwarden',
  'heartbeat',
  'omitted',
];

function damaged(message: string, random: Random): string {
  const at = random.below(message.length + 1);
  return random.pick([
    () => message.slice(0, at),
    () => message.slice(0, at) + random.pick(TEXTS) + message.slice(at),
    () => message.slice(0, at) + message.slice(at + 1 + random.below(20)),
    () => JSON.stringify(message),
    () => random.pick(TEXTS),
    () => `[${message}]`,
    () => '['.repeat(random.below(20_000)),
    () =>
      String.fromCharCode(...Array.from({ length: random.below(200) }, () => random.below(65_536))),
  ])();
}
