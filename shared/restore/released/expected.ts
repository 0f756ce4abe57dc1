import type { Release } from '../../domain/release';
import type { Report } from '../../domain/report';
import type { EventSignal } from '../../domain/signal';

/** Functions, stacks, the table and timers, alarms: what a deployment of ours changes besides its own parts. */
const OURS: ReadonlySet<string> = new Set(['GRD-03', 'GRD-05', 'GRD-06', 'CWL-05']);

/** A deployment takes none of these away; a call that does is told at any time. */
const TAKES_AWAY = /^(Delete|Stop|Purge|Deactivate|Disable)/;

/**
 * Is this call part of the rollout that is declared? Only what its own declarer does, whose word already counts for what
 * is right: the update of a StackSet, and what CloudFormation changes with that person's rights. A function gets the code
 * of the release, as far as the record says which.
 */
export function isExpected(
  { row }: Pick<Report, 'row'>,
  { evidence }: EventSignal,
  { state, by, right: [newest] }: Release,
  s3Key?: string,
): boolean {
  const { eventName, eventSource, invokedBy, actor } = evidence;
  if (state !== 'rolling-out' || !OURS.has(row) || TAKES_AWAY.test(eventName)) return false;
  const isUpdate = eventSource === CLOUDFORMATION && /^Update(StackSet|Stack)$/.test(eventName);
  if (!isUpdate && invokedBy !== CLOUDFORMATION) return false;
  if (s3Key !== undefined && newest?.code !== undefined && !s3Key.startsWith(newest.code))
    return false;
  return [actor.principal, ...actor.chain].some((name) => roleOf(name) === roleOf(by));
}

const CLOUDFORMATION = 'cloudformation.amazonaws.com';

/** A rollout that is gone on with is another session of the same role. */
const roleOf = (arn: string): string =>
  arn.replace(/^(arn:[a-z-]+:sts::\d+:assumed-role\/[^/]+)\/.*$/, '$1');
