import { expect, test } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Incident } from '../../shared/domain/incident';
import { type Format, formats } from '../../shared/tell/report/formats';
import { places } from '../../shared/tell/report/html/places';
import { blindText } from '../../shared/tell/report/sections/at-a-glance';
import { fullIncident } from '../builders/a-full-incident';
import { anIncident } from '../builders/an-incident';
import { HOSTILE, incidents } from './incidents';

const making = {
  at: '2026-11-22T04:00:00.000Z',
  importer: { accountId: '222233334444', region: 'us-east-1' },
};
const made = (format: Format, incident: Incident): string => formats[format](incident, making);

/** The page as a tree: every tag must be closed, as the few that need not be are. */
const wellFormed = (html: string): string =>
  html.replace('<!doctype html>', '').replace(/<(meta|br)\b([^>]*)>/g, '<$1$2/>');

test.each(Object.keys(incidents))('the page is well-formed when %s', (name) => {
  const { [name]: incident = anIncident() } = incidents;
  expect(XMLValidator.validate(wellFormed(made('html', incident)))).toBe(true);
});

test('nothing that an attacker typed becomes part of the page', () => {
  const page = made('html', fullIncident());
  const hostile = made('html', incidents['every text is hostile'] ?? anIncident());
  const tags = (html: string) => new Set(html.match(/<[a-z]+/g));
  expect([...tags(hostile)].filter((tag) => !tags(page).has(tag))).toEqual([]);
  expect(hostile).not.toMatch(/<script|<img|javascript:[^a-z]*"|\son[a-z]+="/i);
  expect(hostile).toContain('&#60;script&#62;');
  for (const steering of ['\u202e', '\u001b']) expect(hostile).not.toContain(steering);
});

