import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { metricsPage } from '../../services/cli/docs/pages/metrics-page';
import { readAlarms } from '../../services/cli/docs/read-role-grants';
import { metricNames, metricUnits } from '../../shared/watch/metrics/metrics';

const alarms = readAlarms();
const { text } = metricsPage(alarms);

test('docs/metrics.md is what the code emits and the template declares (npm run docs)', () => {
  expect(readFileSync(join(__dirname, '../../docs/metrics.md'), 'utf8')).toBe(text);
});

test('every metric is told with its unit, and every alarm with what to do', () => {
  const missing = [
    ...metricNames.map((name) => `| \`${name}\` | ${metricUnits[name]} |`),
    ...alarms.map(({ AlarmDescription }) => AlarmDescription),
  ].filter((told) => !text.includes(told));
  expect(missing).toEqual([]);
  expect(alarms.length).toBeGreaterThan(15);
});
