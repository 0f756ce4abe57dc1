import type { SqsRecord } from '../../shared/aws/sqs-event';
import type { Coverage, ExemptDifference } from '../../shared/domain/coverage';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Signal } from '../../shared/domain/signal';
import { unfinishedOf } from '../../shared/watch/coverage/unfinished-of';
import type { Responder } from './responder';
import { type Again, messageOf } from './tell';

interface Looked {
  readonly accountId: string;
  readonly region: string;
  readonly signals: readonly Signal[];
  readonly records: ReadonlySet<SqsRecord>;
  /** One for each subject; absent where a look could not be written down. */
  readonly looks: readonly (Reconciliation | undefined)[];
  readonly missed?: Obstacle;
}

/**
 * A check of an account × Region says whether it is guarded; an event never waits for that. Where a
 * look could not be written down the check comes again, and says it then. Nothing where it said nothing.
 */
export async function noteCoverage(
  { accountId, region, signals, records, looks, missed }: Looked,
  responder: Responder,
  again: Again,
): Promise<Coverage | undefined> {
  const by = signals.flatMap(asksForTrails).at(-1);
  const known = looks.filter((look) => look !== undefined);
  if (by === undefined || known.length < looks.length) return undefined;
  // A retired subject need not be read, so one that cannot be read does not hide the place.
  const hidden = known.filter(
    ({ observation, decision }) =>
      observation.kind === 'unreachable' && decision.kind === 'retired',
  );
  const observations = known
    .filter((look) => !hidden.includes(look))
    .map(({ observation }) => observation);
  const unfinished = unfinishedOf(known, missed);
  const exempt = known.flatMap(exemptIn);
  const retired = known.filter(isRetiredAndThere).map(({ subject }) => subject.id);
  try {
    return await responder.cover({
      accountId,
      region,
      by,
      observations,
      ...(missed && { missed }),
      ...(unfinished && { unfinished }),
      ...(exempt.length > 0 && { exempt }),
      ...(retired.length > 0 && { retired }),
    });
  } catch (error) {
    const why = `The coverage of ${accountId} ${region} could not be recorded: ${messageOf(error)}`;
    for (const record of records) again.set(record, { why });
    return undefined;
  }
}

/** What is wrong there and is left alone, in words. */
const exemptIn = ({ decision }: Reconciliation): readonly ExemptDifference[] =>
  decision.kind === 'exempt'
    ? [
        {
          until: decision.until,
          differs: decision.findings.map(({ sentence }) => sentence).join(' '),
        },
      ]
    : [];

/** It stands there, and nothing puts it back: a person has to see that it is so. */
const isRetiredAndThere = ({ decision, observation }: Reconciliation): boolean =>
  decision.kind === 'retired' && observation.kind === 'present';

/** Who asked, if this is a check that looks at trails. */
const asksForTrails = (signal: Signal): readonly string[] =>
  signal.kind === 'check' && (!signal.kinds || signal.kinds.includes('trail')) ? [signal.by] : [];
