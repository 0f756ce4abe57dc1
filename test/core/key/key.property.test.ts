import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { KeyState } from '../../../shared/domain/key';
import type { Step } from '../../../shared/domain/step';
import { decide } from '../../../shared/restore/decide';
import { at } from '../../builders/at';
import { aKeyBaseline, aKeyState, keySeen } from '../../builders/key/a-key';

const anyTampered = fc.record({
  keyState: fc.constantFrom('Enabled', 'Disabled', 'PendingDeletion'),
  policy: fc.constantFrom(aKeyState().policy ?? '', '{}', '{"Statement":[]}'),
});

const decideOn = (state: KeyState) =>
  decide({
    observation: keySeen(state),
    memory: { baseline: aKeyBaseline() },
    exemptions: [],
    events: [],
    now: at(60),
  });

/** The state of a key after KMS took a step. */
function afterStep(before: KeyState, { call, input }: Step): KeyState {
  if (call === 'kms:EnableKey') return { ...before, keyState: 'Enabled' };
  if (call === 'kms:CancelKeyDeletion') return { ...before, keyState: 'Disabled' };
  return call === 'kms:PutKeyPolicy' ? { ...before, policy: input.Policy } : before;
}

test('the steps of any tampered key make it what it must be, and then there are none', () => {
  fc.assert(
    fc.property(anyTampered, (different) => {
      const state = aKeyState(different);
      const decision = decideOn(state);
      const steps = decision.kind === 'restore' ? decision.steps : [];
      const after = steps.reduce(afterStep, state);
      expect(after).toEqual(aKeyState());
      expect(decideOn(after).kind).toBe('compliant');
    }),
    { numRuns: 50 },
  );
});
