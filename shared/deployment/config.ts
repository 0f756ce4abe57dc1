import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { didYouMean } from '../domain/near-words';
import type { Catalogue, Key } from './catalogue';
import { checkIntervals, expectation, wrongValue } from './check-parameters';

/** What trailwarden.yml says. */
export interface Config {
  /** The home Region. */
  readonly region: string;
  readonly securityAccountId: string;
  readonly canaryUnitId?: string;
  readonly mode: 'guard' | 'observe';
  /** Only observed while the mode is guard. */
  readonly observeUnits: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Parameters of the central template as CloudFormation takes them; what is absent has its default. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A configuration, or the sentences that say what is wrong with it, each with file and line. */
export type ConfigRead = { readonly config: Config } | { readonly wrong: readonly string[] };

export interface ConfigText {
  readonly text: string;
  /** As the sentences name it. */
  readonly file: string;
}

export function readConfig({ text, file }: ConfigText, catalogue: Catalogue): ConfigRead {
  const lines = new LineCounter();
  const at = (offset: number, sentence: string): string =>
    `${file}:${lines.linePos(offset).line || 1}: ${sentence}`;
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return { wrong: document.errors.map(({ pos, message }) => at(pos[0], `${message}.`)) };
  const { contents } = document;
  if (contents !== null && !isMap(contents))
    return { wrong: [at(0, 'It must be a list of "Key: value" lines.')] };
  const wrong: string[] = [];
  const values: Record<string, string> = {};
  let tags: Readonly<Record<string, string>> = {};
  for (const { key, value } of contents?.items ?? []) {
    const name = isScalar(key) ? String(key.value) : '';
    const offset = (key as Node | null)?.range?.[0] ?? 0;
    const rule = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
    const read = rule && textOf(value as Node | null, rule);
    if (!rule)
      wrong.push(at(offset, `There is no key ${name}.${didYouMean(name, Object.keys(catalogue))}`));
    else if (read === undefined) wrong.push(at(offset, `${name} ${expectation(rule)}.`));
    else if (typeof read === 'string') {
      values[name] = read;
      const sentence = wrongValue({ name, value: read, rule });
      if (sentence) wrong.push(at(offset, sentence));
    } else tags = read;
  }
  for (const [name, rule] of Object.entries(catalogue)) {
    if (rule.Default === undefined && values[name] === undefined)
      wrong.push(`${file}: ${name} is missing: it ${expectation(rule)}.`);
  }
  if (wrong.length === 0)
    wrong.push(...together(values, catalogue).map((one) => `${file}: ${one}`));
  return wrong.length > 0 ? { wrong } : { config: configOf(values, tags, catalogue) };
}

/** Every parameter with its value: the configuration's, or the default. */
export const parametersOf = (
  { parameters }: Pick<Config, 'parameters'>,
  catalogue: Catalogue,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(catalogue)
      .filter(([, { isOwn }]) => !isOwn)
      .map(([name, { Default }]) => [name, parameters[name] ?? String(Default ?? '')]),
  );

/** The parts of a list, none of an empty one. */
export const partsOf = (list: string | undefined): readonly string[] =>
  (list ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** A value as CloudFormation takes it, or tags; undefined where it has another form than its key. */
function textOf(
  value: Node | null,
  { Type }: Key,
): string | Readonly<Record<string, string>> | undefined {
  if (value === null) return Type === 'Map' ? {} : '';
  if (Type === 'Map') return mapOf(value);
  if (isScalar(value)) return scalarText(value);
  if (Type !== 'CommaDelimitedList' || !isSeq(value)) return undefined;
  const parts = value.items.map((item) => (isScalar(item) ? scalarText(item) : undefined));
  // A comma in a part would make two of it.
  return parts.every((part) => part !== undefined && !part.includes(','))
    ? parts.join(',')
    : undefined;
}

/** As it is written: 000011112222 is an account and no number. */
const scalarText = ({
  value,
  source,
}: {
  readonly value: unknown;
  readonly source?: string;
}): string =>
  value === null ? '' : typeof value === 'string' ? value.trim() : (source ?? String(value));

function mapOf(value: Node): Readonly<Record<string, string>> | undefined {
  if (!isMap(value)) return isScalar(value) && scalarText(value) === '' ? {} : undefined;
  const entries = value.items.map(({ key, value: one }) =>
    isScalar(key) && (one === null || isScalar(one))
      ? ([scalarText(key), one === null ? '' : scalarText(one)] as const)
      : undefined,
  );
  return entries.every((entry) => entry !== undefined) ? Object.fromEntries(entries) : undefined;
}

/** What no key can say alone. */
function together(
  values: Readonly<Record<string, string>>,
  catalogue: Catalogue,
): readonly string[] {
  const given = (name: string): string => values[name] ?? String(catalogue[name]?.Default ?? '');
  const [first] = partsOf(values.GovernedRegions);
  const intervals = checkIntervals(given);
  return [
    ...(first === values.Region
      ? []
      : [
          `Region is ${values.Region}: it must be the first of GovernedRegions, which is ${first}.`,
        ]),
    ...(intervals ? [intervals] : []),
  ];
}

function configOf(
  values: Readonly<Record<string, string>>,
  tags: Readonly<Record<string, string>>,
  catalogue: Catalogue,
): Config {
  const { Region = '', SecurityAccountId = '', CanaryUnitId, Mode, ObserveUnits } = values;
  return {
    region: Region,
    securityAccountId: SecurityAccountId,
    ...(CanaryUnitId && { canaryUnitId: CanaryUnitId }),
    mode: Mode === 'observe' ? 'observe' : 'guard',
    observeUnits: partsOf(ObserveUnits),
    tags,
    parameters: Object.fromEntries(
      Object.entries(values).filter(([name]) => !catalogue[name]?.isOwn),
    ),
  };
}
