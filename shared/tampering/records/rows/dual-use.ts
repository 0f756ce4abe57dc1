import { field, texts } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import type { ProtectedKind } from '../../../record/protected';
import type { DualUseRow, Effect } from '../../../record/row';
import { harm } from '../../../record/row';

interface Group {
  readonly source: string;
  readonly subject: ProtectedKind;
  readonly targets: DualUseRow['targets'];
}

interface Head {
  readonly id: string;
  readonly title: string;
}

/** Rows of one service whose calls hit one kind of subject. */
export const rowsOf =
  ({ source, subject, targets }: Group) =>
  (head: Head, names: readonly string[], effect: DualUseRow['effect']): DualUseRow => ({
    ...head,
    class: 'dual-use',
    subject,
    targets,
    events: { [source]: names },
    effect,
  });

/** The request's names for its target, by the fields that may hold them. */
export const named =
  (...names: readonly string[]) =>
  ({ request, response }: LogRecord): readonly string[] => {
    const asked = names.flatMap((name) => texts(field(request, name)));
    return asked.length > 0 ? asked : names.flatMap((name) => texts(field(response, name)));
  };

export const says =
  (sentence: (target: string) => string) =>
  (_record: LogRecord, _known: unknown, target: string): Effect =>
    harm(sentence(target));
