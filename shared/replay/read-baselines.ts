import type { BasicSelector, Selectors } from '../domain/selectors';
import type { TrailSettings } from '../domain/trail';
import { field, isFields, list, text, texts } from '../record/json';
import type { KnownTrail } from '../record/known';
import { type ProtectedKind, type ProtectedNames, protectedKinds } from '../record/protected';
import { readAdvanced, readBasic } from '../record/selectors-of';

export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'refused'; readonly why: string };

/** What `--protected FILE` says. A misspelt kind would leave its subjects unguarded, so it is refused. */
export function readProtected(value: unknown): Read<ProtectedNames> {
  if (!isFields(value)) return refused('it must be an object of lists');
  const read: { [K in ProtectedKind]?: readonly string[] } = {};
  for (const [name, entries] of Object.entries(value)) {
    const kind = protectedKinds.find((one) => one === name);
    if (!kind) return refused(`"${name}" is not one of ${protectedKinds.join(', ')}`);
    if (entries === null) continue;
    if (!Array.isArray(entries)) return refused(`"${name}" must be a list`);
    // YAML reads 111122223333 as a number, and 012345678901 not as what was meant: quote it.
    if (!entries.every((entry) => typeof entry === 'string' && entry !== '')) {
      return refused(`"${name}" must list texts; quote account ids`);
    }
    read[kind] = entries;
  }
  return { kind: 'read', value: read };
}

const refused = (why: string): { readonly kind: 'refused'; readonly why: string } => ({
  kind: 'refused',
  why,
});

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
      return refused('each baseline needs subject.id and state.settings with s3BucketName');
    }
    trails.set(arn, trailOf(field(baseline, 'state'), settings as Partial<TrailSettings>));
  }
  if (trails.size === 0) return refused('it holds no baseline');
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
  return kind === 'advanced' ? { kind, selectors: selectors.map(readAdvanced) } : undefined;
}

const basicOf = (one: unknown): BasicSelector => ({
  ...readBasic(one),
  IncludeManagementEvents: field(one, 'IncludeManagementEvents') !== false,
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
