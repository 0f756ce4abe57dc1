import { checkState, type Problem } from './check-state';
import type { Definition, Flow, State } from './definition';
import { isTree } from './path';

/** Why a Task's resource cannot be used here; undefined when it can. */
type ResourceProblem = (state: Readonly<Record<string, unknown>>) => string | undefined;

/** The definition, or all that is wrong with it in AWS's form: `CODE: what at /where`. */
export function readDefinition(
  text: string,
  resourceProblem: ResourceProblem,
): { readonly definition: Definition } | { readonly problems: readonly string[] } {
  const parsed = parse(text);
  if (!isTree(parsed) || Array.isArray(parsed)) {
    return { problems: ['INVALID_JSON_DESCRIPTION: The definition is no JSON object at /'] };
  }
  const problems = [
    ...machineProblems(parsed),
    ...flowProblems(parsed, '', resourceProblem),
    ...duplicates(parsed),
  ].map(({ code, message, at }) => `${code}: ${message} at ${at === '' ? '/' : at}`);
  return problems.length === 0 ? { definition: parsed as unknown as Definition } : { problems };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function machineProblems(machine: Readonly<Record<string, unknown>>): readonly Problem[] {
  const known = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];
  const unknown = Object.keys(machine).filter((name) => !known.includes(name));
  const { QueryLanguage = 'JSONPath', TimeoutSeconds = 1 } = machine;
  return [
    ...unknown.map((name) => schema(`The field "${name}" is not supported by Step Functions.`, '')),
    ...(QueryLanguage === 'JSONPath' ? [] : [notJsonPath]),
    ...(Number.isInteger(TimeoutSeconds) && Number(TimeoutSeconds) > 0
      ? []
      : [schema("The value for the field 'TimeoutSeconds' must be an INTEGER", '/TimeoutSeconds')]),
  ];
}

const schema = (message: string, at: string): Problem => ({
  code: 'SCHEMA_VALIDATION_FAILED',
  message,
  at,
});

const notJsonPath: Problem = {
  code: 'NOT_EMULATED',
  message: 'sandbox: only the QueryLanguage JSONPath is emulated',
  at: '/QueryLanguage',
};

function flowProblems(
  flow: Readonly<Record<string, unknown>>,
  at: string,
  resourceProblem: ResourceProblem,
): readonly Problem[] {
  const { StartAt, States } = flow;
  if (!isTree(States) || Array.isArray(States) || Object.keys(States).length === 0) {
    return [schema("The field 'States' is required and must not be empty", `${at}/States`)];
  }
  if (typeof StartAt !== 'string') {
    return [schema("The field 'StartAt' is required but was missing", at)];
  }
  const own = Object.entries(States).flatMap(([name, state]) =>
    checkState(state, `${at}/States/${name}`, resourceProblem),
  );
  if (own.length > 0) return own;
  const sound = flow as unknown as Flow;
  const inner = Object.entries(sound.States).flatMap(([name, state]) =>
    flowsOf(state).flatMap(([where, each]) =>
      flowProblems({ ...each }, `${at}/States/${name}${where}`, resourceProblem),
    ),
  );
  return [...inner, ...transitionProblems(sound, at)];
}

/** What a state runs inside, with where it stands. */
function flowsOf(state: State): readonly (readonly [string, Flow])[] {
  if (state.Type === 'Parallel') {
    return state.Branches.map((branch, at) => [`/Branches[${at}]`, branch]);
  }
  if (state.Type !== 'Map') return [];
  const { ItemProcessor, Iterator: older } = state;
  if (ItemProcessor !== undefined) return [['/ItemProcessor', ItemProcessor]];
  return older === undefined ? [] : [['/Iterator', older]];
}

function transitionProblems({ StartAt, States }: Flow, at: string): readonly Problem[] {
  const targets = Object.entries(States).flatMap(([name, state]) =>
    targetsOf(state).map(([where, target]) => ({
      at: `${at}/States/${name}${where}`,
      name,
      target,
    })),
  );
  const missing = [{ at: `${at}/StartAt`, target: StartAt }, ...targets].filter(
    ({ target }) => !Object.hasOwn(States, target),
  );
  if (missing.length > 0) {
    return missing.map((each) => ({
      code: 'MISSING_TRANSITION_TARGET',
      message: `Missing 'Next' target: ${each.target}`,
      at: each.at,
    }));
  }
  const reached = new Set([StartAt]);
  for (const name of reached) {
    for (const each of targets) if (each.name === name) reached.add(each.target);
  }
  const lost = Object.keys(States).filter((name) => !reached.has(name));
  const ends = Object.values(States).some(isEnd);
  return [
    ...lost.map((name) => ({
      code: 'MISSING_TRANSITION_TARGET',
      message: `State "${name}" is not reachable.`,
      at: `${at}/States/${name}`,
    })),
    ...(ends ? [] : [{ code: 'MISSING_END_STATE', message: 'Workflow has no terminal state', at }]),
  ];
}

function targetsOf(state: State): readonly (readonly [string, string])[] {
  const next = 'Next' in state && state.Next !== undefined ? [['/Next', state.Next] as const] : [];
  const caught = 'Catch' in state ? (state.Catch ?? []) : [];
  const catches = caught.map(({ Next }, at) => [`/Catch[${at}]/Next`, Next] as const);
  if (state.Type !== 'Choice') return [...next, ...catches];
  const chosen = state.Choices.map(({ Next }, at) => [`/Choices[${at}]/Next`, Next] as const);
  return state.Default === undefined ? chosen : [...chosen, ['/Default', state.Default]];
}

function isEnd(state: State): boolean {
  if (state.Type === 'Succeed' || state.Type === 'Fail') return true;
  return state.Type !== 'Choice' && state.Next === undefined;
}

/** A name may be used once in the whole machine, branches included. [R] */
function duplicates(machine: Readonly<Record<string, unknown>>): readonly Problem[] {
  const names = new Set<string>();
  const twice: Problem[] = [];
  const look = (flow: unknown, at: string): void => {
    if (!isTree(flow) || !isTree(flow.States)) return;
    for (const [name, state] of Object.entries(flow.States)) {
      const where = `${at}/States/${name}`;
      if (names.has(name)) {
        const message = `Duplicate State name: ${name}`;
        twice.push({ code: 'DUPLICATE_STATE_NAME', message, at: where });
      }
      names.add(name);
      if (!isTree(state)) continue;
      const branches = Array.isArray(state.Branches) ? state.Branches : [];
      for (const [index, branch] of branches.entries()) look(branch, `${where}/Branches[${index}]`);
      look(state.ItemProcessor, `${where}/ItemProcessor`);
      look(state.Iterator, `${where}/Iterator`);
    }
  };
  look(machine, '');
  return twice;
}
