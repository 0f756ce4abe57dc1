import type { Parts } from '../../../shared/aws/playbooks/bucket-parts';
import type { Facts } from '../../../shared/playbooks/bucket-policy/decide';
import type { PolicyWrite } from '../../../shared/playbooks/bucket-policy/policy-writes';
import type { Row } from './ports';

/** What was loosened beside the policy: what it was, and the names of what is not known. */
export interface Loosened {
  readonly was: Parts;
  readonly unknown: readonly string[];
}

/**
 * Of the record of its own call, which no one can forge; else as it was found. A write that made what is there says what was
 * wanted only where that is at fault: else it was put back, and another wrote it.
 */
export function wantedOf(
  { wanted, evidence }: Row,
  written: PolicyWrite | null,
  isThereAtFault: boolean,
): Facts['wanted'] | undefined {
  if (written && written.eventId === evidence?.eventId) return { policy: written.policy };
  if (wanted)
    return wanted.policy === undefined ? undefined : { policy: wanted.policy || undefined };
  return written && isThereAtFault ? { policy: written.policy } : undefined;
}

export function loosenedOf({ wanted = {} }: Row, sealed: Parts = {}): Loosened {
  const { policy: _, ...loosened } = wanted;
  const names = Object.keys(loosened) as (keyof Parts)[];
  const known = names.filter((name) => sealed[name] !== undefined);
  return {
    was: Object.fromEntries(known.map((name) => [name, sealed[name]])),
    unknown: names.filter((name) => sealed[name] === undefined),
  };
}

/** What the responder opened the incident for. */
export function toldBy({ techniques, sentence }: Row): Pick<Facts, 'told'> {
  const [, verdict] = OPENED.find(([technique]) => techniques?.has(technique)) ?? [];
  return verdict ? { told: { verdict, sentence } } : {};
}

/** From the worst on. */
const OPENED = [
  ['publish-bucket', 'public'],
  ['share-bucket', 'outside-organization'],
  ['lock-bucket', 'lock-out'],
  // A list, a block or the ownership of its objects: the policy says nothing of them.
  ['weaken-bucket', 'wider'],
] as const;
