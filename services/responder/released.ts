import type { Seal } from '../../shared/aws/baselines/sealed';
import type { KeptMemory } from '../../shared/aws/memory';
import {
  type KnownRelease,
  keepRelease,
  knownRelease,
} from '../../shared/aws/releases/keep-release';
import { findBehind, noteSeen } from '../../shared/aws/releases/note-seen';
import type { Table } from '../../shared/aws/table/table';
import type { Doubt } from '../../shared/domain/doubt';
import type { Report } from '../../shared/domain/report';
import type { EventSignal } from '../../shared/domain/signal';
import type { Subject } from '../../shared/domain/subject';
import { field, parseJson, text } from '../../shared/record/json';
import type { JudgedByRelease, Ports } from '../../shared/restore/reconcile';
import { type Released, released } from '../../shared/restore/released';
import { isExpected } from '../../shared/restore/released/expected';
import { isStalled, stalled } from '../../shared/restore/released/stalled';

interface World {
  readonly table: Table;
  readonly seal: Seal;
  readonly amend: KeptMemory['amend'];
  /** Does a write that nothing waits for; what fails is logged. */
  readonly remembering: (write: () => Promise<void>) => Promise<void>;
}

export interface ByRelease {
  readonly judge: NonNullable<Ports['released']>;
  /** Those of the reports that the rollout does not explain. */
  readonly unexplained: (
    reports: readonly Report[],
    event: EventSignal,
    /** The message that brought it. */
    body: string,
  ) => Promise<readonly Report[]>;
}

/** What the release says of our own parts. A part of the bundle of its own: no trail waits for it. */
export function openReleased({ table, seal, amend, remembering }: World): ByRelease {
  const { known, anew } = keepRelease(() => knownRelease(table, seal));
  const judge: ByRelease['judge'] = async (looked) => {
    const { subject } = looked.observation;
    const by = ({ release, doubt }: KnownRelease) => ({
      ...{ release, doubt, judged: release && released({ ...looked, release }) },
    });
    const first = by(await known());
    // What would be put back may be what a version says that was declared within the last minute.
    const { release, doubt, judged } = isPutBack(first.judged) ? by(await anew()) : first;
    if (!release) return doubt && isToldHere(subject, doubt) ? doubtful(looked, doubt) : undefined;
    if (!judged) return undefined;
    const { seen } = judged;
    if (seen) {
      amend(subject, (memory) => ({ ...memory, seen }));
      await remembering(() => noteSeen(table, seen));
    }
    if (doubt && isToldHere(subject, doubt)) return { ...judged, doubt };
    if (!judged.isRight || !isBus(subject) || !isStalled(release, looked.now)) return judged;
    // Where the table does not answer, the next look tells of it.
    const behind = await findBehind(table).catch(() => undefined);
    return behind ? { ...judged, decision: stalled(release, behind) } : judged;
  };
  return {
    judge,
    unexplained: async (reports, event, body) => {
      const request = field(field(parseJson(body), 'detail'), 'requestParameters');
      const s3Key = text(field(request, 's3Key'));
      const by = ({ release }: KnownRelease) =>
        reports.filter((report) => !release || !isExpected(report, event, release, s3Key));
      const left = by(await known());
      return left.length > 0 ? by(await anew()) : left;
    },
  };
}

const isPutBack = (judged: Released | undefined): boolean =>
  judged !== undefined && !judged.isRight && !judged.decision;

const doubtful = ({ memory }: Parameters<NonNullable<Ports['released']>>[0], doubt: Doubt) =>
  ({ memory: memory ?? {}, doubt }) satisfies JudgedByRelease;

/**
 * A forged row is told of once, at the bus of the security account, and not at every part of every account. Where the
 * key cannot be asked and nothing genuine was ever read, nothing is known of any part.
 */
const isToldHere = (subject: Subject, doubt: Doubt): boolean =>
  doubt.kind === 'unverified' || isBus(subject);

/** There is one, in the security account: what concerns all of them is told there. */
const isBus = ({ id }: Subject): boolean => id.endsWith(':event-bus/trailwarden');
