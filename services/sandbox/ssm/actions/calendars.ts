import { seconds } from '../../cloudtrail/record';
import { optionalText, texts } from '../../core/input';
import type { Action, Call, World } from '../../core/service';
import { type Calendar, readCalendar } from '../calendar/read-calendar';
import { stateAt } from '../calendar/state-at';
import { findDocument, findVersion, namedArn } from '../documents/document';
import { refuse } from '../refusals';

/** Whether changes are welcome, now or at another time. */
export const getCalendarState: Action = {
  resource: (call) => texts(call.input, 'CalendarNames').map((name) => namedArn(call, name)),
  handle: (call, world) => {
    const at = timeOf(call, world);
    const calendars = texts(call.input, 'CalendarNames').map((name) =>
      calendarOf(call, world, name),
    );
    const { isOpen, until } = stateAt(calendars, at.getTime());
    return {
      State: isOpen ? 'OPEN' : 'CLOSED',
      AtTime: seconds(at),
      ...(until !== undefined && { NextTransitionTime: seconds(new Date(until)) }),
    };
  },
};

function timeOf({ input }: Call, world: World): Date {
  const written = optionalText(input, 'AtTime');
  const at = written === undefined ? world.now() : new Date(written);
  if (Number.isNaN(at.getTime())) {
    throw refuse.validation(`AtTime ${written ?? ''} is not in ISO 8601 format.`);
  }
  return at;
}

function calendarOf(call: Call, world: World, name: string): Calendar {
  const document = findDocument(world, call, name);
  if (document === undefined) throw refuse.noDocument(name);
  if (document.type !== 'ChangeCalendar') throw refuse.documentType();
  return readCalendar(findVersion(document)?.content ?? '');
}
