import type { Person } from '../../../domain/lineage';
import { namedPerson } from '../named-person';
import type { Identity } from '../read-identity';
import { sessionParts } from '../read-identity';
import { endsAt, linkOf, principalOf, type Recognized, type Seen } from '../recognized';

/** Recognised by its path: any role may have such a name, and its caller chooses the session's name. */
const PERMISSION_SET =
  /:role\/aws-reserved\/sso\.amazonaws\.com\/(?:.*\/)?AWSReservedSSO_(.+)_[0-9a-z]+$/i;

/**
 * A person who signed in through IAM Identity Center. `onBehalfOf` is AWS's word for the person. With an ordinary
 * permission set there is only the session's name, which Identity Center makes the user name. That last rule is
 * widely relied upon and was found on no page of AWS, so it is `likely`.
 */
export function identityCenter(seen: Seen): Recognized | undefined {
  const { identity } = seen;
  const { role = '', roleArn = atPath(role), session } = sessionParts(identity);
  const [, permissionSet] = PERMISSION_SET.exec(roleArn) ?? [];
  if (!permissionSet && !identity.onBehalfOf && identity.type !== 'IdentityCenterUser') {
    return undefined;
  }
  const how = permissionSet ? `with the permission set ${permissionSet}` : 'as itself';
  const link = linkOf(seen, {
    kind: 'identity-center',
    principal: principalOf(identity),
    why: `A user of IAM Identity Center called ${how}.`,
  });
  const human = personOf(identity, session ?? identity.userName);
  if (!human) {
    return endsAt(
      link,
      'unknown',
      'A user of IAM Identity Center called, and the record does not say which.',
    );
  }
  const why = `It was the user ${human.name} of IAM Identity Center, ${how}.`;
  return endsAt(link, 'human', why, human);
}

/** Some records of the console have no issuer, and so no path; every call of a role has both. */
const atPath = (role: string): string => `:role/aws-reserved/sso.amazonaws.com/${role}`;

function personOf({ onBehalfOf, accountId }: Identity, name: string | undefined) {
  const called = name ?? onBehalfOf?.userId;
  if (!called) return undefined;
  const person: Person = namedPerson({
    name: called,
    kind: 'identity-center',
    accountId,
    certainty: onBehalfOf?.userId ? 'certain' : 'likely',
    why: onBehalfOf?.userId
      ? 'The record says on whose behalf (onBehalfOf).'
      : 'Identity Center gives a session the name of its user.',
  });
  return { ...person, ...onBehalfOf };
}
