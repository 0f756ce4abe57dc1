import { expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { aLoginIncident } from '../../services/cli/docs/login/a-login-incident';
import { sha } from '../../services/cli/docs/login/the-login';
import type { Incident } from '../../shared/domain/incident';
import { type Format, formats } from '../../shared/tell/report/formats';
import { milestonesOf } from '../../shared/tell/report/login/milestones';
import { HOSTILE, incidents } from './incidents';

const making = {
  at: '2026-11-22T04:00:00.000Z',
  importer: { accountId: '222233334444', region: 'us-east-1' },
};
const made = (format: Format, incident: Incident = aLoginIncident()): string =>
  formats[format](incident, making);

interface Group {
  readonly '@_class': string;
  readonly circle: { readonly '@_cx': string };
  readonly rect?: { readonly '@_x': string; readonly '@_width': string };
  readonly text: readonly { readonly '#text': string }[];
}

/** The picture's marks: places in per cents, and texts. */
function picture(incident: Incident = aLoginIncident()) {
  const svg = /<svg.*?<\/svg>/.exec(made('html', incident))?.[0] ?? '';
  const parsed = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => ['g', 'text'].includes(name),
  }).parse(svg).svg;
  const rows = ((parsed.g ?? []) as readonly Group[]).map(({ circle, rect, text, ...group }) => ({
    kind: group['@_class'],
    x: Number.parseFloat(circle['@_cx']),
    ...(rect && { ends: Number.parseFloat(rect['@_x']) + Number.parseFloat(rect['@_width']) }),
    text: text.map((one) => one['#text']).join(' '),
  }));
  return { svg, rows };
}

test('the picture goes from the login to the release on one axis', () => {
  const { rows } = picture();
  expect(rows.map(({ text }) => text.replace(/^\d+ /, ''))).toEqual([
    'login',
    'Trailwarden hears of it',
    'identified: whose it is',
    'judged: a person must say',
    'its people are asked: planned?',
    'answered not-me',
    'login ended',
    'machine contained',
    'memory taken',
    'processes and sockets taken',
    'way for evidence closed',
    'snapshots made',
    'copies in the forensic account',
    'hashed, custody sealed',
    'records searched: 1 finding',
    'vol-0a1b2c3d4e5f60718 examined: 3 findings',
    'vol-0fedcba9876543210 examined: 0 findings',
    'asked: may it be released?',
    'answered planned',
    'released: put back as it was',
    'the run is through',
  ]);
  const places = rows.map(({ x }) => x);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places.every((x) => x >= 0 && x <= 100)).toBe(true);
});

test('what lasted is a band: the question to its end, the containment to the release', () => {
  const { rows } = picture();
  const of = (text: string) => rows.find((one) => one.text.includes(text));
  expect(of('machine contained')?.ends).toBeCloseTo(of('put back as it was')?.x ?? 0, 0);
  expect(of('planned?')?.ends).toBeGreaterThan(of('planned?')?.x ?? 100);
  expect(of('memory taken')?.ends).toBeUndefined();
  const before = aLoginIncident({ timeline: aLoginIncident().timeline.slice(0, 8), state: 'open' });
  const still = picture(before).rows.find(({ text }) => text.includes('machine contained'));
  expect(still?.ends).toBe(100);
});

test('what was not done is said in another colour', () => {
  const timeline = aLoginIncident().timeline.map((one) =>
    one.state === 'Memory' ? { ...one, text: 'memory: not taken: forbidden-by-kernel' } : one,
  );
  const { rows } = picture(aLoginIncident({ timeline }));
  expect(rows.find(({ text }) => text.includes('memory'))).toMatchObject({
    kind: 'escalated',
    text: '9 memory not taken',
  });
});

test('each number of the picture is the place in the list below', () => {
  const html = made('html');
  const list = [...html.matchAll(/<li><time[^>]*>([^<]+)</g)].map(([, at]) => at);
  for (const { number, at } of milestonesOf(aLoginIncident())) {
    if (number !== undefined) expect(list[number - 1]).toBe(at);
  }
});

