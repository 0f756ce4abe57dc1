import type { DependencyKind, Subject } from '../domain/subject';
import { suspected } from '../tampering/catalogue';
import type { NamedCall } from './naming/call';
import { namesGuardRail } from './naming/names-guard-rail';
import { namesKey } from './naming/names-key';
import { namesLogBucket } from './naming/names-log-bucket';
import { namesLogGroup } from './naming/names-log-group';
import { namesMembership } from './naming/names-membership';
import { namesTopic } from './naming/names-topic';
import { namesWarden } from './naming/names-warden';

const names: { readonly [K in DependencyKind]: (subject: Subject<K>, call: NamedCall) => boolean } =
  {
    'log-bucket': namesLogBucket,
    key: namesKey,
    'log-group': namesLogGroup,
    topic: namesTopic,
    membership: namesMembership,
    'guard-rail': namesGuardRail,
    warden: namesWarden,
  };

/**
 * Which of the protected subjects a call is about. Calls about other subjects are ignored: the owner of a bucket
 * that no trail delivers to may change it.
 */
export function subjectsNamed(
  call: NamedCall & { readonly eventSource: string },
  protectedSubjects: readonly Subject[],
): readonly Subject[] {
  const kinds = new Set(suspected(call).map(({ subject }) => subject));
  return protectedSubjects.filter((subject) => kinds.has(subject.kind) && isNamed(subject, call));
}

function isNamed(subject: Subject, call: NamedCall): boolean {
  if (subject.kind === 'trail') return false; // trails name themselves
  const isAbout: (subject: Subject<never>, call: NamedCall) => boolean =
    names[subject.kind as DependencyKind];
  return isAbout(subject as Subject<never>, call);
}
