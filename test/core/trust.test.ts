import { expect, test } from '@jest/globals';
import type { Doubt } from '../../shared/domain/doubt';
import type { Exemption } from '../../shared/domain/exemption';
import { reconcile } from '../../shared/restore/reconcile';
import { judgeTrust } from '../../shared/restore/trust';
import { aMemory, anExemption } from '../builders/a-memory';
import { aCheck, anEvent } from '../builders/a-signal';
import { aTrail } from '../builders/a-trail';
import { at } from '../builders/at';
import { TrailWorld } from './trail-world';

const forged: Doubt = { kind: 'forged', why: 'it carries no seal' };
const unverified: Doubt = {
  kind: 'unverified',
  why: { kind: 'unreachable', code: 'TimeoutError', call: 'kms:VerifyMac' },
};

const genuine = anExemption({ id: 'genuine' });
const over = anExemption({ id: 'over', until: at(1) });
const elsewhere = anExemption({ id: 'elsewhere', subjectKey: 'trail#another' });

/** The trust at second 60, with these answers of the key, by the id of the exemption. */
async function believed(exemptions: readonly Exemption[], answers: Record<string, Doubt> = {}) {
  const asked: string[] = [];
  const recalled = aMemory({ exemptions });
  const belief = await judgeTrust(
    { subject: aTrail(), recalled, now: at(60) },
    {
      verifyExemption: async ({ id }) => {
        asked.push(id);
        return answers[id];
      },
    },
  );
  return { belief, asked };
}

test('only exemptions of the subject that are in force or ended lately are verified', async () => {
  const before = anExemption({ id: 'before', until: at(-7_200) });
  const { belief, asked } = await believed([before, over, elsewhere, genuine]);
  expect(asked).toEqual(['over', 'genuine']);
  expect(belief).toEqual({ exemptions: [over, genuine] });
});

test('an exemption that is over and cannot be verified explains nothing, and the look does not wait for it', async () => {
  const { belief } = await believed([over, genuine], { over: unverified });
  expect(belief).toEqual({ exemptions: [genuine] });
});

test('a forged exemption is named and left out; a genuine one beside it holds', async () => {
  const longer = anExemption({ id: 'longer', until: at(9_000) });
  const { belief } = await believed([longer, genuine], { longer: forged });
  expect(belief).toEqual({
    exemptions: [genuine],
    forged: { id: 'longer', why: 'it carries no seal' },
  });
});

/** A look at a stopped trail with an exemption on which this is the verdict. */
function deliver(doubt: Doubt | undefined, ...signals: Parameters<typeof anEvent>) {
  const world = new TrailWorld();
  world.exemptions = [genuine];
  world.stop();
  const ports = { ...world.ports(), verifyExemption: async () => doubt };
  const look = reconcile({ subject: world.trail, signals: [anEvent(...signals)] }, ports);
  return look.then((reconciliation) => ({ world, reconciliation }));
}

test('a trail with a forged exemption is started, and a person is told', async () => {
  const { world, reconciliation } = await deliver(forged);
  expect(world.status.isLogging).toBe(true);
  expect(reconciliation).toMatchObject({
    outcome: 'escalated',
    techniques: ['stop-logging'],
    decision: { kind: 'escalate', why: expect.stringContaining('genuine is forged') },
  });
});

test('an exemption that cannot be verified now is obeyed, and looked at again', async () => {
  const { world, reconciliation } = await deliver(unverified);
  expect(world.taken).toEqual([]);
  expect(reconciliation).toMatchObject({
    decision: { kind: 'exempt' },
    again: 'kms:VerifyMac was not answered (TimeoutError)',
  });
});

test('a genuine exemption is obeyed without another look', async () => {
  const { world, reconciliation } = await deliver(undefined);
  expect(world.taken).toEqual([]);
  expect(reconciliation.decision.kind).toBe('exempt');
  expect(reconciliation.again).toBeUndefined();
});

test('a check tells of a forged exemption before a stop makes use of it', async () => {
  const world = new TrailWorld();
  world.exemptions = [genuine];
  const ports = { ...world.ports(), verifyExemption: async () => forged };
  const look = await reconcile({ subject: world.trail, signals: [aCheck()] }, ports);
  expect(look).toMatchObject({ outcome: 'escalated', taken: [], findings: [] });
});
