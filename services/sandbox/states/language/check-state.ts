import { ruleProblem } from './choose';
import { isReferencePath, isTree, parsePath } from './path';
import { payloadProblems } from './payload';

export interface Problem {
  readonly code: string;
  readonly message: string;
  /** As in `/States/Check/Next`. */
  readonly at: string;
}

type Tree = Readonly<Record<string, unknown>>;

/** What is wrong with one state, its fields one by one; where it leads is not looked at. */
export function checkState(
  state: unknown,
  at: string,
  resourceProblem: (state: Tree) => string | undefined,
): readonly Problem[] {
  const failed = (message: string, where = at): Problem => ({
    code: message.startsWith('sandbox:') ? 'NOT_EMULATED' : 'SCHEMA_VALIDATION_FAILED',
    message,
    at: where,
  });
  if (!isTree(state)) return [failed('A state must be an object')];
  const type = String(state.Type);
  const fields = Object.hasOwn(fieldsOf, type) ? fieldsOf[type] : undefined;
  if (fields === undefined) {
    return [failed(`The value for the field 'Type' must be one of ${types}`, `${at}/Type`)];
  }
  const ofFields = Object.entries(state).flatMap(([name, value]) => {
    const form = fields.includes(name) ? forms[name] : undefined;
    if (form === undefined) return [failed(unknownField(name))];
    return form(value).map((message) => failed(message, `${at}/${name}`));
  });
  const missing = (required[type] ?? []).filter((names) => countOf(state, names) !== 1);
  const ofWhole = missing.map(([name = '', ...others]) =>
    failed(
      others.length === 0
        ? `The field '${name}' is required but was missing`
        : `Exactly one of the fields ${[name, ...others].map((each) => `'${each}'`).join(', ')} is required`,
    ),
  );
  if (ofFields.length + ofWhole.length > 0) return [...ofFields, ...ofWhole];
  const resource = type === 'Task' ? resourceProblem(state) : undefined;
  return resource === undefined ? [] : [failed(resource, `${at}/Resource`)];
}

const countOf = (state: Tree, names: readonly string[]): number =>
  names.filter((name) => state[name] !== undefined).length;

/** What AWS knows and the sandbox does not, is said to be so. */
const unknownField = (name: string): string =>
  /^(?:Arguments|Assign|Condition|Credentials|Item(?:s|Reader|Batcher)|Label|MaxConcurrencyPath|Output|ResultWriter|ToleratedFailure\w+)$/.test(
    name,
  )
    ? `sandbox: the field ${name} is not emulated`
    : `The field "${name}" is not supported by Step Functions.`;

const common = ['Type', 'Comment', 'QueryLanguage'];
const filtered = ['InputPath', 'OutputPath'];
const moving = ['Next', 'End'];
const resulting = ['Parameters', 'ResultPath', 'ResultSelector'];
const careful = ['Retry', 'Catch'];
const whole = [...common, ...filtered, ...moving, ...resulting, ...careful];
const durations = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'];
const limits = ['TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath'];
const items = ['ItemProcessor', 'Iterator', 'ItemsPath', 'ItemSelector', 'MaxConcurrency'];

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  Pass: [...common, ...filtered, ...moving, 'Parameters', 'Result', 'ResultPath'],
  Task: [...whole, 'Resource', ...limits],
  Choice: [...common, ...filtered, 'Choices', 'Default'],
  Wait: [...common, ...filtered, ...moving, ...durations],
  Succeed: [...common, ...filtered],
  Fail: [...common, 'Error', 'ErrorPath', 'Cause', 'CausePath'],
  Parallel: [...whole, 'Branches'],
  Map: [...whole, ...items],
};

const types = Object.keys(fieldsOf).join(', ');

/** Of each list exactly one has to be there. */
const required: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Pass: [moving],
  Task: [moving, ['Resource']],
  Choice: [['Choices']],
  Wait: [moving, durations],
  Parallel: [moving, ['Branches']],
  Map: [moving, ['ItemProcessor', 'Iterator']],
};

type Form = (value: unknown) => readonly string[];

const must =
  (is: (value: unknown) => boolean, what: string): Form =>
  (value) =>
    is(value) ? [] : [`The value must be ${what}`];

const isText = (value: unknown): boolean => typeof value === 'string';
const isWhole = (value: unknown, least = 0): boolean =>
  Number.isInteger(value) && Number(value) >= least;

