import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copySources } from '../../services/cli/local/package-service';
import { environment, type Keys } from './connection';
import { run } from './run';
import { ROOT } from './tools';

export const ORGANIZATION_ID = 'o-a1b2c3d4e5';

const PARAMETERS = {
  OrganizationId: ORGANIZATION_ID,
  OrganizationalUnitIds: 'r-a1b2',
  GovernedRegions: 'us-east-1,eu-west-1',
};

/**
 * What docs/deploy.md tells people to type, at this endpoint, with these keys. In a copy, because the framework
 * works in .serverless. Rejects with everything it printed unless it ends well.
 */
export async function deployCentralStack(endpoint: string, keys: Keys): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), 'trailwarden-deploy-'));
  await copySources(ROOT, copy);
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const bin = join(ROOT, 'node_modules/serverless/bin/serverless.js');
  const parameters = Object.entries(PARAMETERS).map(([name, value]) => `--param=${name}=${value}`);
  const { code, stdout, stderr } = await run(process.execPath, [bin, 'deploy', ...parameters], {
    cwd: copy,
    env: environment(endpoint, keys),
  });
  await rm(copy, { recursive: true, force: true });
  if (code !== 0) throw new Error(`serverless deploy ended with ${code}\n${stdout}\n${stderr}`);
}
