import type { ServiceClients } from '../../../shared/aws/dependencies/service-clients';
import { observeWhole } from '../../../shared/aws/observe-subject';
import type { Present } from '../../../shared/domain/observation';
import { describeObstacle } from '../../../shared/domain/obstacle';
import type { Subject } from '../../../shared/domain/subject';
import { isTrailState } from '../../../shared/domain/trail';
import { wordsOption } from '../options/baseline-options';
import { type PlaceOptions, subjectArgument } from '../options/named-subject';
import { placeSubject } from '../options/place-subject';
import { asKeeper } from '../target/as-keeper';
import { reachMembers } from '../target/reach-members';
import { connectionTo, type Target } from '../target/target';
import { print, printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { writeVersion } from './write-version';

interface BaselineRetireOptions extends Target, PlaceOptions {
  readonly why: string;
  /** Retire it even if it exists or cannot be reached. */
  readonly unguarded?: boolean;
}

/**
 * A version like the last one, marked as retired. A subject that is not known to be gone is retired only where a
 * person says so.
 */
export async function retireSubject(text: string, options: BaselineRetireOptions): Promise<void> {
  const named = subjectArgument(text, options);
  const why = wordsOption('--why', options.why);
  const { connection, caller } = await asKeeper(connectionTo(options));
  const { operator, services } = await reachMembers(options);
  const { subject, row, forged } = await placeSubject(named, options, operator);
  const last = row?.baseline;
  if (!last || forged) throw notRetired(subject.id, forged);
  const { retired } = last;
  if (!retired && !options.unguarded) await refuseUnlessGone(subject, services(subject));
  const said = { ...last, retired: true, why, capturedBy: caller } as const;
  const capturedAt = new Date().toISOString();
  const where = { connection, table: options.table };
  const baseline = retired ? last : await writeVersion({ row }, where, { ...said, capturedAt });
  if (options.json) printJson({ retired: !retired, baseline });
  else if (retired)
    print(`Nothing to retire: ${subject.id} is retired since version ${last.version}.`);
  else {
    print(
      `${subject.id} is retired: version ${baseline.version}. Nothing guards it any more, and nothing of it is put back.`,
    );
    print('The warden keeps what it knows for a minute, and hears of it then.');
  }
}

async function refuseUnlessGone(subject: Subject, eyes: ServiceClients): Promise<void> {
  const seen = await observeWhole(subject, eyes);
  if (seen.kind === 'absent') return;
  const isThere = seen.kind === 'present';
  const how = isThere ? howItIs(seen) : `could not be read (${describeObstacle(seen.why)})`;
  throw new UserError(
    `${subject.id} was not retired: it ${how}, and nothing would guard it any more; if you mean that, add --unguarded.`,
    isThere ? exitCode.bad : exitCode.unreachable,
  );
}

const howItIs = ({ state }: Present): string =>
  isTrailState(state) && state.status.isLogging ? 'is there and logs' : 'is there';

const notRetired = (id: string, forged: string | undefined): UserError =>
  forged
    ? new UserError(
        `${id} was not retired: its baseline is FORGED (${forged}); accept what is right first.`,
        exitCode.bad,
      )
    : new UserError(`${id} has no baseline to retire; "trailwarden baseline list" shows all.`);
