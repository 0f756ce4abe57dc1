import { awsCli, printed } from './aws-cli';
import type { Keys } from './connection';

export interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

export interface RolePolicy {
  readonly endpoint: string;
  readonly keys: Keys;
  readonly role: string;
  readonly policy: string;
}

/** The statements of a role's policy, as the account has them. */
export async function rolePolicy(wanted: RolePolicy): Promise<readonly Statement[]> {
  const { endpoint, keys, role, policy } = wanted;
  const aws = awsCli(endpoint, keys);
  const asked = await aws(`iam get-role-policy --role-name ${role} --policy-name ${policy}`);
  const { PolicyDocument } = printed<{ readonly PolicyDocument: string }>(asked);
  const { Statement } = JSON.parse(fromPython(PolicyDocument)) as {
    readonly Statement: readonly (Statement | null)[];
  };
  return Statement.filter((each): each is Statement => each !== null);
}

/** Everything the statements allow, sorted, each once. */
export const actionsOf = (statements: readonly Statement[]): readonly string[] =>
  [...new Set(statements.flatMap(({ Action }) => Action))].sort();

/**
 * moto hands out what CloudFormation made as Python writes it: in single quotes, and with None where the
 * template has AWS::NoValue, which AWS leaves out.
 */
const fromPython = (document: string): string =>
  document.replaceAll("'", '"').replaceAll(/\bNone\b/g, 'null');
