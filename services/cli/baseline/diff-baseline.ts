import { describeStep } from '../../../shared/domain/step';
import { decide } from '../../../shared/restore/decide';
import { differences } from '../../../shared/restore/differences';
import { type PlaceOptions, subjectArgument } from '../options/named-subject';
import type { Target } from '../target/target';
import { print, printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { type Compared, fingerprint, lookAt } from './baseline-look';
import { printDifferences } from './baseline-print';
import { sayUnheard, unheardStop } from './unheard-stop';

type BaselineDiffOptions = Target & PlaceOptions;

export async function diffBaseline(text: string, options: BaselineDiffOptions): Promise<void> {
  const named = subjectArgument(text, options);
  const compared = await lookAt(named, options);
  const { baseline, observation, forged } = compared;
  const { id, kind } = observation.subject;
  if (!baseline && !forged && observation.kind === 'absent') {
    throw new UserError(`${id} has no baseline, and there is no such ${kind}.`);
  }
  const now = observation.kind === 'present' ? observation.state : undefined;
  const unheard = baseline && (await unheardIn(compared, options));
  const found = differences(kind, baseline?.state, now);
  const seen = now && fingerprint(kind, now);
  if (options.json) {
    const version = baseline?.version ?? 0;
    printJson({ subject: id, version, present: now !== undefined, seen, found, forged, unheard });
  } else {
    print(headline(compared, found.length));
    if (found.length > 0) printDifferences(found);
    if (found.length > 0) print(whatIsDone(compared));
    if (unheard) print(sayUnheard(unheard));
    if (found.length > 0 && seen) print(`To accept exactly this: --seen ${seen}`);
  }
  process.exitCode = found.length > 0 || forged || unheard ? exitCode.bad : exitCode.ok;
}

function headline({ baseline, observation, forged }: Compared, count: number): string {
  const { id } = observation.subject;
  if (forged) {
    return `The baseline of ${id} is FORGED: ${forged}. Nothing is put back from it. What it says, and what is:`;
  }
  if (observation.kind === 'absent' && baseline?.retired)
    return `${id} is gone, and was retired before.`;
  if (observation.kind === 'absent') return `${id} is gone; version ${baseline?.version} was:`;
  if (!baseline) return `${id} has no baseline; it is:`;
  if (baseline.retired)
    return `${id} is retired since version ${baseline.version}: nothing of it is put back.`;
  if (count === 0) return `${id} is as version ${baseline.version} says.`;
  return `${id} is not as version ${baseline.version} says:`;
}

/** What a check would do about it without a planned change; `plan` says the same. */
function whatIsDone({ baseline, observation, forged }: Compared): string {
  if (!baseline || baseline.retired || forged) return 'Nothing of this is put back.';
  const now = new Date().toISOString();
  const decision = decide({ observation, memory: { baseline }, exemptions: [], events: [], now });
  const steps = 'steps' in decision ? (decision.steps ?? []) : [];
  if (decision.kind === 'compliant')
    return 'Nothing of this is put back: none of it is weaker than the baseline.';
  const by =
    steps.length > 0
      ? `The warden puts back what is weaker: ${steps.map(describeStep).join('; ')}.`
      : '';
  return decision.kind === 'escalate' ? `${by} ${decision.why}`.trim() : by;
}

const unheardIn = async ({ observation, operator: connection }: Compared, { table }: Target) =>
  observation.kind === 'present' ? unheardStop(observation, { connection, table }) : undefined;