test('the page asks the network for nothing, and says so to the browser', () => {
  const page = made('html', fullIncident());
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline';`);
  expect(page).not.toMatch(/\s(src|href|action)=|url\(|@import|<script|<link|<iframe/i);
});

test.each(['html', 'md'] as const)(
  'a crowded incident says in %s how much is not listed, and names every caller',
  (format) => {
    const further = { furtherMoments: 1_204, furtherUntil: '2026-11-21T20:51:00.000Z' };
    const crowd = { actors: [...anIncident().actors, 'user/bob'], furtherCalls: 1_150 };
    const page = made(format, fullIncident({ ...further, ...crowd }));
    const said = ['… 1,204 more up to here', 'user/bob', 'and 1,150 calls under further names'];
    for (const text of said) expect(page).toContain(text);
    expect(made(format, fullIncident())).not.toMatch(/Also called by|more up to here/);
  },
);

test('the page has styles for phones, print and dark mode, and texts for screen readers', () => {
  const page = made('html', fullIncident());
  for (const said of [
    'name="viewport" content="width=device-width,initial-scale=1"',
    '@media print',
    '@media(prefers-color-scheme:dark)',
    '<html lang="en">',
    'role="img" aria-label="Timeline: blind from 2026-11-21T20:49:50.000Z to 2026-11-21T20:51:55.000Z.',
  ]) {
    expect(page).toContain(said);
  }
  expect(page.match(/<h1>/g)).toHaveLength(1);
});

test('the blind time is drawn between its two moments, and each moment has its number', () => {
  const page = made('html', fullIncident());
  const drawing = /<svg.*<\/svg>/.exec(page)?.[0] ?? '';
  const { svg } = new XMLParser({ ignoreAttributes: false }).parse(drawing);
  const places = svg.g.map((mark: Record<string, Record<string, string>>) => [
    mark['@_class'],
    mark.circle?.['@_cx'],
  ]);
  const xOf = (kind: string): number =>
    Number.parseFloat(places.find(([one]: readonly string[]) => one === kind)?.[1]);
  expect(Number.parseFloat(svg.rect['@_x'])).toBe(xOf('blind'));
  expect(xOf('blind') + Number.parseFloat(svg.rect['@_width'])).toBeCloseTo(xOf('sees'), 1);
  expect(page.match(/<circle/g)).toHaveLength(page.match(/<li><time/g)?.length ?? 0);
  expect(drawing).toContain('blind for 2 min 5 s');
});

test('a blind time that lasts is drawn to the end', () => {
  const page = made('html', incidents['it is blind still'] ?? anIncident());
  expect(page).toContain('blind, still');
  expect(page).toContain('to now. The list below says the same.');
});

test('two windows close to each other are labelled on lines of their own', () => {
  const page = made('html', incidents['it is blind still'] ?? anIncident());
  const lines = [...page.matchAll(/<text class="blind"[^>]* y="(\d+)"/g)].map(([, y]) => y);
  expect(lines).toHaveLength(2);
  expect(new Set(lines).size).toBe(2);
});

test('simultaneous moments are drawn below each other, and a distant moment stays on the page', () => {
  const at = (seconds: number) => ({
    kind: 'step' as const,
    at: '',
    text: '',
    afterMs: seconds * 1_000,
  });
  const [first, second, day] = places({ moments: [at(0), at(0), at(86_400)] });
  expect(first).toEqual({ x: 5, lane: 0 });
  expect(second).toEqual({ x: 5, lane: 1 });
  expect(day).toEqual({ x: 95, lane: 0 });
});

test('the chain is drawn from the person to the call, each link with its certainty', () => {
  const page = made('html', fullIncident());
  const links = [...page.matchAll(/<li class="(\w+)"><strong>([^<]+)</g)].map(
    ([, sure, name]) => `${name}: ${sure}`,
  );
  expect(links).toEqual([
    'alice@example.com: certain',
    'arn:aws:sts::444455556666:assumed-role/Deployer/mallory: likely',
    'arn:aws:sts::111122223333:assumed-role/Admin/mallory: certain',
    'StopLogging: certain',
  ]);
});

test.each(['md', 'html'] as const)('the report in %s says what is not known yet', (format) => {
  const text = made(format, anIncident());
  expect(text).toContain('which human that is, is not known yet');
  expect(text).toContain('Not known yet: Event history has not been searched.');
  expect(text).toContain('Not known yet: no contact has been looked up.');
});

test('nothing that an attacker typed becomes Markdown', () => {
  const text = made('md', incidents['every text is hostile'] ?? anIncident());
  const prose = text.replace(/```sh[^`]*```/g, '');
  expect(prose).not.toMatch(/(?<!\\)[<[`]|https?:\/\/|(?<!\\)\|\n#|www\.evil/);
  expect(prose.match(/^# /gm)).toHaveLength(1);
  expect(text).not.toContain('\u001b');
});

test('the commands of the document can be copied as they are', () => {
  expect(made('md', anIncident())).toContain(
    '\naws cloudtrail get-trail-status --region eu-west-1 --name arn:aws:cloudtrail:eu-west-1:111122223333:trail/main\n',
  );
});

test('the report for programs is the incident, what to do, and the story with its gaps', () => {
  const report = JSON.parse(made('json', fullIncident()));
  expect(report.incident).toEqual(fullIncident());
  expect(report.guide.commands.length).toBeGreaterThan(4);
  expect(report.story.windows).toEqual([
    { from: '2026-11-21T20:49:50.000Z', to: '2026-11-21T20:51:55.000Z', ms: 125_000 },
  ]);
  expect(report.story.moments.at(-1)).toMatchObject({ kind: 'acknowledged', afterMs: 1_085_000 });
});

test('a hostile text is unchanged in the report for programs', () => {
  const { incident } = JSON.parse(made('json', fullIncident({ sentence: HOSTILE })));
  expect(incident.sentence).toBe(HOSTILE);
});

test('the report has the number of redelivered events, unless it is zero', () => {
  const times = (redeliveries: number) =>
    made('md', anIncident({ events: 2, redeliveries })).match(/2 events.*/)?.[0];
  expect(times(0)).toMatch(/^2 events\W*$/);
  expect(times(1)).toMatch(/^2 events, worked again 1 time\W*$/);
  expect(times(3)).toMatch(/^2 events, worked again 3 times\W*$/);
});

/** The incident of this event in this row. */
function toldOf(row: string, eventName: string) {
  const { evidence: known, ...told } = anIncident({
    ...{ techniques: [row], state: 'escalated' as const, windows: [], blindMs: 0, timeline: [] },
    ...{ openedAt: '2026-11-21T20:49:53.000Z' },
  });
  const evidence = known && { ...known, eventName, eventTime: '2026-11-21T20:49:50Z' };
  return { ...told, ...(evidence && { evidence }) };
}

test.each([
  ['ORG-02', 'LeaveOrganization', 'outside the organization'],
  ['ORG-02', 'AccountDepartedOrganization', 'outside the organization'],
  ['ORG-03', 'RemoveAccountFromOrganization', 'outside the organization'],
  ['ORG-04', 'AccountDepartedOrganization', 'outside the organization'],
  ['ORG-08', 'DeleteOrganization', 'outside the organization'],
  ['ORG-08', 'AccountDepartedOrganization', 'it was closed'], // by the method CLEANED
  ['ORG-08', 'CloseAccount', 'it was closed'],
  ['ORG-08', 'CloseAccountResult', 'it was closed'],
])(
  'an account that is out of the organization or closed (%s, %s) is no longer heard, and not blind "not at all"',
  (row, eventName, why) => {
    const told = toldOf(row, eventName);
    const text = blindText(told);
    expect(text).toMatch(/^not known since 2026-11-21T20:49:50Z: the account is no longer heard, /);
    expect(text).toContain(why);
    expect(blindText({ ...told, state: 'attempted' })).not.toContain('no longer heard');
  },
);

test('an incident of an account that left says so even without its event', () => {
  const { evidence: _, ...told } = toldOf('ORG-02', '');
  expect(blindText(told)).toMatch(/^not known since 2026-11-21T20:49:53.000Z: /);
});

test('an account whose accepted invitation was seen counts as heard until AWS reports its departure', () => {
  const told = toldOf('ORG-04', 'AcceptHandshake');
  expect(blindText(told)).not.toContain('no longer heard');
  const text = 'AccountDepartedOrganization by organizations.amazonaws.com';
  const departed = { at: '2026-11-21T20:50:10Z', kind: 'tampered', text } as const;
  expect(blindText({ ...told, timeline: [departed] })).toMatch(
    /^not known since 2026-11-21T20:50:10Z: the account is no longer heard, /,
  );
});
