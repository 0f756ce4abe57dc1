import { UNREAD } from '../../../shared/domain/unread';
import { namedSubject } from '../options/named-subject';

/** The subject that an incident may be about, as its key says: one key, or those that a place may have. */
export interface AskedSubject {
  readonly keys: readonly string[];
  /** The account and Region, as far as the text names them. */
  readonly accountId?: string;
}

/**
 * A subject, or another thing that an incident may be about: an account × Region that could not be read or is
 * silent, an account in which AWS refused calls, a row that is only told. Named by its key or, for a place and an
 * account, by its id. Refuses everything else.
 */
export function askedSubject(text: string): AskedSubject {
  const [, kind, place, accountOfPlace] = PLACE.exec(text) ?? [];
  if (place && accountOfPlace) {
    return {
      keys: kind ? [text] : PLACES.map((one) => `${one}${place}`),
      accountId: accountOfPlace,
    };
  }
  const [, accountId] = ACCOUNT.exec(text) ?? [];
  if (accountId) return { keys: [`account#${accountId}`], accountId };
  const [, accountOfRow] = ROW.exec(text) ?? [];
  if (accountOfRow) return { keys: [text], accountId: accountOfRow };
  const { kind: named, id, accountId: inArn } = namedSubject(text);
  return { keys: [`${named}#${id}`], ...(inArn && { accountId: inArn }) };
}

const PLACES = [UNREAD, 'heartbeat#', 'hosts#'];
const PLACE = /^(unread#|heartbeat#|hosts#)?((\d{12})\/[a-z]{2,4}(?:-[a-z]+)+-\d)$/;
const ACCOUNT = /^(?:account#)?(\d{12})$/;
const ROW = /^report#[A-Z0-9]{2,3}-\d{2}#(\d{12})(?:\/\S+)?$/;
