import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { findExemptions } from '../../../shared/aws/exemptions/find-exemptions';
import { accountKey, baselineKey, readItem, update } from '../../../shared/aws/table/table';
import { type MachineUnderTest, machineUnderTest } from './machine-under-test';
import { good, none, open, weak } from './policies';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest();
});
afterAll(() => machine.close());

const judged = ['Gather', 'Judge', 'WhatIsIt'];
const restored = [...judged, 'Restore', 'ReadBack'];
const recorded = ['Record', 'IsAnswerNeeded'];
const answered = ['Answer', 'WhatThen'];
const through = (...states: readonly string[]) => ({ status: 'SUCCEEDED', states });

const exemptionsOf = async (name: string) => {
  const known = await findExemptions(machine.table, machine.member, new Date().toISOString());
  return known.filter(({ subjectKey }) => subjectKey.endsWith(name));
};
const wanted = (name: string) => ({ wanted: { policy: JSON.stringify(machine.made(open, name)) } });

test('a public policy that the responder did not put back is put back, and stays so unanswered', async () => {
  const name = await machine.bucket(good);
  await machine.change(name, open);
  const id = await machine.incident(name, { state: 'open' });
  const { ask } = await machine.asked(id);
  expect(ask?.question).toContain('Everyone on the internet may read objects');
  expect(await machine.policyOf(name)).toEqual(machine.made(good, name));
  machine.pass();
  const path = [...restored, ...recorded, 'Ask', 'NoAnswer', ...answered, 'Keep', 'Report'];
  expect(await machine.ended(id)).toEqual(through(...path));
  expect(await machine.read(id)).toMatchObject({
    state: 'restored',
    ask: { ended: { as: 'unanswered', text: 'it stays put back' } },
    playbook: {
      name: 'bucket-policy',
      lines: [
        expect.stringContaining('public: '),
        'The playbook put it back.',
        'unanswered: it stays put back.',
      ],
    },
  });
  expect(await machine.policyOf(name)).toEqual(machine.made(good, name));
});

test('a planned change that was put back is put there again, under an exemption with an end', async () => {
  const name = await machine.bucket(good);
  const id = await machine.incident(name, wanted(name));
  await machine.asked(id);
  await machine.answer(id, 'planned');
  const path = [...judged, ...recorded, 'Ask', ...answered, 'Apply', 'Report'];
  expect(await machine.ended(id)).toEqual(through(...path));
  expect(await machine.policyOf(name)).toEqual(machine.made(open, name));
  expect(await exemptionsOf(name)).toMatchObject([
    { by: `arn:aws:iam::${machine.member}:user/ann`, why: `answered planned on ${id}` },
  ]);
});

test('what was wanted is known from Event history, and what was there before where nothing is sealed', async () => {
  const name = await machine.bucket(good, { hasBaseline: false });
  await machine.change(name, open);
  const id = await machine.incident(name, { state: 'open' });
  await machine.asked(id);
  expect(await machine.policyOf(name)).toEqual(machine.made(good, name));
  await machine.answer(id, 'planned');
  await machine.ended(id);
  expect(await machine.policyOf(name)).toEqual(machine.made(open, name));
  const { timeline } = await machine.read(id);
  expect(timeline.map(({ text }) => text).join('\n')).toContain('what Event history has of');
});

test('a forged baseline is not put back, and that is said', async () => {
  const name = await machine.bucket(good);
  const subjectKey = `bucket#arn:aws:s3:::${name}`;
  const key = { pk: accountKey(machine.member), sk: baselineKey(subjectKey) };
  const { baseline } = (await readItem<{ baseline: { state: object } }>(machine.table, key)) ?? {};
  const state = { ...baseline?.state, policy: JSON.stringify(machine.made(weak, name)) };
  await update(machine.table, { key, set: { baseline: { ...baseline, state } } });
  await machine.change(name, open);
  const id = await machine.incident(name, { state: 'open' });
  await machine.asked(id);
  expect(await machine.policyOf(name)).toEqual(machine.made(good, name)); // by Event history
  const { timeline } = await machine.read(id);
  expect(timeline.map(({ text }) => text).join('\n')).toContain('its baseline is forged');
  await machine.answer(id, 'not-me');
  expect((await machine.ended(id)).status).toBe('SUCCEEDED');
});

