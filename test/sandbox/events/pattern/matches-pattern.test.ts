import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { matchesPattern } from '../../../../services/sandbox/events/pattern/matches-pattern';
import { parsePattern } from '../../../../services/sandbox/events/pattern/parse-pattern';
import { InvalidPattern } from '../../../../services/sandbox/events/pattern/pattern';

interface Vector {
  readonly name: string;
  readonly pattern: unknown;
  readonly event: unknown;
  /** AWS Event Ruler's verdict: matched or not, or the error it raised. */
  readonly expected: boolean | string;
}

function verdict({ pattern, event }: Vector): boolean | string {
  try {
    return matchesPattern(parsePattern(pattern), event);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    return `ERR JsonParseException: ${error.message}`;
  }
}

const own: readonly Vector[] = [
  {
    name: 'a call of another API is not ours',
    pattern: { detail: { eventName: ['StopLogging'] } },
    event: { detail: { eventName: 'ConsoleLogin' } },
    expected: false,
  },
  {
    name: 'anything-but says nothing about a field that is missing',
    pattern: { detail: { errorCode: [{ 'anything-but': 'AccessDenied' }] } },
    event: { detail: { eventName: 'StopLogging' } },
    expected: false,
  },
  {
    name: 'a missing field can be asked for by exists false',
    pattern: { detail: { errorCode: [{ exists: false }, 'AccessDenied'] } },
    event: { detail: { eventName: 'StopLogging' } },
    expected: true,
  },
  {
    name: 'two fields must hold in the same element of an array',
    pattern: { resources: { type: ['trail'], account: ['111122223333'] } },
    event: {
      resources: [
        { type: 'trail', account: '444455556666' },
        { type: 'bucket', account: '111122223333' },
      ],
    },
    expected: false,
  },
  {
    name: 'nested arrays keep their elements apart',
    pattern: { a: { b: { x: [1], y: [2] } } },
    event: { a: [{ b: [{ x: 1, y: 3 }] }, { b: [{ x: 1, y: 2 }] }] },
    expected: true,
  },
  {
    name: '$or beside another field needs both',
    pattern: { source: ['aws.kms'], $or: [{ region: ['us-east-1'] }, { region: ['eu-west-1'] }] },
    event: { source: 'aws.kms', region: 'ap-south-1' },
    expected: false,
  },
  {
    name: 'an IPv6 block',
    pattern: { ip: [{ cidr: '2001:db8::/32' }] },
    event: { ip: '2001:db8::7' },
    expected: true,
  },
  {
    name: 'a host name is in no block',
    pattern: { ip: [{ cidr: '192.0.2.0/24' }] },
    event: { ip: 'cloudformation.amazonaws.com' },
    expected: false,
  },
  {
    name: 'a wildcard takes dots and slashes literally',
    pattern: { arn: [{ wildcard: 'arn:aws:iam::*:role/a.b*' }] },
    event: { arn: 'arn:aws:iam::111122223333:role/aXb' },
    expected: false,
  },
  {
    name: 'a scalar is no pattern',
    pattern: { source: 'aws.cloudtrail' },
    event: {},
    expected: 'ERR JsonParseException: "source" must be an object or an array',
  },
  {
    name: 'an operator AWS does not know',
    pattern: { source: [{ regex: '.*' }] },
    event: {},
    expected: 'ERR JsonParseException: Unrecognized match type regex',
  },
];

const ruler = join(__dirname, '../../../../../shared/event-pattern-vectors.jsonl');

const vectors: readonly Vector[] = existsSync(ruler)
  ? readFileSync(ruler, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): Vector => JSON.parse(line))
  : [];

test.each([...own, ...vectors])('the matcher agrees with EventBridge: $name', (vector) => {
  expect(verdict(vector)).toBe(vector.expected);
});

const stars = (count: number, tail = '') => ({ wildcard: `${'*a'.repeat(count)}${tail}` });
const several = (count: number, value: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => value(index));

/** Recorded on AWS, September 2026: what it takes, and one more of which it does not. */
test.each([
  ['repeated stars', [stars(5)], [stars(6)]],
  ['repeated stars with one at the end', [stars(4, '*')], [stars(5, '*')]],
  ['the same wildcard again', several(4, () => stars(1, '*')), several(5, () => stars(1, '*'))],
  [
    'wildcards without a star',
    several(10, (index) => ({ wildcard: `${index}` })),
    several(11, (index) => ({ wildcard: `${index}` })),
  ],
  [
    'excluded wildcards that begin alike',
    [{ 'anything-but': { wildcard: several(4, (index) => `*a${index}*`) } }],
    [{ 'anything-but': { wildcard: several(5, (index) => `*a${index}*`) } }],
  ],
  [
    'a longer repetition',
    [{ wildcard: '*\u{1F642}\u{1F642}\u{1F642}\u{1F642}\u{1F642}*' }],
    [{ wildcard: `*${'\u{1F642}'.repeat(10)}*` }],
  ],
])('a pattern may have only so many %s', (_what, taken, refused) => {
  expect(() => parsePattern({ detail: { value: taken } })).not.toThrow();
  expect(() => parsePattern({ detail: { value: refused } })).toThrow(/^Rule is too complex - /);
});

test('wildcards count together only where what stands before them is the same', () => {
  const value = [stars(1, '*')];
  const apart = Object.fromEntries(
    several(12, (index) => [`${index}`, value]) as [string, object][],
  );
  const branches = (of: (index: number) => object) => ({ $or: several(11, of) });
  const taken = [
    apart,
    branches((index) => ({ a: [`${index}`], z: [{ wildcard: `${index}*` }] })),
    { aaa: [{ exists: false }], zzz: [stars(8)] },
    { detail: { value: [{ 'anything-but': { wildcard: several(10, () => '*a*') } }] } },
  ];
  for (const pattern of taken) expect(() => parsePattern(pattern)).not.toThrow();
  const refused = [
    branches((index) => ({ a: ['same'], z: [{ wildcard: `${index}*` }] })),
    { a: value, ...branches((index) => ({ z: [`${index}`] })) },
    { aaa: [{ exists: true }], zzz: [stars(8)] },
    { aaa: [stars(8)], zzz: [{ exists: false }] },
  ];
  for (const pattern of refused) expect(() => parsePattern(pattern)).toThrow(/too complex/);
});
