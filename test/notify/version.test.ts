import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { VERSION } from '../../shared/domain/version';

test('receivers are told the version that the package has', () => {
  const file = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  expect(JSON.parse(file)).toMatchObject({ version: VERSION });
});
