import type { TrailInput, TrailStep } from '../../shared/domain/step';
import type { TrailSettings, TrailState } from '../../shared/domain/trail';
import { ALL_MANAGEMENT } from '../builders/selectors';

/**
 * A trail after AWS took a step; the caller, who keeps the time, does StartLogging. An absent field of
 * an UpdateTrail leaves alone, an empty one removes, and a trail that is made does not log.
 */
export function afterStep(before: TrailState, step: TrailStep): TrailState {
  switch (step.call) {
    case 'cloudtrail:StartLogging':
      return before;
    case 'cloudtrail:CreateTrail':
      return {
        settings: after(
          { ...NO_SETTINGS, name: step.input.Name, homeRegion: step.region },
          step.input,
        ),
        status: { isLogging: false },
        selectors: ALL_MANAGEMENT,
        insights: [],
        tags: Object.fromEntries(tagsOf(step.input.TagsList)),
        eventConfiguration: { kind: 'read', aggregations: [] },
      };
    case 'cloudtrail:UpdateTrail':
      return { ...before, settings: after(before.settings, step.input) };
    case 'cloudtrail:PutEventSelectors': {
      const { EventSelectors, AdvancedEventSelectors } = step.input;
      return {
        ...before,
        selectors: EventSelectors
          ? { kind: 'basic', selectors: EventSelectors }
          : { kind: 'advanced', selectors: AdvancedEventSelectors ?? [] },
      };
    }
    case 'cloudtrail:PutInsightSelectors': {
      const insights = step.input.InsightSelectors.map(({ InsightType }) => InsightType).sort();
      return { ...before, insights };
    }
    case 'cloudtrail:PutEventConfiguration': {
      const aggregations = step.input.AggregationConfigurations;
      return { ...before, eventConfiguration: { kind: 'read', aggregations } };
    }
    case 'cloudtrail:AddTags': {
      const tags = Object.fromEntries(tagsOf(step.input.TagsList));
      return { ...before, tags: { ...before.tags, ...tags } };
    }
  }
}

const tagsOf = (list: readonly { readonly Key: string; readonly Value: string }[] = []) =>
  list.map(({ Key, Value }) => [Key, Value] as const);

function after(before: TrailSettings, input: TrailInput): TrailSettings {
  const changed = Object.entries(input).flatMap(([field, value]) => {
    const name = NAMES[field];
    return name ? [[name, value] as const] : [];
  });
  const settings = Object.entries({ ...before, ...Object.fromEntries(changed) });
  return Object.fromEntries(settings.filter(([, value]) => value !== '')) as never;
}

const NAMES: Readonly<Record<string, keyof TrailSettings>> = {
  S3BucketName: 's3BucketName',
  S3KeyPrefix: 's3KeyPrefix',
  SnsTopicName: 'snsTopicArn',
  KmsKeyId: 'kmsKeyId',
  CloudWatchLogsLogGroupArn: 'cloudWatchLogsLogGroupArn',
  CloudWatchLogsRoleArn: 'cloudWatchLogsRoleArn',
  IncludeGlobalServiceEvents: 'includeGlobalServiceEvents',
  IsMultiRegionTrail: 'isMultiRegionTrail',
  IsOrganizationTrail: 'isOrganizationTrail',
  EnableLogFileValidation: 'logFileValidationEnabled',
};

/** AWS's defaults of CreateTrail. */
const NO_SETTINGS: TrailSettings = {
  name: '',
  homeRegion: 'us-east-1',
  s3BucketName: '',
  includeGlobalServiceEvents: true,
  isMultiRegionTrail: false,
  isOrganizationTrail: false,
  logFileValidationEnabled: false,
};