test('without a baseline, what AWS Config recorded before the change is what was there', async () => {
  const name = await machine.bucket(good, { hasBaseline: false });
  hooks.config.configurationItems(machine.sandbox.world).push({
    ...{ accountId: machine.member, region: 'us-east-1', status: 'OK' },
    ...{ resourceType: 'AWS::S3::Bucket', resourceId: name, capturedAt: new Date(0) },
    supplementaryConfiguration: {
      BucketPolicy: JSON.stringify({ policyText: JSON.stringify(machine.made(good, name)) }),
    },
  });
  await machine.change(name, open);
  const id = await machine.incident(name, { state: 'open' });
  await machine.asked(id);
  expect(await machine.policyOf(name)).toEqual(machine.made(good, name));
  await machine.answer(id, 'not-me');
  await machine.ended(id);
  const { timeline } = await machine.read(id);
  expect(timeline.map(({ text }) => text).join('\n')).toContain('what AWS Config recorded at');
});

test('of an unknown past only what is at fault goes', async () => {
  const name = await machine.bucket(open, { hasBaseline: false });
  const id = await machine.incident(name, { state: 'open' });
  await machine.asked(id);
  expect(await machine.policyOf(name)).toEqual(machine.made(good, name));
  await machine.answer(id, 'handled');
  expect((await machine.ended(id)).states.slice(-2)).toEqual(['Keep', 'Report']);
});

test('after not-me what was put back stays, and nothing is exempt', async () => {
  const name = await machine.bucket(good);
  const id = await machine.incident(name, wanted(name));
  await machine.asked(id);
  await machine.answer(id, 'not-me');
  const path = [...judged, ...recorded, 'Ask', ...answered, 'Keep', 'Report'];
  expect(await machine.ended(id)).toEqual(through(...path));
  expect(await machine.policyOf(name)).toEqual(machine.made(good, name));
  expect(await exemptionsOf(name)).toEqual([]);
});

test('a weaker policy is left until people are asked, and stays when no one answers', async () => {
  const name = await machine.bucket(good);
  await machine.change(name, weak);
  const id = await machine.incident(name, { state: 'escalated' });
  expect((await machine.asked(id)).ask).toMatchObject({ byDefault: 'the change stays.' });
  expect(await machine.policyOf(name)).toEqual(machine.made(weak, name));
  machine.pass();
  const path = [...judged, ...recorded, 'Ask', 'NoAnswer', ...answered, 'Keep', 'Report'];
  expect(await machine.ended(id)).toEqual(through(...path));
  expect(await machine.policyOf(name)).toEqual(machine.made(weak, name));
  expect(await machine.read(id)).toMatchObject({
    state: 'escalated',
    escalation: expect.stringContaining('No one answered, and it was left as it is.'),
  });
});

test('a weaker policy that was no one’s plan is put back whole, and read back', async () => {
  const name = await machine.bucket(good);
  await machine.change(name, weak);
  const id = await machine.incident(name, { state: 'escalated' });
  await machine.asked(id);
  await machine.answer(id, 'not-me');
  const path = [...judged, ...recorded, 'Ask', ...answered, 'PutBack', 'Report'];
  expect(await machine.ended(id)).toEqual(through(...path));
  expect(await machine.policyOf(name)).toEqual(machine.made(good, name));
  const { state, escalation, restoredAt } = await machine.read(id);
  expect({ state, escalation }).toEqual({ state: 'restored', escalation: undefined });
  expect(restoredAt).toBeDefined();
});

test('a policy that was taken away and let no one in is recorded, and no one is asked', async () => {
  const name = await machine.bucket(weak);
  await machine.change(name, none);
  const id = await machine.incident(name, { techniques: new Set(['of-no-bucket']) });
  expect(await machine.ended(id)).toEqual(through(...judged, ...recorded, 'Report'));
  expect((await machine.read(id)).ask).toBeUndefined();
});

