import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { replayLogs } from '../../services/cli/replay/replay-logs';
import { CORPUS } from '../core/corpus';

interface Line {
  readonly class: string;
  readonly technique?: string | null;
  readonly record: {
    readonly eventType?: string;
    readonly eventSource?: string;
    readonly eventName?: string;
  };
}

/** Calls that the labels leave to others, and that the row ADJ has joined since. */
const JOINED: ReadonlySet<unknown> = new Set(['rds.amazonaws.com StopActivityStream']);

const labelOf = (line: Line): Line =>
  JOINED.has(`${line.record.eventSource} ${line.record.eventName}`) && line.class === 'other'
    ? { ...line, class: 'adjacent', technique: 'ADJ' }
    : line;

/** Public records beside the repository; where they are absent the report of nothing is empty. */
async function replayed() {
  const paths = ['tamper', 'benign'].map((name) => join(CORPUS, name)).filter(existsSync);
  const { findings, skipped } = await replayLogs({ paths });
  const labelled = new Map<string, Line>();
  const line = (file: string, number: number): Line => {
    const key = `${file}:${number}`;
    const known = labelled.get(key);
    if (known) return known;
    readFileSync(file, 'utf8')
      .split('\n')
      .forEach((text, index) => {
        if (text) labelled.set(`${file}:${index + 1}`, labelOf(JSON.parse(text) as Line));
      });
    return labelled.get(key) ?? { class: 'absent', record: {} };
  };
  const places = findings.flatMap(({ row, class: of, file, line: number }) => [
    { row, of, ...line(file, number) },
  ]);
  return { places, skipped, labelled };
}

test('of the public records every direct one is found by its row, and none that is harmless', async () => {
  const { places, skipped, labelled } = await replayed();
  expect(skipped.count).toBe(0);
  for (const { row, of, class: labelledAs, technique } of places) {
    expect({ row, class: of }).toEqual({ row: technique, class: labelledAs });
  }
  // A VPC endpoint's copy is no execution, and is set aside.
  const wanted = [...labelled.values()].filter(
    ({ class: of, record }) =>
      (of === 'direct' || of === 'adjacent') && record.eventType !== 'AwsVpceEvent',
  );
  expect(places.length).toBe(wanted.length);
});
