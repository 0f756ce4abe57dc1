import { expect, test } from '@jest/globals';
import { inLocal } from '../../services/cli/local/local';
import { commandLine } from './command';

test('StackSets that the central stack makes itself would go before they are made again: refused', async () => {
  await inLocal({ accounts: 1, regions: ['us-east-1'], kinds: ['trail'] }, async (local) => {
    const { run } = commandLine(local.sandbox, local.organization);
    expect(await run('init', '--region', 'us-east-1')).toMatchObject({ code: 0 });
    const refused = await run('deploy', '--yes');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('the central stack made the StackSets itself');
    const roles = [...local.sandbox.world.iam.roles.values()].map(({ name }) => name);
    expect(roles).toContain('trailwarden-guard');
  });
});
