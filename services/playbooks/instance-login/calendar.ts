import { calendarNow } from '../../../shared/aws/playbooks/instance/change-calendar';
import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import { actorNames } from '../../../shared/domain/evidence';
import { type Read, read, unread } from '../../../shared/domain/login';
import type { ChangeCalendar } from '../../../shared/domain/login-facts';
import { field } from '../../../shared/record/json';
import { readRecord } from '../../../shared/record/log-record';
import { readOr } from './read-or';

/** The first of these that is open, else one that is not; with who wrote it last. */
export async function calendarOf(
  own: InstanceClients,
  names: readonly string[],
): Promise<Read<ChangeCalendar | undefined>> {
  let closed: Read<ChangeCalendar | undefined> = read(undefined);
  for (const name of names) {
    const one = await readOr(() => readCalendar(own, name));
    if (one.kind === 'unread' || one.value.value === 'open') return one;
    closed = one;
  }
  return closed;
}

async function readCalendar(own: InstanceClients, name: string): Promise<ChangeCalendar> {
  const { isOpen, content, records, isCut } = await calendarNow(own, name);
  const [last] = records
    .flatMap((one) => readRecord(one) ?? [])
    .filter(({ request = {}, errorCode }) => !errorCode && field(request, 'name') === name)
    .sort((one, other) => Date.parse(other.eventTime ?? '') - Date.parse(one.eventTime ?? ''));
  return {
    name,
    value: isOpen ? 'open' : 'closed',
    isOpenByDefault: !/X-CALENDAR-TYPE:DEFAULT_CLOSED/.test(content),
    setBy:
      isCut && !last
        ? unread('too many documents were written to be read whole')
        : read(last?.eventTime ? { names: actorNames(last.actor), at: last.eventTime } : undefined),
  };
}
