import { linkOf, type Recognized, type Seen } from '../recognized';
import { sessionParts } from '../session-parts';

/** AWS itself: a service in its own name, a service-linked role, an instance with its role. */
export function service(seen: Seen): Recognized | undefined {
  const { identity } = seen;
  if (identity.type === 'AWSService') {
    const name = identity.invokedBy ?? identity.arn ?? 'a service that the record does not name';
    return ends(seen, name, `${name} acted by itself; who set it up is not in the record.`);
  }
  const { role, roleArn = '', session } = sessionParts(identity);
  // Recognised by its path: AWS lets no one else use it, and any role may have the name.
  if (roleArn.includes(':role/aws-service-role/')) {
    const name = identity.arn ?? roleArn;
    return ends(seen, name, `${role ?? roleArn} is a role that only AWS can use.`);
  }
  if (identity.ec2) {
    const name = session ?? 'an instance';
    const why = `The credentials were handed to the instance ${name}; who is on it is not in CloudTrail.`;
    return ends(seen, identity.arn ?? name, why);
  }
  return undefined;
}

function ends(seen: Seen, principal: string, why: string): Recognized {
  return {
    links: [linkOf(seen, { kind: 'service', principal, why })],
    next: { kind: 'end', ends: 'service', why },
  };
}
