import { NotEmulated } from '../../core/not-emulated';
import { streams } from '../../dynamodb/streams/stream';
import {
  createEventSourceMapping,
  type MappingDraft,
} from '../../lambda/create-event-source-mapping';
import { lambdaOf } from '../../lambda/state';
import {
  readStreamSettings,
  streamDefaults,
  streamMembers,
} from '../../lambda/streams/read-stream-settings';
import { object, optionalNumber, optionalText, requiredText, texts } from '../properties';
import type { Creation, ResourceType } from '../resource-type';

const ofBoth = [
  'BatchSize',
  'Enabled',
  'EventSourceArn',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'Tags',
];

const ofStreams = ['StartingPosition', ...streamMembers];

/** Queues and streams of tables. Filters on queues are refused. */
export const lambdaEventSourceMapping: ResourceType = {
  type: 'AWS::Lambda::EventSourceMapping',
  properties: [...ofBoth, 'ScalingConfig', ...ofStreams],
  create: (creation) => {
    const mapping = createEventSourceMapping(creation.deployment.world, draftOf(creation));
    return { physicalId: mapping.id, attributes: { Id: mapping.id } };
  },
  remove: ({ deployment, physicalId }) => {
    const { mappings } = lambdaOf(deployment.world);
    mappings.get(physicalId)?.stop();
    mappings.delete(physicalId);
  },
};

function draftOf(creation: Creation): MappingDraft {
  const { properties } = creation;
  const sourceArn = requiredText(properties, 'EventSourceArn');
  const types = texts(properties, 'FunctionResponseTypes');
  const isStream = sourceArn.includes(':dynamodb:');
  const common = {
    functionArn: functionArn(creation),
    sourceArn,
    batchSize: optionalNumber(properties, 'BatchSize') ?? (isStream ? 100 : 10),
    batchingWindow: optionalNumber(properties, 'MaximumBatchingWindowInSeconds') ?? 0,
    reportsFailures: types.includes('ReportBatchItemFailures'),
    enabled: optionalText(properties, 'Enabled') !== 'false',
  };
  if (isStream) return { ...common, ...streamOf(creation, sourceArn) };
  refuse(creation, ofStreams, 'a queue');
  const scaling = object(properties, 'ScalingConfig');
  const maximumConcurrency = optionalNumber(scaling, 'MaximumConcurrency');
  return { ...common, kind: 'queue', maximumConcurrency };
}

function streamOf(creation: Creation, sourceArn: string) {
  refuse(creation, ['ScalingConfig'], 'a stream');
  const { properties, deployment } = creation;
  const stream = streams(deployment.world).get(sourceArn);
  const startingPosition = startOf(requiredText(properties, 'StartingPosition'));
  const { length = 0 } = stream?.records ?? [];
  const end = (stream?.dropped ?? 0) + length;
  return {
    kind: 'stream',
    startingPosition,
    position: startingPosition === 'LATEST' ? end : 0,
    ...readStreamSettings(properties, streamDefaults),
  } as const;
}

function startOf(written: string): 'TRIM_HORIZON' | 'LATEST' {
  if (written === 'TRIM_HORIZON' || written === 'LATEST') return written;
  throw new NotEmulated(
    `sandbox: StartingPosition ${written} is not emulated; add it in services/sandbox/cloudformation/resources/lambda-event-source-mapping.ts`,
  );
}

/** What would change the meaning and has no effect on this kind of source here. */
function refuse({ properties }: Creation, names: readonly string[], source: string): void {
  const unknown = names.find((name) => properties[name] !== undefined);
  if (unknown === undefined) return;
  throw new NotEmulated(
    `sandbox: ${unknown} of AWS::Lambda::EventSourceMapping on ${source} is not emulated; add it in services/sandbox/cloudformation/resources/lambda-event-source-mapping.ts`,
  );
}

function functionArn({ properties, deployment: { accountId, region } }: Creation): string {
  const name = requiredText(properties, 'FunctionName');
  return name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}