const text = must(isText, 'a STRING');
const anything: Form = () => [];
const path: Form = (value) => {
  if (!isText(value)) return ['The value must be a STRING'];
  if (parsePath(String(value)) !== undefined) return [];
  return String(value).startsWith('$')
    ? [`sandbox: the path '${value}' is not emulated, only reference paths and [*]`]
    : ['The value must be a valid JSONPath'];
};
const pathOrNull: Form = (value) => (value === null ? [] : path(value));
const place = must(
  (value) => value === null || (isText(value) && isReferencePath(String(value))),
  'a Reference Path',
);
const positive = must((value) => isWhole(value, 1), 'a positive INTEGER');
const notNegative = must((value) => isWhole(value), 'an INTEGER that is not negative');
const flow = must(isTree, 'an object with States');

const retrier: Readonly<Record<string, Form>> = {
  Comment: text,
  ErrorEquals: errorNames,
  IntervalSeconds: positive,
  MaxAttempts: notNegative,
  BackoffRate: must((value) => typeof value === 'number' && value >= 1, 'a number of at least 1'),
  MaxDelaySeconds: positive,
  JitterStrategy: (value) =>
    value === 'NONE' ? [] : ['sandbox: the JitterStrategy FULL is not emulated'],
};

const catcher: Readonly<Record<string, Form>> = {
  Comment: text,
  ErrorEquals: errorNames,
  Next: text,
  ResultPath: place,
};

function errorNames(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isText)) {
    return ['The value must be a list of error names that is not empty'];
  }
  const mixed = value.length > 1 && value.includes('States.ALL');
  return mixed ? ['States.ALL must appear alone in ErrorEquals'] : [];
}

/** A list of objects of which each field has its form; `States.ALL` comes last. */
const listOf =
  (fields: Readonly<Record<string, Form>>, needed: readonly string[]): Form =>
  (value) => {
    if (!Array.isArray(value) || !value.every(isTree)) {
      return ['The value must be a list of objects'];
    }
    const isEarly = value.slice(0, -1).some(({ ErrorEquals }) => includesAll(ErrorEquals));
    return [
      ...(isEarly ? ['States.ALL must be in the last of them'] : []),
      ...value.flatMap((each) => [
        ...needed.filter((name) => each[name] === undefined).map(missingField),
        ...Object.entries(each).flatMap(([name, one]) => {
          const form = Object.hasOwn(fields, name) ? fields[name] : undefined;
          return form?.(one) ?? [unknownField(name)];
        }),
      ]),
    ];
  };

const includesAll = (names: unknown): boolean =>
  Array.isArray(names) && names.includes('States.ALL');

const missingField = (name: string): string => `The field '${name}' is required but was missing`;

const choices: Form = (value) => {
  if (!Array.isArray(value) || value.length === 0)
    return ['The value must be a list of choice rules'];
  return value.flatMap((rule) => {
    const problem = ruleProblem(rule);
    if (problem !== undefined) return [problem];
    return typeof rule.Next === 'string' ? [] : [missingField('Next')];
  });
};

const itemProcessor: Form = (value) => {
  const config = isTree(value) && isTree(value.ProcessorConfig) ? value.ProcessorConfig : {};
  return config.Mode === 'DISTRIBUTED'
    ? ['sandbox: a Map state in the mode DISTRIBUTED is not emulated']
    : flow(value);
};

const forms: Readonly<Record<string, Form>> = {
  Type: text,
  Comment: text,
  QueryLanguage: (value) =>
    value === 'JSONPath' ? [] : ['sandbox: only the QueryLanguage JSONPath is emulated'],
  InputPath: pathOrNull,
  OutputPath: pathOrNull,
  Next: text,
  End: must((value) => value === true, 'true'),
  Parameters: payloadProblems,
  ResultPath: place,
  ResultSelector: payloadProblems,
  Retry: listOf(retrier, ['ErrorEquals']),
  Catch: listOf(catcher, ['ErrorEquals', 'Next']),
  Result: anything,
  Resource: text,
  TimeoutSeconds: positive,
  TimeoutSecondsPath: path,
  HeartbeatSeconds: positive,
  HeartbeatSecondsPath: path,
  Choices: choices,
  Default: text,
  Seconds: notNegative,
  SecondsPath: path,
  Timestamp: must(
    (value) => isText(value) && !Number.isNaN(Date.parse(String(value))),
    'a timestamp',
  ),
  TimestampPath: path,
  Error: text,
  ErrorPath: path,
  Cause: text,
  CausePath: path,
  Branches: must(
    (value) => Array.isArray(value) && value.length > 0 && value.every(isTree),
    'a list of branches',
  ),
  ItemProcessor: itemProcessor,
  Iterator: itemProcessor,
  ItemsPath: path,
  ItemSelector: payloadProblems,
  MaxConcurrency: notNegative,
};
