/**
 * Does a resource policy let an AWS service do this? Judged as precisely as a floor needs: an Allow with any
 * conditions counts, a Deny only without conditions.
 */
export function letsService(policy: string, service: RegExp, action: string): boolean {
  const statements = statementsOf(policy).filter(
    (statement) => isAbout(statement, service) && covers(statement, action),
  );
  return (
    statements.some(({ Effect }) => Effect === 'Allow') &&
    !statements.some(({ Effect, Condition }) => Effect === 'Deny' && !Condition)
  );
}

/**
 * The principals that the Allows of this action name, in AWS's words, and whether a Deny of it stands beside them.
 */
export function namedFor(policy: string, action: string) {
  const statements = statementsOf(policy).filter((statement) => covers(statement, action));
  const allowed = statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Principal }) =>
      typeof Principal === 'object' && Principal !== null
        ? listOf((Principal as Statement).AWS)
        : listOf(Principal),
    );
  return { allowed, isDenied: statements.some(({ Effect }) => Effect === 'Deny') };
}

type Statement = Readonly<Record<string, unknown>>;

function statementsOf(policy: string): readonly Statement[] {
  try {
    return [JSON.parse(policy)?.Statement ?? []].flat();
  } catch {
    return [];
  }
}

function isAbout({ Principal, NotPrincipal }: Statement, service: RegExp): boolean {
  if (NotPrincipal !== undefined) return !isAbout({ Principal: NotPrincipal }, service);
  if (typeof Principal !== 'object' || Principal === null) return Principal === '*';
  const { AWS, Service } = Principal as Statement;
  return listOf(AWS).includes('*') || listOf(Service).some((name) => service.test(name));
}

function covers({ Action, NotAction }: Statement, action: string): boolean {
  if (NotAction !== undefined) return !covers({ Action: NotAction }, action);
  return listOf(Action).some((pattern) => {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(action);
  });
}

const listOf = (value: unknown): readonly string[] =>
  [value].flat().filter((item) => typeof item === 'string');
