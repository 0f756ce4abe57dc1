import { type IncidentWrite, imagesOf, type StreamRecord } from '../../shared/aws/notify/images-of';
import type { Machines } from '../../shared/aws/playbooks/machines';
import type { StateDone } from '../../shared/aws/playbooks/note-state';
import type { Acknowledgement } from '../../shared/domain/acknowledgement';
import { grouped } from '../../shared/domain/grouped';
import { type AskRecord, type Playbook, playbookOf } from '../../shared/domain/playbook';
import type { RecordDesk } from './plan-records';

/** The machine of each playbook that is deployed. */
export type Deployed = Readonly<Partial<Record<Playbook, string>>>;

/** What a write on an incident asks of its playbook. */
export type Errand =
  | { readonly kind: 'start'; readonly machine: string; readonly incidentId: string }
  | {
      readonly kind: 'answer';
      readonly token: string;
      readonly incidentId: string;
      readonly answer: Acknowledgement;
    };

/**
 * A run begins with the incident, and once more asked for with each change of its state: it is one run all the same.
 * An answer is handed on when it is given, and where it was given before the question was asked.
 */
export function errandsOf({ before, after, incident }: IncidentWrite, deployed: Deployed) {
  const playbook = playbookOf(incident);
  const machine = playbook && deployed[playbook];
  if (!machine) return [];
  const errands: Errand[] = [];
  const { id: incidentId, state, acknowledged, acknowledgement: answer } = incident;
  if (state !== 'attempted' && state !== before?.state)
    errands.push({ kind: 'start', machine, incidentId });
  const token = tokenIn(after);
  const isNew = token !== tokenIn(before) || answer?.at !== answerIn(before)?.at;
  if (token && acknowledged && answer && isNew)
    errands.push({ kind: 'answer', token, incidentId, answer });
  return errands;
}

type Row = IncidentWrite['before'];

const tokenIn = (row: Row): string | undefined => {
  const ask = row?.ask as AskRecord | undefined;
  return ask?.ended ? undefined : ask?.token;
};

const answerIn = (row: Row) => row?.acknowledgement as Acknowledgement | undefined;

export interface ErrandDesk extends Pick<RecordDesk, 'say'> {
  readonly deployed: Deployed;
  readonly now: () => Date;
  /** Loaded with the first errand. */
  readonly machines: () => Promise<Machines>;
  readonly noteState: (done: StateDone) => Promise<boolean>;
}

export interface Run {
  /** Records that must come again, and why: the first failure. */
  readonly failed: readonly StreamRecord[];
  readonly error?: unknown;
}

/** Runs the errands of these records: those of one incident in their order, the incidents side by side. Never rejects. */
export async function runErrands(desk: ErrandDesk, records: readonly StreamRecord[]): Promise<Run> {
  const groups = [...grouped(records, incidentOf).values()];
  const failures = await Promise.all(groups.map((some) => runInOrder(desk, some)));
  const found = failures.flatMap((failure) => failure ?? []);
  const [first] = found;
  return { failed: found.map(({ record }) => record), ...(first && { error: first.error }) };
}

const incidentOf = (record: StreamRecord): string => record.dynamodb?.Keys?.pk?.S ?? '';

async function runInOrder(desk: ErrandDesk, records: readonly StreamRecord[]) {
  for (const record of records) {
    for (const errand of readErrands(desk, record)) {
      try {
        await run(desk, errand);
      } catch (error) {
        const { kind, incidentId } = errand;
        const why = error instanceof Error ? error.name : 'unknown';
        desk.say({ kind: 'playbook', errand: kind, incidentId, why, ended: 'again' });
        return { record, error };
      }
    }
  }
  return undefined;
}

/** A record that no program can read is set aside where it is to be told. */
function readErrands({ deployed }: ErrandDesk, record: StreamRecord): readonly Errand[] {
  try {
    const write = imagesOf(record);
    return write ? errandsOf(write, deployed) : [];
  } catch {
    return [];
  }
}

async function run({ machines, noteState, now, say }: ErrandDesk, errand: Errand): Promise<void> {
  const { start, answer } = await machines();
  const { kind, incidentId } = errand;
  if (errand.kind === 'start') {
    await start(errand.machine, incidentId);
    say({ kind: 'playbook', errand: kind, incidentId, ended: 'started' });
    return;
  }
  const { as, by, at } = errand.answer;
  const isHeard = await answer(errand.token, errand.answer);
  say({ kind: 'playbook', errand: kind, incidentId, ended: isHeard ? 'answered' : 'late' });
  if (isHeard) return;
  const text = `the answer ${as} of ${by} came when the playbook had stopped waiting, and changed nothing by itself`;
  await noteState({
    ...{ incidentId, state: `Late ${at}` },
    entry: { at: now().toISOString(), kind: 'noticed', text },
  });
}
