import { relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import { run } from './run';
import { ownTemplates, stackTemplates } from './stack-templates';
import { inVenv } from './tools';

const clean = { code: 0, stdout: '', stderr: '' };

test('cfn-lint finds nothing in the packaged central template', async () => {
  const { folder } = await packageService();
  const [template = folder] = await stackTemplates();
  expect(await run(inVenv('cfn-lint'), [template])).toEqual(clean);
});

test('every template of our own is looked at', () => {
  expect(ownTemplates().map((path) => relative(ROOT, path))).toEqual(
    expect.arrayContaining(['services/member/template.yml', 'services/member/undo.yml']),
  );
});

test.each(ownTemplates().map((path) => [relative(ROOT, path), path]))(
  'cfn-lint finds nothing in %s',
  async (_name, path) => {
    expect(await run(inVenv('cfn-lint'), [path])).toEqual(clean);
  },
);
