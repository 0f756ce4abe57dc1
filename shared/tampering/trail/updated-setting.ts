import { field, flag, text } from '../../record/json';
import { type Known, knownTrail, settingBefore } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { type ProtectedKind, protects } from '../../record/protected';
import { type Effect, harm, none, type Row, unclear } from '../../record/row';
import type { Way } from '../records/rows-of';
import { onTrail } from './on-trail';

/**
 * UpdateTrail. The record carries only what the caller sent: absent is unchanged, `""` is removed. The
 * console sends everything, changed or not, so a value that is merely restated says nothing where the
 * one before it is not known.
 */
export const onUpdate = (way: Way, effect: Row['effect']) =>
  onTrail(way, (record, known, target) =>
    record.request ? effect(record, known, target) : unclear(UNTOLD),
  );

const UNTOLD = 'UpdateTrail on a trail; what was changed is not in the record.';

export const turnsOff = ({ request }: LogRecord, name: string): boolean =>
  flag(field(request, name)) === false;

type Setting =
  | 's3BucketName'
  | 's3KeyPrefix'
  | 'kmsKeyId'
  | 'snsTopicArn'
  | 'cloudWatchLogsLogGroupArn'
  | 'cloudWatchLogsRoleArn';

interface Change {
  readonly setting: Setting;
  readonly sent: readonly string[];
  /** `The log group of trail main`. */
  readonly what: string;
}

/** One setting that names something else, compared with what is known of it. */
export function changed(record: LogRecord, known: Known, { setting, sent, what }: Change): Effect {
  const value = sent
    .map((name) => field(record.request, name))
    .find((one) => typeof one === 'string');
  if (typeof value !== 'string') return none;
  const before = settingBefore(knownTrail(record, known), setting);
  if (typeof before === 'string' && isSame(before, value)) return none;
  // The console also sends the prefix that never was.
  if (before === undefined && value === '' && setting === 's3KeyPrefix' && restates(record)) {
    return unclear(`${what} was sent as empty; what it was before is not known.`);
  }
  if (value === '') return harm(`${what} was removed.`);
  if (before) return harm(`${what} was changed from ${before} to ${value}.`);
  if (isListed(record, known, { setting, value })) return none;
  const delivers = setting === 's3BucketName' || setting === 's3KeyPrefix';
  const foreign = isForeign(record, value);
  // Encryption, a log group or a topic where there was none is more than before, if it is our own.
  if (before === '' && !delivers && !foreign) return none;
  return foreign || (delivers && !restates(record))
    ? harm(
        `${what} was set to ${value}${before === undefined ? '; what it was before is not known' : ''}.`,
      )
    : unclear(`${what} was sent as ${value}; what it was before is not known.`);
}

const KINDS: Readonly<Partial<Record<Setting, ProtectedKind>>> = {
  s3BucketName: 'buckets',
  kmsKeyId: 'keys',
  snsTopicArn: 'topics',
  cloudWatchLogsLogGroupArn: 'logGroups',
  cloudWatchLogsRoleArn: 'roles',
};

/** A person wrote down that it is ours; what was inferred may come from this very call. */
function isListed(
  record: LogRecord,
  { complete, subjects }: Known,
  { setting, value }: { readonly setting: Setting; readonly value: string },
): boolean {
  const kind = KINDS[setting];
  return complete && kind !== undefined && protects(subjects[kind], [value], record);
}

/** A thing of another account than the trail's. */
const isForeign = ({ accountId }: LogRecord, value: string): boolean => {
  const owner = value.startsWith('arn:') ? value.split(':')[4] : undefined;
  return Boolean(owner && accountId && owner !== accountId);
};

/** An ARN and the name it ends in are the same thing. */
const isSame = (before: string, value: string): boolean =>
  before === value || tail(before) === value || before === tail(value);

const tail = (name: string): string => name.replace(/:\*$/, '').split(/[/:]/).at(-1) ?? name;

/** The console's form: it names the bucket and most switches at once. */
export const restates = ({ request }: LogRecord): boolean =>
  text(field(request, 's3BucketName')) !== undefined &&
  [
    'isMultiRegionTrail',
    'enableLogFileValidation',
    'includeGlobalServiceEvents',
    'isOrganizationTrail',
  ].some((name) => flag(field(request, name)) !== undefined);

/** The first that shows harm, else the first that is not known. */
export function worst(effects: readonly Effect[]): Effect {
  return (
    effects.find(({ kind }) => kind === 'harm') ??
    effects.find(({ kind }) => kind === 'unclear') ??
    none
  );
}
