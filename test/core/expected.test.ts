import { expect, test } from '@jest/globals';
import type { Evidence } from '../../shared/domain/evidence';
import type { Release } from '../../shared/domain/release';
import type { EventSignal } from '../../shared/domain/signal';
import { isExpected } from '../../shared/restore/released/expected';
import { anEvent } from '../builders/a-signal';
import { at } from '../builders/at';

const DEPLOYER = 'arn:aws:sts::222233334444:assumed-role/deployer/run-1';

const rollout: Release = {
  ...{ sequence: 2, state: 'rolling-out', since: at(0), by: DEPLOYER, why: 'an upgrade' },
  right: [{ version: '2', digest: '2', parts: {}, code: '2-abc/' }],
};

const call = (eventName: string, more: Partial<Evidence> = {}): EventSignal => ({
  ...anEvent(),
  evidence: {
    ...{ eventSource: 'lambda.amazonaws.com', eventName },
    actor: { type: 'AssumedRole', principal: DEPLOYER, chain: [DEPLOYER] },
    invokedBy: 'cloudformation.amazonaws.com',
    ...more,
  },
});

const isTold = (
  event: EventSignal,
  { row = 'GRD-03', release = rollout, s3Key = undefined as string | undefined } = {},
) => !isExpected({ row }, event, release, s3Key);

const code = call('UpdateFunctionCode20150331v2');
const { invokedBy: _, ...byHand } = code.evidence;
const stackSet = { ...code, evidence: { ...byHand, eventName: 'UpdateStackSet' } };
const ofStacks = {
  ...stackSet,
  evidence: { ...stackSet.evidence, eventSource: 'cloudformation.amazonaws.com' },
};
const another = (principal: string) => ({ type: 'AssumedRole', principal, chain: [principal] });

test('what the declarer deploys while the rollout lasts is expected', () => {
  expect(isTold(code)).toBe(false);
  expect(isTold(code, { s3Key: '2-abc/responder.zip' })).toBe(false);
  expect(isTold(call('PutMetricAlarm'), { row: 'CWL-05' })).toBe(false);
  expect(isTold(ofStacks, { row: 'GRD-05' })).toBe(false);
});

test('so is what a later session of the same role deploys', () => {
  const later = another(DEPLOYER.replace('run-1', 'run-2'));
  expect(isTold(call('UpdateFunctionCode20150331v2', { actor: later }))).toBe(false);
});

test.each<readonly [string, boolean]>([
  ['without a rollout', isTold(code, { release: { ...rollout, state: 'current' } })],
  ['by hand', isTold({ ...code, evidence: byHand })],
  ['of another row', isTold(code, { row: 'CT-14' })],
  ['of something that goes', isTold(call('DeleteFunction20150331'))],
  ['of other code', isTold(code, { s3Key: 'mallory/responder.zip' })],
  [
    'of another caller',
    isTold(
      call('UpdateFunctionCode20150331v2', { actor: another(DEPLOYER.replace('deployer', 'x')) }),
    ),
  ],
])('a change %s is told', (_name, told) => expect(told).toBe(true));
