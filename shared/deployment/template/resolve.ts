import { isValues, type Values } from './template';
import { NotRead, validationError } from './template-error';

/** What the names in a template stand for while a stack is made. */
export interface Scope {
  /** Parameter, pseudo parameter or physical id of a resource; undefined if there is none of that name (yet). */
  readonly ref: (name: string) => unknown;
  /** Undefined if the resource does not exist (yet) or has no such attribute. */
  readonly attribute: (logicalId: string, name: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, top: string) => Values | undefined;
  /** Value of another stack's export in this account and Region. */
  readonly importValue: (name: string) => unknown;
}

/** A piece of a `Fn::Sub` text: as it stands, or the name in `${…}`. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string };

/** `${!Literal}` is the text `${Literal}`. */
export function substitutions(text: string): readonly Piece[] {
  return text.split(/(\$\{[^}]*\})/).flatMap((part): readonly Piece[] => {
    const name = /^\$\{([^}]*)\}$/.exec(part)?.[1];
    if (name === undefined) return part === '' ? [] : [{ kind: 'text', text: part }];
    if (name.startsWith('!')) return [{ kind: 'text', text: `\${${name.slice(1)}}` }];
    return [{ kind: 'name', name: name.trim() }];
  });
}

const noValue = Symbol('AWS::NoValue');

/** The value with every intrinsic worked out. What `AWS::NoValue` stands for is left out. */
export function resolve(value: unknown, scope: Scope): unknown {
  const resolved = work(value, scope);
  return resolved === noValue ? undefined : resolved;
}

/** A condition of the template, or a condition function in place. */
export function resolveCondition(value: unknown, scope: Scope): boolean {
  const resolved = work(value, scope);
  if (typeof resolved === 'boolean') return resolved;
  if (resolved === 'true' || resolved === 'false') return resolved === 'true';
  throw validationError('Template error: every Condition must evaluate to a boolean.');
}

function work(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => work(each, scope)).filter((each) => each !== noValue);
  }
  if (!isValues(value)) return value;
  const [name, ...more] = Object.keys(value);
  const isIntrinsic = name !== undefined && more.length === 0 && isIntrinsicName(name);
  if (isIntrinsic) return intrinsic(name, value[name], scope);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, work(each, scope)] as const)
      .filter(([, each]) => each !== noValue),
  );
}

function isIntrinsicName(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::');
}

function intrinsic(name: string, operand: unknown, scope: Scope): unknown {
  const run = intrinsics[name];
  if (run === undefined) {
    throw new NotRead(`${name} is not read; add it to shared/deployment/template/resolve.ts`);
  }
  return run(operand, scope);
}

const intrinsics: Readonly<Record<string, (operand: unknown, scope: Scope) => unknown>> = {
  Ref: (operand, scope) => (operand === 'AWS::NoValue' ? noValue : ref(String(operand), scope)),
  'Fn::GetAtt': (operand, scope) => {
    const [logicalId, attribute] = listOf(operand, scope);
    return getAttribute(String(logicalId), String(attribute), scope);
  },
  'Fn::Sub': sub,
  'Fn::Join': (operand, scope) => {
    const [separator, parts] = listOf(operand, scope);
    return asList(parts).join(String(separator));
  },
  'Fn::Split': (operand, scope) => {
    const [separator, text] = listOf(operand, scope);
    return String(text).split(String(separator));
  },
  'Fn::Select': (operand, scope) => {
    const [index, list] = listOf(operand, scope);
    const value = asList(list)[Number(index)];
    if (value !== undefined) return value;
    throw validationError(
      `Template error: Fn::Select cannot select nonexistent value at index ${String(index)}`,
    );
  },
  'Fn::FindInMap': (operand, scope) => {
    const [map, top, second] = listOf(operand, scope).map(String);
    const value = scope.mapping(map ?? '', top ?? '')?.[second ?? ''];
    if (value !== undefined) return value;
    throw validationError(`Template error: Unable to get mapping for ${map}::${top}::${second}`);
  },
  'Fn::ImportValue': (operand, scope) => {
    const name = String(work(operand, scope));
    const value = scope.importValue(name);
    if (value === undefined) throw validationError(`No export named ${name} found.`);
    return value;
  },
  'Fn::GetAZs': (operand, scope) => {
    const region = String(work(operand, scope)) || ref('AWS::Region', scope);
    return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  },
  'Fn::Base64': (operand, scope) => Buffer.from(String(work(operand, scope))).toString('base64'),
  'Fn::If': (operand, scope) => work(chosenBranch(operand, scope), scope),
  'Fn::Equals': (operand, scope) => {
    const [one, other] = listOf(operand, scope);
    return String(one) === String(other);
  },
  'Fn::Not': (operand, scope) => !branches(operand, scope)[0],
  'Fn::And': (operand, scope) => branches(operand, scope).every(Boolean),
  'Fn::Or': (operand, scope) => branches(operand, scope).some(Boolean),
};

/** The branch `Fn::If` takes, not worked out: the other one may name what does not exist. */
export function chosenBranch(operand: unknown, scope: Scope): unknown {
  const [condition, then, otherwise] = Array.isArray(operand) ? operand : [];
  return scope.condition(String(condition)) ? then : otherwise;
}

function branches(operand: unknown, scope: Scope): readonly boolean[] {
  return (Array.isArray(operand) ? operand : []).map((each) =>
    isValues(each) && typeof each.Condition === 'string'
      ? scope.condition(each.Condition)
      : resolveCondition(each, scope),
  );
}

function ref(name: string, scope: Scope): unknown {
  const value = scope.ref(name);
  if (value !== undefined) return value;
  throw validationError(
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
  );
}

function getAttribute(logicalId: string, name: string, scope: Scope): unknown {
  const value = scope.attribute(logicalId, name);
  if (value !== undefined) return value;
  throw validationError(
    `Template error: instance of Fn::GetAtt references undefined resource or attribute ${logicalId}.${name}`,
  );
}

function sub(operand: unknown, scope: Scope): string {
  const [text, given] = Array.isArray(operand) ? operand : [operand];
  const values: Values = isValues(given) ? given : {};
  return substitutions(String(text))
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      if (piece.name in values) return String(work(values[piece.name], scope));
      const dot = piece.name.indexOf('.');
      return dot < 0
        ? String(ref(piece.name, scope))
        : String(getAttribute(piece.name.slice(0, dot), piece.name.slice(dot + 1), scope));
    })
    .join('');
}

function listOf(operand: unknown, scope: Scope): readonly unknown[] {
  return asList(work(operand, scope));
}

function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw validationError('Template error: an intrinsic function got something that is not a list.');
}
