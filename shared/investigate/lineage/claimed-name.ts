import type { Person } from '../../domain/lineage';
import { namedPerson, readsLikePerson } from './named-person';
import type { Seen } from './recognized';
import { isSession, sessionParts } from './session-parts';

/**
 * Where no identity names a person: the name that was given. A source identity cannot be changed
 * once it is set, and trust policies may demand it; a session's name is free to choose.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function claimedName(walked: readonly Seen[]): Person | undefined {
  const source = walked.find(({ identity }) => identity.sourceIdentity)?.identity.sourceIdentity;
  if (source) {
    return namedPerson({
      name: source,
      kind: 'source-identity',
      certainty: 'likely',
      why: 'The session carries this source identity, set when its first role was assumed.',
    });
  }
  const session = walked
    .filter(({ identity }) => isSession(identity))
    .map(({ identity }) => sessionParts(identity).session)
    .findLast((name) => name !== undefined && readsLikePerson(name));
  return session
    ? namedPerson({
        name: session,
        kind: 'session-name',
        certainty: 'guess',
        why: 'The session was given this name by the one who assumed the role, who may write any name.',
      })
    : undefined;
}
