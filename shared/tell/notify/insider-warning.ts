import type { Incident } from '../../domain/incident';

type Told = Pick<Incident, 'evidence' | 'lineage'>;

/**
 * Why the actor must not be the one who answers: they use a role of ours, or act from the account that Trailwarden
 * runs in, where they could switch it off and answer its incidents. Nothing when neither is so, or the record names
 * no one.
 */
export function insiderWarning(incident: Told, securityAccountId?: string): string | undefined {
  const names = namesIn(incident);
  const role = names.map((name) => OURS.exec(name)?.[1]).find((name) => name !== undefined);
  if (role) return `The role ${role} is Trailwarden’s own, and a person used it by hand. ${ASK}`;
  const isInside = accountsIn(incident, names).includes(securityAccountId ?? 'none');
  return isInside
    ? `The actor works from account ${securityAccountId}, where Trailwarden can be switched off and this incident answered. ${ASK}`
    : undefined;
}

const ASK = 'Have a second person look as well, and do not go by their answer alone.';

const OURS =
  /^arn:[a-z-]+:(?:iam|sts)::\d{12}:(?:assumed-role|role)\/(?:.*\/)?(trailwarden-[\w-]+)/i;

const namesIn = ({ evidence, lineage }: Told): readonly string[] => [
  ...(evidence ? [evidence.actor.principal, ...evidence.actor.chain] : []),
  ...(lineage?.links ?? []).map(({ principal }) => principal),
];

const accountsIn = ({ evidence, lineage }: Told, names: readonly string[]) => [
  evidence?.actor.accountId,
  ...(lineage?.links ?? []).map(({ accountId }) => accountId),
  ...names.map((name) => /^arn:[a-z-]+:[a-z]+::(\d{12}):/.exec(name)?.[1]),
];
