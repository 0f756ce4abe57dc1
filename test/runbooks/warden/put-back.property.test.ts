import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../../shared/domain/finding';
import type { WardenState } from '../../../shared/domain/warden';
import { runbooks } from '../../../shared/restore/runbooks/catalogue';
import { techniques } from '../../../shared/tampering/catalogue';
import {
  aBus,
  aQueue,
  aRole,
  aRule,
  aWardenBaseline,
  BOUNDARY,
  DENY_ALL,
  gone,
  mustBe,
  seen,
} from '../../builders/warden/parts';
import { afterStep } from './after-step';

const find = (is: WardenState | undefined, must: WardenState): readonly Finding[] =>
  techniques.warden.flatMap(
    (technique) => technique.detect(is ? seen(is) : gone(must.kind), mustBe(must)) ?? [],
  );

const stepsFor = (findings: readonly Finding[], must: WardenState) =>
  runbooks.warden.flatMap((runbook) =>
    runbook.steps(
      findings.filter(({ technique }) => runbook.undoes.includes(technique)),
      aWardenBaseline(must),
    ),
  );

const text = fc.constantFrom('{"a":1}', '{"b":2}', '{"Statement":[]}');
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const given = <S extends object>(state: S, different: object): S => {
  const all = Object.entries({ ...state, ...different });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as S;
};

const targets = fc
  .uniqueArray(fc.constantFrom('security-account', 'a', 'b', 'c', 'd', 'e'), { maxLength: 5 })
  .map((ids) => ids.sort().map((Id) => ({ Id, Arn: `arn:aws:sqs:us-east-1:222233334444:${Id}` })));

const anyPart = fc.oneof(
  fc
    .record({
      state: fc.constantFrom('ENABLED', 'DISABLED'),
      eventPattern: text,
      scheduleExpression: maybe(fc.constant('rate(1 minute)')),
      roleArn: maybe(fc.constant('arn:aws:iam::222233334444:role/mallory')),
      targets,
    })
    .map((different) => given(aRule(), different)),
  fc
    .record({ policy: maybe(text), kmsKeyIdentifier: maybe(text), deadLetterArn: maybe(text) })
    .map((different) => given(aBus(), different)),
  fc
    .record({
      trustPolicy: text,
      permissionsBoundaryArn: maybe(fc.constantFrom(BOUNDARY, DENY_ALL)),
      inlinePolicies: fc.dictionary(fc.constantFrom('read', 'more', 'x,', 'y=z'), text),
      attachedPolicies: fc.subarray([
        DENY_ALL,
        'arn:aws:iam::aws:policy/Other',
        'arn:aws:iam::aws:policy/SecurityAudit',
      ]),
    })
    .map((different) => given(aRole(), different)),
  fc
    .record({
      MessageRetentionPeriod: fc.constantFrom('60', '1209600'),
      VisibilityTimeout: fc.constantFrom('0', '30'),
      Policy: maybe(text),
      KmsMasterKeyId: maybe(fc.constant('alias/mallory')),
      RedrivePolicy: maybe(text),
    })
    .map((different) => aQueue({ attributes: given(aQueue().attributes, different) })),
);

const original = { rule: aRule(), bus: aBus(), role: aRole(), queue: aQueue() };

test('after any change of a part of ours its steps give the baseline, and then there is nothing to do', () => {
  fc.assert(
    fc.property(anyPart, fc.boolean(), (tampered, isGone) => {
      const must = original[tampered.kind];
      const is = isGone ? undefined : tampered;
      const steps = stepsFor(find(is, must), must);
      const after = steps.reduce<WardenState | undefined>(
        (state, step) => afterStep(state, step as never),
        is,
      );
      expect(after).toEqual(must);
      expect(find(after, must)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
