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

/** What services/forensics/template.yml gives, until it does. */
export function makeForensicRole({ world }: Sandbox, forensic: string, security: string): void {
  role(world, forensic, 'trailwarden-forensics', security, [
    ...['s3:PutObject', 's3:GetObject', 's3:GetObjectVersion', 's3:GetObjectRetention'],
    ...['ec2:*', 'ebs:*', 'ssm:SendCommand', 'ssm:GetCommandInvocation'],
    ...['ssm:GetConnectionStatus', 'iam:PassRole', 'kms:*'],
  ]);
}

function role(
  world: Sandbox['world'],
  accountId: string,
  name: string,
  security: string,
  Action: readonly string[],
): void {
  hooks.iam.createRole(world, {
    ...{ accountId, name },
    trustPolicy: {
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${security}:root` },
        Action: 'sts:AssumeRole',
        Condition: {
          ArnEquals: {
            'aws:PrincipalArn': [
              `arn:aws:iam::${security}:role/trailwarden-instance-login`,
              `arn:aws:iam::${security}:role/trailwarden-releaser`,
            ],
          },
        },
      },
    },
    inlinePolicies: {
      own: { Statement: [{ Effect: 'Allow', Action: [...Action], Resource: '*' }] },
    },
  });
}
