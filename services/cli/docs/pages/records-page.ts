import type { Row } from '../../../../shared/record/row';
import { hasRunbook } from '../../../../shared/restore/runbooks/catalogue';
import { allTechniques } from '../../../../shared/tampering/catalogue';
import { rows } from '../../../../shared/tampering/records/catalogue';
import { findReported } from '../../../../shared/tampering/reported/catalogue';
import { callsOf } from '../../replay/unheard';
import { generated } from './wrapped';

/** docs/techniques/records.md: what a replay knows, and what a running Trailwarden does about each call. */
export const recordsPage = (): string =>
  generated('shared/tampering', 'Records', [
    'Every row that a CloudTrail record can show, which is what `trailwarden replay` goes by ([replay.md](../replay.md)). What a running Trailwarden',
    'does about the row depends on the call:',
    '',
    '- **restored**: a technique finds in the state what the call did, and a runbook puts it back ([techniques](README.md)).',
    '- **told**: an incident with guidance, and a person puts it back ([reported](reported.md)).',
    '- **only a replay**: no rule forwards the call, and nothing of it is in a state that is looked at.',
    '',
    'A call in two columns is restored where a baseline has what it changed, and told where none has. A call may be harmless in one request and harm in another:',
    'a replay goes by the request, and says nothing of one that turns a log on.',
    '',
    '| row | what an attacker does | class | restored | told | only a replay |',
    '| --- | --- | --- | --- | --- | --- |',
    ...ways().map(
      ([{ id, title, class: of }, calls]) =>
        `| ${id} | ${title} | ${of} | ${(['restored', 'told', 'replayed'] as const).map((one) => cell(calls, one)).join(' | ')} |`,
    ),
  ]);

type Calls = ReadonlyMap<string, ReadonlySet<Answer>>;

/** One line for each title of a row, with all its calls. */
function ways(): readonly (readonly [Row, Calls])[] {
  const found = new Map<string, readonly [Row, Map<string, Set<Answer>>]>();
  for (const row of rows) {
    const key = `${row.id} ${row.title}`;
    const [, calls] = found.get(key) ?? [row, new Map<string, Set<Answer>>()];
    found.set(key, [row, calls]);
    for (const call of callsOf(row.events)) {
      calls.set(call, new Set([...(calls.get(call) ?? []), ...answersTo(row, call)]));
    }
  }
  return [...found.values()];
}

/** A name that two services have is written once. */
const cell = (calls: Calls, answer: Answer): string =>
  [
    ...new Set(
      [...calls].flatMap(([call, all]) => (all.has(answer) ? call.split(' ').slice(1) : [])),
    ),
  ]
    .map((name) => `\`${name}\``)
    .join(', ');

/** What Trailwarden does about a call: puts back what it changed, tells it with guidance, or only shows it in a replay. */
type Answer = 'restored' | 'told' | 'replayed';

/**
 * By the catalogue alone. A call may be restored and told: what a baseline has is restored, the rest is told. A technique
 * that no runbook undoes is told as well, as it is found in the state.
 */
function answersTo({ id, technique }: Row, call: string): readonly Answer[] {
  const reported = findReported(id);
  const [source = '', name = ''] = call.split(' ');
  // A row that names no technique may be any of its number that know the call: the record does not tell which.
  const found = allTechniques.filter((one) =>
    technique === undefined
      ? (one.row === id || reported?.restored) && one.events[source]?.includes(name)
      : one.id === technique,
  );
  const isTold =
    technique === undefined && reported && !Object.hasOwn(reported.notForwarded ?? {}, call);
  const answers: readonly Answer[] = [
    ...(found.some((one) => hasRunbook(one.id)) ? (['restored'] as const) : []),
    ...(isTold || found.some((one) => !hasRunbook(one.id)) ? (['told'] as const) : []),
  ];
  return answers.length > 0 ? answers : ['replayed'];
}
