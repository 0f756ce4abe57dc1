import { describe, expect, test } from '@jest/globals';
import type { Command } from 'commander';
import { program } from '../../services/cli/main';
import { sentenceFor } from '../../services/cli/terminal/say-error';
import { exitCode } from '../../services/cli/terminal/user-error';
import { inProcess } from './in-process';

const ID = 'inc-20261121t204953-9f2c41';
const TRAIL = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
/** No program listens on the discard port. */
const NOWHERE = ['--endpoint', 'http://127.0.0.1:9'];

/** Every command that asks AWS, with the least that it must be told. */
const asking: readonly string[] = [
  'incidents list',
  `incidents show ${ID}`,
  `who ${ID}`,
  `report ${ID}`,
  `ack ${ID} --as planned`,
  'notices',
  `dark ${ID}`,
  'plan',
  'status',
  'sweep',
  `verify --bucket logs --trail ${TRAIL} --from 1h`,
  'baseline list',
  `baseline show ${TRAIL}`,
  `baseline diff ${TRAIL}`,
  `baseline history ${TRAIL}`,
  `baseline accept ${TRAIL} --why planned`,
  `baseline retire ${TRAIL} --why planned`,
  'exempt list',
  `exempt add ${TRAIL} --until 1h --why planned`,
  `exempt end ${TRAIL}`,
];

async function ended(words: readonly string[]): Promise<{ code: number; sentence: string }> {
  process.env.AWS_ACCESS_KEY_ID = 'AKIAEXAMPLEEXAMPLE12';
  process.env.AWS_SECRET_ACCESS_KEY = 'example';
  const error = await program()
    .parseAsync([...words], { from: 'user' })
    .then(() => undefined, sentenceFor);
  return error ?? { code: Number(process.exitCode ?? 0), sentence: '' };
}

describe.each(asking)('trailwarden %s', (line) => {
  test('ends with 3 and one sentence when AWS does not answer', async () => {
    const { code, sentence } = await ended([...line.split(' '), ...NOWHERE]);
    expect({ code, lines: sentence.split('\n').length }).toEqual({
      code: exitCode.unreachable,
      lines: 1,
    });
  });

  test('ends with 2 when its endpoint is no URL', async () => {
    const { code, sentence } = await ended([...line.split(' '), '--endpoint', 'nonsense']);
    expect(code).toBe(exitCode.usage);
    expect(sentence).toMatch(/^--endpoint must be a URL/);
  });
});

/** The commands without subcommands, at any depth, with their full names. */
function leaves(
  command: Command,
  path: readonly string[] = [],
): readonly (readonly [string, Command])[] {
  const here = [...path, command.name()];
  const below = command.commands.flatMap((one) => leaves(one, here));
  return below.length > 0 ? below : [[here.slice(1).join(' '), command]];
}

test('--region is the home Region in every command that has it, and never a list', () => {
  for (const [name, { options }] of leaves(program())) {
    const region = options.find(({ long }) => long === '--region');
    if (region)
      expect([name, region.variadic, region.description]).toEqual([
        name,
        false,
        expect.stringMatching(/^home Region/),
      ]);
  }
});

test.each(['verify', 'incidents list', 'notices'])(
  '"help %s" prints the help of that command',
  async (name) => {
    const words = name.split(' ');
    const [own, asked] = [
      await inProcess([...words, '--help']),
      await inProcess(['help', ...words]),
    ];
    expect(own.stdout).toMatch(/--json/);
    expect(asked.stdout).toBe(own.stdout);
  },
);
