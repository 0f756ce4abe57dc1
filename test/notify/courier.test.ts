import { expect, test } from '@jest/globals';
import type { Delivery, Ending, Notice } from '../../shared/domain/notification';
import { serve } from '../../shared/tell/notify/courier';
import type { Courier } from '../../shared/tell/notify/courier-ports';
import type { Letter } from '../../shared/tell/notify/letter';
import { anIncident } from '../builders/an-incident';
import { aNotice, noon } from './a-notice';

interface Desk {
  readonly courier: Courier;
  readonly letters: readonly Letter[];
  readonly endings: readonly (readonly [string, Ending])[];
}

/** A courier whose table never refuses; `answers` are the receiver's, the last one stays. */
function desk(
  pending: readonly Notice[],
  answers: readonly Delivery[],
  different: Partial<Courier> = {},
): Desk {
  const letters: Letter[] = [];
  const endings: (readonly [string, Ending])[] = [];
  const courier: Courier = {
    now: () => noon(),
    pending: async () => pending,
    begin: async (notice, nextAt) => ({ ...notice, attempts: notice.attempts + 1, nextAt }),
    incident: async (id) => anIncident({ id }),
    deliver: async (letter) => {
      letters.push(letter);
      return answers[letters.length - 1] ?? answers.at(-1) ?? { kind: 'delivered' };
    },
    end: async (notice, ending) => {
      endings.push([notice.incidentId, ending]);
    },
    rules: { gathers: 'storms', gatherFrom: 3, giveUpAfter: 86_400_000 },
    budget: { messages: 20, kept: 5, told: [] },
    leftMs: () => 60_000,
    ...different,
  };
  return { courier, letters, endings };
}

const many = (count: number): readonly Notice[] =>
  Array.from({ length: count }, (_, index) => aNotice({ incidentId: `inc-${index}` }));

test('fifty incidents at once are one message that names all of them', async () => {
  const { courier, letters } = desk(many(50), [{ kind: 'delivered' }]);
  expect(await serve(courier)).toEqual({
    ...{ messages: 1, sent: 50, again: 0, dead: 0 },
    told: [],
  });
  expect(letters[0]?.items).toHaveLength(50);
});

test('a message that a receiver refused for now is sent again later, with the reason noted', async () => {
  const { courier, endings } = desk([aNotice()], [{ kind: 'again', why: 'Slack answered 503' }]);
  expect(await serve(courier)).toMatchObject({ again: 1, sent: 0, oldestMs: 0 });
  expect(endings).toEqual([
    [
      'inc-1',
      {
        kind: 'again',
        why: 'Slack answered 503',
        nextAt: noon(0.5).toISOString(),
        unsure: false,
      },
    ],
  ]);
});

test('a receiver that asks for a pause gets it', async () => {
  const again: Delivery = { kind: 'again', why: 'Slack answered 429', afterMs: 600_000 };
  const { courier, endings } = desk([aNotice()], [again]);
  await serve(courier);
  expect(endings[0]?.[1]).toMatchObject({ nextAt: noon(10).toISOString() });
});

test('a message that may have arrived says so when it is repeated', async () => {
  const { courier, letters } = desk([aNotice({ attempts: 1, unsure: true })], []);
  await serve(courier);
  expect(letters[0]?.mayRepeat).toBe(true);
});

test('a message that may have arrived once stays marked as such after any number of refusals', async () => {
  const notice = aNotice({ attempts: 1, unsure: true });
  const { courier, endings } = desk([notice], [{ kind: 'again', why: 'Slack answered 503' }]);
  await serve(courier);
  expect(endings[0]?.[1]).toMatchObject({ kind: 'again', unsure: true });
});

test('a notice that another courier has claimed is not sent twice', async () => {
  const { courier, letters } = desk([aNotice()], [], { begin: async () => undefined });
  expect(await serve(courier)).toMatchObject({ messages: 0, sent: 0 });
  expect(letters).toEqual([]);
});