test('an answer that was given before the question is not asked for', async () => {
  const name = await machine.bucket(good);
  const acknowledgement = { as: 'handled', by: 'ann', at: new Date().toISOString() };
  const id = await machine.incident(name, { ...wanted(name), acknowledged: true, acknowledgement });
  expect(await machine.ended(id)).toEqual(
    through(...judged, ...recorded, ...answered, 'Keep', 'Report'),
  );
});

test('planned is refused where what was wanted is not known: nothing is exempt', async () => {
  const name = await machine.bucket(good, { hasBaseline: false });
  // The responder put it back, and did not keep what it found.
  const evidence = { eventId: 'not-in-history', eventTime: new Date().toISOString() };
  const id = await machine.incident(name, { evidence });
  await machine.asked(id);
  await machine.answer(id, 'planned');
  const path = [...judged, ...recorded, 'Ask', ...answered, 'Apply', 'Report'];
  expect(await machine.ended(id)).toEqual(through(...path));
  expect(await exemptionsOf(name)).toEqual([]);
  expect((await machine.read(id)).ask?.ended?.text).toBe(
    'what was wanted is not known, so nothing is exempt: declare the change (trailwarden exempt add) and make it again',
  );
});

test('without an event only a write of what was found is what was wanted', async () => {
  const name = await machine.bucket(good);
  await machine.change(name, open);
  // The intruder’s, after the change that the responder found and put back.
  await machine.change(name, weak);
  await machine.change(name, good);
  const id = await machine.incident(name, wanted(name));
  await machine.asked(id);
  await machine.answer(id, 'planned');
  await machine.ended(id);
  expect(await machine.policyOf(name)).toEqual(machine.made(open, name));
  expect(await exemptionsOf(name)).toMatchObject([
    { wanted: { policy: JSON.stringify(machine.made(open, name)) } },
  ]);
});

const block = (RestrictPublicBuckets: boolean) => ({
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets,
});
/** A block that was taken off while the policy stayed good: an incident of the responder. */
const unblocked = async () => {
  const name = await machine.bucket(good, { parts: { publicAccessBlock: block(true) } });
  const id = await machine.incident(name, {
    ...{ state: 'escalated', techniques: new Set(['weaken-bucket']) },
    ...{ sentence: `Bucket ${name} is looser in publicAccessBlock.` },
    wanted: { publicAccessBlock: block(false) },
  });
  const { ask } = await machine.asked(id);
  expect(ask?.question).toBe(
    `Was this change of arn:aws:s3:::${name} planned, and may it stay? Bucket ${name} is looser in publicAccessBlock. "planned" keeps it; "not-me" puts it back.`,
  );
  return { id, name };
};
const isBlocked = async (Bucket: string) => {
  const read = new GetPublicAccessBlockCommand({ Bucket });
  return machine.s3.send(read).then(
    ({ PublicAccessBlockConfiguration: is }) => is?.RestrictPublicBuckets === true,
    () => false,
  );
};

test('a block that was taken off is asked for, and put back after not-me', async () => {
  const { id, name } = await unblocked();
  expect(await isBlocked(name)).toBe(false);
  await machine.answer(id, 'not-me');
  expect((await machine.ended(id)).states.slice(-2)).toEqual(['PutBack', 'Report']);
  expect(await isBlocked(name)).toBe(true);
  expect((await machine.read(id)).state).toBe('restored');
});

test('a block that was taken off as planned stays off, and only that is exempt', async () => {
  const { id, name } = await unblocked();
  await machine.answer(id, 'planned');
  expect((await machine.ended(id)).states.slice(-2)).toEqual(['Apply', 'Report']);
  expect(await isBlocked(name)).toBe(false);
  expect(await exemptionsOf(name)).toMatchObject([{ wanted: { publicAccessBlock: block(false) } }]);
});
