import { expect, test } from '@jest/globals';
import { ConfigurationError, parseConfiguration } from '../../shared/notify/configuration';

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

test('a channel is enough: the rest has sensible values', () => {
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
    ['channels.w.url must be a URL that begins with https://.'],
  ],
  [
    { channels: { s: { kind: 'slack', secret } }, rules: [{ to: ['pager'] }] },
    ['rules.0.to names the channel pager, which there is not.'],
  ],
  [{ channels: {}, reminders: ['soon'] }, ['reminders.0 must be a time such as 15m, 4h or 1d.']],
  [{ channels: {}, look: [{ a: 'later' }] }, ['look.0.a must be now, today or never.']],
  [{ channels: {}, colour: 'red' }, ['colour is nothing that can be configured.']],
])('what is wrong is said in one sentence each: %j', (configuration, sentences) => {
  expect(sentencesOf(configuration)).toEqual(sentences);
});

test('a kind of channel that there is not is answered with those there are', () => {
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
  [{ to: [] }, 'channels.m writes to nobody: give to, or contacts as true.'],
  [{ to: ['soc'] }, 'channels.m.to.0 must be an e-mail address.'],
  [{ to: ['a@example.com'], from: 'x' }, 'channels.m.from must be an e-mail address.'],
])('a channel of mail must have somebody to write to: %j', (different, sentence) => {
  const m = { kind: 'email', from: 'warden@example.com', ...different };
  expect(sentencesOf({ channels: { m } })).toEqual([sentence]);
});
