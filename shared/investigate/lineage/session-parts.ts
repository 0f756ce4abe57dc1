import type { Identity } from './read-identity';

/** The owner of a session: the role's name and path, and the session's own name. */
export interface SessionParts {
  readonly role?: string;
  readonly roleArn?: string;
  readonly session?: string;
}

/** `arn:aws:sts::111122223333:assumed-role/Deploy/mallory`: without the role's path, which the issuer has. */
export function sessionParts({
  arn = '',
  issuer,
  principalId,
}: Pick<Identity, 'arn' | 'issuer' | 'principalId'>): SessionParts {
  const [, role, session] = /:assumed-role\/([^/]+)\/(.+)$/.exec(arn) ?? [];
  const name = issuer?.userName ?? role ?? issuer?.arn?.split('/').at(-1);
  const called = session ?? afterColon(principalId);
  return {
    ...(name && { role: name }),
    ...(issuer?.arn && { roleArn: issuer.arn }),
    ...(called && { session: called }),
  };
}

/** `AROA…:mallory` */
const afterColon = (id = ''): string | undefined => id.split(':')[1] || undefined;

export const isSession = ({ type, arn = '' }: Identity): boolean =>
  type === 'AssumedRole' || arn.includes(':assumed-role/');
