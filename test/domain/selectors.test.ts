import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hooks } from '../../services/sandbox';
import {
  type BasicSelector,
  describeStream,
  type FieldSelector,
  missingStreams,
  type Selectors,
} from '../../shared/domain/selectors';
import {
  ALL_MANAGEMENT,
  advanced,
  anAdvancedSelector,
  BUCKET,
  basic,
  KMS,
  RDS_DATA,
} from '../builders/selectors';

const management = (...fields: readonly FieldSelector[]) =>
  anAdvancedSelector('Management', ...fields);
const READS = { Field: 'readOnly', Equals: ['true'] };
const WRITES = { Field: 'readOnly', Equals: ['false'] };
const covers = (actual: Selectors, wanted: Selectors): boolean =>
  missingStreams(wanted, actual).length === 0;

const anyBasic: fc.Arbitrary<BasicSelector> = fc.record({
  ReadWriteType: fc.constantFrom('All', 'ReadOnly', 'WriteOnly'),
  IncludeManagementEvents: fc.boolean(),
  ExcludeManagementEventSources: fc.subarray([KMS, RDS_DATA]),
  DataResources: fc.subarray([
    BUCKET,
    { Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] },
    { Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] },
  ]),
});
const anyField: fc.Arbitrary<FieldSelector> = fc.constantFrom(
  READS,
  WRITES,
  { Field: 'readOnly', NotEquals: ['true'] },
  { Field: 'eventSource', NotEquals: [KMS] },
  { Field: 'eventSource', NotEquals: [KMS, RDS_DATA] },
  { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
  { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::ledger/'] },
  { Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::scratch/'] },
  { Field: 'eventName', Equals: ['PutObject'] },
);
const anyAdvanced = fc
  .tuple(
    fc.constantFrom('Management', 'Data', 'NetworkActivity'),
    fc.array(anyField, { maxLength: 3 }),
  )
  .map(([category, fields]) => anAdvancedSelector(category, ...fields));
const anySelectors: fc.Arbitrary<Selectors> = fc.oneof(
  fc.array(anyBasic, { maxLength: 5 }).map((selectors) => basic(...selectors)),
  fc.array(anyAdvanced, { maxLength: 5 }).map((selectors) => advanced(...selectors)),
);

test('any selectors cover themselves', () => {
  fc.assert(fc.property(anySelectors, (selectors) => covers(selectors, selectors)));
});

test('selectors in another order cover the same', () => {
  const any = fc.array(anyAdvanced).chain((all) => fc.tuple(fc.constant(all), shuffled(all)));
  fc.assert(fc.property(any, ([all, other]) => covers(advanced(...other), advanced(...all))));
});

test('adding a selector never makes anything go missing', () => {
  fc.assert(
    fc.property(anySelectors, fc.array(anyAdvanced), anyAdvanced, (wanted, actual, added) => {
      const before = missingStreams(wanted, advanced(...actual)).length;
      expect(missingStreams(wanted, advanced(...actual, added)).length).toBeLessThanOrEqual(before);
    }),
  );
});

test('management events go missing exactly when one of them would no longer be recorded', () => {
  const fields = fc.array(anyField, { maxLength: 3 }).map(ofManagement);
  const some = fc
    .array(fields, { maxLength: 4 })
    .map((all) => all.map((one) => management(...one)));
  const any = fc.oneof(
    some.map((all) => advanced(...all)),
    fc
      .array(anyBasic, { maxLength: 5 })
      .map((all) => basic(...all.map((one) => ({ ...one, DataResources: [] })))),
  );
  fc.assert(
    fc.property(any, any, (wanted, actual) => {
      const lost = EVENTS.some(
        (event) =>
          hooks.cloudtrail.selects(wanted, event) && !hooks.cloudtrail.selects(actual, event),
      );
      expect(covers(actual, wanted)).toBe(!lost);
    }),
    { numRuns: 500 },
  );
});

test('a constraint on the only needed selector always makes events go missing', () => {
  const narrower = fc.constantFrom<FieldSelector>(READS, WRITES, {
    Field: 'eventSource',
    NotEquals: [KMS],
  });
  fc.assert(fc.property(narrower, (field) => !covers(advanced(management(field)), ALL_MANAGEMENT)));
});

test.each([
  ['everything', basic({}), advanced(management())],
  ['reads', basic({ ReadWriteType: 'ReadOnly' }), advanced(management(READS))],
  ['writes', basic({ ReadWriteType: 'WriteOnly' }), advanced(management(WRITES))],
  [
    'everything but KMS',
    basic({ ExcludeManagementEventSources: [KMS] }),
    advanced(management({ Field: 'eventSource', NotEquals: [KMS] })),
  ],
  [
    'one bucket',
    basic({ IncludeManagementEvents: false, DataResources: [BUCKET] }),
    advanced(
      anAdvancedSelector(
        'Data',
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        { Field: 'resources.ARN', StartsWith: BUCKET.Values },
      ),
    ),
  ],
  [
    'every function',
    basic({
      IncludeManagementEvents: false,
      DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }],
    }),
    advanced(
      anAdvancedSelector('Data', { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] }),
    ),
  ],
])('%s is the same in both forms', (_, one, other) => {
  expect([covers(one, other), covers(other, one)]).toEqual([true, true]);
});