test('a notice is given up after a day without success, with the last reason', async () => {
  const old = aNotice({ plannedAt: noon(-1_440).toISOString(), attempts: 99 });
  const { courier, endings } = desk([old], [{ kind: 'again', why: 'Slack answered 404' }]);
  expect(await serve(courier)).toMatchObject({ dead: 1 });
  expect(endings[0]?.[1]).toMatchObject({ kind: 'dead', why: 'given up: Slack answered 404' });
});

test('a message that is refused for its content is set aside at once', async () => {
  const refused: Delivery = { kind: 'refused', why: 'Slack answered 400 (invalid_blocks)' };
  const { courier, endings } = desk([aNotice()], [refused]);
  await serve(courier);
  expect(endings[0]?.[1]).toMatchObject({ kind: 'dead', why: refused.why });
});

test('after a failed transition the later ones of that incident wait', async () => {
  const rules = { gathers: 'nothing' as const, gatherFrom: 3, giveUpAfter: 86_400_000 };
  const notices = [
    aNotice(),
    aNotice({ id: 'escalated#2', revision: 2 }),
    aNotice({ incidentId: 'inc-2' }),
  ];
  const { courier, letters } = desk(notices, [{ kind: 'again', why: 'x' }, { kind: 'delivered' }], {
    rules,
  });
  await serve(courier);
  expect(letters.map(({ id }) => id)).toEqual(['inc-1_restored-1_slack', 'inc-2_restored-1_slack']);
});

test('more messages than a minute may hold wait for the next one', async () => {
  const rules = { gathers: 'nothing' as const, gatherFrom: 3, giveUpAfter: 86_400_000 };
  const { courier } = desk(many(5), [], { rules, budget: { messages: 2, kept: 0, told: [] } });
  expect(await serve(courier)).toMatchObject({ messages: 2, sent: 2, oldestMs: 0 });
});

test('an account that had a message in this minute leaves the rest of the minute’s room to others', async () => {
  const rules = { gathers: 'nothing' as const, gatherFrom: 3, giveUpAfter: 86_400_000 };
  const noise = Array.from({ length: 30 }, (_, index) =>
    aNotice({ incidentId: `inc-noise-${index}`, accountId: '111111111111' }),
  );
  const other = aNotice({
    ...{ incidentId: 'inc-other', accountId: '222222222222' },
    plannedAt: '2026-11-21T20:59:00.000Z',
  });
  const budget = { messages: 20, kept: 5, told: [] };
  const minute = desk(noise, [], { rules, budget });
  const { messages, told } = await serve(minute.courier);
  expect(messages).toBe(15);
  const rest = { messages: 20 - messages, kept: 5, told };
  const later = desk([...noise.slice(15), other], [], { rules, budget: rest });
  await serve(later.courier);
  expect(later.letters.map(({ id }) => id)).toEqual([expect.stringContaining('inc-other')]);
});

test('a reminder of an incident that was answered meanwhile is not sent', async () => {
  const { courier, letters, endings } = desk([aNotice({ kind: 'reminder' })], [], {
    incident: async (id) => anIncident({ id, acknowledged: true }),
  });
  await serve(courier);
  expect(letters).toEqual([]);
  expect(endings.map(([, { kind }]) => kind)).toEqual(['sent']);
});

test('an incident that cannot be read waits with that reason, and the others are told', async () => {
  const { courier, letters, endings } = desk(many(2), [], {
    incident: async (id) => {
      if (id === 'inc-0') throw new TypeError('not iterable');
      return anIncident({ id });
    },
  });
  expect(await serve(courier)).toMatchObject({ messages: 1, sent: 1, again: 1 });
  expect(letters.map(({ items }) => items.map(({ incident }) => incident.id))).toEqual([['inc-1']]);
  expect(endings).toContainEqual([
    'inc-0',
    expect.objectContaining({
      kind: 'again',
      why: 'its incident could not be read (TypeError)',
    }),
  ]);
});
