import type { PseudoParameters } from '../template/pseudo-parameters';
import type { Made, ResolvedResource } from '../template/resolve-template';

/** A resource that AWS names, such as a key: what `Ref` gives for it. Undefined where there is none yet. */
export type PhysicalId = (logicalId: string) => string | undefined;

type Resources = ReadonlyMap<string, ResolvedResource>;

/**
 * What `Ref` and `Fn::GetAtt` will give for resources whose names the template says, before there is a stack. Of a
 * resource that AWS names, the id that it got is asked for.
 */
export function foretold(
  named: Resources,
  place: PseudoParameters,
  physicalId: PhysicalId = () => undefined,
): Made {
  const id = (logicalId: string): string => {
    const resource = named.get(logicalId);
    return (resource && nameOf(resource)) ?? physicalId(logicalId) ?? `{unknown ${logicalId}}`;
  };
  return {
    ref: (logicalId) => {
      const [of, resource] = [id(logicalId), named.get(logicalId)];
      return resource ? refOf(resource, of, place) : of;
    },
    attribute: (logicalId, name) => {
      const [of, resource] = [id(logicalId), named.get(logicalId)];
      return name === 'Arn' && resource ? arnOf(resource, of, place) : of;
    },
    importValue: () => undefined,
  };
}

/** In a text that holds what nothing foretells. */
export const UNKNOWN = /\{unknown (\w+)\}/;

const NAMES = [
  'RoleName',
  'QueueName',
  'ManagedPolicyName',
  'FunctionName',
  'TableName',
  'BucketName',
  'LogGroupName',
  'TopicName',
  'StateMachineName',
  'Name',
];

const nameOf = ({ properties }: ResolvedResource): string | undefined => {
  const name = NAMES.map((key) => properties[key]).find((value) => typeof value === 'string');
  return name as string | undefined;
};

/** By what `Ref` gives, which for a resource that AWS named is the same as its physical id. */
function refOf(resource: ResolvedResource, name: string, place: PseudoParameters): string {
  const isWhole = name.startsWith('arn:') || name.startsWith('https:');
  if (isWhole) return name;
  switch (resource.type) {
    case 'AWS::Events::Rule':
      return busOf(resource) ? `${busOf(resource)}|${name}` : name;
    case 'AWS::SQS::Queue':
      return queueUrl(name, place);
    case 'AWS::IAM::ManagedPolicy':
    case 'AWS::SNS::Topic':
    case 'AWS::StepFunctions::StateMachine':
      return arnOf(resource, name, place);
    default:
      return name;
  }
}

/** [D] ARN formats: service authorization reference. */
function arnOf(resource: ResolvedResource, ref: string, place: PseudoParameters): string {
  const { partition, region, accountId } = place;
  const name = ref.startsWith('arn:') ? ref : (ref.split(/[/|]/).at(-1) ?? ref);
  if (name.startsWith('arn:')) return name;
  const here = (service: string, what: string) =>
    `arn:${partition}:${service}:${region}:${accountId}:${what}`;
  const path = String(resource.properties.Path ?? '/').slice(1);
  const bus = busOf(resource);
  switch (resource.type) {
    case 'AWS::Events::Rule':
      return here('events', `rule/${bus ? `${bus}/` : ''}${name}`);
    case 'AWS::Events::EventBus':
      return here('events', `event-bus/${name}`);
    case 'AWS::SQS::Queue':
      return here('sqs', name);
    case 'AWS::IAM::Role':
      return `arn:${partition}:iam::${accountId}:role/${path}${name}`;
    case 'AWS::IAM::ManagedPolicy':
      return `arn:${partition}:iam::${accountId}:policy/${path}${name}`;
    case 'AWS::KMS::Key':
      return here('kms', `key/${name}`);
    case 'AWS::DynamoDB::Table':
      return here('dynamodb', `table/${name}`);
    case 'AWS::Lambda::Function':
      return here('lambda', `function:${name}`);
    case 'AWS::SNS::Topic':
      return here('sns', name);
    case 'AWS::StepFunctions::StateMachine':
      return here('states', `stateMachine:${name}`);
    case 'AWS::Logs::LogGroup':
      return here('logs', `log-group:${name}:*`);
    case 'AWS::S3::Bucket':
      return `arn:${partition}:s3:::${name}`;
    default:
      return `${ref}.Arn`;
  }
}

/** A rule's bus, unless it is the account's own. */
function busOf({ properties: { EventBusName: bus } }: ResolvedResource): string | undefined {
  return typeof bus === 'string' && bus !== 'default' ? bus.split('/').at(-1) : undefined;
}

/** As AWS makes it. A queue that is there says its own, which counts. */
export const queueUrl = (name: string, place: PseudoParameters): string =>
  `https://sqs.${place.region}.${place.urlSuffix}/${place.accountId}/${name}`;
