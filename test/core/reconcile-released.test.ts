import { expect, test } from '@jest/globals';
import { isIncident } from '../../shared/domain/happening';
import type { Whose } from '../../shared/domain/impostor';
import type { SubjectMemory } from '../../shared/domain/memory';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Release } from '../../shared/domain/release';
import type { Signal } from '../../shared/domain/signal';
import type { Step } from '../../shared/domain/step';
import { subjectKey } from '../../shared/domain/subject';
import type { RuleState } from '../../shared/domain/warden';
import { type Ports, reconcile } from '../../shared/restore/reconcile';
import { released } from '../../shared/restore/released';
import { aCheck, anEvent } from '../builders/a-signal';
import { at } from '../builders/at';
import { aRule, aRulePart, aWardenBaseline } from '../builders/warden/parts';

const subject = aRulePart();
const older = aRule({ eventPattern: '{"source":["aws.cloudtrail"]}', roleArn: 'role-1' });
const newer = aRule({ eventPattern: '{"source":["aws.s3"]}', roleArn: 'role-2' });
const between = { ...newer, roleArn: 'role-1' };

const version = (name: string, state: RuleState) => ({
  ...{ version: name, digest: name },
  parts: { '222233334444/us-east-1': { [subject.id]: state } },
});
const rollout: Release = {
  ...{ sequence: 3, state: 'rolling-out', since: at(0), by: 'kim', why: 'an upgrade' },
  right: [version('2', newer), version('1', older)],
};

interface World {
  readonly is: RuleState;
  readonly memory?: SubjectMemory;
  readonly whose?: Whose;
  readonly more?: Partial<Ports>;
}

const SEEN: SubjectMemory = { seen: { subject, at: at(-60), digest: '1' } };

/** One delivery about the rule; what is written to it is what it is then. */
async function deliver(
  { is, memory = SEEN, whose = 'stranger' as Whose, more = {} }: World,
  ...signals: readonly Signal[]
) {
  let rule = is;
  const taken: Step[] = [];
  const recorded: Reconciliation[] = [];
  const looked = await reconcile(
    { subject, signals },
    {
      now: () => new Date(at(60)),
      recall: async () => ({
        ...{ kind: 'known', readAt: at(0), exemptions: [] },
        subjects: { [subjectKey(subject)]: memory },
      }),
      observe: async () => ({ kind: 'present', subject, observedAt: at(60), state: rule }),
      released: async (what) => released({ ...what, release: rollout }),
      take: async (step) => {
        taken.push(step);
        if (step.call !== 'events:PutRule') return {};
        const { EventPattern, State, RoleArn } = step.input;
        rule = { ...rule, state: State, eventPattern: EventPattern ?? '', roleArn: RoleArn ?? '' };
        return {};
      },
      whose: () => whose,
      record: async (look) => {
        recorded.push(look);
        return undefined;
      },
      ...more,
    },
  );
  return { looked, taken, rule, told: recorded.filter(isIncident) };
}

const putRule = (invokedBy?: string) =>
  anEvent({
    evidence: {
      ...{ eventSource: 'events.amazonaws.com', eventName: 'PutRule' },
      ...(invokedBy && { invokedBy }),
    },
  });

test('a part that CloudFormation is working on is waited for, and told to no one', async () => {
  const { looked, taken, told } = await deliver(
    { is: between },
    putRule('cloudformation.amazonaws.com'),
  );
  expect(looked.decision).toMatchObject({ kind: 'exempt', findings: [] });
  expect({ taken, told }).toEqual({ taken: [], told: [] });
});

test('an intruder who uses the hour is put back, and told', async () => {
  const is = { ...older, state: 'DISABLED' };
  const { rule, told } = await deliver({ is }, putRule());
  expect(rule).toMatchObject({ state: 'ENABLED', eventPattern: older.eventPattern });
  expect(told).toHaveLength(1);
});

test('through CloudFormation as well', async () => {
  const { rule } = await deliver(
    { is: { ...newer, state: 'DISABLED' } },
    putRule('cloudformation.amazonaws.com'),
  );
  expect(rule).toEqual(newer);
});

test('an intruder who has become a role of ours is told of, even where nothing is to be put back', async () => {
  const { told } = await deliver({ is: between, whose: 'impostor' }, putRule());
  expect(told).toHaveLength(1);
});

test('that the seal of its old baseline is wrong does not matter any more', async () => {
  const verifyBaseline = async () => ({ kind: 'forged', why: 'its seal' }) as const;
  const memory = { baseline: aWardenBaseline(aRule({ state: 'DISABLED' })), mac: 'x' };
  const { looked, told } = await deliver({ is: newer, memory, more: { verifyBaseline } }, aCheck());
  expect(looked.decision).toEqual({ kind: 'compliant' });
  expect(told).toEqual([]);
});

test('where no release can be judged, nothing is put back, and the signal comes again', async () => {
  const why = { kind: 'unreachable', code: 'Timeout', call: 'kms:GetPublicKey' } as const;
  const unjudged: Ports['released'] = async ({ memory }) => ({
    ...{ memory: memory ?? {}, doubt: { kind: 'unverified', why } },
  });
  const is = { ...older, state: 'DISABLED' };
  const { looked, taken } = await deliver({ is, more: { released: unjudged } }, aCheck());
  expect(taken).toEqual([]);
  expect(looked.again).toContain('kms:GetPublicKey');
});
