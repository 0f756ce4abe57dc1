import type { Constraint, Stream } from './stream';
import { constraint, isCovered, READS, WRITES } from './stream';

export { describeStream } from './stream';

export type Selectors =
  | { readonly kind: 'basic'; readonly selectors: readonly BasicSelector[] }
  | { readonly kind: 'advanced'; readonly selectors: readonly AdvancedSelector[] };

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html */
export interface BasicSelector {
  readonly ReadWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly IncludeManagementEvents: boolean;
  readonly ExcludeManagementEventSources: readonly string[];
  readonly DataResources: readonly { readonly Type: string; readonly Values: readonly string[] }[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
export interface AdvancedSelector {
  readonly Name?: string;
  readonly FieldSelectors: readonly FieldSelector[];
}

export interface FieldSelector {
  readonly Field: string;
  readonly Equals?: readonly string[];
  readonly NotEquals?: readonly string[];
  readonly StartsWith?: readonly string[];
  readonly NotStartsWith?: readonly string[];
  readonly EndsWith?: readonly string[];
  readonly NotEndsWith?: readonly string[];
}

/** What AWS gives a new trail. [D] API_GetEventSelectors */
export const ALL_MANAGEMENT: Selectors = {
  kind: 'basic',
  selectors: [
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: true,
      ExcludeManagementEventSources: [],
      DataResources: [],
    },
  ],
};

/** Basic and advanced alike; what is put back is the selectors themselves. */
export const streamsOf = (selectors: Selectors): readonly Stream[] =>
  selectors.kind === 'basic'
    ? selectors.selectors.flatMap(basicStreams)
    : selectors.selectors.map(advancedStream);

/** The wanted streams that `actual` no longer selects in full. */
export function missingStreams(wanted: Selectors, actual: Selectors): readonly Stream[] {
  const streams = streamsOf(actual);
  return streamsOf(wanted).filter((stream) => !isCovered(stream, streams));
}

function basicStreams(selector: BasicSelector): Stream[] {
  const access = ACCESS[selector.ReadWriteType];
  const excluded = selector.ExcludeManagementEventSources;
  const management = {
    category: 'Management',
    constraints: [...access, ...constraint('eventSource', 'notEquals', excluded)],
  };
  // One stream per resource: dropping one of several must show.
  const data = selector.DataResources.flatMap(({ Type, Values }) =>
    Values.map((value) => ({
      category: 'Data',
      constraints: [
        ...access,
        ...constraint('resources.type', 'equals', [Type]),
        ...constraint('resources.ARN', arnOperator(Type), EVERYTHING.test(value) ? [] : [value]),
      ],
    })),
  );
  return [...(selector.IncludeManagementEvents ? [management] : []), ...data];
}

const ACCESS: Readonly<Record<BasicSelector['ReadWriteType'], readonly Constraint[]>> = {
  All: [],
  ReadOnly: READS,
  WriteOnly: WRITES,
};

/** `arn:aws:s3`, `arn:aws:lambda` and `arn:aws:dynamodb` stand for all of them. [D] API_DataResource */
const EVERYTHING = /^arn:aws[a-z-]*:(s3(:::)?|lambda|dynamodb)$/;

/** Only S3 takes the beginning of an ARN; functions and tables are named in full. [D] API_DataResource */
const arnOperator = (type: string): string =>
  type === 'AWS::S3::Object' ? 'startsWith' : 'equals';

function advancedStream({ FieldSelectors }: AdvancedSelector): Stream {
  const category = FieldSelectors.find(({ Field }) => Field === 'eventCategory')?.Equals?.[0];
  const constraints = FieldSelectors.filter(({ Field }) => Field !== 'eventCategory').flatMap(
    (field) => [
      ...constraint(field.Field, 'equals', field.Equals),
      ...constraint(field.Field, 'startsWith', field.StartsWith),
      ...constraint(field.Field, 'endsWith', field.EndsWith),
      ...constraint(field.Field, 'notEquals', field.NotEquals),
      ...constraint(field.Field, 'notStartsWith', field.NotStartsWith),
      ...constraint(field.Field, 'notEndsWith', field.NotEndsWith),
    ],
  );
  return { category: category ?? 'unknown', constraints };
}
