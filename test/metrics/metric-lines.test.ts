import { expect, test } from '@jest/globals';
import { metricLines, metricNames } from '../../shared/watch/metrics/metrics';
import { at } from '../builders/at';
import { readEmf } from './emf-document';

const now = new Date(at(0));

test('the measurements are one line that CloudWatch turns into metrics', () => {
  const [line = '', ...others] = metricLines(
    { Restorations: [2], TamperToRestored: [900, 1_200] },
    now,
  );
  expect(others).toEqual([]);
  expect(readEmf(line)).toEqual(
    new Map([
      ['Restorations', { values: [2], unit: 'Count' }],
      ['TamperToRestored', { values: [900, 1_200], unit: 'Milliseconds' }],
    ]),
  );
  expect(JSON.parse(line)).toMatchObject({ _aws: { Timestamp: now.getTime() } });
});

test('without measurements there is no line', () => {
  expect(metricLines({}, now)).toEqual([]);
  expect(metricLines({ Restorations: [] }, now)).toEqual([]);
});

test('more values than CloudWatch accepts at once make several lines, with each value once', () => {
  const values = Array.from({ length: 250 }, (_, index) => index);
  const lines = metricLines({ SignalToRestored: values, Restorations: [250] }, now).map(readEmf);
  expect(lines.flatMap((line) => line.get('SignalToRestored')?.values ?? [])).toEqual(values);
  expect(lines.map((line) => line.get('Restorations')?.values)).toEqual([
    [250],
    undefined,
    undefined,
  ]);
});

test('all metrics fit into one line and have no dimension, which would multiply their price', () => {
  const all = Object.fromEntries(metricNames.map((name) => [name, [1]]));
  const lines = metricLines(all, now);
  expect(lines.map((line) => [...readEmf(line).keys()])).toEqual([metricNames]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    _aws: { CloudWatchMetrics: [{ Namespace: 'Trailwarden', Dimensions: [[]] }] },
  });
});
