import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';

export const attachPolicy = (
  subject: Subject<'guard-rail'>,
  PolicyId: string,
  targets: readonly string[],
): readonly Step[] =>
  targets.map((TargetId) => stepOn(subject, 'organizations:AttachPolicy', { PolicyId, TargetId }));
