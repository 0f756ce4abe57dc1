import type { AdvancedSelector, BasicSelector, Selectors } from '../domain/selectors';
import type { TrailSettings } from '../domain/trail';
import { field, isFields, list, text, texts } from '../record/json';
import type { KnownTrail } from '../record/known';
import type { ProtectedNames } from '../record/protected';
import type { Read } from './read-protected';

export interface Baselines {
  readonly trails: ReadonlyMap<string, KnownTrail>;
  readonly subjects: ProtectedNames;
}

/**
 * What `trailwarden baseline show --json` prints: one baseline, a list of them, or `{baselines: […]}`; of
 * each, `subject.id` and `state` are read. Other kinds of subject are protected by their id.
 */
export function readBaselines(value: unknown): Read<Baselines> {
  const all = Array.isArray(value) ? value : list(field(value, 'baselines') ?? value);
  const trails = new Map<string, KnownTrail>();
  for (const baseline of all) {
    const arn = text(field(baseline, 'subject', 'id'));
    const settings = field(baseline, 'state', 'settings');
    if (!arn || !isFields(settings) || !text(settings.s3BucketName)) {
      return {
        kind: 'refused',
        why: 'each baseline needs subject.id and state.settings with s3BucketName',
      };
    }
    trails.set(arn, trailOf(field(baseline, 'state'), settings as Partial<TrailSettings>));
  }
  if (trails.size === 0) return { kind: 'refused', why: 'it holds no baseline' };
  return { kind: 'read', value: { trails, subjects: subjectsOf(trails) } };
}

function trailOf(state: unknown, settings: Partial<TrailSettings>): KnownTrail {
  const selectors = selectorsOf(field(state, 'selectors'));
  const insights = field(state, 'insights');
  const tags = field(state, 'tags');
  return {
    settings,
    ...(selectors && { selectors }),
    ...(Array.isArray(insights) && { insights: texts(insights) }),
    ...(isFields(tags) && { tags: tags as Readonly<Record<string, string>> }),
  };
}

function selectorsOf(value: unknown): Selectors | undefined {
  const kind = field(value, 'kind');
  const selectors = list(field(value, 'selectors')).filter(isFields);
  if (kind === 'basic') return { kind, selectors: selectors.map(basicOf) };
  return kind === 'advanced' ? { kind, selectors: selectors.map(advancedOf) } : undefined;
}

const basicOf = (one: unknown): BasicSelector => {
  const access = field(one, 'ReadWriteType');
  return {
    ReadWriteType: access === 'ReadOnly' || access === 'WriteOnly' ? access : 'All',
    IncludeManagementEvents: field(one, 'IncludeManagementEvents') !== false,
    ExcludeManagementEventSources: texts(field(one, 'ExcludeManagementEventSources')),
    DataResources: list(field(one, 'DataResources')).map((each) => ({
      Type: text(field(each, 'Type')) ?? '',
      Values: texts(field(each, 'Values')),
    })),
  };
};

const advancedOf = (one: unknown): AdvancedSelector => ({
  FieldSelectors: list(field(one, 'FieldSelectors')).map((each) => ({
    Field: text(field(each, 'Field')) ?? '',
    Equals: texts(field(each, 'Equals')),
    NotEquals: texts(field(each, 'NotEquals')),
    StartsWith: texts(field(each, 'StartsWith')),
    NotStartsWith: texts(field(each, 'NotStartsWith')),
    EndsWith: texts(field(each, 'EndsWith')),
    NotEndsWith: texts(field(each, 'NotEndsWith')),
  })),
});

function subjectsOf(trails: ReadonlyMap<string, KnownTrail>): ProtectedNames {
  const all = [...trails.values()].map(({ settings }) => settings);
  const named = (name: keyof TrailSettings): string[] =>
    all.flatMap((one) => text(one[name]) ?? []);
  return {
    trails: [...trails.keys()],
    buckets: named('s3BucketName'),
    keys: named('kmsKeyId'),
    logGroups: named('cloudWatchLogsLogGroupArn'),
    roles: named('cloudWatchLogsRoleArn'),
    topics: named('snsTopicArn'),
    regions: named('homeRegion'),
  };
}
