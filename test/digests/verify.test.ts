import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLocalOrganization, type Sandbox, startSandbox } from '../../services/sandbox';
import { bookRules } from '../../shared/aws/incidents/hold-incident';
import { record } from '../../shared/aws/incidents/record';
import type { Table } from '../../shared/aws/table/table';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { reconcile } from '../../shared/restore/reconcile';
import type { ChainReport, Counts } from '../../shared/watch/digests/report';
import { dropTestTable, openTestTable, startEngine } from '../aws/open-test-table';
import { aBaseline } from '../builders/a-baseline';
import { aCheck } from '../builders/a-signal';
import { aTrail } from '../builders/a-trail';
import { inProcess } from '../cli/in-process';
import { TrailWorld } from '../core/trail-world';
import { knowKey, putInSandbox } from './bucket-in-sandbox';
import { bucketWith, type Defect, defects } from './defects';
import { type Folder, inFolder } from './folder';
import {
  account,
  at,
  backfill,
  type Generated,
  generate,
  madeAt,
  publicKey,
  trailArn,
} from './generate';

interface Answer extends Counts {
  readonly valid: boolean;
  readonly proven: boolean;
  readonly chains: readonly ChainReport[];
}

let sandbox: Sandbox;
const folders: Folder[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  createLocalOrganization(sandbox, { accounts: 1 });
  knowKey(sandbox);
});

afterAll(async () => {
  await sandbox.close();
  for (const folder of folders) await folder.remove();
});

const asked = (...args: readonly string[]) =>
  inProcess(['verify', '--trail', trailArn, ...args], {
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: sandbox.credentials(account),
  });

const range = (from = 0, to = 6) => ['--from', at(from), '--to', at(to)];

async function folderOf(generated: Generated, metadata = true): Promise<string[]> {
  const folder = await inFolder(generated, metadata);
  folders.push(folder);
  return ['--files', folder.path, '--keys', folder.keys];
}

async function answer(...args: readonly string[]): Promise<Answer & { readonly code: number }> {
  const { code, stdout, stderr } = await asked('--json', ...args);
  if (stdout === '') throw new Error(stderr);
  return { ...(JSON.parse(stdout) as Answer), code };
}

function expectedOf({ digests, backfills = NONE, logs, windows }: Defect) {
  const invalid = digests.invalid + backfills.invalid + logs.invalid;
  const proven = invalid + windows.length === 0;
  return { digests, backfills, logs, valid: invalid === 0, proven, code: proven ? 0 : 1 };
}

const NONE = { valid: 0, invalid: 0 };

for (const [index, defect] of defects.entries()) {
  test(`${defect.title}: the bucket is judged, and the time without logging is named`, async () => {
    const generated = bucketWith(defect, `digests-${index}`);
    await putInSandbox(sandbox, generated);
    const judged = await answer('--bucket', generated.bucket, ...range());
    expect(judged).toMatchObject(expectedOf(defect));
    expect(judged.chains[0]?.windows).toMatchObject(defect.windows);
  });
}

for (const defect of defects.filter(({ onlyInS3 }) => !onlyInS3)) {
  test(`${defect.title}: files are judged as the bucket they came from`, async () => {
    const files = await folderOf(bucketWith(defect, 'trail-logs'));
    const judged = await answer(...files, ...range());
    expect(judged).toMatchObject(expectedOf(defect));
    expect(judged.chains[0]?.windows).toMatchObject(defect.windows);
  });
}

test('files without metadata have their signatures from the next digest; the newest is left open', async () => {
  const files = await folderOf(generate({ bucket: 'trail-logs' }), false);
  const whole = await answer(...files, ...range());
  expect(whole).toMatchObject({ code: 3, digests: { valid: 5, invalid: 0, unreadable: 1 } });
  expect(whole.chains[0]?.digests[0]?.why).toContain('neither beside it nor in a later digest');
});

test('if any digest at the end of a past range is missing, that end is unproven', async () => {
  for (const gone of [
    [6, 7],
    [6, 7, 8],
    [5, 6, 7, 8],
  ]) {
    const generated = generate({ bucket: 'trail-logs', hours: 12 });
    for (const index of gone) generated.objects.delete(generated.digests[index] ?? '');
    const files = await folderOf(generated);
    const judged = await answer(...files, '--trail', trailArn, '--from', at(0), '--to', at(8));
    expect(judged).toMatchObject({ code: 1, proven: false });
  }
});

