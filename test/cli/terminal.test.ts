import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { printIncident } from '../../services/cli/incidents/print-incident';
import { printReport } from '../../services/cli/replay/print-report';
import { onTerminal } from '../../services/cli/terminal/on-terminal';
import { print, printJson, printTable } from '../../services/cli/terminal/print';
import { printWide } from '../../services/cli/terminal/table-width';
import { printVerdicts } from '../../services/cli/verify/print-verdicts';
import { printWho } from '../../services/cli/who/who-print';
import { nothingKnown } from '../../shared/record/known';
import { readRecord } from '../../shared/record/log-record';
import { collect } from '../../shared/replay/report';
import { guideIncident } from '../../shared/tampering/guidance/guide-incident';
import { plainly } from '../../shared/tell/report/plain';
import { fullIncident } from '../builders/a-full-incident';
import { anIncident } from '../builders/an-incident';
import { aRecord } from '../replay/a-record';

let said = '';
const { columns } = process.stdout;
beforeEach(() => {
  said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  printWide(false);
  process.stdout.columns = columns;
});

/** What an attacker puts into a session name, a user agent, a file name, a note. */
const hostile: readonly string[] = [
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '\u001b]0;title\u0007',
  '\u001b[2J\u001b[H\u001b[8mhidden',
  '\u009b2Jc1',
  '\u202egnp.exe\u202c',
  '\u2066isolate\u2069\u200b\u00ad',
  'a\rb\bc\u007fd',
  'tag\u{e0041}\u{e007f}',
  'line\u2028and\u2029paragraph',
];
/** Nothing that a terminal obeys, but for our own line breaks (and colours, where there are any). */
const OBEYED = /[^\P{Cc}\n]|\p{Cf}|[\u2028\u2029]/u;
const bare = (text: string): string =>
  text.replace(new RegExp(`${String.fromCharCode(0x1b)}\\[\\d+m`, 'g'), '');

describe.each(hostile.map((text) => [JSON.stringify(text), text] as const))('%s', (_, text) => {
  test('reaches no terminal through a line, a table, JSON, or what a command prints', () => {
    print(text);
    printTable([`What`], [[text], ['x']]);
    printJson({ [text]: text });
    expect(JSON.parse(JSON.stringify({ [text]: text }))).toEqual({ [text]: text });
    const record = readRecord({
      ...aRecord({ source: 'cloudtrail', name: 'StopLogging', request: { name: text } }),
      userIdentity: { type: 'AssumedRole', arn: text },
      sourceIPAddress: text,
    });
    const collector = collect(nothingKnown);
    if (record) collector.add(record, { file: text, line: 1, record: 1 });
    collector.skip({ file: text, why: text });
    printReport(collector.report(text));
    const incident = { ...anIncident(), id: text };
    const link = { kind: 'session', principal: text, at: text, certainty: 'likely', why: text };
    const lineage = {
      links: [{ ...link, evidence: { source: text, eventId: text } }],
      human: { name: text, kind: 'user', certainty: 'guess', why: text },
      ends: 'unknown',
      why: text,
      unread: [text],
    };
    const contacts = {
      contacts: [{ person: text, address: text, channel: text, source: text, why: text }],
      asked: [{ source: text, kind: 'obstacle', why: text }],
    };
    printWho(plainly(incident) as never, plainly({ lineage, contacts }) as never);
    printVerdicts(
      {
        trail: text,
        from: new Date(0),
        to: new Date(1),
        chains: [],
        digests: { valid: 0, invalid: 0, unreadable: 0 },
        backfills: { valid: 0, invalid: 0, unreadable: 0 },
        logs: { valid: 0, invalid: 0, unreadable: 0 },
        valid: true,
        proven: false,
        accounted: false,
      } as never,
      { verbose: true },
    );
    expect(said.length).toBeGreaterThan(500);
    expect(bare(said)).not.toMatch(OBEYED);
  });
});

