import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { loginPicture } from '../../services/cli/docs/login-picture';

test('docs/login-report.svg is what the report draws (npm run docs)', () => {
  expect(readFileSync(join(__dirname, '../../docs/login-report.svg'), 'utf8')).toBe(loginPicture());
});

test('the picture is well-formed, asks the network for nothing and follows a dark screen', () => {
  const picture = loginPicture();
  expect(XMLValidator.validate(picture)).toBe(true);
  expect(picture).not.toMatch(/<script|href=|url\(|@import/);
  expect(picture).toContain('prefers-color-scheme:dark');
  for (const told of ['login', 'machine contained', 'released: put back as it was', 'SHA-256']) {
    expect(picture).toContain(told);
  }
});
