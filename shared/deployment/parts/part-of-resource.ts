import { given } from '../../domain/given';
import type { RuleTarget, WardenState } from '../../domain/warden';
import type { ResolvedResource } from '../template/resolve-template';
import { isValues, type Values } from '../template/template';

/** What other resources of the template add to a part: a policy of its own, and the text of what bounds it. */
export interface Beside {
  readonly url: string;
  readonly policy: string | undefined;
  readonly boundaryText: string | undefined;
  /** Of the deployment: CloudFormation gives them to everything that takes tags. */
  readonly stackTags: Readonly<Record<string, string>>;
}

/** A resource as the observer reads it once it is deployed (shared/aws/dependencies/warden); nothing for other types. */
export function partOfResource(
  { type, properties }: ResolvedResource,
  beside: Beside,
): WardenState | undefined {
  switch (type) {
    case 'AWS::Events::Rule':
      return rule(properties, beside);
    case 'AWS::Events::EventBus':
      return bus(properties, beside);
    case 'AWS::IAM::Role':
      return role(properties, beside);
    case 'AWS::SQS::Queue':
      return queue(properties, beside);
    default:
      return undefined;
  }
}

const rule = (properties: Values, { stackTags }: Beside): WardenState => ({
  kind: 'rule',
  name: String(properties.Name),
  busName: String(properties.EventBusName ?? 'default')
    .split('/')
    .at(-1) as string,
  state: String(properties.State ?? 'ENABLED'),
  ...given({
    eventPattern: documentOf(properties.EventPattern),
    scheduleExpression: textOf(properties.ScheduleExpression),
    description: textOf(properties.Description),
    roleArn: textOf(properties.RoleArn),
  }),
  targets: objects(properties.Targets)
    .map((target) => target as unknown as RuleTarget)
    .sort((one, other) => (one.Id < other.Id ? -1 : 1)),
  tags: { ...stackTags, ...tagsOf(properties) },
});

const bus = (properties: Values, { policy }: Beside): WardenState => ({
  kind: 'bus',
  name: String(properties.Name),
  ...given({
    policy,
    description: textOf(properties.Description),
    kmsKeyIdentifier: textOf(properties.KmsKeyIdentifier),
    deadLetterArn: isValues(properties.DeadLetterConfig)
      ? textOf(properties.DeadLetterConfig.Arn)
      : undefined,
  }),
});

const role = (properties: Values, { boundaryText, stackTags }: Beside): WardenState => ({
  kind: 'role',
  name: String(properties.RoleName),
  path: String(properties.Path ?? '/'),
  trustPolicy: documentOf(properties.AssumeRolePolicyDocument) ?? '',
  ...given({ description: textOf(properties.Description) }),
  maxSessionDuration: Number(properties.MaxSessionDuration ?? 3_600),
  ...given({ permissionsBoundaryArn: textOf(properties.PermissionsBoundary), boundaryText }),
  roleTags: { ...stackTags, ...tagsOf(properties) },
  inlinePolicies: Object.fromEntries(
    objects(properties.Policies).map(
      ({ PolicyName, PolicyDocument }) =>
        [String(PolicyName), documentOf(PolicyDocument) ?? ''] as const,
    ),
  ),
  attachedPolicies: [properties.ManagedPolicyArns ?? []].flat().map(String).sort(),
});

function queue(properties: Values, { policy, url }: Beside): WardenState {
  const said = Object.keys(properties).filter((name) => !['QueueName', 'Tags'].includes(name));
  const texts = said.map((name) => [name, documentOf(properties[name]) ?? ''] as const);
  const isKeyed = properties.KmsMasterKeyId !== undefined;
  return {
    kind: 'queue',
    name: String(properties.QueueName),
    url,
    attributes: {
      ...UNSAID,
      SqsManagedSseEnabled: String(!isKeyed),
      ...(isKeyed && { KmsDataKeyReusePeriodSeconds: '300' }),
      ...Object.fromEntries(texts),
      ...(policy !== undefined && { Policy: policy }),
    },
  };
}

/**
 * What AWS sets where a template is silent. [D] API_SetQueueAttributes; the greatest message was 256 KiB until 2025,
 * and more is as good.
 */
const UNSAID = {
  DelaySeconds: '0',
  MaximumMessageSize: '262144',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  VisibilityTimeout: '30',
};

const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : String(value);

export const documentOf = (value: unknown): string | undefined =>
  isValues(value) ? JSON.stringify(value) : textOf(value);

export const objects = (value: unknown): readonly Values[] =>
  Array.isArray(value) ? value.filter(isValues) : [];

const tagsOf = ({ Tags }: Values): Readonly<Record<string, string>> =>
  Object.fromEntries(objects(Tags).map(({ Key, Value }) => [String(Key), String(Value)]));