test('JSON holds any value unchanged, beside its format', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...hostile), (value, text) => {
      said = '';
      printJson({ value, text });
      const same = JSON.parse(JSON.stringify({ value, text }));
      expect(JSON.parse(said)).toEqual({ format: 1, ...same });
      expect(said).not.toMatch(OBEYED);
    }),
  );
});

test('foreign text cannot make a line of its own, and ordinary text stays unchanged', () => {
  expect(plainly({ a: ['x\nEverything is restored.'] }).a[0]).not.toContain('\n');
  const ordinary = 'Zoë → 東京, “quoted” 👍 │ ok';
  expect(onTerminal(ordinary)).toBe(ordinary);
});

test.each([80, 100, 120, 160])(
  'no table is wider than a terminal of %i columns, and no text is left out',
  (width) => {
    process.stdout.columns = width;
    const cell = fc.stringMatching(/^[a-zA-Z0-9:/ ,._-]{0,90}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 7, maxLength: 7 }), { maxLength: 5 }),
        (rows) => {
          said = '';
          printTable(['Opened', 'Incident', 'State', 'Account', 'Technique', 'Who', 'Blind'], rows);
          const lines = bare(said).split('\n');
          expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
          const letters = said.replace(/[^a-zA-Z0-9]/g, '').length;
          const least = rows
            .flat()
            .join('')
            .replace(/[^a-zA-Z0-9]/g, '').length;
          expect(letters).toBeGreaterThanOrEqual(least);
        },
      ),
      { numRuns: 60 },
    );
  },
);

test('--wide prints a table as wide as its contents', () => {
  process.stdout.columns = 80;
  printWide(true);
  printTable(['A', 'B'], [['x'.repeat(100), 'y'.repeat(100)]]);
  expect(said).toContain('y'.repeat(100));
});

const { isTTY } = process.stdout;
afterEach(() => {
  process.stdout.isTTY = isTTY;
});
const linesSaid = (): readonly string[] => bare(said).trimEnd().split('\n');
const wordsIn = (text: string): readonly string[] => bare(text).split(/\s+/).filter(Boolean);

test.each([80, 100, 160])(
  'prose on a terminal of %i columns breaks at spaces only, and loses no word',
  (width) => {
    process.stdout.columns = width;
    process.stdout.isTTY = true;
    const line = fc.stringMatching(/^ {0,6}(- |\d\. |[a-z]{1,9} {2,5})?[a-zA-Z0-9:/ ,._-]{0,400}$/);
    fc.assert(
      fc.property(line, (text) => {
        said = '';
        print(text);
        expect(wordsIn(said)).toEqual(wordsIn(text));
        for (const one of linesSaid().filter(({ length }) => length > width)) {
          expect(one.trim()).not.toContain(' '); // one word that is longer than the line
        }
      }),
      { numRuns: 200 },
    );
  },
);

test('a wrapped line goes on below the beginning of its text', () => {
  process.stdout.columns = 40;
  process.stdout.isTTY = true;
  print('  who     alice of the payments team, and no other person at all');
  print('  2. Ask them, whether it was planned, and by whom, and since when');
  expect(linesSaid()).toEqual([
    '  who     alice of the payments team,',
    '          and no other person at all',
    '  2. Ask them, whether it was planned,',
    '     and by whom, and since when',
  ]);
});

test('an incident fits a terminal of 80 columns, except the commands, which are kept whole for copying', () => {
  process.stdout.columns = 80;
  process.stdout.isTTY = true;
  const incident = fullIncident();
  printIncident(incident, '2026-11-21T21:30:00.000Z');
  const commands = guideIncident(incident)?.commands?.map(({ command }) => command) ?? [];
  expect(commands.length).toBeGreaterThan(0);
  const tooLong = linesSaid().filter((line) => line.length > 80 && line.trim().includes(' '));
  for (const line of tooLong) expect(commands).toContain(line);
});

test('without a terminal, or with --wide, no line is wrapped', () => {
  process.stdout.columns = 80;
  process.stdout.isTTY = false;
  const long = 'word '.repeat(40).trimEnd();
  print(long);
  process.stdout.isTTY = true;
  printWide(true);
  print(long);
  expect(linesSaid()).toEqual([long, long]);
});
