import type { Baseline } from '../../../domain/baseline';
import type { Step } from '../../../domain/step';
import { stepOn } from '../../../domain/step';

/** EnableKey, where the baseline has the key enabled. */
export const enableKey = ({ subject, state }: Baseline<'key'>): readonly Step[] =>
  state.keyState === 'Enabled' ? [stepOn(subject, 'kms:EnableKey', { KeyId: subject.id })] : [];
