import type { Baseline } from '../../../domain/baseline';
import type { Finding } from '../../../domain/finding';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';

/** One SetQueueAttributes with those that differ. The empty text removes an attribute that the baseline lacks. */
export const restoreQueue: Runbook<'warden'> = {
  id: 'restore-queue',
  title: 'Put a queue’s attributes back',
  subject: 'warden',
  undoes: ['close-queue'],
  steps,
};

function steps(findings: readonly Finding[], { subject, state }: Baseline<'warden'>): Step[] {
  if (findings.length === 0 || state.kind !== 'queue') return [];
  const changed = findings.flatMap(({ part }) => part.split(', ')).flatMap(attributeOf);
  const names = changed.length > 0 ? changed : Object.keys(state.attributes);
  const Attributes = Object.fromEntries(
    [...new Set(names)].map((name) => [name, state.attributes[name] ?? '']),
  );
  return [stepOn(subject, 'sqs:SetQueueAttributes', { QueueUrl: state.url, Attributes })];
}

const attributeOf = (part: string): readonly string[] =>
  part.startsWith('attributes.') ? [part.slice('attributes.'.length)] : [];