test('however many volumes and hostile names there are, the picture stays bounded and holds no text of theirs', () => {
  const [first] = aLoginIncident().timeline;
  const many = Array.from({ length: 100 }, (_, index) => ({
    ...{ at: '2026-11-21T03:00:00.000Z', kind: 'noticed' as const, text: HOSTILE },
    state: `ExamineOne ${HOSTILE}${index}`,
  }));
  const timeline = [...(first ? [first] : []), ...many];
  const { svg, rows } = picture(aLoginIncident({ timeline }));
  expect(rows).toHaveLength(24);
  expect(svg).not.toMatch(/<script|<img|http/);
  expect(svg.length).toBeLessThan(20_000);
});

test.each(['html', 'md'] as const)(
  'the report in %s tells of a login and of no trail',
  (format) => {
    const text = made(format)
      .replace(/<style>.*<\/style>/s, '')
      .replace(/ class="\w+"/g, '')
      .replaceAll('\\', '')
      .replaceAll('&#38;', '&');
    for (const said of [
      'The login',
      'a session of Session Manager',
      'AWS, in CloudTrail',
      'What was decided and why',
      'No exemption is in force.',
      'What was contained',
      'session mallory-7kzpb2yvkq565u2k was ended',
      'Evidence in custody',
      sha('memory'),
      'AVML 0.14.0',
      'The chain of custody',
      'attached read-only',
      'trailwarden evidence verify inc-20261121t021309-5c1ab7',
      'Looked for and not found',
      'not known: GuardDuty is not asked',
      'Cost',
      '28 GiB, and 28 GiB of copies',
      'T1021.007, T1651, T1078.004',
      'trailwarden release inc-20261121t021309-5c1ab7',
    ]) {
      expect(text).toContain(said);
    }
    expect(text).not.toMatch(
      /\bblind\b|baseline says|in the dark|tampered|aws cloudtrail get-trail/i,
    );
  },
);

test('what a host says is a guess, and named as its claim', () => {
  const text = made('md', incidents['a host speaks of a login, and every text is hostile']);
  expect(text).toContain('its claims');
  expect(text).toMatch(/named by the host; guess/);
});

test('a login that was just heard says what is not known yet', () => {
  const text = made('md', incidents['a login was just heard']);
  for (const said of ['Not decided yet.', 'the run is not through', 'Its playbook looks into it']) {
    expect(text).toContain(said);
  }
});

test('programs read the machine, the technique and the evidence', () => {
  const asff = JSON.parse(made('asff'));
  expect(asff).toMatchObject({
    Types: ['TTPs/Lateral Movement/Remote Services', 'Unusual Behaviors/VM/Login'],
    Resources: [{ Type: 'AwsEc2Instance', Id: aLoginIncident().subjectId }],
    ProductFields: {
      'trailwarden/mitre': 'T1021.007,T1651,T1078.004',
      'trailwarden/evidence': '7',
      'trailwarden/custodyHead': sha('head'),
    },
  });
  const ocsf = JSON.parse(made('ocsf'));
  expect(ocsf.finding_info.attacks).toEqual([
    { technique: { uid: 'T1021' }, sub_technique: { uid: 'T1021.007' } },
    { technique: { uid: 'T1651' } },
    { technique: { uid: 'T1078' }, sub_technique: { uid: 'T1078.004' } },
  ]);
  expect(ocsf.resources).toMatchObject([{ type: 'AWS::EC2::Instance' }]);
  expect(ocsf.evidences[0].dst_endpoint).toEqual({ instance_uid: 'i-0b1c2d3e4f5a6b7c8' });
  expect(ocsf.evidences[1].data).toMatchObject({ kind: 'memory', sha256: sha('memory') });
  expect(`${asff.Description} ${ocsf.finding_info.desc}`).not.toMatch(/blind/i);
  const { incident, guide } = JSON.parse(made('json'));
  expect(incident.loginRun.custody.items).toHaveLength(7);
  expect(guide.commands.map(({ command }: { command: string }) => command)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^trailwarden ack inc-\S+ --as not-me/)]),
  );
});
