import { expect, test } from '@jest/globals';
import { ConfigurationError, parseConfiguration } from '../../shared/tell/notify/configuration';

const secret = 'arn:aws:ssm:us-east-1:111122223333:parameter/trailwarden/slack';

const sentencesOf = (configuration: unknown): readonly string[] => {
  const caught = (() => {
    try {
      return parseConfiguration(JSON.stringify(configuration));
    } catch (error) {
      return error;
    }
  })();
  return caught instanceof ConfigurationError ? caught.sentences : [];
};

test('a configuration needs only a channel; the rest has defaults', () => {
  const { reminders, gatherSeconds, giveUpAfter } = parseConfiguration(
    JSON.stringify({ channels: { security: { kind: 'slack', secret } } }),
  );
  expect(reminders.map((ms) => ms / 60_000)).toEqual([15, 60, 240, 1_440]);
  expect([gatherSeconds, giveUpAfter]).toEqual([5, 86_400_000]);
});

test.each([
  [{}, ['channels is missing.']],
  [
    { channels: { s: { kind: 'slack', secret: 'hunter2' } } },
    [
      'channels.s.secret must be the ARN of a secret in Secrets Manager or a parameter in Parameter Store.',
    ],
  ],
  [
    { channels: { w: { kind: 'webhook', secret, url: 'http://example.com' } } },
    ['channels.w.url must be a URL that begins with https://, without a password.'],
  ],
  [
    { channels: { s: { kind: 'slack', secret } }, rules: [{ to: ['pager'] }] },
    ['rules.0.to names the channel pager, which there is not.'],
  ],
  [{ channels: {}, reminders: ['soon'] }, ['reminders.0 must be a time such as 15m, 4h or 1d.']],
  [{ channels: {}, look: [{ a: 'later' }] }, ['look.0.a must be now, today or never.']],
  [{ channels: {}, colour: 'red' }, ['colour is nothing that can be configured.']],
])('each mistake is told in one sentence: %j', (configuration, sentences) => {
  expect(sentencesOf(configuration)).toEqual(sentences);
});

test.each([
  'https://127.0.0.1/hook',
  'https://localhost:9001/2018-06-01/runtime/invocation/next',
  'https://169.254.169.254/latest/meta-data',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://127.1/',
  'https://10.0.0.1/hook',
  'https://[::1]/hook',
  'https://[::ffff:192.168.0.1]/hook',
  'https://[fd00:ec2::254]/latest',
  'https://metadata.google.internal/',
  'https://jira/',
])('no channel leads to %s', (url) => {
  expect(sentencesOf({ channels: { w: { kind: 'webhook', secret, url } } })).toEqual([
    'channels.w.url must lead to a host of the Internet.',
  ]);
});

test.each(['http://127.0.0.1:4566/hook', 'https://127.0.0.1/hook'])(
  'only in the sandbox a receiver may be on this machine: %s',
  (url) => {
    const text = JSON.stringify({ channels: { w: { kind: 'webhook', secret, url } } });
    expect(parseConfiguration(text, { loopback: true }).channels.w).toMatchObject({ url });
    expect(() => parseConfiguration(text)).toThrow(ConfigurationError);
  },
);

test.each(['constructor', '__proto__', 'toString'])(
  'an inherited property of objects is no channel: %s',
  (name) => {
    expect(sentencesOf({ channels: {}, rules: [{ to: [name] }], escalateTo: [name] })).toEqual([
      `rules.0.to names the channel ${name}, which there is not.`,
      `escalateTo names the channel ${name}, which there is not.`,
    ]);
  },
);

test('the key of a Jira project must be a key, and cannot be a piece of a query', () => {
  const jira = { kind: 'jira', secret, site: 'https://example.atlassian.net', user: 'a' };
  expect(sentencesOf({ channels: { t: { ...jira, project: 'SEC" OR key = "X' } } })).toEqual([
    'channels.t.project must be the key of a project, such as SEC.',
  ]);
});

test('an unknown kind of channel is refused with the list of kinds', () => {
  expect(sentencesOf({ channels: { f: { kind: 'fax' } } })).toEqual([
    expect.stringMatching(
      /^channels\.f(\.kind)? must be one of sns, email, slack, teams, pagerduty/,
    ),
  ]);
});

test('a password is never repeated in a sentence', () => {
  expect(
    sentencesOf({ channels: { s: { kind: 'slack', secret: 'hunter2' } } }).join(),
  ).not.toContain('hunter2');
});

test.each([
  [{ to: [] }, 'channels.m has no recipients: give to, or contacts as true.'],
  [{ to: ['soc'] }, 'channels.m.to.0 must be an e-mail address.'],
  [{ to: ['a@example.com'], from: 'x' }, 'channels.m.from must be an e-mail address.'],
])('a mail channel must name a sender and at least one recipient: %j', (different, sentence) => {
  const m = { kind: 'email', from: 'warden@example.com', ...different };
  expect(sentencesOf({ channels: { m } })).toEqual([sentence]);
});
