import { expect, test } from '@jest/globals';
import { pagerDutyEvents } from '../../shared/tell/notify/channels/pagerduty';
import { slackMessage } from '../../shared/tell/notify/channels/slack';
import { teamsMessage } from '../../shared/tell/notify/channels/teams';
import { htmlText } from '../../shared/tell/notify/html-text';
import type { LetterItem } from '../../shared/tell/notify/letter';
import { plainText } from '../../shared/tell/notify/plain-text';
import { type Said, say } from '../../shared/tell/notify/say';
import { sayMany } from '../../shared/tell/notify/say-many';
import { fullIncident } from '../builders/a-full-incident';
import { aNotice } from './a-notice';

const HOSTILE: Readonly<Record<string, string>> = {
  'a terminal’s escape': '\u001b[2J\u001b]0;owned\u0007',
  'a link of a terminal': '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  'a mark that turns text around': 'a\u202egpj.exe\u2066b\u2069',
  'a mark of one byte': '\u009b2J',
  'a NUL': 'a\u0000b',
  'line breaks': 'x\r\nNow: over\u2028Who: carol\u2029\u0085y',
  'half a character': 'a\ud83d',
  'what is not seen': 'ad\u200bmin\ufeff',
  Markdown: '*b* _i_ ~s~ `c` [x](https://evil.example) # h\n# h',
  'a link': 'https://evil.example/login www.evil.example',
  mentions: '<!channel> <@U123> <https://evil.example|ok>',
  markup: '<script>alert(1)</script><img src=x onerror=alert(1)>',
};

/** An incident in which this is every text that comes from outside. */
function itemOf(hostile: string): LetterItem {
  const whole = fullIncident();
  const { evidence, lineage, contacts } = whole;
  if (!evidence || !lineage?.human || !contacts) throw new Error('It has none.');
  const actor = { ...evidence.actor, principal: hostile, chain: [hostile], type: hostile };
  return {
    incident: {
      ...whole,
      ...{ sentence: hostile, subjectId: hostile, escalation: hostile, accountName: hostile },
      actors: [hostile],
      guidance: [hostile],
      evidence: { ...evidence, actor, userAgent: hostile, sourceIp: hostile, eventName: hostile },
      lineage: { ...lineage, human: { ...lineage.human, name: hostile }, unread: [hostile] },
      contacts: {
        ...contacts,
        contacts: contacts.contacts.map((one) => ({ ...one, person: hostile })),
      },
      acknowledgement: { as: 'not-me', by: hostile, at: '2026-11-21T22:00:00.000Z', note: hostile },
    },
    notices: [aNotice()],
  };
}

const said = (hostile: string): readonly Said[] => {
  const item = itemOf(hostile);
  const letter = { id: 'x', at: '2026-11-21T22:00:00.000Z', items: [item, item], mayRepeat: true };
  return [say(item), say({ ...item, toldBefore: true }), sayMany(letter)];
};

/** Every text of a composed message, as its reader gets it. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [name, ...texts(one)]);
}

const RENDERERS: Readonly<Record<string, (hostile: string) => readonly string[]>> = {
  'plain text': (hostile) => said(hostile).map(plainText),
  'mail HTML': (hostile) => said(hostile).map(htmlText),
  Slack: (hostile) => texts(said(hostile).map(slackMessage)),
  Teams: (hostile) => texts(said(hostile).map(teamsMessage)),
  PagerDuty: (hostile) => texts(pagerDutyEvents(itemOf(hostile))),
};

/** All invisible characters except our own line breaks, as the classes that `plain` uses. */
const STEERS = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const pairs = Object.keys(HOSTILE).flatMap((what) =>
  Object.keys(RENDERERS).map((where) => [what, where] as const),
);

test.each(pairs)('%s has no effect in %s', (what, where) => {
  for (const text of RENDERERS[where]?.(HOSTILE[what] ?? '') ?? []) {
    expect(STEERS.test(text)).toBe(false);
  }
});

test.each(Object.entries(HOSTILE))('%s cannot make a line of its own', (_, hostile) => {
  const lines = plainText(say(itemOf(hostile))).split('\n');
  expect(lines.filter((line) => /^(Now|Who): (over|carol)$/.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith('Now: '))).toHaveLength(1);
});

interface Block {
  readonly text?: { readonly type: string; readonly text: string; readonly verbatim?: boolean };
}

test.each(Object.entries(HOSTILE))(
  'in Slack, %s is neither a link nor a mention nor bold',
  (_, hostile) => {
    for (const message of said(hostile).map(slackMessage)) {
      expect(message.text).not.toMatch(/<[!@#h]/);
      for (const { text } of message.blocks as readonly Block[]) {
        if (text?.type !== 'mrkdwn') continue;
        expect(text.verbatim).toBe(true);
        const links = [...text.text.matchAll(/<([^|>]*)\|/g)].map(([, url]) => url);
        expect(
          links.filter((url) => !/^https:\/\/[a-z0-9-]+\.console\.aws\./.test(url ?? '')),
        ).toEqual([]);
        if (links.length === 0) expect(text.text).toMatch(/^```[^`]*```$/);
      }
    }
  },
);

test.each(Object.entries(HOSTILE))(
  'in Teams, %s is a run of text, which reads no Markdown',
  (_, hostile) => {
    for (const message of said(hostile).map(teamsMessage)) {
      expect(JSON.stringify(message)).not.toMatch(/"type":"(TextBlock|FactSet)"/);
    }
  },
);
