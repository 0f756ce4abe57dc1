import { NotEmulated } from '../../core/service';
import { type CommandContent, type Parameter, reference } from '../documents/content';
import { refuse } from '../refusals';

export type Values = ReadonlyMap<string, unknown>;

/** What a command's parameters are; refuses what the document does not take. Patterns have to match as a whole. */
export function valuesOf(
  { parameters = new Map() }: CommandContent,
  given: Readonly<Record<string, readonly string[]>>,
): Values {
  if (Object.keys(given).some((name) => !parameters.has(name))) throw refuse.parameters();
  return new Map(
    [...parameters].map(([name, parameter]) => {
      const texts = Object.hasOwn(given, name) ? given[name] : undefined;
      if (texts === undefined && parameter.byDefault === undefined) throw refuse.parameters();
      return [name, texts === undefined ? parameter.byDefault : readValue(parameter, texts)];
    }),
  );
}

function readValue({ type, allowedPattern, allowedValues }: Parameter, texts: readonly string[]) {
  const pattern = allowedPattern === undefined ? undefined : new RegExp(`^(?:${allowedPattern})$`);
  const isTaken = (text: string) =>
    (pattern?.test(text) ?? true) && (allowedValues?.includes(text) ?? true);
  if (!texts.every(isTaken)) throw refuse.parameters();
  if (type === 'StringList') return texts;
  if (texts.length !== 1) throw refuse.parameters();
  return texts[0];
}

/** The lines of a script: a list that stands alone becomes its items. */
export function linesOf(
  written: unknown,
  content: CommandContent,
  values: Values,
): readonly string[] {
  if (Array.isArray(written)) return written.flatMap((line) => linesOf(line, content, values));
  const text = String(written ?? '');
  const alone = /^\{\{\s*([\w.-]+)\s*\}\}$/.exec(text.trim())?.[1];
  const whole = alone === undefined ? undefined : values.get(alone);
  return Array.isArray(whole) ? whole.map(String) : [textOf(text, content, values)];
}

/** With the values in it; a parameter of the type ENV_VAR stays in the environment. [D] documents-syntax-data-elements-parameters */
export function textOf(text: string, { parameters }: CommandContent, values: Values): string {
  return text.replace(reference, (_all, name: string) => {
    if (name.startsWith('ssm:')) {
      throw new NotEmulated(
        `sandbox: documents with {{ ${name} }} are not emulated; add it in services/sandbox/ssm/commands/fill-in.ts`,
      );
    }
    if (parameters?.get(name)?.isVariable) return `\${SSM_${name}}`;
    const value = values.get(name);
    return typeof value === 'string' ? value : JSON.stringify(value ?? '');
  });
}

/** What the script finds in its environment. */
export const variablesOf = ({ parameters }: CommandContent, values: Values) =>
  Object.fromEntries(
    [...values].flatMap(([name, value]) =>
      parameters?.get(name)?.isVariable ? [[`SSM_${name}`, String(value)]] : [],
    ),
  );
