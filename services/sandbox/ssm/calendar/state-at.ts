import type { Calendar } from './read-calendar';

export interface CalendarState {
  readonly isOpen: boolean;
  /** When that changes; undefined: never. */
  readonly until: number | undefined;
}

/** Of several calendars: open where all are. [D] API_GetCalendarState */
export function stateAt(calendars: readonly Calendar[], at: number): CalendarState {
  const isOpen = isOpenAt(calendars, at);
  const until = calendars
    .flatMap(({ events }) => events.flatMap(({ from, until: end }) => [from, end]))
    .filter((time) => time > at)
    .sort((one, other) => one - other)
    .find((time) => isOpenAt(calendars, time) !== isOpen);
  return { isOpen, until };
}

const isOpenAt = (calendars: readonly Calendar[], at: number): boolean =>
  calendars.every(({ isOpenByDefault, events }) => {
    const isException = events.some(({ from, until }) => from <= at && at < until);
    return isOpenByDefault !== isException;
  });
