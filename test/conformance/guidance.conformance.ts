import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { everyLine } from '../guidance/every-line';
import { commandsIn } from '../guidance/sdk-call';
import { run } from './run';
import { inVenv } from './tools';

/** A value for a placeholder, which is a number if the command needs one. */
const FILLED: Readonly<Record<string, string>> = {
  '<days>': '60',
  '<seconds>': '60',
  '<mode-before>': 'COMPLIANCE',
  '<date-before>': '2027-11-21T03:12:00Z',
};
/** What a file has to say where an empty object is none. */
const WRITTEN: Readonly<Record<string, object>> = {
  'rule-before.json': { Source: { Owner: 'AWS', SourceIdentifier: 'CLOUD_TRAIL_ENABLED' } },
  'organization-rule-before.json': { RuleIdentifier: 'CLOUD_TRAIL_ENABLED' },
  'sources-before.json': [{ AccountIds: ['111122223333'], AllAwsRegions: true }],
  'findings.json': [
    { Id: 'x', ProductArn: 'arn:aws:securityhub:us-east-1::product/aws/guardduty' },
  ],
  'findings-v2.json': [
    { CloudAccountUid: '111122223333', FindingInfoUid: 'x', MetadataProductUid: 'x' },
  ],
  'rules-before.json': [
    { RuleArn: 'arn:aws:securityhub:us-east-1:111122223333:automation-rule/x' },
  ],
};
const filled = (command: string): string =>
  command
    .replace(/<[a-z-]+>/g, (one) => FILLED[one] ?? 'x'.repeat(40))
    .replace(/\$\(date [^)]*\)/, '2026-11-21T03:12:00Z')
    .replaceAll('$region', 'us-east-1');

/** The CLI's own: it would read log files. */
const isOwn = (command: string): boolean => command.startsWith('aws cloudtrail validate-logs ');

test('the AWS CLI takes every command of every row and technique, by its own models', async () => {
  const commands = [...new Set(everyLine().flatMap(({ command }) => command ?? []))]
    .flatMap(commandsIn)
    .filter((one) => one.startsWith('aws ') && !isOwn(one))
    .map(filled);
  const asked = [...new Set(commands)];
  expect(asked.length).toBeGreaterThan(150);
  const cwd = mkdtempSync(join(tmpdir(), 'guidance-'));
  for (const [, file = ''] of asked.join(' ').matchAll(/fileb?:\/\/([\w.-]+)/g)) {
    writeFileSync(join(cwd, file), JSON.stringify(WRITTEN[file] ?? {}));
  }
  const script = readFileSync(join(__dirname, 'parse-commands.py'), 'utf8');
  const { stdout, stderr } = await run(inVenv('python'), ['-c', script], {
    cwd,
    input: JSON.stringify(asked),
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual([]);
});
