import { asKeeper } from './as-keeper';
import { wordsOption } from './baseline-options';
import { becomeOperator } from './become-operator';
import { namedSubject } from './named-subject';
import { type Place, placeOption } from './place-option';
import { placeSubject } from './place-subject';
import { print, printJson } from './print';
import { connectionTo, type Target } from './target';
import { exitCode, UserError } from './user-error';
import { writeVersion } from './write-version';

export interface BaselineRetireOptions extends Target, Place {
  readonly why: string;
  readonly json?: boolean;
}

/** A version like the last, and retired: nobody looks at AWS for it, what is gone can be retired too. */
export async function retireSubject(text: string, options: BaselineRetireOptions): Promise<void> {
  const named = namedSubject(text);
  placeOption(options, named);
  const why = wordsOption('--why', options.why);
  const here = connectionTo(options);
  const { connection, caller } = await asKeeper(here);
  const { subject, row, forged } = await placeSubject(named, options, await becomeOperator(here));
  const last = row?.baseline;
  if (!last || forged) throw notRetired(subject.id, forged);
  const { retired } = last;
  const said = { ...last, retired: true, why, capturedBy: caller } as const;
  const capturedAt = new Date().toISOString();
  const where = { connection, table: options.table };
  const baseline = retired ? last : await writeVersion({ row }, where, { ...said, capturedAt });
  if (options.json) printJson({ retired: !retired, baseline });
  else if (retired)
    print(`Nothing to retire: ${subject.id} is retired since version ${last.version}.`);
  else {
    print(
      `${subject.id} is retired: version ${baseline.version}. Nothing of it is put back any more.`,
    );
    print('The warden keeps what it knows for a minute, and hears of it then.');
  }
}

const notRetired = (id: string, forged: string | undefined): UserError =>
  forged
    ? new UserError(
        `${id} was not retired: its baseline is FORGED (${forged}); accept what is right first.`,
        exitCode.bad,
      )
    : new UserError(`${id} has no baseline to retire; "trailwarden baseline list" shows all.`);
