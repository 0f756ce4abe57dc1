import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../terminal/user-error';

/** The catalogue marks a checkout: an installed package has no sources. */
const MARK = 'shared/tampering/catalogue.ts';

/** The root of the checkout that this folder lies in. Refuses where there is none. */
export function checkoutOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, MARK))) return at;
    if (at === dirname(at)) {
      throw new UserError(
        `${folder} lies in no checkout of Trailwarden; run this command where its sources are.`,
      );
    }
  }
}

/** Where each way of tampering lies, by its id: `shared/tampering/trail/stop-logging`. */
export function waysIn(root: string): ReadonlyMap<string, string> {
  const home = join(root, 'shared/tampering');
  const folders = (path: string) =>
    readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(
    folders(home).flatMap(({ name: subject }) =>
      folders(join(home, subject)).map(
        ({ name }) => [name, `shared/tampering/${subject}/${name}`] as const,
      ),
    ),
  );
}

/** The next free row of a prefix: `CT-15` after `CT-14`. */
export function nextRow(root: string, prefix: string): string {
  const home = join(root, 'shared/tampering');
  const numbers = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(home, file), 'utf8').matchAll(new RegExp(`'${prefix}-(\\d{2})'`, 'g')),
    ])
    .map(([, number]) => Number(number));
  return `${prefix}-${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`;
}