test('when the newest digests are deleted, the time after the last one is unproven', async () => {
  const generated = generate({ bucket: 'trail-logs' });
  for (const key of generated.digests.slice(3)) generated.objects.delete(key);
  const judged = await answer(...(await folderOf(generated)), ...range());
  expect(judged).toMatchObject({ valid: true, proven: false, code: 1 });
  expect(judged.chains[0]?.windows).toMatchObject([
    { kind: 'unproven', certainty: 'unknown', from: at(3), to: at(6) },
  ]);
});

test('a chain that begins anew inside the range, with its past outside, was off from the start', async () => {
  const generated = generate({ bucket: 'trail-logs', off: [2, 3] });
  const judged = await answer(...(await folderOf(generated)), ...range(2.5));
  expect(judged.chains[0]?.windows).toMatchObject([
    { kind: 'logging-off', certainty: 'likely', from: at(2.5), to: at(4) },
  ]);
});

test('a chain that begins for the first time is no gap', async () => {
  const files = await folderOf(generate({ bucket: 'trail-logs', off: [0, 1] }));
  expect(await answer(...files, ...range())).toMatchObject({ proven: true, code: 0 });
});

test('log files from before the first digest are not proven', async () => {
  const plan = { bucket: 'trail-logs', off: [0, 1], logged: true };
  const judged = await answer(...(await folderOf(generate(plan))), ...range());
  expect(judged).toMatchObject({ valid: true, proven: false, code: 1 });
  expect(judged.chains[0]?.windows).toMatchObject([
    { kind: 'validation-off', certainty: 'likely', from: at(0), to: at(2) },
  ]);
});

test('every account of an organization trail has a chain of its own, and one stop tells of all', async () => {
  const plan = { bucket: 'trail-logs', organization: 'o-exampleorgid', off: [2, 3] };
  const own = generate({ ...plan, told: true });
  const other = generate({ ...plan, account: '555566667777' });
  for (const [key, stored] of other.objects) own.objects.set(key, stored);
  const { chains } = await answer(...(await folderOf(own)), ...range());
  expect(chains.map((chain) => [chain.account, chain.windows[0]?.certainty])).toEqual([
    [account, 'certain'],
    ['555566667777', 'certain'],
  ]);
});

test('an organization trail in a bucket is found below every account of it', async () => {
  const plan = { bucket: 'organization-logs', organization: 'o-exampleorgid' };
  const own = generate(plan);
  const other = generate({ ...plan, account: '555566667777' });
  for (const [key, stored] of other.objects) own.objects.set(key, stored);
  await putInSandbox(sandbox, own);
  const whole = await answer('--bucket', own.bucket, ...range());
  expect(whole).toMatchObject({ proven: true, digests: { valid: 12 }, logs: { valid: 24 } });
  const one = await answer('--bucket', own.bucket, '--account', '555566667777', ...range());
  expect(one.chains.map((chain) => chain.account)).toEqual(['555566667777']);
});

/** Stopped at hour 2 and started at hour 4 without an event, then found by a check. */
async function rememberTheStop(table: Table): Promise<void> {
  const trail = aTrail({ accountId: account });
  const world = new TrailWorld(trail);
  world.memory = { baseline: aBaseline({ subject: trail, capturedAt: at(0) }) };
  world.pass((Date.parse(at(2)) - world.now().getTime()) / 1_000);
  world.stop();
  world.pass(2 * 3_600);
  world.start();
  const ports = {
    ...world.ports(),
    record: (look: Reconciliation) => record({ table, ...bookRules }, look),
  };
  await reconcile({ subject: trail, signals: [aCheck()] }, ports);
}

