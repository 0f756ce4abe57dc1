import { hooks, type Sandbox } from '../../../services/sandbox';

/** What services/member/containment.yml gives, until it does. */
export function makeMemberRoles({ world }: Sandbox, member: string, security: string): void {
  role(world, member, 'trailwarden-containment', security, [
    ...['ec2:Describe*', 'autoscaling:Describe*', 'elasticloadbalancing:Describe*'],
    ...['iam:GetInstanceProfile', 'iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
    ...['ec2:CreateNetworkAclEntry', 'ec2:DeleteNetworkAclEntry', 'ec2:CreateSecurityGroup'],
    ...['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress', 'ec2:CreateTags'],
    ...['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
    ...['ec2:DeleteSecurityGroup', 'ec2:ModifyNetworkInterfaceAttribute'],
    ...['ec2:ModifyInstanceAttribute', 'autoscaling:EnterStandby', 'autoscaling:ExitStandby'],
    ...['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:RegisterTargets'],
    ...['ssm:TerminateSession', 'ssm:DescribeSessions'],
  ]);
  role(world, member, 'trailwarden-collector', security, [
    ...['cloudtrail:LookupEvents', 'ssm:SendCommand', 'ssm:GetCommandInvocation'],
    ...['ssm:GetConnectionStatus', 'ec2:Describe*', 'ec2:CreateSnapshots', 'ec2:CreateTags'],
    ...['ec2:ModifySnapshotAttribute', 'ebs:ListSnapshotBlocks', 'ebs:GetSnapshotBlock'],
  ]);
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
            'aws:PrincipalArn': `arn:aws:iam::${security}:role/trailwarden-instance-login`,
          },
        },
      },
    },
    inlinePolicies: {
      own: { Statement: [{ Effect: 'Allow', Action: [...Action], Resource: '*' }] },
    },
  });
}
