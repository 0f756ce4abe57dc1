import { ROOT } from '../../services/cli/local/package-service';
import { callsOf, together } from './calls-of';

/** Calls of the playbook in its own role, in the security account. */
const OWN = /^(dynamodb|kms|sts|events|states):|^ssm:Get(CalendarState|Document)$/;

/** Every call that the playbook makes in the role of another account. */
export const callsAbroad = async (): Promise<readonly string[]> =>
  together(await callsOf('services/playbooks/instance-login/handler.ts', ROOT)).filter(
    (call) => !OWN.test(call),
  );

/** In which role each call is made; the code names them, and a test compares. */
export const rolesOf = {
  containment: [
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:DescribeAutoScalingInstances',
    'ec2:DescribeInstanceAttribute',
    'ec2:DescribeInstances',
    'ec2:DescribeKeyPairs',
    'ec2:DescribeManagedPrefixLists',
    'ec2:DescribeNetworkAcls',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeVpcEndpoints',
    'ec2:GetManagedPrefixListEntries',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
    'iam:GetInstanceProfile',
    'iam:GetRolePolicy',
    'ssm:DescribeSessions',
    'ssm:TerminateSession',
  ],
  collector: [
    'cloudtrail:LookupEvents',
    'ebs:GetSnapshotBlock',
    'ebs:ListSnapshotBlocks',
    'ec2:CreateSnapshots',
    'ec2:DescribeFlowLogs',
    'ec2:DescribeNatGateways',
    'ec2:DescribeRouteTables',
    'ec2:DescribeSnapshots',
    'ec2:ModifySnapshotAttribute',
    'guardduty:GetFindings',
    'guardduty:ListDetectors',
    'guardduty:ListFindings',
    'logs:FilterLogEvents',
    'route53resolver:ListResolverQueryLogConfigAssociations',
    'route53resolver:ListResolverQueryLogConfigs',
    'ssm:GetCommandInvocation',
    'ssm:GetConnectionStatus',
    'ssm:SendCommand',
  ],
  forensics: [
    'ebs:GetSnapshotBlock',
    'ebs:ListSnapshotBlocks',
    'ec2:AttachVolume',
    'ec2:CopySnapshot',
    'ec2:CreateVolume',
    'ec2:DeleteVolume',
    'ec2:DescribeImages',
    'ec2:DescribeInstances',
    'ec2:DescribeSnapshots',
    'ec2:DescribeSubnets',
    'ec2:DescribeVolumes',
    'ec2:RegisterImage',
    'ec2:RunInstances',
    'ec2:TerminateInstances',
    's3:AbortMultipartUpload',
    's3:GetObject',
    's3:GetObjectRetention',
    's3:ListMultipartUploadParts',
    's3:PutObject',
    'ssm:GetCommandInvocation',
    'ssm:GetConnectionStatus',
    'ssm:SendCommand',
  ],
} as const;
