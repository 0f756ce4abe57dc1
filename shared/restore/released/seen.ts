import type { Decision } from '../../domain/decision';
import type { SeenPart, SubjectMemory } from '../../domain/memory';
import type { Version } from '../../domain/release';
import { same } from '../../domain/same';
import type { Subject } from '../../domain/subject';
import type { WardenState } from '../../domain/warden';

/** A part as one version has it. */
export interface Has {
  readonly version: Version;
  readonly state: WardenState;
}

/** For so long a part may be between two versions. CloudFormation works on one for seconds. */
export const SETTLES_MS = 15 * 60_000;

interface SeenNow {
  readonly subject: Subject;
  readonly memory: SubjectMemory;
  readonly there: readonly Has[];
  readonly isBehind: boolean;
  readonly at: string;
}

/** Written once, and again where the versions differ in it: a part that is the same in all of them says nothing. */
export function seenAs({ version, state }: Has, now: SeenNow): SeenPart | undefined {
  const { seen } = now.memory;
  const before = now.there.filter((one) => one.version.digest === seen?.digest);
  const others = before.length > 0 ? before : now.there;
  const isSame = others.every((one) => same(one.state, state));
  const isKnown = seen && isSame && !seen.betweenSince && now.isBehind === (seen.isBehind ?? false);
  if (isKnown) return undefined;
  const { digest } = version;
  return {
    subject: now.subject,
    at: seen?.at ?? now.at,
    digest,
    ...(now.isBehind && { isBehind: true as const }),
  };
}

/** What was not whole when it was first seen is being made: it may still lack a piece. */
export const wasWhole = (seen: SeenPart | undefined): boolean =>
  seen !== undefined && seen.at !== seen.betweenSince;

/** Nothing when it has been between them for too long. A time that is yet to come was written by another hand. */
export function waitFor(
  { now, subject }: { readonly now: string; readonly subject: Subject },
  { seen }: SubjectMemory,
  { version }: Has,
): { readonly decision: Decision; readonly seen?: SeenPart } | undefined {
  const since = seen?.betweenSince ?? now;
  const until = new Date(Date.parse(since) + SETTLES_MS).toISOString();
  if (until <= now || since > now) return undefined;
  const noted = { subject, at: now, digest: version.digest, ...seen, betweenSince: since };
  return {
    decision: { kind: 'exempt', until, findings: [] },
    ...(!seen?.betweenSince && { seen: noted }),
  };
}
