import { historyRows, type Row } from '../../../shared/aws/baselines/find-baselines';
import { subjectKey } from '../../../shared/domain/subject';
import { type PlaceOptions, subjectArgument } from '../options/named-subject';
import { placeSubject } from '../options/place-subject';
import { operatorOf } from '../target/become-operator';
import type { Target } from '../target/target';
import { print, printJson, printVerbatim } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { printBaseline } from './baseline-print';
import { sealOf, verified } from './baseline-verified';
import { releasedBaseline } from './released-baseline';

interface BaselineShowOptions extends Target, PlaceOptions {
  readonly version?: number;
  readonly field?: string;
}

export async function showBaseline(text: string, options: BaselineShowOptions): Promise<void> {
  const named = subjectArgument(text, options);
  const { version } = options;
  const { operator, table } = await operatorOf(options);
  const { subject, row: current } = await placeSubject(named, options, operator);
  const seal = sealOf(operator);
  const released = version === undefined ? await releasedBaseline(subject, table, seal) : undefined;
  const row: Row | undefined =
    version === undefined
      ? released
        ? { subjectKey: subjectKey(subject), baseline: released }
        : current
      : (await historyRows(table, subject)).find(({ filedAs }) => filedAs === version);
  if (!row) {
    throw new UserError(
      version === undefined
        ? `${subject.id} has no baseline; "trailwarden baseline list" shows all.`
        : `${subject.id} has no version ${version}; "trailwarden baseline history" shows all.`,
    );
  }
  const { forged } = released ? {} : await verified(row, seal);
  if (options.field !== undefined) {
    // A person is about to write it back, so a text without a genuine seal is not given out.
    if (forged) throw new UserError(`FORGED: ${forged}. Nothing is put back from it.`);
    printVerbatim(fieldText(row.baseline?.state, options.field));
    return;
  }
  if (options.json) printJson({ ...row.baseline, forged });
  else {
    if (forged) print(`FORGED: ${forged}. Nothing is put back from it.`);
    if (row.baseline) printBaseline(row.baseline);
  }
  process.exitCode = forged ? exitCode.bad : exitCode.ok;
}

function fieldText(state: object | undefined, field: string): string {
  const fields = Object.entries(state ?? {});
  const [, value] = fields.find(([name]) => name === field) ?? [];
  if (typeof value === 'string') return value;
  const texts = fields.flatMap(([name, one]) => (typeof one === 'string' ? name : []));
  throw new UserError(`The baseline has no text ${field}; it has ${texts.join(', ')}.`);
}
