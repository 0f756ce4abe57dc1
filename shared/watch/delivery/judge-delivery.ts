import type { DeliveryThresholds, DeliveryWay } from '../../domain/delivery';
import type { Delivered, TrailState } from '../../domain/trail';

/** When a look judges, and from when on deliveries may be expected. */
export interface Moment {
  readonly now: string;
  /** Since when it logs, and is as it must be; absent where that is unknown. */
  readonly since?: string;
  readonly thresholds: DeliveryThresholds;
}

/** `open`: it is too early to say, or another fault must be judged first. */
export type Verdict =
  | { readonly kind: 'proven' | 'unused' | 'open' }
  /** AWS names an error, and nothing has arrived for longer than a retry takes. */
  | { readonly kind: 'failing'; readonly error: string; readonly lastAt?: string }
  | { readonly kind: 'late'; readonly lastAt?: string };

const MINUTE = 60_000;
/** Files come every five minutes or so: three of them are due. [D] get-and-view-cloudtrail-log-files */
const FILES_FAIL_AFTER = 15 * MINUTE;
/** Digests come every hour, also when nothing happened. [D] log-file-validation-digest-file-structure */
const DIGESTS_FAIL_AFTER = 75 * MINUTE;

/** What the status of a trail proves about each way. Nothing for a stopped trail, which has its own technique. */
export function judgeDelivery(
  state: TrailState,
  moment: Moment,
): Readonly<Record<DeliveryWay, Verdict>> {
  if (!state.status.isLogging)
    return { files: OPEN, digests: OPEN, logs: OPEN, notifications: OPEN };
  const files = filesVerdict(state, moment);
  const digests = digestsVerdict(state, moment);
  return {
    files,
    digests: isTrouble(files) && isTrouble(digests) ? OPEN : digests, // the same bucket, the same reason
    logs: followerVerdict(state, 'logs', moment),
    notifications: followerVerdict(state, 'notifications', moment),
  };
}

export const isTrouble = (
  verdict: Verdict,
): verdict is Extract<Verdict, { kind: 'failing' | 'late' }> =>
  verdict.kind === 'failing' || verdict.kind === 'late';

const OPEN: Verdict = { kind: 'open' };
const PROVEN: Verdict = { kind: 'proven' };

/** A trail with nothing to record delivers no files; fresh digests then prove that the way is open. */
function filesVerdict(state: TrailState, moment: Moment): Verdict {
  const { latestDeliveryAt: at, latestDeliveryError: error } = state.status;
  const files: Delivered = { ...(at && { at }), ...(error && { error }) };
  const silence = silenceOf(files, moment.now, moment);
  if (error) return silence > FILES_FAIL_AFTER ? failing(error, at) : OPEN;
  const { lateAfterMs } = moment.thresholds;
  const isFree = digestsVerdict(state, moment).kind === 'proven';
  if (isFree || (at && between(at, moment.now) <= lateAfterMs)) return PROVEN;
  return silence > lateAfterMs ? late(at) : OPEN;
}

function digestsVerdict({ settings, status }: TrailState, moment: Moment): Verdict {
  if (!settings.logFileValidationEnabled) return { kind: 'unused' };
  const { at, error } = status.digests ?? {};
  const silence = silenceOf(status.digests, moment.now, moment);
  if (error) return silence > DIGESTS_FAIL_AFTER ? failing(error, at) : OPEN;
  const { digestLateAfterMs } = moment.thresholds;
  if (at && between(at, moment.now) <= digestLateAfterMs) return PROVEN;
  return silence > digestLateAfterMs ? late(at) : OPEN;
}

const TARGET = { logs: 'cloudWatchLogsLogGroupArn', notifications: 'snsTopicArn' } as const;

/** The log group and the topic get the events of the bucket's files: how far are they behind it? */
function followerVerdict(
  { settings, status }: TrailState,
  way: keyof typeof TARGET,
  moment: Moment,
): Verdict {
  if (settings[TARGET[way]] === undefined) return { kind: 'unused' };
  const { at, error } = status[way] ?? {};
  if (error) {
    const silence = silenceOf(status[way], moment.now, moment);
    return silence > FILES_FAIL_AFTER ? failing(error, at) : OPEN;
  }
  const filesAt = status.latestDeliveryAt;
  if (filesAt === undefined) return OPEN;
  const { lateAfterMs } = moment.thresholds;
  if (at && between(at, filesAt) <= lateAfterMs) return PROVEN;
  return silenceOf(status[way], filesAt, moment) > lateAfterMs ? late(at) : OPEN;
}

/**
 * For how long nothing has arrived although it might have. For ever where AWS gives no time at all: not knowing is
 * not fine.
 */
function silenceOf({ at = '' }: Delivered = {}, until: string, { since = '' }: Moment): number {
  const from = at > since ? at : since;
  return from === '' ? Number.POSITIVE_INFINITY : between(from, until);
}

const between = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

const failing = (error: string, lastAt: string | undefined): Verdict => ({
  kind: 'failing',
  error,
  ...(lastAt && { lastAt }),
});

const late = (lastAt: string | undefined): Verdict => ({ kind: 'late', ...(lastAt && { lastAt }) });
