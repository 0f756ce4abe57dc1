import { NotEmulated } from '../../core/service';
import { refuse } from '../refusals';

/** A change calendar: open or closed, and times when it is the other way round. */
export interface Calendar {
  readonly isOpenByDefault: boolean;
  readonly events: readonly CalendarEvent[];
}

export interface CalendarEvent {
  readonly from: number;
  readonly until: number;
}

interface Line {
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

/** From iCalendar text, RFC 5545, as AWS's console writes it. [D] change-calendar-import; repeated events are refused loudly. */
export function readCalendar(content: string): Calendar {
  const lines = linesOf(content);
  if (lines[0]?.name !== 'BEGIN' || lines[0].value !== 'VCALENDAR') {
    throw refuse.content('The content for the document is not valid.');
  }
  const type = lines.find(({ name }) => name === 'X-CALENDAR-TYPE')?.value ?? 'DEFAULT_OPEN';
  return { isOpenByDefault: type !== 'DEFAULT_CLOSED', events: eventsOf(lines) };
}

/** A line that begins with a space goes on with the one before. */
function linesOf(content: string): readonly Line[] {
  return content
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => {
      const [, name = '', parameters = '', value = ''] =
        /^([\w-]+)((?:;[^:]*)?):(.*)$/.exec(line) ?? [];
      return { name: name.toUpperCase(), parameters, value };
    });
}

function eventsOf(lines: readonly Line[]): readonly CalendarEvent[] {
  const events: CalendarEvent[] = [];
  let event: Map<string, Line> | undefined;
  for (const line of lines) {
    if (line.name === 'BEGIN' && line.value === 'VEVENT') event = new Map();
    else if (line.name === 'END' && line.value === 'VEVENT' && event) {
      events.push(eventOf(event));
      event = undefined;
    } else event?.set(line.name, line);
  }
  return events;
}

function eventOf(lines: ReadonlyMap<string, Line>): CalendarEvent {
  const repeated = ['RRULE', 'RDATE', 'EXDATE', 'DURATION'].find((name) => lines.has(name));
  if (repeated !== undefined) {
    throw new NotEmulated(
      `sandbox: change calendars with ${repeated} are not emulated; add it in services/sandbox/ssm/calendar/read-calendar.ts`,
    );
  }
  const [start, end] = [lines.get('DTSTART'), lines.get('DTEND')];
  if (start === undefined || end === undefined) {
    throw refuse.content('The content for the document is not valid.');
  }
  return { from: timeOf(start), until: timeOf(end) };
}

/** `20261201T080000Z`, or without the Z in the zone that `TZID` names. */
function timeOf({ parameters, value }: Line): number {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?(Z?)$/.exec(value);
  if (found === null) throw refuse.content('The content for the document is not valid.');
  const [year, month, day, hour, minute, second] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const asUtc = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  const zone = /TZID="?([^;:"]+)"?/.exec(parameters)?.[1];
  return found[7] === 'Z' || zone === undefined ? asUtc : asUtc - offsetOf(zone, asUtc);
}

/** How far a zone's clocks are ahead of UTC; in the hour of a change, that of one side. */
function offsetOf(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const [year, month, day] = [part('year'), part('month'), part('day')];
  return Date.UTC(year, month - 1, day, part('hour'), part('minute'), part('second')) - at;
}
