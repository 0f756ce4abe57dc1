import { type Login, loginKey } from '../../domain/login';
import type { Tags } from '../../domain/login-facts';
import { readRecord } from '../../record/log-record';
import { calledLogin } from './called-login';
import { bounded, clean } from './clean';
import { isSentFor, type KeyOrigin, type KeySources, keyOriginOf } from './key-origin';

/** Who is behind a login, as far as records of the machine's account tell; the lineage goes on from the caller. */
export interface Identified {
  /** Absent where no call to AWS put the key there, or the host names none. */
  readonly keyOrigin?: KeyOrigin;
  /** The call that handed over the key of a host's login: its caller is who logged in. */
  readonly call?: Login;
  /** The tags that say whose machine it is. */
  readonly owners: readonly { readonly tag: string; readonly value: string }[];
  /** Other logins on the machine within a day before and after, oldest first. */
  readonly others: readonly Login[];
  /** As many more. */
  readonly othersLeft: number;
}

const MOST_OTHERS = 100;
const DAY_MS = 24 * 3_600_000;

/** `heard`: the host's own logins that reached us, this one among them or not. */
export function identify(
  login: Login,
  sources: KeySources & { readonly tags: Tags; readonly heard: readonly Login[] },
): Identified {
  const called = loginsIn(sources.records, login);
  const keyOrigin = keyOriginOf(login, sources);
  const call =
    login.words === 'host'
      ? called.find(
          ({ record, login: one }) => record && one.at && isSentFor(record, login, sources.sha256),
        )
      : undefined;
  const all = [...sources.heard, ...called.map((one) => one.login)];
  const others = [...new Map(all.map((one) => [one.id, one])).values()]
    .filter((one) => one.id !== login.id && loginKey(one) === loginKey(login))
    .filter(({ at }) => Math.abs(Date.parse(at) - Date.parse(login.at)) <= DAY_MS)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const { kept, left } = bounded(others, MOST_OTHERS);
  return {
    ...(keyOrigin && { keyOrigin }),
    ...(call && { call: call.login }),
    owners: ownersIn(sources.tags),
    others: kept,
    othersLeft: left,
  };
}

/** The logins among records of a place; those that AWS refused let no one in. */
function loginsIn(records: readonly unknown[], { accountId, region }: Login) {
  return records.flatMap((value) => {
    const record = readRecord(value);
    if (!record?.eventTime || Number.isNaN(Date.parse(record.eventTime))) return [];
    const heard = calledLogin({
      id: record.eventId ?? '',
      source: 'aws.record',
      'detail-type': 'AWS API Call via CloudTrail',
      account: accountId,
      region: record.region ?? region,
      time: new Date(record.eventTime).toISOString(),
      detail: value as Record<string, unknown>,
    });
    return heard.kind === 'logins' ? heard.logins.map((login) => ({ record, login })) : [];
  });
}

const OWNER = /^(?:.*[:/])?(?:owner|owned-by|team|contact|e-?mail|squad)$/i;

const ownersIn = (tags: Tags): Identified['owners'] =>
  Object.entries(tags)
    .filter(([tag, { value }]) => OWNER.test(tag) && value !== '')
    .map(([tag, { value }]) => ({ tag: clean(tag, 128), value: clean(value) }));