test('a stop that is in no incident is unaccounted for, and one that is in an incident is accounted for', async () => {
  const files = await folderOf(generate({ bucket: 'trail-logs', off: [2, 3] }));
  const engine = await startEngine();
  try {
    const table = await openTestTable(engine);
    const ask = () =>
      inProcess(
        ['verify', '--trail', trailArn, ...files, ...range(), '--incidents', table.name, '--json'],
        {
          endpoint: engine.endpoint,
          credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
          region: 'us-east-1',
        },
      );
    const untold = await ask();
    expect(JSON.parse(untold.stdout)).toMatchObject({
      accounted: false,
      chains: [{ windows: [{ incidents: [] }] }],
    });
    expect(untold.code).toBe(1);
    await rememberTheStop(table);
    const told = await ask();
    expect(JSON.parse(told.stdout)).toMatchObject({ valid: true, proven: false, accounted: true });
    expect(told.code).toBe(0);
    await dropTestTable(table);
  } finally {
    await engine.close();
  }
});

test('incidents may come from a file, and the printed page marks a stop that none accounts for', async () => {
  const files = await folderOf(generate({ bucket: 'trail-logs', off: [2, 3] }));
  const path = join(String(files[1]), 'incidents.json');
  await writeFile(path, '[]');
  const { stdout, code } = await asked(...files, ...range(), '--incidents', path);
  expect({ code, told: stdout.includes('none: no incident accounts for all of it') }).toEqual({
    code: 1,
    told: true,
  });
  await writeFile(path, '{"incidents":[]}');
  const refused = await asked(...files, ...range(), '--incidents', path);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('must hold what') });
});

test('a backfill digest is signed with a key of when it was made', async () => {
  const generated = generate({ bucket: 'late-key' });
  backfill(generated, [1], { fingerprint: 'f00d' });
  sandbox.world.cloudtrail.publicKeys.push({
    region: 'us-east-1',
    fingerprint: 'f00d',
    value: publicKey(),
    validFrom: new Date(Date.parse(madeAt) - 86_400_000),
    validTo: new Date(Date.parse(madeAt) + 86_400_000),
  });
  await putInSandbox(sandbox, generated);
  const judged = await answer('--bucket', generated.bucket, ...range());
  expect(judged).toMatchObject({ proven: true, backfills: { valid: 1 } });
});

test('a key that CloudTrail did not use signs nothing', async () => {
  const generated = generate({ bucket: 'unknown-key' });
  const folder = await inFolder(generated);
  folders.push(folder);
  await writeFile(folder.keys, JSON.stringify({ PublicKeyList: [] }));
  const judged = await answer('--files', folder.path, '--keys', folder.keys, ...range());
  expect(judged.chains[0]?.digests[0]).toMatchObject({ verdict: 'unknown-key' });
  expect(judged).toMatchObject({ valid: false, code: 1, digests: { valid: 0, invalid: 6 } });
});

test('without any digest nothing is proven', async () => {
  const generated = { ...generate({ bucket: 'empty' }), objects: new Map() };
  expect(await answer(...(await folderOf(generated)), ...range())).toMatchObject({
    chains: [],
    proven: false,
    code: 1,
  });
});

test('files that may not be read are neither valid nor invalid, and the exit code is 3', async () => {
  const generated = generate({ bucket: 'denied-digest' });
  await putInSandbox(sandbox, generated);
  sandbox.faults.add({
    service: 's3',
    action: 'GetObject',
    times: 1,
    refuse: { code: 'AccessDenied', message: 'Access Denied', status: 403 },
  });
  const judged = await answer('--bucket', generated.bucket, ...range());
  expect(judged).toMatchObject({ valid: true, proven: false, code: 3, digests: { unreadable: 1 } });
});

test('a bucket that does not exist counts as unreadable', async () => {
  const { code, stderr } = await asked('--bucket', 'no-such-bucket', ...range());
  expect(code).toBe(3);
  expect(stderr).toContain('The specified bucket does not exist');
});

test('the printed page has the altered files, the times without logging and the verdict', async () => {
  const generated = generate({ bucket: 'trail-logs', off: [2, 3] });
  generated.objects.delete(generated.logs[0]?.[0] ?? '');
  const { stdout, code } = await asked(...(await folderOf(generated)), ...range());
  expect(code).toBe(1);
  expect(stdout).toContain('4 of 4 digests valid, 7 of 8 log files valid, in 1 chain');
  expect(stdout).toContain('Something was altered or is missing.');
  expect(stdout).toContain('2 h 0 min');
});

test('the command refuses a call that does not say where the logs are', async () => {
  const { code, stderr } = await asked(...range());
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'Give either --bucket or --files.\n' });
});
