import type { ContainmentStep } from '../../../shared/domain/containment';

/** A step as one line: the call, on what, and what it sets. */
export function stepText({ call, on, input }: ContainmentStep): string {
  const { Groups, TargetGroupArn, PolicyName } = input as Readonly<Record<string, unknown>>;
  const set = Array.isArray(Groups) ? Groups.join(', ') : (TargetGroupArn ?? PolicyName);
  return `${call} on ${on}${typeof set === 'string' ? `: ${set}` : ''}`;
}
