import type { Row } from '../../../../shared/record/row';
import { rows } from '../../../../shared/tampering/records/catalogue';
import { type Answer, answersTo } from './answer-to';

/** docs/techniques/records.md: what a replay knows, and what a running Trailwarden does about each call. */
export const recordsPage = (): string =>
  `${[
    '<!-- Generated from shared/tampering by `npm run docs`; edit there. -->',
    '',
    '# Records',
    '',
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
  ].join('\n')}\n`;

type Calls = ReadonlyMap<string, ReadonlySet<Answer>>;

/** One line for each title of a row, with all its calls. */
function ways(): readonly (readonly [Row, Calls])[] {
  const found = new Map<string, readonly [Row, Map<string, Set<Answer>>]>();
  for (const row of rows) {
    const key = `${row.id} ${row.title}`;
    const [, calls] = found.get(key) ?? [row, new Map<string, Set<Answer>>()];
    found.set(key, [row, calls]);
    for (const call of callsOf(row)) {
      calls.set(call, new Set([...(calls.get(call) ?? []), ...answersTo(row, call)]));
    }
  }
  return [...found.values()];
}

const callsOf = ({ events }: Row): readonly string[] =>
  Object.entries(events).flatMap(([source, names]) => names.map((name) => `${source} ${name}`));

/** A name that two services have is written once. */
const cell = (calls: Calls, answer: Answer): string =>
  [
    ...new Set(
      [...calls].flatMap(([call, all]) => (all.has(answer) ? call.split(' ').slice(1) : [])),
    ),
  ]
    .map((name) => `\`${name}\``)
    .join(', ');
