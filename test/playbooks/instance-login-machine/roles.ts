import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hooks, type Sandbox } from '../../../services/sandbox';

const TEMPLATE = join(__dirname, '../../../services/member/containment.yml');

interface Resources {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/** The roles of services/member/containment.yml; its documents are made beside them. */
export async function makeMemberRoles(
  sandbox: Sandbox,
  member: string,
  security: string,
  forensic: string,
): Promise<void> {
  const whole = hooks.cloudformation.readYaml(readFileSync(TEMPLATE, 'utf8')) as Resources;
  const roles = Object.entries(whole.Resources).filter(([, one]) => one.Type === 'AWS::IAM::Role');
  await hooks.cloudformation.deployStack(sandbox, {
    ...{ accountId: member, region: 'us-east-1', stackName: 'trailwarden-containment' },
    template: { ...whole, Resources: Object.fromEntries(roles) },
    parameters: {
      OrganizationId: sandbox.world.organization.organization?.id ?? '',
      ...{ SecurityAccountId: security, ForensicAccountId: forensic, HomeRegion: 'us-east-1' },
    },
  });
}
