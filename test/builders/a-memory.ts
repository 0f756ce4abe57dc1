import type { Exemption } from '../../shared/domain/exemption';
import type { Episode, Memory, SubjectMemory } from '../../shared/domain/memory';
import { subjectKey } from '../../shared/domain/subject';
import { aBaseline } from './a-baseline';
import { aTrail } from './a-trail';
import { at } from './at';

/** The memory of an account with one trail. By default it holds the trail's baseline. */
export const aMemory = ({
  remembered = { baseline: aBaseline() },
  exemptions = [],
}: {
  readonly remembered?: SubjectMemory;
  readonly exemptions?: readonly Exemption[];
} = {}): Memory => ({
  kind: 'known',
  readAt: at(-10),
  subjects: { [subjectKey(aTrail())]: remembered },
  exemptions,
});

/** The table did not answer. */
export const anUnreachableMemory = (): Memory => ({
  kind: 'unreachable',
  why: { kind: 'unreachable', code: 'TimeoutError', call: 'dynamodb:Query' },
});

/** A planned change on the trail, for ten minutes from second 0. */
export const anExemption = (different: Partial<Exemption> = {}): Exemption => ({
  id: 'chg-1042',
  accountId: aTrail().accountId,
  subjectKey: subjectKey(aTrail()),
  until: at(600),
  by: 'arn:aws:iam::444455556666:user/ops',
  why: 'the bucket moves',
  declaredAt: at(-60),
  ...different,
});

/** An earlier incident whose stop at second 0 is accounted for. */
export const anEpisode = (different: Partial<Episode> = {}): Episode => ({
  incidentId: 'inc-20261121t200001-0a1b2c',
  state: 'restored',
  openedAt: at(1),
  lastSeenAt: at(2),
  accountedUntil: at(0),
  ...different,
});
