import { posix } from 'node:path';
import { type Import, importsOf } from './imports-of';
import { loaders, type Rule, rules } from './rules';

/** Sources by path relative to the repository. */
export type Sources = ReadonlyMap<string, string>;

/** One sentence for each import that breaks a rule. */
export function violations(sources: Sources): readonly string[] {
  return [...sources].flatMap(([file, text]) => {
    const applying = rules.filter((rule) => speaksOf(rule, file));
    return importsOf(text).flatMap((imported) =>
      applying
        .filter((rule) => breaks(rule, file, imported))
        .map((rule) => tell(rule, file, imported)),
    );
  });
}

const speaksOf = ({ from, except = [] }: Rule, file: string): boolean =>
  from.some((path) => (typeof path === 'string' ? file.startsWith(path) : path.test(file))) &&
  !except.some((path) => file.startsWith(path));

/** What is computed may be anything, so it breaks every rule, except where loading anything is the job. */
function breaks(rule: Rule, file: string, { specifier, typeOnly }: Import): boolean {
  const { files, filesNot = [], packages, runTimeOnly = false } = rule;
  if (specifier === undefined) return !loaders.includes(file);
  if (isRelative(specifier)) {
    const target = resolve(file, specifier);
    const allowed = files?.some((path) => target.startsWith(path)) ?? true;
    return !allowed || filesNot.some((path) => target.startsWith(path));
  }
  if (runTimeOnly && typeOnly) return false;
  return packages !== undefined && !packages(specifier);
}

const tell = ({ sentence }: Rule, file: string, { specifier = 'something computed' }: Import) =>
  `${file} imports ${specifier}: ${sentence}`;

export const isRelative = (specifier: string): boolean =>
  /^\.{0,2}\//.test(specifier) || /^\.{1,2}$/.test(specifier);

/** The path that is meant, without its ending. */
export const resolve = (file: string, specifier: string): string =>
  posix.join(posix.dirname(file), specifier);
