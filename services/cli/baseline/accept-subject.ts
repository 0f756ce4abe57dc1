import type { Named } from '../../../shared/aws/become-named';
import type { Baseline } from '../../../shared/domain/baseline';
import type { BlindWindow } from '../../../shared/domain/blind-window';
import type { Present } from '../../../shared/domain/observation';
import { isTrailState } from '../../../shared/domain/trail';
import { type Difference, differences } from '../../../shared/restore/differences';
import { unfitToCapture } from '../../../shared/restore/trust';
import { wordsOption } from '../options/baseline-options';
import { type PlaceOptions, subjectArgument } from '../options/named-subject';
import { asKeeper } from '../target/as-keeper';
import { connectionTo, type Target } from '../target/target';
import { print, printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { type Compared, fingerprint, lookAt } from './baseline-look';
import { printDifferences } from './baseline-print';
import { sayUnheard, unheardStop } from './unheard-stop';
import { writeVersion } from './write-version';

export interface BaselineAcceptOptions extends Target, PlaceOptions {
  readonly why: string;
  /** Everything of this kind, in one account or in all, instead of one subject. */
  readonly kind?: string;
  readonly belowFloor?: string;
  readonly seen?: string;
}

export async function acceptSubject(text: string, options: BaselineAcceptOptions): Promise<void> {
  const named = subjectArgument(text, options);
  const reason = reasonOf(options);
  const keeper = await asKeeper(connectionTo(options));
  say(options, await acceptCompared(await lookAt(named, options), { options, reason, keeper }));
}

/** Refuses, in a sentence, a state that no person may accept as a baseline. */
export async function acceptCompared(
  compared: Compared,
  { options, reason, keeper: { connection, caller } }: Accepting,
): Promise<Accepted> {
  const present = fitToAccept(compared, options);
  const { subject } = present;
  const { baseline, forged } = compared;
  const where = { connection, table: options.table };
  const unheard = baseline && (await unheardStop(present, where));
  const found = differences(subject.kind, baseline?.state, present.state);
  if (baseline && !baseline.retired && !forged && found.length === 0) {
    return { accepted: false, baseline, found, ...(unheard && { unheard }) };
  }
  const written = await writeVersion(compared, where, {
    subject,
    state: unheard ? without(present.state, baseline) : present.state,
    capturedAt: present.observedAt,
    capturedBy: caller,
    why: reason(unfitToCapture(present)),
  });
  return { accepted: true, baseline: written, found, ...(unheard && { unheard }) };
}

interface Accepting {
  readonly options: BaselineAcceptOptions;
  /** The reason that the history keeps, with why the state is below the floor. */
  readonly reason: (unfit: string | undefined) => string;
  readonly keeper: Named;
}

/**
 * The text that stays in the history for ever; below the floor it includes what is unguarded, in a person's words.
 */
export function reasonOf(
  options: Pick<BaselineAcceptOptions, 'why' | 'belowFloor'>,
): (unfit: string | undefined) => string {
  const why = wordsOption('--why', options.why);
  const given = options.belowFloor;
  const unguarded = given === undefined ? undefined : wordsOption('--below-floor', given);
  return (unfit) => (unfit ? `${why} (below the floor: ${unfit}; not guarded: ${unguarded})` : why);
}

/** The state that a person may accept as a baseline, or the reason why not. */
export function fitToAccept(
  { observation }: Compared,
  { seen, belowFloor }: Pick<BaselineAcceptOptions, 'seen' | 'belowFloor'>,
): Present {
  const { id } = observation.subject;
  const refused = (why: string) => new UserError(`${id} was not accepted: ${why}`, exitCode.bad);
  if (observation.kind === 'absent')
    throw refused(
      'it is gone, so there is nothing to accept; if it is gone on purpose, use "baseline retire".',
    );
  const replaced = replacementIn(observation);
  if (replaced) throw refused(replaced);
  if (seen !== undefined && seen !== fingerprint(observation.subject.kind, observation.state)) {
    throw refused(`it is no longer what was seen as ${seen}; look at "baseline diff" again.`);
  }
  const unfit = unfitToCapture(observation);
  if (unfit && belowFloor === undefined) {
    throw refused(
      `${unfit}; if you mean that, say with --below-floor what will then be unguarded.`,
    );
  }
  return observation;
}

/** The policy that replaces a deleted one has its own ARN, and so its own baseline. */
function replacementIn({ subject, state }: Present): string | undefined {
  if (subject.kind !== 'guard-rail' || !('replacement' in state)) return undefined;
  const arn = subject.id.replace(/[^/]+$/, String(state.replacement));
  return `it was deleted, and ${arn} stands in for it; accept that one, and put its ARN in the place of the old one in the parameter ProtectedPolicies.`;
}

/** A stop that no incident has stays out of the accepted state, so that the next look tells of it. */
function without(state: Present['state'], before: Baseline | undefined): Present['state'] {
  if (!isTrailState(state)) return state;
  const { stoppedAt: _, ...status } = state.status;
  const known = before && isTrailState(before.state) ? before.state.status.stoppedAt : undefined;
  return { ...state, status: { ...status, ...(known && { stoppedAt: known }) } };
}

export interface Accepted {
  readonly accepted: boolean;
  readonly baseline: Baseline;
  readonly found: readonly Difference[];
  /** A stop that no incident has. */
  readonly unheard?: BlindWindow;
}

function say(
  { json }: BaselineAcceptOptions,
  { accepted, baseline, found, unheard }: Accepted,
): void {
  const { subject, version } = baseline;
  if (json) {
    printJson({ accepted, baseline, found, unheard });
    return;
  }
  if (unheard) print(sayUnheard(unheard));
  if (!accepted) {
    print(`Nothing to accept: ${subject.id} is as version ${version} says.`);
    return;
  }
  print(`${subject.id} must from now on be what it is: version ${version}.`);
  printDifferences(found);
  print(HEARD_THEN);
}

export const HEARD_THEN = 'The warden keeps what it knows for a minute, and hears of it then.';
