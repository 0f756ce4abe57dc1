import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Examination, examine, unpack } from './examine';
import { examiner, makeImage } from './make-image';
import { cleanMachine, put } from './plant';
import { ownFolder, runDocument, runScript } from './run-document';
import { startStore } from './start-store';

const HOST = join(__dirname, '../../../services/playbooks/instance-login/host');

const NAMES: readonly (string | Buffer)[] = [
  'tmp/a\nb',
  'tmp/x\nweb_shell ".\\etc\\passwd"',
  'tmp/\u001b[2Jclear',
  'tmp/$(touch pwned)',
  'tmp/`touch pwned`',
  'tmp/-rf',
  'tmp/|pipe|0|',
  'tmp/"quoted" \\ ',
  `tmp/${'n'.repeat(255)}`,
  Buffer.from('tmp/caf\xe9', 'latin1'),
];

/** Every kind of file that the tools show, with a name that is a trap, and content that would run or forge a line. */
function trapped(): string {
  const tree = cleanMachine();
  for (const name of NAMES) put(tree, name, '<?php system($_GET["c"]); ?>', 0o755);
  for (const name of ['a\nb', '$(touch pwned)', '-exec']) {
    put(tree, `etc/cron.d/${name}`, 'no end of line');
    put(tree, `etc/systemd/system/${name}.service`, '131 -rw-r--r-- 1 0 0 1 x x x "./forged"');
  }
  execFileSync('mkfifo', [join(tree, 'etc/cron.d/fifo'), join(tree, 'root/.bash_history')]);
  symlinkSync('/etc/shadow', join(tree, 'etc/systemd/system/shadow.service'));
  symlinkSync('/etc', join(tree, 'root/.ssh'));
  put(tree, 'home/dev/.bash_history', '');
  truncateSync(join(tree, 'home/dev/.bash_history'), 2 ** 38);
  return tree;
}

test('no name and no content on a volume runs, hangs, fills, or forges a line', async () => {
  const root = examiner();
  makeImage(root, trapped());
  const { index, folder, said } = await examine(root);
  expect(index.results.filter(({ outcome }) => outcome !== 'done')).toEqual([]);

  for (const { file } of index.results) {
    const text = readFileSync(join(folder, file), 'latin1');
    expect(text).toMatch(/^[\n\t\x20-\x7e]*$/);
    expect(text === '' || text.endsWith('\n')).toBe(true);
    expect(statSync(join(folder, file)).size).toBeLessThan(200_000);
  }
  expect(said('patterns').filter((line) => line.startsWith('web_shell "./tmp/'))).toHaveLength(
    NAMES.length,
  );
  expect(said('patterns').filter((line) => !line.startsWith('web_shell "./tmp/'))).toEqual([]);
  expect(said('patterns')).toContain(String.raw`web_shell "./tmp/caf\351"`);
  const timeline = said('timeline').filter((line) => line.includes('"/tmp/'));
  expect(timeline).toHaveLength(2 * NAMES.length); // made, and changed
  expect(timeline.join('\n')).toContain('"/tmp/^pipe^0^"');

  const headers = said('units').filter((line) => !line.startsWith('| '));
  expect(headers).toHaveLength(4);
  expect(headers.join('\n')).toContain('"./etc/systemd/system/shadow.service" -> "/etc/shadow"');
  expect(said('cron').filter((line) => line.startsWith('| '))).toHaveLength(3);
  expect(said('authorized-keys')).toEqual([]);
  expect(said('histories').filter((line) => !line.startsWith('| '))).toHaveLength(2);
});

test('nothing is left behind on the examiner, and nothing was touched', async () => {
  const root = examiner();
  makeImage(root, trapped());
  const { ran } = await examine(root);
  expect(readdirSync(join(root, 'var/tmp'))).toEqual([]);
  expect(existsSync(join(root, 'pwned'))).toBe(false);
  expect(ran.said.trim().split('\n')).toHaveLength(1);
  const loops = execFileSync('losetup', ['--all'], { encoding: 'utf8' });
  expect(loops).not.toContain(root);
});

/** Another list of tools: a name, a program, what it reads and a command each. */
const TOOLS = [
  'talks\tyes\ttree\tnoise\tyes 0123456789',
  'sleeps\tsleep\ttree\tpatience\techo first; sleep 30',
  'fails\tfind\ttree\tnothing\tfind ./not-there',
  'absent\tno-such-tool\ttree\tnothing\tno-such-tool',
];

test('a tool that says too much, takes too long, fails or is not there is told as that', async () => {
  const root = examiner();
  makeImage(root, cleanMachine());
  const scripts = ownFolder();
  cpSync(HOST, scripts, { recursive: true });
  writeFileSync(join(scripts, 'tools.txt'), `${TOOLS.join('\n')}\n`);
  const store = await startStore();
  const { last } = await runScript(join(scripts, 'examine.sh'), {
    environment: {
      MACHINE_ROOT: root,
      VOLUME: '/dev/volume',
      PUT_URL: `${store.url}/examination`,
      TOOL_SECONDS: '1',
      TOOL_BYTES: '1000',
    },
  });
  await store.stop();
  expect(last).toMatchObject({ outcome: 'done' });
  const folder = join(unpack(store.sent[0]?.body ?? Buffer.of()), 'examination');
  const { results }: Examination['index'] = JSON.parse(
    readFileSync(join(folder, 'index.json'), 'utf8'),
  );
  expect(results.map(({ tool, outcome, lines }) => [tool, outcome, lines])).toEqual([
    ['talks', 'cut', 90],
    ['sleeps', 'late', 1],
    ['fails', 'failed', 0],
    ['absent', 'not-here', 0],
  ]);
});

test('all tools together have a time and a limit of bytes, and what was found is sent', async () => {
  const root = examiner();
  makeImage(root, cleanMachine());
  const scripts = ownFolder();
  cpSync(HOST, scripts, { recursive: true });
  const tools = ['talks\tyes\ttree\tnoise\tyes 0123456789', 'more\tyes\ttree\tnoise\tyes more'];
  writeFileSync(join(scripts, 'tools.txt'), `${tools.join('\n')}\n`);
  for (const [limit, outcomes] of [
    [{ ALL_BYTES: '1000' }, ['cut', 'cut']],
    [{ ALL_SECONDS: '0' }, ['late', 'late']],
  ] as const) {
    const store = await startStore();
    const environment = { MACHINE_ROOT: root, VOLUME: '/dev/volume', ...limit };
    const { last } = await runScript(join(scripts, 'examine.sh'), {
      environment: { ...environment, PUT_URL: `${store.url}/examination` },
    });
    await store.stop();
    expect(last).toMatchObject({ outcome: 'done' });
    const folder = join(unpack(store.sent[0]?.body ?? Buffer.of()), 'examination');
    const { results }: Examination['index'] = JSON.parse(
      readFileSync(join(folder, 'index.json'), 'utf8'),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(outcomes);
  }
});

test('a volume that is not there is an outcome of its own', async () => {
  const root = examiner();
  const parameters = { volume: 'vol-0123456789abcdef0', since: '', putUrl: 'http://127.0.0.1:9/x' };
  const environment = { MACHINE_ROOT: root };
  expect(await runDocument('examine', { parameters, environment })).toMatchObject({
    code: 16,
    last: { outcome: 'no-volume' },
  });
});
