import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { packageService } from '../../services/cli/local/package-service';
import { run } from './run';
import { inVenv, ROOT } from './tools';

const clean = { code: 0, stdout: '', stderr: '' };

test('cfn-lint finds nothing in the packaged central template', async () => {
  const { folder } = await packageService();
  const template = join(folder, 'cloudformation-template-update-stack.json');
  expect(await run(inVenv('cfn-lint'), [template])).toEqual(clean);
});

test('cfn-lint finds nothing in the member template', async () => {
  const template = join(ROOT, 'services/member/template.yml');
  expect(await run(inVenv('cfn-lint'), [template])).toEqual(clean);
});
