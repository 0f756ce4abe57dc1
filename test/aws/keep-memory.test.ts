import { expect, test } from '@jest/globals';
import { keepMemory } from '../../shared/aws/memory';
import type { Memory } from '../../shared/domain/memory';
import { subjectKey } from '../../shared/domain/subject';
import { aBaseline } from '../builders/a-baseline';
import { aMemory, anEpisode, anUnreachableMemory } from '../builders/a-memory';
import { aTrail } from '../builders/a-trail';

const ACCOUNT = '111122223333';
const key = subjectKey(aTrail());

/** A table that answers what it is told, a clock, and the memory kept between them. */
function keeper(...answers: readonly Memory[]) {
  const clock = { ms: 0 };
  const asked: string[] = [];
  const read = async (accountId: string): Promise<Memory> => {
    asked.push(accountId);
    return answers[asked.length - 1] ?? aMemory();
  };
  const memory = keepMemory(read, { now: () => clock.ms, keepMs: 60_000 });
  return { ...memory, clock, asked };
}

test('the memory of an account is read once a minute', async () => {
  const { recall, clock, asked } = keeper();
  await recall(ACCOUNT);
  clock.ms = 59_999;
  await recall(ACCOUNT);
  expect(asked).toHaveLength(1);
  clock.ms = 60_000;
  await recall(ACCOUNT);
  expect(asked).toHaveLength(2);
});

test('fifty signals at once about one account cause one read', async () => {
  const { recall, asked } = keeper();
  await Promise.all(Array.from({ length: 50 }, () => recall(ACCOUNT)));
  expect(asked).toEqual([ACCOUNT]);
});

test('each account has a memory of its own', async () => {
  const { recall, asked } = keeper();
  await recall(ACCOUNT);
  await recall('444455556666');
  expect(asked).toEqual([ACCOUNT, '444455556666']);
});

test('an outage of the table leaves the last memory in use, however old', async () => {
  const { recall, clock } = keeper(aMemory(), anUnreachableMemory(), anUnreachableMemory());
  await recall(ACCOUNT);
  clock.ms = 24 * 3_600_000;
  expect(await recall(ACCOUNT)).toEqual(aMemory());
});

test('an outage is not kept: the next signal asks again', async () => {
  const { recall, asked } = keeper(anUnreachableMemory());
  expect((await recall(ACCOUNT)).kind).toBe('unreachable');
  expect((await recall(ACCOUNT)).kind).toBe('known');
  expect(asked).toHaveLength(2);
});

test('a write is known without another read', async () => {
  const { recall, remember, asked } = keeper();
  await recall(ACCOUNT);
  remember(aTrail(), { baseline: aBaseline(), episode: anEpisode() });
  const memory = await recall(ACCOUNT);
  expect(memory).toMatchObject({ subjects: { [key]: { episode: anEpisode() } } });
  expect(asked).toHaveLength(1);
});

test('the writes of two looks at the same time are both remembered', async () => {
  const { recall, remember } = keeper();
  const other = aTrail({ name: 'other' });
  const read = recall(ACCOUNT); // still under way when both have written
  remember(aTrail(), { episode: anEpisode({ incidentId: 'one' }) });
  remember(other, { episode: anEpisode({ incidentId: 'two' }) });
  await read;
  expect(await recall(ACCOUNT)).toMatchObject({
    subjects: {
      [key]: { episode: { incidentId: 'one' } },
      [subjectKey(other)]: { episode: { incidentId: 'two' } },
    },
  });
});

test('a remembered write expires with the memory that was read', async () => {
  const { recall, remember, clock } = keeper();
  await recall(ACCOUNT);
  remember(aTrail(), { episode: anEpisode() });
  clock.ms = 60_000;
  expect(await recall(ACCOUNT)).toEqual(aMemory());
});

test('a subject that is not in the kept memory is asked for again, at most once a second', async () => {
  const { recall, clock, asked } = keeper();
  await recall(ACCOUNT, 'key#unknown');
  await recall(ACCOUNT, 'key#unknown');
  expect(asked).toHaveLength(1);
  clock.ms = 1_001;
  await Promise.all([recall(ACCOUNT, 'key#unknown'), recall(ACCOUNT, 'key#unknown')]);
  expect(asked).toHaveLength(2);
  await recall(ACCOUNT, key);
  expect(asked).toHaveLength(2);
});

test('a part of the memory is changed without the rest', async () => {
  const { recall, amend } = keeper();
  await recall(ACCOUNT);
  amend(aTrail(), (known) => ({ ...known, owedSince: 'now' }));
  expect(await recall(ACCOUNT)).toMatchObject({
    subjects: { [key]: { baseline: aBaseline(), owedSince: 'now' } },
  });
});

test('a table that does not answer leaves the last memory in use, if there was one', async () => {
  const silent = new Promise<Memory>(() => undefined);
  const clock = { ms: 0 };
  const answers = [silent, aMemory(), silent];
  const { recall } = keepMemory(async () => answers.shift() ?? silent, { now: () => clock.ms });
  expect(await recall(ACCOUNT)).toMatchObject({
    kind: 'unreachable',
    why: { kind: 'unreachable', call: 'dynamodb:Query' },
  });
  await recall(ACCOUNT);
  clock.ms = 60_000;
  expect(await recall(ACCOUNT)).toEqual(aMemory());
});