test.each([
  ['reads and writes', basic({ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' })],
  [
    'each without the other’s excluded source',
    basic({ ExcludeManagementEventSources: [KMS] }, { ExcludeManagementEventSources: [RDS_DATA] }),
  ],
  [
    'all but KMS, KMS reads, and writes',
    advanced(
      management({ Field: 'eventSource', NotEquals: [KMS] }),
      management({ Field: 'eventSource', Equals: [KMS] }, READS),
      management(WRITES),
    ),
  ],
  [
    'reads and what is no read',
    advanced(management(READS), management({ Field: 'readOnly', NotEquals: ['true'] })),
  ],
])('several selectors together record everything: %s', (_, together) => {
  expect(missingStreams(ALL_MANAGEMENT, together)).toEqual([]);
});

test.each([
  ['no selector', basic()],
  ['reads only', basic({ ReadWriteType: 'ReadOnly' })],
  ['reads only, twice', basic({ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'ReadOnly' })],
  ['no management events', basic({ IncludeManagementEvents: false, DataResources: [BUCKET] })],
  ['an excluded source', basic({ ExcludeManagementEventSources: [KMS] })],
  [
    'a source excluded from reads and writes alike',
    basic(
      { ReadWriteType: 'ReadOnly', ExcludeManagementEventSources: [KMS] },
      { ReadWriteType: 'WriteOnly', ExcludeManagementEventSources: [KMS, RDS_DATA] },
    ),
  ],
  ['data events only, advanced', advanced(anAdvancedSelector('Data'))],
  ['reads only, advanced', advanced(management(READS))],
  [
    'an excluded source, advanced',
    advanced(management({ Field: 'eventSource', NotEquals: [RDS_DATA] })),
  ],
  ['one event, advanced', advanced(management({ Field: 'eventName', Equals: ['ListBuckets'] }))],
])('%s does not record everything', (_, narrowed) => {
  expect(missingStreams(ALL_MANAGEMENT, narrowed).map(describeStream)).toEqual([
    'all management events',
  ]);
});

const ledger = basic({ DataResources: [BUCKET] });

test('of several resources only the dropped one is missed', () => {
  const both = [{ Type: 'AWS::S3::Object', Values: [...BUCKET.Values, 'arn:aws:s3:::payroll/'] }];
  expect(missingStreams(basic({ DataResources: both }), ledger).map(describeStream)).toEqual([
    'data events where resources.type equals AWS::S3::Object and resources.ARN startsWith arn:aws:s3:::payroll/',
  ]);
});

test('a wider prefix covers a narrower one, and not the other way round', () => {
  const folder = { ...BUCKET, Values: ['arn:aws:s3:::ledger/2026/'] };
  expect(covers(ledger, basic({ DataResources: [folder] }))).toBe(true);
  expect(covers(basic({ DataResources: [folder] }), ledger)).toBe(false);
});

test.each(['arn:aws:s3', 'arn:aws:s3:::', 'arn:aws-us-gov:s3'])(
  '%s stands for every bucket',
  (all) => {
    expect(covers(basic({ DataResources: [{ ...BUCKET, Values: [all] }] }), ledger)).toBe(true);
  },
);

test('a selector with a function’s prefix does not record the function', () => {
  const of = (arn: string) =>
    basic({ DataResources: [{ Type: 'AWS::Lambda::Function', Values: [arn] }] });
  const pay = 'arn:aws:lambda:us-east-1:111122223333:function:pay';
  expect(covers(of(pay), of(`${pay}ments`))).toBe(false);
});

test('a wider exclusion covers less', () => {
  const data = (prefix: string) =>
    advanced(anAdvancedSelector('Data', { Field: 'resources.ARN', NotStartsWith: [prefix] }));
  expect(covers(data('arn:aws:s3:::scratch/tmp/'), data('arn:aws:s3:::scratch/'))).toBe(true);
  expect(covers(data('arn:aws:s3:::scratch/'), data('arn:aws:s3:::scratch/tmp/'))).toBe(false);
});

/** Fields that AWS takes for management events on a trail. */
const ofManagement = (fields: readonly FieldSelector[]): readonly FieldSelector[] =>
  fields.filter(({ Field }) => Field === 'readOnly' || Field === 'eventSource');

const EVENTS = [KMS, RDS_DATA, 'ec2.amazonaws.com'].flatMap((eventSource) =>
  [true, false].map((readOnly) => ({ eventSource, readOnly })),
);

const shuffled = <T>(all: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...all], { minLength: all.length });
