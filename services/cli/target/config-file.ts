import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, readCatalogue } from '../../../shared/deployment/catalogue';
import { type Config, readConfig } from '../../../shared/deployment/config';
import { UserError } from '../terminal/user-error';

const ROOT = join(__dirname, '../../..');

/** The keys of trailwarden.yml; the file they come from is in the package as well. */
export const catalogue = (): Catalogue =>
  readCatalogue(readFileSync(join(ROOT, 'services/central/parameters.yml'), 'utf8'));

/** Where an editor finds what the keys mean. */
export const SCHEMA = join(ROOT, 'docs/trailwarden.schema.json');

/** What trailwarden.yml says. Throws every sentence about what is wrong with it. */
export function configFile(file: string): Config {
  if (!existsSync(file))
    throw new UserError(
      `There is no ${file}: "trailwarden init" writes one, and --config names another.`,
    );
  const read = readConfig({ text: readFileSync(file, 'utf8'), file }, catalogue());
  if ('wrong' in read) throw new UserError(read.wrong.join('\n'));
  return read.config;
}
