import type {
  AdvancedSelector,
  BasicSelector,
  FieldSelector,
  Selectors,
} from '../../shared/domain/selectors';

/** One basic selector; every management event, unless told otherwise. */
export const aBasicSelector = (different: Partial<BasicSelector> = {}): BasicSelector => ({
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  ExcludeManagementEventSources: [],
  DataResources: [],
  ...different,
});

export const basic = (...selectors: readonly Partial<BasicSelector>[]): Selectors => ({
  kind: 'basic',
  selectors: selectors.map(aBasicSelector),
});

/** One advanced selector of a category, narrowed by these fields. */
export const anAdvancedSelector = (
  category: string,
  ...fields: readonly FieldSelector[]
): AdvancedSelector => ({
  FieldSelectors: [{ Field: 'eventCategory', Equals: [category] }, ...fields],
});

export const advanced = (...selectors: readonly AdvancedSelector[]): Selectors => ({
  kind: 'advanced',
  selectors,
});

/** What a trail has that was never given selectors. */
export const ALL_MANAGEMENT: Selectors = basic({});

export const KMS = 'kms.amazonaws.com';
export const RDS_DATA = 'rdsdata.amazonaws.com';

/** Everything that is written to one bucket. */
export const BUCKET = { Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::ledger/'] };
